"""Where the register and official totals disagree, and what in it nobody has verified. Nothing is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from banggiao.core.access import Question, Viewer
from banggiao.core.intervals import given_text
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Kind, Noun, noun_of, nouns
from banggiao.figures.checks import COUNTS, Check, check_of, checks, rows_of
from banggiao.figures.models import Figure
from banggiao.sources.marks import UNVERIFIED, unverified, verification_of
from banggiao.sources.wording import date_words
from banggiao.web.tables import Cell, Cells, Head, Line, Table, described, file_asked, with_tables
from banggiao.web.templatetags.register import mark_words
from banggiao.web.templatetags.web import called
from banggiao.web.views.finding import noun_or_404
from banggiao.web.views.records import address_of, language, viewer_of

PAGE = 100


@require_GET
def show(request: HttpRequest) -> HttpResponseBase:
    """Every official total beside the register's count, and the unverified records by noun."""
    viewer = viewer_of(request)
    viewer.require("figure", "view")
    found = checks(viewer)
    context = {"mismatches": sum(check.difference != 0 for check in found)}
    return with_tables(request, [_totals(found), _doubted(viewer)], "web/register/checks.html", context)


@require_GET
def counted(request: HttpRequest, key: UUID) -> HttpResponseBase:
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
    context = {"check": check, "title": called(figure.indicator)}
    return _page(request, check.noun, rows_of(check, viewer), context)


@require_GET
def doubted(request: HttpRequest, noun: str) -> HttpResponseBase:
    """The records of a noun that nobody has verified."""
    asked, viewer = noun_or_404(noun), viewer_of(request)
    viewer.require(asked.code, "view")
    rows = unverified(asked, viewer).order_by("sort_key", "id")
    title = f"{_('Not verified')}: {asked.label_many(language())}"
    return _page(request, asked, rows, {"title": title})


def _totals(found: Sequence[Check]) -> Table:
    marks = verification_of([check.figure for check in found])
    heads = [
        Head("counted", _("What is counted")),
        Head("on", _("On"), Kind.DATE),
        Head("official", _("Official"), Kind.INTEGER, field="figure.value"),
        Head("verification", _("Verification mark"), under=True),
        Head("register", pgettext("count", "Register"), Kind.INTEGER),
        Head("difference", _("Difference"), Kind.INTEGER),
        Head("rule", _("How it is counted")),
    ]
    lines = []
    for check in found:
        key, mark = check.figure.key, marks.get(check.figure.key, "")
        cells: list[Cells] = [
            called(check.figure.indicator), check.on, Cell(check.official, address_of("figure", key)),
            Cell(mark_words(mark), chip="") if mark else "",
            Cell(check.counted, reverse("web:check_rows", args=[key])),
            Cell(check.difference, chip="bad" if check.difference else "good", signed=True), check.rule,
        ]  # fmt: skip
        lines.append(Line(cells, key))
    return described(
        "totals", _("Totals"), heads, lines, ("figure",), nothing=_("No official total is in the register.")
    )


def _doubted(viewer: Viewer) -> Table:
    heads = [
        Head("records", _("Records")),
        Head("unverified", _("Not verified"), Kind.INTEGER),
        Head("all", _("All"), Kind.INTEGER),
    ]
    lines = []
    for noun in nouns():
        if viewer.may(Question(noun.code, "view")) and (waiting := unverified(noun, viewer).count()):
            everything = noun.model.objects.visible_to(viewer).current().count()
            url = reverse("web:check_doubted", args=[noun.code])
            lines.append(Line([noun.label_many(language()), Cell(waiting, url), everything]))
    return described(
        "unverified", _("Not verified"), heads, lines, ("figure",), nothing=_("Everything was verified."),
        note=_(
            "Records that come from general knowledge, or on which sources disagree, and that nobody has"
            " decided on."
        ),
    )  # fmt: skip


def _page(request: HttpRequest, noun: Noun, rows: Any, context: dict[str, Any]) -> HttpResponseBase:
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    whole = bool(file_asked(request))
    records = list(rows) if whole else list(page.object_list)
    table = _records(noun, records, context["title"], 1 if whole else page.start_index())
    return with_tables(request, [table], "web/register/checks_rows.html", {**context, "page": page})


def _records(noun: Noun, records: Sequence[NounRecord], title: str, first: int) -> Table:
    marks = verification_of(records)
    heads = [
        Head("n", "#", Kind.INTEGER),
        Head("record", _("Record"), names=True),
        Head("about", _("What tells it apart")),
        Head("verification", _("Verification mark")),
    ]
    lines = []
    for n, record in enumerate(records, start=first):
        mark = marks.get(record.key, "")
        told = Cell(mark_words(mark), chip="draft" if mark in UNVERIFIED else "") if mark else ""
        name = Cell(record.caption, address_of(noun.code, record.key))
        lines.append(Line([n, name, _about(record), told], record.key))
    return described("records", title, heads, lines, (noun.code,), nothing=_("The register counts none."))


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
