"""Which events a paper has told already, so that each is told once."""

from __future__ import annotations

from collections import defaultdict

from banggiao.reading.records import EventKind, Happening

_HEAD = 4  # words of a name that say what is held


class Told:
    """The events of one paper told so far. ``shadow`` is its text in shadow form."""

    def __init__(self, shadow: str) -> None:
        self.shadow = shadow
        self._told: dict[EventKind, list[Happening]] = defaultdict(list)

    def add(self, event: Happening) -> None:
        self._told[event.kind].append(event)

    def any_of(self, kind: EventKind) -> bool:
        return bool(self._told[kind])

    def knows(self, event: Happening) -> bool:
        """Whether an event of the kind was told that may be this one: by its name, or its day and people."""
        return any(self._is_same(event, other) for other in self._told[event.kind])

    def _is_same(self, event: Happening, other: Happening) -> bool:
        if event.name or other.name:
            return self._words(event.name) == self._words(other.name) or self._is_edition(event, other)
        mine, theirs = self._people(event), self._people(other)
        if event.kind is EventKind.MEETING:
            return _may_be_one(event.on, other.on) and set(mine) <= set(theirs)
        if event.kind is EventKind.VISIT and mine[:1] == theirs[:1]:
            places = self._words(event.place), self._words(other.place)
            return _may_be_one(event.on, other.on) and ("" in places or places[0] == places[1])
        if event.kind is EventKind.CONFERENCE and not mine and not event.place:
            return event.on == other.on
        if event.kind is EventKind.VOTE and mine and theirs and _may_be_one(event.on, other.on):
            return theirs[0].endswith(mine[0])
        return event.on == other.on and mine[:1] == theirs[:1]

    def _is_edition(self, event: Happening, other: Happening) -> bool:
        """Whether both are named as the same edition of what begins with the same words."""
        heads = {tuple(self._words(one.name).split()[:_HEAD]) for one in (event, other)}
        same = event.ordinal is not None and event.ordinal == other.ordinal
        return same and len(heads) == 1 and _may_be_one(event.on, other.on)

    def _people(self, event: Happening) -> list[str]:
        return [self._words(one[:2]) for one in event.participants]

    def _words(self, span: tuple[int, int] | None) -> str:
        return self.shadow[span[0] : span[1]] if span else ""


def _may_be_one(one: str | None, other: str | None) -> bool:
    """Whether two dates touch, or one is not told."""
    if not one or not other:
        return True
    first, _, last = one.partition("/")
    begins, _, ends = other.partition("/")
    return first <= (ends or begins) + "~" and begins <= (last or first) + "~"
