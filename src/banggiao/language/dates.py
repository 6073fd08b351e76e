"""Dates and periods as Vietnamese papers write them, read to ISO 8601.

A day is "2024-01-25", a longer time the interval of its first and last day "2024-04-01/2024-06-30"; a day
or month whose year is nowhere said is "--01-27" or "--01".
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PART = r"(?:rạng sáng|sáng|trưa|chiều|tối|đêm)"
_DAY_PREFIX = re.compile(rf"(?:{_PART}(?: nay| qua| mai| cùng ngày)?,? ?\(?)?(?:ngày |hôm )?\Z")
_NEEDS = re.compile(rf"(?:ngày |hôm |{_PART} |{_PART} nay,? ?\(|hôm nay,? ?\(|hôm qua,? ?\()\Z")
_YEAR = r"((?:19|20)\d\d)"
_END = r"(?!\d|[/.,]\d|[/-]\w)"

_NUMERIC_DAY = re.compile(
    rf"(\d{{1,2}})(?:(?: ?- ?| và |, | đến | đến ngày )(\d{{1,2}}))?([/.-])(\d{{1,2}})(?:\3{_YEAR})?{_END}"
)
_SPELLED_DAY = re.compile(
    r"(\d{1,2})(?:(?: ?- ?| và | đến | đến ngày )(\d{1,2}))?,? ?tháng (\d{1,2})"
    rf"(?:(?:,? năm |/){_YEAR})?{_END}"
)
_MONTH_OF_YEAR = re.compile(rf"(\d{{1,2}})(?:/|,? năm ){_YEAR}{_END}")
_MONTH = re.compile(rf"(\d{{1,2}}){_END}(?! *(?:tháng|ngày|tuần))")
_MONTHS_OF_YEAR = re.compile(rf"(\d{{1,2}}) tháng(?: (đầu|cuối))? năm(?: {_YEAR})?{_END}")
_YEARS = re.compile(rf"{_YEAR}(?: ?- ?{_YEAR}(?!\d))?{_END}")
_YEAR_PREFIX = re.compile(
    r"(?:giai đoạn|nhiệm kỳ|thời kỳ|niên khóa|(?:nửa |những tháng )?(?:đầu|giữa|cuối) năm|năm học|năm)"
    r"(?: từ)?(?: năm)? \(?\Z"
)
_TO_YEAR = re.compile(rf" (?:đến|tới)(?: hết)?(?: năm)? {_YEAR}{_END}")
_QUARTER = re.compile(rf"quý (iv|i{{1,3}}|[1-4])(?![\w/-](?!\d))(?:(?:,? năm |/| - |-| ){_YEAR})?{_END}")
_RELATIVE = re.compile(
    rf"(?:{_PART} (?:nay|qua|mai)|hôm (?:nay|qua|kia)|ngày mai|(?:đầu|giữa|cuối) tuần (?:qua|này|trước|tới)"
    r"|tuần (?:qua|trước|này|tới)|tháng (?:trước|này|tới)|năm (?:nay|ngoái|trước|sau|tới))(?!\w)"
)
_RANGE_FOLLOWS = re.compile(r" - \d{1,2}/\d{1,2}(?!\d)")
_DATE_WORDS = (
    "ngày ", "tháng ", "quý ", "sáng ", "trưa ", "chiều ", "tối ", "đêm ", "hôm ", "(", " - ", "đến ",
    "và ", ", ",
)  # fmt: skip
_DATE_TAILS = (" tháng ", ", tháng ")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class DateSpan:
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


def _day(year: int | None, month: int, day: int, anchor: date | None) -> str | None:
    """ISO of a day; None where there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year or 2024, month)[1]):
        return None
    if year is None:
        if anchor is None:
            return f"--{month:02d}-{day:02d}"
        year = nearest_year(month, day, anchor)
        if year is None:
            return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _days(year: int | None, month: int, first: str, last: str | None, anchor: date | None) -> str | None:
    start = _day(year, month, int(first), anchor)
    if start is None or last is None:
        return start
    end = _day(year, month, int(last), anchor)
    return f"{start}/{end}" if end is not None and int(first) < int(last) else None


