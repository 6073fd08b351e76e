"""Bringing the register up to date with a pack: new rows written as any record is, changed ones said anew,
gone ones archived. What a person confirmed, chose or archived stays as the person left it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from banggiao.core.access import system
from banggiao.core.errors import RowsRefused
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Kind, Noun, noun_of, pointing_at
from banggiao.packs.records import Pack
from banggiao.packs.rows import PackFile, PackRow, read_rows
from banggiao.packs.table import PackError
from banggiao.search.services import entries_write
from banggiao.sources.evidence import Evidence
from banggiao.sources.holding import ACCEPTED
from banggiao.sources.models import Choice, Claim, ClaimState, Source, SourceKind
from banggiao.sources.pack_files import CLAIMS, SHEETS, Known, Sheet
from banggiao.sources.projecting import columns_follow
from banggiao.sources.values import values_of
from banggiao.sources.writing import PAGE, Writing

_NAMESPACE = UUID("6f0c2f9e-7d0b-5f43-9a58-1f6a2f1d3c77")
_TO_BE_CONFIRMED = frozenset({"U", "conf"})  # not verified, or sources disagree: a person decides
_EXAMPLES = 5


@dataclass(slots=True)
class Tally:
    """What changed of one noun."""

    added: int = 0
    changed: int = 0
    gone: int = 0
    kept: int = 0
    same: int = 0
    examples: list[str] = field(default_factory=list)

    def example(self, words: str) -> None:
        """Keep a few changes in words."""
        if len(self.examples) < _EXAMPLES:
            self.examples.append(words)


@dataclass(slots=True)
class _Row:
    """What one row says of one record."""

    file: PackFile
    line: PackRow
    identity: str
    thread: UUID
    values: dict[str, Any]
    record: Any = None
    old: Claim | None = None


class Loading:
    """One loading of a pack, in the caller's transaction."""

    def __init__(self, pack: Pack, folder: Path) -> None:
        self.pack, self.folder = pack, folder
        self.known = Known(pack)
        self.who = f"gói {pack.code}"
        self.by = system(self.who)
        self.now = timezone.now()
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self._files: dict[str, PackFile] = {}
        self._sources: dict[str, Source] = {}
        self._writings: dict[str, Writing] = {}
        self._keys: dict[str, dict[str, str]] = defaultdict(dict)  # noun → pack's key → record's key
        self._living: dict[UUID, Claim] = {}
        self._closed: dict[UUID, UUID] = {}  # thread → record of a row that had gone
        for claim in Claim.objects.filter(source__kind=SourceKind.PACK, rule="pack").order_by("id"):
            if claim.recorded_to is None:
                self._living[claim.thread] = claim
            else:
                self._closed[claim.thread] = claim.record_key
        self._unseen = dict(self._living)
        chosen = Choice.objects.filter(recorded_to__isnull=True).values_list("claim_id", flat=True)
        self._chosen = set(chosen)

    def sheet(self, sheet: Sheet) -> None:
        """Write the rows of one sheet."""
        noun = noun_of(sheet.noun)
        rows = [
            self._row(file, line, identity, values)
            for file in map(self._file, sheet.files)
            for line in file.rows
            for identity, values in sheet.said(noun, self.known, line.cells)
        ]
        _refuse_doubled(rows)
        for wave in self._waves(noun, rows):
            for row in wave:
                self._refer(noun, row)
            self._find(noun, sheet, wave)
            clean = self._cleaned(noun, sheet, wave)
            self._write(noun, sheet, wave, clean)
            for row in wave:
                self._keys[noun.code].setdefault(row.identity, str(row.record.key))
            self._set_aside(sheet, wave)

    def further_claims(self) -> None:
        """Write what the pack says once more of single fields."""
        file = self._file(CLAIMS)
        by_noun: dict[str, list[_Row]] = defaultdict(list)
        for line in file.rows:
            cells = line.cells
            key = self._keys[cells["noun"]].get(cells["key"])
            if key is None:
                raise PackError(
                    file.name, line.number, "key", f"không có trong gói / not in the pack: {cells['key']!r}"
                )
            row = self._row(
                file, line, "/".join(cells[c] for c in ("noun", "key", "field", "value")),
                {cells["field"]: cells["value"]},
            )  # fmt: skip
            row.record = UUID(key)
            by_noun[cells["noun"]].append(row)
        for code, rows in by_noun.items():
            noun = noun_of(code)
            records = {r.key: r for r in noun.model.objects.filter(key__in=[row.record for row in rows])}
            for row in rows:
                row.record = records[row.record]
                self._refer(noun, row)
                row.old = self._living.get(row.thread)
            sheet = Sheet(code, (CLAIMS,), columns=dict.fromkeys(noun.by_name, "value"))
            self._write(noun, sheet, rows, self._cleaned(noun, sheet, rows))

    def gone(self) -> None:
        """Close the claims of rows that left the pack; archive records of which nothing speaks any more."""
        left: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._unseen.values():
            left[claim.noun].append(claim)
        order = {sheet.noun: n for n, sheet in enumerate(SHEETS)}
        for code in sorted(left, key=lambda code: order.get(code, 0), reverse=True):
            noun, tally = noun_of(code), self.tallies[code]
            closed = [claim for claim in left[code] if not self._persons(claim)]
            tally.kept += len(left[code]) - len(closed)
            tally.gone += len(closed)
            self._close(closed)
            keys = {claim.record_key for claim in closed}
            spoken = set(
                Claim.objects.filter(noun=code, record_key__in=keys, recorded_to__isnull=True)
                .exclude(state=ClaimState.REFUSED)
                .values_list("record_key", flat=True)
            )
            records = list(noun.model.objects.current().filter(key__in=keys))
            self._archive(noun, [r for r in records if r.key not in spoken and not _needed(r)])
            self._project(noun, [r for r in records if r.key in spoken])

    # A row and what it is about

    def _row(self, file: PackFile, line: PackRow, identity: str, values: dict[str, Any]) -> _Row:
        thread = uuid5(_NAMESPACE, f"{file.code}/{file.name}/{identity}")
        return _Row(file, line, identity, thread, values)

    def _file(self, name: str) -> PackFile:
        if name not in self._files:
            self._files[name] = read_rows(self.folder, self.pack.code, name)
        return self._files[name]

    def _waves(self, noun: Noun, rows: list[_Row]) -> Iterator[list[_Row]]:
        """Yield the rows so that whatever a row names of its own noun was written before."""
        own = [f.name for f in noun.fields if f.kind is Kind.RECORD and f.noun == noun.code]
        waiting = rows
        while waiting:
            still = {row.identity for row in waiting} if own else set()
            ready = [row for row in waiting if not any(row.values.get(name) in still for name in own)]
            if not ready:
                row = waiting[0]
                raise PackError(row.file.name, row.line.number, own[0], "đi vòng / it goes round")
            yield ready
            taken = {row.identity for row in ready}
            waiting = [row for row in waiting if row.identity not in taken]

    def _refer(self, noun: Noun, row: _Row) -> None:
        """Put the records' own keys where the row gives the pack's."""
        for f in noun.fields:
            given = row.values.get(f.name)
            if f.kind is Kind.RECORD and given:
                row.values[f.name] = self._keys[f.noun].get(given, given)
            elif f.kind is Kind.RECORDS and given:
                row.values[f.name] = [self._keys[f.noun].get(one, one) for one in given.split()]

    def _find(self, noun: Noun, sheet: Sheet, rows: Sequence[_Row]) -> None:
        """Find the record that each row spoke of before, or the one that is the same by its own fields."""
        keys: dict[UUID, list[_Row]] = defaultdict(list)
        strange = []
        for row in rows:
            row.old = self._living.get(row.thread)
            key = row.old.record_key if row.old else self._closed.get(row.thread)
            if key is None:
                strange.append(row)
            else:
                keys[key].append(row)
        for page in _pages(list(keys)):
            for record in noun.model.objects.filter(key__in=page):
                for row in keys[record.key]:
                    row.record = record
        if strange and sheet.same and noun.model.objects.exists():
            known = list(noun.model.objects.all())
            told = zip(values_of(noun, known), known, strict=True)
            by_same = {tuple(v[name] or "" for name in sheet.same): record for v, record in told}
            for row in strange:
                row.record = by_same.get(tuple(row.values.get(name) or "" for name in sheet.same))

    # Writing

    def _writing(self, noun: Noun) -> Writing:
        if noun.code not in self._writings:
            self._writings[noun.code] = Writing(noun, self.by, now=self.now)
        return self._writings[noun.code]

    def _cleaned(self, noun: Noun, sheet: Sheet, rows: Sequence[_Row]) -> list[dict[str, Any]]:
        partial = sheet.files == (CLAIMS,)
        records = [row.record for row in rows]
        before = values_of(noun, records) if partial else ()
        try:
            return self._writing(noun).cleaned(
                [row.values for row in rows], records, partial=partial, before=before
            )
        except RowsRefused as refused:
            raise self._refusal(sheet, rows, refused) from refused

    def _write(self, noun: Noun, sheet: Sheet, rows: Sequence[_Row], clean: Sequence[dict[str, Any]]) -> None:
        tally = self.tallies[noun.code]
        fresh: list[tuple[_Row, dict[str, Any]]] = []
        said: list[tuple[_Row, dict[str, Any]]] = []
        for row, values in zip(rows, clean, strict=True):
            self._unseen.pop(row.thread, None)
            says = {name: value for name, value in values.items() if value is not None}
            if row.record is None:
                fresh.append((row, values))
            elif self._says_already(row, says):
                tally.same += 1
            else:
                said.append((row, says))
        for page in _pages(fresh):
            try:
                made = self._writing(noun).create(
                    [values for _, values in page],
                    [self._evidence(row) for row, _ in page],
                    None,
                    "",
                    first_row=0,
                )
            except RowsRefused as refused:
                raise self._refusal(sheet, [row for row, _ in page], refused) from refused
            for (row, _), record in zip(page, made, strict=True):
                row.record = record
                tally.example(f"+ {record.caption}")
        tally.added += len(fresh)
        self._say_anew(noun, tally, said)

    def _says_already(self, row: _Row, says: dict[str, Any]) -> bool:
        """Tell whether a living claim says the row, in its place or beside a person's."""
        beside = uuid5(row.thread, "beside")
        claims = [row.old, self._living.get(beside)]
        self._unseen.pop(beside, None)
        return any(c is not None and c.words == row.line.words and c.says == says for c in claims)

    def _say_anew(self, noun: Noun, tally: Tally, said: Sequence[tuple[_Row, dict[str, Any]]]) -> None:
        touched: dict[UUID, NounRecord] = {}
        closed: list[Claim] = []
        writing = self._writing(noun)
        told: list[tuple[_Row, dict[str, Any], Evidence]] = []
        for row, says in said:
            thread, old = row.thread, row.old
            if old is not None and self._persons(old):
                thread = uuid5(row.thread, "beside")
                old = self._living.get(thread)
                tally.kept += 1
            elif old is None:
                tally.added += 1
            else:
                tally.changed += 1
            if old is not None:
                closed.append(old)
            touched[row.record.key] = row.record
            told.append((row, says, self._evidence(row, thread, old)))
        self._close(closed)
        for row, says, evidence in told:
            writing.claims(row.record, says, evidence)
            if row.old is None and row.record.archived_at is not None:
                row.record.archived_at = None
                row.record.save(update_fields=["archived_at"])
                writing.event(f"{noun.code}.restored", row.record, None, None, self.who)
        self._project(noun, list(touched.values()))

    def _project(self, noun: Noun, records: Sequence[NounRecord]) -> None:
        """Bring the columns of records up to the claims that hold."""
        writing, tally = self._writing(noun), self.tallies[noun.code]
        changed: list[NounRecord] = []
        for record in records:
            before = values_of(noun, [record])[0]
            now = columns_follow(writing, record, by=self.by)
            if now:
                was = {name: before[name] for name in now}
                writing.event(f"{noun.code}.changed", record, was, now, self.who)
                changed.append(record)
                told = (f"{noun.by_name[n].vi}: {was[n] or '–'} → {now[n] or '–'}" for n in now)
                tally.example(f"~ {record.caption}: {'; '.join(told)}")
        if changed:
            writing.after(changed)

    def _archive(self, noun: Noun, records: Sequence[NounRecord]) -> None:
        for record in records:
            record.archived_at = self.now
            record.save(update_fields=["archived_at"])
            self._writing(noun).event(f"{noun.code}.archived", record, None, None, "hàng không còn trong gói")
            self.tallies[noun.code].example(f"− {record.caption}")
        if records:
            entries_write(noun, records)

    def _close(self, claims: Sequence[Claim]) -> None:
        for claim in claims:
            claim.state, claim.recorded_to = ClaimState.SUPERSEDED, self.now
        Claim.objects.bulk_update(claims, ["state", "recorded_to"], batch_size=PAGE)

    def _persons(self, claim: Claim) -> bool:
        """Tell whether a person confirmed or chose what a row said."""
        by_person = claim.state in ACCEPTED and claim.decided_by != self.who
        return by_person or claim.state == ClaimState.REFUSED or claim.pk in self._chosen

    def _set_aside(self, sheet: Sheet, rows: Iterable[_Row]) -> None:
        if sheet.aside is None:
            return
        differing, columns = [], set()
        for row in rows:
            for column, value in sheet.aside(self.known, row.identity).items():
                if getattr(row.record, column) != value:
                    setattr(row.record, column, value)
                    columns.add(column)
                    differing.append(row.record)
        if differing:
            type(differing[0]).objects.bulk_update(differing, sorted(columns), batch_size=PAGE)

    def _evidence(self, row: _Row, thread: UUID | None = None, old: Claim | None = None) -> Evidence:
        mark = row.line.cells["verification"]
        beside = thread is not None and thread != row.thread
        return Evidence(
            source=self._source(row.file), words=row.line.words, start=row.line.start, end=row.line.end,
            paragraph=row.line.number, rule="pack", verification=mark,
            confirmed=mark not in _TO_BE_CONFIRMED and not beside,
            thread=thread or row.thread, supersedes=old.pk if old else None,
        )  # fmt: skip

    def _source(self, file: PackFile) -> Source:
        if file.name not in self._sources:
            told = f"{file.code}/{file.name}\n{file.text}".encode()
            title = f"Gói {file.code}: {file.name}"
            self._sources[file.name], _ = Source.objects.get_or_create(
                sha256=hashlib.sha256(told).hexdigest(),
                defaults={
                    "name": f"{file.code}/{file.name}", "format": "csv", "kind": SourceKind.PACK,
                    "title": title, "caption": title, "text": file.text,
                },
            )  # fmt: skip
        return self._sources[file.name]

    def _refusal(self, sheet: Sheet, rows: Sequence[_Row], refused: RowsRefused) -> PackError:
        n, fault = refused.faults[0]
        row = rows[n]
        column = sheet.column_of(fault.field) if fault.field else "*"
        return PackError(row.file.name, row.line.number, column, f"{fault.vietnamese} / {fault.english}")


def _refuse_doubled(rows: Iterable[_Row]) -> None:
    seen: set[UUID] = set()
    for row in rows:
        if row.thread in seen:
            reason = f"trùng khóa / the key is there already: {row.identity}"
            raise PackError(row.file.name, row.line.number, "key", reason)
        seen.add(row.thread)


def _needed(record: NounRecord) -> bool:
    """Tell whether another current record points at this one."""
    return any(
        noun.model.objects.current().filter(**{f.name: record.pk}).exists()
        for noun, f in pointing_at(record.noun_code)
    )


def _pages(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), PAGE):
        yield items[start : start + PAGE]
