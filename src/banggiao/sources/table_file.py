"""A table as it comes in a file (CSV, xlsx, ods): read strictly, its rows with the line each stands on, and
every fault of it said with its place."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain, islice, takewhile
from pathlib import Path

from banggiao.core.errors import DeedRefused
from banggiao.language.folding import to_nfc
from banggiao.reading.intake.kinds import NotTaken
from banggiao.reading.refusal import MESSAGES, Reason, Refusal
from banggiao.reading.secrecy import mark_in
from banggiao.reading.sheets import Book, open_book
from banggiao.sources.contents import Contents
from banggiao.sources.headings import Heading, Score, head_in
from banggiao.sources.table_faults import MAX_FAULTS, SheetUnclear, TableFault, TableRefused
from banggiao.sources.table_rows import APART, Lines, Table, TableRow, cell_quoted, cell_text

MAX_BYTES = 100 * 1024 * 1024
MAX_COLUMNS = 200
_HEAD_LINES = 60  # the lines where the secrecy guard and the search for a header look
_DELIMITERS = ",;\t"
_SEPARATOR = re.compile(r"sep=([,;\t])\s*", re.I)
_PIECE = 1 << 20


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
    elif sheet:
        raise bare.refuse(1, "", "Tệp CSV không có trang tính.", "A CSV file has no sheets.")
    else:
        table = _text_table(bare, score)
    _check_header(table)
    return table


# Files of text


def _text_table(bare: Table, score: Score | None) -> Table:
    encoding = "utf-16" if bare.data.head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    _check_text(bare, encoding)
    with bare.data.text(encoding) as beginning:
        lines = list(takewhile(bool, (beginning.readline(_PIECE) for _ in range(_HEAD_LINES))))
    separator = _SEPARATOR.fullmatch(lines[0]) if lines else None
    delimiter = separator[1] if separator else _delimiter_in(lines)
    _refuse_secret(lines, delimiter)
    with bare.data.text(encoding) as text:
        rows = _first_rows(bare, Lines(text), delimiter, skip=bool(separator), one=score is None)
    head = head_in(rows, score) or Heading(1, ())
    above = tuple(cell for line, row in rows if line < head.line for cell in row if cell)
    return Table(
        bare.name, bare.data, "csv", delimiter, head.cells, head.line,
        tuple(range(len(head.cells))), above=above, encoding=encoding,
    )  # fmt: skip


def _first_rows(
    bare: Table, counted: Lines, delimiter: str, *, skip: bool, one: bool
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
        if not shown:
            there = ", ".join(f"“{name}”" for name, visible in book.sheets if visible)
            raise bare.refuse(
                1, "", f"Không có trang tính “{sheet}”; các trang có: {there}.",
                f"There is no sheet “{sheet}”; there are: {there}.",
            )  # fmt: skip
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
            bare.name, bare.data, book.format, APART,
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
