"""Vietnamese from before Unicode: TCVN3 (the fonts .VnTime) and VNI (the fonts VNI-Times), turned into NFC.

Both put Vietnamese letters at the codes of Western ones, so a program that knows nothing of the font shows
"Céng hßa" or "Coäng hoøa" for "Cộng hòa". Where a font says it, it is believed. Where nothing does (text
files), a text is taken for legacy only when it holds no letter that Unicode alone has, its words are no
Vietnamese as they stand, and nearly all of them are once converted.

TCVN 5712:1993 (codes A1 to FE); VNI for Windows. Capitals with tones do not exist in TCVN3: they are small
letters in a font of capitals (".VnTimeH"), or small letters among capitals.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from banggiao.language import lazy_re as re


class Legacy(StrEnum):
    """An encoding from before Unicode, told by a font or by the words."""

    TCVN3 = "TCVN3 (ABC)"
    TCVN3_CAPITALS = "TCVN3 (ABC), chữ hoa"
    VNI = "VNI"


NOTE_LEGACY = "Chữ theo bảng mã cũ {} đã được chuyển sang Unicode."

_TCVN3 = str.maketrans(
    dict(
        zip(
            map(chr, range(0xA1, 0xB0)),
            "ĂÂÊÔƠƯĐăâêôơưđẰ",
            strict=True,
        )
    )
    | dict(zip(map(chr, range(0xB5, 0xBA)), "àảãáạ", strict=True))
    | dict(
        zip(
            map(chr, range(0xBA, 0xFF)),
            "ẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ",
            strict=True,
        )
    )
)
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT, "â": _CIRCUMFLEX, "á": _CIRCUMFLEX + _ACUTE,
    "à": _CIRCUMFLEX + _GRAVE, "å": _CIRCUMFLEX + _HOOK, "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip
_VNI_BASES = {"ô": "ơ", "ö": "ư"}
_BREVES = {mark for mark, signs in _VNI_MARKS.items() if signs.startswith(_BREVE)}
_CIRCUMFLEXES = {mark for mark, signs in _VNI_MARKS.items() if signs.startswith(_CIRCUMFLEX)}


def _vni_pairs() -> dict[str, str]:
    """Return what every letter with its mark, and every letter that stands alone, is in Unicode."""
    pairs = dict(_VNI_LETTERS)
    for base in "aeouyôö":
        for mark, signs in _VNI_MARKS.items():
            fits = base == "a" or (mark not in _BREVES and (base in "eo" or mark not in _CIRCUMFLEXES))
            if fits:
                pairs[base + mark] = unicodedata.normalize("NFC", _VNI_BASES.get(base, base) + signs)
    capitals = {pair.upper(): letter.upper() for pair, letter in pairs.items()}
    mixed = {pair[0].upper() + pair[1]: x.upper() for pair, x in pairs.items() if len(pair) == 2}
    return pairs | mixed | capitals


_VNI = _vni_pairs()
_VNI_PAIR = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_SMALL, _CAPITAL = re.compile("[a-z]"), re.compile("[A-Z]")
_CAPITALS = re.compile(r"[A-Z][^\W\d_a-z]*[A-Z]")  # of one word, letters with tones between them
_WORD = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(r"\S+")

# Letters that neither encoding shows when read as Western: one of them, and the text is Unicode.
_ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u036f]")
_WESTERN = re.compile("[\xa1-\xff]")
_SIGNS = re.compile("[\xa1-\xbf]")  # no letters in Unicode, but letters in TCVN3
_TONES = dict.fromkeys(map(ord, (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT)))
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdđghklmnpqrstvx])?"
    "(?:uyê|uya|uyu|uây|uôi|ươi|ươu|iêu|yêu|oai|oay|oao|oeo|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|yê|oa|oă|oe|oi|oo"
    "|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu|[aăâeêioôơuưy])"
    "(?:ch|ng|nh|[cmnpt])?"
)
_STOPPED = ("c", "ch", "p", "t")
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # in Windows-1252
WINDOWS = "cp1258"
_FEWEST_WORDS = 5
_LOOKED_AT = 20_000  # characters from the beginning
_SHARE = 0.85  # of the words that are Vietnamese once converted
_LARGEST_SHARE = 0.6  # of the words that are Vietnamese as they stand


def legacy_of_font(font: str) -> Legacy | None:
    """Return the encoding that text in this font has, or None where the font says nothing."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return Legacy.TCVN3_CAPITALS if name.rstrip().endswith("h") else Legacy.TCVN3
    return Legacy.VNI if name.startswith("vni-") else None


def from_legacy(text: str, encoding: Legacy) -> str:
    """Return text in ``encoding``, given as the Western letters at its codes, in NFC."""
    if encoding is Legacy.VNI:
        return _VNI_PAIR.sub(lambda found: _VNI[found[0]], text)
    if encoding is Legacy.TCVN3_CAPITALS:
        return text.translate(_TCVN3).upper()
    return _with_capitals(text.translate(_TCVN3))


