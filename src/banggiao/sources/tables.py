"""A table into the register: each row a record of one noun, written as any record is, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import CheckConstraint

from banggiao.core.access import Viewer, label_get
from banggiao.core.audit import record_event
from banggiao.core.bulk import room_for_many
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.files import file_copy
from banggiao.core.models import AccessLabel, Circulation, Event, NounRecord
from banggiao.core.nouns import Field, Kind, Noun, noun_of
from banggiao.language.collation import sort_key
from banggiao.search.services import entries_write
from banggiao.sources.cells import CellRefused, given_in
from banggiao.sources.columns import Columns, columns_mapped
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Source, SourceKind
from banggiao.sources.table_file import MAX_FAULTS, Table, TableFault, TableRefused, TableRow
from banggiao.sources.undoing import undone_of
from banggiao.sources.writing import PAGE, Writing

LOADED = "source.loaded"
MOST_WARNINGS = 100
_EXAMPLES = 5
_MOST_KNOWN = 4096  # different texts of a column that are kept
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
    """Who looks on while a table is loaded: ``told`` how many rows are done, ``seen`` the first ``most`` rows
    with their records."""

    told: Callable[[int], None] = lambda _: None
    seen: Callable[[Sequence[TableRow], Sequence[NounRecord]], None] = lambda _rows, _records: None
    most: int = 0


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
        writing = Writing(noun, by, retain_until=retain_until)
        loading = _Loading(
            table, meant, source, writing, label=label, skip=frozenset(skip), watching=watching or Watching(),
            dry_run=dry_run,
        )  # fmt: skip
        rows, examples = loading.all()
        if loading.faults:
            raise TableRefused(sorted(loading.faults, key=lambda fault: fault.line))
        record_event(
            LOADED, noun="source", record_key=source.key, who=by.name,
            after={"noun": noun.code, "rows": rows, "sha256": table.sha256},
        )  # fmt: skip
        if not meant.personal and not dry_run:
            with table.data.opened() as stream:
                file_copy(stream, table.sha256)
        transaction.set_rollback(dry_run)
    return TableLoaded(rows, examples=examples, warnings=tuple(loading.warnings))


class _Loading:
    """One loading of a table: page by page, until too much is wrong."""

    def __init__(
        self, table: Table, columns: Columns, source: Source, writing: Writing, *, label: AccessLabel | None,
        skip: frozenset[int], watching: Watching, dry_run: bool,
    ) -> None:  # fmt: skip
        self.noun, self.table, self.columns, self.source = writing.noun, table, columns, source
        self.writing, self.label, self.skip, self.watching = writing, label, skip, watching
        self.faults: list[TableFault] = []
        self.warnings: list[TableFault] = []
        self._faulty: set[tuple[int, str]] = set()
        fields = [(n, f) for n, f in enumerate(columns.fields) if f is not None]
        self._fields: list[tuple[int, Field, dict[str, object]]] = [(n, f, {}) for n, f in fields]
        """Each column that is read, with what its different texts give."""
        self._places = {f.name: n for n, f in fields}
        self._hidden = [n for n, f in fields if f.personal]
        self._said = "".join(
            f" · {self.noun.by_name[name].vi}: {told}" for name, told in columns.told.items()
        )
        self._dry_run = dry_run
        self._built_so_far = 0
        self._judged_alone = dry_run and rows_stand_alone(self.noun)

    def all(self) -> tuple[int, tuple[str, ...]]:
        """Write the rows; return how many, and what the first are called.

        A page that is refused is written without the faulty rows, so that later rows are judged as they
        would be one by one; with any fault the caller takes everything back.
        """
        done = 0
        examples: list[str] = []
        for page in self._pages():
            good, made = self._write(page)
            if done < self.watching.most:
                wanted = self.watching.most - done
                self.watching.seen([row for row, _ in good[:wanted]], made[:wanted])
            done += len(good)
            examples += [record.caption for record in made[: _EXAMPLES - len(examples)]]
            self.watching.told(done)
            if len(self.faults) >= MAX_FAULTS:
                break
        return done, tuple(examples)

    def _write(self, page: Sequence[_Read]) -> tuple[Sequence[_Read], list[NounRecord]]:
        """Write the rows of a page that can be right; return these with their records."""
        good = page
        while good and len(self.faults) < MAX_FAULTS:
            values = [given for _, given in good]
            try:
                if self._judged_alone:
                    return good, self._built(good, values)
                evidence = [self._evidence(row) for row, _ in good]
                return good, self.writing.records(values, evidence, label=self.label, trial=self._dry_run)
            except RowsRefused as refused:
                for n, fault in refused.faults:
                    self._add(good[n][0], fault.field, fault.vietnamese, fault.english)
                wrong = {n for n, _ in refused.faults}
                good = [row for n, row in enumerate(good) if n not in wrong]
        return [], []

    def _built(self, page: Sequence[_Read], values: Sequence[dict[str, object]]) -> list[NounRecord]:
        """Return the records that somebody wants to see of rows that are only judged."""
        clean = self.writing.cleaned(values, [None] * len(values), partial=False)
        wanted = max(_EXAMPLES, self.watching.most - self._built_so_far)
        self._built_so_far += len(values)
        evidence = [self._evidence(row) for row, _ in page[:wanted]]
        return self.writing.built(clean[:wanted], evidence, self.label)

    def _add(self, row: TableRow, field: str, vietnamese: str, english: str) -> None:
        """Add a fault, unless the same cell has one."""
        at = self._places.get(field)
        described = self.noun.by_name.get(field)
        column = self.table.header[at] if at is not None else described.vi if described else field
        if column and (row.line, column) in self._faulty:
            return
        self._faulty.add((row.line, column))
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
            if len(page) == PAGE or (own and any(values.get(n) in told for n in own if values.get(n))):
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
        cells, formulas = row.cells, row.formulas
        for n, described, known in self._fields:
            cell, formula = cells[n], formulas.get(n)
            plain = type(cell) is str and formula is None
            if plain and cell in known:
                values[described.name] = known[cell]  # type: ignore[index]
                continue
            try:
                given = given_in(self.table, described, cell, formula)
            except CellRefused as refused:
                self._add(row, described.name, refused.vietnamese, refused.english)
                continue
            values[described.name] = given
            if plain and len(known) < _MOST_KNOWN:
                known[cell] = given  # type: ignore[index]
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


def rows_stand_alone(noun: Noun) -> bool:
    """Whether a row of a noun is right or wrong whatever the register and the other rows hold: then it need
    not be written to be judged. What the database itself refuses but intervals, which are looked at before,
    is what speaks against it."""
    return (
        noun.check_many is None
        and noun.after_write is None
        and noun.prepare is None
        and all(fault.code == "interval" for fault in noun.refusals.values())
        and not any(f.noun == noun.code for f in noun.fields)
        and {f.name for f in noun.model._meta.concrete_fields if f.unique} <= {"id", "key"}
        and all(type(one) is CheckConstraint for one in noun.model._meta.constraints)
    )


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
