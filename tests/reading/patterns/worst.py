"""For a pattern, the texts it is slowest on, made from the pattern itself.

Backtracking is slow where a repeat takes much and what follows it fails (Davis et al., The Impact of Regular
Expression Denial of Service, 2018): for each repeat, what leads up to it, its own body over and over, and a
letter that nothing expects.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from itertools import islice
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LONG = 16  # a repeat of fewer cannot be pumped
BODIES, TEXTS = 4, 24  # of a repeat, of a pattern
NO_LETTER = "\x00"
_LETTERS = (
    string.ascii_lowercase
    + string.digits
    + " \n\t"
    + string.ascii_uppercase
    + string.punctuation
    + "đậấĐ…–“\x01"
)
_CLASSES = {
    op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " ", op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_DIGIT: "a", op.CATEGORY_NOT_SPACE: "a", op.CATEGORY_NOT_WORD: ".",
}  # fmt: skip
_HOLDS: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdecimal, op.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdecimal(),
    op.CATEGORY_SPACE: str.isspace, op.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    op.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
    op.CATEGORY_NOT_WORD: lambda letter: not (letter.isalnum() or letter == "_"),
}  # fmt: skip
_REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}
Items = list[tuple[Any, Any]]


def worst_of(pattern: re.Pattern[Any], length: int) -> Iterator[Any]:
    """Return texts of about ``length`` letters that repeat what the repeats of ``pattern`` repeat."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    seen = set()
    for before, body in islice(_repeats(list(tree), ""), 60):
        for pump in islice(dict.fromkeys(_bodies(body)), BODIES):
            for text in (before + _long(pump, length), _long(before + pump, length)):
                if text and text[:200] not in seen and len(seen) < TEXTS:
                    seen.add(text[:200])
                    yield text + NO_LETTER if isinstance(pattern.pattern, str) else text.encode() + b"\x00"


def _long(pump: str, length: int) -> str:
    return pump * (length // len(pump)) if pump else ""


def _repeats(items: Items, before: str) -> Iterator[tuple[str, Items]]:
    """Return each long repeat's body and a text that leads up to it, the outer repeats first."""
    for kind, value in items:
        if kind in _REPEATS and value[1] >= LONG:
            yield before, list(value[2])
        for inner in _inner(kind, value):
            yield from _repeats(inner, before)
        before += _shortest([(kind, value)])


def _inner(kind: Any, value: Any) -> list[Items]:
    """Return the parts of one item."""
    if kind in _REPEATS:
        return [list(value[2])]
    if kind is op.SUBPATTERN:
        return [list(value[3])]
    if kind is op.BRANCH:
        return [list(each) for each in value[1]]
    if kind is op.ATOMIC_GROUP:
        return [list(value)]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [list(value[1])]
    return []


def _bodies(items: Items) -> Iterator[str]:
    """Return texts that the body of a repeat takes: the shortest of each branch and class, and longer ones."""
    yield _shortest(items)
    if len(items) == 1:
        kind, value = items[0]
        if kind is op.IN:
            yield from _members(value)
        elif _inner(kind, value):
            for inner in _inner(kind, value):
                yield from _bodies(inner)
    yield _shortest(items, once=True)


def _shortest(items: Items, *, once: bool = False) -> str:
    """Return a short text that ``items`` take; with ``once``, what may be left out is there one time."""
    return "".join(_one(kind, value, once) for kind, value in items)


def _one(kind: Any, value: Any, once: bool) -> str:
    if kind in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
        return next(_letters(kind, value), "")
    if kind in _REPEATS:
        return _shortest(list(value[2]), once=once) * max(value[0], int(once))
    if kind in (op.BRANCH, op.SUBPATTERN, op.ATOMIC_GROUP):
        return _shortest(_inner(kind, value)[0], once=once)
    return ""


def _letters(kind: Any, value: Any) -> Iterator[str]:
    """Return letters that an item of one letter takes."""
    if kind is op.LITERAL:
        yield chr(value)
    elif kind is op.IN:
        yield from _members(value)
    else:
        yield "a" if value != ord("a") else "b"


def _members(members: Items) -> Iterator[str]:
    """Return a letter for each range and class of a set."""
    if members[0][0] is op.NEGATE:
        yield from islice((each for each in _LETTERS if not any(_takes(one, each) for one in members[1:])), 2)
        return
    for kind, value in members:
        if kind is op.CATEGORY:
            yield _CLASSES[value]
        else:
            yield chr(value if kind is op.LITERAL else value[0])


def _takes(member: tuple[Any, Any], letter: str) -> bool:
    kind, value = member
    if kind is op.LITERAL:
        return ord(letter) == value
    if kind is op.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    return bool(_HOLDS[value](letter))
