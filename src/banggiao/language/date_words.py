"""Dates that words give: hôm nay, cuối tuần qua, cùng ngày, thế kỷ XXI, sáu tháng đầu năm, quý II."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from banggiao.language import lazy_re as re
from banggiao.language.iso import DateSpan, iso_day, month_interval, year_interval
from banggiao.language.numbers import parse_words
from banggiao.language.scanning import Before, Words

PART = r"(?:(?:đầu|cuối) giờ (?:sáng|chiều)|rạng sáng|sáng sớm|sáng|trưa|chiều tối|chiều|tối|đêm)"
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
YEAR = r"((?:19|20)\d\d)"
WEEK_OF = r"tuần (?:đầu(?: tiên)?|cuối|thứ (?:nhất|hai|ba|tư))(?: của)?"
END = r"(?!\d|[/.,]\d|[/-]\w)"

ANNIVERSARY = re.compile(
    r"(?:quốc khánh|ngày (?:thành lập|truyền thống|quốc tế|thế giới|độc lập|giải phóng|toàn dân|hội|sinh"
    r"|phụ nữ|nhà giáo|thầy thuốc|doanh nhân|báo chí|gia đình|thương binh|di sản|sách|pháp luật|đại dương"
    r"|môi trường|nhân quyền|nước thế giới|chiến thắng))"
    r"(?: (?!số|tỷ|thắng|chiếm|đạt|bằng|tăng|giảm|hơn|gần|từ)[^\W\d_]+){0,7} \Z"
)
"""What a day without its year is the anniversary of: "Quốc khánh 2/9"."""
SINCE = (" và ", " trở đi", " đến nay", " cho đến ")
"""What goes on behind a day from which something holds: "từ 1/7 và"."""
YEARLY = re.compile(
    r" (?:(?:hằng|hàng|mỗi) năm|(?:của )?(?:năm trước |năm sau )?kỳ báo cáo"
    r"|của (?:năm|kỳ) (?:trước|sau|kế hoạch)|năm (?:trước|liền trước) kỳ)(?!\w)"
)
_QUARTER = re.compile(
    rf"quý (iv|i{{1,3}}|[1-4])(?![\w/-](?!\d))(?:(?:,? năm |/| - |-| ){YEAR}"
    rf"|,? năm (nay|ngoái|sau|tới)(?!\w))?{END}"
)
_QUARTERS = re.compile(
    r"quý (iv|i{1,3}|[1-4])(?: ?[-–] ?| và (?:quý )?|, (?=[iv])| đến (?:hết )?(?:quý )?)(iv|i{1,3}|[1-4])"
    rf"(?:,? năm |/){YEAR}{END}"
)
"""Several quarters of one year, told behind the last: "Quý II - III/2024", "quý III và IV năm 2024"."""
_QUARTER_OF = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_RELATIVE = re.compile(
    rf"(?:(?:buổi )?{PART} (?:nay|qua|mai)|hôm (?:nay|qua|kia)|ngày mai|ngày kia"
    r"|(?:(?:đầu|giữa|cuối) )?tuần (?:qua|này|trước|tới|sau)"
    r"|(?:(?:đầu|giữa|cuối) )?tháng (?:trước|này|tới|sau)"
    r"|(?:(?:nửa )?(?:đầu|giữa|cuối) |sang )?năm (?:nay|ngoái|trước|sau|tới)|sang năm"
    r"|quý (?:trước|này|tới|sau))(?!\w)(?! (?:ngày|khi|đó|đây|thời|khi|\d))"
)
_EDGE_OF_YEAR = re.compile(r"(?:nửa |những tháng )?(?:đầu|giữa|cuối) năm(?!\w)(?! \(?(?:\d|học|tài|thứ))")
_SAME_DAY = re.compile(rf"(?:(?:buổi )?{PART} )?cùng ngày(?!\w)")
_CENTURY = re.compile(r"(?:(?:nửa )?(?:đầu|giữa|cuối) )?thế kỷ (?:thứ )?([ivxl]{1,6}|\d{1,2})(?![\w/])")
_MONTHS = re.compile(
    r"((?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?: một| hai)?) tháng(?: (đầu|cuối))? năm"
    rf"(?: {YEAR}{END}| (nay|ngoái))?(?!\w)"
)
_OF_EACH_YEAR = Before(r"(?:(?:tháng \d{1,2}|\d/\d{1,2}) của|so với(?: cùng kỳ)?|cùng kỳ(?: của)?) \Z")
"""In "ngày 5 tháng 2 của năm sau" any year is meant, in "so với năm trước" the one before that told of."""
_COUNTED = re.compile(r"(?:\d|(?<!\w)(?:những|nhiều|vài|mấy|các|triệu|nghìn|ngàn|trăm|chục)) \Z")
_UNITS = ("tuần", "tháng", "năm", "quý")
_PARTS = ("sáng", "trưa", "chiều", "tối", "đêm")
MONTH_NAMES = {
    "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_NAMED_MONTH = re.compile(
    r"(?:(?:đầu|giữa|cuối) )?tháng (giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp)"
    rf"(?: (tới đây|tới|này|năm nay|vừa qua|vừa rồi)(?!\w)|(?:,? năm |/| |(?: (\d{{1,2}})), ){YEAR}{END})"
)
NAMED_DAY = re.compile(
    r"(\d{1,2}) tháng (giêng|hai|ba|tư|năm(?=, )|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp)(?!\w)"
    rf"(?:(?:, |,? năm | ){YEAR}{END})?"
)
"""A day of a month in words, as portals print it: "16 Tháng Chín, 2023"."""
# What may hold a date, and where in it the word stands that the forms are read from.
_HEADS = {
    **{f"{unit} {when}": unit for unit in _UNITS for when in ("này", "trước", "tới", "sau")},
    **{f"{part} {when}": part for part in _PARTS for when in ("nay", "qua", "mai")},
    **{f"{edge} năm": "năm" for edge in ("đầu", "giữa", "cuối")},
    **{f"tháng {name}": "tháng" for name in MONTH_NAMES if " " not in name and name != "năm"},
    **{f"hôm {which}": "hôm" for which in ("nay", "qua", "kia")},
    "tuần qua": "tuần", "năm nay": "năm", "năm ngoái": "năm", "sang năm": "sang", "ngày mai": "ngày",
    "ngày kia": "ngày", "quý i": "quý", "cùng ngày": "cùng", "thế kỷ": "kỷ", "tháng đầu năm": "tháng",
    "tháng cuối năm": "tháng", "tháng năm": "tháng",
}  # fmt: skip
_PHRASES = list(_HEADS)
_OFFSETS = [(phrase.rindex(head), head) for phrase, head in _HEADS.items()]
_SCAN = Words(_PHRASES)
_BEFORE_HEAD = re.compile(
    rf"(?<!\w)(?:(?:buổi )?(?:{PART} )?|(?:nửa |những tháng )?(?:đầu|giữa|cuối) (?:thế )?|sang |thế |rạng )\Z"
)
_SPELLED_BEFORE = Before(r"(?<!\w)(?:(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?: một| hai)?) \Z")
_DUE = ("trước ", "đến ", "hạn ", "chót ", "nhất ", "là ")
_STEP = {"nay": 0, "này": 0, "ngoái": -1, "trước": -1, "qua": -1, "sau": 1, "tới": 1}
_TOLD = 20  # years back that news tells of with "cùng ngày"
_LOOK_BACK = 24


def find_worded(shadow: str, days: Sequence[DateSpan], anchor: date | None) -> list[DateSpan]:
    """Return the dates in ``shadow`` whose words hold no day's number. ``days`` are those that do, by start:
    "cùng ngày" is the last of them before it that is no day of long ago."""
    newest = max((int(day.iso[:4]) for day in days if day.iso[:4].isdigit()), default=0)
    days = [day for day in days if day.rule == "day" and not shadow.endswith(_DUE, 0, day.start)]
    starts = [span.start for span in days]
    newest = max(newest, anchor.year if anchor else 0)
    found: list[DateSpan] = []
    seen = -1
    for index, begin, _ in _SCAN.hits(shadow):
        offset, head = _OFFSETS[index]
        at = begin + offset
        if at == seen or (at and shadow[at - 1].isalnum()):
            continue
        before = shadow[max(0, at - _LOOK_BACK) : at]
        span = None
        if head == "tháng" and (spelled := _SPELLED_BEFORE.search(before)):
            span = _months_at(shadow, at - len(spelled[0]), anchor)
        if span is None and (prefix := _BEFORE_HEAD.search(before)):
            span = _at(shadow, at - len(prefix[0]), head, anchor)
        if span is None:
            span = _at(shadow, at, head, anchor)
        if span is not None and span.rule == "same day":
            last = bisect_left(starts, span.start) - 1
            while last >= 0 and days[last].iso[:4].isdigit() and int(days[last].iso[:4]) < newest - _TOLD:
                last -= 1
            iso = days[last].iso.split("/")[0] if last >= 0 else anchor.isoformat() if anchor else ""
            span = DateSpan(span.start, span.end, iso, "day")
        if span is not None:
            found.append(span)
            seen = at
    return found


def is_inside(shadow: str, at: int) -> bool:
    """Whether the digits at ``at`` go on something written before them."""
    if not at:
        return False
    before = shadow[at - 1]
    if before == ":" and at > 1 and shadow[at - 2].isdigit():
        return True  # "14:08"
    month_range = before == "-" and re.search(r"\d/(?:19|20)\d\d-\Z", shadow[max(0, at - 8) : at])
    return before.isalnum() or (before in "/-.," and at > 1 and shadow[at - 2].isalnum() and not month_range)


def _at(shadow: str, at: int, head: str, anchor: date | None) -> DateSpan | None:
    """Return the date whose words begin at ``at`` and hold ``head``."""
    if head == "cùng":
        match = _SAME_DAY.match(shadow, at)
        return DateSpan(at, match.end(), "", "same day") if match else None
    if head == "kỷ":
        match = _CENTURY.match(shadow, at)
        return DateSpan(at, match.end(), _century(match[1]), "century") if match else None
    if head in ("tháng", "quý") and not shadow.startswith("sang", at):
        part = quarter_at(shadow, at, anchor) if head == "quý" else _named_month_at(shadow, at, anchor)
        if part is not None:
            return part
    if match := _RELATIVE.match(shadow, at):
        counted = _COUNTED.search(shadow, max(0, at - 8), at)  # "6 tháng trước" is a length of time
        open_year = shadow.startswith("năm ", at) and not shadow.startswith("năm ngoái", at)
        yearly = open_year and _OF_EACH_YEAR.search(shadow, max(0, at - 24), at)
        return (
            None if counted or yearly else DateSpan(at, match.end(), relative(match[0], anchor), "relative")
        )
    if head == "năm" and (match := _EDGE_OF_YEAR.match(shadow, at)):
        return DateSpan(at, match.end(), year_interval(anchor.year) if anchor else "", "relative")
    return None


def _named_month_at(shadow: str, at: int, anchor: date | None) -> DateSpan | None:
    """Return the month that is written in words at ``at``: "tháng Tư tới", "tháng Mười năm 2024"."""
    named = _NAMED_MONTH.match(shadow, at)
    return DateSpan(at, named.end(), _named_month(named, anchor), "month") if named else None


def _named_month(named: re.Match[str], anchor: date | None) -> str:
    month = MONTH_NAMES[named[1]]
    if named[3]:
        return iso_day(int(named[4]), month, int(named[3]), None) or ""
    if not named[4] and anchor is None:
        return f"--{month:02d}"
    year = int(named[4]) if named[4] else anchor.year if anchor else 0
    if anchor and named[2] in ("tới", "tới đây") and month < anchor.month:
        year += 1
    if anchor and named[2] in ("vừa qua", "vừa rồi") and month > anchor.month:
        year -= 1
    return month_interval(year, month)


def quarter_at(shadow: str, at: int, anchor: date | None) -> DateSpan | None:
    """Return the quarter whose word "quý" stands at ``at``, or None."""
    begin = shadow.find("quý", at, at + 12)
    if begin < 0:
        return None
    if several := _QUARTERS.match(shadow, begin):
        first, last = _QUARTER_OF[several[1]], _QUARTER_OF[several[2]]
        if first < last:
            iso = month_interval(int(several[3]), first * 3 - 2, last * 3)
            return DateSpan(at, several.end(), iso, "range")
    match = _QUARTER.match(shadow, begin)
    if match is None:
        return None
    quarter = _QUARTER_OF[match[1]]
    own = anchor.year + _STEP.get(match[3] or "nay", 0) if anchor else None
    year = int(match[2]) if match[2] else own
    iso = month_interval(year, quarter * 3 - 2, quarter * 3) if year else ""
    return DateSpan(at, match.end(), iso, "quarter")


def months_of(count: int, end_of: str | None, year: int | None) -> str:
    """Return the first or last ``count`` months of a year, as "--01/--06" where the year is not known."""
    if not 1 <= count <= 12:
        return ""
    if year is None:
        return f"--{13 - count:02d}/--12" if end_of == "cuối" else f"--01/--{count:02d}"
    return month_interval(year, 13 - count, 12) if end_of == "cuối" else month_interval(year, 1, count)


def _months_at(shadow: str, at: int, anchor: date | None) -> DateSpan | None:
    match = _MONTHS.match(shadow, at)
    if match is None or not (match[2] or match[3] or match[4]):
        return None
    year = int(match[3]) if match[3] else anchor.year - (match[4] == "ngoái") if anchor else None
    return DateSpan(at, match.end(), months_of(parse_words(match[1]) or 0, match[2], year), "months")


def _century(number: str) -> str:
    if number.isdigit():
        value = int(number)
    else:
        digits = [ROMAN[letter] for letter in number]
        value = sum(
            -one if one < following else one for one, following in zip(digits, [*digits[1:], 0], strict=True)
        )
    return year_interval(value * 100 - 99, value * 100) if 1 <= value <= 30 else ""


def relative(words: str, anchor: date | None) -> str:
    """Return the ISO form of what ``words`` mean on the day ``anchor``."""
    if anchor is None:
        return ""
    *_, unit, which = words.split()
    try:
        if unit == "tuần":
            return _week(words, which, anchor)
        if unit in ("tháng", "quý"):
            length = 1 if unit == "tháng" else 3
            month = anchor.year * 12 + (anchor.month - 1) // length * length + length * _STEP[which]
            return month_interval(month // 12, month % 12 + 1, month % 12 + length)
        if unit in ("năm", "sang"):
            return year_interval(anchor.year + (1 if unit == "sang" else _STEP[which]))
        return (anchor + timedelta(days={"nay": 0, "qua": -1, "kia": -2, "mai": 1}[which])).isoformat()
    except (OverflowError, ValueError):  # before the first or after the last day there is
        return ""


def _week(words: str, which: str, anchor: date) -> str:
    monday = anchor - timedelta(days=anchor.weekday() - 7 * _STEP[which])
    first, last = {"đầu": (0, 1), "giữa": (2, 3), "cuối": (5, 6)}.get(words.split(maxsplit=1)[0], (0, 6))
    return f"{monday + timedelta(days=first)}/{monday + timedelta(days=last)}"


def of_years(words: str, first: int, last: int | None) -> str:
    """Return the interval that a year or two mean behind ``words``: "thập niên", "nửa đầu năm"."""
    if last is not None:
        return year_interval(first, last)
    if "thập" in words or "những năm" in words:
        return year_interval(first, first // 10 * 10 + 9)
    if "nửa" in words:
        return month_interval(first, 1, 6) if "đầu" in words else month_interval(first, 7, 12)
    return year_interval(first)
