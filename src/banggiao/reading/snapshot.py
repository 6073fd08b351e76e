"""A gazetteer kept on disk as it was compiled, so that a program that reads one paper starts at once.

A snapshot is JSON: no code is run when it is loaded. It names the rules it was compiled by; where they have
changed since, it is not taken.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from banggiao.language import folding, names
from banggiao.reading import (
    bodies,
    body_fields,
    body_words,
    common_names,
    country_words,
    gazetteer,
    gazetteer_entries,
)
from banggiao.reading.gazetteer import Gazetteer

OF_REGISTER = Path("cache", "names.json")
"""Where a workspace keeps the register's names, in its data folder."""

_COMPILED_BY = (
    gazetteer, gazetteer_entries, bodies, body_fields, body_words, common_names, country_words, folding,
    names,
)  # fmt: skip


@cache
def rules() -> str:
    """Return what changes whenever names may be compiled to something else: a digest of the compiler."""
    digest = hashlib.sha256()
    compilers = (Path(str(module.__file__)) for module in _COMPILED_BY)
    for file in (*compilers, *common_names.LISTS):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def load_snapshot(place: Path, of: str) -> Gazetteer | None:
    """Return the gazetteer at ``place``; None where there is none, or one of other names or other rules.

    ``of`` says whose names they are, in the words with which the snapshot was saved.
    """
    try:
        held = json.loads(place.read_bytes())
        if (held["rules"], held["of"]) != (rules(), of):
            return None
        return Gazetteer.from_compiled(held["compiled"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save_snapshot(place: Path, of: str, names: Gazetteer) -> None:
    """Keep ``names`` at ``place``, whole or not at all; a folder that cannot be written to keeps none."""
    data = json.dumps({"rules": rules(), "of": of, "compiled": names.compiled()}, ensure_ascii=False)
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, half = tempfile.mkstemp(dir=place.parent, prefix=place.name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(data)
        Path(half).replace(place)


def snapshot_or(place: Path, of: str, build: Callable[[], Gazetteer]) -> Gazetteer:
    """Return the gazetteer kept at ``place``; where there is none of these names, build and keep it."""
    kept = load_snapshot(place, of)
    if kept is None:
        kept = build()
        save_snapshot(place, of, kept)
    return kept
