"""Days and windows of the year as reporting rules word them: "trước 10/7", "15/12 năm trước – 14/12"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = re.compile(
    r"(?P<before>trước\s+)?(?:ngày\s+)?(?<![\d/])(?P<day>\d{1,2})(?:\s*/\s*|\s+tháng\s+)(?P<month>\d{1,2})(?![\d/])",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\btháng\s+(\d{1,2})(?![\d/])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class YearlyDay:
    """A day of every year; ``before`` leaves the day itself out."""

    month: int
    day: int
    before: bool = False

    def in_year(self, year: int) -> date:
        """Return the last day that is meant, in ``year``: the last of the month where it has no such day."""
        at = date(year, self.month, min(self.day, monthrange(year, self.month)[1]))
        return at - timedelta(days=1) if self.before else at

    def next_from(self, today: date) -> date:
        """Return the first such day on or after ``today``."""
        this_year = self.in_year(today.year)
        return this_year if this_year >= today else self.in_year(today.year + 1)


@dataclass(frozen=True, slots=True)
class YearlyWindow:
    """A span of the year, odd ones too: 15/12 to 14/12 of the next year."""

    first: YearlyDay
    last: YearlyDay

    def closing_by(self, day: date) -> tuple[date, date]:
        """Return the last whole window that has closed on ``day`` or before."""
        end = self.last.in_year(day.year)
        if end > day:
            end = self.last.in_year(day.year - 1)
        start = self.first.in_year(end.year)
        return (start if start <= end else self.first.in_year(end.year - 1)), end


def days_in(text: str) -> list[YearlyDay]:
    """Return the days of the year that a text names; days that no year has are left out.

    A month without a day ("tháng 12") is its last day.
    """
    found = []
    for match in _DAY.finditer(text):
        month, day = int(match["month"]), int(match["day"])
        if 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 + (month in (1, 3, 5, 7, 8, 10, 12))):
            found.append(YearlyDay(month, day, bool(match["before"])))
    if not found and not _DAY.search(text):
        months = (int(match[1]) for match in _MONTH.finditer(text))
        found = [YearlyDay(month, 31) for month in months if 1 <= month <= 12]
    return found


def window_in(text: str) -> YearlyWindow | None:
    """Return the window that a text names with exactly two days of the year, else None."""
    found = days_in(text)
    return YearlyWindow(found[0], found[1]) if len(found) == 2 else None


def cut_offs_after(text: str, today: date, count: int = 1) -> list[date]:
    """Return the next ``count`` dates that a text names by days of the year; none where it names none."""
    days = days_in(text)
    dates = {day.in_year(year) for day in days for year in range(today.year, today.year + count + 2)}
    return sorted(day for day in dates if day >= today)[:count]
