"""The whole register into one archive: database, originals, and the log of what was erased."""

from __future__ import annotations

import getpass
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection

from banggiao import __version__
from banggiao.config.archive import ERASURES, Manifest, archive_writing
from banggiao.config.engines import engine
from banggiao.config.upkeep import migrations_waiting
from banggiao.core.audit import record_event
from banggiao.core.erasures import erasures_noted, erasures_told, log_path
from banggiao.core.errors import DeedRefused

REGISTER = UUID("0f7f1a52-0a56-5b1f-8b57-2f6d6f0e8a12")
"""What the audit calls the register as a whole."""
UNFINISHED = "restore-unfinished"
"""A file in the data folder while a restore is under way: it names what was set aside."""


def backup_make(path: Path) -> Manifest:
    """Write the register to ``path``, while it is served.

    Originals that are damaged on the disk are copied as they are and named in the manifest.

    Raises:
        DeedRefused: the file is there already, the database is damaged, or pg_dump is not installed.
    """
    path = path.absolute()
    refuse_unfinished()
    store = Path(settings.BANGGIAO_HOME) / "files"
    held = engine()
    erasures_known()
    with archive_writing(path) as archive, staging_folder(path.parent) as staging:
        copied = staging / held.part
        snapshot = held.dump(copied)
        archive.add(held.part, copied)
        copied.unlink()
        damaged = []
        # After the database: every original that the copy names was stored before it was named.
        for file in sorted(store.glob("??/*")):
            if file.name.startswith("."):
                continue
            try:
                part = archive.add(f"files/{file.parent.name}/{file.name}", file)
            except FileNotFoundError:  # taken out meanwhile, because it was found to be secret
                continue
            if part.sha256 != file.name:
                damaged.append(file.name)
        if log_path().exists():
            archive.add(ERASURES, log_path())
        manifest = Manifest(
            version=__version__,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            engine=connection.vendor,
            migrations=snapshot.migrations,
            counts=snapshot.counts,
            seal=snapshot.seal,
            damaged=damaged,
            parts=archive.parts,
        )
        archive.close(manifest)
    if not migrations_waiting():
        told = {"file": path.name, "seal": manifest.seal, "files": len(archive.parts) - 1}
        tell("register.backed_up", told)
    return manifest


def refuse_unfinished() -> None:
    """Pass where no restore was cut short.

    Raises:
        DeedRefused: one was; the data here is half of the old and half of the new.
    """
    if (Path(settings.BANGGIAO_HOME) / UNFINISHED).exists():
        raise DeedRefused(
            "unfinished",
            "Lần khôi phục trước bị ngắt giữa chừng; hãy chạy lại banggiao restore với bản sao lưu đó.",
            "The last restore was cut short; run banggiao restore again with that backup.",
        )


def erasures_known() -> set[UUID]:
    """Return what is known to be erased here: by the log, and by the database where it can still be read."""
    try:
        erasures_told()
    except DatabaseError:  # empty, older than personal payloads, or damaged
        connection.close()
    return erasures_noted()


def tell(code: str, after: dict[str, Any]) -> None:
    """Write into the audit what the operator did to the register as a whole."""
    record_event(
        code, noun="register", record_key=REGISTER, who=f"{getpass.getuser()} (dòng lệnh)",
        after=after,
    )  # fmt: skip


@contextmanager
def staging_folder(parent: Path) -> Iterator[Path]:
    """A folder on the same disk that is gone afterwards."""
    with tempfile.TemporaryDirectory(dir=parent, prefix=".banggiao-") as name:
        yield Path(name)
