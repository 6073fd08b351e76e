"""Papers for tests, from plain strings."""

from __future__ import annotations

import hashlib

from banggiao.language.folding import to_nfc
from banggiao.reading.paper import Block, BlockKind, Cell, Paper


def paper_from_text(name: str, text: str) -> Paper:
    """Return a paper of one block per non-empty line.

    A line of cells is written "| a | b |": adjoining such lines are the rows of one table. "**bold**" makes
    the whole line bold, "# " gives it the heading level of its marks.
    """
    pieces: list[str] = []
    blocks: list[Block] = []
    offset = 0
    table = -1
    row = 0
    in_table = False
    for line in to_nfc(text).splitlines():
        words = line.strip()
        if not words:
            in_table = False
            continue
        cells: list[tuple[str, Cell | None]] = [(words, None)]
        if words.startswith("|") and words.endswith("|"):
            table, row = (table, row + 1) if in_table else (table + 1, 0)
            in_table = True
            cells = [(c.strip(), Cell(table, row, i)) for i, c in enumerate(words[1:-1].split("|"))]
        else:
            in_table = False
        for piece, cell in cells:
            if not piece:
                continue
            level = len(piece) - len(piece.lstrip("#")) if cell is None else 0
            piece = piece.lstrip("#").strip() if level else piece
            bold = piece.startswith("**") and piece.endswith("**") and len(piece) > 4
            piece = piece[2:-2] if bold else piece
            kind = BlockKind.CELL if cell else BlockKind.PARAGRAPH
            blocks.append(Block(offset, offset + len(piece), len(blocks) + 1, kind, None, level, bold, cell))
            pieces.append(piece)
            offset += len(piece) + 1
    return Paper(name, hashlib.sha256(text.encode()).hexdigest(), "txt", "\n".join(pieces), tuple(blocks))
