"""Resolutions: what was decided on, who proposed it, and whether it went to a vote."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

COLUMNS = {
    "symbols": "resolution",
    "sessions": "session",
    "bodies": "body",
    "dates": "date",
    "titles": "title",
    "agenda_items": "agenda_item",
    "committees": "committee",
    "drafts": "draft",
    "subjects": "subjects",
    "issues": "issues",
    "sponsors": "sponsors",
    "later_sponsors": "add_sponsors",
    "preambles": "preamble",
    "operatives": "operative",
    "recorded": "recorded",
}
"""Field here: column of the file. Lists stand in one cell, parted by `|`."""

LISTS = ("subjects", "issues", "sponsors", "later_sponsors")
OPTIONAL = ("bodies", "drafts", "issues", "preambles", "operatives")
"""A file without these columns is read as if every cell were empty."""


@dataclass(frozen=True, eq=False)
class Resolutions:
    """Adopted resolutions, one a row, by date and then symbol; what is not known is empty.

    Those adopted without a vote are among them (`recorded` False): they tell what used to pass by consensus.
    """

    symbols: list[str]
    sessions: list[int]
    """Regular session; an emergency session counts to the regular one of its day."""
    bodies: list[str]
    """The session by name, such as 77 or ES-11."""
    dates: list[date]
    titles: list[str]
    agenda_items: list[str]
    """Name of the item, not its number, which changes every year."""
    committees: list[str]
    drafts: list[str]
    """Symbol of the draft or of the committee's report."""
    subjects: list[tuple[str, ...]]
    """Descriptors of the UNBIS thesaurus."""
    issues: list[tuple[str, ...]]
    """Voeten's six issues, where he coded them."""
    sponsors: list[tuple[str, ...]]
    """Sponsors named in the draft: ISO 3166-1 alpha-3 codes, and groups with a leading @ such as @G77."""
    later_sponsors: list[tuple[str, ...]]
    """Those who joined afterwards."""
    preambles: list[str]
    operatives: list[str]
    recorded: list[bool]
    """Whether a recorded vote was taken."""

    @classmethod
    def from_parquet(cls, path: Path) -> Resolutions:
        """Read one row per resolution; columns as in `COLUMNS`."""
        return cls.from_table(pq.read_table(path))

    @classmethod
    def from_table(cls, table: pa.Table) -> Resolutions:
        """Take one row per resolution from an Arrow table; columns as in `COLUMNS`."""
        for field in OPTIONAL:
            if COLUMNS[field] not in table.column_names:
                table = table.append_column(COLUMNS[field], pa.array([""] * len(table), pa.string()))
        table = table.sort_by([("date", "ascending"), ("resolution", "ascending")])
        return cls(**{field: _column(table[name], field) for field, name in COLUMNS.items()})

    def __len__(self) -> int:
        return len(self.symbols)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {symbol: row for row, symbol in enumerate(self.symbols)}

    def index_of(self, symbol: str) -> int:
        """Return the row of `symbol`; KeyError where it is not among them."""
        return self._rows[symbol]

    def take(self, rows: list[int]) -> Resolutions:
        """Return these rows, in this order."""
        return Resolutions(**{f.name: [getattr(self, f.name)[row] for row in rows] for f in fields(self)})

    def before(self, day: date) -> Resolutions:
        """Return those adopted on an earlier day."""
        return self.take([row for row, adopted in enumerate(self.dates) if adopted < day])


def _column(values: pa.ChunkedArray, field: str) -> list[Any]:
    if field == "dates":
        values = pc.cast(values, pa.date32())
    cells: list[Any] = values.to_pylist()
    if field in LISTS:
        return [tuple(part for part in (cell or "").split("|") if part) for cell in cells]
    if field in ("sessions", "recorded", "dates"):
        return cells
    return [cell or "" for cell in cells]
