"""A paper: the text of one document, and the map from every character back to its place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class BlockKind(StrEnum):
    """What a block of text is on the page."""

    PARAGRAPH = "paragraph"
    CELL = "cell"
    CAPTION = "caption"


class Cell(NamedTuple):
    """Where a cell stands: the table's number in the paper, its row and column, all from 0."""

    table: int
    row: int
    column: int


class Block(NamedTuple):
    """A run of the paper's text that the original keeps together: a paragraph or a table cell.

    ``start`` and ``end`` are code point offsets into :attr:`Paper.text`; ``paragraph`` counts the
    paper's non-empty blocks from 1 and is what a citation names; ``page`` counts from 1 and is known
    only where the format has fixed pages (PDF). ``level`` is the heading level that the original's own
    style gives (1 to 9), or 0 where it gives none.
    """

    start: int
    end: int
    paragraph: int
    kind: BlockKind = BlockKind.PARAGRAPH
    page: int | None = None
    level: int = 0
    bold: bool = False
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One document as read: its text in Unicode NFC, and its blocks in reading order.

    ``text`` is the blocks' texts joined by a newline. A block never holds a newline: line breaks inside
    a paragraph are read as spaces. ``sha256`` is of the original bytes. ``pages`` is known for PDF only.
    ``notes`` names what the reader saw and left out, in words an official understands. ``ocr_confidence`` is
    the mean confidence, 0 to 1, of words that were recognised in scanned pages; None where none were.
    """

    name: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    notes: tuple[str, ...] = ()
    ocr_confidence: float | None = None
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(block.start for block in self.blocks))

    @property
    def ocr(self) -> bool:
        """Whether some of the text came through character recognition, which errs."""
        return self.ocr_confidence is not None

    def block_at(self, offset: int) -> Block:
        """Return the block that holds the character at ``offset``.

        Raises:
            LookupError: the paper has no block at or before ``offset``.
        """
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            raise LookupError(f"no block at offset {offset}")
        return self.blocks[index]

    def words(self, start: int, end: int) -> str:
        """Return the paper's own words in ``text[start:end]``."""
        return self.text[start:end]
