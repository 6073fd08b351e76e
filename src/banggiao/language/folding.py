"""Forms of Vietnamese text that make matching forgiving while every offset stays valid.

``shadow`` and ``fold`` return a string of exactly the length of their argument, so a match in the shadow
is a span of the original. Give them NFC text (:func:`to_nfc`).
"""

from __future__ import annotations

import unicodedata

from banggiao.language import lazy_re as re

_SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680"
_SPACES += "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_SPACES += "\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_DASHES = "\u00ad\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\uff02"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\uff07"

_PLAIN = {ord(mark): 0x20 for mark in _SPACES}
_PLAIN |= {ord(mark): 0x2D for mark in _DASHES}
_PLAIN |= {ord(mark): 0x22 for mark in _DOUBLE_QUOTES}
_PLAIN |= {ord(mark): 0x27 for mark in _SINGLE_QUOTES}

# Nearly all odd marks of a paper are these; each replacement is one scan at memory speed.
_FREQUENT = (
    ("\n", " "),
    ("\t", " "),
    ("\xa0", " "),
    ("–", "-"),
    ("“", '"'),
    ("”", '"'),
    ("’", "'"),
    ("ð", "đ"),
)
_RARE = re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(_PLAIN)) + "]")

# The tone of an open syllable in oa, oe, uy stands on the first vowel (hòa, khỏe, thủy), that of a closed one
# on the second (hoàn, khoẻn, huỳnh). After q the u belongs to the consonant (quý).
_TONES = ("aàáảãạ", "eèéẻẽẹ", "oòóỏõọ", "uùúủũụ", "yỳýỷỹỵ")
_A, _E, _O, _U, _Y = _TONES
_ON_SECOND = {
    first[0] + second[tone]: first[tone] + second[0]
    for first, second in ((_O, _A), (_O, _E), (_U, _Y))
    for tone in range(1, 6)
}
_ON_FIRST = {moved: pair for pair, moved in _ON_SECOND.items()}
# A leading character class lets the engine skip text at speed; a leading alternation would not.
_MISPLACED = re.compile(
    rf"[{_O}{_U}](?:(?<=o)[{_A[1:]}{_E[1:]}](?!\w)|(?<=u)(?<!qu)[{_Y[1:]}](?!\w)"  # hoà, khoẻ, thuỷ
    rf"|(?<=[{_O[1:]}])[ae](?=\w)|(?<=[{_U[1:]}])y(?=\w)|(?<=q[{_U[1:]}])y)"  # hòan, hùynh, qúy
)
_MOVED = _ON_SECOND | _ON_FIRST

_REMEMBERED_BELOW = 0x3000


def to_nfc(text: str) -> str:
    """Return ``text`` in Unicode NFC; the same object when it already is."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def _moved(match: re.Match[str]) -> str:
    return _MOVED[match[0]]


def shadow(text: str) -> str:
    """Return ``text`` for matching, character by character in place.

    Lower case; one tone placement (hoà -> hòa); every kind of space and newline is " ", every dash "-",
    every curly quote a straight one. Diacritics stay, and y and i stay apart.
    """
    lower = text.lower()
    if len(lower) != len(text):  # İ alone lowers to two characters
        lower = text.replace("İ", "i").lower()
    for mark, plain in _FREQUENT:
        lower = lower.replace(mark, plain)
    if _RARE.search(lower):
        lower = lower.translate(_PLAIN)
    return _MISPLACED.sub(_moved, lower)


class _Bare(dict[int, int]):
    """Code point -> its lower-case base letter, filled as characters are met."""

    def __missing__(self, code: int) -> int:
        bare = _PLAIN.get(code) or self._bare(code)
        if code < _REMEMBERED_BELOW:
            self[code] = bare
        return bare

    @staticmethod
    def _bare(code: int) -> int:
        lower = "i" if code == 0x130 else chr(code).lower()
        if lower in "đðς":  # the Icelandic letter stands for đ in papers
            return ord("σ" if lower == "ς" else "d")
        parts = unicodedata.normalize("NFD", lower)
        return ord(parts[0] if all(map(unicodedata.combining, parts[1:])) else lower)


_BARE = _Bare()


def fold(text: str) -> str:
    """Return :func:`shadow` without diacritics, đ as d; the same length as ``text``."""
    return text.translate(_BARE)


def search_key(text: str) -> str:
    """Return ``text`` folded, with single spaces, trimmed: alike for what a searcher means alike."""
    return " ".join(fold(to_nfc(text)).split())
