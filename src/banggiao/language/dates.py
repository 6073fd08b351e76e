"""Dates and periods as Vietnamese papers write them, read to ISO 8601.

A day is "2024-01-25", a longer time the interval of its first and last day "2024-04-01/2024-06-30"; a day
or month whose year is nowhere said is "--01-27" or "--01".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from banggiao.language import lazy_re as re
from banggiao.language.date_ranges import apart, joined, of_one_year, of_same_year
from banggiao.language.date_words import (
    ANNIVERSARY,
    END,
    MONTH_NAMES,
    NAMED_DAY,
    PART,
    SINCE,
    WEEK_OF,
    YEAR,
    YEARLY,
    find_worded,
    is_inside,
    months_of,
    of_years,
    quarter_at,
)
from banggiao.language.iso import (
    DateSpan,
    iso_day,
    likely_year,
    month_interval,
    nearest_year,
    year_interval,
)
from banggiao.language.scanning import Before, digits_in

__all__ = ["DateSpan", "find_dates", "month_interval", "nearest_year", "year_interval"]

_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)"
_LEAD = (
    rf"(?<!bóng )(?:buổi )?{PART}(?: nay| qua| mai| cùng ngày)?(?:,? (?:{_WEEKDAY}|ngày (?=\()))?"
    rf"|(?<!lần )(?<!họp )(?<!khóa )(?<!phiên ){_WEEKDAY}(?: tuần (?:này|trước|qua|tới))?"
    r"|(?:ngày )?hôm (?:nay|qua|kia)|ngày mai"
)
_DAY_PREFIX = re.compile(rf"(?:(?<!\w)(?:(?:{_LEAD}),? {{0,2}}\(?)?(?:(?:ngày|hôm) )?|ngày )\Z")
_LED = re.compile(rf"(?<!\w)(?:{_LEAD}|ngày|hôm)(?:,| \(| )(?: ?ngày )? ?\Z")
_TO = r"(?: ?- ?| và (?:ngày )?|, ?(?:ngày )?| (?:đến|tới) (?:hết )?(?:ngày )?)"
_DAY_LIST = rf"(\d{{1,2}})(?:(?:{_TO}(\d{{1,2}})){{1,4}})?"
_ANOTHER_FULL = r"(?<=\d{4})(?=-\d{1,2}\3\d{1,2}\3\d{4}(?!\d))"
_ANOTHER = rf"(?=-\d{{1,2}}([/.])\d{{1,2}}(?:\6(?:19|20)\d\d)?{END})"
_NUMERIC_DAY = re.compile(
    rf"{_DAY_LIST}([/.-])(\d{{1,2}})(?:\3 ?{YEAR})?(?:{END}|{_ANOTHER_FULL}|{_ANOTHER})"
)
_OF_YEAR = re.compile(rf" năm {YEAR}{END}")
_SPELLED_DAY = re.compile(rf"{_DAY_LIST},? ?tháng (\d{{1,2}})(?:(?:,? năm ?|/|,? ){YEAR})?{END}")
_LISTED = re.compile(rf"\d{{1,2}}(?:{_TO}\d{{1,2}}){{1,4}}(?:[/.-]\d{{1,2}}(?!\d)|,? ?tháng \d)")
_DECIMAL = re.compile(r"\d+,\d")
_SHORT_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})/([0-3]\d)(?= (?:- )?\d{1,2}[:h]\d\d)")
_ISO_DAY = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\w-])")
_DAY_ALONE = re.compile(r"\d{1,2}(?=[,:;)]| (?:hằng|hàng) tháng)")
_MONTH_OF_YEAR = re.compile(
    rf"(\d{{1,2}})(?:/ ?|-|,? năm ){YEAR}(?!\d|[/.,]\d|/\w|-(?!\d{{1,2}}/(?:19|20)\d\d(?!\d))\w)"
)
_MONTH = re.compile(
    rf"(\d{{1,2}}){END}(?! *(?:tháng|ngày|tuần|lần|kỳ|buổi|đoàn|lớp))"
    r"(?: (vừa qua|vừa rồi|qua|năm nay|này|năm ngoái|năm trước|tới|năm sau|sang năm)(?!\w))?"
)
_MONTH_BEFORE = Before(
    rf"(?<!\w)(?:(?:đầu|giữa|cuối|nửa đầu|nửa cuối|(?:thượng|trung|hạ) tuần|từ|hết|{WEEK_OF}) )?tháng \Z"
)
_NOT_MONTH = Before(r"(?:mỗi|một|hằng|hàng|(?<!thứ )\d) tháng \Z")
_EARLY_YEAR = re.compile(rf"1[0-8]\d\d{END}")
_MONTHS_OF_YEAR = re.compile(
    rf"(\d{{1,2}}) tháng(?:(?: (đầu|cuối))? năm(?: {YEAR}{END}| (nay|ngoái)(?!\w))?| (đầu|cuối) {YEAR}{END}"
    rf"|/{YEAR}{END})"
)
_QUARTERS_OF_YEAR = re.compile(rf"([23]) quý (đầu|cuối) năm(?: {YEAR}{END}| nay)?(?!\w)")
_GAMES_BEFORE = ("world cup ", "sea games ", "asiad ", "olympic ", "expo ", "euro ", "festival ", "aff cup ")
_YEARS = re.compile(rf"{YEAR}(?: ?- ?{YEAR}(?!\d))?{END}")
_YEAR_PREFIX = Before(
    r"(?:giai đoạn(?: chuyển tiếp| [1-9i]{1,3},?)?|nhiệm kỳ|thời kỳ|niên khóa|niên vụ|(?:năm )?tài khóa"
    r"|(?:nửa |những tháng )?(?:đầu|giữa|cuối) năm|năm học|mùa (?:khô|mưa|lũ|xuân|hè|thu|đông|vụ)(?: năm)?"
    r"|(?:(?:đầu|giữa|cuối) )?(?:thập niên|thập kỷ|những năm)|năm)(?: từ)?(?: năm)? \(?\Z"
)
_COUNTED_YEARS = Before(r"(?:\d|hai|ba|bốn|năm|mười) (?:năm )\Z")
_TO_YEAR = re.compile(rf" (?:đến|tới)(?: hết)?(?: năm)? {YEAR}{END}")
_AFTER_EVENT = re.compile(
    r"(?:hội nghị|triển lãm|diễn đàn|hội chợ|festival|liên hoan|lễ hội|giải|cuộc thi|tuần lễ|đại hội)"
    r"[^.;:\n]{3,90}\([a-z][\w&+-]{1,12}\) \Z"
)
_IN_EVENT = re.compile(
    r"[“\"](?:ngày|tuần|mùa|lễ|festival|hội chợ|liên hoan|diễn đàn|hội thảo|hội nghị) [^“”\"\n]{3,80} \Z"
)
_PLANNED = re.compile(
    r"(?:dự kiến|sẽ|trước|hạn|chậm nhất|hoàn thành|kế hoạch|từ nay|đăng cai|sắp|tới|chuẩn bị)(?!\w)"
)
# A bare "15/9" is a day after these, or alone between bracket, bullet or tab and a mark.
_DUE_BEFORE = (
    "trước ", "chót ", "chậm nhất ", "nhất là ", "hạn ", "dự kiến ", "hạn cuối ", "muộn nhất ", "hạn: ",
    "chót: ", "thành: ",
)  # fmt: skip
_DAY_BEFORE = (
    *_DUE_BEFORE, "từ ", "vào ", "đến ", "tới ", "hết ", "là ", "- ", "(", "\t", "; ", "+ ", ", ", "hôm ",
    "nhận ",
)  # fmt: skip
_CHANGES = ("tăng từ ", "giảm từ ", "nâng từ ", "hạ từ ")
_AFTER_BARE = frozenset(",;:.)\t")
_DATE_WORDS = (
    "ngày ", "tháng ", "quý ", "sáng ", "trưa ", "chiều ", "tối ", "đêm ", "hôm ", "(", " - ", "đến ", "và ",
    ", ",
)  # fmt: skip
_DATE_TAILS = (" tháng ", ", tháng ")
_LOOK_BACK = 48
_DUE_WITHIN = 70


def find_dates(
    shadow: str,
    anchor: date | None = None,
    taken: list[tuple[int, int]] | None = None,
    *,
    year: int | None = None,
    planned: bool = False,
    digits: Sequence[tuple[int, int]] | None = None,
) -> list[DateSpan]:
    """Return the dates in ``shadow``, by start, without overlaps.

    A tab in ``shadow`` parts the cells of a table. ``anchor`` is the paper's date: it gives a missing year
    and fixes "hôm nay". ``taken`` are spans that are already known to be something else (document numbers,
    names of meetings), by start; no date begins inside them. ``year`` is the one the whole paper is about,
    where it says so; ``planned`` that it is a plan. ``digits`` are
    :func:`~banggiao.language.scanning.digits_in` the text, where the caller has them already.
    """
    busy, found = taken or [], list[DateSpan]()
    position = 0
    read = _Numbers(shadow, anchor, year, planned=planned)
    for at, end in digits_in(shadow) if digits is None else digits:
        if at < read.covered:
            continue
        while position < len(busy) and busy[position][1] <= at:
            position += 1
        if position < len(busy) and busy[position][0] <= at:
            continue
        if is_inside(shadow, at) and not (at == read.covered + 1 and shadow[at - 1] == "-"):
            continue
        span = read.at(at, end)
        if span is not None:
            found.append(span)
    found = joined(found, shadow)
    every = apart(found, find_worded(shadow, found, anchor))
    return of_one_year(joined(of_same_year(every, shadow), shadow), shadow)


class _Numbers:
    """Reads the dates that begin with a number, in their order."""

    def __init__(self, shadow: str, anchor: date | None, year: int | None, *, planned: bool) -> None:
        self.shadow, self.anchor, self.year, self.planned = shadow, anchor, year, planned
        self.covered = self.day_end = 0  # where what was read ends, where it was a day
        self.last = ""  # the last day read

    def at(self, at: int, end: int) -> DateSpan | None:
        span = self._years(at) if end - at == 4 else self._short(at, end) if end - at <= 2 else None
        if span is not None:
            self.covered = span.end
            self.last = span.iso[-10:] if span.rule == "day" else self.last
            self.day_end = span.end if span.rule == "day" else 0
        return span

    def _short(self, at: int, end: int) -> DateSpan | None:
        shadow = self.shadow
        before = shadow[max(0, at - _LOOK_BACK) : at].rpartition("\t")
        said = before[2] or before[1]
        mark = shadow[end : end + 1]
        likely = mark in "/.-" or said.endswith(_DATE_WORDS) or shadow.startswith(_DATE_TAILS, end)
        if not likely and not (mark in " ," and _LISTED.match(shadow, at)):
            return self._months(at)
        for read in (self._day, self._months, self._month, self._quarter, self._day_alone):
            span = read(at, said)
            if span is not None:
                return span
        return None

    # Each reads one form; ``said`` is what stands before it in its cell.

    def _day(self, at: int, said: str) -> DateSpan | None:
        if short := _SHORT_YEAR.match(self.shadow, at):
            iso = iso_day(2000 + int(short[3]), int(short[2]), int(short[1]), None)
            return self._prefixed(at, short.end(), said, iso) if iso else None
        match = _NUMERIC_DAY.match(self.shadow, at)
        if match and match[4] and self._is_day(match, said):
            # "ngày 22-1 năm 2013"; what is led by no word for a day may be a share or a number of a table
            told = _OF_YEAR.match(self.shadow, match.end()) if not match[5] and _LED.search(said) else None
            year, stop = (told[1], told.end()) if told else (match[5], 0)
            span = self._days(match, match[4], year, said, stop)
            if span is not None:
                return span
        if (named := NAMED_DAY.match(self.shadow, at)) and (named[3] or said.endswith("ngày ")):
            of = int(named[3]) if named[3] else None
            iso = iso_day(of, MONTH_NAMES[named[2]], int(named[1]), self.anchor)
            return self._prefixed(at, named.end(), said, iso) if iso else None
        match = _SPELLED_DAY.match(self.shadow, at)
        if match and not said.endswith("lần thứ ") and self._is_one(match, said):
            return self._days(match, match[3], match[4], said)
        return None

    @staticmethod
    def _is_one(match: re.Match[str], said: str) -> bool:
        """Whether a comma only parts the year, "8 tháng 10, 2023": "Thứ 6, 15 tháng 3" is no list."""
        of_year = match[4] is not None and match[2] is None
        return "," not in match[0] or said.endswith("ngày ") or of_year

    def _is_day(self, match: re.Match[str], said: str) -> bool:
        """Whether "15/9" is a day and not a share, a mark or a number."""
        if match[5] or _LED.search(said):
            return True
        if match[2]:
            listed = match[0][: match.start(3) - match.start()]
            since = match[3] == "." and said.endswith("từ ") and int(match[4]) <= 12  # "từ 3 - 4.6"
            dashed = match[3] == "-" and "-" not in listed and not _DECIMAL.match(listed)  # "1,5-2 triệu tấn"
            return match[3] == "/" or dashed or since
        if match[3] == "." and self.day_end and self.shadow.startswith("-", self.day_end):
            return match.start() == self.day_end + 1  # "29.9-2.10"
        if match[3] != "/" or match[0] == "24/7":
            full = len(match[1]) == len(match[4]) == 2
            return match[3] == "-" and full and "ngày " in said and ANNIVERSARY.search(said) is not None
        if re.match(
            r" ?(?:-|đến) ?\d{1,2}/\d{1,2}(?!\d)", self.shadow[match.end() : match.end() + 12]
        ) or re.search(r"\d/\d{1,2} ?(?:-|đến|và) ?\Z", said[-10:]):
            return True
        return self._is_bare_day(match, said)

    def _is_bare_day(self, match: re.Match[str], said: str) -> bool:
        """Whether what stands around "15/9" makes it a day: "trước 15/9", "Quốc khánh 2/9"."""
        shadow, end = self.shadow, match.end()
        full = len(match[1]) == 2 and (match[1][0] == "0" or int(match[1]) > 12 or len(match[4]) == 2)
        closed = end == len(shadow) or shadow[end] in _AFTER_BARE
        if (full or closed) and said.endswith(_DUE_BEFORE):
            return True
        ends = closed or shadow.startswith(SINCE, end)
        since = said.endswith("từ ") and not said.endswith(_CHANGES)
        if ends and (since or ANNIVERSARY.search(said)):
            return True
        return full and closed and (said.endswith(_DAY_BEFORE) or not said or shadow[end : end + 1] == "\t")

    def _days(
        self, match: re.Match[str], month: str, year: str | None, said: str, stop: int = 0
    ) -> DateSpan | None:
        anchor = None if YEARLY.match(self.shadow, match.end()) else self.anchor
        planned, own = self._open_year(match.start())
        of = int(year) if year else own if anchor else None
        start = iso_day(of, int(month), int(match[1]), anchor, planned=planned)
        if start is None:
            return None
        if match[2] is not None:
            end = iso_day(of, int(month), int(match[2]), anchor, planned=planned)
            if end is None or int(match[1]) >= int(match[2]):
                return None
            start = f"{start}/{end}"
        return self._prefixed(match.start(), stop or match.end(), said, start)

    def _open_year(self, at: int) -> tuple[bool, int | None]:
        """Return whether what is said at ``at`` lies ahead, and the paper's own year where it holds there."""
        said = self.planned or _PLANNED.search(self.shadow[max(0, at - _DUE_WITHIN) : at]) is not None
        return said, self.year if self.planned or not said else None

    def _prefixed(self, at: int, end: int, said: str, iso: str) -> DateSpan:
        shadow = self.shadow
        prefix = _DAY_PREFIX.search(said)
        start = at - len(prefix[0]) if prefix else at
        if "(" in shadow[start:at]:
            if shadow[end : end + 1] == ")":
                end += 1
            else:
                start = at
        while start < at and shadow[start] == " ":
            start += 1
        return DateSpan(start, end, iso, "day")

    def _day_alone(self, at: int, said: str) -> DateSpan | None:
        """ "Ngày 22" after a day of some month is a day of that month."""
        match = _DAY_ALONE.match(self.shadow, at) if said.endswith("ngày ") else None
        month = self.last[:8] if len(self.last) == 10 else f"{self.anchor:%Y-%m-}" if self.anchor else ""
        if match is None or not month or not self.last:
            return None
        iso = iso_day(int(month[:4]), int(month[5:7]), int(match[0]), None)
        return DateSpan(at - 5, match.end(), iso, "day") if iso else None

    def _months(self, at: int, _: str = "") -> DateSpan | None:
        match = _MONTHS_OF_YEAR.match(self.shadow, at)
        if quarters := _QUARTERS_OF_YEAR.match(self.shadow, at):
            of = int(quarters[3]) if quarters[3] else self.anchor.year if self.anchor else None
            months = months_of(int(quarters[1]) * 3, quarters[2], of)
            return DateSpan(at, quarters.end(), months, "months")
        if match is None or not 1 <= int(match[1]) <= 12 or not any(match.groups()[1:]):
            return None
        own = self.anchor.year - (match[4] == "ngoái") if self.anchor else None
        year = int(match[3] or match[6] or match[7] or 0) or own
        return DateSpan(at, match.end(), months_of(int(match[1]), match[2] or match[5], year), "months")

    def _month(self, at: int, said: str) -> DateSpan | None:
        if said.endswith("quý "):
            return None
        named = _MONTH_BEFORE.search(said)
        if named and _NOT_MONTH.search(said):
            return None
        start = at - len(named[0].removeprefix("từ ").removeprefix("hết ")) if named else at
        match = _MONTH_OF_YEAR.match(self.shadow, at)
        bracketed = match is not None and self.shadow.startswith(")", match.end())  # "(khóa III, 1-1967)"
        if match and 1 <= int(match[1]) <= 12 and (named or bracketed or self.shadow[match.end(1)] == "/"):
            return DateSpan(start, match.end(), month_interval(int(match[2]), int(match[1])), "month")
        match = _MONTH.match(self.shadow, at) if named else None
        if match is None or not 1 <= int(match[1]) <= 12:
            return None
        month = int(match[1])
        if self.anchor is None:
            return DateSpan(start, match.end(), f"--{month:02d}", "month")
        planned, own = self._open_year(at)
        year = own or likely_year(month, 1, self.anchor, planned=planned) or self.anchor.year
        if match[2]:
            gone = match[2].endswith("qua") or match[2] == "vừa rồi"
            before = match[2] in ("năm ngoái", "năm trước") or (gone and month > self.anchor.month)
            year = self.anchor.year + (match[2] in ("năm sau", "sang năm")) - before
        return DateSpan(start, match.end(), month_interval(year, month), "month")

    def _quarter(self, at: int, said: str) -> DateSpan | None:
        return quarter_at(self.shadow, at - 4, self.anchor) if said.endswith("quý ") else None

    def _years(self, at: int) -> DateSpan | None:
        shadow = self.shadow
        said = shadow[max(0, at - _LOOK_BACK) : at].rpartition("\t")[2]
        if day := _ISO_DAY.match(shadow, at):
            iso = iso_day(int(day[1]), int(day[2]), int(day[3]), None)
            return self._prefixed(at, day.end(), said, iso) if iso else None
        match = _YEARS.match(shadow, at)
        if not match:
            early = _EARLY_YEAR.match(shadow, at) if said.endswith("năm ") else None
            return DateSpan(at - 4, early.end(), year_interval(int(early[0])), "year") if early else None
        first, end = int(match[1]), match.end()
        last = int(match[2]) if match[2] else None
        edition = said.endswith(") ") and _AFTER_EVENT.search(shadow, max(0, at - 120), at)
        if edition or said.endswith(_GAMES_BEFORE) or _IN_EVENT.search(shadow, max(0, at - 90), at):
            return None  # the edition of a fair: "Triển lãm Đồ gỗ (VIFA) 2024", “Ngày Việt Nam 2024”
        prefix = _YEAR_PREFIX.search(said)
        start = at
        if prefix and not prefix[0].endswith("(") and not (last and _COUNTED_YEARS.search(said)):
            start = at - len(prefix[0])
            if start and shadow[start - 1].isalnum():
                start = at - 4 if said.endswith(" năm ") else at
        if last is None and (follows := _TO_YEAR.match(shadow, end)) and said.endswith(("từ ", "từ năm ")):
            last, end = int(follows[1]), follows.end()
        if last is not None and last < first:
            return None
        return DateSpan(
            start, end, of_years(shadow[start:at], first, last), "year" if last is None else "years"
        )
