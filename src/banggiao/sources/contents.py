"""The bytes of a table's file. Those that lie on disk are read as they are needed: a long table takes no
memory for them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from banggiao.core.errors import DeedRefused

_PIECE = 1 << 20
_HEAD = 8


class Contents:
    """What a file holds: bytes in memory, or a path. A file that changes meanwhile is not the same table.

    Each look at a file that was taken away meanwhile raises DeedRefused.
    """

    def __init__(self, held: bytes | Path) -> None:
        self._held = held

    @property
    def size(self) -> int:
        """How many bytes it has."""
        with _there():
            return len(self._held) if isinstance(self._held, bytes) else self._held.stat().st_size

    @cached_property
    def head(self) -> bytes:
        """The first bytes, by which the kind of a file is known."""
        with self.opened() as stream:
            return stream.read(_HEAD)

    @cached_property
    def sha256(self) -> str:
        """The digest of the bytes."""
        digest = hashlib.sha256()
        for piece in self.pieces():
            digest.update(piece)
        return digest.hexdigest()

    def opened(self) -> BinaryIO:
        """Return a stream of the bytes, to be closed."""
        with _there():
            return io.BytesIO(self._held) if isinstance(self._held, bytes) else self._held.open("rb")

    def text(self, encoding: str) -> io.TextIOWrapper:
        """Return a stream of the text, its ends of lines as they are, to be closed."""
        return io.TextIOWrapper(self.opened(), encoding, newline="")

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes piece by piece."""
        with self.opened() as stream:
            while piece := stream.read(_PIECE):
                yield piece

    def whole(self) -> bytes:
        """Return all bytes."""
        with _there():
            return self._held if isinstance(self._held, bytes) else self._held.read_bytes()


def file_gone() -> DeedRefused:
    """Return the refusal of a file that is no longer kept."""
    return DeedRefused(
        "file-gone", "Tệp đã hết hạn giữ tạm; hãy thả lại.", "The file is no longer kept; drop it again."
    )


@contextmanager
def _there() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise file_gone() from None
