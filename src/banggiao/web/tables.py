"""A table of a page, described once: the page shows it, and CSV, Excel and JSON hold the same rows.

A page whose address ends in ``states/`` gives its table ``leads`` at ``states/leads.csv``: the same view
answers, so the file obeys the page's permissions and the filters of its address (:func:`with_tables`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from banggiao.core.access import Question, Viewer
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import DATES, Kind
from banggiao.sheets.lists import MOST_AT_ONCE, NOBODY, csv_of, json_of, xlsx_of
from banggiao.sources.listing import Column, Row, too_many
from banggiao.sources.wording import Named, number_words
from banggiao.web.views.shared import EXCEL, JSON, download, refuse

CSV = "text/csv; charset=utf-8"
FORMATS = {"csv": "CSV", "xlsx": "Excel (.xlsx)", "json": "JSON"}
"""The files that a table is offered as, and how they are called."""
_LONGEST_QUERY = 4000


@dataclass(frozen=True, slots=True)
class Head:
    """A column. ``unit`` is that of its numbers; ``field`` ("commitment.due") is what it tells of a record,
    where it tells one field.

    On the page an ``under`` column stands below the values of the column before it, ``headed`` by its label,
    and the column that ``names`` the row is its head: the first one, unless another does.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    under: bool = False
    headed: bool = False
    unit: str = ""
    field: str = ""
    names: bool = False

    @property
    def number(self) -> bool:
        """Whether its values are numbers."""
        return self.kind in (Kind.INTEGER, Kind.DECIMAL)

    @property
    def short(self) -> bool:
        """Whether its values stand on one line."""
        return self.number or self.kind in DATES

    @property
    def column(self) -> Column:
        """The column as files have it."""
        return Column(self.name, f"{self.label}, {self.unit}" if self.unit else self.label, "", self.kind)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with how the page shows it: the address it leads to; the colour of its ``chip``, None where it
    is none; ``beside`` it on the page alone: an address, its words, and of what, for those who cannot see.
    A number that is ``signed`` tells a difference: on the page, one above zero has its plus."""

    value: Value
    url: str = ""
    chip: str | None = None
    strong: bool = False
    faint: bool = False
    signed: bool = False
    beside: tuple[str, str, str] | None = None


Value = str | int | float | Decimal | date | None
Cells = Value | Cell | list[Cell]


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its cells in the order of the heads, the key of the record that it is of; on the page also its
    look, and the ``anchor`` by which addresses point at it."""

    cells: Sequence[Cells]
    key: UUID = NOBODY
    look: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that a page offers as files. Who takes it away must be allowed to export each of ``nouns``;
    ``label`` is that of the record whose table it is, ``about`` the key of that record for the audit.

    ``rows`` are read when a file is asked for. What :func:`described` made has ``heads`` and ``lines`` too,
    by which the page draws it. Files hold no row of totals: it follows from the others. ``more`` is an
    address, and its words, that leads on from the table.
    """

    code: str
    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    nouns: Sequence[str]
    label: int | None = None
    about: UUID | None = None
    fields: Sequence[str] = ()
    heads: Sequence[Head] = ()
    lines: Sequence[Line] = ()
    total: Sequence[Value] = ()
    note: str = ""
    nothing: str = ""
    more: tuple[str, str] = ("", "")

    def may_take(self, viewer: Viewer) -> bool:
        """Whether the viewer may take it away."""
        return all(viewer.may(Question(noun, "export", label=self.label)) for noun in self.nouns)

    def without_withheld(self, viewer: Viewer) -> tuple[list[Column], Iterator[Row]]:
        """Return columns and rows without the fields that the viewer may not export."""
        kept = [n for n, name in enumerate(self.fields) if not name or _exportable(viewer, name)]
        if not self.fields:
            kept = list(range(len(self.columns)))
        rows = (Row(row.key, row.caption, tuple(row.cells[n] for n in kept)) for row in self.rows)
        return [self.columns[n] for n in kept], rows


def described(
    code: str, title: str, heads: Sequence[Head], lines: Sequence[Line], nouns: Sequence[str], **more: Any
) -> Table:
    """Return a table whose page and files come from the same lines."""
    return Table(
        code, title, [head.column for head in heads], _rows(lines), nouns,
        fields=[head.field for head in heads], heads=heads, lines=lines, **more,
    )  # fmt: skip


def words_of(value: Value) -> str:
    """Return a value as both page and files tell it, "" where it is none."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        return value
    return number_words(value, "vi" if get_language() == "vi" else "en")


