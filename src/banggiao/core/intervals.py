"""Dates as they were given: a year, a quarter, a month or a day, never made more exact than the source."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import models

PRECISIONS = [("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")]

_GIVEN = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?")


@dataclass(frozen=True, slots=True)
class GivenDate:
    """The first and last day that a given date may mean, and how exactly it was given ("" for no date)."""

    first: date | None
    last: date | None
    precision: str


UNKNOWN = GivenDate(None, None, "")


@lru_cache(maxsize=16_384)
def parse_given(text: str) -> GivenDate:
    """Read "2025", "2025-Q2", "2025-07" or "2025-07-01"; "" is the unknown date.

    Raises:
        ValueError: the text is none of these, or names a day that does not exist.
    """
    text = text.strip()
    if not text:
        return UNKNOWN
    found = _GIVEN.fullmatch(text)
    if found is None:
        raise ValueError(f"not a date cut to what is known: {text!r}")
    year = int(found["year"])
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return GivenDate(day, day, "day")
    if found["month"]:
        first, last, precision = int(found["month"]), int(found["month"]), "month"
    elif found["quarter"]:
        last = int(found["quarter"]) * 3
        first, precision = last - 2, "quarter"
    else:
        first, last, precision = 1, 12, "year"
    return GivenDate(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), precision)


def given_text(day: date | None, precision: str) -> str | None:
    """Return the date as it was given, from a day in it: "2025-Q2" for any day of that quarter."""
    if day is None:
        return None
    if precision == "year":
        return f"{day.year:04}"
    if precision == "quarter":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return f"{day.year:04}-{day.month:02}" if precision == "month" else day.isoformat()


class Dated(models.Model):
    """An interval with the precision that the source gave it.

    ``valid_from`` is the first day that the given start may mean, ``valid_to`` the last day that the given
    end may mean (still valid on that day); null is an open or unknown end.
    """

    valid_from = models.DateField(null=True, blank=True)
    valid_from_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    valid_to_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="%(app_label)s_%(class)s_interval",
            )
        ]
