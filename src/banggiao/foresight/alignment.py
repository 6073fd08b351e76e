"""The reading behind the page Alignment: one partner against ours, over time and by subject.

Agreement alone follows the agenda: where nearly everything passes against a few, everyone is near everyone.
So each point also tells agreement above chance and the distance of ideal points, each with its interval, how
many votes it stands on, and which they are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from statistics import NormalDist

import numpy as np

from banggiao.foresight.dyads import By, agreement
from banggiao.foresight.ideal_points import FittedIdealPoints
from banggiao.foresight.measures import MEASURES
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import ABSENT, ABSTAIN, NO, NOT_MEMBER, VOTES, YES, RollCalls
from banggiao.foresight.subjects import subjects_of

PLACE = {YES: 0, ABSTAIN: 1, NO: 2}
"""Vote: its place on the scale from for to against."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its interval; None where it is undefined, such as agreement above a chance of one."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class JointVote:
    """One roll call at which both were members: Y, N, A or X each."""

    symbol: str
    day: date
    title: str
    subjects: tuple[str, ...]
    ours: str
    theirs: str

    @property
    def cast(self) -> bool:
        """Whether both voted, so that it counts."""
        return VOTES[ABSENT] not in (self.ours, self.theirs)

    @property
    def apart(self) -> int | None:
        """Steps between the two votes: 0 alike, 1 where one abstained, 2 opposed; None unless both voted."""
        if not self.cast:
            return None
        ours, theirs = (PLACE[VOTES.index(vote)] for vote in (self.ours, self.theirs))
        return abs(ours - theirs)


@dataclass(frozen=True, slots=True)
class AlignmentPoint:
    """One year or subject: the measures by name, the distance of positions, and the votes behind them."""

    group: str
    measures: dict[str, Figure]
    """By the names of `measures.MEASURES`."""
    distance: Figure | None
    """Between ideal points; None for a subject, and in a year without a position of either."""
    votes: tuple[JointVote, ...]
    """All on which both voted, in order of day."""
    missed: tuple[JointVote, ...]
    """Those that do not count, because one of the two did not vote."""

    @property
    def n(self) -> int:
        """How many votes the measures stand on."""
        return len(self.votes)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a partner stood to us: by calendar year, and by subject over all years read."""

    ours: str
    partner: str
    level: float
    by_year: tuple[AlignmentPoint, ...]
    by_subject: tuple[AlignmentPoint, ...]


def alignment(
    calls: RollCalls,
    resolutions: Resolutions,
    points: FittedIdealPoints | None,
    *,
    ours: str,
    partner: str,
    level: float = 0.95,
) -> Alignment:
    """Read `calls` (votes on whole texts) for two members; `points` may rest on more roll calls than these.

    A roll call counts to each of its subjects. Raises ValueError for a code that is not among the members,
    and where the two are one.
    """
    for code in (ours, partner):
        if code not in calls.members:
            raise ValueError(
                f"Không có nước «{code}» trong các cuộc bỏ phiếu / no member {code} in these roll calls"
            )
    if ours == partner:
        raise ValueError("Hai nước phải khác nhau / the two members must differ")
    columns = [int(np.flatnonzero(calls.members == code)[0]) for code in sorted((ours, partner))]
    whole = calls.final_passage()
    two = replace(whole, members=whole.members[columns], votes=whole.votes[:, columns])
    votes = list(_joint_votes(two, resolutions, ours, partner))
    distances = distances_of(points, ours, partner, level) if points else {}

    def read(by: By, groups_of: Callable[[JointVote], tuple[str, ...]]) -> Iterator[AlignmentPoint]:
        behind: dict[str, list[JointVote]] = {}
        for vote in votes:
            for group in groups_of(vote):
                behind.setdefault(group, []).append(vote)
        if not behind:
            return
        dyads = agreement(two, by=by, of=ours, level=level, resolutions=resolutions)
        for row, group in enumerate(dyads.groups):
            measures = {
                name: figure(dyads.values[name][row], dyads.low[name][row], dyads.high[name][row])
                for name in MEASURES
            }
            distance = distances.get(str(group)) if by == "year" else None
            here = behind.get(str(group), [])
            yield AlignmentPoint(
                str(group), measures, distance,
                tuple(vote for vote in here if vote.cast), tuple(vote for vote in here if not vote.cast),
            )  # fmt: skip

    return Alignment(
        ours, partner, level,
        tuple(read("year", lambda vote: (str(vote.day.year),))),
        tuple(read("subject", lambda vote: vote.subjects)),
    )  # fmt: skip


def _joint_votes(two: RollCalls, resolutions: Resolutions, ours: str, partner: str) -> Iterator[JointVote]:
    """Yield the roll calls at which both were members."""
    known = {symbol: row for row, symbol in enumerate(resolutions.symbols)}
    subjects = subjects_of(resolutions)
    own, other = ((two.members == code).argmax() for code in (ours, partner))
    both = (two.votes != NOT_MEMBER).all(axis=1)
    for row in np.flatnonzero(both):
        symbol = str(two.resolutions[row])
        place = known.get(symbol)
        yield JointVote(
            symbol,
            two.dates[row].item(),
            "" if place is None else resolutions.titles[place],
            () if place is None else subjects[place],
            VOTES[two.votes[row, own]],
            VOTES[two.votes[row, other]],
        )


def distances_of(points: FittedIdealPoints, ours: str, partner: str, level: float) -> dict[str, Figure]:
    """Return the distance of two members in each calendar year in which both have a position."""
    apart = points.distance(ours, partner)
    wide = NormalDist().inv_cdf((1 + level) / 2)
    return {
        str(year): Figure(float(value), max(0.0, float(value - wide * se)), float(value + wide * se))
        for year, value, se in zip(apart.years, apart.distance, apart.se, strict=True)
        if not math.isnan(value)
    }


def figure(*numbers: float) -> Figure:
    """Take a value and its bounds as they are computed, NaN where undefined."""
    return Figure(*(None if math.isnan(number) else float(number) for number in numbers))
