"""The sheets of a workbook (xlsx), read with a streaming parser: a sheet of any length takes the same memory.

ECMA-376 part 1, §18.3. What the file says of its own size (``dimension``) is not believed: cells are counted.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from itertools import islice

from banggiao.language import lazy_re as re
from banggiao.reading import secrecy
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.xlsx_parts import EDGE, HEAD_CELLS, Parts
from banggiao.reading.intake.xml import unescape
from banggiao.reading.refusal import Reason
from banggiao.reading.sheets.plain import PlainRow, Skimming
from banggiao.reading.sheets.streams import End, Start, Streamed, streamed, tail_of
from banggiao.reading.sheets.values import (
    LAST_COLUMN,
    MOST_CELLS,
    MOST_MERGED,
    Broken,
    Day,
    GridRow,
    Value,
    column_of,
    formula_kind,
    number_of,
)

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_LAST_ROW = 1_048_576
_MOST_STYLES = 65_536
_MOST_STRINGS = 128 * 1024 * 1024  # bytes
_LINKED = re.compile(rb"<(?:\w+:)?(?:ddeLink|oleLink)\b")
_EDGES = re.compile(rb">([^<>]+)<")
_CDATA = re.compile(rb"<!\[CDATA\[|\]\]>")

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; rows from 1, columns from 0."""


class Xlsx:
    """An opened workbook.

    Raises:
        Refusal: BROKEN, TOO_LARGE, BOMB, TIMEOUT; where it holds links to programs (DDE, OLE), BROKEN.
    """

    format = "xlsx"

    def __init__(self, parts: Parts) -> None:
        self._parts, self._watch = parts, parts.watch
        for name in parts.archive.namelist():
            if name.startswith("xl/externalLinks/") and _LINKED.search(parts.part(name) or b""):
                raise self._watch.refusal(
                    Reason.BROKEN, "Tệp có liên kết DDE hoặc OLE tới chương trình khác (DDE or OLE links)."
                )
        self.sheets = [(name, shown) for name, _part, shown in parts.sheets]
        self.merged: list[Area] = []
        self._strings: _Strings | None = None

    def rows(self, index: int) -> Iterator[GridRow]:
        """Yield the rows of a sheet that hold something; ``merged`` is whole at the end."""
        self.merged = []
        if self._strings is None:
            self._strings = self._shared()
        reading = _Rows(self._parts, self._strings, self._watch, self.merged)
        yield from reading.read(self._parts.sheets[index][1])

    def marked(self) -> bool:
        """Whether it bears a mark of State secrecy: at the head of a sheet, shown or not, in a drawing, in a
        page header or footer."""
        if any(secrecy.mark_in(words) for words in self._parts.drawn()):
            return True
        for index, (name, part, _) in enumerate(self._parts.sheets):
            words = [name]
            for row in self.rows(index):
                words += map(str, row.cells.values())
                if len(words) > HEAD_CELLS:
                    break
            if secrecy.mark_in("\n".join(words)):
                return True
            tail = _CDATA.sub(b"", tail_of(self._parts, part, b"headerFooter"))
            edges = (unescape(found[1].decode("utf-8", "replace")) for found in _EDGES.finditer(tail))
            if secrecy.mark_in("\n".join(EDGE.sub("\n", edge) for edge in islice(edges, 12))):
                return True
        return False

    def _shared(self) -> _Strings:
        strings = _Strings(self._watch)
        reading = _Shared(strings)
        for _ in streamed(self._parts, self._parts.strings, reading):
            pass
        return strings


class _Strings:
    """The shared strings of a workbook, as one piece of bytes."""

    def __init__(self, watch: Watch) -> None:
        self._bytes = bytearray()
        self._ends = array("Q")
        self._watch = watch

    def add(self, text: str) -> None:
        self._bytes += text.encode("utf-8", "replace")
        self._ends.append(len(self._bytes))
        if len(self._bytes) > _MOST_STRINGS:
            raise self._watch.refusal(Reason.TOO_LARGE, "Quá nhiều chữ trong bảng (too many strings).")

    def __getitem__(self, index: int) -> str:
        if not 0 <= index < len(self._ends):
            return ""
        start = self._ends[index - 1] if index else 0
        return self._bytes[start : self._ends[index]].decode()


