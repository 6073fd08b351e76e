"""Keys of records: UUID version 7 (RFC 9562), so that keys sort by the time at which they were made."""

from __future__ import annotations

import os
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def uuid7() -> uuid.UUID:
    """Return a new UUIDv7. Keys made by one process are strictly increasing."""
    global _last  # noqa: PLW0603 - the counter is the process's own clock
    with _lock:
        # 48 bits of milliseconds and 12 bits below the millisecond (RFC 9562, method 3).
        tick = time.time_ns() * 4096 // 1_000_000
        _last = tick if tick > _last else _last + 1
        tick = _last
    milliseconds, fraction = divmod(tick, 4096)
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62
    return uuid.UUID(int=value | int.from_bytes(os.urandom(8), "big") >> 2)


def is_key(text: str) -> bool:
    """Return whether ``text`` is written as a key is."""
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
