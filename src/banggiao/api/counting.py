"""How often a token comes: so often a minute and no oftener, whichever of the server's processes it asks.

The processes count in a small database of their own in the data folder: reading must not wait for those who
write the register, and nothing is lost where the file is.
"""

from __future__ import annotations

import logging
import math
import sqlite3
import threading
import time
from pathlib import Path
from uuid import UUID

from django.conf import settings

logger = logging.getLogger("banggiao.api")
WINDOW = 60.0
"""Seconds, from a token's first request on."""
_TURN = 5.0
"""Seconds for which a process may wait for its turn: by then another may have begun later than it asked."""

_TABLE = "CREATE TABLE IF NOT EXISTS came (token BLOB PRIMARY KEY, began REAL, times INTEGER) WITHOUT ROWID"
_COUNT = """
INSERT INTO came VALUES (:token, :now, 1) ON CONFLICT (token) DO UPDATE SET
    times = CASE WHEN began BETWEEN :over AND :soon THEN times + 1 ELSE 1 END,
    began = CASE WHEN began BETWEEN :over AND :soon THEN began ELSE :now END
RETURNING began, times
"""
_PRAGMAS = "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;"


class Counting:
    """The requests of all tokens, as one process counts them with the others."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._opened: tuple[Path, sqlite3.Connection] | None = None

    def wait(self, token: UUID, limit: int) -> int:
        """Count a request of a token. Return 0, or in how many seconds it may come again.

        Where the file cannot be written nothing is counted and everything passes: whoever reads must be
        able to when the disk is full.
        """
        now = time.time()
        told = {"token": token.bytes, "now": now, "over": now - WINDOW, "soon": now + _TURN}
        try:
            with self._lock:
                [(began, times)] = self._database().execute(_COUNT, told).fetchall()
        except (sqlite3.Error, OSError) as error:
            logger.warning("requests are not counted: %s", type(error).__name__)
            return 0
        return max(1, math.ceil(began + WINDOW - now)) if times > limit else 0

    def _database(self) -> sqlite3.Connection:
        path = Path(settings.BANGGIAO_HOME) / "cache" / "requests.sqlite3"
        if self._opened is None or self._opened[0] != path:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            opened = sqlite3.connect(path, timeout=_TURN, isolation_level=None, check_same_thread=False)
            opened.executescript(_PRAGMAS)
            opened.execute(_TABLE)
            self._opened = (path, opened)
        return self._opened[1]
