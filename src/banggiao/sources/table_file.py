"""A table as it comes in a file (CSV, xlsx, ods): read strictly, its rows with the line each stands on, and
every fault of it said with its place."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice, takewhile
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from banggiao.core.errors import DeedRefused
from banggiao.language.folding import to_nfc
from banggiao.language.typed import parse_typed_number
from banggiao.reading.intake.kinds import NotTaken
from banggiao.reading.refusal import MESSAGES, Reason, Refusal
from banggiao.reading.secrecy import mark_in
from banggiao.reading.sheets import Book, Formula, Value, letter_of, open_book, values
from banggiao.sources.contents import Contents
from banggiao.sources.headings import Heading, Score, head_in, is_numbering
from banggiao.sources.table_faults import MAX_FAULTS, SheetUnclear, TableFault, TableRefused

MAX_BYTES = 100 * 1024 * 1024
MAX_COLUMNS = 200
LONGEST_ROW = 4 * 1024 * 1024
"""Characters of a row of a CSV file: 200 columns of the longest texts."""
_HEAD_LINES = 60  # the lines where the secrecy guard and the search for a header look
_DELIMITERS = ",;\t"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SUSPECT = frozenset({"'", *_FORMULA})
_QUOTED_FORMULA = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_SEPARATOR = re.compile(r"sep=([,;\t])\s*", re.I)
_PIECE = 1 << 20
_APART = " | "  # between the cells of a row, where the file has no text of its own


class TableRow(NamedTuple):
    """One row: the line it begins on, its cells in the header's order, its own words, and the area that it
    takes in its sheet ("A7:H7", "" in a CSV file). ``formulas`` are cells that are formulas."""

    line: int
    cells: Sequence[Value]
    words: str
    area: str = ""
    formulas: Mapping[int, Formula] = MappingProxyType({})
    hidden: bool = False


@dataclass(frozen=True)
class Table:
    """A table that was read: ``header`` as the file has it, at ``line``; the rows by :meth:`rows`.
    ``columns`` are the places of its columns in the sheet; ``above`` the words above the header."""

    name: str
    data: Contents = field(repr=False)
    format: str = "csv"
    delimiter: str = ","
    header: tuple[str, ...] = ()
    line: int = 1
    columns: tuple[int, ...] = ()
    sheet: str = ""
    above: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    encoding: str = "utf-8-sig"
    book: Book | None = field(default=None, repr=False)
    index: int = 0

    @property
    def sha256(self) -> str:
        """The digest of the file."""
        return self.data.sha256

    def rows(self) -> Iterator[TableRow | TableFault]:
        """Yield the rows in order, a fault in place of each that is no row. Empty lines are passed over, and
        a line of column numbers below the header."""
        return self._of_text() if self.book is None else self._of_book(self.book)

    def fault(
        self, line: int, column: str, vietnamese: str, english: str, *, at: int | None = None, given: str = ""
    ) -> TableFault:
        """Return a fault at a place of this file; ``at`` is the column's number in the header, from 0."""
        letter = "" if at is None else letter_of(self.columns[at])
        return TableFault(self.name, line, column, vietnamese, english, self.sheet, letter, given)

    def refuse(self, line: int, column: str, vietnamese: str, english: str) -> TableRefused:
        """Return the refusal for one fault."""
        return TableRefused([self.fault(line, column, vietnamese, english)])

    def cell(self, cell: Value) -> Value:
        """Return what a cell says.

        Raises:
            ValueError: a spreadsheet would take it for a formula, in a CSV file, which cannot tell it apart.
        """
        if type(cell) is not str:
            return cell
        return cell_text(cell) if self.book is None else to_nfc(cell).strip()

    def _of_text(self) -> Iterator[TableRow | TableFault]:
        with self.data.text(self.encoding) as text:
            yield from self._in_lines(_Lines(text))

    def _in_lines(self, lines: _Lines) -> Iterator[TableRow | TableFault]:
        rows = csv.reader(lines, delimiter=self.delimiter)
        while lines.number < self.line and next(rows, None) is not None:
            lines.begin()
        numbering = True
        count = 0
        while True:
            line = lines.number + 1
            lines.begin()
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error:
                yield self.fault(
                    line,
                    "",
                    "Dòng không đọc được (ô hoặc dòng quá dài).",
                    "The row cannot be read (too long).",
                )
                return
            count += len(cells)
            if count > values.MOST_CELLS:
                yield self.fault(line, "", "Bảng có quá nhiều ô.", "The table has too many cells.")
                return
            if not any(cell.strip() for cell in cells) or (numbering and is_numbering(cells)):
                continue
            numbering = False
            if len(cells) != len(self.header):
                yield self.fault(
                    line, "", f"Có {len(cells)} ô, tiêu đề có {len(self.header)} cột.",
                    f"{len(cells)} cells, {len(self.header)} columns in the header.",
                )  # fmt: skip
                continue
            yield TableRow(line, cells, "".join(lines.taken).rstrip("\r\n"))

    def _of_book(self, book: Book) -> Iterator[TableRow | TableFault]:
        first, last = letter_of(self.columns[0]), letter_of(self.columns[-1])
        places = {column: n for n, column in enumerate(self.columns)}
        numbering = True
        for row in book.rows(self.index):
            if row.number <= self.line:
                continue
            cells = [row.cells.get(column, "") for column in self.columns]
            if not any(_said(cell) for cell in cells) and not (row.formulas.keys() & places.keys()):
                continue
            if numbering and is_numbering([str(cell) for cell in cells]):
                continue
            numbering = False
            words = _APART.join(text for text in map(str, cells) if text)
            formulas = {places[column]: kind for column, kind in row.formulas.items() if column in places}
            area = f"{first}{row.number}:{last}{row.number}"
            yield TableRow(row.number, cells, words, area, formulas, row.hidden)
        for top, left, bottom, right in book.merged:
            inside = [places[column] for column in self.columns if left <= column <= right]
            if top > self.line and inside:
                told = f"{letter_of(left)}{top}:{letter_of(right)}{bottom}"
                yield self.fault(
                    top, self.header[inside[0]],
                    f"Ô gộp {told}: hãy bỏ gộp và ghi giá trị ở từng dòng, từng ô.",
                    f"Merged cells {told}: take them apart and write the value in each.",
                    at=inside[0], given=told,
                )  # fmt: skip


