"""Gradient boosting of trees on features cut into steps (Friedman 2001; scikit-learn's histograms).

Steps are cut here, once for all questions: scikit-learn would weigh the samples again for every cut of every
feature, which took two thirds of all learning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from banggiao.foresight.past import Floats

STEPS = 128
"""A feature is cut into so many steps, each as often reached as any other."""
LOOKED_AT = 50_000
"""So many cells tell where the steps are; more tell the same."""
SHAPE = {"learning_rate": 0.07, "max_leaf_nodes": 12, "min_samples_leaf": 50, "l2_regularization": 10.0}


@dataclass(frozen=True, eq=False)
class Steps:
    """Where each feature (F) is cut."""

    cuts: list[Floats]

    @classmethod
    def learn(cls, values: Floats) -> Steps:
        """Cut (n, F) features by their quantiles; what is not known is left out."""
        some = values[:: max(1, len(values) // LOOKED_AT)]
        places = np.linspace(0, 1, STEPS + 1)[1:-1]
        return cls([_quantiles(column[~np.isnan(column)], places) for column in some.T])

    def of(self, values: Floats) -> Floats:
        """Return the step of each of (n, F) features; NaN where it is not known."""
        steps = np.empty_like(values)
        for place, cuts in enumerate(self.cuts):
            column = np.ascontiguousarray(values[:, place])
            steps[:, place] = np.where(np.isnan(column), np.nan, np.searchsorted(cuts, column))
        return steps


@dataclass(frozen=True, eq=False)
class Trees:
    """The chance of yes, by the steps of the features."""

    model: Any
    """A fitted model, or the chance itself where only one answer was ever given."""

    @classmethod
    def learn(
        cls,
        steps: Floats,
        answer: npt.NDArray[np.bool_],
        weights: npt.NDArray[np.float64],
        *,
        count: int,
        features: float = 0.3,
    ) -> Trees:
        """Learn `count` trees from (n, F) steps, (n,) answers and what each counts; each split chooses among
        a share of the features."""
        from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415 (costs a second)

        if len(np.unique(answer)) < 2:
            return cls(0.999 if answer.any() else 0.001)
        never = np.isnan(steps).all(axis=0)  # which scikit-learn would refuse
        if never.any():
            steps = np.where(never, np.float32(0), steps)
        model = HistGradientBoostingClassifier(
            max_iter=count, max_features=features, early_stopping=False, random_state=0, **SHAPE
        )
        return cls(model.fit(steps, answer, sample_weight=weights))

    def chance(self, steps: Floats) -> npt.NDArray[np.float64]:
        """Return the chance of yes from (n, F) steps: (n,)."""
        if isinstance(self.model, float):
            return np.full(len(steps), self.model)
        return np.asarray(self.model.predict_proba(steps)[:, 1], dtype=np.float64)


def _quantiles(known: Floats, places: npt.NDArray[np.float64]) -> Floats:
    if not len(known):
        return np.empty(0, dtype=np.float32)
    return np.unique(np.quantile(known, places, method="lower"))
