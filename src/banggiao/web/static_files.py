"""Our own styles and scripts go out compressed, as the vendored ones do, though no build step packs them."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware

_PACKED = (".css", ".js", ".svg")
_GZIP = re.compile(r"\bgzip\b")


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves static files from the package; texts compressed where the browser takes that."""

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> Any:
        """Return a file with what it may be sent as; a packed copy is made where none lies beside it."""
        served = super().get_static_file(path, url, stat_cache=stat_cache)
        if path.endswith(_PACKED) and len(served.alternatives) == 1:
            [(anything, plain, headers)] = served.alternatives
            packed = _packed(path, Path(path).stat().st_mtime_ns)
            told = [(name, value) for name, value in headers if name != "Content-Length"]
            told.append(("Vary", "Accept-Encoding"))
            length = ("Content-Length", str(packed.stat().st_size))
            served.alternatives = [
                (_GZIP, str(packed), [*told, ("Content-Encoding", "gzip"), length]),
                (anything, plain, [*headers, ("Vary", "Accept-Encoding")]),
            ]
        return served


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="banggiao-static-")


@cache
def _packed(path: str, _changed: int) -> Path:
    """Return the packed copy of a file, made once in a process for each state of the file."""
    place = Path(_folder().name) / f"{_packed.cache_info().misses}.gz"
    place.write_bytes(gzip.compress(Path(path).read_bytes(), mtime=0))
    return place