class _Shared(Streamed):
    """Takes in the shared strings."""

    def __init__(self, strings: _Strings) -> None:
        super().__init__()
        self._strings = strings
        self._words: list[str] = []
        self._reading = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "si":
            self._words = []
        elif name == "rPh":
            self._reading += 1
        elif name == "t" and not self._reading:
            self.collect()

    def end(self, name: str) -> None:
        if name == "t" and not self._reading:
            self._words.append(self.collected())
        elif name == "rPh":
            self._reading -= 1
        elif name == "si":
            self._strings.add("".join(self._words))


class _Rows(Streamed):
    """Takes in the rows of one sheet."""

    def __init__(self, parts: Parts, strings: _Strings, watch: Watch, merged: list[Area]) -> None:
        super().__init__()
        self._parts, self._strings, self._watch, self._merged = parts, strings, watch, merged
        self._ready: list[GridRow] = []
        self._row = GridRow(0)
        self._row_told = ""
        self._column = -1
        self._columns: dict[str, int] = {}
        self._style = self._type = ""
        self._value: str | None = None
        self._formula: str | None = None
        self._group = ""
        self._shared: dict[str, str] = {}
        self._inline: list[str] = []
        self._reading = 0
        self._cells = 0
        self._dates: dict[str, tuple[str, int]] = {}
        self._skimming = Skimming()
        self._starts: dict[str, Start] = {
            "c": self._cell, "v": self._collect, "row": self._next, "t": self._words, "f": self._formed,
            "rPh": self._readings, "mergeCell": self._joined, "sheetData": self._begun,
        }  # fmt: skip
        self._ends: dict[str, End] = {
            "v": self._valued, "c": self._done, "row": self._over, "t": self._worded, "f": self._told,
            "rPh": self._read_out,
        }  # fmt: skip

    def read(self, part: str) -> Iterator[GridRow]:
        """Yield the rows as the file gives them."""
        for _ in streamed(self._parts, part, self):
            yield from self._ready
            self._ready.clear()
        yield from self._ready

    def taking(self, name: str) -> tuple[Start | None, End | None]:
        """Return what takes in the elements that say something of rows."""
        return self._starts.get(name), self._ends.get(name)

    def skimmed(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Take in plain rows; give the rest."""
        for one in self._skimming.skimmed(pieces):
            if isinstance(one, PlainRow):
                self._plain(one)
            else:
                yield one

    def _begun(self, _: dict[str, str]) -> None:
        self._skimming.begun = self._skimming.between = True

    def _plain(self, row: PlainRow) -> None:
        self._next(row.attributes)
        self._count(len(row.cells))
        held, columns = self._row.cells, self._columns
        for letters, style, kind, told, words in row.cells:
            column = columns.get(letters)
            if column is None:
                column = self._lettered(letters)
            value: Value | None
            if kind == "inlineStr":
                value = words
            elif told:
                self._style, self._type, self._value = style or "0", kind or "n", told
                value = self._held()
            else:
                continue
            if value is not None and value != "":
                held[column] = value
        self._over()

    def _next(self, attributes: dict[str, str]) -> None:
        told = attributes.get("r", "")
        number = int(told) if told.isascii() and told.isdigit() and len(told) < 8 else self._row.number + 1
        if not self._row.number < number <= _LAST_ROW:
            raise self._watch.refusal(Reason.BROKEN, f"Dòng {told} không đúng thứ tự (rows out of order).")
        self._row = GridRow(number, hidden=attributes.get("hidden") in ("1", "true"))
        self._row_told, self._column = told, -1

    def _over(self) -> None:
        if self._row.cells or self._row.formulas:
            self._ready.append(self._row)
        self._skimming.between = True

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > MOST_CELLS:
            raise self._watch.refusal(Reason.BOMB, "Bảng có quá nhiều ô (too many cells).")

    def _cell(self, attributes: dict[str, str]) -> None:
        self._count(1)
        place = attributes.get("r", "")
        column = self._columns.get(place.removesuffix(self._row_told)) if self._row_told else None
        self._column = self._placed(place) if column is None else column
        self._style, self._type = attributes.get("s", "0"), attributes.get("t", "n")
        self._value = self._formula = None
        if self._inline:
            self._inline = []

    def _placed(self, place: str) -> int:
        """Return the column that a cell says it stands in, else the next one."""
        known = _REFERENCE.fullmatch(place)
        if known:
            return self._lettered(known[1])
        if self._column + 1 >= LAST_COLUMN:
            raise self._watch.refusal(Reason.BROKEN, "Cột vượt quá giới hạn (columns beyond the last).")
        return self._column + 1

    def _lettered(self, letters: str) -> int:
        """Return the column that has these letters, which are read once."""
        column = self._columns[letters] = column_of(letters)
        return column

    def _done(self) -> None:
        value = "".join(self._inline) if self._type == "inlineStr" else self._held()
        if self._formula is not None:
            self._row.formulas[self._column] = formula_kind(self._formula, value)
        if value is not None and value != "":
            self._row.cells[self._column] = value

    def _held(self) -> Value | None:
        told = self._value
        return None if told is None else _HOLDS.get(self._type, _as_told)(self, told)

    def _string(self, told: str) -> Value:
        return self._strings[int(told)] if told.isascii() and told.isdigit() else ""

    def _number(self, told: str) -> Value:
        number = number_of(told.strip())
        if number is None:
            return told
        known = self._dates.get(self._style)
        if known is None:
            known = self._dated(self._style)
            if len(self._dates) < _MOST_STYLES:
                self._dates[self._style] = known
        shown, style = known
        if not shown:
            return number
        moment = self._parts.formats.moment(number) if shown in _SHOWN else None
        return Day(moment.strftime(_SHOWN[shown])) if moment else self._parts.formats.shown(told, style)

    def _dated(self, told: str) -> tuple[str, int]:
        """Return what cells of a style show of a date, and the style's number."""
        style = int(told) if told.isascii() and told.isdigit() and len(told) < 7 else 0
        return self._parts.formats.dates(style), style

    def _collect(self, _: dict[str, str]) -> None:
        self.collect()

    def _formed(self, attributes: dict[str, str]) -> None:
        self._formula, self._group = "", attributes.get("si", "")
        self.collect()

    def _words(self, _: dict[str, str]) -> None:
        if not self._reading and self._type == "inlineStr":
            self.collect()

    def _readings(self, _: dict[str, str]) -> None:
        self._reading += 1

    def _read_out(self) -> None:
        self._reading -= 1

    def _valued(self) -> None:
        self._value = self.collected()

    def _told(self) -> None:
        """A formula shared by many cells is written at the first of them."""
        formula = self.collected()
        if formula and self._group:
            self._shared[self._group] = formula
        self._formula = formula or self._shared.get(self._group, "")

    def _worded(self) -> None:
        if not self._reading and self._type == "inlineStr":
            self._inline.append(self.collected())

    def _joined(self, attributes: dict[str, str]) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        one, other = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
        if one and other and len(self._merged) < MOST_MERGED:
            self._merged.append((int(one[2]), column_of(one[1]), int(other[2]), column_of(other[1])))


def _as_told(_: _Rows, told: str) -> Value:
    return told


_HOLDS: dict[str, Callable[[_Rows, str], Value]] = {
    "s": _Rows._string,
    "n": _Rows._number,
    "b": lambda _, told: told.strip() == "1",
    "e": lambda _, told: Broken(told),
    "d": lambda _, told: Day(told[:10]),
}
_SHOWN = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
