"""A penalised logit on the features of a draft: simpler than trees, and steadier on new drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from banggiao.foresight.past import RECURRING, Floats

PENALTY = 1000.0
"""Of the squared coefficients: votes on one draft go together, so that cells are far fewer than they look."""
SURE = 0.004
"""A rate is taken no nearer to nought or one than this."""
BY_NEWNESS = (
    *(f"{name} {vote}" for name in ("sharp", "broad", "surface", "title", "sharp bloc", "sponsors")
      for vote in ("no", "abstain")),
    *(f"{name} {vote}" for name in ("on new texts", "base", "recorded") for vote in ("no", "abstain")),
    "sponsors", "votes with sponsors", "far from sponsors",
)  # fmt: skip
"""What counts otherwise on a draft without precedent, and with how many like texts there are."""
STANDS = ("position 0", "position 1", "position 2")
AGAINST = (
    "sponsors' position 0", "sponsors' position 1", "sponsors' position 2", "USA sponsors",
    "broad no", "broad abstain",
)  # fmt: skip
"""What meets a member's position."""


@dataclass(frozen=True, eq=False)
class Logit:
    """The chance of yes, its log-odds linear in terms of length one (L2 penalty; Hoerl and Kennard 1970)."""

    names: list[str]
    centre: Floats
    scale: Floats
    model: Any
    """A fitted model, or the chance itself where only one answer was ever given."""

    @classmethod
    def learn(
        cls, values: Floats, names: list[str], answer: npt.NDArray[np.bool_], weights: npt.NDArray[np.float64]
    ) -> Logit:
        """Learn from (n, F) features, (n,) answers and what each counts."""
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 (costs a second)

        if len(np.unique(answer)) < 2:
            nothing = np.empty(0, np.float32)
            return cls(names, nothing, nothing, 0.999 if answer.any() else 0.001)
        table = _terms(values, names)
        moments = [_moments(term) for term in table.T]
        centre, scale = np.array(moments, dtype=np.float32).T
        model = LogisticRegression(C=1 / PENALTY, max_iter=500)
        model.fit(_standard(table, centre, scale), answer, sample_weight=weights)
        return cls(names, centre, scale, model)

    def chance(self, values: Floats) -> npt.NDArray[np.float64]:
        """Return the chance of yes from (n, F) features: (n,)."""
        if isinstance(self.model, float):
            return np.full(len(values), self.model)
        table = _standard(_terms(values, self.names), self.centre, self.scale)
        return np.asarray(self.model.predict_proba(table)[:, 1], dtype=np.float64)


def _moments(term: Floats) -> tuple[float, float]:
    """Return mean and spread of what is known of a term; 0 and 1 where nothing is."""
    known = term[~np.isnan(term)]
    return (float(known.mean()), float(known.std()) + 1e-3) if len(known) else (0.0, 1.0)


def _standard(table: Floats, centre: Floats, scale: Floats) -> Floats:
    """Turn terms in place to mean nought and spread one; what is not known stands at the mean."""
    table -= centre
    table /= scale
    np.clip(table, -5, 5, out=table)
    table[np.isnan(table)] = 0
    return table


def _terms(values: Floats, names: list[str]) -> Floats:
    """Return the terms of the sum, (n, T): rates as log-odds, votes as marks, and products of these."""
    column = {name: values[:, place] for place, name in enumerate(names)}
    count = sum(1 for _ in _each_term({name: each[:1] for name, each in column.items()}))
    table = np.empty((len(values), count), dtype=np.float32)
    for place, term in enumerate(_each_term(column)):
        table[:, place] = term
    return table


def _each_term(column: dict[str, Floats]) -> Iterator[npt.NDArray[Any]]:
    alike, nearest = column["nearest 0 alike"], column["nearest 0 vote"]
    new = column["nearest title"] < RECURRING
    for name, values in column.items():
        if name.endswith("vote"):
            yield from (values == vote for vote in (-1, 0, 1))
        else:
            yield _log_odds(values) if _is_rate(name) else values
    for vote in (-1, 0, 1):
        yield (nearest == vote) * alike
        yield (nearest == vote) * alike**6
    for stand in STANDS:
        yield from (column[stand] * column[name] for name in AGAINST)
    for name in BY_NEWNESS:
        values = np.nan_to_num(_log_odds(column[name]) if _is_rate(name) else column[name])
        yield values * new
        yield values * column["sharp weight"]
    yield new


def _is_rate(name: str) -> bool:
    return (name.endswith((" no", " abstain")) and not name.startswith("moved")) or name.startswith("absent")


def _log_odds(rate: Floats) -> Floats:
    kept = np.clip(rate, SURE, 1 - SURE)
    return np.asarray(np.log(kept / (1 - kept)))
