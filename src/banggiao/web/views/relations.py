"""The relation file of a partner, and what no activity covers in a year."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from banggiao.actors.models import Actor
from banggiao.core.nouns import Kind
from banggiao.engagements.selectors import Coverage, coverage_of, relation_with
from banggiao.web.relation_tables import relation_tables
from banggiao.web.tables import Cell, Head, Line, Table, described, with_tables
from banggiao.web.templatetags.web import called
from banggiao.web.views.records import language, viewer_of

_YEARS = range(1945, 2201)


@require_GET
def relation(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Ties, agreements, commitments, contacts and figures with one partner."""
    viewer = viewer_of(request)
    viewer.require("actor", "view")
    actor = Actor.objects.visible_to(viewer).filter(key=key).first()
    if actor is None:
        raise Http404
    found = relation_with(actor, viewer, timezone.localdate(), language())
    tables = relation_tables(found, actor, viewer)
    return with_tables(request, tables, "web/register/relation.html", {"actor": actor, "relation": found})


@require_GET
def coverage(request: HttpRequest) -> HttpResponseBase:
    """Activities of a year by field and channel."""
    viewer = viewer_of(request)
    viewer.require("engagement", "view")
    given = request.GET.get("year", "")
    year = (
        int(given)
        if given.isascii() and given.isdigit() and int(given) in _YEARS
        else timezone.localdate().year
    )
    found = coverage_of(year, viewer)
    context = {"coverage": found, "before": year - 1, "after": year + 1}
    return with_tables(request, [_coverage(found)], "web/register/coverage.html", context)


def _coverage(found: Coverage) -> Table:
    heads = [
        Head("field", _("Field of work"), field="engagement.field"),
        *(Head(channel.code, called(channel), Kind.INTEGER) for channel in found.channels),
    ]
    lines = [
        Line([called(field), *(Cell(n, strong=n > 0, faint=n == 0) for n in counts)], field.key)
        for field, counts in found.rows
    ]
    title = f"{_('Activities by field and channel')}, {found.year}"
    return described("coverage", title, heads, lines, ("engagement",))
