"""What a forecaster tells of a draft beyond single members: the tally, soundings, who may swing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

import numpy as np

from banggiao.foresight.drafts import Draft, Forecast
from banggiao.foresight.forecasting import Record
from banggiao.foresight.hindcasts import hindcasts
from banggiao.foresight.soundings import codes, update
from banggiao.foresight.spread import Spread
from banggiao.foresight.swing import Swing, swing
from banggiao.foresight.tally import Tally, tally
from banggiao.foresight.titles import RECURRING, Titles


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
