"""Tables of Rich Text: a row's cells are declared before it, and cells and rows are known by their ends."""

from __future__ import annotations

from dataclasses import dataclass, field

from banggiao.reading.intake.docx_body import Body

DEEPEST = 20  # tables in tables
_Merge = tuple[bool, bool]  # goes on leftwards, goes on upwards


@dataclass(slots=True)
class _Table:
    in_row: bool = False
    in_cell: bool = False
    cell: int = 0
    merges: list[_Merge] = field(default_factory=list)


class Tables:
    """Drives a body's tables by what comes in a file."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._open: list[_Table] = []
        self._declared: list[_Merge] = []
        self._merge: _Merge = (False, False)

    def declare(self, name: str) -> None:
        """Take in a word of a row's declaration."""
        if name == "trowd":
            self._declared, self._merge = [], (False, False)
        elif name == "clmrg":
            self._merge = (True, self._merge[1])
        elif name == "clvmrg":
            self._merge = (self._merge[0], True)
        elif name == "cellx":
            self._declared.append(self._merge)
            self._merge = (False, False)
            if len(self._open) == 1:
                self._open[0].merges = self._declared

    def enter(self, depth: int) -> None:
        """Open or close tables, rows and cells until a paragraph stands where it belongs."""
        self._close(depth)
        while len(self._open) < depth:
            self._open.append(_Table(merges=[] if self._open else self._declared))
            self._body.open_table()
        if not self._open:
            return
        table = self._open[-1]
        if not table.in_row:
            table.in_row, table.cell = True, 0
            self._body.row()
        if not table.in_cell:
            table.in_cell = True
            self._body.cell()
            if table.cell < len(table.merges) and any(table.merges[table.cell]):
                self._body.cover_cell()

    def end_cell(self) -> None:
        """End the open cell."""
        if self._open:
            self._open[-1].in_cell = False
            self._open[-1].cell += 1

    def end_row(self, *, nested: bool) -> None:
        """End the open row of the outermost table, or of the innermost one inside it."""
        depth = max(2, len(self._open)) if nested else 1
        self._close(depth)
        if len(self._open) == depth:
            self._open[-1].in_row = self._open[-1].in_cell = False

    def _close(self, depth: int) -> None:
        while len(self._open) > depth:
            self._open.pop()
            self._body.close_table()
