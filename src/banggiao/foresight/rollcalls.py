"""Roll calls: who voted how on which resolution, when."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

VOTES = ("Y", "N", "A", "X")
"""For, against, abstaining, and a member that did not vote; the place here is the code in a matrix."""

YES, NO, ABSTAIN, ABSENT = range(4)
NOT_MEMBER = -1


@dataclass(frozen=True, eq=False)
class RollCalls:
    """Recorded votes as one matrix, resolutions (R) by members (C), in order of date and then symbol.

    `votes` holds codes of `VOTES`, or `NOT_MEMBER` where a state was not a member on that day.
    """

    resolutions: npt.NDArray[np.str_]
    """(R,) symbols, each once."""
    sessions: npt.NDArray[np.int16]
    """(R,) session of the General Assembly; an emergency session counts to the regular one of its day."""
    dates: npt.NDArray[np.datetime64]
    """(R,) day of the vote."""
    members: npt.NDArray[np.str_]
    """(C,) ISO 3166-1 alpha-3 codes, in alphabetical order."""
    votes: npt.NDArray[np.int8]
    """(R, C) codes."""

    @classmethod
    def from_parquet(cls, path: Path) -> RollCalls:
        """Read long rows: session, date, resolution, iso3, vote."""
        table = pq.read_table(path, columns=["session", "date", "resolution", "iso3", "vote"])
        symbols = np.asarray(table["resolution"].to_pylist())
        states = np.asarray(table["iso3"].to_pylist())
        codes = np.asarray(table["vote"].to_pylist())
        days = table["date"].to_numpy().astype("datetime64[D]")
        sessions = table["session"].to_numpy().astype(np.int16)
        names, first, row = np.unique(symbols, return_index=True, return_inverse=True)
        members, column = np.unique(states, return_inverse=True)
        order = np.lexsort((names, days[first]))
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        votes = np.full((len(names), len(members)), NOT_MEMBER, dtype=np.int8)
        votes[place[row], column] = np.searchsorted(np.sort(VOTES), codes)
        votes[votes >= 0] = np.argsort(VOTES).astype(np.int8)[votes[votes >= 0]]
        first = first[order]
        return cls(names[order], sessions[first], days[first], members, votes)
