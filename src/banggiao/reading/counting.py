"""How far the words run that a number counts, and the numbers of cells that their column counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from banggiao.language import lazy_re as re
from banggiao.language.names import is_syllable
from banggiao.language.numbers import HEDGES, parse_number
from banggiao.reading import quantity_words as words_of
from banggiao.reading.paper import Paper
from banggiao.reading.table_columns import cells_under

_PERCENT = re.compile(r"(?: điểm)? ?(?:%|phần trăm(?!\w))")
_RATE = re.compile(
    r"(?:/(?:ngày đêm|thị thực|bộ hồ sơ|hồ sơ|hộ chiếu|học sinh|sinh viên|học viên|thí sinh|công dân|gia đình"
    r"|lượt khách|giấy phép|chuyến bay|hợp đồng|dự án|năm học|khóa học|mét vuông|lượt người|đại biểu|lao động"
    r"|doanh nghiệp|người dân|người lao động|[^\W\d_]{2,}(?!\w))){1,2}"
)
_WORD = re.compile(r" ([^\W\d_][^\W_]*(?:[-/][^\W_]+)*)")
_CODE_BEFORE = re.compile(r"(?<!\w)[A-Z]{1,4} \Z")
_OF_TIME_OR_PICTURE = (" giờ ", " ảnh ")
"""Before a number of its own: "20 giờ 15 tối 20-9", "ảnh 1 Thiếu nhi"."""
_NAME_BEFORE = re.compile(r"(?<=\w )[A-ZĐ][^\W\d_]* \Z")
_NUMBER_CELL = re.compile(rf"(?:(?:{'|'.join(HEDGES)}) )?(\d+(?:[.,]\d+)*)\Z")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){1,8}(?:,\d++)?\Z")
_BEFORE_HOURS = (
    "lúc ",
    "hồi ",
    "giờ ",
    "vào ",
    "trước ",
    "từ ",
    "đến ",
    "thời gian: ",
    "sau ",
    "khoảng lúc ",
)
_DAY_BEHIND = re.compile(
    r",? (?:ngày|cùng ngày|sáng|chiều|tối|đêm|trưa|hôm|thứ (?:hai|ba|tư|năm|sáu|bảy)|giờ)(?!\w)"
)
_SO_FAR = re.compile(r" (?:(?:ước )?đạt|ước|tăng|giảm)(?!\w)| \(")
_YEAR_BEHIND = re.compile(r" (?:19|20)\d\d(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_OF_COUNTS = (
    "số ",
    "tổng",
    "lượt",
    "kim ngạch",
    "vốn",
    "giá trị",
    "doanh thu",
    "sản lượng",
    "kế hoạch",
    "thực hiện",
)
GLUED = re.compile(r"(?:km2|km|kg|ha|m2|m3|mw|kw|kwh|gw|usd|eur|tấn|người|đồng)(?!\w)")
"""Units written at the number: "500kg"."""
_LONGEST = 40


def _by_first(units: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for unit in sorted(set(units), key=lambda unit: (-len(unit), unit)):
        found.setdefault(unit.split(" ")[0], []).append(unit)
    return found


_NOUNS = (words_of.TERMS, words_of.PERSONS, words_of.AREAS, words_of.POSTS, words_of.THINGS)
_KNOWN = _by_first([*chain(words_of.MEASURES, *_NOUNS)])
_DEEDS = _by_first([*chain(words_of.DEEDS, words_of.PERSONS, words_of.THINGS)])
_MEASURES = frozenset(words_of.MEASURES)
_LISTS = (words_of.PERSONS, words_of.AREAS, words_of.POSTS, words_of.THINGS, words_of.DEEDS, words_of.TERMS)
_TOGETHER = tuple(_by_first(units) for units in _LISTS)
_SETS = tuple(frozenset(units) for units in _LISTS)
_MAGNITUDES = ("tỷ", "tỉ", "triệu", "nghìn", "ngàn", "vạn")
_AREA = "|".join(words_of.AREAS)
_TOWNS = re.compile(
    r", thành(?=[,.;)]| (?:trên|trong|của|cả|có|đã)(?!\w))"
    r"|,? thành phố(?!\w)"
    rf"| thành(?!\w)(?! (?:lập|công|viên|một|hai|ba|các|những|đặc|vùng|từng|\d|(?:{_AREA})(?!\w)))"
)
_TERRITORIES = " và vùng lãnh thổ"
_STREETS = frozenset({"phố", "đường", "ngõ", "hẻm", "ngách"})
_NUMBERED = frozenset({"đường", "số", "mục", "điều", "khoản", "điểm", "mốc", "phòng", "hàng", "lô", "phần"})


def counted_end(text: str, shadow: str, start: int, at: int, *, spelled: bool = False) -> int:
    """Return where the words end that the number counts, 0 where it counts nothing.

    ``start`` is where hedge and number begin, ``at`` where the number and its magnitude end.
    """
    return _Counted(text, shadow, start, at).end(spelled=spelled)


class _Counted:
    """The words behind one number: a measure, a known noun, a classifier with its noun, or a word or two."""

    def __init__(self, text: str, shadow: str, start: int, at: int) -> None:
        self.text, self.shadow, self.start, self.at = text, shadow, start, at
        self.unit = _known(_KNOWN, shadow, at + 1)

    def end(self, *, spelled: bool) -> int:
        shadow, at = self.shadow, self.at
        if measure := _PERCENT.match(shadow, at) or GLUED.match(shadow, at):
            return _rated(shadow, measure.end())
        first = _WORD.match(shadow, at) if self.text[at : at + 1] == " " else None
        large = at if not spelled and self._stands_alone() else 0
        if first is None:
            return large
        if self.unit in _MEASURES:
            return self._measure()
        if spelled and (not self.unit or self.unit.split(" ")[0] in words_of.NO_COUNT_SPELLED):
            return 0
        if _CODE_BEFORE.search(self.text, max(0, self.start - 6), self.start):
            return 0
        short = self.text[first.start(1) : first.end()] in words_of.SHORT_NOUNS
        end = first.end() if short else self._noun(first)
        return _rated(shadow, _together(shadow, end)) if end else large

    def _stands_alone(self) -> bool:
        """Whether the figure is one without a noun: "51.000", "hơn 20", "giảm từ 46 xuống 33 biên chế"."""
        figure = self.shadow[self.start : self.at]
        if figure.endswith(_MAGNITUDES) or _GROUPED.search(figure) or not figure[0].isdigit():
            return True
        if self.shadow.endswith(("lần lượt ", "lần lượt là ", "con số "), 0, self.start):
            return True
        falls = self.shadow.startswith((" xuống ", " lên "), self.at)
        return falls and self.shadow.endswith("từ ", 0, self.start)

    def _measure(self) -> int:
        unit, end = self.unit, self.at + 1 + len(self.unit)
        goes_on = self.shadow[end : end + 1] == " " and self.shadow[end + 1 : end + 2].isdigit()
        of_day = self.shadow.endswith(_BEFORE_HOURS, 0, self.start) or _DAY_BEHIND.match(self.shadow, end)
        if unit in ("giờ", "phút") and (goes_on or of_day):
            return 0  # a time of the day
        if unit in ("ngày", "tháng", "quý") and goes_on:
            return 0  # "trong 2 ngày 15 và 16/6"
        if unit == "năm" and _YEAR_BEHIND.match(self.shadow, end):
            return 0  # "tháng 6 hoặc 12 năm 2020"
        if unit == "tháng" and _SO_FAR.match(self.shadow, end):
            return 0  # "kim ngạch 7 tháng đạt …": the months of a year
        return _rated(self.shadow, end)

    def _noun(self, first: re.Match[str]) -> int:
        if self.unit and self.unit not in words_of.CLASSIFIERS:
            return self._known_noun()
        if first[1] in words_of.CLASSIFIERS:
            noun = _known(_DEEDS, self.shadow, first.end() + 1)
            return first.end() + 1 + len(noun) if noun else self._two(first.end()) or first.end()
        named = _NAME_BEFORE.search(self.text, max(0, self.start - 16), self.start)
        if named or self.shadow.endswith(_OF_TIME_OR_PICTURE, 0, self.start) or len(first[1]) < 2:
            return 0
        if not self._goes_on(first) or first[1] == "chiều":  # "thương mại 2 chiều"
            return 0
        after = _WORD.match(self.text, first.end())
        if after is not None and self._goes_on(after) and is_syllable(first[1]):
            return after.end()
        street = after is not None and first[1] in _STREETS
        return 0 if street else first.end()

    def _known_noun(self) -> int:
        end = self.at + 1 + len(self.unit)
        after = self.text[end : end + 2]
        if self.unit in _NUMBERED and after[:1] == " " and after[1:].isdigit():
            return 0
        if self.unit in _STREETS and after[:1] == " " and after[1:].isupper():
            return 0
        vote = _WORD.match(self.shadow, end) if self.unit == "phiếu" else None
        return vote.end() if vote and vote[1] in words_of.VOTES else end

    def _two(self, at: int) -> int:
        """Return where a noun of one or two syllables behind a classifier ends, 0 where none is there."""
        first = _WORD.match(self.text, at)
        if first is None or not self._goes_on(first):
            return first.end() if first and first[1].isupper() and "/" in first[1] else 0
        second = _WORD.match(self.text, first.end())
        foreign = first[1].isascii() and len(first[1]) > 5
        return second.end() if second is not None and not foreign and self._goes_on(second) else first.end()

    def _goes_on(self, word: re.Match[str]) -> bool:
        at = word.start(1)
        return not self.text[at].isupper() and self.shadow[at : word.end()] not in words_of.SINGLE_ENDS


def _known(units: dict[str, list[str]], shadow: str, at: int) -> str:
    """Return the longest known unit that stands at ``at``, or ""."""
    first = _WORD.match(shadow, at - 1) if at and shadow[at - 1 : at] == " " else None
    for unit in units.get(first[1].partition("/")[0], ()) if first else ():
        if shadow.startswith(unit, at) and not shadow[at + len(unit) : at + len(unit) + 1].isalnum():
            return unit
    return ""


def _rated(shadow: str, end: int) -> int:
    rate = _RATE.match(shadow, end)
    return rate.end() if rate else end


def _together(shadow: str, end: int) -> int:
    """Return where the nouns end that are counted together: "tỉnh, thành phố", "cán bộ, chiến sĩ"."""
    last = shadow[max(0, end - _LONGEST) : end].split(" ")
    ends = {" ".join(last[-words:]) for words in (1, 2, 3, 4)}
    for units, nouns in zip(_TOGETHER, _SETS, strict=True):
        if not ends.isdisjoint(nouns):
            while shadow.startswith(", ", end) and (noun := _known(units, shadow, end + 2)):
                if noun in words_of.NOT_JOINED:
                    return end
                end += 2 + len(noun)
    if shadow.endswith(("quốc gia", " nước"), 0, end) and shadow.startswith(_TERRITORIES, end):
        return end + len(_TERRITORIES)
    if shadow.endswith("tỉnh", 0, end) and (towns := _TOWNS.match(shadow, end)):
        return towns.end()
    return end


def bare_cells(
    paper: Paper, shadow: str, busy: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, float]]:
    """Yield start, end and value of the cells that hold a number alone and are no order, code or year."""
    taken = {start for start, _ in busy}
    left, left_end = "", -2
    for own, start, end in cells_under(paper, shadow):
        # A head that spans several columns stands over the first of them.
        head = own or (left if left_end + 1 == start and "\t" in paper.text[left_end:start] else "")
        left, left_end = head, end
        if end - start > _LONGEST or not _counts(head):
            continue
        words = shadow[start:end]
        begin = start + len(words) - len(words.lstrip())
        cell = _NUMBER_CELL.match(words.strip())
        value = parse_number(cell[1]) if cell else None
        if value is None or begin in taken or _numbers_columns(paper.text, begin):
            continue
        if not _YEAR.match(words.strip()) or head.startswith(_OF_COUNTS):
            yield begin, begin + len(words.strip()), float(value)


def _numbers_columns(text: str, at: int) -> bool:
    """Whether the row only numbers the columns: 1, 2, 3."""
    row = text[text.rfind("\n", 0, at) + 1 : text.find("\n", at) % (len(text) + 1)].split("\t")
    numbers = [cell.strip() for cell in row if cell.strip()]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _counts(head: str) -> bool:
    return (
        bool(head)
        and head.strip(" .") not in words_of.ORDER_HEADS
        and not head.startswith(words_of.CODE_HEADS)
    )
