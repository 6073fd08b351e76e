"""A table into the register: each row a record of one noun, written as any record is, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from banggiao.core.access import Viewer, label_get
from banggiao.core.audit import record_event
from banggiao.core.bulk import room_for_many
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.files import file_store
from banggiao.core.models import AccessLabel, Circulation, Event, NounRecord
from banggiao.core.nouns import Kind, Noun, noun_of
from banggiao.language.collation import sort_key
from banggiao.search.services import entries_write
from banggiao.sources.cells import CellRefused, given_in
from banggiao.sources.columns import Columns, columns_mapped
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Source, SourceKind
from banggiao.sources.records import records_create
from banggiao.sources.table_file import MAX_FAULTS, Table, TableFault, TableRefused, TableRow
from banggiao.sources.undoing import undone_of
from banggiao.sources.writing import PAGE

LOADED = "source.loaded"
MOST_WARNINGS = 100
_Read = tuple[TableRow, dict[str, object]]
_HIDDEN = "…"  # what a claim's words show in place of a personal value


@dataclass(frozen=True, slots=True)
class TableLoaded:
    """What loading a table did. ``already``: the same bytes were loaded before, and nothing changed.
    ``warnings`` are places that a person should look at: values of formulas, hidden rows."""

    rows: int
    already: bool = False
    examples: tuple[str, ...] = ()
    warnings: tuple[TableFault, ...] = ()


@dataclass(frozen=True)
class Watching:
    """Who looks on while a table is loaded: ``told`` how many rows are written, ``seen`` each page of rows
    with their records."""

    told: Callable[[int], None] = lambda _: None
    seen: Callable[[Sequence[TableRow], Sequence[NounRecord]], None] = lambda _rows, _records: None


def table_load(
    *,
    noun: Noun,
    table: Table,
    by: Viewer,
    mapping: Mapping[str, str] | None = None,
    columns: Columns | None = None,
    label: AccessLabel | None = None,
    retain_until: date | None = None,
    dry_run: bool = False,
    force: bool = False,
    skip: Collection[int] = (),
    watching: Watching | None = None,
) -> TableLoaded:
    """Write every row of a table as a new record of ``noun``, with one claim in the row's own words.

    ``columns`` says what each column is; without it ``mapping`` is column → field for columns that are headed
    otherwise than the field ("" leaves a column out). The rows at the lines of ``skip`` are left out. The
    table becomes a source; its file is kept, unless it holds personal values. The same bytes are loaded once
    for a noun, unless ``force``.

    Raises:
        TableRefused: columns or rows that cannot be right, each with its place.
        DeedRefused: the person may not do this.
    """
    meant = columns or columns_mapped(noun, table, mapping or {})
    known = Source.objects.filter(sha256=table.sha256).first()
    if known is not None and not force and _stands(known, noun):
        return TableLoaded(0, already=True)
    with room_for_many(), transaction.atomic():
        source = known or table_source(table, by, label)
        writing = _Loading(
            noun, table, meant, source, by=by, skip=frozenset(skip), watching=watching or Watching()
        )
        rows, examples = writing.all(label, retain_until)
        if writing.faults:
            raise TableRefused(sorted(writing.faults, key=lambda fault: fault.line))
        record_event(
            LOADED, noun="source", record_key=source.key, who=by.name,
            after={"noun": noun.code, "rows": rows, "sha256": table.sha256},
        )  # fmt: skip
        if not meant.personal and not dry_run:
            file_store(table.data)
        transaction.set_rollback(dry_run)
    return TableLoaded(rows, examples=examples, warnings=tuple(writing.warnings))


class _Loading:
    """One loading of a table: page by page, until too much is wrong."""

    def __init__(
        self, noun: Noun, table: Table, columns: Columns, source: Source, *, by: Viewer,
        skip: frozenset[int], watching: Watching,
    ) -> None:  # fmt: skip
        self.noun, self.table, self.columns, self.source, self.by = noun, table, columns, source, by
        self.skip, self.watching = skip, watching
        self.faults: list[TableFault] = []
        self.warnings: list[TableFault] = []
        self._places = {f.name: n for n, f in enumerate(columns.fields) if f is not None}
        self._hidden = [n for n, f in enumerate(columns.fields) if f is not None and f.personal]
        self._said = "".join(f" · {noun.by_name[name].vi}: {told}" for name, told in columns.told.items())

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
            self.watching.told(written)
            if len(self.faults) >= MAX_FAULTS:
                break
        return written, tuple(examples)

    def _write(
        self, page: Sequence[_Read], label: AccessLabel | None, retain_until: date | None
    ) -> list[NounRecord]:
        good = list(page)
        while good and len(self.faults) < MAX_FAULTS:
            try:
                made = records_create(
                    self.noun, [values for _, values in good], by=self.by, label=label,
                    evidence=[self._evidence(row) for row, _ in good], retain_until=retain_until,
                )  # fmt: skip
            except RowsRefused as refused:
                for n, fault in refused.faults:
                    self._add(good[n][0], fault.field, fault.vietnamese, fault.english)
                wrong = {n for n, _ in refused.faults}
                good = [row for n, row in enumerate(good) if n not in wrong]
            else:
                self.watching.seen([row for row, _ in good], made)
                return made
        return []

    def _add(self, row: TableRow, field: str, vietnamese: str, english: str) -> None:
        """Add a fault, unless the same cell has one."""
        at = self._places.get(field)
        described = self.noun.by_name.get(field)
        column = self.table.header[at] if at is not None else described.vi if described else field
        if column and (row.line, column) in {(fault.line, fault.column) for fault in self.faults}:
            return
        personal = described is not None and described.personal
        given = str(row.cells[at])[:80] if at is not None and not personal else ""
        self.faults.append(self.table.fault(row.line, column, vietnamese, english, at=at, given=given))

    def _pages(self) -> Iterator[list[_Read]]:
        """Yield the rows by pages. A page ends before a row that names another of the same page, which must
        be written first."""
        own = [f.name for f in self.noun.fields if f.noun == self.noun.code and f.kind is Kind.RECORD]
        page: list[_Read] = []
        told: set[object] = set()
        for row in self.table.rows():
            if row.line in self.skip:
                continue
            if isinstance(row, TableFault):
                self.faults.append(row)
                continue
            values = self._values(row)
            if len(page) == PAGE or any(values.get(name) in told for name in own if values.get(name)):
                yield page
                page, told = [], set()
            page.append((row, values))
            if own:
                title = " · ".join(str(values[name]) for name in self.noun.title if values.get(name))
                told |= {values.get("code", ""), values.get("number", ""), title} - {""}
        if page:
            yield page

    def _values(self, row: TableRow) -> dict[str, object]:
        values: dict[str, object] = dict(self.columns.fixed)
        for n, (described, cell) in enumerate(zip(self.columns.fields, row.cells, strict=True)):
            if described is None:
                continue
            try:
                values[described.name] = given_in(self.table, described, cell, row.formulas.get(n))
            except CellRefused as refused:
                self._add(row, described.name, refused.vietnamese, refused.english)
        if row.formulas or row.hidden:
            self._warn(row)
        return values

    def _warn(self, row: TableRow) -> None:
        """Tell of values that formulas gave, and of rows that the sheet does not show."""
        if row.hidden and len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(
                self.table.fault(row.line, "", "Dòng ẩn cũng được đọc.", "A hidden row is read as well.")
            )
        for n in row.formulas:
            if self.columns.fields[n] is not None and len(self.warnings) < MOST_WARNINGS:
                self.warnings.append(
                    self.table.fault(
                        row.line, self.table.header[n], "Ô là công thức: lấy giá trị đã lưu trong tệp.",
                        "The cell is a formula: the value stored in the file is taken.", at=n,
                        given="" if n in self._hidden else str(row.cells[n])[:80],
                    )
                )  # fmt: skip

    def _evidence(self, row: TableRow) -> Evidence:
        words = row.words
        if self._hidden:
            words = self.table.delimiter.join(
                _HIDDEN if n in self._hidden and cell else str(cell) for n, cell in enumerate(row.cells)
            )
        return Evidence(
            source=self.source, words=words + self._said, paragraph=row.line, rule="table",
            heading_path=place_of(self.table, row),
        )  # fmt: skip


def place_of(table: Table, row: TableRow) -> tuple[str, ...]:
    """Return the sheet and the cells of a row, () in a file without sheets."""
    return (table.sheet, row.area) if row.area else ()


def _stands(source: Source, noun: Noun) -> bool:
    """Whether the table was loaded as this noun, and not undone."""
    loads = Event.objects.filter(noun="source", record_key=source.key, code=LOADED)
    told = [str(load.key) for load in loads if (load.after or {}).get("noun") == noun.code]
    return bool(told) and not undone_of("source", [source.key]).issuperset(told)


def table_source(table: Table, by: Viewer, label: AccessLabel | None) -> Source:
    """Return a new source for a table, seen by the person's own body unless ``label`` says otherwise."""
    if label is None:
        label = (
            label_get(circulation=Circulation.AGENCY, owner=by.home)
            if by.home is not None
            else label_get(circulation=Circulation.PUBLIC)
        )
    caption = table.name[:300]
    source = Source.objects.create(
        sha256=table.sha256, name=table.name[:500], format=table.format, kind=SourceKind.TABLE,
        title=table.name, caption=caption, sort_key=sort_key(caption), label=label,
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
