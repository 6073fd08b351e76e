"""A country pack as sources and claims: each file is a source, each row one claim in the row's own words."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from uuid import UUID, uuid5

from django.utils import timezone

from banggiao import packs
from banggiao.sources.models import Claim, ClaimState, Source, SourceKind

_NAMESPACE = UUID("6f0c2f9e-7d0b-5f43-9a58-1f6a2f1d3c77")
_TO_BE_CONFIRMED = frozenset({"U", "conf"})  # not verified, or sources disagree: a person decides
_PAGE = 500


@dataclass(frozen=True, slots=True)
class PackLine:
    """One row of a pack's file: its cells by column, and its span in the file's text."""

    number: int
    start: int
    end: int
    words: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack, as it lies on disk."""

    code: str
    name: str
    text: str
    lines: tuple[PackLine, ...]


@dataclass(frozen=True, slots=True)
class RowClaim:
    """That a row speaks about a record. ``identity`` names the row for good, whatever else in it changes."""

    identity: str
    noun: str
    record_key: UUID
    line: PackLine


@dataclass(slots=True)
class PackChange:
    """What loading changed: counts of rows, and the records that only rows now gone spoke of."""

    added: int = 0
    changed: int = 0
    same: int = 0
    gone: dict[str, list[UUID]] = field(default_factory=dict)

    def add(self, other: PackChange) -> None:
        """Count another file's changes in."""
        self.added += other.added
        self.changed += other.changed
        self.same += other.same
        for noun, keys in other.gone.items():
            self.gone.setdefault(noun, []).extend(keys)

    def __str__(self) -> str:
        gone = sum(len(keys) for keys in self.gone.values())
        return f"{self.added} mới, {self.changed} đổi, {gone} bỏ, {self.same} giữ nguyên"


def pack_file(code: str, name: str) -> PackFile:
    """Read one file of a pack with the place of every row. The pack's own loader has checked it before."""
    text = (Path(packs.__file__).parent / code / name).read_text(encoding="utf-8")
    lines: list[PackLine] = []
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    rows = csv.reader(StringIO(text, newline=""))
    header = next(rows)
    before = rows.line_num
    for number, row in enumerate(rows, start=2):
        start, end = starts[before], starts[rows.line_num]
        before = rows.line_num
        words = text[start:end].rstrip("\r\n")
        lines.append(PackLine(number, start, start + len(words), words, dict(zip(header, row, strict=True))))
    return PackFile(code, name, text, tuple(lines))


def pack_claims_write(file: PackFile, rows: Iterable[RowClaim]) -> PackChange:
    """Bring the claims of a pack's file up to date: add new rows, supersede changed ones, close gone ones.

    A row marked unverified, or on which sources disagree, stays proposed. Run it in a transaction.
    """
    now = timezone.now()
    who = f"gói {file.code}"
    threads = {uuid5(_NAMESPACE, f"{file.code}/{file.name}/{row.identity}"): row for row in rows}
    held = {
        claim.thread: claim
        for claim in Claim.objects.filter(
            source__kind=SourceKind.PACK, source__name=f"{file.code}/{file.name}", recorded_to__isnull=True
        ).defer("reason", "corrected_words")
    }
    source = _source(file)
    change = PackChange()
    fresh: list[tuple[Claim, RowClaim]] = []
    closed: list[Claim] = []
    for thread, row in threads.items():
        old = held.pop(thread, None)
        if old is not None and old.words == row.line.words and old.record_key == row.record_key:
            change.same += 1
            continue
        mark = row.line.cells["verification"]
        if old is None:
            change.added += 1
        else:
            change.changed += 1
            closed.append(old)
        proposed = mark in _TO_BE_CONFIRMED
        fresh.append(
            (
                Claim(
                    thread=thread,
                    source=source,
                    noun=row.noun,
                    record_key=row.record_key,
                    start=row.line.start,
                    end=row.line.end,
                    words=row.line.words,
                    paragraph=row.line.number,
                    rule="pack",
                    says={
                        column: value
                        for column, value in row.line.cells.items()
                        if value and column != "verification"
                    },
                    verification=mark,
                    state=ClaimState.PROPOSED if proposed else ClaimState.CONFIRMED,
                    decided_by="" if proposed else who,
                    decided_at=None if proposed else now,
                    recorded_from=now,
                    supersedes=old,
                ),
                row,
            )
        )
    for old in held.values():
        closed.append(old)
        change.gone.setdefault(old.noun, []).append(old.record_key)
    for old in closed:
        old.state, old.recorded_to = ClaimState.SUPERSEDED, now
    Claim.objects.bulk_update(closed, ["state", "recorded_to"], batch_size=_PAGE)
    Claim.objects.bulk_create([claim for claim, _ in fresh], batch_size=_PAGE)
    return change


def _source(file: PackFile) -> Source:
    source, _ = Source.objects.get_or_create(
        sha256=hashlib.sha256(f"{file.code}/{file.name}\n{file.text}".encode()).hexdigest(),
        defaults={
            "name": f"{file.code}/{file.name}",
            "format": "csv",
            "kind": SourceKind.PACK,
            "title": f"Gói {file.code}: {file.name}",
            "text": file.text,
        },
    )
    return source
