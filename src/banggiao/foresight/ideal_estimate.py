"""An estimate of ideal points under way, from its start to the axes that it is told on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from banggiao.foresight.ordinal_probit import (
    Items,
    Year,
    first_items,
    moved,
    position_information,
    told_cutpoints,
    turned,
    update_items,
)
from banggiao.foresight.random_walk import smooth

Floats = npt.NDArray[np.float64]

LONGEST_MOVE = 1.0
"""Of a position in one step."""


@dataclass(frozen=True, eq=False)
class Estimate:
    """An estimate under way: years (T) with their items, positions (T, C, K) with covariances."""

    years: list[Year]
    items: list[Items]
    positions: Floats
    covariances: Floats

    @classmethod
    def start(cls, years: list[Year], members: int, dims: int) -> Estimate:
        """Begin with each year's leading eigenvectors, turned to those of the year before."""
        positions = np.full((len(years), members, dims), np.nan)
        for place, year in enumerate(years):
            begun = _eigenvectors(year, dims)
            if place:
                begun = begun @ _likest_rotation(begun, positions[place - 1, year.members])
            positions[place, year.members] = begun
        voted = ~np.isnan(positions[:, :, 0])
        covariances = np.broadcast_to(0.05 * np.eye(dims), (*voted.shape, dims, dims))
        return cls(years, [first_items(year, dims) for year in years], positions, covariances)

    @property
    def voted(self) -> npt.NDArray[np.bool_]:
        """(T, C) whether a member voted in a year."""
        voted: npt.NDArray[np.bool_] = ~np.isnan(self.positions[:, :, 0])
        return voted

    def step(self, pool: ThreadPoolExecutor, evolution_var: float, times: int) -> tuple[Estimate, float]:
        """Return a better estimate, and by how much the position moved that moved the most."""
        count, members, dims = self.positions.shape
        information, weighted = np.zeros((count, members, dims, dims)), np.zeros((count, members, dims))

        def learn(place: int) -> Items:
            year, items = self.years[place], self.items[place]
            known = self.positions[place, year.members], self.covariances[place, year.members]
            for _ in range(times):
                items = update_items(year, items, *known)
            told = position_information(year, items, known[0])
            information[place, year.members], weighted[place, year.members] = told
            return items

        items = list(pool.map(learn, range(count)))
        information[self.voted] += np.eye(dims)
        calendar = np.array([year.year for year in self.years])
        positions, covariances = smooth(calendar, information, weighted, evolution_var)
        positions = self.positions + np.clip(positions - self.positions, -LONGEST_MOVE, LONGEST_MOVE)
        origin = positions[self.voted].mean(axis=0)
        scale = float(np.sqrt(positions[self.voted].var(axis=0).mean()))
        positions = (positions - origin) / scale
        items = [moved(year, own, origin, scale) for year, own in zip(self.years, items, strict=True)]
        better = replace(self, items=items, positions=positions, covariances=covariances / scale**2)
        return better, float(np.abs(positions - self.positions)[self.voted].max())

    def in_axes(self, axes: Floats) -> Estimate:
        """Return the same estimate with positions told on the columns of the orthogonal `axes` (K, K)."""
        return replace(
            self,
            items=[turned(items, axes) for items in self.items],
            positions=self.positions @ axes,
            covariances=np.where(self.voted[:, :, None, None], axes.T @ self.covariances @ axes, np.nan),
        )

    def principal_axes(self, anchor: int) -> Floats:
        """Return the principal axes (K, K), the widest first: the first with the column `anchor` on its
        positive side, the others skewed to theirs."""
        seen = self.positions[self.voted]
        axes: Floats = np.linalg.eigh(seen.T @ seen)[1][:, ::-1]
        lean = ((seen @ axes) ** 3).sum(axis=0)
        lean[0] = np.nansum(self.positions[:, anchor] @ axes[:, 0])
        return axes * np.where(lean < 0, -1, 1)

    def asked(self, resolutions: int) -> tuple[Floats, Floats]:
        """Return discriminations (R, K) and cutpoints (R, 2) of all roll calls; NaN for unanimous ones."""
        discrimination = np.full((resolutions, self.positions.shape[2]), np.nan)
        cutpoints = np.full((resolutions, 2), np.nan)
        for year, items in zip(self.years, self.items, strict=True):
            discrimination[year.rows] = items.discrimination
            cutpoints[year.rows] = told_cutpoints(year, items)
        return discrimination, cutpoints


def _eigenvectors(year: Year, dims: int) -> Floats:
    """Return first positions (C, K) of a year: the leading eigenvectors of how its members voted together."""
    mean = (year.answer * year.cast).sum(axis=1, keepdims=True) / year.cast.sum(axis=1, keepdims=True)
    apart = (year.answer - mean) * year.cast
    apart /= np.sqrt((apart**2).sum(axis=1, keepdims=True))
    values, vectors = np.linalg.eigh(apart.T @ apart)
    positions = np.zeros((len(year.members), dims))
    there = min(dims, len(values))
    relative = np.sqrt(np.maximum(values[::-1][:there] / values[-1], 0))
    positions[:, :there] = vectors[:, ::-1][:, :there] * relative * np.sqrt(len(year.members))
    return positions


def _likest_rotation(positions: Floats, earlier: Floats) -> Floats:
    """Return the orthogonal matrix (K, K) that turns positions to those of a year before (Procrustes)."""
    both = ~np.isnan(earlier[:, 0])
    left, _, right = np.linalg.svd(positions[both].T @ earlier[both])
    rotation: Floats = left @ right
    return rotation
