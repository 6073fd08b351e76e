"""Cells of a paper's tables, blocks of their own or lines cut by tabs, with the heads of their columns."""

from __future__ import annotations

from collections.abc import Iterator

from banggiao.reading.outline import cells_of_row, is_row
from banggiao.reading.paper import Paper


def cells_under(paper: Paper, shadow: str) -> Iterator[tuple[str, int, int]]:
    """Yield each cell below the first row of its table: the column's head (shadow form), start, end."""
    heads: dict[tuple[int, int], str] = {}
    lines: dict[int, str] = {}
    for block in paper.blocks:
        if block.cell is not None:
            place = (block.cell.table, block.cell.column)
            if block.cell.row == 0:
                heads[place] = shadow[block.start : block.end].strip()
            else:
                yield heads.get(place, ""), block.start, block.end
            lines = {}
        elif not ("\t" in paper.text[block.start : block.end] or is_row(paper.text, block)):
            lines = {}
        else:
            cells = list(cells_of_row(paper.text, block.start, block.end))
            if not lines:
                lines = {i: shadow[start:end].strip() for i, (start, end) in enumerate(cells)}
            else:
                for i, (start, end) in enumerate(cells):
                    yield lines.get(i, ""), start, end
