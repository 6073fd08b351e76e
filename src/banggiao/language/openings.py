"""What every match of a regular expression begins or ends with, read from the expression itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import product
from typing import Any

# The standard library's own reading of patterns; it has kept its shape since Python 3.11 gave it this name.
_parser: Any = import_module("re._parser")
_code: Any = import_module("re._constants")

_MOST = 400  # openings of a pattern
_FEW = 12  # members of a character class that are told apart
_LONGEST = 10
_FEW_ENDINGS = 64
_SHORTEST = 3  # a shorter opening stands nearly everywhere

_Ends = dict[str, bool]  # an opening, and whether more of the pattern may be read behind it
_UNKNOWN: _Ends = {"": False}
_NOTHING: _Ends = {"": True}


def openings_of(pattern: str) -> frozenset[str]:
    """Return words one of which every match of ``pattern`` begins with; none where there are no such words.

    No opening begins with another one.
    """
    tree = _parser.parse(pattern)
    ends = _UNKNOWN if tree.state.flags & re.IGNORECASE else _sequence(tree)
    found = {opening[:_LONGEST] for opening in ends}
    if not found or min(map(len, found)) < _SHORTEST:
        return frozenset()
    return frozenset(one for one in found if not any(one[:cut] in found for cut in range(1, len(one))))


def endings_of(pattern: str) -> tuple[str, ...]:
    """Return words one of which every match of ``pattern``, which ends in ``\\Z``, ends with; () where there
    are no such words, or too many to be of use."""
    return before_of(pattern)[0]


def before_of(pattern: str) -> tuple[tuple[str, ...], int]:
    """Return the endings of ``pattern`` (:func:`endings_of`) and the characters of its longest match."""
    tree = _parser.parse(pattern)
    return _endings(tree), int(tree.getwidth()[1])


def _endings(tree: Any) -> tuple[str, ...]:
    bound = len(tree) > 0 and tree[-1] == (_code.AT, _code.AT_END_STRING)
    if not bound or tree.state.flags & re.IGNORECASE:
        return ()
    found = {ending[-_LONGEST:] for ending in _sequence(tree, backward=True)}
    kept = sorted(one for one in found if not any(one[cut:] in found for cut in range(1, len(one) + 1)))
    return tuple(kept) if len(kept) <= _FEW_ENDINGS and "" not in found else ()


def _sequence(parts: Sequence[Any], *, backward: bool = False) -> _Ends:
    read = _NOTHING
    for operation, argument in reversed(parts) if backward else parts:
        if not any(read.values()):
            break
        following = _one(operation, argument, backward=backward)
        if len(read) * len(following) > _MOST:
            return dict.fromkeys(read, False)
        longer = {opening: False for opening, goes_on in read.items() if not goes_on}
        going_on = (opening for opening, goes_on in read.items() if goes_on)
        for opening, (added, goes_on) in product(going_on, following.items()):
            words = added + opening if backward else opening + added
            longer[words] = longer.get(words, True) and goes_on and len(words) < _LONGEST
        read = longer
    return read


def _one(operation: Any, argument: Any, *, backward: bool) -> _Ends:
    if operation is _code.LITERAL:
        return {chr(argument): True}
    if operation is _code.IN:
        return dict.fromkeys(_members(argument), True) or _UNKNOWN
    if operation is _code.SUBPATTERN:
        _, added, removed, parts = argument
        return _UNKNOWN if added or removed else _sequence(parts, backward=backward)
    if operation is _code.BRANCH:
        return _either(_sequence(branch, backward=backward) for branch in argument[1])
    if operation in (_code.MAX_REPEAT, _code.MIN_REPEAT, _code.POSSESSIVE_REPEAT):
        return _repeated(*argument, backward=backward)
    stands_nowhere = operation in (_code.AT, _code.ASSERT, _code.ASSERT_NOT)
    return _NOTHING if stands_nowhere else _UNKNOWN


def _repeated(least: int, most: int, parts: Sequence[Any], *, backward: bool) -> _Ends:
    once = _sequence(parts, backward=backward)
    found = once if most == 1 else dict.fromkeys(once, False)
    return found if least else _either([_NOTHING, found])


def _either(branches: Iterable[_Ends]) -> _Ends:
    found: _Ends = {}
    for branch in branches:
        for opening, goes_on in branch.items():
            found[opening] = found.get(opening, True) and goes_on
    return found


def _members(parts: Iterable[Any]) -> list[str]:
    """Return the characters of a class, nothing where they are many."""
    found: list[str] = []
    for operation, argument in parts:
        if operation is _code.LITERAL:
            found.append(chr(argument))
        elif operation is _code.RANGE and argument[1] - argument[0] < _FEW:
            found += map(chr, range(argument[0], argument[1] + 1))
        else:
            return []
    return found if len(found) <= _FEW else []
