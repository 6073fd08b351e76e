"""How far relations are spread over partners."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from banggiao.core.nouns import Kind, noun_of
from banggiao.engagements.diversity import Measure, diversity_of
from banggiao.web.tables import Cell, Head, Line, Table, described, with_tables
from banggiao.web.templatetags.web import called, number
from banggiao.web.views.records import language, list_of, viewer_of

_NOUNS = {"contacts": "engagement", "agreements": "instrument", "commitments": "commitment"}
"""Measure: the noun whose records it counts."""


@require_GET
def show(request: HttpRequest) -> HttpResponseBase:
    """The shares of partners in contacts, agreements and open commitments."""
    viewer = viewer_of(request)
    for noun in ("engagement", "instrument", "commitment", "tie"):
        viewer.require(noun, "view")
    found = diversity_of(viewer, timezone.localdate())
    labels = {
        "contacts": _("Activities held with a partner since %(day)s") % {"day": f"{found.since:%d/%m/%Y}"},
        "agreements": _("Agreements in force, by partner"),
        "commitments": _("Open commitments, by partner"),
    }
    tables = [*(_measure(one, labels[one.code]) for one in found.measures), _ties(found.ties)]
    return with_tables(request, tables, "web/register/diversity.html")


def _measure(measure: Measure, title: str) -> Table:
    heads = [
        Head("partner", _("Partner")),
        Head("number", _("Number"), Kind.INTEGER),
        Head("share", _("Share"), Kind.DECIMAL, unit="%"),
    ]
    lines = []
    for share in measure.shares:
        seen = share.partner
        name = (
            Cell(called(seen), reverse("web:relation", args=[seen.key]))
            if seen
            else _("(outside of what you may see)")
        )
        line = [name, share.count, round(share.percent, 1)]
        lines.append(Line(line, seen.key) if seen else Line(line))
    note = ""
    if measure.total:
        three = floatformat(measure.first_three, 1)
        note = f"{_('Partners:')} {number(measure.partners)} · {_('Share of the first three:')} {three} %"
    return described(
        measure.code, title, heads, lines, (_NOUNS[measure.code],), note=note,
        nothing=_("Nothing of this kind is in the register."),
    )  # fmt: skip


def _ties(counted: Sequence[tuple[str, int]]) -> Table:
    at = 1 if language() == "vi" else 2
    kinds = {choice[0]: choice[at] for choice in noun_of("tie").by_name["kind"].choices}
    lines = [
        Line([Cell(capfirst(kinds.get(kind, kind)), f"{list_of('tie')}?kind={kind}"), n])
        for kind, n in counted
    ]
    heads = [Head("kind", _("Kind")), Head("number", _("Number"), Kind.INTEGER)]
    return described(
        "ties", _("Ties of each kind that hold today"), heads, lines, ("tie",),
        nothing=_("Nothing of this kind is in the register."),
    )  # fmt: skip