def _with_capitals(text: str) -> str:
    """Make capitals of the small letters with tones that stand among capitals, as in "CéNG HßA"."""
    if not _SMALL.search(text) and len(_CAPITAL.findall(text)) >= 4:
        return text.upper()
    return _WORD.sub(_capital_word, text) if _CAPITALS.search(text) else text


def _capital_word(found: re.Match[str]) -> str:
    word = found[0]
    plain = [char for char in word if char.isascii()]
    capitals = len(plain) >= 2 and all(char <= "Z" for char in plain)
    return word.upper() if capitals else word


def runs_joined(runs: Iterable[tuple[str, Legacy | None]]) -> str:
    """Return the text of runs, those in a legacy font converted: one letter may be spread over two runs."""
    parts = []
    for encoding, group in groupby(runs, key=itemgetter(1)):
        text = "".join(part for part, _ in group)
        parts.append(from_legacy(text, encoding) if encoding else text)
    return "".join(parts)


@lru_cache(4096)
def is_syllable(word: str) -> bool:
    """Tell whether a word is spelled as a Vietnamese syllable is."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in parts if ord(char) in _TONES]
    base = unicodedata.normalize("NFC", parts.translate(_TONES))
    if len(tones) > 1 or _SYLLABLE.fullmatch(base) is None:
        return False
    return not base.endswith(_STOPPED) or tones in ([_ACUTE], [_DOT])


def legacy_in(text: str) -> Legacy | None:
    """Return the encoding that a whole text is in, going by its words alone; None where it is not sure."""
    if not may_be_legacy(text):
        return None
    marked = _marked(text)
    if len(marked) < _FEWEST_WORDS or _share(marked) > _LARGEST_SHARE:
        return None
    shares = {kind: _share_converted(marked, kind) for kind in (Legacy.TCVN3, Legacy.VNI)}
    best = max(shares, key=lambda kind: shares[kind])
    return best if shares[best] >= _SHARE else None


def may_be_legacy(text: str) -> bool:
    """Tell at little cost whether a text could be in one of the two encodings."""
    return _ONLY_UNICODE.search(text) is None and _WESTERN.search(text) is not None


def older_forms(text: str) -> list[str]:
    """Return how the lines that may be in an older encoding read in each, for the guard."""
    lines = [line for line in text.splitlines() if may_be_legacy(line)]
    kinds = (Legacy.TCVN3, Legacy.VNI) if lines else ()
    return ["\n".join(from_legacy(line, kind) for line in lines) for kind in kinds]


def legacy_of_bytes(data: bytes) -> Legacy | str | None:
    """Return the encoding of bytes that are not UTF-8, going by their first words; None where none is sure.

    Windows' own Vietnamese code page (1258) is tried beside the older two.
    """
    head = data[:_LOOKED_AT]
    shown = western(head)
    windows = unicodedata.normalize("NFC", head.decode("cp1258", "replace"))
    marked = [word for word in _SPACED.findall(windows) if not word.isascii()]
    share = _share(marked) if len(marked) >= _FEWEST_WORDS else 0.0
    kind = legacy_in(shown)
    if kind is not None and _share_converted(_marked(shown), kind) > share:
        return kind
    return WINDOWS if share >= _SHARE and "\ufffd" not in windows else None


def decode_legacy(data: bytes) -> tuple[str, str] | None:
    """Return the text of bytes that are not UTF-8 and the name of their encoding, None where none is sure."""
    kind = legacy_of_bytes(data)
    if isinstance(kind, Legacy):
        return from_legacy_lines(western(data), kind), kind.value
    return (data.decode("cp1258", "replace"), "Windows-1258") if kind else None


def western(data: bytes) -> str:
    """Return bytes as the Western letters that a program without the font shows."""
    return data.decode("latin-1" if _UNDEFINED.search(data) else "cp1252")


def from_legacy_lines(text: str, kind: Legacy) -> str:
    """Convert a text line by line: whether small letters stand among capitals is a matter of their line."""
    return "".join(from_legacy(line, kind) for line in text.splitlines(keepends=True))


def _marked(text: str) -> list[str]:
    return [word for word in _SPACED.findall(text[:_LOOKED_AT]) if _WESTERN.search(word)]


def _share_converted(words: list[str], kind: Legacy) -> float:
    """Return the share of words that the conversion makes Vietnamese; words that it leaves speak against."""
    converted = [from_legacy(word, kind) for word in words]
    changed = [after for after, before in zip(converted, words, strict=True) if after != before]
    return _share(changed) * len(changed) / len(words) if len(changed) >= _FEWEST_WORDS else 0.0


def _share(words: list[str]) -> float:
    """Return the share of words that are syllables of Vietnamese."""
    good = sum(
        not _SIGNS.search(word) and all(is_syllable(part) for part in _WORD.findall(word)) for word in words
    )
    return good / len(words) if words else 0.0
