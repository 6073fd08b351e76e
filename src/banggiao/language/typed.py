"""Dates and numbers as people type them into a form or a spreadsheet's cell."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from banggiao.language import lazy_re as re
from banggiao.language.numbers import parse_number

_DAY = re.compile(r"(?:ngày\s+)?(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.I)
_MONTH = re.compile(r"(?:tháng\s+)?(\d{1,2})\s*[/.-]\s*(\d{4})", re.I)
_QUARTER = re.compile(r"(?:quý\s+|q)(iv|i{1,3}|[1-4])(?:\s*+[/.-]\s*+|\s++)(?:năm\s+)?(\d{4})", re.I)
_YEAR = re.compile(r"(?:năm\s+)?(\d{4})", re.I)
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")


@lru_cache(maxsize=16_384)
def parse_typed_date(text: str) -> str | None:
    """Return "2025-10-30", "2025-10", "2025-Q4" or "2025" for a date typed the Vietnamese way, else None.

    The day's existence is not checked here: :func:`banggiao.core.intervals.parse_given` does that.
    """
    text = text.strip()
    if found := _DAY.fullmatch(text):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if found := _QUARTER.fullmatch(text):
        told = found[1].lower()
        return f"{found[2]}-Q{_ROMAN.get(told) or told}"
    if found := _MONTH.fullmatch(text):
        return f"{found[2]}-{int(found[1]):02}"
    if found := _YEAR.fullmatch(text):
        return found[1]
    if found := _ISO_TIME.fullmatch(text):
        return found[1]
    return None


def parse_typed_number(text: str) -> Decimal | None:
    """Return the number typed as "1234.5", "1.234,5" or "1.234" (a thousand two hundred …), else None."""
    text = text.replace("\xa0", "").replace(" ", "")
    if _PLAIN.fullmatch(text) and not _GROUPED.fullmatch(text):
        try:
            return Decimal(text)
        except InvalidOperation:
            return None
    sign = -1 if text.startswith("-") else 1
    found = parse_number(text.lstrip("+-"))
    return None if found is None else sign * found
