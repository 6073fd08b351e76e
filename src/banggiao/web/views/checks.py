"""Where the register and official totals disagree, and what in it nobody has verified. Nothing is hidden."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banggiao.core.access import Question
from banggiao.core.intervals import given_text
from banggiao.core.models import NounRecord
from banggiao.core.nouns import noun_of, nouns
from banggiao.figures.checks import COUNTS, check_of, checks, rows_of
from banggiao.figures.models import Figure
from banggiao.sources.marks import unverified, verification_of
from banggiao.sources.wording import date_words
from banggiao.web.views.finding import noun_or_404
from banggiao.web.views.records import language, viewer_of

PAGE = 100


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Every official total beside the register's count, and the unverified records by noun."""
    viewer, spoken = viewer_of(request), language()
    viewer.require("figure", "view")
    found = checks(viewer)
    marks = verification_of([check.figure for check in found])
    doubted = []
    for noun in nouns():
        if viewer.may(Question(noun.code, "view")):
            open_rows = unverified(noun, viewer).count()
            if open_rows:
                everything = noun.model.objects.visible_to(viewer).current().count()
                doubted.append((noun.code, noun.label_many(spoken), open_rows, everything))
    context = {
        "checks": [(check, marks.get(check.figure.key, "")) for check in found],
        "doubted": doubted,
        "mismatches": sum(check.difference != 0 for check in found),
    }
    return render(request, "web/register/checks.html", context)


@require_GET
def counted(request: HttpRequest, key: UUID) -> HttpResponse:
    """The rows behind one of the register's counts."""
    viewer = viewer_of(request)
    figure = (
        Figure.objects.visible_to(viewer)
        .current()
        .filter(key=key, indicator__code__in=COUNTS)
        .select_related("indicator")
        .first()
    )
    if figure is None:
        raise Http404
    viewer.require("figure", "view")
    check = check_of(figure, viewer)
    viewer.require(check.noun.code, "view")
    return _page(request, rows_of(check, viewer), {"check": check, "noun": check.noun.code})


@require_GET
def doubted(request: HttpRequest, noun: str) -> HttpResponse:
    """The records of a noun that nobody has verified."""
    described, viewer = noun_or_404(noun), viewer_of(request)
    viewer.require(described.code, "view")
    rows = unverified(described, viewer).order_by("sort_key", "id")
    title = described.label_many(language())
    return _page(request, rows, {"noun": described.code, "title": title})


def _page(request: HttpRequest, rows: Any, context: dict[str, Any]) -> HttpResponse:
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    records = list(page.object_list)
    marks = verification_of(records)
    shown = [(record, _about(record), marks.get(record.key, "")) for record in records]
    return render(request, "web/register/checks_rows.html", {**context, "rows": shown, "page": page})


def _about(record: NounRecord) -> str:
    """Return what tells a row of a count: its tier or stage, and since when."""
    noun = noun_of(record.noun_code)
    told = [str(getattr(record, name, "") or "") for name in ("rank", "number")]
    if noun.dated:
        held: Any = record
        start = given_text(held.valid_from, held.valid_from_precision)
        end = given_text(held.valid_to, held.valid_to_precision)
        days = [date_words(day, language()) if day else "…" for day in (start, end)]
        told.append(" – ".join(days) if start or end else "")
    return " · ".join(part for part in told if part)
