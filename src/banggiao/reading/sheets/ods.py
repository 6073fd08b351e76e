"""The sheets of an OpenDocument spreadsheet (ods), read with a streaming parser.

OpenDocument 1.3 part 3, §9 (tables). Repeated rows and cells that hold something are counted one by one, so
that a file that says "the same a million times" is no bomb.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice

from banggiao.reading import secrecy
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.xlsx_parts import HEAD_CELLS
from banggiao.reading.refusal import Reason
from banggiao.reading.sheets.streams import Packed, Streamed, streamed
from banggiao.reading.sheets.values import (
    LAST_COLUMN,
    MOST_CELLS,
    MOST_MERGED,
    Broken,
    Day,
    GridRow,
    Value,
    formula_kind,
    number_of,
)
from banggiao.reading.sheets.xlsx import Area

_CONTENT = "content.xml"
_LAST_ROW = 1_048_576
_ERRORS = ("#", "Err:")


class Ods:
    """An opened OpenDocument spreadsheet.

    Raises:
        Refusal: BROKEN, BOMB, TIMEOUT; where it takes data from programs (DDE), BROKEN.
    """

    format = "ods"

    def __init__(self, packed: Packed) -> None:
        self._packed, self._watch = packed, packed.watch
        heads = _Heads(self._watch)
        for _ in streamed(packed, _CONTENT, heads):
            pass
        self.sheets = [(name, True) for name in heads.names]
        self.merged: list[Area] = []

    def rows(self, index: int) -> Iterator[GridRow]:
        """Yield the rows of a sheet that hold something; ``merged`` is whole at the end."""
        self.merged = []
        reading = _Rows(index, self._watch, self.merged)
        for _ in streamed(self._packed, _CONTENT, reading):
            yield from reading.ready
            reading.ready.clear()
        yield from reading.ready

    def marked(self) -> bool:
        """Whether it bears a mark of State secrecy: at the head of a sheet, in a page header or footer."""
        for index, (name, _) in enumerate(self.sheets):
            words = [name]
            for row in self.rows(index):
                words += map(str, row.cells.values())
                if len(words) > HEAD_CELLS:
                    break
            if secrecy.mark_in("\n".join(words)):
                return True
        edges = _Words()
        for _ in streamed(self._packed, "styles.xml", edges):
            pass
        return secrecy.mark_in("\n".join(islice(edges.found, HEAD_CELLS))) is not None


class _Words(Streamed):
    """Takes in the paragraphs of a part."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "p":
            self.collect()

    def end(self, name: str) -> None:
        if name == "p" and len(self.found) < HEAD_CELLS:
            self.found.append(self.collected())


