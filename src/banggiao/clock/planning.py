"""Backward planning: from the day of an event, is there time enough, and which step is too late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from banggiao.clock.calendar import WorkCalendar
from banggiao.clock.deadlines import Deadline, deadline
from banggiao.clock.records import Rule


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step with its deadline, seen from ``today``.

    ``days_left`` counts calendar days to the day on which one can act last; negative when it has passed.
    """

    deadline: Deadline
    days_left: int

    @property
    def enough(self) -> bool:
        """Whether there is still time (green), or the step is too late (red)."""
        return self.days_left >= 0

    @property
    def late_by(self) -> int:
        """By how many calendar days the step is too late; 0 where it is not."""
        return max(0, -self.days_left)


def plan_back(
    event: Mapping[str, date], rules: Iterable[Rule], calendar: WorkCalendar, *, today: date
) -> list[PlannedStep]:
    """Return the steps that ``event`` asks for, the first to be done first.

    ``event`` gives the date of each occasion that is known ("event_start", "event_end", "signing" …); rules
    that are counted from another occasion, and yearly days, are left out. What a body is given to answer or
    decide (counted on from "request") is planned back from the first step that needs it, one after the other
    in the order given: the request must go out that much earlier.

    Raises:
        RuleUnclear: a rule that cannot be computed.
    """
    steps: list[PlannedStep] = []
    answers: list[Rule] = []
    for rule in rules:
        if rule.offset is None:
            continue
        if rule.occasion in event:
            steps.append(_seen(deadline(rule, event[rule.occasion], calendar), today))
        elif rule.occasion == "request" and rule.offset > 0:
            answers.append(rule)
    needed = [step.deadline.due for step in steps if (step.deadline.rule.offset or 0) < 0]
    needed += [event[name] for name in ("signing", "event_start") if name in event]
    if needed:
        by = min(needed)
        for rule in reversed(answers):
            step = _seen(deadline(replace(rule, offset=-(rule.offset or 0)), by, calendar), today)
            steps.append(step)
            by = step.deadline.act_by
    return sorted(steps, key=lambda step: (step.deadline.act_by, step.deadline.rule.code))


def _seen(found: Deadline, today: date) -> PlannedStep:
    return PlannedStep(found, (found.act_by - today).days)
