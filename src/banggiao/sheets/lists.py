"""Lists as files: the same rows and columns as on the screen, as CSV, JSON or for Excel, written while they
are read.

The last column holds each record's code, by which an edited file comes back as changes
(:mod:`banggiao.sources.changes`).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from typing import IO
from urllib.parse import parse_qs, urlencode
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from banggiao.access.models import User
from banggiao.access.viewers import viewer_of
from banggiao.core.access import Question, Viewer
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.jobs import job_enqueue
from banggiao.core.nouns import Noun, noun_of
from banggiao.publishing.workbook import LongSheet, Look, Workbook
from banggiao.sheets import staging
from banggiao.sheets.models import ListFile, ListState
from banggiao.sources.listing import Column, ListQuery, Row, columns_of_list, query_from, rows_of
from banggiao.sources.record_codes import code_heading, row_code
from banggiao.sources.table_file import cell_quoted

WRITE = "sheets.list"
MOST_AT_ONCE = 5_000
"""Rows of a workbook that is written while the person waits; a longer one is a job."""
KEPT = timedelta(hours=24)
"""How long a list that was written waits to be fetched."""
NOBODY = UUID(int=0)
"""The record of an event that is about no single record."""
_MARK = "\ufeff"  # Excel reads UTF-8 where a file begins with it
_PAGE = 500
_WIDEST, _NARROWEST, _CODE = 60, 12, 16
_EXACT = 15  # digits of a number that a spreadsheet keeps


def columns_exported(noun: Noun, viewer: Viewer, language: str) -> list[Column]:
    """Return the columns of a list that the viewer may take away."""
    return [
        column
        for column in columns_of_list(noun, viewer, language)
        if viewer.may(Question(noun.code, "export", column.name))
    ]


@dataclass(frozen=True, slots=True)
class Codes:
    """The last column of a list that may come back edited: the codes of a noun's records."""

    noun: Noun
    columns: Sequence[Column]
    language: str

    @property
    def heading(self) -> str:
        """How the column is headed."""
        return code_heading(self.noun, self.columns, self.language)

    def of(self, row: Row, texts: Sequence[str]) -> str:
        """Return the code of a row."""
        return row_code(row.key, self.columns, texts, self.language)


def codes_for(noun: Noun, columns: Sequence[Column], language: str) -> Codes | None:
    """Return the codes of a list, None where people do not change the noun's records."""
    return Codes(noun, columns, language) if noun.changeable else None


def csv_of(columns: Sequence[Column], rows: Iterable[Row], codes: Codes | None = None) -> Iterator[bytes]:
    """Yield a list as CSV in UTF-8 with a mark, some hundred rows at a time.

    No spreadsheet program takes a cell for a formula: such text begins with an apostrophe.
    """
    stream = io.StringIO()
    stream.write(_MARK)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*(cell_quoted(c.label) for c in columns), *([codes.heading] if codes else [])])
    for n, row in enumerate(rows, start=1):
        texts = texts_of(row)
        cells = [t if c.number else cell_quoted(t) for c, t in zip(columns, texts, strict=True)]
        writer.writerow([*cells, codes.of(row, texts)] if codes else cells)
        if n % _PAGE == 0 or n == 1:  # the first row leaves at once
            yield stream.getvalue().encode()
            stream.seek(0)
            stream.truncate()
    yield stream.getvalue().encode()


def json_of(columns: Sequence[Column], rows: Iterable[Row], *, language: str) -> Iterator[bytes]:
    """Yield a list as a JSON array in UTF-8, some hundred rows at a time.

    Each row is an object of its record's key, where it is of one, and, by the columns' names, of the words
    that the screen shows; numbers are numbers, null is where nothing is said.
    """
    part = "["
    for n, row in enumerate(rows, start=1):
        told: dict[str, str | float | None] = {"key": str(row.key)} if row.key != NOBODY else {}
        for column, text in zip(columns, texts_of(row), strict=True):
            told[column.name] = (_number(text, language) if column.number else text) if text else None
        part += ("," if n > 1 else "") + "\n" + json.dumps(told, ensure_ascii=False)
        if n % _PAGE == 0 or n == 1:  # the first row leaves at once
            yield part.encode()
            part = ""
    yield f"{part}\n]\n".encode()


def xlsx_of(
    title: str, columns: Sequence[Column], rows: Iterable[Row], *, language: str, codes: Codes | None = None
) -> bytes:
    """Return a list as a workbook (:func:`xlsx_to`)."""
    stream = io.BytesIO()
    xlsx_to(stream, title, columns, rows, language=language, codes=codes)
    return stream.getvalue()


