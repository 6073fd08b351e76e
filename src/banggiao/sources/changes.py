"""An exported list that comes back edited: what a person changed in it, cell by cell, and nothing else.

The last column of an export names each record and holds a digest of every cell as it was written. A cell
whose digest still fits was not edited and is passed over, whatever the register holds now; one that differs
is a change, and a conflict where the register's own value differs from what was exported too.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from banggiao.core.access import Viewer
from banggiao.core.audit import record_event
from banggiao.core.errors import RowsRefused
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Noun, noun_of
from banggiao.language.collation import sort_key
from banggiao.reading.sheets import Value
from banggiao.search.services import entries_write
from banggiao.sources.cells import CellRefused, given_in
from banggiao.sources.cleaning import Cleaning
from banggiao.sources.evidence import Evidence
from banggiao.sources.headings import heading_key
from banggiao.sources.listing import Column, columns_of_list
from banggiao.sources.lookups import Lookups
from banggiao.sources.models import Source, SourceKind
from banggiao.sources.record_codes import DIGEST, HEADINGS, MARK, NUMBERS, canonical, digest, number_typed
from banggiao.sources.records import record_change
from banggiao.sources.table_file import MAX_FAULTS, Table, TableFault, TableRefused, TableRow
from banggiao.sources.tables import LOADED, place_of
from banggiao.sources.values import values_by_pk
from banggiao.sources.wording import Names

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One edited cell: what the register holds, what the file says, in words. ``meanwhile`` says that the
    register's value is no longer the one that was exported."""

    line: int
    key: UUID
    caption: str
    field: str
    before: str
    after: str
    meanwhile: bool


@dataclass
class Changes:
    """What an edited export changes; ``same`` counts the rows that change nothing."""

    made: list[Change] = field(default_factory=list)
    same: int = 0


def is_export(table: Table, noun: Noun) -> bool:
    """Whether a table is an exported list.

    Raises:
        TableRefused: it is one of another noun.
    """
    for n, heading in enumerate(table.header):
        if found := MARK.search(heading):
            if found[1] != noun.code:
                raise TableRefused([
                    table.fault(
                        table.line, heading,
                        f"Tệp này là danh sách khác ({found[1]}), không phải “{noun.vi}”.",
                        f"This is another list ({found[1]}), not “{noun.en}”.", at=n,
                    )
                ])  # fmt: skip
            return True
    return False


def changes_in(noun: Noun, table: Table, by: Viewer) -> Changes:
    """Return what an edited export would change.

    Raises:
        TableRefused: rows or cells that cannot be right, each with its place.
    """
    comparing = _Comparing(noun, table, by)
    for _ in comparing.records():
        pass
    return comparing.changes


def changes_apply(noun: Noun, table: Table, *, by: Viewer, accepted: Collection[str] = ()) -> int:
    """Write what an edited export changes, all or nothing; of conflicts those ``accepted`` ("LINE:FIELD").
    Return how many records were changed. Each record's change is a claim from the row of the file.

    Raises:
        TableRefused: as :func:`changes_in`, or a change breaks a rule of the register.
        DeedRefused: the person may not change a record.
    """
    with transaction.atomic():
        comparing = _Comparing(noun, table, by)
        count = 0
        sources: dict[int, Source] = {}
        faults: list[TableFault] = []
        for row, record, values in comparing.records():
            conflicts = {
                one.field for one in comparing.changes.made
                if one.line == row.line and one.meanwhile and f"{one.line}:{one.field}" not in accepted
            }  # fmt: skip
            kept = {name: value for name, value in values.items() if name not in conflicts}
            if not kept:
                continue
            source = sources.setdefault(record.label_id or 0, _source(table, record))
            told = Evidence(
                source=source,
                words=row.words,
                paragraph=row.line,
                rule="table",
                heading_path=place_of(table, row),
            )
            try:
                record_change(record, kept, by=by, evidence=told, reason=f"Sửa trong tệp {table.name}")
            except RowsRefused as refused:
                faults += [
                    comparing.fault(row, fault.field, fault.vietnamese, fault.english)
                    for _, fault in refused.faults
                ]
            count += 1
        if faults:
            raise TableRefused(faults)
        for source in sources.values():
            record_event(
                LOADED, noun="source", record_key=source.key, who=by.name,
                after={"noun": noun.code, "rows": count, "sha256": table.sha256},
            )  # fmt: skip
        return count


