"""A table into the register: each row a record of one noun, written as any record is, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from banggiao.core.access import Viewer, label_get
from banggiao.core.audit import record_event
from banggiao.core.bulk import room_for_many
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.files import file_store
from banggiao.core.models import AccessLabel, Circulation, Event, NounRecord
from banggiao.core.nouns import Field, Kind, Noun, noun_of
from banggiao.language.collation import sort_key
from banggiao.search.services import entries_write
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Source, SourceKind
from banggiao.sources.records import records_create
from banggiao.sources.table_file import MAX_FAULTS, Table, TableFault, TableRefused, TableRow, cell_text
from banggiao.sources.undoing import undone_of
from banggiao.sources.writing import PAGE

LOADED = "source.loaded"
_Read = tuple[TableRow, dict[str, str]]
_HIDDEN = "…"  # what a claim's words show in place of a personal value


@dataclass(frozen=True, slots=True)
class TableLoaded:
    """What loading a table did. ``already``: the same bytes were loaded before, and nothing changed."""

    rows: int
    already: bool = False
    examples: tuple[str, ...] = ()


def table_load(
    *,
    noun: Noun,
    table: Table,
    by: Viewer,
    mapping: Mapping[str, str] | None = None,
    label: AccessLabel | None = None,
    retain_until: date | None = None,
    dry_run: bool = False,
    force: bool = False,
) -> TableLoaded:
    """Write every row of a table as a new record of ``noun``, with one claim in the row's own words.

    ``mapping`` is column → field for columns that are headed otherwise than the field; "" leaves a column
    out. The table becomes a source; its file is kept, unless it holds personal values. The same bytes are
    loaded once for a noun, unless ``force``.

    Raises:
        TableRefused: columns or rows that cannot be right, each with its place.
        DeedRefused: the person may not do this.
    """
    columns = _columns(noun, table, mapping or {})
    known = Source.objects.filter(sha256=table.sha256).first()
    if known is not None and not force and _stands(known, noun):
        return TableLoaded(0, already=True)
    personal = any(field is not None and field.personal for field in columns)
    with room_for_many(), transaction.atomic():
        source = known or _source(table, by, label)
        writing = _Loading(noun, table, columns, source, by)
        rows, examples = writing.all(label, retain_until)
        if writing.faults:
            raise TableRefused(sorted(writing.faults, key=lambda fault: fault.line))
        record_event(
            LOADED, noun="source", record_key=source.key, who=by.name,
            after={"noun": noun.code, "rows": rows, "sha256": table.sha256},
        )  # fmt: skip
        if not personal and not dry_run:
            file_store(table.data)
        transaction.set_rollback(dry_run)
    return TableLoaded(rows, examples=examples)


class _Loading:
    """One loading of a table: page by page, until too much is wrong."""

    def __init__(
        self, noun: Noun, table: Table, columns: Sequence[Field | None], source: Source, by: Viewer
    ) -> None:
        self.noun, self.table, self.columns, self.source, self.by = noun, table, columns, source, by
        self.faults: list[TableFault] = []
        headed = zip(table.header, columns, strict=True)
        self._heading = {field.name: name for name, field in headed if field is not None}
        self._hidden = [n for n, field in enumerate(columns) if field is not None and field.personal]

    def all(self, label: AccessLabel | None, retain_until: date | None) -> tuple[int, tuple[str, ...]]:
        """Write the rows; return how many, and what the first are called.

        A page that is refused is written without the faulty rows, so that later rows are judged as they
        would be one by one; with any fault the caller takes everything back.
        """
        written = 0
        examples: list[str] = []
        for page in self._pages():
            made = self._write(page, label, retain_until)
            written += len(made)
            examples += [record.caption for record in made[: 5 - len(examples)]]
            if len(self.faults) >= MAX_FAULTS:
                break
        return written, tuple(examples)

    def _write(
        self, page: Sequence[_Read], label: AccessLabel | None, retain_until: date | None
    ) -> list[NounRecord]:
        good = list(page)
        while good and len(self.faults) < MAX_FAULTS:
            try:
                return records_create(
                    self.noun, [values for _, values in good], by=self.by, label=label,
                    evidence=[self._evidence(row) for row, _ in good], retain_until=retain_until,
                )  # fmt: skip
            except RowsRefused as refused:
                for n, fault in refused.faults:
                    column = self._heading.get(fault.field, fault.field)
                    self._add(good[n][0].line, column, fault.vietnamese, fault.english)
                wrong = {n for n, _ in refused.faults}
                good = [row for n, row in enumerate(good) if n not in wrong]
        return []

    def _add(self, line: int, column: str, vietnamese: str, english: str) -> None:
        """Add a fault, unless the same cell has one."""
        if not column or (line, column) not in {(fault.line, fault.column) for fault in self.faults}:
            self.faults.append(self.table.fault(line, column, vietnamese, english))

    def _pages(self) -> Iterator[list[_Read]]:
        """Yield the rows by pages. A page ends before a row that names another of the same page, which must
        be written first."""
        own = [f.name for f in self.noun.fields if f.noun == self.noun.code and f.kind is Kind.RECORD]
        page: list[_Read] = []
        told: set[str] = set()
        for row in self.table.rows():
            if isinstance(row, TableFault):
                self.faults.append(row)
                continue
            values = self._values(row)
            if len(page) == PAGE or any(values.get(name) in told for name in own if values.get(name)):
                yield page
                page, told = [], set()
            page.append((row, values))
            if own:
                title = " · ".join(values.get(name, "") for name in self.noun.title if values.get(name))
                told |= {values.get("code", ""), values.get("number", ""), title} - {""}
        if page:
            yield page

    def _values(self, row: TableRow) -> dict[str, str]:
        values: dict[str, str] = {}
        for name, field, cell in zip(self.table.header, self.columns, row.cells, strict=True):
            if field is None:
                continue
            try:
                values[field.name] = cell_text(cell)
            except ValueError:
                told = cell.strip()[:40]
                self._add(
                    row.line, name, f"Ô là công thức: “{told}”. Hãy dán giá trị hoặc thêm dấu ' phía trước.",
                    f"The cell is a formula: “{told}”. Paste its value, or put ' before it.",
                )  # fmt: skip
        return values

    def _evidence(self, row: TableRow) -> Evidence:
        words = row.words
        if self._hidden:
            words = self.table.delimiter.join(
                _HIDDEN if n in self._hidden and cell else cell for n, cell in enumerate(row.cells)
            )
        return Evidence(source=self.source, words=words, paragraph=row.line, rule="table")


def _columns(noun: Noun, table: Table, mapping: Mapping[str, str]) -> list[Field | None]:
    """Return the field of each column, None for one that is left out."""
    names: dict[str, list[Field]] = {}
    for field in noun.fields:
        for name in {field.name, _plain(field.vi), _plain(field.en)}:
            names.setdefault(name, []).append(field)
    asked = {_plain(column): target for column, target in mapping.items()}
    faults: list[TableFault] = []
    columns: list[Field | None] = []
    for heading in table.header:
        target = asked.pop(_plain(heading), heading)
        found = names.get(_plain(target), [])
        if len(found) > 1:
            found = [field for field in found if field.name == target]
        if target and not found:
            faults.append(
                table.fault(
                    1, heading, f"“{noun.vi}” không có trường này. Ghép cột bằng --map, hoặc bỏ qua cột.",
                    f"“{noun.en}” has no such field. Map the column, or leave it out.",
                )
            )  # fmt: skip
        chosen = found[0] if found else None
        if chosen is not None and chosen in columns:
            faults.append(
                table.fault(1, heading, f"Hai cột cùng là “{chosen.vi}”.", f"Two columns are “{chosen.en}”.")
            )
        columns.append(chosen)
    for column in asked:
        faults.append(table.fault(1, column, "Tệp không có cột này.", "The file has no such column."))
    for field in noun.fields:
        if field.required and field.default is None and field not in columns and not faults:
            faults.append(table.fault(1, field.vi, "Thiếu cột bắt buộc này.", "This column is required."))
    if faults:
        raise TableRefused(faults)
    return columns


def _stands(source: Source, noun: Noun) -> bool:
    """Whether the table was loaded as this noun, and not undone."""
    loads = Event.objects.filter(noun="source", record_key=source.key, code=LOADED)
    told = [str(load.key) for load in loads if (load.after or {}).get("noun") == noun.code]
    return bool(told) and not undone_of("source", [source.key]).issuperset(told)


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _source(table: Table, by: Viewer, label: AccessLabel | None) -> Source:
    if label is None:
        label = (
            label_get(circulation=Circulation.AGENCY, owner=by.home)
            if by.home is not None
            else label_get(circulation=Circulation.PUBLIC)
        )
    caption = table.name[:300]
    source = Source.objects.create(
        sha256=table.sha256, name=table.name[:500], format="csv", kind=SourceKind.TABLE, title=table.name,
        caption=caption, sort_key=sort_key(caption), label=label,
    )  # fmt: skip
    entries_write(noun_of("source"), [source])
    return source


def mapping_from(pairs: Sequence[str]) -> dict[str, str]:
    """Return column → field from "Cột=trường" as the command line gives it.

    Raises:
        DeedRefused: a pair has no equals sign.
    """
    mapping = {}
    for pair in pairs:
        column, sign, target = pair.partition("=")
        if not sign or not column.strip():
            raise DeedRefused(
                "map", f"Ghi “Cột=trường”, không phải “{pair}”.", f"Write “Column=field”, not “{pair}”."
            )
        mapping[column.strip()] = target.strip()
    return mapping
