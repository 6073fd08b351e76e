"""Keys of records: UUID version 7 (RFC 9562), so that keys sort by the time at which they were made."""

from __future__ import annotations

import os
import re
import struct
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0
_MILLISECONDS = (1 << 48) - 1
_VERSION = 0x7 << 76 | 0b10 << 62
_PLAIN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def uuid7() -> uuid.UUID:
    """Return a new UUIDv7. Keys made by one process are strictly increasing."""
    return uuid7s(1)[0]


def uuid7s(count: int) -> list[uuid.UUID]:
    """Return so many new UUIDv7 in order, sooner than one by one."""
    global _last  # noqa: PLW0603 - the counter is the process's own clock
    with _lock:
        # 48 bits of milliseconds and 12 bits below the millisecond (RFC 9562, method 3).
        tick = time.time_ns() * 4096 // 1_000_000
        first = tick if tick > _last else _last + 1
        _last = first + count - 1
    drawn = struct.unpack(f">{count}Q", os.urandom(8 * count))
    moments = [
        (tick >> 12 & _MILLISECONDS) << 80 | (tick & 4095) << 64 for tick in range(first, first + count)
    ]
    return [
        uuid.UUID(int=moment | _VERSION | random >> 2) for moment, random in zip(moments, drawn, strict=True)
    ]


def is_key(text: str) -> bool:
    """Return whether ``text`` is written as a key is."""
    if _PLAIN.fullmatch(text):  # as the register itself writes it: several for each row of a list
        return True
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