class _Comparing:
    """One comparison of an edited export with the register."""

    def __init__(self, noun: Noun, table: Table, by: Viewer) -> None:
        self.noun, self.table, self.by = noun, table, by
        self.changes = Changes()
        self.faults: list[TableFault] = []
        self._code = next(n for n, heading in enumerate(table.header) if MARK.search(heading))
        mark = MARK.search(table.header[self._code])
        assert mark is not None  # is_export has seen it
        self._language, self._names = mark[2], mark[3].split(",")
        self._columns = self._matched()
        self._places = {column.name: n for n, column in self._columns.items()}
        self._exported: dict[tuple[int, str], bytes] = {}  # the digests of edited cells
        self._cleaning = Cleaning(noun, by, Lookups(by))

    def records(self) -> Iterator[tuple[TableRow, NounRecord, Mapping[str, object]]]:
        """Yield the rows that change something with their records and new values. Raises TableRefused at the
        end where anything is wrong."""
        page: list[tuple[TableRow, UUID, list[str]]] = []
        seen: set[UUID] = set()
        for row in self.table.rows():
            if isinstance(row, TableFault):
                self.faults.append(row)
                continue
            coded = self._read(row, seen)
            if coded is None:
                continue
            edited = self._edited(row, coded[1])
            if edited:
                page.append((row, coded[0], edited))
            else:
                self.changes.same += 1
            if len(page) == _PAGE:
                yield from self._compared(page)
                page = []
            if len(self.faults) >= MAX_FAULTS:
                break
        yield from self._compared(page)
        if self.faults:
            raise TableRefused(sorted(self.faults, key=lambda fault: fault.line))

    def fault(self, row: TableRow, name: str, vietnamese: str, english: str) -> TableFault:
        """Return a fault at the cell of a field."""
        at = self._places.get(name)
        column = self.table.header[at] if at is not None else name
        given = str(row.cells[at])[:80] if at is not None else ""
        return self.table.fault(row.line, column, vietnamese, english, at=at, given=given)

    def _matched(self) -> dict[int, Column]:
        """Return the columns that stand in the file, by their places."""
        exported = {
            heading_key(label): column
            for column in columns_of_list(self.noun, self.by, self._language)
            if column.name in self._names
            for label in (column.label, column.name)
        }
        found: dict[int, Column] = {}
        faults = []
        for n, heading in enumerate(self.table.header):
            if n == self._code:
                continue
            column = exported.get(heading_key(heading))
            if column is None or column in found.values():
                faults.append(
                    self.table.fault(
                        self.table.line, heading, "Cột này không có trong tệp đã tải về; hãy bỏ cột.",
                        "The exported file had no such column; take it out.", at=n,
                    )
                )  # fmt: skip
            else:
                found[n] = column
        if faults:
            raise TableRefused(faults)
        return found

    def _read(self, row: TableRow, seen: set[UUID]) -> tuple[UUID, bytes] | None:
        """Return the record and the digests that the code of a row holds."""
        told = str(row.cells[self._code]).strip()
        key, _, digests = told.partition(".")
        try:
            record = UUID(key)
            held = base64.urlsafe_b64decode(digests + "=" * (-len(digests) % 4))
        except (ValueError, binascii.Error):
            self._code_fault(
                row, "Dòng không có mã bản ghi đúng. Dòng mới hãy nạp bằng một tệp riêng, không có cột mã.",
                "The row has no valid record code. Load new rows from a file without codes.",
            )  # fmt: skip
            return None
        if len(held) != DIGEST * len(self._names):
            self._code_fault(row, "Mã bản ghi đã bị sửa.", "The record code was edited.")
            return None
        if record in seen:
            self._code_fault(row, "Bản ghi này đã có ở dòng trên.", "A row above is of the same record.")
            return None
        seen.add(record)
        return record, held

    def _code_fault(self, row: TableRow, vietnamese: str, english: str) -> None:
        given = str(row.cells[self._code])[:80]
        heading = HEADINGS[self._language]
        self.faults.append(
            self.table.fault(row.line, heading, vietnamese, english, at=self._code, given=given)
        )

    def _edited(self, row: TableRow, digests: bytes) -> list[str]:
        """Return the names of the columns that differ from what was exported."""
        edited = []
        for n, column in self._columns.items():
            at = DIGEST * self._names.index(column.name)
            now = digest(canonical(column.kind, self._plain(row.cells[n]), self._language))
            if now != digests[at : at + DIGEST]:
                edited.append(column.name)
                self._exported[row.line, column.name] = digests[at : at + DIGEST]
        return edited

    def _plain(self, cell: Value) -> Value:
        try:
            return self.table.cell(cell)
        except ValueError:
            return cell  # refused when it is read as a value

    def _compared(
        self, page: Sequence[tuple[TableRow, UUID, list[str]]]
    ) -> Iterator[tuple[TableRow, NounRecord, Mapping[str, object]]]:
        found = {
            record.key: record
            for record in self.noun.model.objects.visible_to(self.by)
            .current().select_related("label").filter(key__in=[key for _, key, _ in page])
        }  # fmt: skip
        fields = [self.noun.by_name[c.name] for c in self._columns.values() if c.name in self.noun.by_name]
        values = values_by_pk(self.noun, [record.pk for record in found.values()], self.noun.open_fields)
        names = Names.gather(((f, held.get(f.name)) for held in values.values() for f in fields), self.by)
        for row, key, edited in page:
            record = found.get(key)
            if record is None:
                self._code_fault(row, "Bản ghi không còn, hoặc ngoài phạm vi xem của bạn.",
                                 "The record is gone, or outside of what you may see.")  # fmt: skip
                continue
            given = self._given(row, edited)
            if given is None:
                continue
            before = values[record.pk]
            clean = self._clean(row, record, given, before)
            if clean is None:
                continue
            changed = {name: value for name, value in clean.items() if value != before.get(name)}
            if not changed:
                self.changes.same += 1
                continue
            self._note(row, record, changed, before, names)
            yield row, record, {name: given[name] for name in changed}

    def _given(self, row: TableRow, edited: Iterable[str]) -> dict[str, object] | None:
        given: dict[str, object] = {}
        sound = True
        for name in edited:
            described = self.noun.by_name.get(name)
            at = self._places[name]
            try:
                if described is None:
                    raise CellRefused(
                        "Cột này do chương trình tính ra, không sửa được.",
                        "The program works this column out; it is not edited.",
                    )
                given[name] = given_in(self.table, described, row.cells[at], row.formulas.get(at))
                if described.kind in NUMBERS:
                    given[name] = number_typed(given[name], self._language)
            except CellRefused as refused:
                self.faults.append(self.fault(row, name, refused.vietnamese, refused.english))
                sound = False
        return given if sound else None

    def _clean(
        self, row: TableRow, record: NounRecord, given: Mapping[str, Any], before: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        try:
            return self._cleaning.cleaned([given], [record], partial=True, before=[before])[0]
        except RowsRefused as refused:
            for _, fault in refused.faults:
                self.faults.append(self.fault(row, fault.field, fault.vietnamese, fault.english))
            return None

    def _note(
        self,
        row: TableRow,
        record: NounRecord,
        changed: Mapping[str, Any],
        before: Mapping[str, Any],
        names: Names,
    ) -> None:
        for name in changed:
            described = self.noun.by_name[name]
            held = "; ".join(told.text for told in names.said(described, before.get(name), self._language))
            now = digest(canonical(described.kind, held, self._language))
            after = str(self._plain(row.cells[self._places[name]]))
            self.changes.made.append(
                Change(
                    row.line,
                    record.key,
                    record.caption,
                    name,
                    held,
                    after,
                    now != self._exported[row.line, name],
                )
            )


def _source(table: Table, record: NounRecord) -> Source:
    """Return the source of the changes to records that the same people see.

    The file itself holds other rows too, so it is not kept: the claims hold the rows that changed something.
    """
    told = hashlib.sha256(f"{table.sha256}:{record.label_id}".encode()).hexdigest()
    known: Source | None = Source.objects.filter(sha256=told).first()
    if known is not None:
        return known
    caption = f"{table.name} (danh sách đã sửa)"[:300]
    source: Source = Source.objects.create(
        sha256=told, name=table.name[:500], format=table.format, kind=SourceKind.TABLE, title=caption,
        caption=caption, sort_key=sort_key(caption), label=record.label,
    )  # fmt: skip
    entries_write(noun_of("source"), [source])
    return source
