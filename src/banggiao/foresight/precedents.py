"""Earlier texts nearest to a draft: their votes, and what the draft changes in them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import numpy as np

from banggiao.foresight.drafts import Draft
from banggiao.foresight.forecasting import Record
from banggiao.foresight.past import Past
from banggiao.foresight.rollcalls import NOT_MEMBER, VOTES

NUMBERED = re.compile(r"(?:^|\s)>?\s*\d{1,3}\.\s+(?=[A-ZÀ-Ỹ])")
"""Where an operative paragraph begins: «3. Requests …»."""
SAME = 0.95
"""From this share of words in common on, a paragraph has only had years and symbols brought up to date."""
REWORDED = 0.5


@dataclass(frozen=True)
class Changes:
    """Operative paragraphs of a draft beside those of an earlier text."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    reworded: tuple[tuple[str, str], ...]
    """The earlier wording, the draft's."""
    kept: int


@dataclass(frozen=True)
class Precedent:
    """An earlier text near to a draft."""

    symbol: str
    title: str
    date: dt.date
    similarity: float
    """0 to 1, over title, agenda item, text and sponsors as far as both have them."""
    votes: dict[str, str] | None
    """Y, N, A or X by state; None where the text was adopted without a vote."""
    changes: Changes | None
    """None where one of the two texts is not known."""

    def count(self, vote: str) -> int:
        """Count the members that voted so."""
        return sum(cast == vote for cast in (self.votes or {}).values())


def precedents(past: Past, record: Record, draft: Draft, limit: int) -> list[Precedent]:
    """Find the `limit` texts of the past nearest to the draft; of two equally near, the later comes first."""
    alike = past.similarity(past.describe([draft]))[0]
    order = np.lexsort((-np.arange(len(alike)), -alike))[:limit]
    return [_precedent(past, record, draft, int(row), float(alike[row])) for row in order]


def changes(earlier: str, now: str) -> Changes:
    """Pair the operative paragraphs of two texts by their words and tell what differs."""
    old, new = operative_paragraphs(earlier), operative_paragraphs(now)
    words = [_words(paragraph) for paragraph in old]
    free = set(range(len(old)))
    added, reworded, kept = [], [], 0
    for paragraph in new:
        likeness = {place: _common(words[place], _words(paragraph)) for place in sorted(free)}
        best = max(likeness, key=lambda place: likeness[place], default=None)
        if best is None or likeness[best] < REWORDED:
            added.append(paragraph)
            continue
        free.discard(best)
        if likeness[best] >= SAME:
            kept += 1
        else:
            reworded.append((old[best], paragraph))
    return Changes(tuple(added), tuple(old[place] for place in sorted(free)), tuple(reworded), kept)


def operative_paragraphs(text: str) -> list[str]:
    """Return the numbered paragraphs of a text without their numbers; the preamble is none."""
    return [part.strip() for part in NUMBERED.split(text)[1:] if part.strip()]


def _precedent(past: Past, record: Record, draft: Draft, row: int, similarity: float) -> Precedent:
    earlier = Draft.of(record.resolutions, int(past.rows[row])).told(past.info)
    votes = None
    if past.recorded[row]:
        cast = past.votes[row]
        there = np.flatnonzero(cast != NOT_MEMBER)
        votes = {str(past.members[column]): VOTES[cast[column]] for column in there}
    both = changes(earlier.text, draft.text) if earlier.text and draft.text else None
    day = past.dates[row].astype(dt.date)
    symbol = record.resolutions.symbols[int(past.rows[row])]
    return Precedent(symbol, earlier.title, day, similarity, votes, both)


def _words(paragraph: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{2,}", paragraph.lower()))


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)
