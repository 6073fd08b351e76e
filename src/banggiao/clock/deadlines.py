"""The date by which something must be done, with every step of the count in words.

The count follows Điều 147 and Điều 148 Bộ luật Dân sự 2015 (91/2015/QH13), as its copies on legal sites have
them: the day of the occasion is not counted (147.2, 147.3); months end on the day of the same number, or on
the last of the month (148.3); a period whose last day is a weekend day or a holiday ends with the next
working day (148.5). Whether a decree counts otherwise was not checked. The Code says nothing of counting back
from an event: there the day of the event is not counted either, nothing is moved, and the explanation calls
it a convention.
"""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta

from banggiao.clock import words
from banggiao.clock.calendar import WorkCalendar
from banggiao.clock.records import FARTHEST, Rule, RuleUnclear
from banggiao.clock.words import Step


@dataclass(frozen=True, slots=True)
class Deadline:
    """``due`` is the last day; ``act_by`` the last working day on which it can be done in time (the day
    itself where it falls on a day and is no deadline).

    ``steps`` explain the count, ``missing_years`` are years whose holidays are unknown to the calendar.
    """

    rule: Rule
    start: date
    due: date
    act_by: date
    steps: tuple[Step, ...]
    missing_years: tuple[int, ...] = ()

    def explanation(self, language: str = "vi") -> str:
        """Return every step of the count as one sentence, in ``language`` ("vi" or "en")."""
        return "; ".join(step.text(language) for step in self.steps) + "."


def deadline(rule: Rule, occasion_date: date, calendar: WorkCalendar) -> Deadline:
    """Return when ``rule`` wants it done, counted from ``occasion_date``.

    For a yearly day that is the first one on or after ``occasion_date``.

    Raises:
        RuleUnclear: the rule names neither a count nor a day of the year, or its dates cannot be.
    """
    try:
        if rule.offset is not None:
            return _counted(rule, rule.offset, occasion_date, calendar)
        found = deadline_in_year(rule, occasion_date.year, calendar)
        if found.due < occasion_date and rule.year is None:
            found = deadline_in_year(rule, occasion_date.year + 1, calendar)
        return found
    except OverflowError:
        raise _out_of_range() from None


def deadline_in_year(rule: Rule, year: int, calendar: WorkCalendar) -> Deadline:
    """Return the yearly day of ``rule`` in ``year`` (in the rule's own year, where it has one).

    Raises:
        RuleUnclear: it has none, or none that can be.
    """
    if rule.month is None or not 1 <= rule.month <= 12:
        raise RuleUnclear(
            f"Quy định “{rule.name}” không ghi số ngày phải tính, cũng không ghi ngày hằng năm.",
            f"The rule “{rule.name}” gives neither a count nor a day of the year.",
        )
    year = rule.year or year
    last = months.monthrange(year, rule.month)[1]
    # 29 February is the last day of February in other years.
    given = date(year, rule.month, min(rule.day or last, last))
    steps = [words.yearly(rule, given)]
    due = given
    if rule.strict == "before":
        due -= timedelta(days=1)
        steps.append(words.before(given, due))
    return _finish(rule, given, due, steps, calendar, mattered=(due, due))


def _counted(rule: Rule, count: int, start: date, calendar: WorkCalendar) -> Deadline:
    if abs(count) > FARTHEST:
        raise _out_of_range()
    steps = [words.counted(rule, count, start)]
    if rule.unit == "working":
        due = calendar.shift(start, count)
        first, last = (start, due) if count >= 0 else (due, start)
        steps += words.skipped(calendar, first, last, start)
        if rule.strict == "before":
            due = calendar.shift(due, -1)
            steps.append(words.before(None, due))
        return _finish(rule, start, due, steps, calendar, mattered=(min(first, due), last))
    if rule.unit == "month":
        due = _months_after(start, count)
        if due.day != start.day:
            steps.append(words.month_end(due))
    else:
        due = start + timedelta(days=count)
    if rule.strict == "before":
        due -= timedelta(days=1)
        steps.append(words.before(None, due))
    if count > 0 and rule.strict != "on":
        rolled = calendar.next_working(due)
        if rolled != due:
            steps.append(words.rolled(calendar, due, rolled))
        return _finish(rule, start, rolled, steps, calendar, mattered=(due, rolled))
    return _finish(rule, start, due, steps, calendar, mattered=(due, due))


def _finish(
    rule: Rule,
    start: date,
    due: date,
    steps: list[Step],
    calendar: WorkCalendar,
    *,
    mattered: tuple[date, date],
) -> Deadline:
    """Close the explanation; ``mattered`` are the first and last day whose holidays made a difference."""
    first, last = mattered
    act_by = due if rule.strict == "on" else calendar.previous_working(due)
    missing = calendar.unknown_years(min(first, act_by), last)
    steps.append(words.result(due))
    if act_by != due:
        steps.append(words.act_by(calendar, due, act_by))
    steps += [words.missing(year) for year in missing]
    steps.append(words.reference(rule))
    return Deadline(rule, start, due, act_by, tuple(steps), missing)


def _months_after(start: date, count: int) -> date:
    index = start.year * 12 + start.month - 1 + count
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= date.max.year:
        raise _out_of_range()
    return date(year, month, min(start.day, months.monthrange(year, month)[1]))


def _out_of_range() -> RuleUnclear:
    return RuleUnclear(
        "Thời hạn nằm ngoài phạm vi tính được.", "The deadline lies beyond what can be computed."
    )
