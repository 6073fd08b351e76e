"""Names alone in the first or last lines: "Bích Hường - Trọng Nhân", "Theo Lê Anh/Dân trí"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banggiao.language.names import is_syllable
from banggiao.reading.paper import Paper

_AFTER = re.compile(r" ?\([^()]*\)?$")
_COPIES = re.compile(r"\(([A-ZĐÀ-Ỹ][^\W\d_]+), \d+b\)")
_TAIL = 1500  # characters that hold the list of who gets copies


def bylines_in(paper: Paper) -> Iterator[tuple[int, int]]:
    """Yield the spans of authors alone in a line, and of who keeps copies: "Lưu: VT, KTĐN (Hưng, 12b)"."""
    text = paper.text
    for block in (*paper.blocks[:6], *paper.blocks[-4:]):
        words = text[block.start : block.end]
        signed = words.startswith("Theo ") and "/" in words[:60]
        at = block.start + (5 if words.startswith("Theo ") else 0)
        line = text[at : block.end]
        names = (line if signed else _AFTER.sub("", line)).split("/")[0].split(" - ")
        if len(names) > 3 or not all(_is_byline(name, signed=signed) for name in names):
            continue
        for name in names:
            yield at, at + len(name)
            at += len(name) + 3
    tail = max(0, len(text) - _TAIL)
    for match in _COPIES.finditer(text, tail) if "Lưu" in text[tail:] else ():
        yield match.span(1)


def _is_byline(words: str, *, signed: bool) -> bool:
    parts = words.strip().split(" ")
    if not 2 <= len(parts) <= 4 or not all(part[:1].isupper() and part.isalpha() for part in parts):
        return False
    if all(part.isupper() for part in parts):
        return False
    return signed or all(is_syllable(part.lower()) for part in parts)
