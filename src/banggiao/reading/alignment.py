"""Places of a paper's text back in the plain text file that it was read from.

A paper's text is NFC and has no hard wraps, invisible characters or chrome; labels are of the file as it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from banggiao.reading.paper import Paper


class _Letter(NamedTuple):
    letter: str
    start: int
    end: int


class Alignment:
    """Maps spans of ``paper.text`` to spans of ``original``: every letter to the letter that it came from."""

    def __init__(self, paper: Paper, original: str) -> None:
        letters = list(_letters(original))
        whole = "".join(letter.letter for letter in letters)
        self._letters: dict[int, _Letter] = {}
        cursor = 0
        for block in paper.blocks:
            offsets = [at for at in range(block.start, block.end) if not paper.text[at].isspace()]
            wanted = "".join(paper.text[at] for at in offsets)
            found = whole.find(wanted, cursor)
            if found < 0:  # the reader put it elsewhere
                found = whole.find(wanted)
            if found >= 0:
                self._letters.update(zip(offsets, letters[found:], strict=False))
                cursor = max(cursor, found + len(wanted))

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where ``paper.text[start:end]`` stands in the original, None where it does not."""
        first, last = self._letters.get(start), self._letters.get(end - 1)
        return None if first is None or last is None else (first.start, last.end)


def _letters(text: str) -> Iterator[_Letter]:
    """Yield the NFC letters of a text, each with the characters that make it; none for spaces."""
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        for letter in unicodedata.normalize("NFC", text[start:end]):
            if not letter.isspace() and unicodedata.category(letter) not in ("Cf", "Cc"):
                yield _Letter(letter, start, end)
        start = end
