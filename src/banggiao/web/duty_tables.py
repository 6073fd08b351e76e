"""The tables of the pages that tell when something is due, and who is late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banggiao.clock import Deadline
from banggiao.clock.words import weekday
from banggiao.core.access import Viewer
from banggiao.core.nouns import Kind
from banggiao.instruments.models import Commitment
from banggiao.instruments.rules import STATES, state_of
from banggiao.instruments.selectors import LeadStates, Nudge
from banggiao.rules.selectors import CutOff
from banggiao.web.tables import Cell, Cells, Head, Line, Table, described
from banggiao.web.templatetags.web import called, seen_by
from banggiao.web.views.records import address_of, language, list_of


def leads_table(rows: Sequence[LeadStates]) -> Table:
    """How many commitments each lead has in each of the four states."""
    at = 1 if language() == "vi" else 2
    order = [state[0] for state in STATES]
    heads = [
        Head("lead", _("Lead"), field="commitment.lead"),
        *(Head(state[0].value, state[at], Kind.INTEGER) for state in STATES),
        Head("all", _("All"), Kind.INTEGER),
    ]
    lines = [
        Line(
            [
                Cell(called(row.lead), address_of("actor", row.lead.key)),
                *(_counted(row, state) for state in order),
                Cell(row.total, strong=True),
            ],
            row.lead.key,
        )
        for row in rows
    ]
    sums = [sum(row.counts[state] for row in rows) for state in order]
    return described(
        "leads", _("By lead"), heads, lines, ("commitment",), total=(_("All leads"), *sums, sum(sums)),
        nothing=_("No commitment is in the register."),
    )  # fmt: skip


def late_table(nudges: Iterable[Nudge], viewer: Viewer) -> Table:
    """The commitments that are overdue, the longest first."""
    heads = [
        Head("due", _("Due"), Kind.DATE, field="commitment.due"),
        Head("days_late", _("Days late"), Kind.INTEGER),
        Head("text", _("What is to be done"), names=True, field="commitment.text"),
        Head("lead", _("Lead"), field="commitment.lead"),
    ]
    lines = [
        Line(
            [
                one.commitment.due,
                Cell(one.days_late, chip="bad"),
                Cell(one.commitment.caption, address_of("commitment", one.commitment.key)),
                seen_by(one.commitment.lead, viewer),
            ],
            one.commitment.key,
        )
        for one in nudges
    ]
    return described(
        "late", _("To be nudged: in progress and overdue"), heads, lines, ("commitment",),
        nothing=_("Nothing is overdue."),
    )  # fmt: skip


def duties_table(duties: Iterable[Deadline], today: date) -> Table:
    """The duties of a year, each with how its date is computed."""
    lines = [_duty_line(one, today) for one in duties]
    return described(
        "duties", _("Duties of the year"), _duty_heads(), lines, ("deadline",),
        nothing=_("No yearly duty is in the table of rules."),
    )  # fmt: skip


def agenda_table(
    duties: Iterable[Deadline], commitments: Iterable[Commitment], viewer: Viewer, today: date
) -> Table:
    """What is due in a month: duties and commitments by day."""
    states = {state: (vi, en) for state, vi, en in STATES}
    at = 0 if language() == "vi" else 1
    found = [(one.due, _duty_line(one, today, agenda=True)) for one in duties]
    for one in commitments:
        assert one.due is not None
        state = Cell(states[state_of(one, today)][at], chip="bad" if one.due < today else "info")
        cells: list[Cells] = [
            Cell(one.due, strong=True), weekday(one.due, language()),
            Cell(one.caption, address_of("commitment", one.key)), "", seen_by(one.lead, viewer),
            _("commitment"), "", "", "", state,
        ]  # fmt: skip
        found.append((one.due, Line(cells, one.key)))
    heads = _duty_heads(agenda=True)
    found.sort(key=lambda one: one[0])
    days: set[int] = set()
    lines = []
    for day, line in found:
        lines.append(line if day.day in days else replace(line, anchor=f"day-{day.day}"))
        days.add(day.day)
    return described(
        "agenda", _("Agenda"), heads, lines, ("deadline", "commitment"),
        nothing=_("Nothing is due in this month."),
    )  # fmt: skip


def reports_table(reports: Iterable[CutOff], viewer: Viewer) -> Table:
    """The next cut-off of each periodic report."""
    heads = [
        Head("cut_off_on", _("Next cut-off"), Kind.DATE),
        Head("cut_off", _("Cut-off, as the report has it"), under=True),
        Head("report", _("Report"), names=True, field="report.name"),
        Head("reporters", _("Who reports"), under=True),
        Head("window", _("Data window")),
        Head("receiver", _("To whom")),
        Head("legal_ref", _("Legal reference"), field="report.legal_ref"),
    ]
    lines = [Line(_report(one, viewer), one.report.key) for one in reports]
    return described(
        "reports", _("Reports required"), heads, lines, ("report",),
        note=_(
            "Next cut-off of each periodic report (Decree 09/2019), by its rule or by the words of its"
            " cut-off."
        ),
        nothing=_("No report required is in the register."),
    )  # fmt: skip


def plan_table(plan: Sequence[dict[str, Any]], kind: str) -> Table:
    """The steps before an event, with the last day of each."""
    heads = [
        Head("act_by", _("Act by"), Kind.DATE),
        Head("due", _("Due"), Kind.DATE),
        Head("step", _("Step"), names=True),
        Head("applies_to", _("Applies to")),
        Head("time", _("Time")),
        Head("explanation", _("How the date is computed")),
    ]
    lines = [
        Line(
            [
                one["deadline"].act_by, one["deadline"].due, one["rule"].name, one["rule"].applies_to,
                time_words(one["step"]), one["explanation"],
            ],
            one["rule"].key,
        )
        for one in plan
    ]  # fmt: skip
    return described("plan", kind, heads, lines, ("deadline",))


def time_words(step: Any) -> str:
    """Say how many days are left for a step, or by how many it is too late."""
    if step.enough:
        return ngettext("%(n)s day left", "%(n)s days left", step.days_left) % {"n": step.days_left}
    return ngettext("too late by %(n)s day", "too late by %(n)s days", step.late_by) % {"n": step.late_by}


def _counted(row: LeadStates, state: Any) -> Cells:
    n = row.counts[state]
    asked = urlencode({"lead": row.lead.key, "state": state.value})
    return Cell(n, f"{list_of('commitment')}?{asked}" if n else "")


def _duty_heads(*, agenda: bool = False) -> list[Head]:
    heads = [
        Head("due", _("Due"), Kind.DATE),
        Head("weekday", _("Weekday"), under=True),
        Head("duty", _("What must be done"), names=True),
        Head("applies_to", _("Applies to"), under=True),
        Head("lead", _("Lead"), under=True, field="commitment.lead"),
        Head("explanation", _("How the date is computed")),
        Head("legal_ref", _("Legal reference, state") if agenda else _("Legal reference")),
        Head("verification", _("Verification mark"), under=True),
        Head("owner", _("Own rule of"), under=True, headed=True),
        Head("state", _("State"), under=True),
    ]
    return heads if agenda else [head for head in heads if head.name not in ("lead", "state")]


def _duty_line(found: Deadline, today: date, *, agenda: bool = False) -> Line:
    rule: Any = found.rule
    lead: list[Cells] = [""] if agenda else []
    cells: list[Cells] = [
        Cell(found.due, strong=True), weekday(found.due, language()),
        Cell(rule.name, address_of("deadline", rule.key)), rule.applies_to, *lead,
        found.explanation(language()), rule.legal_ref,
        Cell(rule.verification, chip="") if rule.verification else "",
        rule.owner_name if rule.owner else "", *lead,
    ]  # fmt: skip
    return Line(cells, rule.key, "muted" if found.due < today else "")


def _report(one: CutOff, viewer: Viewer) -> list[Cells]:
    report = one.report
    when: Cells = [Cell(day) for day in one.dates]
    if not one.dates:
        when = (
            Cell(_("by event"), chip="")
            if report.period == "once"
            else Cell(_("not computable"), chip="draft")
        )
    told = report.window
    if one.window:
        told = f"{one.window[0]:%d/%m/%Y} – {one.window[1]:%d/%m/%Y}"
    receiver = seen_by(report.receiver, viewer) if report.receiver else ""
    return [
        when, report.cut_off if one.deadline is None else "",
        Cell(report.name, address_of("report", report.key)), report.reporters_text,
        told, "; ".join(filter(None, (receiver, report.receiver_text))), report.legal_ref,
    ]  # fmt: skip
