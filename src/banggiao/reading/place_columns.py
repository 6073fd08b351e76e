"""Cells of tables that hold places: of columns headed so, and of both sides of lists of border gates."""

from __future__ import annotations

from collections.abc import Iterator

from banggiao.reading import place_words as words_of
from banggiao.reading.paper import Paper
from banggiao.reading.table_columns import cells_under

_FAR = 100
"""Characters between two cells beyond which they are of two tables."""
_BEFORE = 300
"""Characters before a table that say what it lists."""


def place_cells(paper: Paper, shadow: str) -> Iterator[tuple[int, int, bool]]:
    """Yield each cell that holds places: start, end, and whether these are border gates, that go in pairs."""
    last, of_gates = -_FAR, False
    for head, start, end in cells_under(paper, shadow):
        if start - last > _FAR:
            of_gates = shadow.find("cửa khẩu", max(0, start - _BEFORE), start) >= 0
        last = end
        gates = head.startswith(words_of.GATES) or (of_gates and head in words_of.SIDES)
        if gates or head in words_of.COLUMNS:
            yield start, end, gates