def find_dates(
    shadow: str, anchor: date | None = None, taken: list[tuple[int, int]] | None = None
) -> list[DateSpan]:
    """Return the dates in ``shadow``, by start, without overlaps.

    ``anchor`` is the paper's date: it gives a missing year and fixes "hôm nay". ``taken`` are spans that are
    already known to be something else (document numbers), by start; no date begins inside them.
    """
    found: list[DateSpan] = []
    busy = taken or []
    position = covered = 0
    for number in _NUMBER.finditer(shadow):
        at = number.start()
        if at < covered:
            continue
        while position < len(busy) and busy[position][1] <= at:
            position += 1
        if position < len(busy) and busy[position][0] <= at:
            continue
        if at and (
            shadow[at - 1].isalnum() or (shadow[at - 1] in "/-.," and at > 1 and shadow[at - 2].isalnum())
        ):
            continue
        span = _at_number(shadow, at, number.end(), anchor)
        if span is not None:
            found.append(span)
            covered = span.end
    found = _join_days(found, shadow)
    return _with_words(found, shadow, anchor)


def _at_number(shadow: str, at: int, end: int, anchor: date | None) -> DateSpan | None:  # noqa: C901, PLR0911
    digits = end - at
    if digits == 4:
        return _years_at(shadow, at)
    if digits > 2:
        return None
    before = shadow[max(0, at - 24) : at]
    joined = shadow[end : end + 1]
    if not (joined in "/.-" or before.endswith(_DATE_WORDS) or shadow.startswith(_DATE_TAILS, end)):
        return None
    match = _NUMERIC_DAY.match(shadow, at)
    if match and (
        match[5] or _NEEDS.search(before) or (match[3] == "/" and _in_range(shadow, at, match.end()))
    ):
        iso = _days(int(match[5]) if match[5] else None, int(match[4]), match[1], match[2], anchor)
        if iso is not None:
            return _prefixed(shadow, at, match.end(), before, iso)
    match = _SPELLED_DAY.match(shadow, at)
    if match:
        iso = _days(int(match[4]) if match[4] else None, int(match[3]), match[1], match[2], anchor)
        if iso is not None:
            return _prefixed(shadow, at, match.end(), before, iso)
    match = _MONTHS_OF_YEAR.match(shadow, at)
    if match and 1 <= int(match[1]) <= 12:
        return DateSpan(at, match.end(), _months(int(match[1]), match[2], match[3], anchor), "months")
    match = _MONTH_OF_YEAR.match(shadow, at)
    if match and 1 <= int(match[1]) <= 12 and (shadow[match.end(1)] == "/" or before.endswith("tháng ")):
        start = at - 6 if before.endswith("tháng ") else at
        return DateSpan(start, match.end(), month_interval(int(match[2]), int(match[1])), "month")
    if before.endswith(" tháng ") or before == "tháng ":
        match = _MONTH.match(shadow, at)
        if match and 1 <= int(match[1]) <= 12:
            month = int(match[1])
            iso = month_interval(anchor.year, month) if anchor else f"--{month:02d}"
            return DateSpan(at - 6, match.end(), iso, "month")
    if before.endswith("quý "):
        return _quarter_at(shadow, at - 4, anchor)
    return None


def _in_range(shadow: str, at: int, end: int) -> bool:
    """Whether d/m stands before or after another: "31/8 - 1/9", "từ ngày 5/3 đến 7/3"."""
    if _RANGE_FOLLOWS.match(shadow, end):
        return True
    return re.search(r"\d/\d{1,2}(?: ?- ?| đến | và )\Z", shadow[max(0, at - 12) : at]) is not None


def _prefixed(shadow: str, at: int, end: int, before: str, iso: str) -> DateSpan:
    prefix = _DAY_PREFIX.search(before)
    start = at - len(prefix[0]) if prefix else at
    if "(" in shadow[start:at]:
        if shadow[end : end + 1] == ")":
            end += 1
        else:
            start = at
    while start < at and shadow[start] == " ":
        start += 1
    if start and shadow[start - 1].isalnum():  # "hôm" inside a longer word
        start = at
    return DateSpan(start, end, iso, "day")


def _years_at(shadow: str, at: int) -> DateSpan | None:
    match = _YEARS.match(shadow, at)
    if not match:
        return None
    first, end = int(match[1]), match.end()
    last = int(match[2]) if match[2] else None
    before = shadow[max(0, at - 32) : at]
    prefix = _YEAR_PREFIX.search(before)
    start = at
    if prefix:
        start = at - len(prefix[0])
        if prefix[0].endswith("("):
            start = at
        elif start and shadow[start - 1].isalnum():
            start = at - 4 if before.endswith("năm ") and not shadow[at - 5 : at - 4].isalnum() else at
    if last is None and (follows := _TO_YEAR.match(shadow, end)) and before.endswith(("từ ", "từ năm ")):
        last, end = int(follows[1]), follows.end()
    if last is not None and last < first:
        return None
    words = shadow[start:at]
    if last is None and ("đầu năm" in words or "cuối năm" in words):
        half = month_interval(first, 1, 6) if "đầu" in words else month_interval(first, 7, 12)
        return DateSpan(start, end, half if "nửa" in words else year_interval(first), "year")
    return DateSpan(start, end, year_interval(first, last), "year" if last is None else "years")


