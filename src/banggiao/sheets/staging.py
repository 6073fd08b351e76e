"""Files that lie in the data folder for a day: spreadsheets before they are loaded, lists before they are
fetched.

A spreadsheet is put here only after the guard has looked at it (docs/how-to/load-a-table.md).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings

STAGED, LISTS = "staged", "lists"
_PROGRESS = ".progress"


def path_in(folder: str, key: UUID) -> Path:
    """Return where the file of ``key`` lies in a folder."""
    return Path(settings.BANGGIAO_HOME) / folder / str(key)


@contextmanager
def written(folder: str, key: UUID) -> Iterator[IO[bytes]]:
    """Write a file, for its owner alone; what breaks off leaves nothing."""
    path = path_in(folder, key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_name(f".{path.name}")
    try:
        handle = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w+b") as target:
            yield target
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def put(folder: str, key: UUID, data: bytes) -> None:
    """Keep ``data`` under ``key``."""
    with written(folder, key) as target:
        target.write(data)


def size_of(folder: str, key: UUID) -> int:
    """Return how many bytes a file has, 0 where it is no longer there."""
    path = path_in(folder, key)
    return path.stat().st_size if path.exists() else 0


def remove(folder: str, key: UUID) -> None:
    """Let go of a file, and of how far the work on it is."""
    path = path_in(folder, key)
    for one in (path, path.with_name(path.name + _PROGRESS)):
        one.unlink(missing_ok=True)


def progress_tell(key: UUID, rows: int) -> None:
    """Say how many rows are done. It stands in a file: the database's one writer may be at this very work."""
    path = path_in(STAGED, key)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.with_name(path.name + _PROGRESS).write_text(str(rows), encoding="ascii")


def progress_of(key: UUID) -> int:
    """Return how many rows are done."""
    path = path_in(STAGED, key)
    try:
        return int(path.with_name(path.name + _PROGRESS).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def removed_but(folder: str, kept: set[UUID]) -> int:
    """Remove every file but those ``kept``; return how many."""
    count = 0
    for path in (Path(settings.BANGGIAO_HOME) / folder).glob("*"):
        with suppress(ValueError):
            key = UUID(path.name.removeprefix(".").removesuffix(_PROGRESS))
            if key not in kept:
                path.unlink(missing_ok=True)
                count += 1
    return count
