"""Words that lost the space between them: "thủ tướngChính phủ", "ThụyĐiển"."""

from __future__ import annotations

import re

from banggiao.language.names import UPPER, is_syllable

_SMALL = r"[^\W\d_A-Z]"
_BOTH = re.compile(rf"(?<![\w/.@-])([{UPPER}]?{_SMALL}{{1,6}})([{UPPER}]{_SMALL}{{1,6}})(?![\w@/-]|\.\w)")


def parted(text: str) -> str:
    """Return ``text`` with a space before the capital of a second Vietnamese syllable in one word.

    Names of other make stay as they are: one of the two must bear a sign that only Vietnamese has.
    """
    return _BOTH.sub(_apart, text)


def _apart(both: re.Match[str]) -> str:
    first, second = both[1], both[2]
    small = first[1:].islower() and second[1:].islower()
    if not small or both[0].isascii() or not (is_syllable(first.lower()) and is_syllable(second.lower())):
        return both[0]
    return f"{first} {second}"
