"""How states stood to us in the General Assembly: all of them side by side, one over time, and its votes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banggiao.foresight.alignment import Alignment
from banggiao.web import roll_calls
from banggiao.web.alignment import tables
from banggiao.web.alignment.asked import PartnerAsked, PartnersAsked, spans_of, votes_asked
from banggiao.web.tables import Table, with_tables

PER_PAGE = 100
WHICH = {
    "": gettext_lazy("all on which both voted"),
    "0": gettext_lazy("voted alike"),
    "1": gettext_lazy("one abstained"),
    "2": gettext_lazy("opposed"),
    "missed": gettext_lazy("not counted: one did not vote"),
}
"""Which votes of a figure to show, by the code in the address."""


def show(request: HttpRequest) -> HttpResponseBase:
    """All partners over the last years, sorted and narrowed as the address asks."""
    asked = PartnersAsked(request)
    heads = [("name", _("Partner")), ("n", "n"), *tables.LABELS.items()]
    rows = [
        (partner, one.n, [tables.cell_of(tables.figure_of(one, name)) for name in tables.LABELS])
        for partner, one in asked.rows
    ]
    columns, lines = tables.figures_file(
        [(partner.name, one) for partner, one in asked.rows], _("Partner"), tuple(tables.LABELS),
        distance_year=asked.distance_year,
    )  # fmt: skip
    title = f"{_('Alignment')} {asked.since}-{asked.held.years[-1]}"
    context = {
        **_waiting(asked),
        "asked": asked,
        "heads": [asked.head(name, label) for name, label in heads],
        "rows": rows,
        "meanings": tables.MEANINGS.values(),
        "spans": spans_of(asked.held),
    }
    part = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    template = f"web/alignment/{'_list' if part else 'list'}.html"
    response = with_tables(request, [Table("list", title, columns, lines, ())], template, context)
    if part:
        response["HX-Push-Url"] = request.get_full_path()
    response["Vary"] = "HX-Request, Cookie"
    return response


def ready(request: HttpRequest) -> HttpResponse:
    """Have the page drawn again once positions are known; nothing before."""
    held = roll_calls.at_hand()
    answer = HttpResponse(status=204)
    if roll_calls.positions(held) is not None or roll_calls.failed(held):
        answer["HX-Refresh"] = "true"
    return answer


def partner(request: HttpRequest, code: str) -> HttpResponseBase:
    """One partner against ours, by year and by subject."""
    asked = PartnerAsked(request, code)
    if asked.nothing:
        return _nothing(request, code, asked)
    found, since = asked.found, asked.since
    context = {
        **_waiting(asked),
        **asked.frame(),
        "n": sum(point.n for point in found.by_year),
        "charts": _charts(found, code, since),
        "years": tables.lines_of(reversed(found.by_year), code, since, "year"),
        "subject_charts": tables.subject_charts(found.by_subject, code, since),
        "subjects": tables.lines_of(found.by_subject, code, since, "subject"),
        "heads": tables.LABELS.items(),
        "distance": tables.DISTANCE,
        "spans": spans_of(asked.held),
        "meanings": tables.MEANINGS.values(),
    }
    return with_tables(request, _figures(asked), "web/alignment/partner.html", context)


def _figures(asked: PartnerAsked) -> list[Table]:
    """Return the tables of a partner: its years and its subjects."""
    title, found, measures = _between(asked), asked.found, tuple(tables.LABELS)
    years = [(point.group, point) for point in reversed(found.by_year)]
    subjects = [(tables.subject_name(point.group), point) for point in found.by_subject]
    without_distance = tuple(name for name in measures if name != tables.DISTANCE)
    return [
        Table("years", title, *tables.figures_file(years, _("Year"), measures), ()),
        Table(
            "subjects", title,
            *tables.figures_file(subjects, _("Subject of a resolution"), without_distance), (),
        ),
    ]  # fmt: skip


def _between(asked: PartnerAsked) -> str:
    return f"{asked.ours.name} - {asked.partner.name if asked.partner else ''}"


def votes(request: HttpRequest, code: str) -> HttpResponseBase:
    """The roll calls behind a figure, with both votes."""
    asked = PartnerAsked(request, code)
    if asked.nothing:
        return _nothing(request, code, asked)
    found = list(votes_asked(request, asked.found))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    given = {name: request.GET.get(name, "") for name in ("year", "subject", "since", "which")}
    rows = [
        (vote, tables.day_told(vote.day), tables.VOTE_WORDS[vote.ours], tables.VOTE_WORDS[vote.theirs])
        for vote in page
    ]
    context = {
        **asked.frame(),
        "n": len(found),
        "page": page,
        "rows": rows,
        "given": given,
        "query": urlencode({name: value for name, value in given.items() if value}),
        "subject": tables.subject_name(given["subject"]),
        "subjects": [(one.group, tables.subject_name(one.group)) for one in asked.found.by_subject],
        "years": [one.group for one in reversed(asked.found.by_year)],
        "which": WHICH.items(),
    }
    assert asked.partner is not None
    table = Table("votes", _between(asked), *tables.votes_file(found, asked.ours, asked.partner), ())
    return with_tables(request, [table], "web/alignment/votes.html", context)


def _charts(found: Alignment, code: str, since: int) -> list[Any]:
    """Return the charts by year, none where nothing could be measured."""
    charts = tables.charts_of(found.by_year, code, since)
    return [*charts, tables.votes_chart(found.by_year, code, since)] if charts else []


def _nothing(request: HttpRequest, code: str, asked: PartnerAsked) -> HttpResponse:
    """Say in words why there is nothing to compare; lead from a code in small letters to the right one."""
    if asked.partner is None and code != code.upper():
        return redirect("web:alignment_of", code.upper())
    context = {"code": code, "partner": asked.partner, "reason": asked.nothing}
    return render(request, "web/alignment/nothing.html", context, status=200 if asked.partner else 404)


def _waiting(asked: PartnersAsked | PartnerAsked) -> dict[str, bool]:
    """Tell whether positions are still being estimated, or cannot be."""
    failed = not asked.positioned and roll_calls.failed(asked.held)
    return {"estimating": not asked.positioned and not failed, "failed": failed}
