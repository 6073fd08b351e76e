"""A table as it comes in a CSV file: its bytes read strictly, its rows with the line each begins on, and
every fault of it said with its place."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO

from banggiao.core.errors import DeedRefused
from banggiao.language.folding import to_nfc
from banggiao.language.typed import parse_typed_number
from banggiao.reading.refusal import MESSAGES, Reason
from banggiao.reading.secrecy import mark_in

MAX_BYTES = 100 * 1024 * 1024
MAX_COLUMNS = 200
MAX_FAULTS = 100
_HEAD_LINES = 60  # the lines where the secrecy guard looks for a mark
_DELIMITERS = ",;\t"
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class TableFault:
    """What is wrong at one place of a file. ``line`` is the line of the file, the header's being 1;
    ``column`` the column as the file heads it, "" where it is the whole row."""

    file: str
    line: int
    column: str
    vietnamese: str
    english: str

    def message(self, language: str = "vi") -> str:
        """Return the place and the reason in ``language`` ("vi" or "en")."""
        line, column = ("dòng", "cột") if language == "vi" else ("line", "column")
        where = f", {column} “{self.column}”" if self.column else ""
        told = self.vietnamese if language == "vi" else self.english
        return f"{self.file}, {line} {self.line}{where}: {told}"

    def __str__(self) -> str:
        return self.message()


class TableRefused(DeedRefused):
    """A table that cannot be loaded. ``faults`` are all that is wrong, up to :data:`MAX_FAULTS`; nothing was
    changed."""

    def __init__(self, faults: Sequence[TableFault]) -> None:
        super().__init__("table", faults[0].message("vi"), faults[0].message("en"))
        self.faults = tuple(faults[:MAX_FAULTS])


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the line it begins on, its cells in the header's order, and its own words."""

    line: int
    cells: list[str]
    words: str


@dataclass(frozen=True)
class Table:
    """A table that was read: ``header`` as the file has it, the rows by :meth:`rows`."""

    name: str
    data: bytes = field(repr=False)
    sha256: str
    text: str = field(repr=False)
    delimiter: str
    header: tuple[str, ...]

    def rows(self) -> Iterator[TableRow | TableFault]:
        """Yield the rows in order, a fault in place of each that is no row. Empty lines are passed over."""
        lines = _Lines(self.text)
        rows = csv.reader(lines, delimiter=self.delimiter)
        next(rows, None)
        while True:
            line = lines.number + 1
            lines.taken.clear()
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error:
                yield self.fault(line, "", "Dòng không đọc được (ô quá dài).", "The row cannot be read.")
                return
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(self.header):
                yield self.fault(
                    line, "", f"Có {len(cells)} ô, tiêu đề có {len(self.header)} cột.",
                    f"{len(cells)} cells, {len(self.header)} columns in the header.",
                )  # fmt: skip
                continue
            yield TableRow(line, cells, "".join(lines.taken).rstrip("\r\n"))

    def fault(self, line: int, column: str, vietnamese: str, english: str) -> TableFault:
        """Return a fault at a place of this file."""
        return TableFault(self.name, line, column, vietnamese, english)

    def refuse(self, line: int, column: str, vietnamese: str, english: str) -> TableRefused:
        """Return the refusal for one fault."""
        return TableRefused([self.fault(line, column, vietnamese, english)])


def table_read(name: str, data: bytes) -> Table:
    """Read a CSV file: UTF-8, with or without a byte-order mark, or UTF-16 with one; cells apart by comma,
    semicolon or tab.

    Raises:
        DeedRefused: its head bears a mark of State secrecy.
        TableRefused: it is too large, in another encoding, empty, or its header cannot be right.
    """
    table = Table(name, data, hashlib.sha256(data).hexdigest(), "", ",", ())
    if len(data) > MAX_BYTES:
        size = MAX_BYTES // 1024 // 1024
        raise table.refuse(
            1, "", f"Tệp lớn hơn {size} MB; hãy chia nhỏ.", f"Larger than {size} MB; split it."
        )
    text = _decoded(table, data)
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    _refuse_secret(text, delimiter)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise table.refuse(line, "", "Có ký tự không hợp lệ (NUL).", "It holds a NUL character.")
    try:
        header = tuple(
            to_nfc(cell).strip() for cell in next(csv.reader(_Lines(text), delimiter=delimiter), [])
        )
    except csv.Error:
        raise table.refuse(1, "", "Tiêu đề không đọc được.", "The header cannot be read.") from None
    _check_header(table, header)
    return Table(name, data, table.sha256, text, delimiter, header)


def cell_text(cell: str) -> str:
    """Return a cell's text without the apostrophe that keeps a spreadsheet from taking it for a formula.

    Raises:
        ValueError: it would be a formula.
    """
    text = cell.strip()
    if text.startswith("'") and text[1:2] in _FORMULA:
        return text[1:]
    if text.startswith(_FORMULA) and parse_typed_number(text) is None:
        raise ValueError(text)
    return text


class _Lines:
    """The lines of a text, with those taken since the last look."""

    def __init__(self, text: str) -> None:
        self._lines = StringIO(text, newline="")
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.number += 1
            self.taken.append(line)
            yield line


def _decoded(table: Table, data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise table.refuse(
            line, "", "Không phải UTF-8 hay UTF-16. Trong Excel chọn “CSV UTF-8 (phân tách bằng dấu phẩy)”.",
            "Neither UTF-8 nor UTF-16. In Excel choose “CSV UTF-8 (Comma delimited)”.",
        ) from None  # fmt: skip


def _refuse_secret(text: str, delimiter: str) -> None:
    """Refuse a table whose head bears a mark of State secrecy; each cell is looked at by itself."""
    head = (
        text.splitlines()[:_HEAD_LINES] if len(text) < 1 << 16 else text[: 1 << 16].splitlines()[:_HEAD_LINES]
    )
    lines = (re.sub(f'[{re.escape(delimiter)}"]', "\t", line) for line in head)
    if mark_in("\n".join(lines)) is not None:
        vietnamese, english = MESSAGES[Reason.SECRET]
        raise DeedRefused("secret", vietnamese, english)


def _check_header(table: Table, header: Sequence[str]) -> None:
    if not any(header):
        raise table.refuse(
            1, "", "Dòng đầu phải là tiêu đề các cột.", "The first line must head the columns."
        )
    if len(header) > MAX_COLUMNS:
        raise table.refuse(
            1,
            "",
            f"Có {len(header)} cột, tối đa {MAX_COLUMNS}.",
            f"{len(header)} columns, at most {MAX_COLUMNS}.",
        )
    faults = []
    seen: set[str] = set()
    for n, name in enumerate(header, start=1):
        if not name:
            faults.append(table.fault(1, str(n), "Cột không có tiêu đề.", "The column has no heading."))
        elif name.casefold() in seen:
            faults.append(table.fault(1, name, "Cột lặp lại.", "The column is there twice."))
        seen.add(name.casefold())
    if faults:
        raise TableRefused(faults)
