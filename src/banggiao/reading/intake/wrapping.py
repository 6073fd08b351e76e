"""Lines that belong together: undoing the hard wraps of text files and PDF pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from banggiao.language import lazy_re as re
from banggiao.reading.intake.bars import rows_of_bars

# A line that opens a paragraph of its own: a bullet, "1.2.", "II.", "a)", "Điều 5", "Phụ lục".
OPENS_PARAGRAPH = re.compile(
    r"\s*(?:[-+*•–—▪◦●○■□◆➢✓]\s|[-+•–](?=[A-ZĐÀ-Ỹ])"
    r"|(?:[IVXLC]{1,6}|[A-ZĐ])\s?[.)]\s|\d{1,2}(?:\.\d{1,2}){0,4}\s?[.)]\s|\d{1,2}(?:\.\d{1,2}){1,4}\s"
    r"|[a-zđ]\)\s?|\(\d{1,2}\)\s"
    r"|(?:Điều|Chương|Mục|Phần|Phụ lục|PHỤ LỤC|CHƯƠNG|PHẦN)\s+[\dIVXLC]+\b|(?:Nơi nhận|Kính gửi)\s*:)"
)
ENDS_SENTENCE = re.compile(r"[.;:!?…]['\"”’)\]]*\s*$")

_SHORTEST_WRAP, _LONGEST_WRAP, _SURE_WRAPS = 50, 110, 4
_RULES = " |-–—_=*."
_BARS = 2  # more than these make a line a row
_NEARLY = 0.8  # of the width: a line that may be full, where paragraphs have empty lines between them
_SHORTEST_FIRST = 0.35  # of the width: the first line of a paragraph that was indented
_SHORTEST_CUT, _SURE_CUTS, _SHARE_OF_CUTS = 30, 3, 0.05  # lines that a page broke anywhere


def wrap_width(lines: Sequence[str]) -> int | None:
    """Return the column at which ``lines`` were hard-wrapped, or None when they were not.

    Wrapped text has many lines close to its longest one, or a quarter of them, most of which a small letter
    goes on. The rows of tables are not counted: they are as long as they are; nor are rules and bare bars.
    """
    plain = [line for line in lines if "\t" not in line and line.strip(_RULES)]
    lengths = sorted(map(len, plain))
    if len(lengths) < 4:
        return None
    width = lengths[-1]
    if not _SHORTEST_WRAP <= width <= _LONGEST_WRAP:
        return None
    near = sum(length >= width * 0.8 for length in lengths)
    if near * 2 >= len(lengths):
        return width
    going_on = sum(len(line) >= width * 0.8 and below[:1].islower() for line, below in pairwise(plain))
    return width if near * 4 >= len(lengths) and going_on >= max(_SURE_WRAPS, near * 0.4) else None


def unwrap(lines: Sequence[str]) -> list[str]:
    """Join hard-wrapped lines to paragraphs; an empty line always separates.

    A break is a wrap when the next line's first word would not have fitted on the line before it, or when a
    sentence goes on behind it.
    """
    lines = rows_of_bars(lines)
    width = wrap_width(lines)
    if width is None:
        return _uncut([line for line in lines if line])
    spaced = 5 * sum(not line for line in lines) >= len(lines)
    paragraphs: list[str] = []
    joined_to: str | None = None
    for line in lines:
        if not line or "\t" in line or line.count("|") > _BARS:
            paragraphs += [line] if line else []
            joined_to = None
            continue
        amid = joined_to is not None and len(paragraphs[-1]) > len(joined_to)
        wrapped = (
            joined_to is not None
            and (
                len(joined_to) + 1 + len(line.split(None, 1)[0]) > width
                or (len(joined_to) >= width * _SHORTEST_FIRST and _goes_on(joined_to, line))
                or (len(joined_to) >= width * _NEARLY and (spaced or amid) and not _ends(joined_to))
            )
            and not OPENS_PARAGRAPH.match(line)
        )
        if wrapped:
            paragraphs[-1] = f"{paragraphs[-1]} {line}"
        else:
            paragraphs.append(line)
        joined_to = line
    return paragraphs


def _uncut(lines: list[str]) -> list[str]:
    """Join lines of no certain width that end within a sentence, where several of them do."""
    cuts = {at for at, (line, below) in enumerate(pairwise(lines), start=1) if _is_cut(line, below)}
    if len(cuts) < max(_SURE_CUTS, _SHARE_OF_CUTS * len(lines)):
        return lines
    joined: list[str] = []
    for at, line in enumerate(lines):
        if at in cuts:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _is_cut(line: str, below: str) -> bool:
    if not below[0].islower() or len(line) < _SHORTEST_CUT or "\t" in line or "\t" in below:
        return False
    word = line[-1].isalnum() or line[-1] == ","
    return word and not _ends(line) and "|" not in line + below and not OPENS_PARAGRAPH.match(below)


def _goes_on(line: str, below: str) -> bool:
    """Whether the line ends within a sentence that the one below goes on with."""
    return not _ends(line) and (below[:1].islower() or line.endswith(","))


def _ends(line: str) -> bool:
    return line.isupper() or ENDS_SENTENCE.search(line) is not None
