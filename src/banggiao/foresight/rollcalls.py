"""Roll calls: who voted how on which resolution, when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from banggiao.foresight.checking import VOTES, parquet, rows_of
from banggiao.foresight.unvotes import read_unvotes
from banggiao.foresight.unxml import read_extract, votes_table

__all__ = ["ABSENT", "ABSTAIN", "NO", "NOT_MEMBER", "VOTES", "YES", "RollCalls"]

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

    partial: npt.NDArray[np.bool_] | None = None
    """(R,) whether the vote was on a paragraph or an amendment; None where all are on the whole text."""

    @classmethod
    def from_parquet(cls, path: Path, origin: date | None = None) -> RollCalls:
        """Read long rows: session, date, resolution, iso3, vote. See `from_table`."""
        names = ["resolution", "iso3", "vote"]
        table = parquet(path, read_dictionary=names)
        return cls.from_table(table, file=Path(path).name, origin=origin)

    @classmethod
    def from_table(cls, table: pa.Table, *, file: str = "", origin: date | None = None) -> RollCalls:
        """Take long rows of an Arrow table: session, date, resolution, iso3, vote.

        Raises FileRefused, naming `file` and rows, for missing columns, wrong types, unknown states,
        impossible votes, duplicate cells, a resolution with two dates or sessions or dated outside its
        session, and, where an `origin` is given, rows of that day or later.
        """
        rows = rows_of(table, file, origin)
        votes = np.full((len(rows.symbols), len(rows.states)), NOT_MEMBER, dtype=np.int8)
        votes[rows.symbol, rows.state] = np.array([VOTES.index(k) for k in rows.kinds], np.int8)[rows.kind]
        by_day, by_code = np.lexsort((rows.symbols, rows.days[rows.first])), np.argsort(rows.states)
        first = rows.first[by_day]
        return cls(
            rows.symbols[by_day],
            rows.sessions[first],
            rows.days[first],
            rows.states[by_code],
            votes[np.ix_(by_day, by_code)],
        )

    @classmethod
    def shipped(cls) -> RollCalls:
        """Return the roll calls of sessions 1 to 78 that come with the library (see `data/README.md`)."""
        with as_file(files("banggiao.foresight").joinpath("data/votes.parquet")) as path:
            return cls.from_parquet(path)

    @classmethod
    def from_unxml(cls, paths: Iterable[Path]) -> RollCalls:
        """Read the United Nations' extracts; a member on none of a vote's lists did not vote (X).

        Raises FileRefused for a line that is no resolution, an unknown state or a state on two lists.
        """
        paths = [Path(path) for path in paths]
        lines = [line for path in paths for line in read_extract(path)]
        return cls.from_table(votes_table(lines), file=", ".join(path.name for path in paths))

    @classmethod
    def from_unvotes(cls, votes: Path, roll_calls: Path) -> RollCalls:
        """Read the two tables of the R package `unvotes`, as CSV or Parquet (see `unvotes.read_unvotes`).

        Those on paragraphs and amendments are among them; `final_passage` parts them. FileRefused as above.
        """
        calls = cls.from_table(read_unvotes(votes, roll_calls), file=Path(votes).name)
        return replace(calls, partial=np.array(["#" in symbol for symbol in calls.resolutions], dtype=bool))

    def take(self, rows: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> RollCalls:
        """Return these roll calls; the columns stay, also of those who were no members then."""
        return RollCalls(
            self.resolutions[rows],
            self.sessions[rows],
            self.dates[rows],
            self.members,
            self.votes[rows],
            None if self.partial is None else self.partial[rows],
        )

    def final_passage(self) -> RollCalls:
        """Return the votes on whole texts, without those on paragraphs and amendments."""
        return self if self.partial is None else self.take(~self.partial)

    def before(self, day: date) -> RollCalls:
        """Return the roll calls of earlier days."""
        return self.take(self.dates < np.datetime64(day, "D"))

    def of_sessions(self, sessions: Iterable[int]) -> RollCalls:
        """Return the roll calls of these sessions."""
        return self.take(np.isin(self.sessions, list(sessions)))

    def members_on(self, day: date) -> npt.NDArray[np.str_]:
        """Return the members, by code, at the last roll call on or before `day`; none before the first."""
        earlier = int(np.searchsorted(self.dates, np.datetime64(day, "D"), side="right"))
        there = self.votes[earlier - 1] != NOT_MEMBER if earlier else np.zeros(len(self.members), dtype=bool)
        members: npt.NDArray[np.str_] = self.members[there]
        return members

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {str(symbol): row for row, symbol in enumerate(self.resolutions)}

    def index_of(self, symbol: str) -> int:
        """Return the row of `symbol`; KeyError where it is not among them."""
        return self._rows[symbol]