def _months(count: int, end_of: str | None, year: str | None, anchor: date | None) -> str:
    if year is None and anchor is None:
        return ""
    of = int(year) if year else anchor.year if anchor else 1
    return month_interval(of, 13 - count, 12) if end_of == "cuối" else month_interval(of, 1, count)


def _quarter_at(shadow: str, at: int, anchor: date | None) -> DateSpan | None:
    match = _QUARTER.match(shadow, at)
    if not match:
        return None
    quarter = _ROMAN.get(match[1]) or int(match[1])
    year = int(match[2]) if match[2] else anchor.year if anchor else None
    return DateSpan(
        at, match.end(), month_interval(year, quarter * 3 - 2, quarter * 3) if year else "", "quarter"
    )


def _join_days(found: list[DateSpan], shadow: str) -> list[DateSpan]:
    """Join "31/8 - 1/9" and "từ ngày 5/3 đến ngày 7/3/2024"; a year said once holds for both."""
    joined: list[DateSpan] = []
    for span in found:
        last = joined[-1] if joined else None
        if last and last.rule == span.rule == "day" and "/" not in last.iso + span.iso:
            between = shadow[last.end : span.start]
            is_range = between in (" - ", "-") or (
                between == " đến " and shadow[: last.start].endswith("từ ")
            )
            first = last.iso
            if is_range and span.iso[4:5] == "-" and not re.search(r"\d{4}", shadow[last.start : last.end]):
                first = f"{span.iso[:4]}{first[-6:]}"
            if is_range and first <= span.iso:
                joined[-1] = DateSpan(last.start, span.end, f"{first}/{span.iso}", "days")
                continue
        joined.append(span)
    return joined


def _with_words(found: list[DateSpan], shadow: str, anchor: date | None) -> list[DateSpan]:
    """Add the dates that hold no digit: "hôm nay", "cuối tuần qua", "quý II"."""
    more: list[DateSpan] = []
    at = shadow.find("quý i")
    while at >= 0:
        if (at == 0 or not shadow[at - 1].isalnum()) and (span := _quarter_at(shadow, at, anchor)):
            more.append(span)
        at = shadow.find("quý i", at + 5)
    for head in ("sáng ", "trưa ", "chiều ", "tối ", "đêm ", "hôm ", "tuần ", "tháng ", "năm ", "ngày mai"):
        at = shadow.find(head)
        while at >= 0:
            match = None
            stop = at + len(head)
            if not shadow[stop : stop + 1].isdigit() and not shadow[at - 1 : at].isalnum():
                match = _RELATIVE.match(shadow, _widened(shadow, at))
            if match:
                more.append(DateSpan(match.start(), match.end(), _relative(match[0], anchor), "relative"))
            at = shadow.find(head, at + len(head))
    if not more:
        return found
    merged: list[DateSpan] = []
    for span in sorted({*found, *more}, key=lambda one: (one.start, -one.end)):
        if not merged or span.start >= merged[-1].end:
            merged.append(span)
    return merged


def _widened(shadow: str, at: int) -> int:
    for part in ("đầu ", "giữa ", "cuối ", "rạng "):
        if shadow.endswith(part, 0, at):
            return at - len(part)
    return at


def _relative(words: str, anchor: date | None) -> str:
    if anchor is None:
        return ""
    *_, unit, which = words.split()
    try:
        if unit == "tuần":
            return _week(words, which, anchor)
        if unit == "tháng":
            month = anchor.year * 12 + anchor.month - 1 + {"trước": -1, "này": 0, "tới": 1}[which]
            return month_interval(month // 12, month % 12 + 1)
        if unit == "năm":
            return year_interval(
                anchor.year + {"nay": 0, "ngoái": -1, "trước": -1, "sau": 1, "tới": 1}[which]
            )
        return (anchor + timedelta(days={"nay": 0, "qua": -1, "kia": -2, "mai": 1}[which])).isoformat()
    except (OverflowError, ValueError):  # before the first or after the last day there is
        return ""


def _week(words: str, which: str, anchor: date) -> str:
    monday = anchor - timedelta(
        days=anchor.weekday() + (7 if which in ("qua", "trước") else -7 if which == "tới" else 0)
    )
    first, last = {"đầu": (0, 1), "giữa": (2, 3), "cuối": (5, 6)}.get(words.split(maxsplit=1)[0], (0, 6))
    return f"{monday + timedelta(days=first)}/{monday + timedelta(days=last)}"
