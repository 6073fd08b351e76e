"""One pass: who must be told of what today, written once and never twice.

A pass may be run again, at any time and by several workers, and be broken off anywhere: it writes what is not
there yet. What nobody was there to tell in time is told by the next pass.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from banggiao.access.models import User
from banggiao.access.viewers import viewers_of
from banggiao.clock import WorkCalendar
from banggiao.core.access import Question, Viewer
from banggiao.core.bulk import rows_insert
from banggiao.core.duties import Due, duties_between
from banggiao.reminders.digests import digest_days, digests_ask
from banggiao.reminders.models import Notice
from banggiao.reminders.people import People
from banggiao.reminders.steps import Step, steps_in_force, window
from banggiao.rules.selectors import EVERYTHING, work_calendar

AT_ONCE = 5000
"""Notices written in one transaction."""
COLUMNS = (
    "user_id", "noun", "record_key", "occasion", "step", "due", "instead_of_id", "made_at", "read_at",
    "digest_on", "digest_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """That a person (a user's id) should be told of a duty at a step."""

    user: int
    due: Due
    step: Step
    instead_of: int | None = None

    @property
    def once(self) -> tuple[int, UUID, str, str]:
        """What may be there once only."""
        return self.user, self.due.key, self.occasion, self.due.noun

    @property
    def occasion(self) -> str:
        """The step towards this last day: a last day that is moved is another occasion."""
        return f"{self.step.code}:{self.due.day.isoformat()}"


def reminders_write(*, today: date | None = None, now: datetime | None = None) -> int:
    """Write every reminder of a day that is not there yet. Return how many that were."""
    moment = now or timezone.now()
    day = today or timezone.localdate(moment)
    calendar = work_calendar(EVERYTHING)
    steps = steps_in_force(day)
    told = tellings(day, steps, calendar)
    count = 0
    while part := list(islice(told, AT_ONCE)):
        count += _write(part, day, moment, calendar)
    return count


def tellings(today: date, steps: Sequence[Step], calendar: WorkCalendar) -> Iterator[Telling]:
    """Yield whom to tell of what, each person with all that she may see."""
    people = People(today)
    wanted: dict[int, list[tuple[Due, Step]]] = defaultdict(list)
    for due, step in steps_told(today, steps, calendar):
        for pk in {pk for body in due.bodies for pk in people.told(due, step, body)}:
            wanted[pk].append((due, step))
    deputies = {pk: deputy for pk in wanted if (deputy := people.instead(pk)) is not None}
    stand_in = {user.pk: viewer for user, viewer in viewers_of(_users(set(deputies.values())), today=today)}
    for user, viewer in viewers_of(_users(wanted), today=today):
        deputy = deputies.get(user.pk)
        for due, step in wanted[user.pk]:
            # The absent person keeps what her deputy may not see: nothing is lost.
            if deputy is not None and may_be_told(stand_in[deputy], due):
                yield Telling(deputy, due, step, instead_of=user.pk)
            elif may_be_told(viewer, due):
                yield Telling(user.pk, due, step)


def steps_told(today: date, steps: Sequence[Step], calendar: WorkCalendar) -> Iterator[tuple[Due, Step]]:
    """Yield what falls due with each step that tells of it today.

    Of several steps that would tell the same people, the latest does: who hears first of a duty on its last
    day hears once.
    """
    first, last = window(steps, today)
    chosen: dict[tuple[str, date], tuple[Step, ...]] = {}
    for due in duties_between(first, last, today=today):
        at = (due.noun, due.day)
        if at not in chosen:
            chosen[at] = tuple(_latest(due, steps, today, calendar))
        for step in chosen[at]:
            yield due, step


def may_be_told(viewer: Viewer, due: Due) -> bool:
    """Return whether a reminder tells nothing that the viewer may not see."""
    return viewer.sees(due.label) and viewer.may(Question(due.noun, "view", label=due.label))


def _latest(due: Due, steps: Sequence[Step], today: date, calendar: WorkCalendar) -> Iterator[Step]:
    latest: dict[str, Step] = {}
    for step in steps:
        if step.speaks_of(due.noun) and step.day(due.day, calendar) <= today:
            held = latest.get(step.to)
            if held is None or held.day(due.day, calendar) <= step.day(due.day, calendar):
                latest[step.to] = step
    return (step for step in latest.values() if step.tells(due.day, today, calendar))


def _users(keys: Iterable[int]) -> list[User]:
    return list(User.objects.filter(pk__in=list(keys)).order_by("id"))


def _write(part: Sequence[Telling], today: date, now: datetime, calendar: WorkCalendar) -> int:
    """Write what is not there of a part, and ask for the mails that will tell it: both or neither."""
    with transaction.atomic():
        rows = Notice.objects.filter(
            user_id__in={telling.user for telling in part}, due__in={telling.due.day for telling in part}
        )
        there: set[tuple[Any, ...]] = set(rows.values_list("user_id", "record_key", "occasion", "noun"))
        fresh: dict[tuple[Any, ...], Telling] = {}
        for telling in part:
            if telling.once not in there:
                fresh.setdefault(telling.once, telling)
        if not fresh:
            return 0
        days = digest_days({telling.user for telling in fresh.values()}, today, calendar)
        rows_insert(
            Notice,
            COLUMNS,
            (
                (
                    one.user, one.due.noun, one.due.key, one.occasion, one.step.code, one.due.day,
                    one.instead_of, now, None, days.get(one.user), None,
                )
                for one in fresh.values()
            ),
        )  # fmt: skip
        digests_ask(set(days.values()), now)
        return len(fresh)
