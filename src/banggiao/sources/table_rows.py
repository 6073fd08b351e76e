"""The rows of a table that was read from a file, each with the line it stands on and its own words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from banggiao.language.folding import to_nfc
from banggiao.language.typed import parse_typed_number
from banggiao.reading.sheets import Book, Formula, Value, letter_of, values
from banggiao.sources.contents import Contents
from banggiao.sources.headings import is_numbering
from banggiao.sources.table_faults import TableFault, TableRefused

LONGEST_ROW = 4 * 1024 * 1024
"""Characters of a row of a CSV file: 200 columns of the longest texts."""
APART = " | "
"""Between the cells of a row, where the file has no text of its own."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SUSPECT = frozenset({"'", *_FORMULA})
_QUOTED_FORMULA = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")


class TableRow(NamedTuple):
    """One row: the line it begins on, its cells in the header's order, its own words, and the area that it
    takes in its sheet ("A7:H7", "" in a CSV file). ``formulas`` are cells that are formulas."""

    line: int
    cells: Sequence[Value]
    words: str
    area: str = ""
    formulas: Mapping[int, Formula] = MappingProxyType({})
    hidden: bool = False


@dataclass(frozen=True)
class Table:
    """A table that was read: ``header`` as the file has it, at ``line``; the rows by :meth:`rows`.
    ``columns`` are the places of its columns in the sheet; ``above`` the words above the header."""

    name: str
    data: Contents = field(repr=False)
    format: str = "csv"
    delimiter: str = ","
    header: tuple[str, ...] = ()
    line: int = 1
    columns: tuple[int, ...] = ()
    sheet: str = ""
    above: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    encoding: str = "utf-8-sig"
    book: Book | None = field(default=None, repr=False)
    index: int = 0

    @property
    def sha256(self) -> str:
        """The digest of the file."""
        return self.data.sha256

    def rows(self) -> Iterator[TableRow | TableFault]:
        """Yield the rows in order, a fault in place of each that is no row. Empty lines are passed over, and
        a line of column numbers below the header."""
        return self._of_text() if self.book is None else self._of_book(self.book)

    def fault(
        self, line: int, column: str, vietnamese: str, english: str, *, at: int | None = None, given: str = ""
    ) -> TableFault:
        """Return a fault at a place of this file; ``at`` is the column's number in the header, from 0."""
        letter = "" if at is None else letter_of(self.columns[at])
        return TableFault(self.name, line, column, vietnamese, english, self.sheet, letter, given)

    def refuse(self, line: int, column: str, vietnamese: str, english: str) -> TableRefused:
        """Return the refusal for one fault."""
        return TableRefused([self.fault(line, column, vietnamese, english)])

    def cell(self, cell: Value) -> Value:
        """Return what a cell says.

        Raises:
            ValueError: a spreadsheet would take it for a formula, in a CSV file, which cannot tell it apart.
        """
        if type(cell) is not str:
            return cell
        return cell_text(cell) if self.book is None else to_nfc(cell).strip()

    def _of_text(self) -> Iterator[TableRow | TableFault]:
        with self.data.text(self.encoding) as text:
            yield from self._in_lines(Lines(text))

    def _in_lines(self, lines: Lines) -> Iterator[TableRow | TableFault]:
        rows = csv.reader(lines, delimiter=self.delimiter)
        while lines.number < self.line and next(rows, None) is not None:
            lines.begin()
        numbering = True
        count = 0
        while True:
            line = lines.number + 1
            lines.begin()
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error:
                yield self.fault(
                    line,
                    "",
                    "Dòng không đọc được (ô hoặc dòng quá dài).",
                    "The row cannot be read (too long).",
                )
                return
            count += len(cells)
            if count > values.MOST_CELLS:
                yield self.fault(line, "", "Bảng có quá nhiều ô.", "The table has too many cells.")
                return
            if not any(cell.strip() for cell in cells) or (numbering and is_numbering(cells)):
                continue
            numbering = False
            if len(cells) != len(self.header):
                yield self.fault(
                    line, "", f"Có {len(cells)} ô, tiêu đề có {len(self.header)} cột.",
                    f"{len(cells)} cells, {len(self.header)} columns in the header.",
                )  # fmt: skip
                continue
            yield TableRow(line, cells, "".join(lines.taken).rstrip("\r\n"))

    def _of_book(self, book: Book) -> Iterator[TableRow | TableFault]:
        first, last = letter_of(self.columns[0]), letter_of(self.columns[-1])
        places = {column: n for n, column in enumerate(self.columns)}
        numbering = True
        for row in book.rows(self.index):
            if row.number <= self.line:
                continue
            cells = [row.cells.get(column, "") for column in self.columns]
            if not any(_said(cell) for cell in cells) and not (row.formulas.keys() & places.keys()):
                continue
            if numbering and is_numbering([str(cell) for cell in cells]):
                continue
            numbering = False
            words = APART.join(text for text in map(str, cells) if text)
            formulas = {places[column]: kind for column, kind in row.formulas.items() if column in places}
            area = f"{first}{row.number}:{last}{row.number}"
            yield TableRow(row.number, cells, words, area, formulas, row.hidden)
        for top, left, bottom, right in book.merged:
            inside = [places[column] for column in self.columns if left <= column <= right]
            if top > self.line and inside:
                told = f"{letter_of(left)}{top}:{letter_of(right)}{bottom}"
                yield self.fault(
                    top, self.header[inside[0]],
                    f"Ô gộp {told}: hãy bỏ gộp và ghi giá trị ở từng dòng, từng ô.",
                    f"Merged cells {told}: take them apart and write the value in each.",
                    at=inside[0], given=told,
                )  # fmt: skip


class Lines:
    """The lines of a text, with those of the row that is read.

    Raises:
        csv.Error: a row is longer than any table's; what it holds is not taken apart.
    """

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self.taken: list[str] = []
        self.number = 0
        self._length = 0

    def begin(self) -> None:
        """Begin a row."""
        self.taken.clear()
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST_ROW + 1):
            self._length += len(line)
            if self._length > LONGEST_ROW:
                raise csv.Error("a row is too long")
            self.number += 1
            self.taken.append(line)
            yield line


def _said(cell: Value) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True


def cell_text(cell: str) -> str:
    """Return a cell's text without the apostrophe that keeps a spreadsheet from taking it for a formula.

    Raises:
        ValueError: it would be a formula.
    """
    text = cell.strip()
    if text[:1] not in _SUSPECT:
        return text
    if _QUOTED_FORMULA.match(text):
        return text[1:]
    if text.startswith(_FORMULA) and parse_typed_number(text) is None:
        raise ValueError(text)
    return text


def cell_quoted(text: str) -> str:
    """Return a text as a CSV file may hold it: no spreadsheet program takes it for a formula, and
    :func:`cell_text` gives it back."""
    if text[:1] not in _SUSPECT:
        return text
    return f"'{text}" if text.startswith(_FORMULA) or _QUOTED_FORMULA.match(text) else text
