"""The header of a table: which row it is, and which fields its columns are, by what people call them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from banggiao.core.nouns import Kind, Noun, noun_of
from banggiao.language.folding import search_key

Score = Callable[[Sequence[str]], int]
"""How many headings a row of words holds."""
_WORD = re.compile(r"[^\W_]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERED = re.compile(r"[(\[]?\d{1,3}[)\]]?")
_LONGEST = 120  # characters of a heading that are looked at
_ORDINALS = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "ordinal", "thu tu"})

_ANYWHERE: Mapping[Kind, str] = {
    Kind.START: "từ ngày; ngày bắt đầu; bắt đầu; từ; thời gian; thời gian thực hiện; thời gian dự kiến; "
    "thời gian tổ chức; thời điểm; ngày; start; start date; date; begins",
    Kind.END: "đến ngày; ngày kết thúc; kết thúc; đến; hết ngày; end; end date; ends",
}
_BY_FIELD: Mapping[str, str] = {
    "code": "mã; mã số; ký hiệu mã",
    "name_vi": "tên; tên gọi; tên cơ quan; tên đơn vị; tên tiếng Việt; name",
    "name_en": "tên tiếng Anh; English name",
    "note": "ghi chú; chú thích; note; notes; remarks",
    "status": "tình trạng; trạng thái thực hiện; state",
    "place": "nơi đến; nơi tổ chức; địa điểm tổ chức; địa phương đến; location; venue",
    "host": "đơn vị chủ trì; đơn vị; cơ quan; cơ quan thực hiện; đơn vị thực hiện; đơn vị tổ chức; "
    "lead; host agency",
    "counterpart": "đối tác nước ngoài; nước; quốc gia; nước đến; tổ chức nước ngoài; partner; country",
    "purpose": "mục đích; mục tiêu; nội dung làm việc; mục đích yêu cầu; aim",
    "outcome": "kết quả dự kiến; kết quả đạt được; result",
    "field": "lĩnh vực hợp tác; ngành",
    "level": "cấp đoàn; cấp trưởng đoàn; cấp hoạt động",
    "person": "họ và tên; họ tên; full name",
    "actor": "cơ quan; đơn vị; tổ chức; body; organisation",
}
_BY_NOUN: Mapping[str, Mapping[str, str]] = {
    "engagement": {
        "title": "nội dung; nội dung hoạt động; hoạt động; tên đoàn; tên sự kiện; nội dung công tác; "
        "tên chương trình; activity; event; name",
        "kind": "loại hoạt động; loại hình; loại hình hoạt động; type",
    },
    "person": {"name": "họ và tên; họ tên; full name"},
    "commitment": {"title": "nhiệm vụ; nội dung nhiệm vụ; tên nhiệm vụ; cam kết; nội dung cam kết; task"},
    "instrument": {"title": "tên văn kiện; tên văn bản; trích yếu; tên thỏa thuận; agreement"},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The row that heads the columns: its line, its cells, how many headings it holds."""

    line: int
    cells: tuple[str, ...]
    score: int = 0


def head_in(rows: Sequence[tuple[int, Sequence[str]]], score: Score | None) -> Heading | None:
    """Return the header among the first rows, (line, cells) each; None where they hold nothing.

    Without ``score`` it is the first row. A header on two rows ("Thời gian" above "từ ngày", "đến ngày") is
    taken as one: the lower words, the upper ones where there are none below.
    """
    if not rows:
        return None
    if score is None:
        return Heading(rows[0][0], tuple(rows[0][1]))
    filled = next((row for row in rows if sum(map(bool, row[1])) > 1), rows[0])
    best = Heading(filled[0], tuple(filled[1]))
    for n, (line, cells) in enumerate(rows):
        held = score(cells)
        if held > best.score:
            best = Heading(line, tuple(cells), held)
        if n and held:
            both = _joined(rows[n - 1][1], cells)
            if (together := score(both)) > max(held, best.score):
                best = Heading(line, both, together)
    return best