def table_read(name: str, held: bytes | Path, *, sheet: str = "", score: Score | None = None) -> Table:
    """Read a file, given as its bytes or its path: CSV (UTF-8, with or without a byte-order mark, or UTF-16
    with one; cells apart by comma, semicolon or tab), a workbook (xlsx) or an OpenDocument spreadsheet (ods).

    ``score`` says how many headings a row of words holds: the header is the row of the first that holds most,
    the first line without it. ``sheet`` is the sheet that is meant; without it the one whose header holds
    most.

    Raises:
        DeedRefused: it bears a mark of State secrecy, or holds something that runs.
        TableRefused: it is too large, broken, in another encoding, empty, or its header cannot be right.
        SheetUnclear: several of its sheets could be meant.
    """
    bare = Table(name, Contents(held))
    if bare.data.size > MAX_BYTES:
        size = MAX_BYTES // 1024 // 1024
        raise bare.refuse(1, "", f"Tệp lớn hơn {size} MB; hãy chia nhỏ.", f"Larger than {size} MB; split it.")
    if bare.data.head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        table = _book_table(bare, sheet, score)
    else:
        table = _text_table(bare, score)
    _check_header(table)
    return table


def cell_text(cell: str) -> str:
    """Return a cell's text without the apostrophe that keeps a spreadsheet from taking it for a formula.

    Raises:
        ValueError: it would be a formula.
    """
    text = cell.strip()
    if text[:1] not in _SUSPECT:
        return text
    if _QUOTED_FORMULA.match(text):
        return text[1:]
    if text.startswith(_FORMULA) and parse_typed_number(text) is None:
        raise ValueError(text)
    return text


