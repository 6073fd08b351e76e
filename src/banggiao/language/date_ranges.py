"""Dates that are told of together: ranges, lists under one year, and years told before."""

from __future__ import annotations

from banggiao.language import lazy_re as re
from banggiao.language.iso import DateSpan, iso_day, month_interval, spanned

_SAME_YEAR = re.compile(r" cùng năm(?! \d)(?!\w)")
_ONE = re.compile(r"(?:\d{4}|-)-(\d\d)(?:-(\d\d)\Z|\Z|-01/(?:\d{4}|-)-\1-\d\d\Z)")
_PHASE_BEFORE = ("giai đoạn ", "nhiệm kỳ ", "thời kỳ ")
_JOINS = frozenset({" - ", "-", " đến ", " đến hết ", " tới ", "- ", " -"})
_YEAR_SAID = re.compile(r"\d{4}")


def of_same_year(found: list[DateSpan], shadow: str) -> list[DateSpan]:
    """Let "tháng 12 cùng năm" be of the year told last before it."""
    told: list[DateSpan] = []
    year = ""
    for span in found:
        if span.rule in ("day", "month") and (same := _SAME_YEAR.match(shadow, span.end)):
            told.append(_in_year(span, int(year), same.end()) if year else span)
            continue
        year = span.iso[:4] if span.iso[:4].isdigit() else year
        told.append(span)
    return told


def _in_year(span: DateSpan, year: int, end: int) -> DateSpan:
    """Return a day or month with this year and its words; what the year has not, and a list, as it is."""
    one = _ONE.match(span.iso)
    if one is None:
        return span
    iso = iso_day(year, int(one[1]), int(one[2]), None) if span.rule == "day" else None
    if span.rule == "month":
        iso = month_interval(year, int(one[1]))
    return DateSpan(span.start, end, iso, span.rule) if iso else span


def apart(found: list[DateSpan], worded: list[DateSpan]) -> list[DateSpan]:
    """Return both by start; of overlapping ones the first and the longest stays."""
    kept: list[DateSpan] = []
    for span in sorted([*found, *worded], key=lambda one: (one.start, -one.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def joined(found: list[DateSpan], shadow: str) -> list[DateSpan]:
    """Join "31/8 - 1/9", "ngày 5/3 đến ngày 7/3/2024" and "năm 2016 đến hết tháng 6/2021".

    A year said once holds for both.
    """
    kept: list[DateSpan] = []
    for span in found:
        last = kept[-1] if kept else None
        if last and shadow[last.end : span.start] in _JOINS and _is_range(last, span, shadow):
            first = last.iso
            if span.iso.startswith("--") and not first.startswith("--"):  # yearly: both are
                first = re.sub(r"\A\d{4}", "-", first)
            said_once = re.search(r"\d{4}", shadow[span.start : span.end]) and not re.search(
                r"\d{4}", shadow[last.start : last.end]
            )
            if said_once and span.iso[:2] != "--" and last.rule in ("day", "month"):
                first = f"{span.iso[:4]}{first[-6:] if last.rule == 'day' else first[4:10]}"
            iso = spanned(first, span.iso)
            if iso:
                rule = "days" if last.rule == span.rule == "day" else "range"
                phase = next((word for word in _PHASE_BEFORE if shadow.endswith(word, 0, last.start)), "")
                start = last.start - (len(phase) if last.rule == "month" else 0)
                kept[-1] = DateSpan(start, span.end, iso, rule)
                continue
        kept.append(span)
    return kept


def of_one_year(found: list[DateSpan], shadow: str) -> list[DateSpan]:
    """Join quarters or months that are a list whose last tells their year: "quý I và quý II/2024"."""
    kept: list[DateSpan] = []
    for span in found:
        if kept and _both_of_one_year(kept[-1], span, shadow):
            first = kept.pop()
            iso = spanned(f"{span.iso[:4]}{first.iso[4:10]}", span.iso)
            kept.append(DateSpan(first.start, span.end, iso, "range"))
        else:
            kept.append(span)
    return kept


def _both_of_one_year(first: DateSpan, last: DateSpan, shadow: str) -> bool:
    """Whether only the last of two quarters or months tells its year."""
    rules = first.rule == last.rule and first.rule in ("quarter", "month")
    if not rules or shadow[first.end : last.start] != " và " or not last.iso[:4].isdigit():
        return False
    return _YEAR_SAID.search(shadow, first.start, first.end) is None and (
        _YEAR_SAID.search(shadow, last.start, last.end) is not None
    )


def _is_range(first: DateSpan, last: DateSpan, shadow: str) -> bool:
    if not first.iso or not last.iso or "range" in (first.rule, last.rule):
        return False
    if first.rule == last.rule:
        if first.rule == "day":
            return "/" not in first.iso + last.iso
        return first.rule in ("month", "quarter") or shadow.endswith("từ ", 0, first.start)
    kinds = {"day", "month", "quarter", "year"}
    return {first.rule, last.rule} <= kinds and shadow.endswith("từ ", 0, first.start)
