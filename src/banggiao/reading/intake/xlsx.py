"""Workbooks (xlsx), such as the annexes of reports: each shown sheet is a heading and a table.

Values are written as the sheet shows them to a Vietnamese reader; a formula gives the value that was last
computed, or nothing, and is never evaluated. Hidden sheets, rows and columns are left out and named in the
notes; comments are dropped. The guard sees hidden sheets, page headers and drawings as well.

ECMA-376 part 1, §18. Sheets are read row by row; a sheet of a million rows never stands in memory.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from banggiao.reading import secrecy
from banggiao.reading.intake.archive import read_member
from banggiao.reading.intake.builder import Piece, build, clean
from banggiao.reading.intake.docx_tree import name_of, value_of
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.xlsx_values import Formats
from banggiao.reading.intake.xml import forbid_doctype, parse
from banggiao.reading.paper import BlockKind, Cell, Paper
from banggiao.reading.refusal import Reason

NOTE_HIDDEN_SHEETS = "Trang tính ẩn không được đọc: {}."
NOTE_HIDDEN_ROWS = "Dòng hoặc cột ẩn không được đọc."
NOTE_NOT_COMPUTED = "Có công thức chưa được tính; ô để trống."

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MAIN = b"spreadsheetml.sheet.main+xml"
_MOST_SHEETS = 500
_HEAD_CELLS = 400  # of a sheet, for the guard
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_DRAWINGS = re.compile(r"xl/drawings/[^/]+\.(?:xml|vml)")
_DRAWN = re.compile(rb"<(?:\w+:)?(?:t|p|div|font)(?:\s[^<>]*)?>([^<]+)")
_EDGE = re.compile(r'&(?:[LCRPNDTFAGSXYBIUEOH]|K[0-9A-F]{6}|"[^"]*"|\d{1,3})')


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
        head = list(islice(sheet, _HEAD_CELLS))
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


class _Workbook:
    """The parts of one workbook."""

    def __init__(self, archive: zipfile.ZipFile, watch: Watch) -> None:
        self.notes: list[str] = []
        self._archive = archive
        self._watch = watch
        names = [name.casefold() for name in archive.namelist()]
        if len(set(names)) != len(names):  # another program may read the other one
            raise watch.refusal(Reason.BROKEN, "Tệp có hai phần cùng tên (two parts of one name).")
        main = next(iter(self._related("", "officeDocument")), "xl/workbook.xml")
        root = self._root(main)
        if root is None:
            raise watch.refusal(Reason.BROKEN)
        self._epoch_1904 = any(
            value_of(one, "date1904") in ("1", "true") for one in root.iter("{*}workbookPr")
        )
        strings = self._related(main, "sharedStrings")
        self._strings = self._shared(strings[0] if strings else "xl/sharedStrings.xml")
        styles = self._related(main, "styles")
        self._formats = Formats(self._root(styles[0] if styles else "xl/styles.xml"), self._epoch_1904)
        self.sheets = list(islice(self._sheets(root, main), _MOST_SHEETS))

    def part(self, name: str) -> bytes | None:
        """Return a part's bytes, or None where there is none of that name."""
        member = self._archive.NameToInfo.get(name)
        if member is None:
            return None
        return read_member(self._archive, member, self._watch.limits.max_part, self._watch)

    def _root(self, name: str) -> etree._Element | None:
        part = self.part(name)
        return parse(part, self._watch) if part else None

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the parts that a part points at: id -> (kind, name)."""
        folder, _, name = part.rpartition("/")
        root = self._root(posixpath.join(folder, "_rels", f"{name}.rels"))
        related = {}
        for one in root if root is not None else ():
            if name_of(one) != "Relationship" or value_of(one, "TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, value_of(one, "Target") or "")).lstrip(
                "/"
            )
            related[value_of(one, "Id") or ""] = ((value_of(one, "Type") or "").rpartition("/")[2], target)
        return related

    def _related(self, part: str, kind: str) -> list[str]:
        return [name for found, name in self._relations(part).values() if found == kind]

    def _sheets(self, root: etree._Element, main: str) -> Iterator[tuple[str, str, bool]]:
        """Yield the worksheets in their order: name, part, whether it is shown."""
        related = self._relations(main)
        for sheet in root.iter("{*}sheet"):
            ids = (str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id"))
            kind, part = related.get(next(ids, ""), ("", ""))
            if kind == "worksheet":
                shown = value_of(sheet, "state") not in ("hidden", "veryHidden")
                yield value_of(sheet, "name") or "", part, shown

    def beside(self) -> Iterator[str]:
        """Yield what stands beside the cells, for the guard: words of drawings, page headers and footers."""
        for name in sorted(self._archive.NameToInfo):
            if _DRAWINGS.fullmatch(name):
                self._watch.check()
                part = self.part(name) or b""
                found = (words[1].decode("utf-8", "replace") for words in _DRAWN.finditer(part))
                yield "\n".join(islice(found, _HEAD_CELLS))
        for _, part_name, _ in self.sheets:
            for element in self._elements(part_name, "headerFooter"):
                yield "\n".join(_EDGE.sub("\n", str(words)) for words in element.itertext())

    def _elements(self, part: str, *names: str) -> Iterator[etree._Element]:
        """Yield the elements of those names from a part, each emptied before the next one is read."""
        xml = self.part(part)
        if not xml:
            return
        forbid_doctype(xml, self._watch)
        wanted = [f"{{*}}{name}" for name in names]
        events = etree.iterparse(
            io.BytesIO(xml), events=("end",), tag=wanted, resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            for count, (_, element) in enumerate(events):
                if not count % 1000:
                    self._watch.check()
                yield element
                element.clear()
                while element.getprevious() is not None and element.getparent() is not None:
                    del element.getparent()[0]
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._watch.refusal(Reason.BROKEN) from error

    def _shared(self, part: str) -> list[str]:
        return [_words(item) for item in self._elements(part, "si")]

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
                shown = self._formats.shown(value.strip(), _whole(value_of(cell, "s")))
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