def cell_quoted(text: str) -> str:
    """Return a text as a CSV file may hold it: no spreadsheet program takes it for a formula, and
    :func:`cell_text` gives it back."""
    return f"'{text}" if text.startswith(_FORMULA) or _QUOTED_FORMULA.match(text) else text


# Files of text


class _Lines:
    """The lines of a text, with those of the row that is read.

    Raises:
        csv.Error: a row is longer than any table's; what it holds is not taken apart.
    """

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self.taken: list[str] = []
        self.number = 0
        self._length = 0

    def begin(self) -> None:
        """Begin a row."""
        self.taken.clear()
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST_ROW + 1):
            self._length += len(line)
            if self._length > LONGEST_ROW:
                raise csv.Error("a row is too long")
            self.number += 1
            self.taken.append(line)
            yield line


def _text_table(bare: Table, score: Score | None) -> Table:
    encoding = "utf-16" if bare.data.head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    _check_text(bare, encoding)
    with bare.data.text(encoding) as beginning:
        lines = list(takewhile(bool, (beginning.readline(_PIECE) for _ in range(_HEAD_LINES))))
    separator = _SEPARATOR.fullmatch(lines[0]) if lines else None
    delimiter = separator[1] if separator else _delimiter_in(lines)
    _refuse_secret(lines, delimiter)
    with bare.data.text(encoding) as text:
        rows = _first_rows(bare, _Lines(text), delimiter, skip=bool(separator), one=score is None)
    head = head_in(rows, score) or Heading(1, ())
    above = tuple(cell for line, row in rows if line < head.line for cell in row if cell)
    return Table(
        bare.name, bare.data, "csv", delimiter, head.cells, head.line,
        tuple(range(len(head.cells))), above=above, encoding=encoding,
    )  # fmt: skip


