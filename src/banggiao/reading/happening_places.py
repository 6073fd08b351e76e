"""Where an event of a clause was."""

from __future__ import annotations

from collections.abc import Sequence

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Before
from banggiao.reading import happening_words as words_of
from banggiao.reading.happening_parts import Index, Piece
from banggiao.reading.happening_rows import Columns
from banggiao.reading.happening_telling import Group, Trigger
from banggiao.reading.paper import Paper
from banggiao.reading.records import EventKind, Label, Mention, Part

_PLACE = Before(
    r"(?:tại|ở|từ điểm cầu|địa điểm:?|sang|đến|vào) "
    r"(?:(?:trụ sở|thành phố|tp\.?|thủ đô|tỉnh|huyện|xã|phường|quận"
    r"|thị trấn|thị xã|khu vực|nhà khách|bang|cửa khẩu|quốc tế|sân bay"
    r"|phòng họp|hội trường|phố đi bộ|bán đảo|huyện đảo|đặc khu|tòa nhà|vùng)(?: số)? ){0,6}\Z"
)
_DIRECTLY = re.compile(r"(?: và [^,;.]{2,24})? ")
_THERE = re.compile(r"(?: chính thức)? (?:nước này|nhiều|một số)(?!\w)")
_TOPIC = re.compile(r" về (?:tình hình|công dân|người việt|vụ)(?!\w)[^,;:]*\Z")
_REACHED = Before(r" (?:đến|tới|sang)(?: nước| thủ đô| thành phố| tỉnh)? \Z")
_NEAR = 40  # characters between a visit and its place


class Where:
    """The places of a paper: ``places`` are those and the bodies that are no part of another name."""

    def __init__(self, paper: Paper, shadow: str, places: Index, columns: Columns) -> None:
        self.paper, self.shadow, self.places, self.columns = paper, shadow, places, columns

    def of(
        self, statement: Piece, group: Group, participants: Sequence[tuple[int, int, Part]], *, row: bool
    ) -> tuple[int, int] | None:
        """Return where it happened: where a visit was to, the cell of a row, what stands behind "tại"."""
        trigger = group.triggers[0]
        within = self.places.within(group.start, group.end)
        actors = [(start, end) for start, end, _ in participants]
        places = [p for p in within if not any(a <= p.start and p.end <= b for a, b in actors)]
        seats = self.columns.seats(statement.start, places) if row else []
        if seats and group.kind is EventKind.VISIT and seats[0].start < trigger.at:
            return seats[0].start, seats[0].end
        if group.kind is EventKind.VISIT:
            visited = self.visited(group, trigger)
            return (visited.start, visited.end) if visited and visited in places else None
        if row and (filled := [one for one in places if self._fills(one)]):
            return filled[-1].start, filled[-1].end
        if seats:
            return seats[0].start, seats[0].end
        for place in places:
            if group.kind is EventKind.STATEMENT and place.start > trigger.at:
                break
            before = self.shadow[max(group.start, place.start - 60) : place.start]
            entered = place.label is Label.ORGANISATION and before.endswith(("vào ", "đến ", "sang "))
            if (
                not entered
                and _PLACE.search(before)
                and not _TOPIC.search(self.shadow, group.start, place.start)
            ):
                return place.start, place.end
        return None

    def visited(self, group: Group, trigger: Trigger) -> Mention | None:
        """The place behind the trigger; in a row, the place that fills a cell."""
        if _THERE.match(self.shadow, trigger.end):
            return None
        behind = [
            p
            for p in self.places.within(trigger.end, group.end)
            if not self.columns.is_origin(p.start)
            and not self.shadow.endswith(("của ", "với ", "cấp "), trigger.end, p.start)
        ]
        if behind and behind[0].label is Label.ORGANISATION and self._goes_into(trigger, behind[0]):
            return behind[0]
        reached = (p for p in behind if _REACHED.search(self.shadow, trigger.end, p.start))
        if (there := next((p for p in reached if p.label is Label.PLACE), None)) is not None:
            return there
        cells = [place for place in behind if self.paper.text[place.start - 1] in "\t\n"]
        behind = cells or ([] if trigger.word == "row" else behind)
        return next((place for place in behind if place.label is Label.PLACE), behind[0] if behind else None)

    def is_far(self, trigger: Trigger, visited: Mention) -> bool:
        """Whether the place is hardly that of "chuyến thăm": it stands in what is said of the visit."""
        noun = self.shadow.endswith("chuyến ", 0, trigger.at)
        if _REACHED.search(self.shadow, trigger.end, visited.start):
            return False
        return noun and visited.start - trigger.end > _NEAR

    def _goes_into(self, trigger: Trigger, house: Mention) -> bool:
        """Whether a mission or a school is what is visited: "thăm và chúc mừng Đại sứ quán A"."""
        called = self.shadow.startswith(words_of.HOUSES, house.start)
        return called and _DIRECTLY.fullmatch(self.shadow, trigger.end, house.start) is not None

    def _fills(self, place: Mention) -> bool:
        """Whether a place is all that a cell holds, and not where a delegation comes from."""
        alone = (
            self.paper.text[place.start - 1] in "\t\n"
            and self.paper.text[place.end : place.end + 1] in "\t\n"
        )
        return alone and not self.columns.is_origin(place.start)
