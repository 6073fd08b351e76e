"""Numbers as Vietnamese papers write them: 1.234,5 · 1,2 triệu · hai mươi lăm.

The dot groups thousands and the comma marks decimals; text is taken in shadow form
(:func:`banggiao.language.folding.shadow`).
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from banggiao.language import lazy_re as re

MAGNITUDES: dict[str, int] = {
    "nghìn tỷ": 10**12,
    "nghìn tỉ": 10**12,
    "ngàn tỷ": 10**12,
    "triệu tỷ": 10**15,
    "trăm triệu": 10**8,
    "chục triệu": 10**7,
    "trăm nghìn": 10**5,
    "trăm ngàn": 10**5,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "triệu": 10**6,
    "vạn": 10**4,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "trăm": 10**2,
}
"""Words after a number that multiply it."""

HEDGES: tuple[str, ...] = (
    "ước đạt khoảng", "ước khoảng", "tối thiểu", "tối đa", "xấp xỉ", "khoảng", "trên dưới", "không dưới",
    "không quá", "ít nhất", "nhiều nhất", "hơn", "gần", "trên", "dưới", "chừng", "độ", "quá", "ước",
)  # fmt: skip
"""Words before a number that say it is not exact, longest first where one ends another."""

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*\Z")
_GROUPED_BY_DOT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?\Z")
_GROUPED_BY_COMMA = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?\Z")

_UNITS: dict[str, int] = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_SCALES: dict[str, int] = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_LINKS = {"linh", "lẻ"}
NUMBER_WORDS: frozenset[str] = frozenset({*_UNITS, *_SCALES, *_LINKS, "mươi", "trăm"})
"""Every syllable that a spelled-out number may hold."""


@lru_cache(maxsize=8192)
def parse_number(digits: str) -> Decimal | None:
    """Return the value of ``digits`` ("1.234,5" -> 1234.5), or None where it is not one number.

    A dot before exactly three digits groups thousands, unless the number starts with 0; any other single
    dot or comma marks decimals ("12.5", "0.125"). "1,234,567" is read the English way.
    """
    if not _DIGITS.match(digits) or not digits.isascii():
        return None
    if _GROUPED_BY_DOT.match(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _GROUPED_BY_COMMA.match(digits):
        return Decimal(digits.replace(",", ""))
    marks = digits.count(".") + digits.count(",")
    if marks > 1:
        return None
    return Decimal(digits.replace(",", "."))


def parse_words(words: str) -> int | None:
    """Return the value of a spelled-out number in shadow form ("hai mươi lăm" -> 25), or None."""
    total = group = 0
    last: int | None = None
    for word in words.split():
        if word in _LINKS:
            if last is not None:
                return None
            continue
        if word in _UNITS:
            if last is not None:
                return None
            last = _UNITS[word]
        elif word == "mươi":
            if last is None or not 2 <= last <= 9:
                return None
            group, last = group + last * 10, None
        elif word == "trăm":
            if last is None or not 0 <= last <= 9:
                return None
            group, last = group + last * 100, None
        elif word in _SCALES:
            group, last = group + (last or 0), None
            total, group = (
                (total + group) * 10**9 if word in ("tỷ", "tỉ") else total + group * _SCALES[word],
                0,
            )
        else:
            return None
        if last is not None and word == "mười":
            group, last = group + 10, None
    return total + group + (last or 0)


def spell(value: int) -> str:
    """Return ``value`` (0 to 999 999) in words, as read aloud in the North ("hai mươi lăm")."""
    if not 0 <= value < 10**6:
        raise ValueError("spell() writes 0 to 999 999")
    if value >= 1000:
        thousands, rest = divmod(value, 1000)
        tail = f" {_spell_below_thousand(rest, full=True)}" if rest else ""
        return f"{_spell_below_thousand(thousands)} nghìn{tail}"
    return _spell_below_thousand(value)


_NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def _spell_below_thousand(value: int, *, full: bool = False) -> str:
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words: list[str] = [_NAMES[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        if ones or not words:
            words += ["linh", _NAMES[ones]] if words else [_NAMES[ones]]
        return " ".join(words)
    words += ["mười"] if tens == 1 else [_NAMES[tens], "mươi"]
    if ones:
        words.append("lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else _NAMES[ones])
    return " ".join(words)


def group_digits(value: Decimal) -> str:
    """Return ``value`` as a Vietnamese paper prints it: Decimal("1234.5") -> "1.234,5"."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))
