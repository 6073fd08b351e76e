"""A folder cut into chunks of files, and what a worker does with one chunk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from banggiao.reading.batch import FILES, read_batch
from banggiao.reading.intake import DEFAULT_LIMITS, walk

Chunk = tuple[tuple[str, str], ...]  # (name, path) of each file

_FILES = 16
_BYTES = 8 * 1024 * 1024


def chunks_of(folder: Path) -> Iterator[Chunk]:
    """Cut the files below ``folder``, in order of name, into chunks of at most 16 files and some 8 MiB.

    How it is cut hangs on the folder alone, never on how many workers there are.
    """
    chunk: list[tuple[str, str]] = []
    size = 0
    for name, path in walk(folder):
        own = _size(path)
        if chunk and (len(chunk) == _FILES or size + own > _BYTES):
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append((name, str(path)))
        size += own
    if chunk:
        yield tuple(chunk)


def read_chunk(chunk: Chunk) -> pa.RecordBatch:
    """Read the files of ``chunk`` from disk, and their records."""
    names, paths = zip(*chunk, strict=True)
    contents = [_content(path) for path in paths]
    return read_batch(pa.RecordBatch.from_arrays([list(names), contents], schema=FILES))


def _size(path: Path) -> int:
    try:
        return min(path.stat().st_size, DEFAULT_LIMITS.max_bytes)
    except OSError:  # gone meanwhile
        return 0


def _content(path: str) -> bytes | None:
    """Return a file's bytes; of one that is too large, just enough for the reader to refuse it."""
    try:
        with Path(path).open("rb") as file:
            return file.read(DEFAULT_LIMITS.max_bytes + 1)
    except OSError:  # no right to it, gone meanwhile, a disk that fails
        return None
