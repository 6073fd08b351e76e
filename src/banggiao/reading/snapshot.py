"""A gazetteer and expressions kept on disk as they were compiled, so that a program that reads one paper
starts at once.

A snapshot is JSON: no code is run when it is loaded, and the engine of regular expressions checks what it is
given. It names the rules, or the engine, it was compiled by; where they have changed since, it is not taken.
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
from types import ModuleType
from typing import Any

from banggiao.language import derived, folding, openings, programs
from banggiao.reading import bodies, body_fields, body_offices, body_words, body_world, gazetteer
from banggiao.reading.gazetteer import Gazetteer

OF_REGISTER = Path("cache", "names.json")
"""Where a workspace keeps the register's names, in its data folder."""

_MOST = 3000  # expressions kept; of more, most are those of grammars that have changed since
_COMPILED_BY = (gazetteer, bodies, body_fields, body_offices, body_words, body_world, folding)


@cache
def rules(modules: tuple[ModuleType, ...] = _COMPILED_BY) -> str:
    """Return what changes whenever names may be compiled to something else: a digest of the compiler."""
    digest = hashlib.sha256()
    for module in modules:
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()


def _engine() -> str:
    """Return what changes whenever something else may be derived from an expression."""
    return f"{programs.ENGINE} {rules((openings, programs))}"


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
    _keep(place, {"rules": rules(), "of": of, "compiled": names.compiled()})


def load_expressions(place: Path) -> None:
    """Know what was derived from expressions and kept at ``place``, where it was by the same engine."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        held = json.loads(place.read_bytes())
        if held["engine"] == _engine():
            derived.take(held["derived"])


def save_expressions(place: Path) -> None:
    """Keep what is derived from expressions at ``place``, where anything was since it was loaded."""
    added, known = derived.added(), derived.known()
    if added:
        _keep(place, {"engine": _engine(), "derived": known if len(known) <= _MOST else added})


def _keep(place: Path, held: dict[str, Any]) -> None:
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, half = tempfile.mkstemp(dir=place.parent, prefix=place.name)
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
            file.write(json.dumps(held, ensure_ascii=False))
        Path(half).replace(place)


def snapshot_or(place: Path, of: str, build: Callable[[], Gazetteer]) -> Gazetteer:
    """Return the gazetteer kept at ``place``; where there is none of these names, build and keep it."""
    kept = load_snapshot(place, of)
    if kept is None:
        kept = build()
        save_snapshot(place, of, kept)
    return kept