class _Heads(Streamed):
    """Takes in the names of the sheets."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self.names: list[str] = []
        self._watch = watch

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self.names.append(attributes.get("table:name", ""))
        elif name in ("dde-link", "dde-source"):
            raise self._watch.refusal(Reason.BROKEN, "Tệp có liên kết DDE tới chương trình khác (DDE links).")

    def end(self, name: str) -> None:
        """Nothing ends here."""


class _Rows(Streamed):
    """Takes in the rows of one sheet."""

    def __init__(self, index: int, watch: Watch, merged: list[Area]) -> None:
        super().__init__()
        self.ready: list[GridRow] = []
        self._watch, self._merged = watch, merged
        self._left = index + 1  # sheets until the one that is read has begun
        self._inside = False
        self._number = 0
        self._repeated = 1
        self._row = GridRow(0)
        self._column = 0
        self._cell: dict[str, str] | None = None
        self._words: list[str] = []
        self._note = 0
        self._cells = 0
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "table-row": self._next, "table-cell": self._begun, "covered-table-cell": self._begun,
            "p": self._paragraph, "annotation": self._noted, "s": self._blank,
        }  # fmt: skip
        self._ends: dict[str, Callable[[], None]] = {
            "table-row": self._over, "table-cell": self._done, "covered-table-cell": self._done,
            "p": self._said, "annotation": self._note_over,
        }  # fmt: skip

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self._left -= 1
            self._inside = self._left == 0
        elif self._inside and (take := self._starts.get(name)) is not None:
            take(attributes)

    def end(self, name: str) -> None:
        if name == "table":
            self._inside = False
        elif self._inside and (take := self._ends.get(name)) is not None:
            take()

    def _next(self, attributes: dict[str, str]) -> None:
        self._repeated = _times(attributes.get("table:number-rows-repeated"))
        hidden = attributes.get("table:visibility") in ("collapse", "filter")
        self._row = GridRow(self._number + 1, hidden=hidden)
        self._column = 0

    def _over(self) -> None:
        if self._row.cells or self._row.formulas:
            self._count((self._repeated - 1) * len(self._row.cells))
            for n in range(self._repeated):
                self.ready.append(
                    GridRow(self._row.number + n, dict(self._row.cells), self._row.formulas, self._row.hidden)
                )
        self._number = min(self._number + self._repeated, _LAST_ROW)

    def _begun(self, attributes: dict[str, str]) -> None:
        self._count(1)
        self._cell, self._words = attributes, []

    def _done(self) -> None:
        attributes = self._cell or {}
        times = _times(attributes.get("table:number-columns-repeated"))
        value = _held(attributes, "\n".join(self._words))
        formula = attributes.get("table:formula")
        if formula is not None or (value is not None and value != ""):
            self._count(times - 1)
            if self._column + times > LAST_COLUMN:
                raise self._watch.refusal(Reason.BROKEN, "Cột vượt quá giới hạn (columns beyond the last).")
            for column in range(self._column, self._column + times):
                if formula is not None:
                    self._row.formulas[column] = formula_kind(formula, value)
                if value is not None and value != "":
                    self._row.cells[column] = value
        across = _times(attributes.get("table:number-columns-spanned"))
        down = _times(attributes.get("table:number-rows-spanned"))
        if across * down > 1 and len(self._merged) < MOST_MERGED:
            row = self._row.number
            self._merged.append((row, self._column, row + down - 1, self._column + across - 1))
        self._column += times
        self._cell = None

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > MOST_CELLS:
            raise self._watch.refusal(Reason.BOMB, "Bảng có quá nhiều ô (too many cells).")

    def _paragraph(self, _: dict[str, str]) -> None:
        if self._cell is not None and not self._note:
            self.collect()

    def _blank(self, attributes: dict[str, str]) -> None:
        if self._cell is not None and not self._note:
            self.words(" " * min(_times(attributes.get("text:c")), 100))

    def _said(self) -> None:
        if self._cell is not None and not self._note:
            self._words.append(self.collected())

    def _noted(self, _: dict[str, str]) -> None:
        self._note += 1

    def _note_over(self) -> None:
        self._note -= 1


def _held(attributes: dict[str, str], words: str) -> Value | None:
    """Return what a cell holds; ``words`` are what it shows."""
    if words.startswith(_ERRORS) and attributes.get("table:formula") is not None:
        return Broken(words)
    match attributes.get("office:value-type", ""):
        case "float" | "currency":
            return number_of(attributes.get("office:value", "")) or Decimal(0)
        case "date":
            return _day(attributes.get("office:date-value", ""), words)
        case "boolean":
            return attributes.get("office:boolean-value") == "true"
        case "string":
            return attributes.get("office:string-value") or words
        case _:
            return words or None


def _day(told: str, words: str) -> Value:
    """Return a date as precise as the cell shows it: "03/2026" shows a month."""
    shown = len([part for part in words.replace("-", "/").replace(".", "/").split("/") if part.strip()])
    return Day(told[: {1: 4, 2: 7}.get(shown, 10)])


def _times(told: str | None) -> int:
    return min(int(told), _LAST_ROW) if told and told.isascii() and told.isdigit() and len(told) < 9 else 1
