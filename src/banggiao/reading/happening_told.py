"""Which events a paper has told already, so that each is told once."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from banggiao.reading.happening_parts import Index
from banggiao.reading.records import EventKind, Happening, Part

_DATED_LATER = (EventKind.MEETING, EventKind.SIGNING, EventKind.CONFERENCE)
_THE_VISIT = ("chuyến thăm ", "chuyến công tác ")
"""What a sentence opens with that goes on about a visit."""
_DELEGATION = ("đoàn", "phái đoàn")
_SIGNED = ("bản ghi nhớ", "biên bản", "thỏa thuận", "hiệp định", "hiệp ước", "nghị định thư", "ý định thư")
_LONGEST_POST = 90  # characters before a name
_HEAD = 4  # words of a name that say what is held


class Told:
    """The events of one paper told so far. ``shadow`` is its text in shadow form, ``persons`` is where those
    named in it stand, ``papers`` are the documents that it names."""

    def __init__(self, shadow: str, persons: Container[int], papers: Index) -> None:
        self.shadow, self.persons, self.papers = shadow, persons, papers
        self.all: list[Happening] = []
        self._kinds: set[EventKind] = set()

    def add(self, event: Happening) -> None:
        self.all.append(event)
        self._kinds.add(event.kind)

    def any_of(self, kind: EventKind) -> bool:
        return kind in self._kinds

    def known(self, event: Happening) -> Happening | None:
        """The event of the kind told that may be this one: by its name, or its day and people."""
        return next((one for one in self._of(event.kind) if self._is_same(event, one)), None)

    def headed(self, event: Happening) -> Happening | None:
        """The event of the kind that the text tells of one of those whom a heading without a day names."""
        if event.on:
            return None
        mine = set(self._people(event))
        return next((one for one in self._of(event.kind) if mine & set(self._people(one))), None)

    def complete(self, known: Happening, event: Happening) -> None:
        """Give what was told without a day the day on which it is told again."""
        same = known.kind is EventKind.STATEMENT and self._people(known)[:1] == self._people(event)[:1]
        if known.kind is EventKind.VISIT:
            self._complete_visit(known, event)
        elif same and known.date is None and event.date is not None:
            self.all[self.all.index(known)] = replace(
                known, date=event.date, on=event.on, participants=event.participants
            )
        elif known.kind in _DATED_LATER and known.date is None and event.date is not None:
            self.all[self.all.index(known)] = replace(
                known, date=event.date, on=event.on, place=known.place or event.place
            )

    def _complete_visit(self, known: Happening, event: Happening) -> None:
        """Give a visit that is told again its day, its place and those who were not named."""
        people = set(self._people(known))
        again = _visitor_of(event) if _visitor_of(known) and self._may_visit(event, known) else None
        others = [one for one in event.participants if one[:2] != again]
        further = [one for one in others if self._words(one[:2]) not in people]
        date, on = (known.date, known.on) if known.date else (event.date, event.on)
        self.all[self.all.index(known)] = replace(
            known,
            date=date,
            on=on,
            place=known.place or event.place,
            participants=(*known.participants, *further),
        )

    def _of(self, kind: EventKind) -> list[Happening]:
        return [event for event in self.all if event.kind is kind]

    def _is_same(self, event: Happening, other: Happening) -> bool:
        if event.name or other.name:
            return self._words(event.name) == self._words(other.name) or self._is_edition(event, other)
        if event.kind is EventKind.CONFERENCE:
            return self._is_held_once(event, other)
        return self._is_done_once(event, other)

    def _is_held_once(self, event: Happening, other: Happening) -> bool:
        """Whether a meeting without a name is the one told: by its day, its first body, or its word alone."""
        mine, theirs = self._people(event), self._people(other)
        bare = not mine and not event.place
        again = event.on is None and event.rule == other.rule
        return again or (event.on == other.on and (bare or mine[:1] == theirs[:1]))

    def _is_done_once(self, event: Happening, other: Happening) -> bool:
        mine, theirs = self._people(event), self._people(other)
        if event.kind is EventKind.MEETING:
            several = mine[:2] if len(mine) > 1 and event.on is None else mine
            met = all(any(their.endswith(my) for their in theirs) for my in self._but_delegations(several))
            return met and _may_be_one(event.on, other.on)
        if event.kind is EventKind.STATEMENT and event.rule == other.rule and mine[:1] == theirs[:1]:
            return _may_be_one(event.on, other.on)
        goes_on = event.on is None and self.shadow.startswith(_THE_VISIT, event.start)
        again = goes_on and self._may_visit(event, other)
        if event.kind is EventKind.VISIT and (mine[:1] == theirs[:1] or again or self._visitor(event, other)):
            places = self._words(event.place), self._words(other.place)
            return _may_be_one(event.on, other.on) and ("" in places or places[0] == places[1])
        if event.kind is EventKind.SIGNING and event.on is None and len(mine) > 1:
            return set(mine) <= set(theirs) and self._may_be_signed(event, other)
        if event.kind is EventKind.VOTE and mine and theirs and _may_be_one(event.on, other.on):
            return theirs[0].endswith(mine[0])
        return event.on == other.on and mine[:1] == theirs[:1]

    @staticmethod
    def _but_delegations(people: list[str]) -> list[str]:
        """Those of two sides who are no delegation: its head, who stood for it, may have been told."""
        if len(people) < 2:
            return people
        return [one for one in people if not one.startswith("đoàn ")] or people

    def _visitor(self, event: Happening, other: Happening) -> bool:
        """Whether both visits are told of the same visitor, whoever else is named first."""
        first = [self._words(_visitor_of(one)) for one in (event, other)]
        return first[0] == first[1] != ""

    def _may_visit(self, event: Happening, other: Happening) -> bool:
        """Whether the visitor of ``event`` may be that of ``other``, by the name, or the post before it."""
        mine, theirs = _visitor_of(event), _visitor_of(other)
        if mine is None or theirs is None or self.shadow.startswith(_DELEGATION, mine[0]):
            return True
        named = self.shadow[max(other.start, theirs[0] - _LONGEST_POST) : theirs[1]]
        words = self._words(mine)
        return words in named or (mine[0] not in self.persons and " ".join(words.split()[:2]) in named)

    def _may_be_signed(self, event: Happening, other: Happening) -> bool:
        """Whether what is signed may be the same: one is not named, or its name begins with the other."""
        mine, theirs = self._papers(event), self._papers(other)
        same = any(my.startswith(their) or their.startswith(my) for my in mine for their in theirs)
        return same or not mine or not theirs

    def _papers(self, event: Happening) -> list[str]:
        """What two sides sign, among the papers that the sentence names."""
        words = [self.shadow[one.start : one.end] for one in self.papers.within(event.start, event.end)]
        return [one for one in words if one.startswith(_SIGNED)]

    def _is_edition(self, event: Happening, other: Happening) -> bool:
        """Whether both are named as the same edition of what begins with the same words."""
        heads = {tuple(self._words(one.name).split()[:_HEAD]) for one in (event, other)}
        same = event.ordinal is not None and event.ordinal == other.ordinal
        return same and len(heads) == 1 and _may_be_one(event.on, other.on)

    def _people(self, event: Happening) -> list[str]:
        return [self._words(one[:2]) for one in event.participants]

    def _words(self, span: tuple[int, int] | None) -> str:
        return self.shadow[span[0] : span[1]] if span else ""


def _visitor_of(event: Happening) -> tuple[int, int] | None:
    return next(((start, end) for start, end, part in event.participants if part is Part.VISITS), None)


def _may_be_one(one: str | None, other: str | None) -> bool:
    """Whether two dates touch, or one is not told."""
    if not one or not other:
        return True
    first, _, last = one.partition("/")
    begins, _, ends = other.partition("/")
    return first <= (ends or begins) + "~" and begins <= (last or first) + "~"
