"""Points and stretches of the calendar in ISO 8601, with the year or month that a text leaves open."""

from __future__ import annotations

import calendar
from datetime import date
from typing import NamedTuple

_LONG_AHEAD = 150  # days after the paper's date: told as past, it was the year before
_LONG_AGO = 240  # days before the paper's date: planned, it is the year after


class DateSpan(NamedTuple):
    """A date in a text: its span, its ISO form ("" where the words fix none), and the rule that read it."""

    start: int
    end: int
    iso: str
    rule: str


def year_interval(first: int, last: int | None = None) -> str:
    """Return the ISO interval of the years ``first`` to ``last``."""
    return f"{first:04d}-01-01/{last or first:04d}-12-31"


def month_interval(year: int, first: int, last: int | None = None) -> str:
    """Return the ISO interval of the months ``first`` to ``last`` of ``year``."""
    end = last or first
    return f"{year:04d}-{first:02d}-01/{year:04d}-{end:02d}-{calendar.monthrange(year, end)[1]:02d}"


def nearest_year(month: int, day: int, anchor: date) -> int | None:
    """Return the year that puts ``day``/``month`` nearest to ``anchor``, None where no such day exists."""
    near: list[tuple[int, int]] = []
    for year in range(max(1, anchor.year - 4), anchor.year + 5):
        try:
            near.append((abs((date(year, month, day) - anchor).days), year))
        except ValueError:
            continue
    return min(near)[1] if near else None


def likely_year(month: int, day: int, anchor: date, *, planned: bool) -> int | None:
    """Return the year of a day that the paper of ``anchor`` names without one; None where no such day exists.

    It is the paper's own year, but the one before for what is told as past and would lie far ahead, and the
    one after for what is planned and would lie long ago.
    """
    try:
        ahead = (date(anchor.year, month, day) - anchor).days
    except ValueError:
        return nearest_year(month, day, anchor)
    if ahead > _LONG_AHEAD and not planned:
        return anchor.year - 1 if anchor.year > 1 else None
    if ahead < -_LONG_AGO and planned:
        return anchor.year + 1 if anchor.year < 9999 else None
    return anchor.year


def iso_day(
    year: int | None, month: int, day: int, anchor: date | None, *, planned: bool = False
) -> str | None:
    """Return the ISO form of a day, "--MM-DD" where no year can be known; None where there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year or 2024, month)[1]):
        return None
    if year is None:
        if anchor is None:
            return f"--{month:02d}-{day:02d}"
        year = likely_year(month, day, anchor, planned=planned)
        if year is None:
            return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def spanned(first: str, last: str) -> str:
    """Return the interval from the beginning of ``first`` to the end of ``last``, "" where it is none.

    A year that only ``last`` has holds for both.
    """
    start, end = first.split("/", maxsplit=1)[0], last.rsplit("/", maxsplit=1)[-1]
    if start.startswith("--") and not end.startswith("--"):
        start = f"{end[:4]}{start[1:]}"
    return f"{start}/{end}" if start and end and start <= end else ""
