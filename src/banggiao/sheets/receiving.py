"""Taking spreadsheets in: read at once, mapped from what was said of the sender's columns before, checked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from banggiao.actors.models import Actor
from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.jobs import job_enqueue_waiting
from banggiao.core.nouns import Field, Kind, Noun, noun_of
from banggiao.language.folding import search_key
from banggiao.reading.refusal import MESSAGES, Reason
from banggiao.sheets import staging
from banggiao.sheets.models import NO_SENDER, ColumnMapping, FileKind, FileState, SheetFile
from banggiao.sources.changes import is_export
from banggiao.sources.columns import names_kept
from banggiao.sources.contents import file_gone
from banggiao.sources.headings import columns_proposed, heading_key, score_for, shape_of
from banggiao.sources.lookups import Lookups
from banggiao.sources.table_file import SheetUnclear, Table, TableFault, TableRefused, table_read

CHECK, LOAD = "sheets.check", "sheets.load"
AT_ONCE = 150_000
"""Bytes of a file that is checked and loaded while the person waits; a larger one is a job."""
KEPT = timedelta(hours=24)
"""How long a dropped file waits to be loaded."""
MOST_WAITING = 200
"""Files that one person may have on the page."""
BY_SENDER = "@"
"""What stands for the sender in a value for every row."""
_SHORTEST_NAME = 6  # letters of a body's name that may be found among other words


def file_receive(*, noun: Noun, name: str, data: bytes, by: Viewer) -> SheetFile:
    """Take a spreadsheet in: find its table, its sender and what its columns are, and check it where that is
    known. A file that cannot be read is refused in words, and nothing of it is kept.

    Raises:
        DeedRefused: the person may not create records of the noun.
    """
    by.require(noun.code, "create")
    assert by.user is not None
    file = SheetFile(user=by.user, noun=noun.code, name=name[:300])
    try:
        _refuse_more(by)
        _described(file, noun, read(noun, name, data), by)
    except SheetUnclear as unclear:
        _ask_sheet(file, data, unclear)
        return file
    except DeedRefused as refused:
        return _refused(file, refused)
    _keep(file, data)
    if file.state == FileState.QUEUED:
        file_check_soon(file, len(data))
    return file


def file_refuse(*, noun: Noun, name: str, by: Viewer) -> SheetFile:
    """Refuse a file that is larger than allowed, of which nothing was kept."""
    by.require(noun.code, "create")
    assert by.user is not None
    file = SheetFile(user=by.user, noun=noun.code, name=name[:300])
    vietnamese, english = MESSAGES[Reason.TOO_LARGE]
    return _refused(file, DeedRefused("file-too-large", vietnamese, english))


def file_read_again(file: SheetFile, *, sheet: str, by: Viewer) -> None:
    """Read a kept file anew, from a sheet that the person chose.

    Raises:
        DeedRefused: it has no such sheet, or no table there.
    """
    noun, path = noun_of(file.noun), path_of(file)
    _described(file, noun, read(noun, file.name, path, sheet=sheet), by)
    file.save()
    if file.state == FileState.QUEUED:
        file_check_soon(file, path.stat().st_size)


def file_map(
    file: SheetFile, *, columns: list[str], fixed: dict[str, str], sender: UUID | None, by: Viewer
) -> None:
    """Say who sent a file and what its columns are; both are remembered, and the file is checked."""
    file.columns, file.fixed, file.sender = columns, fixed, sender
    file.mapped_by, file.skip = by.name[:200], []
    with transaction.atomic():
        ColumnMapping.objects.update_or_create(
            sender=sender or NO_SENDER, noun=file.noun, shape=shape_of(file.header),
            defaults={"columns": names_kept(file.header, columns), "fixed": fixed, "said_by": by.name[:200]},
        )  # fmt: skip
        file.state = FileState.QUEUED
        file.save()
    file_check_soon(file, staging.size_of(staging.STAGED, file.key))


def sender_named(told: str, by: Viewer) -> UUID | None:
    """Return the body that a key, a code or an exact name tells, None for no words.

    Raises:
        DeedRefused: it tells none, or more than one.
    """
    if not told.strip():
        return None
    field = Field("sender", Kind.RECORD, "cơ quan gửi", "sender", noun="actor")
    lookups = Lookups(by)
    lookups.prepare_names(field, [told.strip()])
    key, fault = lookups.resolve(field, told.strip())
    if fault is not None:
        raise DeedRefused("sender", fault.vietnamese, fault.english, field="sender")
    return UUID(key)


def file_check_soon(file: SheetFile, size: int) -> None:
    """Check a file now where it is small, else in the background."""
    if size > AT_ONCE:
        job_enqueue_waiting(kind=CHECK, subject=str(file.key), payload={"file": str(file.key)})
        return
    from banggiao.sheets.loading import file_check  # noqa: PLC0415 - they call each other

    file_check(file)


def path_of(file: SheetFile) -> Path:
    """Return where the bytes of a dropped file lie.

    Raises:
        DeedRefused: they are no longer kept.
    """
    path = staging.path_in(staging.STAGED, file.key)
    if not path.exists():
        raise file_gone()
    return path


def read(noun: Noun, name: str, data: bytes | Path, *, sheet: str = "") -> Table:
    """Return the table of a file.

    Raises:
        DeedRefused, TableRefused, SheetUnclear: as :func:`banggiao.sources.table_file.table_read`.
    """
    shapes = ColumnMapping.objects.filter(noun=noun.code).values_list("shape", flat=True).distinct()
    return table_read(name, data, sheet=sheet, score=score_for(noun, shapes))


def mapping_for(noun: Noun, header: list[str], sender: UUID | None) -> ColumnMapping | None:
    """Return what was said of such columns: of this sender's, or else of the latest other's alike."""
    rows = ColumnMapping.objects.filter(noun=noun.code, shape=shape_of(header)).order_by("-said_at")
    return rows.filter(sender=sender or NO_SENDER).first() or rows.first()


def refusal_told(refused: DeedRefused) -> list[dict[str, Any]]:
    """Return why something was refused, as a file keeps it."""
    if not isinstance(refused, TableRefused):
        return [{"vi": refused.vietnamese, "en": refused.english}]
    return faults_told(refused.faults)


def faults_told(faults: Iterable[TableFault]) -> list[dict[str, Any]]:
    """Return faults as a file keeps them."""
    return [
        {
            "line": f.line, "column": f.column, "letter": f.letter, "sheet": f.sheet, "given": f.given,
            "vi": f.vietnamese, "en": f.english, "place_vi": f.place("vi"), "place_en": f.place("en"),
        }
        for f in faults
    ]  # fmt: skip


def _refuse_more(by: Viewer) -> None:
    since = timezone.now() - KEPT
    rows = SheetFile.objects.filter(user=by.user or NO_SENDER, put_away_at__isnull=True, created_at__gt=since)
    if rows.count() >= MOST_WAITING:
        raise DeedRefused(
            "too-many-files", f"Đã có {MOST_WAITING} tệp trên trang; hãy cất bớt rồi thả tiếp.",
            f"There are {MOST_WAITING} files on the page; put some away first.",
        )  # fmt: skip


def _described(file: SheetFile, noun: Noun, table: Table, by: Viewer) -> None:
    """Write down what a table is, and what its columns are where that is known."""
    file.sheet, file.header, file.sheets = table.sheet, list(table.header), []
    if is_export(table, noun):
        file.kind, file.state = FileKind.CHANGES, FileState.QUEUED
        return
    file.sender = _sender_in(table, by)
    known = mapping_for(noun, file.header, file.sender)
    if known is None:
        file.columns, file.state = columns_proposed(noun, table.header), FileState.ASKED
        return
    if file.sender is None and known.sender != NO_SENDER and _only_sender(known):
        file.sender = known.sender
    file.columns = [known.columns.get(heading_key(heading), "") for heading in table.header]
    file.fixed, file.mapped_by, file.state = known.fixed, known.said_by, FileState.QUEUED


def _only_sender(known: ColumnMapping) -> bool:
    """Whether nobody else ever sent a table of this shape."""
    rows = ColumnMapping.objects.filter(noun=known.noun, shape=known.shape)
    return not rows.exclude(sender=known.sender).exists()


def _sender_in(table: Table, by: Viewer) -> UUID | None:
    """Return the body that the file's name or the words above its table name; None for none or two."""
    stem = PurePosixPath(table.name.replace("\\", "/")).stem.replace("_", " ").replace("-", " ")
    texts = [search_key(text) for text in (stem, *table.above) if text]
    rows = Actor.objects.visible_to(by).current().values_list("key", "caption", "code")
    found: dict[UUID, int] = {}
    for key, caption, code in rows:
        name = search_key(caption)
        for text in texts:
            if text in (name, code) or (len(name) >= _SHORTEST_NAME and f" {name} " in f" {text} "):
                found[key] = max(found.get(key, 0), len(name))
    longest = max(found.values(), default=0)
    meant = [key for key, length in found.items() if length == longest]
    return meant[0] if len(meant) == 1 else None


def _ask_sheet(file: SheetFile, data: bytes, unclear: SheetUnclear) -> None:
    file.sheets = list(unclear.sheets)
    file.found = {"faults": refusal_told(unclear)}
    _keep(file, data)


def _refused(file: SheetFile, refused: DeedRefused) -> SheetFile:
    file.state = FileState.REFUSED
    file.found = {"faults": refusal_told(refused)}
    file.save()
    return file


def _keep(file: SheetFile, data: bytes) -> None:
    staging.put(staging.STAGED, file.key, data)
    file.save()


def files_of(by: Viewer, noun: Noun) -> list[SheetFile]:
    """Return what a person dropped for a noun within the day and has not put away, in order."""
    since = timezone.now() - KEPT
    rows = SheetFile.objects.filter(user=by.user or NO_SENDER, noun=noun.code, created_at__gt=since)
    return list(rows.filter(put_away_at__isnull=True).order_by("id"))
