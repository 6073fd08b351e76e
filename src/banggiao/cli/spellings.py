"""The same paper written otherwise: in capitals, without accents, wrapped, in another Unicode form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from banggiao.reading.scoring import GoldSpan

_COLUMNS = 70
_VOWELS = {vowels[0]: vowels for vowels in ("aàáảãạ", "eèéẻẽẹ", "oòóỏõọ", "uùúủũụ", "yỳýỷỹỵ")}
_NEW = {
    first + _VOWELS[last][tone]: _VOWELS[first][tone] + last
    for first, last in ("oa", "oe", "uy")
    for tone in range(1, 6)
}
_TONES = _NEW | {old: new for new, old in _NEW.items()}  # "oá" and "óa", each for the other
_OPEN = re.compile(rf"(?<!q)(?:{'|'.join(_TONES)})(?!\w)", re.IGNORECASE)
_I_OR_Y = re.compile(r"(?<!\w)([hklmst]|qu)([iìíỉĩịyỳýỷỹỵ])(?!\w)", re.IGNORECASE)
_SWAPPED = str.maketrans("iìíỉĩịyỳýỷỹỵIÌÍỈĨỊYỲÝỶỸỴ", "yỳýỷỹỵiìíỉĩịYỲÝỶỸỴIÌÍỈĨỊ")


def _unaccented(letter: str) -> str:
    plain = {"đ": "d", "Đ": "D"}.get(letter, letter)
    return "".join(part for part in unicodedata.normalize("NFD", plain) if not unicodedata.combining(part))


def _wrapped(text: str) -> str:
    """Break every line at the last space before the column, as e-mail and old editors do."""
    lines: list[str] = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > _COLUMNS and "\t" not in rest:
            at = rest.rfind(" ", 0, _COLUMNS + 1)
            if at <= 0:
                break
            lines.append(rest[:at])
            rest = rest[at + 1 :]
        lines.append(rest)
    return "\n".join(lines)


def _tones(text: str) -> str:
    def swap(match: re.Match[str]) -> str:
        pairs = zip(match[0], _TONES[match[0].lower()], strict=True)
        return "".join(new.upper() if old.isupper() else new for old, new in pairs)

    return _OPEN.sub(swap, text)


def _i_or_y(text: str) -> str:
    return _I_OR_Y.sub(lambda match: match[1] + match[2].translate(_SWAPPED), text)


SPELLINGS: dict[str, Callable[[str], Iterable[str]]] = {
    "nfd": lambda text: [unicodedata.normalize("NFD", letter) for letter in text],
    "caps": lambda text: [letter.upper() for letter in text],
    "unaccented": lambda text: [_unaccented(letter) for letter in text],
    "nbsp": lambda text: text.replace(" ", "\xa0"),
    "wrapped": _wrapped,
    "tones": _tones,
    "i-y": _i_or_y,
}
"""Each gives, for every character of an NFC text, what is written in its place."""


def respelt(text: str, spans: Sequence[GoldSpan], spelling: str) -> tuple[str, tuple[GoldSpan, ...]]:
    """Return the text in another spelling, one of :data:`SPELLINGS`, with its spans where they then stand."""
    letters = list(SPELLINGS[spelling](text))
    places = [0, *accumulate(map(len, letters))]
    return "".join(letters), tuple(replace(s, start=places[s.start], end=places[s.end]) for s in spans)
