"""Earlier texts nearest to a draft: their votes, and what the draft changes in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from banggiao.foresight.drafts import Draft
from banggiao.foresight.forecasting import Record
from banggiao.foresight.past import Past
from banggiao.foresight.rollcalls import NOT_MEMBER, VOTES
from banggiao.foresight.texts import TextChange, changes_between


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
    changes: tuple[TextChange, ...] | None
    """None where one of the two texts is not known."""

    def count(self, vote: str) -> int:
        """Count the members that voted so."""
        return sum(cast == vote for cast in (self.votes or {}).values())


def precedents(past: Past, record: Record, draft: Draft, limit: int) -> list[Precedent]:
    """Find the `limit` texts of the past nearest to the draft; of two equally near, the later comes first."""
    alike = past.similarity(past.describe([draft]))[0]
    order = np.lexsort((-np.arange(len(alike)), -alike))[:limit]
    return [_precedent(past, record, draft, int(row), float(alike[row])) for row in order]


def _precedent(past: Past, record: Record, draft: Draft, row: int, similarity: float) -> Precedent:
    earlier = Draft.of(record.resolutions, int(past.rows[row])).told(past.info)
    votes = None
    if past.recorded[row]:
        cast = past.votes[row]
        there = np.flatnonzero(cast != NOT_MEMBER)
        votes = {str(past.members[column]): VOTES[cast[column]] for column in there}
    both = tuple(changes_between(earlier.text, draft.text)) if earlier.text and draft.text else None
    day = past.dates[row].astype(dt.date)
    symbol = record.resolutions.symbols[int(past.rows[row])]
    return Precedent(symbol, earlier.title, day, similarity, votes, both)