def _first_rows(
    bare: Table, counted: _Lines, delimiter: str, *, skip: bool, one: bool
) -> list[tuple[int, list[str]]]:
    """Return the first rows, each with the line on which it ends; only the first where ``one`` is enough."""
    reader = csv.reader(counted, delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    try:
        if skip:
            next(reader)
        for row in islice(reader, 1 if one else _HEAD_LINES):
            counted.begin()
            rows.append((counted.number, [to_nfc(cell).strip() for cell in row]))
    except csv.Error:
        if not rows:
            raise bare.refuse(1, "", "Tiêu đề không đọc được.", "The header cannot be read.") from None
    return rows


def _check_text(bare: Table, encoding: str) -> None:
    """Refuse a file that is not wholly in its encoding, or holds a NUL."""
    decode = codecs.getincrementaldecoder(encoding)().decode
    line = 1
    for piece in chain(bare.data.pieces(), [b""]):
        try:
            text = decode(piece, not piece)
        except UnicodeDecodeError as error:
            line += piece.count(b"\n", 0, error.start)
            raise bare.refuse(
                line, "",
                "Không phải UTF-8 hay UTF-16. Trong Excel chọn “CSV UTF-8 (phân tách bằng dấu phẩy)”.",
                "Neither UTF-8 nor UTF-16. In Excel choose “CSV UTF-8 (Comma delimited)”.",
            ) from None  # fmt: skip
        if "\0" in text:
            line += text.count("\n", 0, text.index("\0"))
            raise bare.refuse(line, "", "Có ký tự không hợp lệ (NUL).", "It holds a NUL character.")
        line += text.count("\n")


def _delimiter_in(lines: Sequence[str]) -> str:
    """Return the sign of which most lines have equally many."""

    def weight(sign: str) -> int:
        counts = Counter(count for line in lines if (count := line.count(sign)))
        return max((count * times for count, times in counts.items()), default=0)

    return max(_DELIMITERS, key=weight)


def _refuse_secret(lines: Sequence[str], delimiter: str) -> None:
    """Refuse a table whose head bears a mark of State secrecy; each cell is looked at by itself."""
    apart = partial(re.compile(f'[{re.escape(delimiter)}"]').sub, "\t")
    if mark_in("\n".join(apart(line[: 1 << 16]) for line in lines)) is not None:
        raise secret()


def secret() -> DeedRefused:
    """Return the refusal of what bears a mark of State secrecy."""
    vietnamese, english = MESSAGES[Reason.SECRET]
    return DeedRefused("secret", vietnamese, english)


# Workbooks


def _book_table(bare: Table, sheet: str, score: Score | None) -> Table:
    try:
        return _in_book(bare, open_book(bare.name, bare.data.whole()), sheet, score)
    except NotTaken as refused:
        raise DeedRefused(refused.fault.value, refused.message("vi"), refused.message("en")) from refused
    except Refusal as refused:
        if refused.reason is Reason.SECRET:
            raise secret() from refused
        vietnamese, english = (refused.message(told).removeprefix(f"{bare.name}: ") for told in ("vi", "en"))
        raise bare.refuse(1, "", vietnamese, english) from refused


def _in_book(bare: Table, book: Book, sheet: str, score: Score | None) -> Table:
    shown = [(n, name) for n, (name, visible) in enumerate(book.sheets) if visible or name == sheet]
    if sheet:
        shown = [(n, name) for n, name in shown if name == sheet]
    found: list[tuple[Table, int]] = []
    for n, name in shown:
        rows = [
            (row.number, _widened({c: str(v) for c, v in row.cells.items()}))
            for row in islice(book.rows(n), _HEAD_LINES)
        ]
        head = head_in(rows, score)
        if head is None:
            continue
        places = tuple(place for place, cell in enumerate(head.cells) if cell)
        above = tuple(cell for line, row in rows if line < head.line for cell in row if cell)
        table = Table(
            bare.name, bare.data, book.format, _APART,
            tuple(head.cells[place] for place in places), head.line, places,
            name, above, tuple(other for _, other in shown if other != name), book=book, index=n,
        )  # fmt: skip
        found.append((table, head.score))
    if not found:
        raise bare.refuse(1, "", "Không có bảng nào trong tệp.", "There is no table in the file.")
    best = max(score for _, score in found)
    meant = [table for table, score in found if score == best]
    if len(meant) > 1:
        names = ", ".join(f"“{table.sheet}”" for table in meant)
        raise SheetUnclear(
            bare.fault(1, "", f"Có nhiều trang có thể là bảng cần nạp: {names}. Hãy chọn trang.",
                       f"Several sheets could be meant: {names}. Choose one."),
            [table.sheet for table in meant],
        )  # fmt: skip
    return meant[0]


def _widened(cells: Mapping[int, str]) -> list[str]:
    """Return the cells of a row of a sheet as a list, up to one column more than a table may have."""
    last = min(max(cells, default=-1), 4 * MAX_COLUMNS)
    return [to_nfc(" ".join(cells.get(place, "").split())) for place in range(last + 1)]


def _said(cell: Value) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True


def _check_header(table: Table) -> None:
    header = table.header
    if not any(header):
        raise table.refuse(
            1, "", "Dòng đầu phải là tiêu đề các cột.", "The first line must head the columns."
        )
    if len(header) > MAX_COLUMNS:
        raise table.refuse(
            table.line, "", f"Có {len(header)} cột, tối đa {MAX_COLUMNS}.",
            f"{len(header)} columns, at most {MAX_COLUMNS}.",
        )  # fmt: skip
    faults = []
    seen: set[str] = set()
    for n, name in enumerate(header):
        if not name:
            faults.append(
                table.fault(
                    table.line, str(n + 1), "Cột không có tiêu đề.", "The column has no heading.", at=n
                )
            )
        elif name.casefold() in seen:
            faults.append(table.fault(table.line, name, "Cột lặp lại.", "The column is there twice.", at=n))
        seen.add(name.casefold())
    if faults:
        raise TableRefused(faults)


__all__ = [
    "MAX_FAULTS", "SheetUnclear", "Table", "TableFault", "TableRefused", "TableRow", "cell_quoted",
    "cell_text", "secret", "table_read",
]  # fmt: skip
