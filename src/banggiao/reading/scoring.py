"""Scores what was found against what was labelled: spans, values of dates, tasks and their parts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A labelled span. An optional one neither helps nor hurts: found or not, nothing is counted.

    ``iso`` is the value of a date: a point, an interval "first/last", "?" where it has none, "" where no
    value was labelled.
    """

    start: int
    end: int
    label: str
    optional: bool = False
    iso: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one label. ``precision``, ``recall`` and ``f1`` are 1.0 where there was nothing."""

    right: int = 0
    found: int = 0
    labelled: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        total = self.found + self.labelled
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.labelled + other.labelled)


MICRO = "micro"
"""The key of the sum over all labels."""


def score_spans(found: Iterable[GoldSpan], gold: Iterable[GoldSpan]) -> dict[str, Score]:
    """Return the score of one paper per label, and under :data:`MICRO` their sum.

    A found span that equals an optional one, or overlaps an optional one of its label, is not counted.
    """
    spans = list(gold)
    wanted = {(span.start, span.end, span.label) for span in spans if not span.optional}
    free = [span for span in spans if span.optional]
    said: set[tuple[int, int, str]] = set()
    for mention in found:
        one = (mention.start, mention.end, mention.label)
        if one in wanted or not any(
            span.label == one[2] and span.start < one[1] and one[0] < span.end for span in free
        ):
            said.add(one)
    scores: dict[str, Score] = {}
    for label in sorted({span[2] for span in wanted | said}):
        labelled = {span for span in wanted if span[2] == label}
        mine = {span for span in said if span[2] == label}
        scores[label] = Score(len(labelled & mine), len(mine), len(labelled))
    scores[MICRO] = sum(scores.values(), Score())
    return scores


def score_values(found: Iterable[GoldSpan], gold: Iterable[GoldSpan]) -> dict[str, Score]:
    """Return how many of the dates that were found exactly have the labelled value, under "DATE value"."""
    values = {(span.start, span.end): span.iso for span in gold if span.iso not in ("", "?")}
    both = [(values[span.start, span.end], span.iso) for span in found if (span.start, span.end) in values]
    if not both:
        return {}
    right = sum(days_of(given) == days_of(wanted) for wanted, given in both)
    return {"DATE value": Score(right, len(both), len(both))}


def days_of(iso: str) -> tuple[str, str]:
    """Return the first and last day that a value means, so that "2024-01/2024-03" equals its quarter's days.

    A value that is none, or whose year is missing, is returned as it is.
    """
    first, _, last = iso.partition("/")
    return _day(first, first=True), _day(last or first, first=False)


def _day(point: str, *, first: bool) -> str:
    parts = point.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return point
    if len(parts) == 3:
        return point
    year = int(parts[0])
    month = int(parts[1]) if len(parts) == 2 else 1 if first else 12
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return point
    return f"{year:04}-{month:02}-{1 if first else monthrange(year, month)[1]:02}"


Task = Mapping[str, Any]
"""A task as places in the text: {"start", "end", "lead", "supporters", "deadline"}; its parts are {"start",
"end"}, None or a list of them."""


def score_tasks(found: Sequence[Task], gold: Sequence[Task]) -> dict[str, Score]:
    """Return the scores of detection and of the parts.

    A found task is a labelled one where their places overlap, leads that are the same first, each once.
    Parts are scored among the tasks of both, exact place for exact place; where neither names one, nothing is
    counted.
    """
    pairs = _pairs(found, gold)
    scores = {"task": Score(len(pairs), len(found), len(gold))}
    for part in ("lead", "supporters", "deadline"):
        counted = Score()
        for mine, theirs in pairs:
            said, wanted = _places(mine.get(part)), _places(theirs.get(part))
            counted += Score(len(said & wanted), len(said), len(wanted))
        scores[f"task {part}"] = counted
    return scores


def _pairs(found: Sequence[Task], gold: Sequence[Task]) -> list[tuple[Task, Task]]:
    near = [
        (_places(mine.get("lead")) != _places(theirs.get("lead")), -_shared(mine, theirs), i, j)
        for i, mine in enumerate(found)
        for j, theirs in enumerate(gold)
        if _shared(mine, theirs) > 0
    ]
    return [(found[i], gold[j]) for i, j in _each_once(near)]


def _each_once(near: Iterable[tuple[int, int, int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the places of what belongs together, the nearest first, each place once on either side."""
    taken_found: set[int] = set()
    taken_gold: set[int] = set()
    for _, _, i, j in sorted(near):
        if i not in taken_found and j not in taken_gold:
            taken_found.add(i)
            taken_gold.add(j)
            yield i, j


