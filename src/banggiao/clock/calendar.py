"""Working days: Monday to Friday without holidays, and the weekend days that are worked instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_ONE = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayOff:
    """A row of the holiday table: a day off, or (``works``) a weekend day that is worked instead."""

    on: date
    name: str
    works: bool = False


class WorkCalendar:
    """The working days of State bodies, from a holiday table.

    A year is known when the table has a row of it; of any other year only weekends are known, which
    :meth:`unknown_years` lets the explanation of a date say.
    """

    def __init__(self, days: Iterable[DayOff] = ()) -> None:
        self._days = {day.on: day for day in days}
        self._years = frozenset(day.year for day in self._days)

    def is_working(self, day: date) -> bool:
        """Return whether State bodies work on ``day``."""
        row = self._days.get(day)
        return row.works if row is not None else day.weekday() < _SATURDAY

    def row(self, day: date) -> DayOff | None:
        """Return what the table says of ``day``."""
        return self._days.get(day)

    def next_working(self, day: date) -> date:
        """Return ``day`` itself where it is worked, else the first working day after it."""
        while not self.is_working(day):
            day += _ONE
        return day

    def previous_working(self, day: date) -> date:
        """Return ``day`` itself where it is worked, else the last working day before it."""
        while not self.is_working(day):
            day -= _ONE
        return day

    def shift(self, day: date, count: int) -> date:
        """Return the working day that is ``count`` working days after ``day`` (before it, where negative).

        ``day`` is not counted; with 0 it is returned as it is, worked or not.
        """
        step = _ONE if count > 0 else -_ONE
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def working_days(self, first: date, last: date) -> int:
        """Return how many working days lie from ``first`` to ``last``, both included."""
        return sum(self.is_working(day) for day in days_between(first, last))

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years from ``first`` to ``last`` of which the table has no row."""
        return tuple(year for year in range(first.year, last.year + 1) if year not in self._years)


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield the days from ``first`` to ``last``, both included."""
    while first <= last:
        yield first
        if first == date.max:
            return
        first += _ONE