def parts_of(cells: Cells) -> list[Cell]:
    """Return what stands in a cell, one by one; nothing where it is empty."""
    if isinstance(cells, Cell):
        parts = [cells]
    elif isinstance(cells, list):
        parts = cells
    else:
        parts = [Cell(cells)]
    return [part for part in parts if part.value is not None and part.value != ""]


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as the template has it: with the addresses of its files, none where they may not be taken."""

    table: Table
    files: Sequence[tuple[str, str]]


GetPage = Callable[..., HttpResponseBase]


def tabled(route: str, view: GetPage, name: str) -> list[URLPattern]:
    """Return the addresses of a page and, beside it, of its tables as files."""
    return [
        path(route, gzip_page(view), name=name),
        path(f"{route}<slug:table>.<str:format>", require_GET(_as_file(view)), name=f"{name}_table"),
    ]


def with_tables(
    request: HttpRequest,
    tables: Sequence[Table],
    draw: Callable[[dict[str, Shown]], HttpResponse] | str,
    context: dict[str, Any] | None = None,
    *,
    address: str = "",
) -> HttpResponseBase:
    """Answer with the page, or with that of its tables which the address asks for as a file.

    ``draw`` is the page's template, or makes the page; it gets the tables by their codes. ``address`` is that
    of the page, where it has several.

    Raises:
        Http404: the page has no such table.
        DeedRefused: the viewer may not take it away.
    """
    asked: tuple[str, str] | None = getattr(request, "table_asked", None)
    if asked is not None:
        code, format = asked
        table = next((one for one in tables if one.code == code), None)
        if table is None:
            raise Http404
        return _file(request, table, format)
    shown = {table.code: Shown(table, files_of(request, table, address)) for table in tables}
    if callable(draw):
        return draw(shown)
    return render(request, draw, {**(context or {}), "tables": shown})


def file_asked(request: HttpRequest) -> str:
    """Return the code of the table that is asked for as a file, "" where it is the page that is asked for."""
    return getattr(request, "table_asked", ("", ""))[0]


def files_of(request: HttpRequest, table: Table, address: str = "") -> list[tuple[str, str]]:
    """Return address and name of each file of a table, as the page is narrowed now."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not table.may_take(viewer):
        return []
    query = _query(request)
    at, asked = address or request.path, f"?{query}" if query else ""
    return [(f"{at}{table.code}.{format}{asked}", label) for format, label in FORMATS.items()]


def streamed(parts: Iterable[bytes], name: str, kind: str) -> StreamingHttpResponse:
    """Answer with a file that is written while it is sent; no cache keeps any of it."""
    response = StreamingHttpResponse(parts, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    return response


def _as_file(view: GetPage) -> GetPage:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, table: str, format: str, **given: Any) -> HttpResponseBase:
        if format not in FORMATS:
            raise Http404
        request.table_asked = (table, format)  # type: ignore[attr-defined]
        try:
            return view(request, *args, **given)
        except DeedRefused as refusal:
            if refusal.code != "too-many-rows":
                raise
            refuse(request, refusal)
            page, query = request.path.rpartition("/")[0], request.GET.urlencode()
            return redirect(f"{page}/?{query}" if query else f"{page}/")

    return answer


def _file(request: HttpRequest, table: Table, format: str) -> HttpResponseBase:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    for noun in table.nouns:
        viewer.require(noun, "export", label=table.label)
    columns, rows = table.without_withheld(viewer)
    spoken = "vi" if get_language() == "vi" else "en"
    book = xlsx_of(table.title, columns, _at_most(rows), language=spoken) if format == "xlsx" else b""
    for noun in table.nouns:
        record_event(
            f"{noun}.exported", noun=noun, record_key=table.about or viewer.user or NOBODY,
            who=viewer.name[:200],
            after={"format": format, "query": _query(request), "table": request.path.rpartition(".")[0],
                   "columns": [column.name for column in columns]},
        )  # fmt: skip
    name = f"{table.title} {timezone.localdate():%Y-%m-%d}.{format}"
    if format == "xlsx":
        return download(book, name, EXCEL)
    if format == "json":
        return streamed(json_of(columns, rows, language=spoken), name, JSON)
    return streamed(csv_of(columns, rows), name, CSV)


def _query(request: HttpRequest) -> str:
    return request.GET.urlencode()[:_LONGEST_QUERY]


def _at_most(rows: Iterable[Row]) -> Iterator[Row]:
    for n, row in enumerate(rows, start=1):
        if n > MOST_AT_ONCE:
            raise too_many(MOST_AT_ONCE)
        yield row


def _rows(lines: Iterable[Line]) -> Iterator[Row]:
    for line in lines:
        cells = tuple(tuple(Named(words_of(part.value)) for part in parts_of(cells)) for cells in line.cells)
        yield Row(line.key, "", cells)


def _exportable(viewer: Viewer, name: str) -> bool:
    noun, _, told = name.partition(".")
    return viewer.may(Question(noun, "export", told))
