"""Vietnamese alphabetical order as strings that every database sorts alike, byte by byte.

The alphabet: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y, with f j w z where English has them.
Within a letter the tones follow: none, huyền, hỏi, ngã, sắc, nặng (the order of Vietnamese dictionaries).
Words are compared first by their letters, then by their tones.
"""

from __future__ import annotations

import unicodedata

from banggiao.language.folding import to_nfc

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

_NUMERAL = {str(n): f"2{n}" for n in range(10)}
_LETTER = {letter: f"4{_DIGITS[n]}" for n, letter in enumerate(_ALPHABET)}
_SPACE = "00"
_MAX_LETTERS = 70


def _split(char: str) -> tuple[str, str]:
    """Return the code of a letter and the digit of its tone."""
    base, tone = char, "0"
    parts = unicodedata.normalize("NFD", char)
    for n, mark in enumerate(_TONES[1:], start=1):
        if mark in parts:
            base = unicodedata.normalize("NFC", parts.replace(mark, "", 1))
            tone = str(n)
            break
    known = _LETTER.get(base) or _NUMERAL.get(base)
    if known is None:
        bare = unicodedata.normalize("NFD", base)[:1]
        known = _LETTER.get(bare)
    return known or "", tone


class _Codes(dict[str, tuple[str, str]]):
    def __missing__(self, char: str) -> tuple[str, str]:
        code = _split(char)
        if len(self) < 4096:
            self[char] = code
        return code


_CODES = _Codes()


def sort_key(text: str) -> str:
    """Return a key of lower-case ASCII letters and digits, at most 200 long, that sorts as Vietnamese does.

    Punctuation does not count; letters of other alphabets sort last among themselves as they come.
    """
    letters: list[str] = []
    tones: list[str] = []
    for word in to_nfc(text).lower().split():
        before = len(letters)
        for char in word:
            code, tone = _CODES[char]
            if code:
                letters.append(code)
                tones.append(tone)
            elif char.isalpha():
                letters.append("z")
                tones.append("0")
        if len(letters) > before:
            letters.append(_SPACE)
            tones.append("0")
        if len(letters) > _MAX_LETTERS:
            break
    body = "".join(letters[:_MAX_LETTERS])[:140].removesuffix(_SPACE)
    tail = "".join(tones[:_MAX_LETTERS]).rstrip("0")[:58]
    return f"{body}0{tail}" if tail else body


def person_sort_key(name: str) -> str:
    """Return the key of a Vietnamese person's name: by given name, then family and middle names."""
    words = name.split()
    return sort_key(" ".join([*words[-1:], *words[:-1]]))
