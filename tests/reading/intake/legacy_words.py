"""Writes Vietnamese in the encodings from before Unicode, as the typists' programs did. For tests only."""

from __future__ import annotations

import unicodedata

# TCVN 5712:1993, the codes that the fonts .VnTime have: small letters with tones, and seven capitals.
TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđ" "àảãáạ" "ằẳẵắặầẩẫấậ" "èẻẽéẹềểễếệ" "ìỉĩíị" "òỏõóọồổỗốộờởỡớợ" "ùủũúụừửữứự" "ỳỷỹýỵ",
        (
            0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE,
            0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB,
            0xCC, 0xCE, 0xCF, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xDC, 0xDD, 0xDE,
            0xDF, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED, 0xEE,
            0xEF, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE,
        ),
        strict=True,
    )
)  # fmt: skip
_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_CIRCUMFLEX = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_ALONE = {"đ": "ñ", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


def to_tcvn3(text: str) -> str:
    """Return the Western letters that stand for ``text`` in TCVN3; capitals with tones become small."""
    return "".join(chr(TCVN3[c]) if c in TCVN3 else chr(TCVN3.get(c.lower(), ord(c))) for c in text)


def to_vni(text: str) -> str:
    """Return the Western letters that stand for ``text`` in VNI for Windows."""
    return "".join(_vni(char) for char in text)


def _vni(char: str) -> str:
    capital = char.isupper()
    low = char.lower()
    if low in _VNI_ALONE:
        out = _VNI_ALONE[low]
    else:
        base, *marks = unicodedata.normalize("NFD", low)
        shape = next((mark for mark in marks if mark in "\u0302\u0306\u031b"), "")
        tone = next((mark for mark in marks if mark in _VNI_TONES), "")
        if shape == "\u0302":
            out = base + _VNI_CIRCUMFLEX[tone]
        elif shape == "\u0306":
            out = base + _VNI_BREVE[tone]
        else:
            out = {"o": "ô", "u": "ö"}[base] if shape else base
            out += _VNI_TONES.get(tone, "")
    return out.upper() if capital else out


def to_windows(text: str) -> bytes:
    """Return ``text`` in Windows' Vietnamese code page, tones behind their letters where it has no other way."""
    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", char)
            tones = "".join(mark for mark in marks if mark in _VNI_TONES)
            shape = "".join(mark for mark in marks if mark not in _VNI_TONES)
            out += (unicodedata.normalize("NFC", base + shape) + tones).encode("cp1258")
    return out
