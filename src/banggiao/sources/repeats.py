"""Rows about to be loaded that may repeat a record, or a row of another file: found for many rows at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Max
from django.utils import timezone

from banggiao.core.access import Viewer
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Noun, noun_of
from banggiao.sources.duplicates import (
    Candidate,
    Reason,
    Sketch,
    candidates_of,
    hashes_of,
    likeness,
    sketch_of,
    sketches_in,
)

SMALL = 20_000
"""Nouns of at most so many records are compared as a whole; of larger ones each row is looked up, up to
:data:`MOST_LOOKED_UP` of a file."""
MOST_LOOKED_UP = 50
_BLOCK = 40
_FRESH = 60  # seconds for which the hashes of a noun's records are kept


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of a row: its caption, what it points at, when it begins and ends (ISO)."""

    caption: str
    links: Mapping[str, Any]
    start: str = ""
    end: str = ""

    def sketch(self, number: int | None = None) -> Sketch:
        """Return it as what is compared of records; ``number`` tells it from others that are compared."""
        first, last = (date.fromisoformat(told) if told else None for told in (self.start, self.end))
        return Sketch(number, None, self.caption, self.links, first, last)


def told_of(noun: Noun, record: NounRecord) -> Told:
    """Return what is compared of a record that is written for a moment only."""
    sketch = sketch_of(noun, record)
    start, end = (day.isoformat() if day else "" for day in (sketch.start, sketch.end))
    return Told(sketch.caption, dict(sketch.links), start, end)


def repeats_of(noun: Noun, rows: Sequence[Told], viewer: Viewer) -> list[list[Candidate]]:
    """Return for each row the records that it may repeat and the viewer may see, the likeliest first."""
    records = noun.model.objects.visible_to(viewer).current()
    if records.count() > SMALL:
        looked_up = [
            _alike(noun, row.sketch(), candidates_of(noun, row.sketch(), viewer))
            for row in rows[:MOST_LOOKED_UP]
        ]
        return looked_up + [[] for _ in rows[MOST_LOOKED_UP:]]
    newest = records.aggregate(newest=Max("pk"))["newest"] or 0
    blocks = _blocks(noun.code, viewer.labels, newest, int(timezone.now().timestamp()) // _FRESH)
    found = []
    for row in rows:
        sketch = row.sketch()
        near = {
            other.id: other for hashed in hashes_of(noun, sketch) for other in blocks.get(hashed, ())[:_BLOCK]
        }
        found.append(_alike(noun, sketch, list(near.values())))
    return found


def repeats_among(noun: Noun, rows: Sequence[Told]) -> Iterator[tuple[int, int, Reason]]:
    """Yield the pairs of rows that may be one, by their places, the earlier first, and why."""
    blocks: dict[Any, list[int]] = defaultdict(list)
    sketches = [row.sketch(n) for n, row in enumerate(rows)]
    for n, sketch in enumerate(sketches):
        met: set[int] = set()
        for hashed in hashes_of(noun, sketch):
            for earlier in blocks[hashed][:_BLOCK]:
                if earlier not in met and (told := likeness(noun, sketches[earlier], sketch)):
                    yield earlier, n, told[1]
                met.add(earlier)
            blocks[hashed].append(n)


def _alike(noun: Noun, sketch: Sketch, others: Sequence[Sketch]) -> list[Candidate]:
    found = [
        Candidate(other.key, other.caption, *told)
        for other in others
        if other.key is not None and (told := likeness(noun, sketch, other)) is not None
    ]
    return sorted(found, key=lambda c: (-c.score, c.caption))


@lru_cache(maxsize=2)
def _blocks(
    code: str, labels: frozenset[int] | None, _newest: int, _moment: int
) -> Mapping[Any, Sequence[Sketch]]:
    """Return the records of a noun by their hashes; kept while several files are dropped at once."""
    noun = noun_of(code)
    blocks: dict[Any, list[Sketch]] = defaultdict(list)
    for sketch in sketches_in(noun, Viewer(name="", labels=labels)):
        for hashed in hashes_of(noun, sketch):
            blocks[hashed].append(sketch)
    return dict(blocks)
