"""The dates of a paper, read from its own day and the year it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from banggiao.language import lazy_re as re
from banggiao.language.dates import find_dates
from banggiao.reading.paper import Paper
from banggiao.reading.records import Label, Mention

_ROW = re.compile(r"(?:\n|(?<![^\n]))[^\n\t]*+\t[^\n]*+\n?")
_TITLE = re.compile(
    r"^(?P<kind>KẾ HOẠCH|CHƯƠNG TRÌNH|PHƯƠNG ÁN|ĐỀ ÁN|BÁO CÁO)(?P<rest>[^\n]*(?:\n[^\n]+){0,3})", re.MULTILINE
)
_SUBJECT_YEAR = re.compile(r"(?<!đến )(?<!so với )năm ((?:19|20)\d\d)(?! ?[-–/])", re.IGNORECASE)
_MONTH_LINE = re.compile(r"^(?:tháng )?(\d{1,2})/((?:19|20)\d\d)$", re.MULTILINE)
_OF_ANOTHER = re.compile(r"(?:hiệu lực|kể từ|sinh|thành lập|ban hành)[^.\n]{0,30}\Z")
_TITLE_WITHIN = 2000  # characters from the top that hold a paper's title
_DAY_WITHIN = 700  # and, where no header gives it, its day


def find_dated(
    paper: Paper,
    shadow: str,
    on: date | None,
    taken: list[tuple[int, int]],
    digits: Sequence[tuple[int, int]],
) -> list[Mention]:
    """Return the dates of ``paper``, by start. ``shadow`` is :func:`cells_apart`, ``digits`` are
    :func:`~banggiao.language.scanning.digits_in` it; ``on`` is the paper's date.

    A missing year is that of the plan's or report's title, else as the paper's date makes likely. A paper
    without a date is taken to be of the first whole day that its top names.
    """
    kind, year = _subject(paper.text)
    anchor = on or _first_day(shadow, taken)
    year = year if anchor is not None and year is not None and abs(year - anchor.year) <= 1 else None
    planned = kind not in ("", "BÁO CÁO")
    return [
        Mention(span.start, span.end, Label.DATE, None, span.iso, span.rule)
        for span in find_dates(shadow, anchor, taken, year=year, planned=planned, digits=digits)
    ]


def _subject(text: str) -> tuple[str, int | None]:
    """Return the kind and the one year of the paper's title, "" and None where it has none."""
    title = _TITLE.search(text, 0, _TITLE_WITHIN)
    if title is None:
        return "", None
    years = set(_SUBJECT_YEAR.findall(title["rest"]))
    return title["kind"], int(years.pop()) if len(years) == 1 else None


def _first_day(shadow: str, taken: list[tuple[int, int]]) -> date | None:
    top = shadow[:_DAY_WITHIN]
    papers = {end for _, end in taken}
    spans = find_dates(top, None, taken)
    latest = max((span.iso[-10:] for span in spans if span.rule in ("day", "days", "month")), default="")
    for span in spans:
        day = span.iso.rsplit("/", maxsplit=1)[-1]
        of_another = span.start - 1 in papers or _OF_ANOTHER.search(top, max(0, span.start - 50), span.start)
        if (
            span.rule in ("day", "days")
            and len(day) == 10
            and day[0] != "-"
            and not of_another
            and day[:4] >= latest[:4]
        ):
            return date.fromisoformat(day)
    month = _MONTH_LINE.search(top)
    if month and 1 <= int(month[1]) <= 12:
        return date(int(month[2]), int(month[1]), 15)
    return None


def cells_apart(paper: Paper, shadow: str) -> str:
    """Return ``shadow`` with a tab around the cells of tables, so that no grammar reads across them."""
    rows = _ROW.finditer(paper.text) if "\t" in paper.text else ()
    marks = [row.start() + at for row in rows for at, mark in enumerate(row[0]) if mark in "\t\n"]
    for block in paper.blocks:
        if block.cell is not None:
            marks += [block.start - 1, block.end]
    if not marks:
        return shadow
    pieces, last = [], 0
    for at in sorted(set(marks)):
        if 0 <= at < len(shadow):
            pieces.append(shadow[last:at])
            last = at + 1
    return "\t".join([*pieces, shadow[last:]])
