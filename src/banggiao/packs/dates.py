"""ISO dates cut to what is known: "2025", "2025-02" or "2025-02-28"."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def valid(text: str) -> bool:
    """Whether ``text`` is a year, a month or a day that exists."""
    try:
        date.fromisoformat(first_day(text))
    except ValueError:
        return False
    return len(text) in {4, 7, 10}


def first_day(text: str) -> str:
    """The first day that ``text`` may mean, as a whole ISO date; "" for ""."""
    return text + "-01-01"[len(text) - 4 :] if 4 <= len(text) < 10 else text


def last_day(text: str) -> str:
    """The last day that ``text`` may mean, as a whole ISO date; "" for ""."""
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        return f"{text}-{monthrange(int(text[:4]), int(text[5:]))[1]:02d}"
    return text
