"""A list as a file: the same rows and columns as on the screen, as CSV, for Excel or for Word."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from banggiao.publishing.list_docx import list_docx
from banggiao.publishing.workbook import Look, Sheet, Workbook
from banggiao.sources.listing import Column, Row

MOST_IN_WORKBOOK = 50_000
"""Rows of a workbook, which is made in memory; a CSV file has no end."""
MOST_IN_WORD = 2_000
"""Rows of a Word file, which a person reads."""
_MARK = "\ufeff"  # Excel reads UTF-8 where a file begins with it
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
_PAGE = 500
_WIDEST, _NARROWEST = 60, 12


def csv_of(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the list as CSV in UTF-8 with a mark, some hundred rows at a time.

    Text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    stream = io.StringIO()
    stream.write(_MARK)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([_plain(column.label) for column in columns])
    for n, row in enumerate(rows, start=1):
        writer.writerow(
            [
                text if column.number else _plain(text)
                for column, text in zip(columns, texts_of(row), strict=True)
            ]
        )
        if n % _PAGE == 0:
            yield stream.getvalue().encode()
            stream.seek(0)
            stream.truncate()
    yield stream.getvalue().encode()


def xlsx_of(title: str, columns: Sequence[Column], rows: Iterable[Row], *, language: str) -> bytes:
    """Return the list as a workbook; every cell is text or a number, never a formula."""
    book = Workbook()
    head, body = book.look(Look(bold=True, fill="E9EFF4")), book.look(Look())
    number = book.look(Look(number="#,##0.######", across="right"))
    widths = [min(_WIDEST, max(_NARROWEST, len(column.label) + 4)) for column in columns]
    widths[:1] = [_WIDEST]
    sheet = book.sheet(Sheet(title[:31], widths))
    sheet.add((column.label, head) for column in columns)
    for row in rows:
        sheet.add(
            (_number(text, language), number) if column.number and text else (text, body)
            for column, text in zip(columns, texts_of(row), strict=True)
        )
    return book.to_bytes(title=title)


def docx_of(
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    conditions: str,
    agency: str,
    day: date,
    language: str,
) -> bytes:
    """Return the list as a Word file in the layout of NĐ 30; ``conditions`` say by what it was narrowed."""
    return list_docx(
        title=title[:1].upper() + title[1:],
        conditions=conditions,
        heads=[column.label[:1].upper() + column.label[1:] for column in columns],
        rows=[texts_of(row) for row in rows],
        agency=agency,
        date=(day.day, day.month, day.year),
        language=language,
    )


def texts_of(row: Row) -> list[str]:
    """Return the cells of a row as one text each."""
    return ["; ".join(told.text for told in cell) for cell in row.cells]


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULAS) else text


def _number(text: str, language: str) -> float:
    swapped = text.replace(".", "").replace(",", ".") if language == "vi" else text.replace(",", "")
    return float(swapped)
