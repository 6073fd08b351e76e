"""Checking and loading the spreadsheets that a person dropped: all of a file or nothing, and undone alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from banggiao.access.models import User
from banggiao.access.viewers import viewer_of
from banggiao.core.access import Viewer
from banggiao.core.audit import request_id
from banggiao.core.errors import DeedRefused
from banggiao.core.jobs import job_enqueue_waiting
from banggiao.core.keys import uuid7
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Noun, noun_of
from banggiao.sheets import staging
from banggiao.sheets.models import NO_SENDER, FileKind, FileState, SheetFile
from banggiao.sheets.receiving import (
    AT_ONCE,
    BY_SENDER,
    LOAD,
    faults_told,
    file_check_soon,
    path_of,
    read,
    refusal_told,
)
from banggiao.sources.changes import changes_apply, changes_in
from banggiao.sources.columns import Columns, columns_chosen
from banggiao.sources.repeats import Told, repeats_of, told_of
from banggiao.sources.table_file import Table, TableRow
from banggiao.sources.tables import Watching, table_load
from banggiao.sources.undoing import undo_request

SAMPLE = 5
MOST_COMPARED = 2_000
"""Rows of a file that are compared with what the register has."""
MOST_REPEATS = 100


def file_check(file: SheetFile) -> None:
    """Find out all that loading a file would do and all that is wrong with it, and change nothing."""
    noun, by = noun_of(file.noun), _owner(file)
    try:
        table = _table(file, noun)
        if file.kind == FileKind.CHANGES:
            _check_changes(file, noun, table, by)
        else:
            _check_rows(file, noun, table, by)
    except DeedRefused as refused:
        file.state, file.found = FileState.FAULTY, {"faults": refusal_told(refused)}
    staging.progress_tell(file.key, 0)
    file.save()


def file_load(file: SheetFile) -> None:
    """Load a file that is ready, as one request that can be undone; or say what has come in between."""
    noun, by = noun_of(file.noun), _owner(file)
    token = request_id.set(str(uuid7()))
    try:
        with transaction.atomic():
            locked = SheetFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
            if locked.state not in (FileState.READY, FileState.LOADING):
                return
            table = _table(file, noun)
            if file.kind == FileKind.CHANGES:
                file.rows = changes_apply(noun, table, by=by, accepted=file.accepted)
            else:
                loaded = table_load(
                    noun=noun, table=table, by=by, columns=_columns(file, noun, table), skip=file.skip,
                    watching=Watching(told=lambda rows: staging.progress_tell(file.key, rows)),
                )  # fmt: skip
                file.rows = loaded.rows
            file.state, file.request_id = FileState.LOADED, request_id.get()
            file.save()
    except DeedRefused as refused:
        file.state, file.found = FileState.FAULTY, {"faults": refusal_told(refused)}
        file.save()
    else:
        staging.remove(staging.STAGED, file.key)
    finally:
        request_id.reset(token)


def files_load(files: Sequence[SheetFile]) -> None:
    """Load those of the files that are ready: small ones now, large ones in the background."""
    for file in files:
        if file.state != FileState.READY:
            continue
        if staging.size_of(staging.STAGED, file.key) <= AT_ONCE:
            file_load(file)
            continue
        with transaction.atomic():
            file.state = FileState.LOADING
            file.save(update_fields=["state"])
            job_enqueue_waiting(kind=LOAD, subject=str(file.key), payload={"file": str(file.key)})


def file_skip(file: SheetFile, lines: Sequence[int]) -> None:
    """Leave out lines of a file (totals, signatures), which is then checked anew."""
    file.skip = sorted({*file.skip, *lines})
    file.state = FileState.QUEUED
    file.save()
    file_check_soon(file, staging.size_of(staging.STAGED, file.key))


def file_accept(file: SheetFile, conflicts: Sequence[str]) -> None:
    """Let the file win in these conflicts ("LINE:FIELD"); in others the register's value stays."""
    known = {f"{one[0]}:{one[3]}" for one in file.found.get("changes", ()) if one[6]}
    file.accepted = sorted(known & set(conflicts))
    file.save(update_fields=["accepted"])


