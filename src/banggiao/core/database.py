"""Whether there is a database to work on."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from banggiao.core.errors import DeedRefused


def database_required() -> None:
    """Ask that the register's tables have been made.

    Raises:
        DeedRefused: nothing was ever migrated here.
    """
    if not MigrationRecorder(connection).has_table():
        raise DeedRefused(
            "no-database",
            "Sổ đăng ký chưa được tạo ở đây. Hãy chạy “banggiao manage migrate” trước.",
            "There is no register here yet. Run “banggiao manage migrate” first.",
        )
