"""What the reading of events asks for: pieces of text, mentions within bounds, tables, ordinals."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banggiao.language import lazy_re as re
from banggiao.reading.paper import Paper
from banggiao.reading.records import EventKind, Label, Mention, Statement
from banggiao.reading.sentences import sentences

_ORDINAL = re.compile(
    r"(?:lần thứ|lần|thứ) (\d{1,3}|[ivxl]{1,7}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?!\w)(?! mươi)"
)
_COUNTED = {word: n for n, word in enumerate("nhất hai ba tư năm sáu bảy tám chín mười".split(), start=1)}
_ONLINE = re.compile(r"trực tuyến|điện đàm|cầu truyền hình|qua nền tảng|qua zoom")
_IN_PERSON = re.compile(
    r"(?:hình thức|tham dự|kết hợp|họp|đàm phán|và) trực tiếp|trực tiếp (?:kết hợp|và|tại)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_TABLES = (
    (re.compile(r"đoàn ra|đoàn vào|đoàn đi|trưởng đoàn|nước đến"), EventKind.VISIT),
    (
        re.compile(r"hội nghị, hội thảo|tên hội nghị|tập huấn|bồi dưỡng|tên lớp|tên sự kiện"),
        EventKind.CONFERENCE,
    ),
    (re.compile(r"thỏa thuận (?:dự kiến )?ký|ký kết|bên ký|đối tác ký"), EventKind.SIGNING),
)
_LONGEST_TABLE = 200  # cells above
_TITLE = 160  # characters above a table that may be its title


@dataclass(slots=True)
class Piece:
    """A sentence, an item or a row."""

    start: int
    end: int
    is_row: bool


def pieces_of(statements: Sequence[Statement]) -> Iterator[Piece]:
    for statement in statements:
        yield Piece(statement.start, statement.end, statement.from_table)


def others_of(paper: Paper, statements: Sequence[Statement], first: int) -> Iterator[Piece]:
    """Yield the sentences and rows that are no statements."""
    starts = [statement.start for statement in statements]
    for block in paper.blocks[first:]:
        index = bisect_left(starts, block.end) - 1
        if index >= 0 and statements[index].end > block.start:
            continue
        row = block.cell is not None or paper.text.count("\t", block.start, block.end) > 1
        spans = [(block.start, block.end)] if row else sentences(paper.text, block.start, block.end)
        yield from (Piece(start, end, row) for start, end in spans)


class Index:
    """Mentions by start, asked for those within bounds."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.all = mentions
        self._starts = [mention.start for mention in mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        first = bisect_left(self._starts, start)
        stop = bisect_left(self._starts, end, first)
        return [mention for mention in self.all[first:stop] if mention.end <= end] if first < stop else []

    def cover(self, mention: Mention) -> bool:
        return self.cover_span(mention.start, mention.end)

    def cover_span(self, start: int, end: int) -> bool:
        index = bisect_left(self._starts, start + 1) - 1
        return index >= 0 and self.all[index].end >= end


def own_places(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield places and bodies that are no part of a post, of another body or of a meeting's name."""
    outer = 0
    for mention in mentions:
        if mention.end > outer and mention.label in (Label.PLACE, Label.ORGANISATION):
            yield mention
        if mention.label in (Label.POST, Label.ORGANISATION, Label.EVENT, Label.INSTRUMENT):
            outer = max(outer, mention.end)


def months_of(first: str, last: str) -> int:
    """Return how many months an interval touches, also one whose year is missing ("--03-05")."""
    (year, month), (other, until) = (
        (0, int(point[2:4])) if point.startswith("--") else (int(point[:4]), int(point[5:7]))
        for point in (first, last)
    )
    return (other - year) * 12 + until - month + 1


def ordinal_of(name: str) -> int | None:
    match = _ORDINAL.search(name.lower())
    if match is None:
        return None
    if match[1].isdigit():
        return int(match[1])
    if match[1] in _COUNTED:
        return _COUNTED[match[1]]
    values = [_ROMAN[letter] for letter in match[1]]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def kind_of_table(paper: Paper, shadow: str, start: int) -> EventKind | None:
    """What the lines above a table, or its head, say that its rows are."""
    block = paper.block_at(start)
    head = block
    for _ in range(_LONGEST_TABLE):
        if head.start < 2:
            break
        above = paper.block_at(head.start - 2)
        if above.cell is None and "\t" not in paper.text[above.start : above.end]:
            break
        head = above
    title = max(0, head.start - _TITLE)
    for pattern, kind in _TABLES:
        if pattern.search(shadow, title, head.end):
            return kind
    return None


def format_of(words: str) -> str:
    """Return "in_person", "online" or "hybrid" as ``words`` (shadow form) say, "" where they say nothing."""
    online, present = _ONLINE.search(words), _IN_PERSON.search(words)
    if "điểm cầu" in words or (present and online):
        return "hybrid"
    if online:
        return "online"
    return "in_person" if present else ""