def xlsx_to(
    stream: IO[bytes],
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    language: str,
    codes: Codes | None = None,
) -> None:
    """Write a list as a workbook; every cell is text or a number, never a formula."""
    book = Workbook()
    looks = _Looks(book)
    widths = [float(min(_WIDEST, max(_NARROWEST, len(column.label) + 4))) for column in columns]
    widths[:1] = [_WIDEST]
    head: list[tuple[str | float, int]] = [(column.label, looks.head) for column in columns]
    if codes:
        head.append((codes.heading, looks.code))
        widths.append(_CODE)
    numbers = [column.number for column in columns]
    body = (_cells(row, numbers, looks, language, codes) for row in rows)
    book.sheet(LongSheet(_sheet_name(title), widths, rows=chain([head], body)))
    book.write_to(stream, title=title)


def texts_of(row: Row) -> list[str]:
    """Return the cells of a row as one text each."""
    return [cell[0].text if len(cell) == 1 else "; ".join([told.text for told in cell]) for cell in row.cells]


def export_told(
    noun: Noun, viewer: Viewer, *, format: str, query: str, columns: Iterable[Column], rows: int | None = None
) -> None:
    """Write into the audit that a list was taken away."""
    record_event(
        f"{noun.code}.exported", noun=noun.code, record_key=viewer.user or NOBODY, who=viewer.name[:200],
        after={"format": format, "query": query, "columns": [c.name for c in columns]}
        | ({} if rows is None else {"rows": rows}),
    )  # fmt: skip


def list_ask(noun: Noun, query: ListQuery, viewer: Viewer, *, language: str) -> ListFile:
    """Ask for a list as a workbook, written in the background for this person alone.

    Raises:
        DeedRefused: the person may not take lists away.
    """
    viewer.require(noun.code, "export")
    assert viewer.user is not None
    name = f"{noun.label_many(language)} {timezone.localdate():%Y-%m-%d}.xlsx"
    asked = {"noun": noun.code, "format": "xlsx", "language": language, "query": urlencode(query.given)}
    waiting = ListFile.objects.filter(user=viewer.user, state=ListState.QUEUED, **asked).first()
    if waiting is not None:
        return waiting
    with transaction.atomic():
        file = ListFile.objects.create(user=viewer.user, name=name[:300], **asked)
        job_enqueue(kind=WRITE, idempotency_key=f"{WRITE}:{file.key}", payload={"list": str(file.key)})
    return file


def list_write(file: ListFile) -> None:
    """Write a list that was asked for, with what the person may see at this moment."""
    noun, viewer = noun_of(file.noun), viewer_of(User.objects.get(key=file.user))
    try:
        viewer.require(noun.code, "export")
        query = query_from(noun, parse_qs(file.query, keep_blank_values=True), viewer)
        columns = columns_exported(noun, viewer, file.language)
        counted = _Counted(rows_of(query, viewer, language=file.language, only=[c.name for c in columns]))
        with staging.written(staging.LISTS, file.key) as stream:
            xlsx_to(
                stream, noun.label_many(file.language), columns, counted, language=file.language,
                codes=codes_for(noun, columns, file.language),
            )  # fmt: skip
    except DeedRefused as refused:
        file.state, file.reason_vi, file.reason_en = ListState.REFUSED, refused.vietnamese, refused.english
        file.save()
        return
    with transaction.atomic():
        file.state, file.ready_at = ListState.READY, timezone.now()
        file.rows, file.size = counted.count, staging.path_in(staging.LISTS, file.key).stat().st_size
        file.save()
        export_told(noun, viewer, format=file.format, query=file.query, columns=columns, rows=counted.count)


def lists_of(viewer: Viewer) -> list[ListFile]:
    """Return the lists that a person asked for within a day, the latest first."""
    since = timezone.now() - KEPT
    return list(ListFile.objects.filter(user=viewer.user or NOBODY, created_at__gt=since).order_by("-id"))


class _Counted:
    """Rows that are counted while they are taken."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


class _Looks:
    """How the cells of a list look."""

    def __init__(self, book: Workbook) -> None:
        self.head = book.look(Look(bold=True, fill="E9EFF4"))
        self.body = book.look(Look())
        self.quoted = book.look(Look(quoted=True))
        self.number = book.look(Look(number="#,##0.######", across="right"))
        self.code = book.look(Look(size=8, ink="8A949D", wrap=False))


def _cells(
    row: Row, numbers: Sequence[bool], looks: _Looks, language: str, codes: Codes | None
) -> list[tuple[str | float, int]]:
    texts = texts_of(row)
    cells: list[tuple[str | float, int]] = []
    for number, text in zip(numbers, texts, strict=True):
        if number and text and sum(map(str.isdigit, text)) <= _EXACT:
            cells.append((_number(text, language), looks.number))
        else:
            cells.append((text, looks.body if cell_quoted(text) is text else looks.quoted))
    if codes:
        cells.append((codes.of(row, texts), looks.code))
    return cells


def _number(text: str, language: str) -> float:
    swapped = text.replace(".", "").replace(",", ".") if language == "vi" else text.replace(",", "")
    return float(swapped)


def _sheet_name(title: str) -> str:
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)[:31]
