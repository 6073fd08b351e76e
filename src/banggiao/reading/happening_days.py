"""On which day an event of a clause was, by where the dates stand about its words."""

from __future__ import annotations

from collections.abc import Sequence

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Before
from banggiao.reading.happening_parts import Index, Piece
from banggiao.reading.happening_telling import GOES_ON, HOUR, Group, Trigger
from banggiao.reading.happening_words import OF_PEOPLE, TO_THE_PRESS
from banggiao.reading.paper import Paper
from banggiao.reading.records import EventKind, Mention

_ASIDE = Before(
    r"(?:trong khuôn khổ|trong|kết thúc|đang(?: có| ở| trong)?|bên lề|thời gian|kể từ|sau)"
    r" (?:một )?(?:chuyến )?\Z"
)
_AT = "".join(f"(?<!{people.removesuffix('nhân ')})" for people in OF_PEOPLE)
_CIRCUMSTANCE = Before(
    rf"(?<!\w)(?:trong khuôn khổ|bên lề|nhân dịp|{_AT}nhân|trước thềm|tiếp tục chuyến công tác)"
    r"(?: (?:tham dự|dự|tham gia))?(?: (?:các|chương trình|chuỗi sự kiện))? \Z"
)
_CONGRATULATES = re.compile(r"(?<!\w)(?:chúc mừng|được tin|nghe tin)(?!\w)")
_NEXT_ONE = re.compile(r" (?:lần thứ \w+|tiếp theo)(?!\w)")
_INVITED = re.compile(r"(?<!\w)mời (?!của)")
_QUOTED = re.compile(r"[\"“”:;]")
_SIGNED = re.compile(r"(?:(?:[^,;:.()]|(?<=tp)\.){1,60} (?:vào|từ))? ")
_CARRIED = (EventKind.SIGNING, EventKind.MEETING, EventKind.STATEMENT, EventKind.VOTE)
_NEAR = 40  # characters between the name of a meeting and its year
_OPENS = 8  # characters before a date that opens its line
_MOST_HOURS = 12  # lines of a programme under one date
_STAY = 60  # characters between a visit that is told aside and its date


def is_circumstance(shadow: str, start: int, at: int) -> bool:
    """Whether what stands at ``at`` is what something else is done beside: "bên lề Hội nghị A, …"."""
    return _CIRCUMSTANCE.search(shadow, max(start, at - 60), at) is not None


class Days:
    """The days of a paper: ``dates`` may be those of events, ``years`` are all, also those of a year."""

    def __init__(self, paper: Paper, shadow: str, dates: Index, years: Index) -> None:
        self.paper, self.shadow, self.dates, self.years = paper, shadow, dates, years
        self.last: Mention | None = None  # the date of the event told last

    def of(self, statement: Piece, group: Group) -> Mention | None:
        """Return the date of the clause: the last before its trigger, the first behind it, that of the
        sentence before, or that which opens the line."""
        if self._is_aside(group) and "\t" not in self.paper.text[statement.start : statement.end]:
            return self._stay(group)
        own = self._own(group)
        if own:
            at = group.triggers[0].at
            return next((moment for moment in reversed(own) if moment.end <= at), own[0])
        year = self._year(group)
        return year if year or group.reported else self._around(statement, group)

    def _is_aside(self, group: Group) -> bool:
        """Whether it is told beside another event, whose date is not its own: a visit, an election, a meeting
        in whose framework something else is done."""
        at = group.triggers[0].at
        if group.kind is EventKind.CONFERENCE:
            return is_circumstance(self.shadow, group.start, at)
        if group.kind is EventKind.VOTE:
            return _CONGRATULATES.search(self.shadow, group.start, at) is not None
        return group.kind is EventKind.VISIT and _ASIDE.search(self.shadow, max(0, at - 40), at) is not None

    def _stay(self, group: Group) -> Mention | None:
        behind = self.dates.within(group.triggers[0].end, group.triggers[0].end + _STAY)
        direct = [one for one in behind if "," not in self.shadow[group.triggers[0].end : one.start]]
        if not direct and self.shadow.endswith("chuyến ", 0, group.triggers[0].at):
            long = self.dates.within(group.triggers[0].end, group.end)
            direct = [one for one in long if self.shadow.endswith(("từ ", "("), 0, one.start)]
        return direct[0] if direct else None

    def _own(self, group: Group) -> Sequence[Mention]:
        own = self.dates.within(group.start, group.objects_end)
        if group.kind is EventKind.STATEMENT and group.triggers[0].word in TO_THE_PRESS:
            return [one for one in own if self._is_beside(group.triggers[0], one)]
        if group.kind is EventKind.VISIT and len(own) > 1:
            at = group.triggers[0].at
            return [one for one in own if one.start > at and "/" in one.value][:1] or own
        return own

    def _is_beside(self, trigger: Trigger, moment: Mention) -> bool:
        """Whether a day is that of a press conference: near it, and not in what is said there."""
        first, last = sorted([(trigger.at, trigger.end), (moment.start, moment.end)])
        between = self.shadow[first[1] : last[0]]
        return len(between) < _STAY and not _QUOTED.search(between)

    def _year(self, group: Group) -> Mention | None:
        """The year right behind the name of a meeting or of its next edition, or of a visit to which someone
        is invited."""
        end = group.triggers[0].end
        if group.kind is EventKind.SIGNING:
            return next((year for year in self.years.within(end, group.end) if self._signed(end, year)), None)
        invited = group.kind is EventKind.VISIT and _INVITED.search(self.shadow, group.start, end)
        next_one = group.kind is EventKind.CONFERENCE and _NEXT_ONE.match(self.shadow, end)
        if group.triggers[0].name is None and not invited and not next_one:
            return None
        return next((year for year in self.years.within(end, group.end) if year.start - end < _NEAR), None)

    def _signed(self, end: int, year: Mention) -> bool:
        """Whether something was signed in ``year``: "ký năm 2025", "ký thỏa thuận hợp tác vào năm 2004"."""
        return _SIGNED.fullmatch(self.shadow, end, year.start) is not None

    def _around(self, statement: Piece, group: Group) -> Mention | None:
        earlier = self.dates.within(statement.start, group.start)
        if earlier:
            return earlier[-1]
        line = self.paper.block_at(statement.start).start
        opening = self.dates.within(line, statement.start)
        if opening and not self.shadow[opening[-1].end : statement.start].strip(" :-–\t"):
            return opening[-1]
        if HOUR.match(self.shadow, line):
            return self._heading(line)
        if GOES_ON.match(self.shadow, statement.start) and group.kind in _CARRIED:
            return self.last
        later = self.dates.within(group.end, statement.end)
        return later[0] if len(later) == 1 and group.kind is EventKind.VISIT else None

    def _heading(self, line: int) -> Mention | None:
        """The date of the nearest line above that is a date alone, or opens with it."""
        for _ in range(_MOST_HOURS):
            if line < 2:
                return None
            above = self.paper.block_at(line - 2)
            dated = self.dates.within(above.start, above.end)
            if dated and dated[0].start - above.start < _OPENS:
                return dated[0]
            line = above.start
        return None
