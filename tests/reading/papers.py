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
        for marked, cell in cells:
            if not marked:
                continue
            level = len(marked) - len(marked.lstrip("#")) if cell is None else 0
            plain = marked.lstrip("#").strip() if level else marked
            bold = plain.startswith("**") and plain.endswith("**") and len(plain) > 4
            plain = plain[2:-2] if bold else plain
            kind = BlockKind.CELL if cell else BlockKind.PARAGRAPH
            blocks.append(Block(offset, offset + len(plain), len(blocks) + 1, kind, None, level, bold, cell))
            pieces.append(plain)
            offset += len(plain) + 1
    return Paper(name, hashlib.sha256(text.encode()).hexdigest(), "txt", "\n".join(pieces), tuple(blocks))