def is_numbering(cells: Sequence[str]) -> bool:
    """Whether a row below the header only numbers the columns: (1), (2), (3) …"""
    told = [cell.strip() for cell in cells if cell.strip()]
    if len(told) < 3 or not all(map(_NUMBERED.fullmatch, told)):
        return False
    numbers = [int(cell.strip("()[]")) for cell in told]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1


def heading_key(heading: str) -> str:
    """Return a heading's words without diacritics, signs and capitals."""
    return " ".join(_WORD.findall(search_key(heading[:_LONGEST])))


def shape_of(header: Iterable[str]) -> str:
    """Return what tells a header again: its headings, whatever their order."""
    return hashlib.sha256("\x1f".join(sorted({heading_key(h) for h in header})).encode()).hexdigest()


def is_ordinal(heading: str) -> bool:
    """Whether a heading is that of the rows' numbers, which no record keeps."""
    return heading_key(heading) in _ORDINALS


def fields_named(noun: Noun, heading: str) -> list[str]:
    """Return the fields that people call so; more than one where it is not clear."""
    names = _names(noun.code)
    return list(names.get(heading_key(heading)) or names.get(heading_key(_bare(heading)), ()))


def columns_proposed(noun: Noun, header: Sequence[str]) -> list[str]:
    """Return for each column the field that it may be, "" where none is likely; no field twice."""
    found = [""] * len(header)
    for n, heading in enumerate(header):
        named = [name for name in fields_named(noun, heading) if name not in found]
        if len(named) == 1:
            found[n] = named[0]
    for n, heading in enumerate(header):
        if not found[n] and not is_ordinal(heading):
            found[n] = _like(noun, heading, found)
    return found


def score_for(noun: Noun, shapes: Iterable[str] = ()) -> Score:
    """Return what counts the headings of a noun in a row; a row of a known ``shape`` counts for all."""
    known = frozenset(shapes)

    def score(cells: Sequence[str]) -> int:
        said = [cell for cell in cells if cell]
        if known and len(said) > 1 and shape_of(said) in known:
            return 1000
        named = {names[0] for cell in said if len(cell) <= _LONGEST and (names := fields_named(noun, cell))}
        return len(named)

    return score


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    width = max(len(upper), len(lower))
    above, below = ([*cells, *[""] * (width - len(cells))] for cells in (upper, lower))
    return tuple(low or high for high, low in zip(above, below, strict=True))


def _bare(heading: str) -> str:
    return _IN_BRACKETS.sub(" ", heading)


def _like(noun: Noun, heading: str, taken: Sequence[str]) -> str:
    """Return the field of which the longest name stands in the heading."""
    words = f" {heading_key(_bare(heading))} "
    best, length = "", 0
    for name, fields in _names(noun.code).items():
        free = [field for field in fields if field not in taken]
        if len(free) == 1 and " " in name and len(name) > length and f" {name} " in words:
            best, length = free[0], len(name)
    return best


@lru_cache(maxsize=64)
def _names(code: str) -> dict[str, tuple[str, ...]]:
    """Return what the fields of a noun are called → their names. What a field is called in the register
    counts before what people also say."""
    noun = noun_of(code)
    own: dict[str, dict[str, None]] = {}
    also: dict[str, dict[str, None]] = {}
    for field in noun.fields:
        for name in (field.name, field.vi, field.en, _bare(field.vi), _bare(field.en)):
            own.setdefault(heading_key(name), {})[field.name] = None
        said = (
            _ANYWHERE.get(field.kind, ""), _BY_FIELD.get(field.name, ""),
            _BY_NOUN.get(code, {}).get(field.name, ""),
        )  # fmt: skip
        for name in ";".join(said).split(";"):
            also.setdefault(heading_key(name), {})[field.name] = None
    merged = {**also, **own}
    merged.pop("", None)
    return {name: tuple(fields) for name, fields in merged.items()}
