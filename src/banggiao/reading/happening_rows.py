"""Who takes part in an event that a row of a table tells: the heads of its columns say how."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from banggiao.language import lazy_re as re
from banggiao.reading.named_actors import Participant
from banggiao.reading.paper import Paper
from banggiao.reading.participants import Actors
from banggiao.reading.records import EventKind, Label, Mention, Part
from banggiao.reading.table_columns import cells_under

_LEADS = re.compile(r"trưởng đoàn|(?:họ và )?tên cán bộ|người dẫn đầu")
_COMES_IN = re.compile(
    r"số khách|cấp trưởng đoàn|quốc tịch|nước, tổ chức|cơ quan (?:đón|tiếp)|đơn vị (?:đón|tiếp)"
)
_DUE = re.compile(r"(?:thời )?hạn(?!\w)|(?:thời gian )?hoàn thành")
_IN_CHARGE = re.compile(r"chủ trì|đầu mối|phụ trách|thực hiện")
_ORIGIN = re.compile(r"quốc tịch|nước cử|đến từ")
_PARTS: dict[EventKind, tuple[tuple[re.Pattern[str], Part], ...]] = {
    EventKind.VISIT: (
        (re.compile(r"đối tác|(?:cơ quan|nơi|bên) mời|đón|tiếp(?! nhận)"), Part.HOSTS),
        (re.compile(r"chủ trì|tổ chức thực|thực hiện|đầu mối|chuẩn bị"), Part.ORGANISES),
    ),
    EventKind.CONFERENCE: (
        (re.compile(r"(?:cơ quan |đơn vị )?chủ trì"), Part.CHAIR),
        (re.compile(r"đối tác|phối hợp|(?:cơ quan|đơn vị) (?:tổ chức|thực hiện)"), Part.ORGANISES),
        (re.compile(r"giảng viên|báo cáo viên|diễn giả|giảng dạy"), Part.SPEAKS),
    ),
    EventKind.SIGNING: ((re.compile(r"danh nghĩa|bên ký|đối tác|cơ quan ký|người ký"), Part.SIGNS),),
    EventKind.MEETING: ((re.compile(r"đối tác"), Part.MEETS),),
}
_OF_LEADERS = {
    EventKind.VISIT: Part.VISITS,
    EventKind.CONFERENCE: Part.ATTENDS,
    EventKind.MEETING: Part.MEETS,
}


class Columns:
    """The cells of a paper's tables below their heads."""

    def __init__(self, paper: Paper, shadow: str) -> None:
        self._cells = sorted((start, end, head) for head, start, end in cells_under(paper, shadow))
        self._text = paper.text
        self._starts = [start for start, _, _ in self._cells]

    def participants(
        self, kind: EventKind, row: tuple[int, int], actors: Actors, told: Sequence[Participant]
    ) -> tuple[Participant, ...]:
        """Return who takes part by the columns of the row, with those told who stand in no such column."""
        cells = self._cells[bisect_left(self._starts, row[0]) : bisect_left(self._starts, row[1])]
        comes_in = any(_COMES_IN.search(head) for _, _, head in cells)
        delegation = any(_LEADS.search(head) for _, _, head in cells)
        found: list[Participant] = []
        led = False
        for start, end, head in cells:
            part = self._part(kind, head, comes_in=comes_in, delegation=delegation)
            leader = part is not None and _LEADS.match(head) is not None
            for a, b, _ in actors.within(start, end)[: 1 if leader else None] if part else ():
                found.append((a, b, part))  # type: ignore[arg-type]
                led = led or leader
        known = {one[:2] for one in found}
        kept = [one for one in told if one[:2] not in known and not (led and actors.is_delegation(one))]
        return tuple(sorted([*kept, *found]))

    def are_tasks(self, row: tuple[int, int]) -> bool:
        """Whether the row stands in a table of who does what by when."""
        heads = [
            one[2]
            for one in self._cells[bisect_left(self._starts, row[0]) : bisect_left(self._starts, row[1])]
        ]
        return any(_DUE.match(head) for head in heads) and any(_IN_CHARGE.search(head) for head in heads)

    def is_origin(self, at: int) -> bool:
        """Whether the cell at that place says where a delegation comes from."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._cells[index][1] and _ORIGIN.search(self._cells[index][2]) is not None

    def seats(self, start: int, places: Sequence[Mention]) -> list[Mention]:
        """Return the places that fill a cell of a row together: "Hà Nội, Việt Nam"."""
        for town, country in pairwise(one for one in places if one.label is Label.PLACE):
            inside = self._text[town.end : country.start] == ", " and self._text[town.start - 1] in "\t\n"
            if inside and town.start > start and self._text[country.end : country.end + 1] in ("\t", "\n"):
                return [town, country]
        return []

    def _part(self, kind: EventKind, head: str, *, comes_in: bool, delegation: bool) -> Part | None:
        if _LEADS.match(head):
            return _OF_LEADERS.get(kind)
        part = next((part for pattern, part in _PARTS.get(kind, ()) if pattern.search(head)), None)
        if part is Part.ORGANISES and kind is EventKind.VISIT and comes_in:
            return Part.HOSTS
        return None if part is Part.CHAIR and delegation else part
