"""When something is due: the calendar of duties, a deadline explained, planning back, who is late."""

from __future__ import annotations

from calendar import Calendar, monthrange
from collections import Counter
from datetime import MAXYEAR, date, timedelta
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractMonth
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from banggiao.actors.models import Actor
from banggiao.clock import Deadline, RuleUnclear, deadline
from banggiao.clock.words import weekday, why_off
from banggiao.core.access import Question, Viewer
from banggiao.core.duties import open_rows
from banggiao.core.nouns import noun_of
from banggiao.instruments.selectors import nudges, states_by_lead
from banggiao.rules import planning, selectors
from banggiao.web.duty_tables import (
    agenda_table,
    duties_table,
    late_table,
    leads_table,
    plan_table,
    reports_table,
)
from banggiao.web.tables import file_asked, with_tables
from banggiao.web.views.records import day_asked, language, viewer_of

MOST = 200
"""Commitments that one month shows; the list of commitments, and the file, have the rest."""
NUDGED = 100
"""Overdue commitments that the page of states shows; the file has all."""


@require_GET
def calendar(request: HttpRequest) -> HttpResponseBase:
    """The duties of a year (B10), or of one month with the commitments due in it."""
    viewer, today = viewer_of(request), timezone.localdate()
    viewer.require("deadline", "view")
    year = _number(request.GET.get("year", ""), 1900, MAXYEAR - 1) or today.year
    month = _number(request.GET.get("month", ""), 1, 12)
    known = selectors.work_calendar(viewer)
    duties = selectors.yearly_calendar(viewer, year, owner=_home(viewer), known=known)
    context: dict[str, Any] = {
        "year": year,
        "month": month,
        "today": today,
        "months": _months(viewer, year, duties),
        "no_holidays": known.unknown_years(date(year, 1, 1), date(year, 12, 31)),
    }
    if month is None:
        reports = selectors.reports_due(viewer, max(today, date(year, 1, 1)), known=known)
        tables = [duties_table(duties, today), reports_table(reports, viewer)]
        return with_tables(request, tables, "web/register/calendar.html", context)
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    due = _open(viewer).filter(due__range=(first, last)).select_related("lead").order_by("due", "id")
    commitments = list(due if file_asked(request) else due[: MOST + 1])
    shown = commitments if file_asked(request) else commitments[:MOST]
    inside = [one for one in duties if one.due.month == month]
    at = 0 if language() == "vi" else 1
    busy = Counter(one.due for one in (*inside, *shown))
    context |= {
        "more": len(commitments) > MOST,
        "first": first,
        "weekdays": [weekday(date(2026, 6, 1) + timedelta(days=n), language()) for n in range(7)],
        "weeks": [
            [
                {
                    "day": day,
                    "inside": day.month == month,
                    "off": "" if known.is_working(day) else why_off(known, day)[at],
                    "holiday": (known.row(day) or None) and known.row(day).name,  # type: ignore[union-attr]
                    "count": busy[day] if day.month == month else 0,
                }
                for day in week
            ]
            for week in Calendar().monthdatescalendar(year, month)
        ],
    }
    tables = [agenda_table(inside, shown, viewer, today)]
    return with_tables(request, tables, "web/register/calendar_month.html", context)


@require_GET
def deadline_page(request: HttpRequest) -> HttpResponseBase:
    """A rule and a day give a date with its explanation; an event's day gives the steps around it."""
    viewer, today, spoken = viewer_of(request), timezone.localdate(), language()
    viewer.require("deadline", "view")
    owner = _home(viewer)
    at = day_asked(request, "on") or today
    rules = selectors.rules_in_force_for(viewer, at, owner)
    field = noun_of("deadline").by_name["occasion"]
    occasions = {code: vi if spoken == "vi" else en for code, vi, en in field.choices}
    chosen = next((rule for rule in rules if rule.key == request.GET.get("rule", "")), None)
    found: Deadline | None = None
    unclear = ""
    if chosen is not None:
        try:
            found = deadline(chosen, at, selectors.work_calendar(viewer))
        except RuleUnclear as refused:
            unclear = refused.message(spoken)
    groups: dict[str, list[Any]] = {}
    for rule in rules:
        name = occasions.get(rule.occasion, "") or _("Every year")
        groups.setdefault(name, []).append(rule)
    context = {
        "groups": groups,
        "chosen": chosen,
        "on": at,
        "today": today,
        "found": found and _duty(found, today),
        "steps": [step.text(spoken) for step in found.steps] if found else [],
        "unclear": unclear,
        **_planned(request, viewer, owner, today),
    }
    tables = [plan_table(context["plan"], context["kind_label"])] if "plan" in context else []
    return with_tables(request, tables, "web/register/deadline.html", context)


