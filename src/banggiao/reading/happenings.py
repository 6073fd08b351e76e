"""Events told in the text: visits, meetings, conferences, signings and the like.

A sentence tells an event where a word of that kind stands with a date, a named meeting or both sides.
Sums ("đón 35 đoàn"), courses of action without a date and references to a meeting already told give none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from banggiao.language.scanning import Before, Words
from banggiao.reading import happening_words as words_of
from banggiao.reading.happening_later import with_later
from banggiao.reading.happening_parts import (
    Index,
    Piece,
    format_of,
    kind_of_table,
    months_of,
    ordinal_of,
    others_of,
    own_places,
    pieces_of,
)
from banggiao.reading.happening_rows import Columns
from banggiao.reading.happening_telling import HOUR, Group, Telling, Trigger
from banggiao.reading.paper import Paper
from banggiao.reading.participants import Actors
from banggiao.reading.records import EventKind, Happening, Label, Mention, Part, Statement

_TRIGGERS = [(word, kind) for kind, words in words_of.TRIGGERS.items() for word in words]
_SCAN = Words([word for word, _ in _TRIGGERS])
_NEXT = re.compile(r" (\w+)")
_DEADLINE = Before(
    r"(?:trước|chậm nhất|muộn nhất|hạn|hạn chót|xong|hiệu lực(?: kể)? từ|hiệu lực (?:vào)?|tính đến|đến hết)"
    r"(?: vào)? \Z"
)
_PLACE = Before(
    r"(?:tại|ở|từ điểm cầu|địa điểm:?|sang|đến|vào) "
    r"(?:(?:trụ sở|thành phố|tp\.?|thủ đô|tỉnh|huyện|xã|phường|quận"
    r"|thị trấn|thị xã|khu vực|nhà khách|bang|cửa khẩu|phòng họp|hội trường|phố đi bộ)(?: số)? ){0,6}\Z"
)
_ROW = re.compile(r"(?:\d{1,3}\.?\s)?(đoàn|bản ghi nhớ|thỏa thuận|biên bản|hiệp định)(?= )")
_PARTS = re.compile(r"; |, sau đó |, đồng thời |, cùng ngày |, trước đó ")
_SIDES = re.compile(r"(?:hai (?:bên|đoàn|nước)|nhóm công tác)(?!\w)[^;]{0,90}\Z")
_GOES_ON = re.compile(r"(?:tại đây|tại buổi|trước đó|tiếp đó|sau đó|nhân dịp này|cũng tại)(?!\w)")
_SURE, _LIKELY, _DOUBTFUL = 0.9, 0.6, 0.5  # as often as such events are right in the benchmark's unseen texts
_MOST_MONTHS = 4
_NEAR = 40  # characters between the name of a meeting and its year
_OPENS = 8  # characters before a date that opens its line
_MOST_HOURS = 12  # lines of a programme under one date
_LONGEST = 1500  # characters of a sentence or row


def find_happenings(
    paper: Paper, shadow: str, mentions: Sequence[Mention], statements: Sequence[Statement], first: int
) -> list[Happening]:
    """Return the events that ``paper`` tells, by start; each once, at the first statement that tells it.

    ``first`` is the index of the first block below the head. What stands in no statement (headings, captions,
    lists of recipients) tells only what the statements do not.
    """
    pieces = [*pieces_of(statements), *others_of(paper, statements, first)]
    found = sorted(_Finder(paper, shadow, mentions).all(pieces), key=lambda event: event.start)
    return list(with_later(found, pieces, shadow, mentions))


class _Finder(Telling):
    def __init__(self, paper: Paper, shadow: str, mentions: Sequence[Mention]) -> None:
        super().__init__(paper, shadow, Index([m for m in mentions if m.label is Label.EVENT]))
        documents = [m for m in mentions if m.label is Label.INSTRUMENT]
        self.document_ends = {m.end for m in documents if not shadow.endswith(("ký ", "ký kết "), 0, m.start)}
        self.documents = Index(documents)
        self.dates = Index([m for m in mentions if m.label is Label.DATE and self._is_of_event(m)])
        self.years = Index([m for m in mentions if m.label is Label.DATE and not self.names.cover(m)])
        self.places = Index(list(own_places(mentions)))
        self.persons = {m.start for m in mentions if m.label is Label.PERSON}
        self.actors = Actors(paper.text, shadow, [m for m in mentions if not self.names.cover(m)])
        self.columns = Columns(paper, shadow)
        self.told: set[tuple[EventKind, str, str]] = set()

    def all(self, pieces: Sequence[Piece]) -> Iterator[Happening]:
        triggers = self._triggers()
        starts = [trigger.at for trigger in triggers]
        for statement in pieces:
            if statement.end - statement.start > _LONGEST:
                continue
            inside = triggers[bisect_left(starts, statement.start) : bisect_left(starts, statement.end)]
            row = self.is_row(statement)
            if (row and self.columns.are_tasks((statement.start, statement.end))) or not (inside or row):
                continue
            groups = list(self._groups(statement, inside))
            if row:
                groups += self._row(statement, groups)
            for group in groups:
                yield from self._told_by(statement, group)

    def _is_of_event(self, moment: Mention) -> bool:
        """Whether the date may be that of an event: not of a document, no deadline, a quarter at most."""
        before = self.shadow[max(0, moment.start - 24) : moment.start]
        if moment.start - 1 in self.document_ends or _DEADLINE.search(before) or self.names.cover(moment):
            return False
        first, _, last = moment.value.partition("/")
        if not last:
            return len(first) != 4
        return len(first) >= 7 and months_of(first, last) <= _MOST_MONTHS

    def _triggers(self) -> list[Trigger]:
        """The words that tell an event, by place; the longest of those that begin together."""
        found: dict[int, Trigger] = {}
        for index, at, end in _SCAN.hits(self.shadow):
            word, kind = _TRIGGERS[index]
            if not self._is_word(at, end) or not self._is_meant(word, at, end):
                continue
            known = found.get(at)
            if known is None or end > known.end:
                found[at] = Trigger(at, end, kind, word)
        for name in self.names.all:
            if not self.documents.cover(name):
                found[name.start] = Trigger(name.start, name.end, EventKind.CONFERENCE, "name", name)
        kept: list[Trigger] = []
        for trigger in sorted(found.values(), key=lambda one: one.at):
            if kept and trigger.at < kept[-1].end:
                continue
            if trigger.name is None and self.documents.cover_span(trigger.at, trigger.end):
                continue
            kept.append(trigger)
        return kept

    def _is_word(self, at: int, end: int) -> bool:
        return not (at and self.shadow[at - 1].isalnum()) and not self.shadow[end : end + 1].isalnum()

    def _is_meant(self, word: str, at: int, end: int) -> bool:
        after = _NEXT.match(self.shadow, end)
        if after and after[1] in words_of.NOT_AFTER.get(word, ()):
            return False
        return not self.shadow.endswith(words_of.NOT_BEFORE.get(word, ("\0",)), 0, at)

    def _groups(self, statement: Piece, inside: Sequence[Trigger]) -> Iterator[Group]:
        """Yield what one clause tells of one kind: its triggers, within the clause's bounds."""
        for start, end in pairwise(self._bounds(statement, inside)):
            groups: dict[object, Group] = {}
            for trigger in inside:
                if start <= trigger.at < end:
                    if trigger.word == "họp" and _SIDES.search(self.shadow, start, trigger.at):
                        trigger.kind = EventKind.MEETING
                    key = (trigger.kind, trigger.name.value.lower() if trigger.name else "")
                    groups.setdefault(key, Group(start, end, trigger.kind)).triggers.append(trigger)
            kinds = {group.kind for group in groups.values()}
            named = any(group.triggers[0].name for group in groups.values())
            for group in groups.values():
                word = group.triggers[0].word
                if named and group.kind is EventKind.CONFERENCE and group.triggers[0].name is None:
                    continue
                if EventKind.MEETING in kinds and word in words_of.OF_MEETINGS:
                    continue
                if word == "họp báo" and EventKind.STATEMENT in kinds:
                    continue
                if word == "họp" and EventKind.NEGOTIATION in kinds:
                    continue
                yield group

    def _bounds(self, statement: Piece, inside: Sequence[Trigger]) -> list[int]:
        """Where the clauses of a statement part: its own marks, and the comma before a further event of one
        kind that has another date."""
        words = self.shadow[statement.start : statement.end]
        bounds = {statement.start, statement.end}
        bounds.update(statement.start + mark.end() for mark in _PARTS.finditer(words))
        for first, second in pairwise(inside):
            comma = self.shadow.rfind(", ", first.end, second.at) + 2
            if first.kind is second.kind and comma > 1 and self._dated_apart(first, second, statement):
                bounds.add(comma)
        return sorted(bounds)

    def _dated_apart(self, first: Trigger, second: Trigger, statement: Piece) -> bool:
        between = self.dates.within(first.end, second.at)
        after = self.dates.within(second.end, statement.end)
        return bool(between) and (bool(after) or between[-1].start > first.end + _NEAR)

    def _row(self, statement: Piece, groups: Sequence[Group]) -> Iterator[Group]:
        """A row of a plan of delegations, meetings or signings: its first cell or its table says which."""
        row = _ROW.match(self.shadow, statement.start)
        if row is not None:
            kind = EventKind.VISIT if row[1] == "đoàn" else EventKind.SIGNING
        elif groups:
            return
        else:
            known = kind_of_table(self.paper, self.shadow, statement.start)
            if known is None:
                return
            kind = known
        if all(group.kind is not kind for group in groups):
            trigger = Trigger(statement.start, statement.start, kind, "row")
            yield Group(statement.start, statement.end, kind, [trigger])

    def _told_by(self, statement: Piece, group: Group) -> Iterator[Happening]:
        trigger = group.triggers[0]
        name = trigger.name
        date = self._date(statement, group)
        if not self.tells(statement, group, date):
            return
        participants = self.actors.participants(group.kind, group.start, group.end, trigger.at, trigger.end)
        if self.is_row(statement):
            row = (statement.start, statement.end)
            participants = self.columns.participants(group.kind, row, self.actors, participants)
        if not self._is_enough(group, date, participants):
            return
        own_row = self.is_row(statement) and name is None
        if self._is_told(group, date, name, participants) and not own_row:
            return
        place = self._place(group, trigger, participants)
        yield Happening(
            statement.start,
            statement.end,
            group.kind,
            participants,
            (date.start, date.end) if date else None,
            (date.value or None) if date else None,
            place,
            format_of(self.shadow[group.start : group.end]),
            (name.start, name.end) if name else None,
            ordinal_of(name.value) if name else None,
            f"{group.kind}: {trigger.word}",
            _SURE if date and (participants or name) else _LIKELY if date else _DOUBTFUL,
        )

    def _is_told(
        self,
        group: Group,
        date: Mention | None,
        name: Mention | None,
        participants: Sequence[tuple[int, int, Part]],
    ) -> bool:
        """Whether the paper has told this event before; keeps in mind that it is told now."""
        first = participants[0] if participants else None
        who = self.shadow[first[0] : first[1]] if first else ""
        key = (group.kind, name.value.lower() if name else date.value if date else "", "" if name else who)
        known = key in self.told
        self.told.add(key)
        return known

    def _date(self, statement: Piece, group: Group) -> Mention | None:
        """The date of the clause: the last before its trigger, the first behind it, that of the sentence
        before, or that which opens the line."""
        at = group.triggers[0].at
        own = self.dates.within(group.start, group.end)
        if group.kind is EventKind.VISIT and len(own) > 1:
            stays = [moment for moment in own if moment.start > at and "/" in moment.value]
            own = stays[:1] or own
        if own:
            return next((moment for moment in reversed(own) if moment.end <= at), own[0])
        if group.triggers[0].name is not None:
            year = self.years.within(group.triggers[0].end, group.end)
            if year and year[0].start - group.triggers[0].end < _NEAR:
                return year[0]
        earlier = self.dates.within(statement.start, group.start)
        if earlier:
            return earlier[-1]
        line = self.paper.block_at(statement.start).start
        opening = self.dates.within(line, statement.start)
        if opening and not self.shadow[opening[-1].end : statement.start].strip(" :-–\t"):
            return opening[-1]
        if HOUR.match(self.shadow, line):
            return self._heading(line)
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

    def _is_enough(
        self, group: Group, date: Mention | None, participants: Sequence[tuple[int, int, Part]]
    ) -> bool:
        """Whether the words tell enough to be one event and not a kind of them."""
        trigger = group.triggers[0]
        if trigger.name is not None:
            return date is not None or bool(participants)
        if group.kind is EventKind.VISIT and not participants:
            return date is not None and self._visited(group, trigger) is not None
        if date is not None:
            opens = trigger.at - group.start < _OPENS
            return group.start <= date.start < group.end or bool(participants) or opens
        if trigger.word in words_of.FIRM:
            return bool(participants)
        people = any(start in self.persons for start, _, _ in participants)
        subject = bool(participants) and participants[0][0] < trigger.at
        sides = len(participants) > 1 and (
            (group.kind is EventKind.SIGNING and subject) or (group.kind is EventKind.MEETING and people)
        )
        if subject and group.kind in (EventKind.MEETING, EventKind.SIGNING):
            sides = sides or _GOES_ON.match(self.shadow, group.start) is not None
        visited = group.kind is EventKind.VISIT and people and self._visited(group, trigger) is not None
        return sides or visited

    def _visited(self, group: Group, trigger: Trigger) -> Mention | None:
        """The place behind the trigger; in a row, the place that fills a cell."""
        behind = [
            p
            for p in self.places.within(trigger.end, group.end)
            if not self.columns.is_origin(p.start)
            and not self.shadow.endswith(("của ", "với "), trigger.end, p.start)
        ]
        cells = [place for place in behind if self.paper.text[place.start - 1] in "\t\n"]
        behind = cells or ([] if trigger.word == "row" else behind)
        return next((place for place in behind if place.label is Label.PLACE), behind[0] if behind else None)

    def _place(
        self, group: Group, trigger: Trigger, participants: Sequence[tuple[int, int, Part]]
    ) -> tuple[int, int] | None:
        actors = {(start, end) for start, end, _ in participants}
        places = [p for p in self.places.within(group.start, group.end) if (p.start, p.end) not in actors]
        if group.kind is EventKind.VISIT:
            visited = self._visited(group, trigger)
            where = (visited.start, visited.end) if visited else None
            return None if where in actors else where
        for place in places:
            before = self.shadow[max(group.start, place.start - 60) : place.start]
            entered = place.label is Label.ORGANISATION and before.endswith(("vào ", "đến ", "sang "))
            if not entered and _PLACE.search(before):
                return place.start, place.end
        return None
