"""Which words of a sentence tell one event: its clauses, and what each tells of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Before, Phrase
from banggiao.reading import happening_words as words_of
from banggiao.reading.happening_days import is_circumstance
from banggiao.reading.happening_parts import Index, Piece
from banggiao.reading.happening_telling import Group, Trigger
from banggiao.reading.records import EventKind, Label, Mention

# A leading class lets the engine skip text at speed.
_PARTS = re.compile(
    r"[;,”\"](?:(?<=;) |(?<=,) (?:sau đó |rồi |đồng thời (?!là )|cùng ngày |trước đó "
    r"|(?=(?:theo )?thông cáo(?!\w)))|(?<=[”\"]), (?=(?:ông|bà|người phát ngôn|đại sứ|bộ trưởng|thủ tướng) ))"
)
_REPORTS = Phrase(
    r"(?<!\w)(?<!đề nghị )(?<!vui lòng )"
    r"(?:cho (?:biết|hay|rằng)|thông báo|nhấn mạnh|khẳng định|chia sẻ|bày tỏ)"
    r"(?! (?:kết quả|về|tại|trên|trong|với|cho|việc|ý)(?!\w))(?: rằng)?,? "
)
_SOURCE = re.compile(
    r"(?:\([^()]{2,20}\) ?- )?theo (?:(?:nhóm )?(?:phóng viên|đặc phái viên|pv)"
    r"|(?:thông tin|tin|nguồn tin|ghi nhận)(?: (?:từ|của)))(?= )[^,;:.]{2,80}, "
)
_SEMICOLON = re.compile(r"; ")
_SIDES = re.compile(r"(?:hai (?:bên|đoàn|nước)|nhóm công tác)(?!\w)[^;]{0,90}\Z")
_NOUN = Before(r"(?:buổi|cuộc|phiên|chương trình|lễ) \Z")
_LEAVES = re.compile(r"(?:ngoài|sau|ngay sau|trước|kết thúc) (?:các )?(?:cuộc |buổi |phiên )?\Z")
_CEREMONY = re.compile(r"(?:cũng )?(?:tại|trong|sau|ngay sau) (?:buổi |khuôn khổ )?lễ \Z")
_NEAR = 40  # characters between a verb and the date of the same event


class Clauses:
    """The clauses of a paper's sentences. ``dates`` are those that may be of events, ``actors`` the persons,
    posts and bodies."""

    def __init__(self, shadow: str, dates: Index, actors: Index) -> None:
        self.shadow, self.dates, self.actors = shadow, dates, actors

    def groups(self, statement: Piece, inside: Sequence[Trigger]) -> Iterator[Group]:
        """Yield what one clause tells of one kind: its triggers, within the clause's bounds."""
        if not inside:
            return
        reports = {mark.end() for mark in _REPORTS.finditer(self.shadow, statement.start, statement.end)}
        for start, end in pairwise(sorted(self._bounds(statement, inside) | reports)):
            here = [trigger for trigger in inside if start <= trigger.at < end]
            for group in self._of_clause(start, end, here):
                group.reported, group.sentence = start in reports, statement.start
                yield group

    def _of_clause(self, start: int, end: int, inside: Sequence[Trigger]) -> Iterator[Group]:
        groups: dict[object, Group] = {}
        for trigger in inside:
            if trigger.word == "họp" and _SIDES.search(self.shadow, start, trigger.at):
                trigger.kind = EventKind.MEETING
            if trigger.word in words_of.TO_THE_PRESS and self._is_said_there(start, trigger, inside):
                trigger.kind = EventKind.STATEMENT
            name = trigger.name.value.lower() if trigger.name else ""
            key = (trigger.kind, name, trigger.word in words_of.SAYINGS)
            groups.setdefault(key, Group(start, end, trigger.kind)).triggers.append(trigger)
        told = groups.values()
        for group in told:
            if not self._is_of_another(group, told):
                yield from self._parted(group, inside)

    def _is_said_there(self, start: int, press: Trigger, inside: Sequence[Trigger]) -> bool:
        """Whether a press conference only says where something is said, and no verb says what is done."""
        if not self.shadow.endswith(words_of.AT_THE_PRESS, start, press.at):
            return False
        told = (one.word for one in inside if one.kind is EventKind.STATEMENT and one is not press)
        return words_of.SAYINGS.issuperset(told)

    def _parted(self, group: Group, inside: Sequence[Trigger]) -> Iterable[Group]:
        """The events that words of one kind tell: meetings and visits of several, each with its own."""
        if group.kind is EventKind.MEETING:
            return self._meetings(group)
        if group.kind is EventKind.VISIT:
            return self._visits(group)
        if group.kind is EventKind.SIGNING and self._is_at_ceremony(group):
            return [replace(group, triggers=group.triggers[1:])]
        if name := group.triggers[0].name:
            group.until = next((t.at for t in inside if t.name and self._is_next(t, name)), 0)
        return [group]

    def _is_at_ceremony(self, group: Group) -> bool:
        """Whether the first word only says where it is signed: "Tại lễ ký, A và B đã ký …"."""
        several = len(group.triggers) > 1 and group.triggers[0].name is None
        return several and _CEREMONY.match(self.shadow, group.start, group.triggers[0].at) is not None

    def _is_next(self, trigger: Trigger, name: Mention) -> bool:
        """Whether another name begins behind ``name``, and not its short form in brackets."""
        return trigger.at > name.end and self.shadow[trigger.at - 1] != "("

    def _visits(self, group: Group) -> Iterator[Group]:
        """Yield each visit of a clause: another begins with another person."""
        start = group.start
        for trigger in group.triggers:
            before = self.actors.within(start, trigger.at)
            people = [one for one in before if one.label is Label.PERSON]
            if trigger is group.triggers[0]:
                yield replace(group, triggers=[trigger])
            elif people:
                yield replace(group, triggers=[trigger], start=start)
            else:
                continue
            start = trigger.end

    def _meetings(self, group: Group) -> Iterator[Group]:
        """Yield each meeting of a clause: "gặp A, hội kiến B" are two of one subject."""
        triggers = group.triggers
        while len(triggers) > 1 and self._is_left(group, triggers[0], triggers[1]):
            triggers = triggers[1:]
        parts = [[triggers[0]]]
        for trigger in triggers[1:]:
            own = trigger.word in words_of.MEETS and not _NOUN.search(self.shadow, group.start, trigger.at)
            if own and self.actors.within(parts[-1][-1].end, trigger.at):
                parts.append([])
            parts[-1].append(trigger)
        for index, part in enumerate(parts):
            until = parts[index + 1][0].at if index + 1 < len(parts) else group.end
            if len(parts) > 1 and not self.actors.within(part[-1].end, until):
                yield group
                return
            yield replace(group, triggers=part, until=until, subject=parts[0][0].at)

    def _is_left(self, group: Group, first: Trigger, second: Trigger) -> bool:
        """Whether the clause leaves a meeting for the next: "Ngoài cuộc hội đàm, A sẽ hội kiến B"."""
        return (
            _LEAVES.match(self.shadow, group.start, first.at) is not None
            and self.shadow[first.end] == ","
            and bool(self.actors.within(first.end, second.at))
        )

    def _is_of_another(self, group: Group, groups: Iterable[Group]) -> bool:
        """Whether the words only say more of an event that the clause tells by another word."""
        kinds = {one.kind for one in groups}
        word = group.triggers[0].word
        bare = group.kind is EventKind.CONFERENCE and group.triggers[0].name is None
        names = [one.triggers[0].name for one in groups if one.triggers[0].name]
        names = [name for name in names if not self.shadow.endswith(words_of.PREPARED, 0, name.start)]
        names = [name for name in names if not is_circumstance(self.shadow, group.start, name.start)]
        if bare and any(not name.value.startswith(words_of.KEPT) for name in names):
            return True
        of_meeting = EventKind.MEETING in kinds and word in words_of.OF_MEETINGS
        voted = EventKind.VOTE in kinds and word == "kỳ họp"
        if of_meeting or voted or self._is_prepared(group, groups):
            return True
        if group.kind is EventKind.CONFERENCE and word in words_of.TO_THE_PRESS:
            return EventKind.STATEMENT in kinds
        if word in words_of.SAYINGS:
            others = words_of.SAYINGS
            return any(trigger.word not in others for one in groups for trigger in one.triggers)
        return word == "họp" and EventKind.NEGOTIATION in kinds

    def _is_prepared(self, group: Group, groups: Iterable[Group]) -> bool:
        """Whether another meeting of the clause is held to prepare the one that ``group`` names."""
        name = group.triggers[0].name
        if name is None or not self.shadow.endswith(words_of.PREPARED, 0, name.start):
            return False
        firsts = (one.triggers[0] for one in groups if one.kind is EventKind.CONFERENCE)
        return any(
            one.name is None and one.end < name.start and self.shadow.endswith(words_of.MEETING, 0, one.at)
            for one in firsts
        )

    def _bounds(self, statement: Piece, inside: Sequence[Trigger]) -> set[int]:
        """Where the clauses of a statement part: its own marks, and the comma before a further event of one
        kind that has another date."""
        bounds = {statement.start, statement.end}
        bounds.update(mark.end() for mark in _PARTS.finditer(self.shadow, statement.start, statement.end))
        bounds -= set(self._listed_on(statement, inside))
        if source := _SOURCE.match(self.shadow, statement.start, inside[0].at):
            bounds.add(source.end())
        for first, second in pairwise(inside):
            comma = self.shadow.rfind(", ", first.end, second.at) + 2
            if first.kind is second.kind and comma > 1 and self._dated_apart(first, second, statement):
                bounds.add(comma)
        return bounds

    def _listed_on(self, statement: Piece, inside: Sequence[Trigger]) -> Iterator[int]:
        """Yield where semicolons only list who was met: "hội kiến Chủ tịch A; Thủ tướng B; …"."""
        for mark in _SEMICOLON.finditer(self.shadow, inside[0].end, statement.end):
            before = [trigger for trigger in inside if trigger.end <= mark.start()][-1]
            end = self.shadow.find(";", mark.end(), statement.end)
            end = end if end > 0 else statement.end
            if before.word in words_of.MEETS and not any(mark.end() <= one.at < end for one in inside):
                people = self.actors.within(mark.end(), end)
                if people and people[0].start == mark.end() and people[-1].label is Label.PERSON:
                    yield mark.end()

    def _dated_apart(self, first: Trigger, second: Trigger, statement: Piece) -> bool:
        between = self.dates.within(first.end, second.at)
        after = self.dates.within(second.end, statement.end)
        return bool(between) and (bool(after) or between[-1].start > first.end + _NEAR)
