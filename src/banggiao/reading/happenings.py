"""Events told in the text: visits, meetings, conferences, signings and the like.

A sentence tells an event where a word of that kind stands with a date, a named meeting or both sides.
Sums ("đón 35 đoàn"), courses of action without a date and references to a meeting already told give none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Before, Words
from banggiao.reading import happening_words as words_of
from banggiao.reading.happening_clauses import Clauses
from banggiao.reading.happening_days import Days, is_circumstance
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
from banggiao.reading.happening_places import Where
from banggiao.reading.happening_rows import Columns
from banggiao.reading.happening_telling import GOES_ON, Group, Telling, Trigger
from banggiao.reading.happening_told import Told
from banggiao.reading.named_actors import Participant
from banggiao.reading.paper import Paper
from banggiao.reading.participant_words import SESSION
from banggiao.reading.participants import Actors
from banggiao.reading.records import EventKind, Happening, Label, Mention, Part, Statement

_TRIGGERS = [(word, kind) for kind, words in words_of.TRIGGERS.items() for word in words]
_SCAN = Words([word for word, _ in _TRIGGERS])
_NEXT = re.compile(r" (\w+)")
_DEADLINE = Before(
    r"(?:trước|chậm nhất|muộn nhất|hạn|hạn chót|xong|hiệu lực(?: kể)? từ|hiệu lực (?:vào)?|tính đến|đến hết)"
    r"(?: vào)? \Z"
)
_ROW = re.compile(r"(?:\d{1,3}\.?\s)?(đoàn|bản ghi nhớ|thỏa thuận|biên bản|hiệp định)(?= )")
_OPENS_WITH = re.compile(
    r"(?:cùng )?(?:(?:tham )?dự|tham gia|phát biểu(?: khai mạc| bế mạc| chỉ đạo| kết luận| đề dẫn)?(?: tại)?"
    r"|khai mạc|chủ trì|kết luận)(?: (?:buổi|cuộc))? \Z"
)
_ATTENDED = Before(r"(?:dự|chủ trì|cắt băng|cắt băng khai trương) (?:buổi )?(?:lễ|khánh thành|khởi công)\Z")
_CAME = re.compile(r"(?:cùng |tham |tới |đến |về )*dự (?:buổi )?lễ(?: [^,;.:]{1,60})? (?:có|gồm)(?=[ :])")
"""What opens a list of those who came to a ceremony."""
_LEADS = Before(
    r"(?:(?:đã|vừa|sẽ) [^,;.]{0,60}(?:tổ chức|dự|chủ trì|phát biểu(?: khai mạc)? tại|khai mạc)) (?:buổi )?\Z"
)
_DONE = re.compile(r"(?<!\w)(?:đã|vừa)(?: có)?(?: (?:buổi|cuộc))? \Z")
_PICTURED = ("toàn cảnh", "quang cảnh", "ảnh:")
_CAPTION = re.compile(r"[-(. ] ?ảnh: [^.]{2,40}\Z")
_CREDIT = re.compile(r"ảnh: (?:[^.()]{1,60}/)?\Z")
_LONGEST_CREDIT = 66  # characters before one of those whose a picture is
_SURE, _LIKELY, _DOUBTFUL = 0.9, 0.6, 0.5  # as often as such events are right in the benchmark's unseen texts
_MOST_MONTHS = 4
_DURING = re.compile(
    r"trong (?:chuyến|thời gian|khuôn khổ chuyến|thời gian chuyến) (?:thăm|công tác|làm việc)(?!\w)"
)
_JOINT = r"(?:tuyên bố|thông cáo)(?: báo chí)? chung"
_STATEMENT = re.compile(rf"\W*(?:dự thảo )?{_JOINT}")
_IN_FULL = re.compile(rf"(?:toàn văn|nguyên văn)(?: bản| nội dung)?:? {_JOINT}")
_HEAD = 600  # characters in which a joint statement says that it is one
_LEAD = 900  # characters of a joint statement and of what leads to it
_OPENING = 60  # characters of a line, within which its day stands
_OPENS = 8  # characters before a date that opens its line
_POST = 16  # characters of "và" with a post
_LONGEST = 1500  # characters of a sentence or row


def find_happenings(
    paper: Paper, shadow: str, mentions: Sequence[Mention], statements: Sequence[Statement], first: int
) -> list[Happening]:
    """Return the events that ``paper`` tells, by start; each once, at the first statement that tells it.

    ``first`` is the index of the first block below the head. What stands in no statement (headings, captions,
    lists of recipients) tells only what the statements do not.
    """
    told, others = list(pieces_of(statements)), list(others_of(paper, statements, 0))
    finder = _Finder(paper, shadow, mentions)
    below = paper.blocks[first].start if first < len(paper.blocks) else len(shadow)
    others = [piece for piece in others if piece.start >= below or finder.runs(piece)]
    found = sorted(finder.all(told, others), key=lambda event: event.start)
    return list(with_later(found, [*told, *others], shadow, mentions, finder.actors))


class _Finder(Telling):
    def __init__(self, paper: Paper, shadow: str, mentions: Sequence[Mention]) -> None:
        documents = [m for m in mentions if m.label is Label.INSTRUMENT]
        self.persons = {m.start for m in mentions if m.label is Label.PERSON}
        told = Told(shadow, self.persons, Index(documents))
        super().__init__(paper, shadow, Index([m for m in mentions if m.label is Label.EVENT]), told)
        self.document_ends = {m.end for m in documents if not shadow.endswith(("ký ", "ký kết "), 0, m.start)}
        self.documents = Index(documents)
        self.dates = Index([m for m in mentions if m.label is Label.DATE and self._is_of_event(m)])
        self.years = Index([m for m in mentions if m.label is Label.DATE and not self.names.cover(m)])
        self.places = Index(list(own_places(mentions)))
        acting = [m for m in mentions if not self._is_credited(m) and not self.names.cover(m)]
        self.actors = Actors(paper.text, shadow, acting)
        self.columns = Columns(paper, shadow)
        self.where = Where(paper, shadow, self.places, self.columns)
        self.visit_date: Mention | None = None
        self.states = self._is_joint_statement()
        doers = (Label.PERSON, Label.POST, Label.ORGANISATION, Label.GROUP)
        self.clauses = Clauses(shadow, self.dates, Index([m for m in mentions if m.label in doers]))
        self.days = Days(paper, shadow, self.dates, self.years)

    def _is_credited(self, mention: Mention) -> bool:
        """Whether a picture is its: "(Ảnh: Lê An/TTXVN)"; so it takes no part."""
        if not self.shadow.endswith(("ảnh: ", "/"), 0, mention.start):
            return False
        line = self.paper.text.rfind("\n", 0, mention.start) + 1
        first = max(line, mention.start - _LONGEST_CREDIT)
        return _CREDIT.search(self.shadow, first, mention.start) is not None

    def _is_joint_statement(self) -> bool:
        """Whether a line of the head is titled as a joint statement, or says that one follows in full."""
        lines = takewhile(lambda at: at < _HEAD, (block.start for block in self.paper.blocks))
        titled = any(_STATEMENT.match(self.shadow, at) for at in lines)
        return titled or _IN_FULL.search(self.shadow, 0, _HEAD) is not None

    def all(self, told: Sequence[Piece], others: Sequence[Piece]) -> list[Happening]:
        """Return the events that the statements tell, and those that only the ``others`` tell."""
        triggers = self._triggers()
        starts = [trigger.at for trigger in triggers]
        pieces = sorted([*told, *others], key=lambda piece: piece.start)
        self.beside = {piece.start for piece in others if not self.runs(piece)}
        self.beside |= {piece.start for piece in told if self._is_headline(piece)}
        pieces.sort(key=lambda piece: piece.start in self.beside)
        for statement in sorted(pieces, key=self._is_caption):
            if statement.end - statement.start > _LONGEST:
                continue
            inside = triggers[bisect_left(starts, statement.start) : bisect_left(starts, statement.end)]
            row = self.is_row(statement)
            if (row and self.columns.are_tasks((statement.start, statement.end))) or not (inside or row):
                continue
            groups = list(self.clauses.groups(statement, inside))
            if row:
                groups += self._row(statement, groups)
            for group in groups:
                self._tell(statement, group)
        return self.told.all

    def _is_headline(self, piece: Piece) -> bool:
        """Whether a statement is a line of its own without a final mark: a heading, or below a picture."""
        block = self.paper.block_at(piece.start)
        whole = (piece.start, piece.end) == (block.start, block.end)
        return whole and not piece.is_row and self.shadow[piece.end - 1].isalnum() and not self.runs(piece)

    def runs(self, piece: Piece) -> bool:
        """Whether a line that is no statement is running text after all: it opens with the day."""
        opening = self.dates.within(piece.start, min(piece.start + _OPENING, piece.end))
        long = piece.end - piece.start > _OPENING
        return bool(opening) and long and not piece.is_row and opening[0].start - piece.start < _OPENS

    def _is_caption(self, piece: Piece) -> bool:
        """Whether it stands below a picture, which the text tells as well."""
        pictured = self.shadow.find("ảnh", piece.start, piece.end) >= 0
        opens = self.shadow.startswith(_PICTURED, piece.start)
        return pictured and (opens or _CAPTION.search(self.shadow, piece.start, piece.end) is not None)

    def _is_of_event(self, moment: Mention) -> bool:
        """Whether the date may be that of an event: not of a document, no deadline, a quarter at most."""
        before = self.shadow[max(0, moment.start - 24) : moment.start]
        if self._is_of_paper(moment) or _DEADLINE.search(before) or self.names.cover(moment):
            return False
        first, _, last = moment.value.partition("/")
        if not last:
            return len(first) != 4
        return len(first) >= 7 and months_of(first, last) <= _MOST_MONTHS

    def _is_of_paper(self, moment: Mention) -> bool:
        """Whether the date is that of a paper right before it: "(công văn số 12/BC, ngày …)"."""
        apart = 2 if self.shadow.startswith(", ", moment.start - 2) else 1
        return bool(self.document_ends & {moment.start - apart, moment.start})

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
        ends = {name.end for name in self.names.all}
        for name in self.names.all:
            called = self.shadow[name.start : name.end]
            if name.start - 2 in ends and self.shadow.startswith(" (", name.start - 2):
                continue  # its short form: "Đối thoại Quốc phòng (Đối thoại QP-14)"
            if not self.documents.cover(name) and not called.startswith(words_of.BODIES):
                kinds = (kind for words, kind in words_of.NAMED if called.startswith(words))
                kind = next(kinds, EventKind.CONFERENCE)
                found[name.start] = Trigger(name.start, name.end, kind, "name", name)
        kept: list[Trigger] = []
        for trigger in sorted(found.values(), key=lambda one: one.at):
            if kept and trigger.at < kept[-1].end:
                continue
            if trigger.name is None and self.documents.cover_span(trigger.at, trigger.end):
                continue
            kept.append(trigger)
        return kept

    def _is_word(self, at: int, end: int) -> bool:
        behind = self.shadow[end : end + 2]
        part = behind[:1].isalnum() or (behind[:1] == "-" and behind[1:].isalpha())  # "Thăm-ma-vông"
        return not part and not (at and self.shadow[at - 1].isalnum())

    def _is_meant(self, word: str, at: int, end: int) -> bool:
        after = _NEXT.match(self.shadow, end)
        if after and after[1] in words_of.NOT_AFTER.get(word, ()):
            return False
        return not self.shadow.endswith(words_of.NOT_BEFORE.get(word, ("\0",)), 0, at)

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
            yield Group(statement.start, statement.end, kind, [trigger], sentence=statement.start)

    def _tell(self, statement: Piece, group: Group) -> None:
        date = self.days.of(statement, group)
        if date is None and group.kind is EventKind.MEETING and self._is_during_visit(statement):
            date = self.visit_date
        group.listed = self.first_named(group.triggers[0])
        lead = self.states and statement.start < _LEAD
        if lead and group.triggers[0].word in words_of.JOINTLY:
            return  # this paper itself
        if not self.tells(statement, group, date):
            return
        for participants in self._each_meeting(group):
            self._event(statement, group, date, participants)

    def _is_during_visit(self, statement: Piece) -> bool:
        """Whether it happened on the visit that was told before, whose days are then its own."""
        if self.shadow.find("dự kiến", statement.start, statement.end) >= 0:
            return False
        stated = self.states and not self.shadow.startswith("tại ", statement.start)
        return stated or _DURING.match(self.shadow, statement.start) is not None

    def _each_meeting(self, group: Group) -> Sequence[tuple[Participant, ...]]:
        """Who takes part; of a meeting with several, who are listed with commas, one after the other."""
        told = self.actors.participants(group)
        end = group.triggers[-1].end
        guests = [one for one in told if one[0] >= end and one[0] in self.persons]
        formal = group.triggers[-1].word in words_of.FORMAL
        apart = [self._is_apart(self.shadow[a[1] : b[0]], formal=formal) for a, b in pairwise(guests)]
        if group.kind is not EventKind.MEETING or not apart or not all(apart) or guests[0] == told[0]:
            return [told]
        return [tuple(one for one in told if one not in guests or one is guest) for guest in guests]

    def _is_apart(self, between: str, *, formal: bool) -> bool:
        """Whether what stands between two guests parts their meetings; in a joint statement, and of formal
        talks with those who each hold a post, "và" does."""
        each = self.states or (formal and len(between) > _POST)
        return ", " in between or "; " in between or (each and " và " in between)

    def _event(
        self, statement: Piece, group: Group, date: Mention | None, participants: tuple[Participant, ...]
    ) -> None:
        trigger = group.triggers[0]
        name = trigger.name
        if self.is_row(statement):
            row = (statement.start, statement.end)
            participants = self.columns.participants(group.kind, row, self.actors, participants)
            seats = {one.start for one in self.columns.seats(row[0], self.places.within(*row))}
            participants = tuple(one for one in participants if one[0] not in seats)
        if not self._is_enough(group, date, participants):
            return
        place = self.where.of(statement, group, participants, row=self.is_row(statement))
        event = Happening(
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
        known = self.told.known(event)
        if known is None and statement.start in self.beside and not self.is_row(statement):
            known = self.told.headed(event)
        if known is None or (self.is_row(statement) and name is None):
            self.told.add(event)
            self.days.last = date
            if group.kind is EventKind.VISIT and date is not None and "/" in date.value:
                self.visit_date = date
        else:
            self.told.complete(known, event)
            self.days.last = date or self.days.last

    def _is_enough(
        self, group: Group, date: Mention | None, participants: Sequence[tuple[int, int, Part]]
    ) -> bool:
        """Whether the words tell enough to be one event and not a kind of them."""
        trigger = group.triggers[0]
        if trigger.name is not None:
            return date is not None or bool(participants) or self._is_placed_aside(group)
        if self.is_to_press(group):
            return bool(participants)
        if group.kind is EventKind.VISIT and not participants:
            return date is not None and self.where.visited(group, trigger) is not None
        if date is not None:
            opens = trigger.at - group.start < _OPENS
            return group.start <= date.start < group.end or bool(participants) or opens
        return bool(participants) and self._is_whole(group, participants)

    def _is_placed_aside(self, group: Group) -> bool:
        """Whether something else is done beside a meeting of which only the place is told."""
        trigger = group.triggers[0]
        return is_circumstance(self.shadow, group.start, trigger.at) and self.is_placed(trigger)

    def _is_whole(self, group: Group, participants: Sequence[tuple[int, int, Part]]) -> bool:
        """Whether what has no date is one event: both its sides, who goes where, a ceremony attended."""
        trigger = group.triggers[0]
        if group.kind is EventKind.CONFERENCE:
            return self._is_attended(group, trigger)
        people = any(start in self.persons for start, _, _ in participants)
        seen = any(part is Part.WITNESSES for _, _, part in participants)
        firm = trigger.word in words_of.FIRM or self.is_official(group) or self.is_certain(group)
        if firm or group.kind is EventKind.VOTE or seen:
            return True
        if self._is_referred(trigger):
            return people
        if group.kind is EventKind.VISIT:
            visited = self.where.visited(group, trigger)
            people = people or self.shadow.endswith(" của ", trigger.end, participants[0][0])
            opens = participants[0][0] == group.start and self.actors.is_delegation(participants[0])
            people = people or (opens and group.start == group.sentence)
            return people and visited is not None and not self.where.is_far(trigger, visited)
        if group.kind not in (EventKind.MEETING, EventKind.SIGNING):
            return False
        first = participants[0][0]
        subject = first < trigger.at or " giữa " in self.shadow[trigger.end : first]
        travels = any(self.actors.is_delegation(one) for one in participants)
        people = people or travels or _DONE.search(self.shadow, group.start, trigger.at) is not None
        sides = len(participants) > 1 and (people if group.kind is EventKind.MEETING else subject)
        return sides or (subject and GOES_ON.match(self.shadow, group.start) is not None)

    def _is_referred(self, trigger: Trigger) -> bool:
        back = ("tại buổi ", "tại cuộc ", "trong cuộc ", "trong buổi ")
        return trigger.kind is EventKind.MEETING and self.shadow.endswith(back, 0, trigger.at)

    def _is_attended(self, group: Group, trigger: Trigger) -> bool:
        """Whether a ceremony is attended, or the first meeting of the paper is opened, led or held."""
        told = self.told.any_of(EventKind.CONFERENCE)
        if told and _CAME.match(self.shadow, group.start):
            return False
        if _ATTENDED.search(self.shadow, group.start, trigger.end):
            return True
        if told:
            return False
        signed = self.told.any_of(EventKind.SIGNING)
        if not signed and _OPENS_WITH.match(self.shadow, group.start, trigger.at):
            return True
        if SESSION.match(self.shadow, trigger.end):
            return True
        return _LEADS.search(self.shadow, group.start, trigger.at) is not None
