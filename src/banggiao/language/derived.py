"""What is derived from regular expressions: the engine's programs, the words that matches begin with.

To derive it takes some fifty times as long as to load it. A program that starts often, and reads one paper
each time, keeps what it knows (:func:`known`) and takes it again (:func:`take`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Thing = TypeVar("Thing")
_known: dict[str, Any] = {}
_taken: set[str] = set()


def derived(what: str, derive: Callable[[], Thing]) -> Thing:
    """Return ``derive()``, which JSON can hold, or what it gave before under the name ``what``."""
    if what not in _known:
        _known[what] = derive()
    thing: Thing = _known[what]
    return thing


def known() -> dict[str, Any]:
    """Return all that was derived or taken."""
    return dict(_known)


def added() -> dict[str, Any]:
    """Return what was derived here, and not taken."""
    return {what: thing for what, thing in _known.items() if what not in _taken}


def take(things: dict[str, Any]) -> None:
    """Know what was derived before, by the same rules."""
    _known.update(things)
    _taken.update(things)
