"""The facts at hand: those that ship with the library, and later sessions loaded beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from banggiao.foresight.resolutions import COLUMNS, Resolutions
from banggiao.foresight.rollcalls import RollCalls
from banggiao.foresight.unxml import read_extract, resolutions_table, votes_table

VOTES, RESOLUTIONS = "votes.parquet", "resolutions.parquet"

VOTE_COLUMNS = pa.schema(
    [
        ("session", pa.int16()),
        ("date", pa.date32()),
        ("resolution", pa.string()),
        ("iso3", pa.string()),
        ("vote", pa.string()),
    ]
)
_KINDS = {"session": pa.int16(), "date": pa.date32(), "recorded": pa.bool_()}
RESOLUTION_COLUMNS = pa.schema(
    [
        (name, _KINDS.get(name, pa.string()))
        for name in COLUMNS.values()
        if name not in ("preamble", "operative")
    ]
)


@dataclass(frozen=True, slots=True)
class Change:
    """What loading changed: symbols of resolutions that are new, and of those now known otherwise."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int


@dataclass(frozen=True, eq=False)
class Facts:
    """Votes and resolutions as tables of long rows, sorted, without texts."""

    votes: pa.Table
    resolutions: pa.Table

    @classmethod
    def of_tables(cls, votes: pa.Table, resolutions: pa.Table) -> Facts:
        """Take tables that have at least the columns of `VOTE_COLUMNS` and `RESOLUTION_COLUMNS`."""
        return cls(_shaped(votes, VOTE_COLUMNS), _shaped(resolutions, RESOLUTION_COLUMNS))

    @classmethod
    def in_folder(cls, folder: Path) -> Facts:
        """Read what was loaded into `folder`; nothing where nothing was."""
        if not (folder / VOTES).exists():
            return cls(VOTE_COLUMNS.empty_table(), RESOLUTION_COLUMNS.empty_table())
        return cls(pq.read_table(folder / VOTES), pq.read_table(folder / RESOLUTIONS))

    @classmethod
    def shipped(cls) -> Facts:
        """Read the facts of sessions 1 to 78 that come with the library."""
        with as_file(files("banggiao.foresight").joinpath("data")) as folder:
            return cls.in_folder(folder)

    @classmethod
    def at_hand(cls, folder: Path) -> Facts:
        """Read the shipped facts with what was loaded into `folder` over them."""
        shipped, loaded = cls.shipped(), cls.in_folder(folder)
        if not len(loaded.resolutions) and not len(loaded.votes):
            return shipped
        return shipped.with_tables(loaded.votes, loaded.resolutions)[0]

    @cached_property
    def calls(self) -> RollCalls:
        """The roll calls as a matrix."""
        return RollCalls.from_table(self.votes)

    @cached_property
    def known(self) -> Resolutions:
        """The resolutions as columns."""
        return Resolutions.from_table(self.resolutions)

    def with_tables(self, votes: pa.Table, resolutions: pa.Table) -> tuple[Facts, Change]:
        """Return these facts with those of the tables in place of, or beside, the same resolutions."""
        new = Facts.of_tables(votes, resolutions)
        named = new.resolutions["resolution"].unique()
        symbols = pa.chunked_array([named, new.votes["resolution"].unique()], pa.string()).unique()
        before, ours = self._about(symbols), new._about(symbols)
        added = tuple(sorted(ours.keys() - before.keys()))
        changed = tuple(sorted(s for s in ours.keys() & before.keys() if ours[s] != before[s]))
        both = Facts.of_tables(
            pa.concat_tables([_without(self.votes, symbols), new.votes]),
            pa.concat_tables([_without(self.resolutions, named), new.resolutions]),
        )
        return both, Change(added, changed, len(ours) - len(added) - len(changed))

    def _about(self, symbols: pa.Array) -> dict[str, set[tuple[object, ...]]]:
        """Return all that is known of each of these resolutions: its row and its cells."""
        about: dict[str, set[tuple[object, ...]]] = {}
        for table in (self.resolutions, self.votes):
            rows = table.filter(pc.is_in(table["resolution"], value_set=symbols)).to_pydict()
            for symbol, *cells in zip(rows["resolution"], *rows.values(), strict=True):
                about.setdefault(symbol, set()).add(tuple(cells))
        return about


def load_extracts(folder: Path, paths: Iterable[Path]) -> Change:
    """Add the United Nations' extracts to the facts in `folder` and tell what that changes; idempotent.

    Raises FileRefused, with nothing changed, where any of the files has a fault.
    """
    lines = [line for path in paths for line in read_extract(path)]
    votes, resolutions = votes_table(lines), resolutions_table(lines)
    RollCalls.from_table(votes)
    Resolutions.from_table(resolutions)
    _, change = Facts.at_hand(folder).with_tables(votes, resolutions)
    if change.added or change.changed:
        loaded, _ = Facts.in_folder(folder).with_tables(votes, resolutions)
        written(loaded, folder)
    return change


def written(facts: Facts, folder: Path) -> None:
    """Write the facts into `folder`, each file whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in ((RESOLUTIONS, facts.resolutions), (VOTES, facts.votes)):
        draft = folder / f"{name}.new"
        pq.write_table(table, draft, compression="zstd", compression_level=19)
        draft.replace(folder / name)


def _without(table: pa.Table, symbols: pa.Array) -> pa.Table:
    return table.filter(pc.invert(pc.is_in(table["resolution"], value_set=symbols)))


def _shaped(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Keep the columns of `schema` in its types, sorted: the same facts are the same bytes."""
    table = pa.table({field.name: pc.cast(table[field.name], field.type) for field in schema}, schema=schema)
    keys = [name for name in ("date", "resolution", "iso3") if name in schema.names]
    return table.sort_by([(key, "ascending") for key in keys])
