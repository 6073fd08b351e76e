"""The body of a Word file as pieces: the state that the fast reader and the tree reader both drive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from banggiao.reading.intake.builder import Piece
from banggiao.reading.intake.docx_styles import Look
from banggiao.reading.paper import BlockKind, Cell


class Labels(Protocol):
    """Counts automatic numbers."""

    def label(self, number: tuple[int, int]) -> str:
        """Count one paragraph of list ``number[0]`` at level ``number[1]`` and return its label, or ""."""
        ...


class NoNumbers:
    """For text whose numbers stand in it already, or that has none, as notes."""

    def label(self, number: tuple[int, int]) -> str:
        """Return ""."""
        return ""


@dataclass(slots=True)
class _Table:
    number: int
    row: int = -1
    column: int = 0
    next_column: int = 0
    covered: bool = False  # the cell continues the one above it


class Body:
    """Collects the pieces of a body in reading order.

    A cell's paragraphs are pieces of their own that share the cell's place. A cell merged into the one
    above gives nothing; a cell over several columns shifts those to its right.
    """

    def __init__(self, numbering: Labels) -> None:
        self.pieces: list[Piece] = []
        self.contents_skipped = False
        self._numbering = numbering
        self._tables: list[_Table] = []
        self._tables_seen = 0

    def paragraph(self, text: str, look: Look, bold: bool) -> None:
        """Add a paragraph, with its automatic number before its text."""
        table = self._tables[-1] if self._tables else None
        if look.contents:
            self.contents_skipped = self.contents_skipped or bool(text.strip())
            return
        if look.number is not None:
            label = self._numbering.label(look.number)
            # An empty numbered cell shows its number: the running number of a table's rows.
            if label and (text.strip() or table is not None):
                text = f"{label} {text}"
        if not text or text.isspace():
            return
        if table is None:
            kind = BlockKind.CAPTION if look.caption else BlockKind.PARAGRAPH
            self.pieces.append(Piece(text, kind, None, look.level, bold))
        elif not table.covered and table.row >= 0:
            cell = Cell(table.number, table.row, table.column)
            self.pieces.append(Piece(text, BlockKind.CELL, None, look.level, bold, cell))

    def caption(self, text: str) -> None:
        """Add a note or other text that stands beside the running text."""
        self.pieces.append(Piece(text, BlockKind.CAPTION))

    def open_table(self) -> None:
        """Begin a table, nested in the open cell if there is one."""
        self._tables.append(_Table(self._tables_seen))
        self._tables_seen += 1

    def close_table(self) -> None:
        """End the innermost table."""
        if self._tables:
            self._tables.pop()

    def row(self) -> None:
        """Begin a row."""
        if self._tables:
            table = self._tables[-1]
            table.row += 1
            table.next_column = 0
            table.covered = False

    def skip_columns(self, count: int) -> None:
        """Leave out ``count`` grid columns before the row's first cell."""
        if self._tables:
            self._tables[-1].next_column += count

    def cell(self) -> None:
        """Begin a cell of one column."""
        if self._tables:
            table = self._tables[-1]
            table.column = table.next_column
            table.next_column += 1
            table.covered = False

    def widen_cell(self, columns: int) -> None:
        """Let the open cell cover ``columns`` columns."""
        if self._tables:
            self._tables[-1].next_column += max(0, columns - 1)

    def cover_cell(self) -> None:
        """Mark the open cell as merged into the one above it."""
        if self._tables:
            self._tables[-1].covered = True
