"""How close states stand, pair by pair: measures of agreement by session, year or subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from banggiao.foresight.measures import MEASURES, Values, interval
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import ABSTAIN, NO, NOT_MEMBER, YES, RollCalls
from banggiao.foresight.subjects import subjects_of

By = Literal["session", "year", "subject", "all"]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Dyads:
    """Pairs of members (D), each once in each group in which both were members at one vote or more."""

    groups: npt.NDArray[np.str_]
    """(D,) the session, the year, the subject, or `all`."""
    first: npt.NDArray[np.str_]
    """(D,) ISO 3166-1 alpha-3; the member asked for, otherwise the earlier in the alphabet."""
    second: npt.NDArray[np.str_]
    """(D,) ISO 3166-1 alpha-3."""
    n: npt.NDArray[np.int64]
    """(D,) roll calls on which both voted for, against or abstained."""
    values: dict[str, Values]
    """Measure: (D,) values; NaN where undefined."""
    low: dict[str, Values]
    """Measure: (D,) lower bounds; empty where no intervals were asked for."""
    high: dict[str, Values]
    """Measure: (D,) upper bounds."""

    def __len__(self) -> int:
        return len(self.n)

    def between(self, one: str, other: str) -> Dyads:
        """Return the rows of this pair, in whichever order it is asked for."""
        straight = (self.first == one) & (self.second == other)
        return self._take(straight | ((self.first == other) & (self.second == one)))

    def _take(self, rows: npt.NDArray[np.bool_]) -> Dyads:
        def part(columns: dict[str, Values]) -> dict[str, Values]:
            return {name: column[rows] for name, column in columns.items()}

        return Dyads(
            self.groups[rows], self.first[rows], self.second[rows], self.n[rows],
            part(self.values), part(self.low), part(self.high),
        )  # fmt: skip


def agreement(
    calls: RollCalls,
    measures: str | Sequence[str] = tuple(MEASURES),
    *,
    by: By = "session",
    of: str | None = None,
    level: float | None = None,
    resolutions: Resolutions | None = None,
) -> Dyads:
    """Compare members pair by pair, over the roll calls of each group on which both voted.

    `measures`: names of `measures.MEASURES`, which tell formulas and sources. `of`: only pairs with this
    member. `level`: adds intervals, such as 0.95 (see `measures.interval`). `by` "subject" needs
    `resolutions`; a roll call counts to each of its subjects, and those without one are left out.
    Raises ValueError for a measure, a member or a group that does not exist.
    """
    names = (measures,) if isinstance(measures, str) else tuple(measures)
    if unknown := set(names) - MEASURES.keys():
        raise ValueError(f"no measure {sorted(unknown)}; there are {', '.join(MEASURES)}")
    if of is not None and of not in calls.members:
        raise ValueError(f"no member {of} in these roll calls")
    groups = _groups(calls, by, resolutions)
    parts = [_compared(calls, group, rows, names, of=of, level=level) for group, rows in groups]
    if not parts:
        raise ValueError("no roll call to compare")
    return _joined(parts)


def _groups(calls: RollCalls, by: By, resolutions: Resolutions | None) -> Iterator[tuple[str, Rows]]:
    if by == "all":
        yield "all", np.arange(len(calls.resolutions))
    elif by == "session":
        yield from _equal(calls.sessions.astype(np.int64))
    elif by == "year":
        yield from _equal(calls.dates.astype("datetime64[Y]").astype(np.int64) + 1970)
    elif by == "subject":
        if resolutions is None:
            raise ValueError("by subject needs the resolutions")
        subjects = dict(zip(resolutions.symbols, subjects_of(resolutions), strict=True))
        of_rows = [subjects.get(str(symbol), ()) for symbol in calls.resolutions]
        for subject in sorted({subject for some in of_rows for subject in some}):
            yield subject, np.flatnonzero([subject in some for some in of_rows])
    else:
        raise ValueError(f"no grouping {by}; there are session, year, subject and all")


def _equal(keys: npt.NDArray[np.int64]) -> Iterator[tuple[str, Rows]]:
    for key in np.unique(keys):
        yield str(key), np.flatnonzero(keys == key)


def _compared(
    calls: RollCalls, group: str, rows: Rows, names: Sequence[str], *, of: str | None, level: float | None
) -> Dyads:
    votes = calls.votes[rows]
    here = np.flatnonzero((votes != NOT_MEMBER).any(0))
    members = calls.members[here]
    first, second = _pairs(members, of)
    tables = _tables(votes[:, here], first, second)
    bounds = {name: interval(name, tables, level) for name in names} if level else {}
    return Dyads(
        np.full(len(first), group),
        members[first],
        members[second],
        tables.sum((1, 2)).astype(np.int64),
        {name: MEASURES[name](tables) for name in names},
        {name: low for name, (low, _) in bounds.items()},
        {name: high for name, (_, high) in bounds.items()},
    )


def _pairs(members: npt.NDArray[np.str_], of: str | None) -> tuple[Rows, Rows]:
    if of is None:
        first, second = np.triu_indices(len(members), 1)
        return first, second
    own, others = np.flatnonzero(members == of), np.flatnonzero(members != of)
    others = others[: len(others) * len(own)]  # none where the member asked for was no member then
    return np.repeat(own, len(others)), others


def _tables(votes: npt.NDArray[np.int8], first: Rows, second: Rows) -> Values:
    """Count joint votes: one matrix product of all members by all votes (counts are exact in float32)."""
    cast = np.concatenate([votes == code for code in (YES, ABSTAIN, NO)], axis=1).astype(np.float32)
    members = votes.shape[1]
    joint = (cast.T @ cast).reshape(3, members, 3, members)
    return joint[:, first, :, second].astype(np.float64)


def _joined(parts: Sequence[Dyads]) -> Dyads:
    def column(name: str) -> npt.NDArray[Any]:
        return np.concatenate([getattr(part, name) for part in parts])

    def columns(name: str) -> dict[str, Values]:
        return {
            key: np.concatenate([getattr(part, name)[key] for part in parts])
            for key in getattr(parts[0], name)
        }

    return Dyads(
        column("groups"), column("first"), column("second"), column("n"),
        columns("values"), columns("low"), columns("high"),
    )  # fmt: skip
