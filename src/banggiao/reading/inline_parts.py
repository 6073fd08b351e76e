"""Numbered parts that lost their line breaks: "Điều 5. Trách nhiệm của Bộ X 1. Chủ trì … 2. Phối hợp …"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from banggiao.language import lazy_re as re
from banggiao.language.names import UPPER

_FIRST = re.compile(r" (?:2\.|b\)|Điều \d)")
_PART = re.compile(rf"(?<= )(?:(\d{{1,2}})\.|([a-zđ])\)|Điều (\d{{1,3}})\.) (?=[{UPPER}])")
_OPENS = re.compile(r"(?:(\d{1,2})\.|([a-zđ])\)) ")
_BEFORE = ". ", "; ", ": "
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_SHORTEST = 40  # characters of a line that may hold several parts


def inline_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of ``text[start:end]``, the whole where it has none: articles, numbers, letters that
    count on within the line."""
    if end - start < _SHORTEST or _FIRST.search(text, start, end) is None:
        return [(start, end)]
    marks = list(_PART.finditer(text, start, end))
    cuts = sorted({*_articles(text, marks), *_counted(text, start, marks)})
    bounds = [start, *cuts, end]
    return [(first, first + len(text[first:last].rstrip())) for first, last in pairwise(bounds)]


def _articles(text: str, marks: Sequence[re.Match[str]]) -> list[int]:
    return [mark.start() for mark in marks if mark[3] and text[mark.start() - 2 : mark.start()] in _BEFORE]


def _counted(text: str, start: int, marks: Sequence[re.Match[str]]) -> list[int]:
    """Where numbers or letters stand that count on from the first, or from what the line begins with."""
    cuts: list[int] = []
    number, letter = _opening(text, start)
    waiting: int | None = None  # where "1." stands, which a title may go before
    for mark in marks:
        at = mark.start()
        after = text[at - 2 : at] in _BEFORE
        if mark[3]:
            number, letter, waiting = 0, "", None
        elif mark[1] == "1" and not number:
            waiting, letter = at, ""
            number = 1
        elif mark[1] and int(mark[1]) == number + 1 and after:
            cuts += [at] if waiting is None else [waiting, at]
            number, letter, waiting = number + 1, "", None
        elif mark[2] and after and mark[2] == _next(letter):
            cuts.append(at)
            letter = mark[2]
    return cuts


def _opening(text: str, start: int) -> tuple[int, str]:
    opens = _OPENS.match(text, start)
    return (int(opens[1] or 0), opens[2] or "") if opens else (0, "")


def _next(letter: str) -> str:
    if not letter:
        return "a"
    place = _LETTERS.find(letter) + 1
    return _LETTERS[place] if 0 < place < len(_LETTERS) else ""
