"""Lines that belong together: undoing the hard wraps of text files and PDF pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A line that opens a paragraph of its own: a bullet, "1.2.", "II.", "a)", "Điều 5", "Phụ lục".
OPENS_PARAGRAPH = re.compile(
    r"\s*(?:[-+*•–—▪◦●○■□◆➢✓]\s|[-+•–](?=[A-ZĐÀ-Ỹ])"
    r"|(?:[IVXLC]{1,6}|[A-ZĐ])\s?[.)]\s|\d{1,2}(?:\.\d{1,2}){0,4}\s?[.)]\s|\d{1,2}(?:\.\d{1,2}){1,4}\s"
    r"|[a-zđ]\)\s?|\(\d{1,2}\)\s"
    r"|(?:Điều|Chương|Mục|Phần|Phụ lục|PHỤ LỤC|CHƯƠNG|PHẦN)\s+[\dIVXLC]+\b|(?:Nơi nhận|Kính gửi)\s*:)"
)
ENDS_SENTENCE = re.compile(r"[.;:!?…]['\"”’)\]]*\s*$")

_SHORTEST_WRAP, _LONGEST_WRAP = 50, 110


def wrap_width(lines: Sequence[str]) -> int | None:
    """Return the column at which ``lines`` were hard-wrapped, or None when they were not.

    Wrapped text has many lines close to its longest one; text with a line per paragraph has not.
    """
    lengths = sorted(len(line) for line in lines if line)
    if len(lengths) < 4:
        return None
    width = lengths[-1]
    if not _SHORTEST_WRAP <= width <= _LONGEST_WRAP:
        return None
    near = sum(length >= width * 0.8 for length in lengths)
    return width if near * 2 >= len(lengths) else None


def unwrap(lines: Sequence[str]) -> list[str]:
    """Join hard-wrapped lines to paragraphs; an empty line always separates.

    A break is a wrap when the next line's first word would not have fitted on the line before it.
    """
    width = wrap_width(lines)
    if width is None:
        return [line for line in lines if line]
    paragraphs: list[str] = []
    joined_to: str | None = None
    for line in lines:
        if not line:
            joined_to = None
            continue
        wrapped = (
            joined_to is not None
            and len(joined_to) + 1 + len(line.split(None, 1)[0]) > width
            and not OPENS_PARAGRAPH.match(line)
        )
        if wrapped:
            paragraphs[-1] = f"{paragraphs[-1]} {line}"
        else:
            paragraphs.append(line)
        joined_to = line
    return paragraphs
