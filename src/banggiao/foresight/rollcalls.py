"""Roll calls: who voted how on which resolution, when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
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
        return cls.from_table(pq.read_table(path, columns=["session", "date", "resolution", "iso3", "vote"]))

    @classmethod
    def from_table(cls, table: pa.Table) -> RollCalls:
        """Take long rows of an Arrow table: session, date, resolution, iso3, vote."""
        names, row = _encoded(table["resolution"])
        members, column = _encoded(table["iso3"])
        kinds, kind = _encoded(table["vote"])
        days = table["date"].to_numpy().astype("datetime64[D]")
        sessions = table["session"].to_numpy().astype(np.int16)
        first = np.empty(len(names), dtype=np.intp)
        first[row[::-1]] = np.arange(len(row))[::-1]
        votes = np.full((len(names), len(members)), NOT_MEMBER, dtype=np.int8)
        votes[row, column] = np.array([VOTES.index(vote) for vote in kinds], dtype=np.int8)[kind]
        by_day, by_code = np.lexsort((names, days[first])), np.argsort(members)
        first = first[by_day]
        return cls(
            names[by_day], sessions[first], days[first], members[by_code], votes[np.ix_(by_day, by_code)]
        )

    def take(self, rows: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> RollCalls:
        """Return these roll calls; the columns stay, also of those who were no members then."""
        return RollCalls(
            self.resolutions[rows], self.sessions[rows], self.dates[rows], self.members, self.votes[rows]
        )

    def before(self, day: date) -> RollCalls:
        """Return the roll calls of earlier days."""
        return self.take(self.dates < np.datetime64(day, "D"))

    def of_sessions(self, sessions: Iterable[int]) -> RollCalls:
        """Return the roll calls of these sessions."""
        return self.take(np.isin(self.sessions, list(sessions)))

    def members_on(self, day: date) -> npt.NDArray[np.str_]:
        """Return the members, by code, at the last roll call on or before `day`; none before the first."""
        earlier = int(np.searchsorted(self.dates, np.datetime64(day, "D"), side="right"))
        if not earlier:
            return self.members[:0]
        return self.members[self.votes[earlier - 1] != NOT_MEMBER]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {str(symbol): row for row, symbol in enumerate(self.resolutions)}

    def index_of(self, symbol: str) -> int:
        """Return the row of `symbol`; KeyError where it is not among them."""
        return self._rows[symbol]


def _encoded(values: pa.ChunkedArray) -> tuple[npt.NDArray[np.str_], npt.NDArray[np.intp]]:
    """Part a column of text into its distinct values and the place of each row's value among them."""
    coded = pc.dictionary_encode(values).combine_chunks()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.unify_dictionaries().chunk(0)
    return np.array(coded.dictionary.to_pylist(), dtype=np.str_), coded.indices.to_numpy().astype(np.intp)
