"""Ideal points: where each member stood each year, from its votes alone.

The model of Bailey, Strezhnev and Voeten, "Estimating Dynamic State Preferences from United Nations Voting
Data" (Journal of Conflict Resolution 61, 2017): ordinal answers, positions that walk at random from calendar
year to calendar year. They sample the posterior; here its means are found by EM (see `ordinal_probit`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from banggiao.foresight.rollcalls import RollCalls

Floats = npt.NDArray[np.float64]
Rows = dict[str, list[Any]]
"""Columns of a table by their names."""

FIRST_STEPS = 4
"""Steps of what resolutions ask before positions first move."""


@dataclass(frozen=True, eq=False)
class Distance:
    """How far two members stood apart by year (T), with standard errors; NaN where one is absent."""

    years: npt.NDArray[np.int_]
    distance: Floats
    se: Floats


@dataclass(frozen=True, eq=False)
class FittedIdealPoints:
    """Positions of members (C) in calendar years (T) on axes (K), and what resolutions (R) ask.

    Positions are told on a scale of mean 0 and, averaged over the axes, variance 1 over all member-years.
    """

    years: npt.NDArray[np.int_]
    """(T,) calendar years in which the members were divided."""
    members: npt.NDArray[np.str_]
    """(C,) as in the roll calls."""
    theta: Floats
    """(T, C, K) posterior means; NaN where a member did not vote in that year."""
    covariance: Floats
    """(T, C, K, K) of each position."""
    resolutions: npt.NDArray[np.str_]
    """(R,) as in the roll calls."""
    discrimination: Floats
    """(R, K); NaN for unanimous votes."""
    cutpoints: Floats
    """(R, 2) between no and abstaining, abstaining and yes; infinite or equal where nobody gave an answer."""

    @cached_property
    def se(self) -> Floats:
        """(T, C, K) standard errors: the posterior's standard deviations."""
        se: Floats = np.sqrt(np.diagonal(self.covariance, axis1=2, axis2=3))
        return se

    def distance(self, one: str, other: str) -> Distance:
        """Return how far apart two members stood each year (Euclidean).

        Its standard error takes the errors of the two as independent (delta method). Raises KeyError for a
        code that is not among the members.
        """
        first, second = (self._column(code) for code in (one, other))
        apart = self.theta[:, first] - self.theta[:, second]
        distance = np.sqrt((apart**2).sum(axis=1))
        spread = self.covariance[:, first] + self.covariance[:, second]
        along = apart / np.where(distance > 0, distance, 1)[:, None]
        return Distance(self.years, distance, np.sqrt(np.einsum("tk,tkl,tl->t", along, spread, along)))

    def latest(self) -> Floats:
        """Return each member's last known position (C, K); NaN for one that never voted."""
        known = ~np.isnan(self.theta[:, :, 0])
        last = len(known) - 1 - np.argmax(known[::-1], axis=0)
        positions: Floats = self.theta[last, np.arange(len(self.members))]
        return positions

    def _column(self, code: str) -> int:
        found = np.flatnonzero(self.members == code)
        if not len(found):
            raise KeyError(code)
        return int(found[0])


@dataclass(frozen=True)
class IdealPoints:
    """Settings of an estimate; `fit` makes it.

    A random walk alone leaves each year's spread to its votes, and years in which a bloc voted alone then
    spread without end; so each member-year also has a standard normal prior, as is usual in a single year.

    One axis is identified by its mean, its variance and the sign of `anchor`, which stands on the positive
    side. More axes are identified up to a rotation, and are told as principal axes, the widest first; the
    sign of each later one is free and set so that its positions are skewed to the positive side.
    """

    model: Literal["ordinal"] = "ordinal"
    dims: int = 1
    evolution_var: float = 0.1
    """Variance by which a position moves in a year."""
    anchor: str = "USA"
    tolerance: float = 0.02
    """The largest move of any position at which the estimate stands."""
    most_steps: int = 40

    def __post_init__(self) -> None:
        if self.model != "ordinal" or self.dims < 1 or not self.evolution_var > 0:
            raise ValueError(
                "Mô hình phải là 'ordinal', ít nhất một chiều, phương sai dương / "
                "the model must be 'ordinal', with one dimension or more and a positive evolution variance"
            )

    def fit(self, rollcalls: RollCalls) -> FittedIdealPoints:
        """Estimate from the votes on whole texts; unanimous votes and absences tell nothing.

        Raises ValueError where the members were never divided or the anchor never voted on what divided them.
        """
        from threadpoolctl import threadpool_limits  # noqa: PLC0415 - these take long to load

        from banggiao.foresight.ideal_estimate import Estimate  # noqa: PLC0415
        from banggiao.foresight.ordinal_probit import years_of  # noqa: PLC0415

        years = list(years_of(rollcalls))
        voters = {str(code) for year in years for code in rollcalls.members[year.members]}
        if self.anchor not in voters:
            raise ValueError(
                f"{self.anchor} không bỏ phiếu nào phân định được lập trường / "
                f"{self.anchor} cast no vote on which the members were divided"
            )
        # A year is one thread's work; threads of the matrix library below it would only wait for each other.
        with threadpool_limits(1), ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
            estimate = Estimate.start(years, len(rollcalls.members), self.dims)
            for step in range(self.most_steps):
                estimate, moved_by = estimate.step(pool, self.evolution_var, FIRST_STEPS if step == 0 else 1)
                if moved_by < self.tolerance:
                    break
            anchor = int(np.flatnonzero(rollcalls.members == self.anchor)[0])
            estimate = estimate.in_axes(estimate.principal_axes(anchor))
        discrimination, cutpoints = estimate.asked(len(rollcalls.resolutions))
        return FittedIdealPoints(
            years=np.array([year.year for year in years]),
            members=rollcalls.members,
            theta=estimate.positions,
            covariance=estimate.covariances,
            resolutions=rollcalls.resolutions,
            discrimination=discrimination,
            cutpoints=cutpoints,
        )


def latest_positions(rollcalls: RollCalls, *, years: int = 6, dims: int = 4, anchor: str = "USA") -> Floats:
    """Return each member's last known position (C, K) from the last `years` years of roll calls; cheap.

    NaN for a member that did not vote in them. Give it only roll calls before the day it is used for.
    """
    last = rollcalls.dates.max() if len(rollcalls.dates) else np.datetime64("1946-01-01")
    age = np.asarray(last - rollcalls.dates) / np.timedelta64(365, "D")
    recent = rollcalls.take(np.flatnonzero(age < years))
    return IdealPoints(dims=dims, anchor=anchor, most_steps=10).fit(recent).latest()


def long_rows(fitted: FittedIdealPoints, members: Iterable[str] = (), *, since: int = 0) -> Rows:
    """Return columns iso3, year and, for each axis, position and standard error: a row per member-year.

    In order of member and year; of all members where none are named, of years from `since` on.
    """
    wanted = set(members) or set(fitted.members.tolist())
    known = ~np.isnan(fitted.theta[:, :, 0]) & (fitted.years >= since)[:, None]
    column, place = np.nonzero((known & np.isin(fitted.members, sorted(wanted))).T)
    rows: Rows = {"iso3": fitted.members[column].tolist(), "year": fitted.years[place].tolist()}
    dims = fitted.theta.shape[2]
    for axis in range(dims):
        name = "ideal_point" if dims == 1 else f"ideal_point_{axis + 1}"
        rows[name] = fitted.theta[place, column, axis].tolist()
        rows[f"{name}_se"] = fitted.se[place, column, axis].tolist()
    return rows
