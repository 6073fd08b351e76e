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
    """Between ideal points in the last year read; None without a position of either in it."""


def standings(
    calls: RollCalls, points: FittedIdealPoints | None, *, ours: str, level: float = 0.95
) -> tuple[Standing, ...]:
    """Compare `ours` with all who were members beside it in `calls` (votes on whole texts), in order of code.

    `points` may rest on more roll calls than these. Raises ValueError where `ours` is not among the members.
    """
    whole = calls.final_passage()
    if not len(whole.resolutions):
        return ()
    year = str(whole.dates.max().astype("datetime64[Y]"))

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


def years_of(calls: RollCalls, since: int) -> RollCalls:
    """Return the roll calls of this calendar year and later ones."""
    return calls.take(np.asarray(calls.dates >= np.datetime64(f"{since:04}-01-01")))
