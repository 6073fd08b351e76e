"""What the page of an instrument shows besides its facts: the guiding chain, domestic law not yet amended,
who was not briefed, which principles are open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from banggiao.core.access import Question, Viewer
from banggiao.core.nouns import Kind, noun_of
from banggiao.instruments.briefings import KINDS, not_briefed
from banggiao.instruments.chain import chain_of
from banggiao.instruments.models import Commitment, Instrument, PrincipleCheck
from banggiao.instruments.principles import PRINCIPLES, is_proposed
from banggiao.instruments.rules import in_law_state
from banggiao.sheets.lists import NOBODY
from banggiao.web.tables import Cells, Head, Line, Table, described, with_tables
from banggiao.web.templatetags.web import given, seen_by
from banggiao.web.views.records import language, viewer_of


@require_GET
def follow(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The part of an instrument's page that is fetched once the page stands."""
    viewer = viewer_of(request)
    viewer.require("instrument", "view")
    instrument = Instrument.objects.visible_to(viewer).filter(key=key).first()
    if instrument is None:
        raise Http404
    briefs = instrument.kind in KINDS and viewer.may(Question("briefing", "view"))
    waiting = not_briefed(instrument, viewer, timezone.localdate()) if briefs else []
    gives = viewer.may(Question("commitment", "view"))
    context = {
        "instrument": instrument,
        "chain": chain_of(instrument, viewer, tasks=gives),
        "send_url": f"{reverse('web:exchange_send')}?{urlencode({'instrument': str(key)})}"
        if viewer.may(Question("envelope", "create")) and viewer.may(Question("instrument", "export"))
        else "",
        "issue_url": _new(viewer, "instrument", issued_under=str(key)),
        "law_gaps": _law_gaps(instrument, viewer) if gives else 0,
        "briefs": briefs,
        "waiting": waiting,
        "brief_url": _new(viewer, "briefing", instrument=str(key), bodies=[str(one.key) for one in waiting]),
        "principles": _principles(instrument, viewer) if viewer.may(Question("principle", "view")) else [],
        "laws": noun_of("principle").by_name["principle"].help(language()),
        "proposed": is_proposed(instrument),
    }
    context["open"] = sum(1 for one in context["principles"] if one["check"] is None)
    table = _principles_table(instrument, context["principles"], viewer)
    return with_tables(request, [table], "web/register/_instrument.html", context)


def _principles_table(instrument: Instrument, rows: Iterable[dict[str, Any]], viewer: Viewer) -> Table:
    heads = [
        Head("principle", _("Principle")),
        Head("answer", _("Answer"), field="principle.answer"),
        Head("note", _("Note"), field="principle.note"),
        Head("by", _("By"), field="principle.actor"),
        Head("on", _("Date"), Kind.DATE, field="principle.on"),
    ]
    lines = []
    for one in rows:
        check = one["check"]
        cells: list[Cells] = [capfirst(one["label"]), _("not answered"), "", "", ""]
        if check is not None:
            on = given(check.on, check.on_precision) if check.on else ""
            cells = [capfirst(one["label"]), one["answer"], check.note, seen_by(check.actor, viewer), on]
        lines.append(Line(cells, check.key if check else NOBODY))
    title = _("Principles of a proposed agreement")
    return described("principles", title, heads, lines, ("principle",), label=instrument.label_id)


def _law_gaps(instrument: Instrument, viewer: Viewer) -> int:
    """Return how many of its commitments wait for domestic law to be amended (A4.06)."""
    given = Commitment.objects.visible_to(viewer).current().filter(instrument=instrument)
    return given.filter(in_law_state("open", timezone.localdate())).count()


def _principles(instrument: Instrument, viewer: Viewer) -> list[dict[str, Any]]:
    """Return each principle with what was answered; nothing where none is asked and none was answered."""
    rows = PrincipleCheck.objects.visible_to(viewer).current().filter(instrument=instrument)
    checks = {one.principle: one for one in rows.select_related("actor")}
    if not checks and not is_proposed(instrument):
        return []
    at = 1 if language() == "vi" else 2
    answers = {choice[0]: choice[at] for choice in noun_of("principle").by_name["answer"].choices}
    return [
        {
            "label": principle[at],
            "check": checks.get(principle[0]),
            "answer": answers.get(checks[principle[0]].answer, "") if principle[0] in checks else "",
            "url": _new(viewer, "principle", instrument=str(instrument.key), principle=principle[0]),
        }
        for principle in PRINCIPLES
    ]


def _new(viewer: Viewer, noun: str, **filled: Any) -> str:
    """Return the address of a new record's form, "" for somebody who may not create one."""
    if not viewer.may(Question(noun, "create")):
        return ""
    return f"{reverse('web:new', args=[noun])}?{urlencode(filled, doseq=True)}"
