"""The forecaster that the sheets are made with: learnt once from the facts at hand, and kept.

Learning takes a minute, a forecast a second. What was learnt lies in the data folder, for its owner alone,
and bears the seal of this workspace's key: a file that this program did not write itself is never opened.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import pickle
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from banggiao.foresight.facts import Facts

NEEDED = ("numpy", "scipy", "sklearn", "pyarrow", "numba")
"""What the extra ``foresight`` brings; without it the workspace runs and makes no forecasts."""
EXTRA = "banggiao[foresight]"
KEPT = 3
"""So many learnt forecasters are kept; older ones are removed."""
_SEAL = 32


@dataclass(frozen=True)
class Learnt:
    """A forecaster and the baselines that learnt the same."""

    forecaster: Any
    baselines: dict[str, Any]


def available() -> bool:
    """Return whether the extra is installed."""
    return all(find_spec(name) is not None for name in NEEDED)


def facts_folder() -> Path:
    """Return where ``banggiao votes load`` puts later sessions."""
    return Path(settings.BANGGIAO_HOME) / "votes"


def facts_digest() -> str:
    """Return what tells the facts at hand from any others."""
    told = hashlib.sha256(_shipped().encode())
    for path in sorted(facts_folder().glob("*.parquet")):
        told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()


def facts() -> Facts:
    """Return the facts at hand."""
    from banggiao.foresight.facts import Facts  # noqa: PLC0415 - heavy, and not always installed

    return Facts.at_hand(facts_folder())


def version() -> str:
    """Return what tells one forecaster from another: its name and the digest of the library's code."""
    return f"{settings.FORECASTER} {_code()[:12]}"


def origin_of(known: Facts, expected: date | None) -> date:
    """Return the first day of which a forecast knows nothing: that of the vote, or, where the facts end
    before it, the day after the last roll call: nothing is known of the days between."""
    end: date = known.calls.dates[-1].astype(date) + timedelta(days=1)
    return min(expected, end) if expected else end


def learnt(known: Facts, origin: date) -> Learnt:
    """Return the forecaster that has learnt from what was before ``origin``: kept, or learnt now."""
    name = hashlib.sha256(f"{facts_digest()} {version()} {origin}".encode()).hexdigest()
    return _held(name, lambda: _learn(known, origin))


def _learn(known: Facts, origin: date) -> Learnt:
    from banggiao.foresight.baselines import BASELINES  # noqa: PLC0415
    from banggiao.foresight.forecaster import VoteForecaster  # noqa: PLC0415

    kinds: dict[str, Any] = {"model": VoteForecaster, **BASELINES}
    forecaster = kinds[settings.FORECASTER](origin).fit(known.calls, known.known)
    forecaster.spread  # noqa: B018 - learnt now, so that a sheet need not wait for it
    baselines = {name: kind(origin).fit(known.calls, known.known) for name, kind in BASELINES.items()}
    return Learnt(forecaster, baselines)


@lru_cache(maxsize=1)
def _memory() -> dict[str, Learnt]:
    return {}


def _held(name: str, learn: Any) -> Learnt:
    memory = _memory()
    if name not in memory:
        found = _read(name)
        if found is None:
            found = learn()
            _write(name, found)
        memory.clear()  # one at a time: each holds the whole record
        memory[name] = found
    return memory[name]


def _folder() -> Path:
    folder = Path(settings.BANGGIAO_HOME) / "cache" / "foresight"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _read(name: str) -> Learnt | None:
    """Return what lies under this name, None where nothing does or where its seal is not ours."""
    path = _folder() / name
    if not path.is_file():
        return None
    data = path.read_bytes()
    if not hmac.compare_digest(data[:_SEAL], _seal(name, data[_SEAL:])):
        path.unlink()
        return None
    return pickle.loads(data[_SEAL:])  # type: ignore[no-any-return]  # noqa: S301 - sealed by this workspace


def _write(name: str, found: Learnt) -> None:
    data = pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL)
    path = _folder() / name
    part = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        target.write(_seal(name, data) + data)
    part.replace(path)
    kept = sorted(_folder().iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in kept[KEPT:]:
        old.unlink(missing_ok=True)


def _seal(name: str, data: bytes) -> bytes:
    key = hashlib.sha256(b"banggiao.multilateral.learning" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, name.encode() + data, hashlib.sha256).digest()


@cache
def _shipped() -> str:
    return _digest_of(".parquet", ".csv", ".npz")


@cache
def _code() -> str:
    return _digest_of(".py", ".npz")


def _digest_of(*endings: str) -> str:
    told = hashlib.sha256()
    library = Path(str(files("banggiao").joinpath("foresight")))
    for path in sorted(library.rglob("*")):
        if path.suffix in endings:
            told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()
