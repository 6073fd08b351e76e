"""Workbooks (xlsx), such as the annexes of reports: each shown sheet is a heading and a table.

Values are written as the sheet shows them to a Vietnamese reader; a formula gives the value that was last
computed, or nothing, and is never evaluated. Hidden sheets, rows and columns are left out and named in the
notes; comments are dropped. The guard sees hidden sheets, page headers and drawings as well.

ECMA-376 part 1, §18. Sheets are read row by row; a sheet of a million rows never stands in memory.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from banggiao.language import lazy_re as re
from banggiao.reading import secrecy
from banggiao.reading.intake.archive import read_member
from banggiao.reading.intake.builder import Piece, build, clean
from banggiao.reading.intake.docx_tree import name_of, value_of
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.xlsx_parts import EDGE, HEAD_CELLS, Parts
from banggiao.reading.intake.xml import forbid_doctype
from banggiao.reading.paper import BlockKind, Cell, Paper
from banggiao.reading.refusal import Reason

NOTE_HIDDEN_SHEETS = "Trang tính ẩn không được đọc: {}."
NOTE_HIDDEN_ROWS = "Dòng hoặc cột ẩn không được đọc."
NOTE_NOT_COMPUTED = "Có công thức chưa được tính; ô để trống."

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MAIN = b"spreadsheetml.sheet.main+xml"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def is_workbook(archive: zipfile.ZipFile, watch: Watch) -> bool:
    """Tell whether a zip is a workbook."""
    types = archive.NameToInfo.get("[Content_Types].xml")
    return types is not None and _MAIN in read_member(archive, types, watch.limits.max_part, watch)


def read_xlsx(archive: zipfile.ZipFile, sha256: str, watch: Watch) -> Paper:
    """Read a workbook.

    Raises:
        Refusal: SECRET, BROKEN, NO_TEXT, TOO_LARGE (cells, characters), BOMB, TIMEOUT.
    """
    workbook = _Workbook(archive, watch)
    pieces: list[Piece] = []
    hidden: list[str] = []
    characters = 0
    if any(secrecy.mark_in(words) for words in workbook.beside()):
        raise watch.refusal(Reason.SECRET)
    for number, (name, part, shown) in enumerate(workbook.sheets):
        sheet = workbook.cells(part, number)
        head = list(islice(sheet, HEAD_CELLS))
        if secrecy.mark_in("\n".join([name, *(piece.text for piece, _ in head)])):
            raise watch.refusal(Reason.SECRET)
        if not shown:
            hidden.append(clean(name))
            continue
        heading = len(pieces)
        for cells in (head, sheet):
            for piece, visible in cells:
                characters += len(piece.text)
                if len(pieces) > watch.limits.max_paragraphs or characters > watch.limits.max_characters:
                    raise watch.refusal(Reason.TOO_LARGE, "Bảng quá lớn (too many cells).")
                if visible:
                    pieces.append(piece)
        if len(pieces) > heading:
            pieces.insert(heading, Piece(name, BlockKind.PARAGRAPH, level=1, bold=True))
    notes = [NOTE_HIDDEN_SHEETS.format(", ".join(hidden))] if hidden else []
    return build(watch, sha256, "xlsx", pieces, notes=notes + workbook.notes)


class _Workbook(Parts):
    """The cells of one workbook."""

    def __init__(self, archive: zipfile.ZipFile, watch: Watch) -> None:
        super().__init__(archive, watch)
        self.notes: list[str] = []
        self._strings = [_words(item) for item in self._elements(self.strings, "si")]

    def beside(self) -> Iterator[str]:
        """Yield what stands beside the cells, for the guard: words of drawings, page headers and footers."""
        yield from self.drawn()
        for _, part_name, _ in self.sheets:
            for element in self._elements(part_name, "headerFooter"):
                yield "\n".join(EDGE.sub("\n", str(words)) for words in element.itertext())

    def _elements(self, part: str, *names: str) -> Iterator[etree._Element]:
        """Yield the elements of those names from a part, each emptied before the next one is read."""
        xml = self.part(part)
        if not xml:
            return
        forbid_doctype(xml, self.watch)
        wanted = [f"{{*}}{name}" for name in names]
        events = etree.iterparse(
            io.BytesIO(xml), events=("end",), tag=wanted, resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            for count, (_, element) in enumerate(events):
                if not count % 1000:
                    self.watch.check()
                yield element
                element.clear()
                while element.getprevious() is not None and element.getparent() is not None:
                    del element.getparent()[0]
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.watch.refusal(Reason.BROKEN) from error

    def cells(self, part: str, table: int) -> Iterator[tuple[Piece, bool]]:
        """Yield the cells of a sheet that hold something, and whether each is shown."""
        hidden_columns: set[int] = set()
        row_number = -1
        for element in self._elements(part, "col", "row"):
            if name_of(element) == "col":
                if value_of(element, "hidden") in ("1", "true"):
                    first = _whole(value_of(element, "min"))
                    last = min(_whole(value_of(element, "max")), _LAST_COLUMN)
                    hidden_columns.update(range(first - 1, last))
                continue
            own = _whole(value_of(element, "r"))
            row_number = own - 1 if 0 < own <= _LAST_ROW else row_number + 1
            hidden_row = value_of(element, "hidden") in ("1", "true")
            column = -1
            for cell in element:
                if name_of(cell) != "c":
                    continue
                place = _REFERENCE.fullmatch(value_of(cell, "r") or "")
                column = _column(place[1]) if place else column + 1
                words = self._value(cell)
                if words.strip():
                    shown = not hidden_row and column not in hidden_columns
                    if not shown:
                        self._note(NOTE_HIDDEN_ROWS)
                    yield Piece(words, BlockKind.CELL, cell=Cell(table, row_number, column)), shown

    def _value(self, cell: etree._Element) -> str:
        kind = value_of(cell, "t") or "n"
        value = next((one.text or "" for one in cell if name_of(one) == "v"), "")
        match kind:
            case "s":
                index = _whole(value.strip(), -1)
                return self._strings[index] if 0 <= index < len(self._strings) else ""
            case "inlineStr":
                return " ".join(_words(one) for one in cell if name_of(one) == "is")
            case "b":
                return {"1": "TRUE", "0": "FALSE"}.get(value.strip(), "")
            case "n":
                shown = self.formats.shown(value.strip(), _whole(value_of(cell, "s")))
            case _:  # str, e, d: the words as they were computed
                shown = value
        if not shown and any(name_of(one) == "f" for one in cell):
            self._note(NOTE_NOT_COMPUTED)
        return shown

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _words(item: etree._Element) -> str:
    """Return the words of a string in runs, without its readings (phonetic)."""
    words = []
    for element in item.iter("{*}t"):
        parent = element.getparent()
        if parent is None or name_of(parent) != "rPh":
            words.append(element.text or "")
    return "".join(words)


def _whole(value: str | None, default: int = 0) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 9 else default


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return min(number, _LAST_COLUMN) - 1
