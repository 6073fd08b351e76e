"""Vietnamese alphabetical order as strings that every database sorts alike, byte by byte.

The alphabet: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y, with f j w z where English has them.
Words are compared one after the other, as in Vietnamese dictionaries: first the letters, then the tone in the
order none, huyền, hỏi, ngã, sắc, nặng ("ba lô" before "bà con"). Numbers are compared as numbers and stand
before letters ("Quý 2" before "Quý 10"). Letters of other alphabets come last, by code point. Punctuation
only parts words.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from banggiao.language import lazy_re as re
from banggiao.language.folding import to_nfc

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_SYMBOLS = "0123456789abcdefghijklmnopqrstuvwxyz"

# A word is its letters, an end of letters, its tones and an end of tones. The ends sort below all else, so
# that the shorter word comes first and the level tone before the others.
_END_OF_TONES, _END_OF_LETTERS, _NUMBER, _OTHER = "0", "1", "2", "zzz"
_LETTER = dict(zip(_ALPHABET, _SYMBOLS[3:], strict=True))

_WORD = re.compile(r"\d+|[^\W\d_]+")
_LONGEST = 200
_REMEMBERED = 1000  # letters of a text whose words are remembered
_MOST_DIGITS = 35


def sort_key(text: str) -> str:
    """Return a key of lower-case ASCII letters and digits, at most 200, that sorts as Vietnamese does."""
    keyed = _chunk_key if len(text) <= _REMEMBERED else _chunk_key.__wrapped__
    return "".join(map(keyed, to_nfc(text).lower().split()))[:_LONGEST]


def person_sort_key(name: str) -> str:
    """Return the key of a Vietnamese person's name: by given name, then family and middle names."""
    words = name.split()
    return sort_key(" ".join([*words[-1:], *words[:-1]]))


@lru_cache(maxsize=16_384)  # a language has few words
def _chunk_key(chunk: str) -> str:
    """Return the key of what stands between two spaces."""
    return "".join(map(_word_key, _WORD.findall(chunk)[:_LONGEST]))


def _word_key(word: str) -> str:
    if word[0].isdecimal():
        digits = word if word.isascii() else "".join(str(unicodedata.decimal(char)) for char in word)
        digits = digits.lstrip("0")
        return _NUMBER + _SYMBOLS[min(len(digits), _MOST_DIGITS)] + digits[:_MOST_DIGITS]
    letters, tones = "", ""
    for char in word:
        letter, tone = _split(char)
        letters += letter
        tones += tone
    return letters + _END_OF_LETTERS + tones + _END_OF_TONES


def _split(char: str) -> tuple[str, str]:
    """Return the symbol of a letter and the digit of its tone, "" where it has none."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((n for n, mark in enumerate(_TONES) if mark and mark in parts), 0)
    base = unicodedata.normalize("NFC", parts.replace(_TONES[tone], "", 1)) if tone else char
    symbol = _LETTER.get(base) or _LETTER.get(parts[0]) or _OTHER + _in_base_36(ord(char))
    return symbol, str(tone) if tone else ""


def _in_base_36(number: int) -> str:
    """Return four symbols that sort as the number does; every code point is below 36⁴."""
    symbols = ""
    for _ in range(4):
        number, rest = divmod(number, 36)
        symbols = _SYMBOLS[rest] + symbols
    return symbols
