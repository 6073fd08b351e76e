"""What differs between the two databases when the whole register is copied, set aside and put back."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.db import connection

from banggiao.core.errors import DeedRefused


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the copied database held: its migrations, rows by table, and the audit's last seal."""

    migrations: list[list[str]]
    counts: dict[str, int]
    seal: str


class Engine(Protocol):
    """One kind of database."""

    part: str

    def dump(self, path: Path) -> Snapshot:
        """Copy the database as it is at one moment, while others write."""

    def in_use(self) -> bool:
        """Return whether another program has the database open."""

    def empty(self) -> bool:
        """Return whether there is nothing in it."""

    def set_aside(self, stamp: str) -> None:
        """Move what is there out of the way, under a name with ``stamp``."""

    def put(self, path: Path) -> None:
        """Make a copy the database."""

    def put_back(self, stamp: str) -> None:
        """Drop what was put, and bring back what was set aside under ``stamp``, where there is such."""

    def forget(self, stamp: str) -> None:
        """Drop what was set aside: it was empty."""


def engine() -> Engine:
    """Return the engine of the database that the settings name."""
    return Postgres() if connection.vendor == "postgresql" else SQLite()


class SQLite:
    """One file: copied by the online backup API, set aside under another name."""

    part = "database.sqlite3"

    def __init__(self) -> None:
        self.path = Path(connection.settings_dict["NAME"])

    def dump(self, path: Path) -> Snapshot:
        """Copy in one step, so that the copy is of one moment; writers go on."""
        path.touch(mode=0o600)
        with (
            closing(sqlite3.connect(self.path, timeout=60)) as source,
            closing(sqlite3.connect(path)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise DeedRefused(
                    "database-damaged",
                    "Cơ sở dữ liệu bị hỏng (PRAGMA quick_check); hãy khôi phục từ bản sao lưu trước.",
                    "The database is damaged (PRAGMA quick_check); restore an earlier backup.",
                )
            return _snapshot(copy.execute)

    def in_use(self) -> bool:
        """Ask for the file alone: SQLite leaves its shared log only when nobody else has it open."""
        connection.close()
        if not self.path.exists():
            return False
        with closing(sqlite3.connect(self.path, timeout=1)) as alone:
            try:
                return bool(alone.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",))
            except sqlite3.OperationalError:
                return True

    def empty(self) -> bool:
        connection.close()
        if not self.path.exists() or not self.path.stat().st_size:
            return True
        with closing(sqlite3.connect(self.path)) as held:
            return bool(held.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))

    def set_aside(self, stamp: str) -> None:
        connection.close()
        self.path.touch(mode=0o600)
        self.path.rename(self._aside(stamp))

    def put(self, path: Path) -> None:
        connection.close()
        shutil.move(path, self.path)

    def put_back(self, stamp: str) -> None:
        connection.close()
        if self._aside(stamp).exists():
            for end in ("", "-wal", "-shm", "-journal"):
                self.path.with_name(self.path.name + end).unlink(missing_ok=True)
            self._aside(stamp).rename(self.path)

    def forget(self, stamp: str) -> None:
        self._aside(stamp).unlink()

    def _aside(self, stamp: str) -> Path:
        return self.path.with_name(f"{self.path.name}.before-{stamp}")


class Postgres:
    """pg_dump's custom format; what is there is set aside as a schema of its own in the same database."""

    part = "database.pgdump"

    def dump(self, path: Path) -> Snapshot:
        """Dump and count in one snapshot; writers go on."""
        path.touch(mode=0o600)
        connection.close()
        connection.ensure_connection()
        try:
            with connection.cursor() as cursor:
                cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute("SELECT pg_export_snapshot()")
                moment = cursor.fetchone()[0]
                held = _snapshot(lambda sql: cursor.execute(sql) or cursor)
                self._run(
                    "pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                    "--exclude-schema=before_*", f"--snapshot={moment}", f"--file={path}",
                )  # fmt: skip
        finally:
            connection.close()  # and with it the transaction
        return held

    def in_use(self) -> bool:
        return bool(
            _one(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        )

    def empty(self) -> bool:
        return not _one("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")

    def set_aside(self, stamp: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"ALTER SCHEMA public RENAME TO {_aside(stamp)}")
            cursor.execute("CREATE SCHEMA public")
            self._move_extensions(cursor, _aside(stamp), "public")
            cursor.execute("COMMIT")

    def put(self, path: Path) -> None:
        connection.close()
        self._run(
            "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
            "--no-comments", f"--dbname={connection.settings_dict['NAME']}", str(path),
        )  # fmt: skip

    def put_back(self, stamp: str) -> None:
        connection.close()
        if not _one("SELECT count(*) FROM pg_namespace WHERE nspname = %s", _aside(stamp)):
            return
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("ALTER SCHEMA public RENAME TO failed_restore")
            cursor.execute(f"ALTER SCHEMA {_aside(stamp)} RENAME TO public")
            self._move_extensions(cursor, "failed_restore", "public")
            cursor.execute("DROP SCHEMA failed_restore CASCADE")
            cursor.execute("COMMIT")

    def forget(self, stamp: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {_aside(stamp)} CASCADE")

    @staticmethod
    def _move_extensions(cursor: Any, source: str, target: str) -> None:
        cursor.execute(
            "SELECT extname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace "
            "WHERE nspname = %s",
            [source],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER EXTENSION "{name}" SET SCHEMA {target}')

    @staticmethod
    def _run(program: str, *arguments: str) -> None:
        done = subprocess.run(  # noqa: S603 - a program of PostgreSQL's own
            [_program(program), *arguments],
            env={**os.environ, **_postgres_environment(connection.settings_dict)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            told = done.stderr.decode(errors="replace").strip()[-500:]
            raise DeedRefused(program, f"{program} không xong: {told}", f"{program} failed: {told}")


def _aside(stamp: str) -> str:
    return f"before_{re.sub(r'[^0-9]', '_', stamp)}"


def _one(sql: str, *values: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def _snapshot(execute: Any) -> Snapshot:
    tables = connection.introspection.django_table_names(include_views=False)
    if connection.vendor == "postgresql":
        there = _column(execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall())
    else:
        there = _column(execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall())
    if "django_migrations" not in there:
        raise DeedRefused("empty", "Chưa có dữ liệu để sao lưu.", "There is nothing to back up yet.")
    counted = sorted({*tables, "django_migrations"} & set(there))
    counts = {name: execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in counted}  # noqa: S608
    applied = execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    seal = None
    if "core_seal" in counts:
        seal = execute("SELECT digest FROM core_seal ORDER BY last DESC LIMIT 1").fetchone()
    return Snapshot([list(row) for row in applied], counts, seal[0] if seal else "")


def _column(rows: Iterable[tuple[str]]) -> list[str]:
    return [row[0] for row in rows]


def _program(name: str) -> str:
    found = _installed(name)
    if found is None:
        raise DeedRefused(
            "no-pg-dump",
            f"Máy này không có {name}. Hãy cài bộ công cụ PostgreSQL cùng phiên bản với máy chủ "
            "(apt install postgresql-client).",
            f"{name} is not installed here. Install PostgreSQL's client tools of the server's version "
            "(apt install postgresql-client).",
        )
    return found


def _installed(name: str) -> str | None:
    """Return the newest of PostgreSQL's programs of this name: an older one cannot read a newer server."""
    found = {path: path.parent.parent.name for path in Path("/usr/lib/postgresql").glob(f"*/bin/{name}")}
    newest = max(found, key=lambda path: int(re.sub(r"\D.*", "", found[path]) or 0), default=None)
    return str(newest) if newest else shutil.which(name)


def _postgres_environment(known: Mapping[str, Any]) -> dict[str, str]:
    given = {
        "PGHOST": known["HOST"], "PGPORT": known["PORT"], "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"], "PGDATABASE": known["NAME"],
    }  # fmt: skip
    for option in ("sslmode", "sslrootcert", "sslcert", "sslkey", "passfile"):
        given[f"PG{option.upper()}"] = known["OPTIONS"].get(option, "")
    return {name: str(value) for name, value in given.items() if value}
