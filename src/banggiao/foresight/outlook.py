"""What a forecaster tells of a draft beyond single members: the tally, soundings, who may swing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from banggiao.foresight.drafts import Draft, Forecast
from banggiao.foresight.forecasting import Record
from banggiao.foresight.hindcasts import hindcasts
from banggiao.foresight.rollcalls import VOTES
from banggiao.foresight.soundings import codes, update
from banggiao.foresight.spread import Spread
from banggiao.foresight.swing import Swing, swing
from banggiao.foresight.tally import Tally, tally
from banggiao.foresight.titles import RECURRING, Titles


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier roll call on a text of a like title."""

    symbol: str
    date: dt.date
    title: str
    similarity: float
    counts: dict[str, int]
    """Members by vote: Y, N, A, X."""


class Outlook:
    """Adds to a forecaster what members will do together, learnt from its own forecasts of past sessions."""

    origin: dt.date
    info: tuple[str, ...]
    record: Record
    """All that was before the origin, kept by `fit`."""

    def predict_proba(self, draft: Draft) -> Forecast:
        """Forecast one draft."""
        raise NotImplementedError

    @cached_property
    def spread(self) -> Spread:
        """How far forecasts of this kind have strayed together; learnt at first use, from a second fit
        further back."""
        return hindcasts(type(self), self.record, self.info).spread(self.record.rollcalls)  # type: ignore[arg-type]

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self.record.rollcalls, self.record.resolutions)

    def recurring(self, draft: Draft) -> bool:
        """Say whether the draft's text has come before, by its title."""
        nearest = self._titles.nearest([draft.title], np.datetime64(self.origin, "D"))
        return bool(nearest.similarity[0] >= RECURRING)

    def tally(
        self, draft: Draft, level: float = 0.9, known: Mapping[str, str] | None = None, seed: int = 0
    ) -> Tally:
        """Draw the members' votes together and count them; `known` holds positions by state (Y, N, A, X)."""
        forecast = self.predict_proba(draft)
        told = codes(known or {}, forecast)
        back = self.recurring(draft)
        return tally(forecast, self.spread, recurring=back, level=level, known=told, seed=seed)

    def update(self, draft: Draft, known: Mapping[str, str]) -> Forecast:
        """Condition the forecast on known positions by state (Y, N, A, X). UnknownSounding for what is
        none."""
        return update(self.predict_proba(draft), self.spread, known, recurring=self.recurring(draft))

    def swing(self, draft: Draft, limit: int = 20, known: Mapping[str, str] | None = None) -> list[Swing]:
        """Rank who may leave its last position on the precedent, with reasons; what is `known` moves them."""
        forecast = self.update(draft, known) if known else self.predict_proba(draft)
        return swing(draft, forecast, self.record, limit=limit)

    def earlier(self, draft: Draft, limit: int = 5) -> list[Earlier]:
        """List the roll calls whose titles are nearest to the draft's, the nearest first, later ones
        before."""
        calls, texts = self.record.rollcalls, self.record.resolutions
        likeness = self._titles.similarity(draft.title)
        order = np.lexsort((-np.arange(len(likeness)), -likeness.round(2)))
        rows = order[likeness[order] > 0][:limit].tolist()
        return [
            Earlier(
                str(calls.resolutions[row]),
                calls.dates[row].item(),
                texts.titles[texts.index_of(str(calls.resolutions[row]))],
                float(likeness[row]),
                {vote: int((calls.votes[row] == code).sum()) for code, vote in enumerate(VOTES)},
            )
            for row in rows
        ]
