"""All partners beside each other: how each stood to us over some years, for a list that can be sorted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from banggiao.foresight.alignment import Figure, distances_of, figure
from banggiao.foresight.dyads import agreement
from banggiao.foresight.ideal_points import FittedIdealPoints
from banggiao.foresight.measures import MEASURES
from banggiao.foresight.rollcalls import RollCalls

FEWEST = 20
"""Roll calls of a year in which positions are set side by side; with fewer a year has just begun."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One partner over the years asked for."""

    partner: str
    """ISO 3166-1 alpha-3."""
    n: int
    """Roll calls on which both voted."""
    measures: dict[str, Figure]
    """By the names of `measures.MEASURES`."""
    distance: Figure | None
    """Between ideal points in `distance_year`; None without a position of either in it."""


def standings(
    calls: RollCalls, points: FittedIdealPoints | None, *, ours: str, level: float = 0.95
) -> tuple[Standing, ...]:
    """Compare `ours` with all who were members beside it in `calls` (votes on whole texts), in order of code.

    `points` may rest on more roll calls than these. Raises ValueError where `ours` is not among the members.
    """
    whole = calls.final_passage()
    if not len(whole.resolutions):
        return ()
    year = distance_year(whole)

    def read() -> Iterator[Standing]:
        dyads = agreement(whole, by="all", of=ours, level=level)
        for row, partner in enumerate(map(str, dyads.second)):
            measures = {
                name: figure(dyads.values[name][row], dyads.low[name][row], dyads.high[name][row])
                for name in MEASURES
            }
            distance = distances_of(points, ours, partner, level).get(year) if points else None
            yield Standing(partner, int(dyads.n[row]), measures, distance)

    return tuple(read())


def distance_year(calls: RollCalls) -> str:
    """Return the last calendar year with `FEWEST` roll calls or more, the last of all where none has them."""
    years, counts = np.unique(calls.dates.astype("datetime64[Y]"), return_counts=True)
    enough = years[counts >= FEWEST]
    return str((enough if len(enough) else years)[-1])


def years_of(calls: RollCalls, since: int) -> RollCalls:
    """Return the roll calls of this calendar year and later ones."""
    return calls.take(np.asarray(calls.dates >= np.datetime64(f"{since:04}-01-01")))
