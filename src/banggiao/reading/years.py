"""The calendar years that a statement speaks of."""

from __future__ import annotations

import re

_PHASE = re.compile(
    r"(?<![\d/.,-])(?P<first>(?:19|20)\d\d)\s?(?:-|đến(?: hết)?(?: năm)?)\s?(?P<last>(?:19|20)\d\d)(?![\d.,]*\d)"
)
# A year stands after its word or in a date; "2025" in "250/2025/QH15" is part of a number.
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,/-]\d|/[a-z]|-[a-z])")
_BEFORE = re.compile(r"(?:(?:năm|và|,|của|hết|từ|là|sang|-) ?|\d{1,2}/|quý [ivx\d]{1,3}/|[ivx]/|\()\Z")
_HORIZON = re.compile(r"(?:đến|tới|tầm nhìn|vào|trước|tầm nhìn đến|mục tiêu) (?:hết )?(?:năm )?\Z")
# The day on which a cited document was signed says nothing of the year the sentence speaks of.
_SIGNED = re.compile(
    r"(?:/[\w-]+|\d-[\w/-]+) (?:của .{3,60} )?ngày \d{1,2}(?:[/-]\d{1,2}[/-]| tháng \d{1,2} năm )\Z"
)
_LONGEST_PHASE = 15
_WINDOW = 90


def years_in(shadow: str, start: int, end: int) -> tuple[int, ...]:
    """Return the years of ``shadow[start:end]``, ascending. A phase ("giai đoạn 2020-2025") gives all of its years.

    Horizons ("đến năm 2030") and the dates of cited documents are not counted.
    """
    if "20" not in (words := shadow[start:end]) and "19" not in words:
        return ()
    years: set[int] = set()
    for match in _PHASE.finditer(words):
        first, last = int(match["first"]), int(match["last"])
        if 0 <= last - first <= _LONGEST_PHASE:
            years.update(range(first, last + 1))
    phases = [match.span() for match in _PHASE.finditer(words)]
    for match in _YEAR.finditer(words):
        if any(a <= match.start() < b for a, b in phases):
            continue
        before = words[max(0, match.start() - _WINDOW) : match.start()]
        if _BEFORE.search(before) and not _HORIZON.search(before) and not _SIGNED.search(before):
            years.add(int(match[0]))
    return tuple(sorted(years))


def single_year(title: str) -> int | None:
    """Return the year a heading names, or None where it names none or several."""
    years = years_in(title, 0, len(title))
    return years[0] if len(years) == 1 else None
