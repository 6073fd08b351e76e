"""The roll calls at hand as the pages read them: kept in memory, positions estimated once and kept on disk.

Needs the extra `foresight`; import it only where a page is about votes.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from django.conf import settings

from banggiao.foresight.alignment import Alignment, alignment
from banggiao.foresight.ideal_points import FittedIdealPoints, IdealPoints
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import RollCalls
from banggiao.foresight.standings import Standing, standings, years_of
from banggiao.multilateral import learning

_KEPT = 24
"""Partners whose reading is kept; one takes about a megabyte."""
_log = logging.getLogger(__name__)
_estimating = threading.Lock()
_failed: set[str] = set()


@dataclass(frozen=True, eq=False)
class AtHand:
    """The votes on whole texts, what they were about, and a digest that names exactly these."""

    digest: str
    calls: RollCalls
    resolutions: Resolutions

    @property
    def years(self) -> range:
        """The calendar years in which there are votes."""
        first, last = (int(str(day)[:4]) for day in (self.calls.dates.min(), self.calls.dates.max()))
        return range(first, last + 1)


def at_hand() -> AtHand:
    """Return the shipped roll calls with those loaded since."""
    return _read(hashlib.sha256(f"{learning.facts_digest()} {learning.version()}".encode()).hexdigest())


@lru_cache(maxsize=1)
def _read(digest: str) -> AtHand:
    facts = learning.facts()
    return AtHand(digest, facts.calls.final_passage(), facts.known)


def positions(held: AtHand) -> FittedIdealPoints | None:
    """Return the estimated positions; None while they are being estimated, which this asks for."""
    known = _kept_positions(held.digest)
    if known is None and held.digest not in _failed and not _estimating.locked():
        threading.Thread(target=_estimate_in_words, args=(held,), name="ideal-points", daemon=True).start()
    return known


def failed(held: AtHand) -> bool:
    """Tell whether positions could not be estimated from these votes."""
    return held.digest in _failed


def estimate(held: AtHand) -> FittedIdealPoints:
    """Estimate positions from all votes and keep them; takes seconds. ValueError as `IdealPoints.fit`."""
    fitted = IdealPoints().fit(held.calls)
    path = _file_of(held.digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{threading.get_ident()}.new")
    with draft.open("wb") as stream:
        np.savez(stream, **{field.name: getattr(fitted, field.name) for field in fields(fitted)})
    draft.replace(path)
    for old in path.parent.glob("ideal-points-*.npz"):
        if old != path:
            old.unlink(missing_ok=True)
    return fitted


def _estimate_in_words(held: AtHand) -> None:
    with _estimating:
        if _kept_positions(held.digest) is not None:
            return
        try:
            estimate(held)
        except Exception:
            _failed.add(held.digest)
            _log.exception("positions could not be estimated")


def _file_of(digest: str) -> Path:
    return Path(settings.BANGGIAO_HOME) / "cache" / f"ideal-points-{digest}.npz"


def _kept_positions(digest: str) -> FittedIdealPoints | None:
    path = _file_of(digest)
    try:
        return _positions_in(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, BadZipFile):  # none yet, or not whole: they are estimated anew
        return None


@lru_cache(maxsize=1)
def _positions_in(path: Path, _changed: int) -> FittedIdealPoints:
    with np.load(path, allow_pickle=False) as kept:
        return FittedIdealPoints(**{field.name: kept[field.name] for field in fields(FittedIdealPoints)})


def alignment_with(held: AtHand, *, ours: str, partner: str, since: int) -> tuple[Alignment, bool]:
    """Return how a partner stood to us from a year on, and whether positions are in it."""
    points = positions(held)
    return _alignment(held, points, ours, partner, since), points is not None


@lru_cache(maxsize=_KEPT)
def _alignment(
    held: AtHand, points: FittedIdealPoints | None, ours: str, partner: str, since: int
) -> Alignment:
    return alignment(years_of(held.calls, since), held.resolutions, points, ours=ours, partner=partner)


def standings_since(held: AtHand, *, ours: str, since: int) -> tuple[tuple[Standing, ...], bool]:
    """Return how all partners stood to us from a year on, and whether positions are in it."""
    points = positions(held)
    return _standings(held, points, ours, since), points is not None


@lru_cache(maxsize=4)
def _standings(held: AtHand, points: FittedIdealPoints | None, ours: str, since: int) -> tuple[Standing, ...]:
    return standings(years_of(held.calls, since), points, ours=ours)
