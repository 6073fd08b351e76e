"""The archive of a backup: a zip of database, originals and manifest, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from banggiao.core.errors import DeedRefused

FORMAT = 1
MANIFEST = "manifest.json"
ERASURES = "erasures.log"
_NAMES = re.compile(r"database\.(sqlite3|pgdump)|files/[0-9a-f]{2}/[0-9a-f]{64}|erasures\.log")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What an archive holds. ``counts`` are rows by table; ``seal`` is the digest of the audit's last seal;
    ``damaged`` names originals that were no longer what was stored when the backup was made."""

    version: str
    made_at: str
    engine: str
    migrations: list[list[str]]
    counts: dict[str, int]
    seal: str
    damaged: list[str] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def database(self) -> str:
        """The name of the part that holds the database."""
        return next(name for name in self.parts if name.startswith("database."))


class ArchiveWriter:
    """Adds parts to an archive, each with its digest."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.parts: dict[str, Part] = {}

    def add(self, name: str, source: Path) -> Part:
        """Add a file under ``name``.

        Raises:
            FileNotFoundError: it is gone.
        """
        with source.open("rb") as given, self._archive.open(name, "w", force_zip64=True) as target:
            self.parts[name] = _copied(given, target)
        return self.parts[name]

    def close(self, manifest: Manifest) -> None:
        """Add the manifest."""
        told = {**asdict(manifest), "parts": {name: asdict(part) for name, part in self.parts.items()}}
        self._archive.writestr(MANIFEST, json.dumps(told, ensure_ascii=False, indent=1))


@contextmanager
def archive_writing(path: Path) -> Iterator[ArchiveWriter]:
    """Write an archive at ``path``, readable by its owner alone; nothing is there when it fails.

    Raises:
        DeedRefused: a file of that name is there already.
    """
    if path.exists():
        raise DeedRefused("file-exists", f"Đã có tệp {path}.", f"There is a file {path} already.")
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # 0600
    try:
        with os.fdopen(handle, "wb") as target:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
                yield ArchiveWriter(archive)
            target.flush()
            os.fsync(target.fileno())
        Path(partial).replace(path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise


class ArchiveReader:
    """An archive whose every part is what its manifest says."""

    def __init__(self, path: Path) -> None:
        """Open and check it.

        Raises:
            DeedRefused: it is no backup, is damaged, or was written by a newer version.
        """
        try:
            self._archive = zipfile.ZipFile(path)
            self.manifest = _manifest(json.loads(self._archive.read(MANIFEST)))
        except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
            raise _damaged(str(path)) from error
        held = set(self._archive.namelist()) - {MANIFEST}
        if held != set(self.manifest.parts) or len(self._archive.namelist()) != len(held) + 1:
            raise _damaged(str(path))
        for name, part in self.manifest.parts.items():
            if _NAMES.fullmatch(name) is None or self._digest(name, part.size) != part.sha256:
                raise _damaged(name)

    @property
    def size(self) -> int:
        """How many bytes its parts take on the disk."""
        return sum(part.size for part in self.manifest.parts.values())

    def text(self, name: str) -> str:
        """Return a part as text, "" where there is none."""
        return self._archive.read(name).decode() if name in self.manifest.parts else ""

    def extract(self, folder: Path) -> None:
        """Write every part below ``folder``."""
        for name in self.manifest.parts:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._archive.open(name) as source, target.open("xb") as file:
                target.chmod(0o600)
                _copied(source, file)
                file.flush()
                os.fsync(file.fileno())

    def _digest(self, name: str, size: int) -> str:
        told, seen = hashlib.sha256(), 0
        try:
            with self._archive.open(name) as source:
                while chunk := source.read(_CHUNK):
                    told.update(chunk)
                    seen += len(chunk)
                    if seen > size:
                        raise _damaged(name)
        except (OSError, ValueError, zipfile.BadZipFile, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
            raise _damaged(name) from error
        return told.hexdigest()


def _manifest(told: Any) -> Manifest:
    if not isinstance(told, dict):
        raise ValueError("an object is expected")
    if told["format"] > FORMAT:
        raise DeedRefused(
            "newer",
            f"Bản sao lưu do phiên bản mới hơn ({told['version']}) ghi; hãy nâng cấp chương trình trước.",
            f"The backup was written by a newer version ({told['version']}); upgrade the program first.",
        )
    parts = {name: Part(**part) for name, part in told.pop("parts").items()}
    manifest = Manifest(**told, parts=parts)
    if sum(name.startswith("database.") for name in parts) != 1:
        raise ValueError("one database is expected")
    return manifest


def _damaged(what: str) -> DeedRefused:
    return DeedRefused(
        "damaged",
        f"Bản sao lưu hỏng hoặc không phải bản sao lưu của Bang Giao: {what}.",
        f"The backup is damaged, or is none of Bang Giao's: {what}.",
    )


def _copied(source: IO[bytes], target: IO[bytes]) -> Part:
    told, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        told.update(chunk)
        size += len(chunk)
        target.write(chunk)
    return Part(told.hexdigest(), size)
