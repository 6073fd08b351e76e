"""The register brought up to a new version of the program: a backup first, back to it when a step fails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from banggiao import __version__
from banggiao.config.backup import backup_make, refuse_unfinished, tell
from banggiao.config.engines import engine
from banggiao.config.restore import refuse_in_use, restore
from banggiao.config.upkeep import audit_breaks, bring_up_to_date, migrations_waiting
from banggiao.core.errors import DeedRefused


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did."""

    backup: Path
    migrations: list[str]
    filled: int


def upgrade(backup: Path | None = None) -> Upgraded:
    """Back up, migrate, fill what older versions did not know, and check; go back where one of them fails.

    ``backup`` is where the backup goes; by default ``backups/`` in the data folder.

    Raises:
        DeedRefused: the register is in use, or a step failed; the register is then as it was before.
    """
    refuse_unfinished()
    refuse_in_use(engine())
    path = backup or _backup_path()
    backup_make(path)
    waiting = migrations_waiting()
    # Of an older audit table nothing can be read yet: what is broken there is told after the upgrade.
    before = None if any(name.startswith("core.") for name in waiting) else set(audit_breaks())
    try:
        filled = bring_up_to_date()
        broken = set(audit_breaks())
        if before is not None and broken - before:
            raise DeedRefused("audit", "Nhật ký kiểm toán đã bị đổi.", "The audit was changed.")
    except BaseException as error:
        restore(path, replace=True, as_it_was=True)
        if not isinstance(error, Exception):
            raise
        raise DeedRefused(
            "upgrade",
            f"Nâng cấp không xong ({error}); dữ liệu đã trở lại như trước. Bản sao lưu: {path}",
            f"The upgrade failed ({error}); the data is as it was before. Backup: {path}",
        ) from error
    tell("register.upgraded", {"version": __version__, "migrations": waiting, "filled": filled})
    return Upgraded(path, waiting, filled)


def _backup_path() -> Path:
    folder = Path(settings.BANGGIAO_HOME) / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    return folder / f"before-upgrade-to-{__version__}-{stamp}.zip"