def _shared(mine: Task, theirs: Task) -> int:
    shared: int = min(mine["end"], theirs["end"]) - max(mine["start"], theirs["start"])
    return shared


def _places(part: Any) -> set[tuple[int, int]]:
    parts = part if isinstance(part, list) else [part]
    return {(one["start"], one["end"]) for one in parts if one}


Event = Mapping[str, Any]
"""An event as places in the text: {"start", "end", "kind", "name", "participants", "date", "place",
"format"}; its parts are {"text"}, a participant has its "role" as well."""


def score_events(found: Sequence[Event], gold: Sequence[Event]) -> dict[str, Score]:
    """Return the scores of detection and of the parts.

    A found event is a labelled one where the kind is the same, the sentences overlap, and the date or the
    first participant is; where the label tells neither, kind and sentence are enough. Each counts once, the
    likest first. Parts are the same where their words are, since a name may be quoted from another line;
    they are scored among the events of both, and where neither tells one, nothing is counted. A participant
    is right with its role.
    """
    pairs = _event_pairs(found, gold)
    scores = {"event": Score(len(pairs), len(found), len(gold))}
    for part in ("date", "place", "format", "name", "participants"):
        counted = Score()
        for mine, theirs in pairs:
            said, wanted = _said(mine, part), _said(theirs, part)
            counted += Score(len(said & wanted), len(said), len(wanted))
        scores[f"event {part}"] = counted
    return scores


def _event_pairs(found: Sequence[Event], gold: Sequence[Event]) -> list[tuple[Event, Event]]:
    near = [
        (-_alike(mine, theirs), -_shared(mine, theirs), i, j)
        for i, mine in enumerate(found)
        for j, theirs in enumerate(gold)
        if mine["kind"] == theirs["kind"] and _shared(mine, theirs) > 0 and _is_same(mine, theirs)
    ]
    return [(found[i], gold[j]) for i, j in _each_once(near)]


def _is_same(mine: Event, theirs: Event) -> bool:
    date, first = _words(theirs.get("date")), _first(theirs)
    if date is None and first is None:
        return True
    same_date = date is not None and date == _words(mine.get("date"))
    return same_date or (first is not None and first == _first(mine))


def _first(event: Event) -> str | None:
    participants = event.get("participants")
    return _words(participants[0]) if participants else None


def _alike(mine: Event, theirs: Event) -> int:
    parts = sum(_words(mine.get(part)) == _words(theirs.get(part)) for part in ("date", "place", "name"))
    return parts + 2 * len(_said(mine, "participants") & _said(theirs, "participants"))


def _said(event: Event, part: str) -> set[tuple[str, str]]:
    told = event.get(part)
    parts = told if isinstance(told, list) else [told]
    told_as = [(_words(one), one["role"] if part == "participants" else "") for one in parts if one]
    return {(words, role) for words, role in told_as if words is not None}


def _words(part: Any) -> str | None:
    words = part["text"] if isinstance(part, Mapping) else part
    return words.casefold() if isinstance(words, str) else None


def total(scores: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """Return the scores of several papers together."""
    together: dict[str, Score] = {}
    for one in scores:
        for label, counted in one.items():
            together[label] = together.get(label, Score()) + counted
    return together
