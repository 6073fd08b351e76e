"""Resolutions: what was decided on, who proposed it, and whether it went to a vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from banggiao.foresight.checking import parquet, typed
from banggiao.foresight.refusal import Fault, FileRefused, listed
from banggiao.foresight.unxml import read_extract, resolutions_table

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
KINDS = {"sessions": pa.int16(), "dates": pa.date32(), "recorded": pa.bool_()}
"""Columns that are not text."""

NEEDED = ("symbols", "sessions", "dates", "titles", "recorded")
"""Fields that no row may lack; what is missing of the others, a cell or the whole column, is empty."""


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
        """Read one row per resolution; see `from_table`."""
        return cls.from_table(parquet(path), file=Path(path).name)

    @classmethod
    def from_table(cls, table: pa.Table, *, file: str = "") -> Resolutions:
        """Take one row per resolution from an Arrow table; columns as in `COLUMNS`.

        Raises FileRefused, naming `file` and rows, for missing columns, wrong types, and a resolution that
        stands there twice.
        """
        kinds = {name: KINDS.get(field, pa.string()) for field, name in COLUMNS.items()}
        table = typed(_filled(table), kinds, file)
        _refuse_repeated(table["resolution"], file)
        table = table.sort_by([("date", "ascending"), ("resolution", "ascending")])
        return cls(**{field: _column(table[name], field) for field, name in COLUMNS.items()})

    @classmethod
    def shipped(cls) -> Resolutions:
        """Return the resolutions of sessions 1 to 78 that come with the library, without their texts."""
        with as_file(files("banggiao.foresight").joinpath("data/resolutions.parquet")) as path:
            return cls.from_parquet(path)

    @classmethod
    def from_unxml(cls, paths: Iterable[Path]) -> Resolutions:
        """Read the United Nations' extracts, which hold no texts; FileRefused where a line is unreadable."""
        paths = [Path(path) for path in paths]
        lines = [line for path in paths for line in read_extract(path)]
        return cls.from_table(resolutions_table(lines), file=", ".join(path.name for path in paths))

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


def _filled(table: pa.Table) -> pa.Table:
    """Return the table with the columns that it may lack, empty where nothing is known."""
    for name in (name for field, name in COLUMNS.items() if field not in NEEDED):
        if name not in table.column_names:
            table = table.append_column(name, pa.array([""] * len(table), pa.string()))
            continue
        column = table[name]
        if column.null_count:
            known = column.cast(pa.string()) if pa.types.is_null(column.type) else column
            table = table.set_column(table.column_names.index(name), name, pc.fill_null(known, ""))
    return table


def _refuse_repeated(symbols: pa.ChunkedArray, file: str) -> None:
    cells = symbols.to_pylist()
    count = Counter(cells)
    again = [(row, symbol) for row, symbol in enumerate(cells, start=1) if count[symbol] > 1]
    if again:
        names = listed(symbol for _, symbol in again)
        rows = tuple(row for row, _ in again)
        raise FileRefused(
            file,
            [
                Fault(
                    f"nghị quyết {names} xuất hiện hai lần",
                    f"the resolution {names} stands there twice",
                    rows,
                )
            ],
        )


def _column(values: pa.ChunkedArray, field: str) -> list[Any]:
    cells: list[Any] = values.to_pylist()
    if field in LISTS:
        return [tuple(part for part in cell.split("|") if part) for cell in cells]
    return cells
