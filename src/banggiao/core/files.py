"""The originals: files kept under the SHA-256 of their bytes, written whole or not at all."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

_PIECE = 1 << 20


def path_of(sha256: str) -> Path:
    """Return where the file with this digest lies."""
    return Path(settings.BANGGIAO_HOME) / "files" / sha256[:2] / sha256


def file_store(data: bytes) -> str:
    """Keep ``data`` and return its SHA-256. Storing the same bytes again changes nothing."""
    sha256 = hashlib.sha256(data).hexdigest()
    file_copy(io.BytesIO(data), sha256)
    return sha256


def file_copy(source: BinaryIO, sha256: str) -> None:
    """Keep the bytes of a stream, whose SHA-256 is known, without holding them all.

    Raises:
        ValueError: they have another SHA-256; nothing is kept.
    """
    path = path_of(sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=".partial-")
    try:
        with os.fdopen(handle, "wb") as target:
            digest = hashlib.sha256()
            while piece := source.read(_PIECE):
                digest.update(piece)
                target.write(piece)
            if digest.hexdigest() != sha256:
                raise ValueError(f"the file is no longer that of {sha256}")
            target.flush()
            os.fsync(target.fileno())
        Path(partial).replace(path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def file_read(sha256: str) -> bytes:
    """Return the bytes with this digest.

    Raises:
        FileNotFoundError: no such file is kept.
        ValueError: the file on disk is no longer what was stored.
    """
    data = path_of(sha256).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"the stored file {sha256} was changed on disk")
    return data


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder; its rename is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
