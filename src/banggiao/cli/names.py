"""The names that the command line reads with, compiled once and kept."""

from __future__ import annotations

import gc
import hashlib
import os
from pathlib import Path

import banggiao.packs
from banggiao.config import environment
from banggiao.packs import load_pack
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.snapshot import OF_REGISTER, load_snapshot, snapshot_or


def known_gazetteer() -> Gazetteer:
    """Return the names of the workspace's register, as it last read a paper with them; where there is no
    workspace here, those of the Viet Nam pack."""
    known = load_snapshot(Path(environment.HOME.value) / OF_REGISTER, "register")
    return _lasting(known) if known else pack_gazetteer()


def pack_gazetteer(code: str = "vn") -> Gazetteer:
    """Return the gazetteer of a pack; from the user's cache where the pack has not changed."""
    place = _cache() / f"names-{code}.json"
    return _lasting(snapshot_or(place, _content(code), lambda: Gazetteer.from_pack(load_pack(code))))


def _lasting(names: Gazetteer) -> Gazetteer:
    """Return the names, which last as long as the program: the collector need not go through them again."""
    if not gc.get_freeze_count():
        gc.freeze()
    return names


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
