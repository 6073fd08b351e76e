"""Parts of a file on its way, kept on disk so that only the sender could read them.

A paper may turn out to be secret when its whole has arrived. Until then its bytes lie on disk only
encrypted, and the key is with the sender, who gives it along with each part: what a broken upload leaves
behind is noise. The keystream is SHAKE-256 of key and block number; a key serves one upload.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

BLOCK = 64 * 1024


def key_new() -> str:
    """Return a fresh key, for the sender alone."""
    return secrets.token_hex(32)


def lock_of(key: str) -> str:
    """Return what tells a key again without telling the key."""
    return hashlib.sha256(b"lock:" + key.encode()).hexdigest()


def part_write(upload: UUID, key: str, offset: int, data: bytes) -> None:
    """Put ``data`` at ``offset``; what lay there or behind it is gone."""
    path = _path(upload)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(handle, "wb") as target:
        target.truncate(offset)
        target.seek(offset)
        target.write(_turned(key, offset, data))
        target.flush()
        os.fsync(target.fileno())


def parts_read(upload: UUID, key: str) -> bytes:
    """Return all that has arrived.

    Raises:
        FileNotFoundError: nothing has.
    """
    return _turned(key, 0, _path(upload).read_bytes())


def parts_remove(upload: UUID) -> None:
    """Remove what has arrived."""
    _path(upload).unlink(missing_ok=True)


def parts_kept() -> Iterator[UUID]:
    """Yield the uploads of which parts lie on disk."""
    folder = _folder()
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        yield UUID(path.name)


def _turned(key: str, offset: int, data: bytes) -> bytes:
    """Encrypt or decrypt ``data`` as it stands at ``offset`` of the file."""
    stream = bytearray()
    first = offset // BLOCK
    for number in range(first, (offset + len(data) + BLOCK - 1) // BLOCK):
        stream += hashlib.shake_256(bytes.fromhex(key) + number.to_bytes(8, "big")).digest(BLOCK)
    skipped = offset - first * BLOCK
    used = bytes(stream[skipped : skipped + len(data)])
    mixed = int.from_bytes(data, "big") ^ int.from_bytes(used, "big")
    return mixed.to_bytes(len(data), "big")


def _path(upload: UUID) -> Path:
    return _folder() / str(upload)


def _folder() -> Path:
    return Path(settings.BANGGIAO_HOME) / "partial"
