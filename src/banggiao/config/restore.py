"""The register back from an archive: checked before anything is touched, and what was there kept aside."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from banggiao.config.archive import ERASURES, ArchiveReader, Manifest
from banggiao.config.backup import UNFINISHED, erasures_known, staging_folder, tell
from banggiao.config.engines import Engine, engine
from banggiao.config.upkeep import audit_breaks, bring_up_to_date
from banggiao.core.erasures import erasures_noted
from banggiao.core.errors import DeedRefused
from banggiao.core.sealing import Break
from banggiao.sources.retention import retention_again, retention_apply


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. ``aside`` is the stamp of what was there before, "" where nothing was; ``erased``
    how many personal values were erased again; ``breaks`` where the audit had been tampered with before."""

    manifest: Manifest
    aside: str
    erased: int = 0
    breaks: tuple[Break, ...] = ()


def restore(path: Path, *, replace: bool = False, as_it_was: bool = False) -> Restored:
    """Put the register back as an archive holds it, and bring it up to this version.

    What is there is set aside with ``replace``, and comes back when anything fails. Personal values that were
    erased since the backup are erased again. ``as_it_was`` leaves the database of the version that wrote it.

    Raises:
        DeedRefused: the archive is damaged, newer, or of the other kind of database; the register is in use,
            or not empty; or what was put back is not what the archive told.
    """
    archive = ArchiveReader(path)
    held = engine()
    store = Path(settings.BANGGIAO_HOME) / "files"
    refuse_unfit(archive, held)
    refuse_in_use(held)
    undo_unfinished(held)
    filled = not held.empty() or any(store.glob("??/*"))
    if filled and not replace:
        raise DeedRefused(
            "not-empty",
            "Ở đây đã có dữ liệu. Muốn thay (dữ liệu cũ được giữ riêng), hãy thêm --replace.",
            "There is data here. To replace it (the old is kept aside), add --replace.",
        )
    erased = erasures_known() | erasures_noted(archive.text(ERASURES))
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    done = Restored(archive.manifest, stamp if filled else "")
    with staging_folder(store.parent) as staging:
        archive.extract(staging)
        store.mkdir(exist_ok=True, mode=0o700)
        marker = store.parent / UNFINISHED
        marker.write_text(stamp, encoding="ascii")
        try:
            held.set_aside(stamp)
            store.rename(_aside(store, stamp))
            held.put(staging / archive.manifest.database)
            if (staging / "files").exists():
                (staging / "files").rename(store)
            _verify(archive.manifest)
            if not as_it_was:
                done = _completed(done, erased)
        except BaseException:
            undo_unfinished(held)
            raise
        marker.unlink()
    if not filled:
        held.forget(stamp)
        _aside(store, stamp).rmdir()
    return done


def _completed(done: Restored, erased: set[UUID]) -> Restored:
    bring_up_to_date()
    again = retention_again(erased) + retention_apply(timezone.localdate())
    tell("register.restored", {"made_at": done.manifest.made_at, "seal": done.manifest.seal, "erased": again})
    return Restored(done.manifest, done.aside, again, audit_breaks())


def undo_unfinished(held: Engine | None = None) -> None:
    """Bring back what a restore that was cut short had set aside."""
    store = Path(settings.BANGGIAO_HOME) / "files"
    marker = store.parent / UNFINISHED
    if not marker.exists():
        return
    stamp = marker.read_text(encoding="ascii")
    (held or engine()).put_back(stamp)
    if _aside(store, stamp).exists():
        shutil.rmtree(store, ignore_errors=True)
        _aside(store, stamp).rename(store)
    marker.unlink()


def refuse_unfit(archive: ArchiveReader, held: Engine) -> None:
    """Pass where the archive can become the database here.

    Raises:
        DeedRefused: it is newer than the program, of another kind of database, or too large for the disk.
    """
    manifest = archive.manifest
    known = MigrationLoader(None).disk_migrations
    ours = {app for app, _ in known}
    newer = [f"{app}.{name}" for app, name in manifest.migrations if app in ours and (app, name) not in known]
    if newer:
        raise DeedRefused(
            "newer",
            f"Bản sao lưu do phiên bản mới hơn ghi ({manifest.version}, {newer[0]}); "
            "hãy nâng cấp chương trình trước.",
            f"The backup was written by a newer version ({manifest.version}, {newer[0]}); "
            "upgrade the program first.",
        )
    if manifest.database != held.part:
        raise DeedRefused(
            "engine",
            f"Bản sao lưu của {manifest.engine}, còn ở đây là {connection.vendor}.",
            f"The backup is of {manifest.engine}, and here is {connection.vendor}.",
        )
    if shutil.disk_usage(settings.BANGGIAO_HOME).free < archive.size:
        raise DeedRefused("disk-full", "Không đủ chỗ trên đĩa.", "The disk has not enough room.")


def refuse_in_use(held: Engine) -> None:
    """Pass where nobody else has the database open.

    Raises:
        DeedRefused: somebody has.
    """
    if held.in_use():
        raise DeedRefused(
            "in-use",
            "Chương trình khác đang mở cơ sở dữ liệu; hãy dừng banggiao serve trước.",
            "Another program has the database open; stop banggiao serve first.",
        )


def _verify(manifest: Manifest) -> None:
    with connection.cursor() as cursor:
        for table, count in manifest.counts.items():
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found = cursor.fetchone()[0]
            if found != count:
                raise DeedRefused(
                    "counts",
                    f"Bảng {table} có {found} dòng, bản sao lưu ghi {count}.",
                    f"Table {table} has {found} rows, the backup told {count}.",
                )


def _aside(store: Path, stamp: str) -> Path:
    return store.with_name(f"{store.name}.before-{stamp}")