@require_GET
def states(request: HttpRequest) -> HttpResponseBase:
    """How many commitments each lead has in each of the four states, and which are late."""
    viewer, today = viewer_of(request), timezone.localdate()
    viewer.require("commitment", "view")
    late = nudges(viewer, today, limit=None if file_asked(request) else NUDGED)
    tables = [leads_table(states_by_lead(viewer, today)), late_table(late, viewer)]
    return with_tables(request, tables, "web/register/states.html", {"today": today})


def _planned(request: HttpRequest, viewer: Viewer, owner: Actor | None, today: date) -> dict[str, Any]:
    start, end = day_asked(request, "start"), day_asked(request, "end")
    kinds = planning.plannable(viewer, start or today, owner)
    kind = next((one for one in kinds if one.code == request.GET.get("event", "")), None)
    spoken = language()
    context: dict[str, Any] = {
        "kinds": [(one.code, one.label(spoken)) for one in kinds],
        "kind": kind,
        "kind_label": kind.label(spoken) if kind else "",
        "start": start,
        "end": end,
    }
    if kind is None or start is None:
        return context
    if end is not None and end < start:
        return {**context, "wrong_end": True}
    event = {name: (end or start) if name == "event_end" else start for name in kind.occasions}
    skip = set(request.GET.getlist("skip"))
    try:
        steps = planning.plan(viewer, kind.code, event, today=today, owner=owner, skip=skip)
    except RuleUnclear as refused:
        return {**context, "unclear_plan": refused.message(spoken)}
    left_out = [r for r in planning.rules_of(viewer, kind.code, event, owner) if r.code in skip]
    return {
        **context,
        "plan": [{"step": step, **_duty(step.deadline, today)} for step in steps],
        "left_out": left_out,
        "too_late": [step for step in steps if not step.enough],
    }


def _duty(found: Deadline, today: date) -> dict[str, Any]:
    return {
        "deadline": found,
        "rule": found.rule,
        "weekday": weekday(found.due, language()),
        "explanation": found.explanation(language()),
        "days": (found.due - today).days,
        "late": (today - found.due).days,
        "past": found.due < today,
    }


def _months(viewer: Viewer, year: int, duties: list[Deadline]) -> list[dict[str, Any]]:
    """Count, for each month, the duties and the open commitments that fall due in it."""
    due = _open(viewer).filter(due__range=(date(year, 1, 1), date(year, 12, 31)))
    counted = due.order_by().values_list(ExtractMonth("due")).annotate(Count("pk"))
    counts = dict(counted)
    return [
        {"number": n, "count": counts.get(n, 0) + sum(one.due.month == n for one in duties)}
        for n in range(1, 13)
    ]


def _open(viewer: Viewer) -> Any:
    """Return the commitments not done yet; none where the role does not read commitments."""
    rows = open_rows(noun_of("commitment")).visible_to(viewer)
    return rows if viewer.may(Question("commitment", "view")) else rows.none()


def _home(viewer: Viewer) -> Actor | None:
    """Return the body for which the person writes: its own rules stand beside those of the State."""
    if viewer.home is None:
        return None
    above = Actor.objects.select_related("parent__parent__parent")
    home: Actor | None = above.filter(key=viewer.home).first()
    return home


def _number(text: str, least: int, most: int) -> int | None:
    if text.isascii() and text.isdigit() and len(text) <= 4 and least <= int(text) <= most:
        return int(text)
    return None