def file_put_away(file: SheetFile) -> None:
    """Take a file off the page; what it loaded stays."""
    file.put_away_at = timezone.now()
    file.save(update_fields=["put_away_at"])
    staging.remove(staging.STAGED, file.key)


def file_undo(file: SheetFile, *, by: Viewer) -> int:
    """Take back all that a file loaded, or nothing. Return how many deeds.

    Raises:
        DeedRefused, RowsRefused: as :func:`banggiao.sources.undoing.undo_request`.
    """
    with transaction.atomic():
        count = undo_request(file.request_id, by=by)
        file.state = FileState.UNDONE
        file.save(update_fields=["state"])
        return count


def _check_rows(file: SheetFile, noun: Noun, table: Table, by: Viewer) -> None:
    sample: list[list[Any]] = []
    rows: list[tuple[int, Told]] = []
    columns = _columns(file, noun, table)

    def seen(read_rows: Sequence[TableRow], records: Sequence[NounRecord]) -> None:
        for row, record in zip(read_rows, records, strict=True):
            if len(sample) < SAMPLE:
                sample.append([row.line, [_shown(columns, n, cell) for n, cell in enumerate(row.cells)]])
            rows.append((row.line, told_of(noun, record)))

    loaded = table_load(
        noun=noun, table=table, by=by, columns=columns, skip=file.skip, dry_run=True,
        watching=Watching(
            told=lambda count: staging.progress_tell(file.key, count), seen=seen, most=MOST_COMPARED
        ),
    )  # fmt: skip
    repeats = repeats_of(noun, [told for _, told in rows], by)
    file.rows = loaded.rows
    file.state = FileState.READY
    file.found = {
        "already": loaded.already,
        "warnings": faults_told(loaded.warnings),
        "sample": sample,
        "told": [[line, told.caption, told.links, told.start, told.end] for line, told in rows],
        "repeats": [
            [line, told.caption, str(found.key), found.caption, found.reason.vietnamese, found.reason.english]
            for (line, told), candidates in zip(rows, repeats, strict=True)
            for found in candidates[:1]
        ][:MOST_REPEATS],
    }  # fmt: skip


def _check_changes(file: SheetFile, noun: Noun, table: Table, by: Viewer) -> None:
    changes = changes_in(noun, table, by)
    file.rows = len({change.key for change in changes.made})
    file.state = FileState.READY
    file.found = {
        "changes": [
            [one.line, str(one.key), one.caption, one.field, one.before, one.after, one.meanwhile]
            for one in changes.made
        ],
        "same": changes.same,
    }  # fmt: skip


def _shown(columns: Columns, n: int, cell: Any) -> str:
    field = columns.fields[n]
    return "…" if field is not None and field.personal and cell else str(cell)[:200]


def _table(file: SheetFile, noun: Noun) -> Table:
    return read(noun, file.name, path_of(file), sheet=file.sheet)


def _columns(file: SheetFile, noun: Noun, table: Table) -> Columns:
    fixed = {name: value for name, value in file.fixed.items() if value and name in noun.by_name}
    told = dict(fixed)
    for name, value in fixed.items():
        if value == BY_SENDER:
            if file.sender is None:
                raise table.refuse(
                    table.line,
                    noun.by_name[name].vi,
                    "Hãy cho biết cơ quan gửi tệp.",
                    "Say which body sent the file.",
                )
            fixed[name], told[name] = str(file.sender), "cơ quan gửi tệp"
    return columns_chosen(noun, table, file.columns, fixed, told)


def _owner(file: SheetFile) -> Viewer:
    """Return the person whose file it is, with the rights of this moment."""
    return viewer_of(User.objects.get(key=file.user))


def file_of(key: UUID, by: Viewer) -> SheetFile | None:
    """Return a person's own file."""
    return SheetFile.objects.filter(key=key, user=by.user or NO_SENDER, put_away_at__isnull=True).first()
