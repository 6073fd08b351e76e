"""The names that the command line reads with, compiled once and kept."""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import banggiao.packs
from banggiao.config import environment
from banggiao.packs import load_pack
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.snapshot import OF_REGISTER, load_snapshot, snapshot_or


def known_gazetteer() -> Gazetteer:
    """Return the names of the workspace's register, as it last read a paper with them; where there is no
    workspace here, those of the Viet Nam pack."""
    with _lasting():
        return load_snapshot(Path(environment.HOME.value) / OF_REGISTER, "register") or pack_gazetteer()


def pack_gazetteer(code: str = "vn") -> Gazetteer:
    """Return the gazetteer of a pack; from the user's cache where the pack has not changed."""
    place = _cache() / f"names-{code}.json"
    with _lasting():
        return snapshot_or(place, _content(code), lambda: Gazetteer.from_pack(load_pack(code)))


@contextmanager
def _lasting() -> Iterator[None]:
    """Spare the collector what is made here: it lasts as long as the program."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
        if collects:
            gc.enable()


def _cache() -> Path:
    """The user's folder for what can be made again (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "banggiao"


def _content(code: str) -> str:
    """A digest of the pack's files and of the modules that read them."""
    digest = hashlib.sha256()
    packs = Path(banggiao.packs.__file__).parent
    for file in sorted([*packs.glob("*.py"), *(packs / code).glob("*.csv")]):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
