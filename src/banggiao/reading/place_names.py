"""Runs of capitalised words that may name a place, and the known names around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from banggiao.language import lazy_re as re
from banggiao.language.names import CAPITAL_WORD, SURNAMES, UPPER, is_full_name, is_syllable
from banggiao.reading import place_words as words_of
from banggiao.reading.post_words import STYLES
from banggiao.reading.records import Label, Mention

_SMALL_WORDS = re.compile(r" ((?:[a-z]+ ){1,2})(?=[A-Z])")
LATIN = re.compile(r"[IVX]{1,4}\Z")
"""A Roman number."""
DIVISION = re.compile(r" ?[-–] ?(do|si|gun|gu|ken|shi|oblast)(?!\w)")
"""What a part of Korea, Japan or Russia is, behind its name: "Gangwon-do"."""
_CAPITALS_BEFORE = re.compile(rf"(?<!\w)(?:[{UPPER}][^\W\d_]* ){{1,3}}\Z")
"""Capitalised words right before a name."""
_KINDS = (*words_of.KINDS, *words_of.VENUES, *words_of.AT, *words_of.TOWARDS)
_ANNOUNCED = (", ", "; ", ": ", "(", "- ", "/", *(f"{word} " for word in _KINDS))
"""What stands before a place in a line of capitals."""
_BYLINES = ("ảnh: ", "tin: ", "bài: ", "tác giả: ", "thực hiện: ", "biên tập: ")
"""What stands before an author."""
_LONGEST = 60  # characters of a name


class Runs:
    """The runs of one paper. ``names`` are the names known in it."""

    def __init__(self, text: str, shadow: str, names: Sequence[Mention]) -> None:
        self.text, self.shadow = text, shadow
        self.known: dict[int, Mention] = {}
        for name in names:
            if name.start not in self.known or name.end > self.known[name.start].end:
                self.known[name.start] = name
        spans = sorted((name.start, name.end) for name in names)
        self.name_starts = [start for start, _ in spans]
        self.name_ends = [end for _, end in spans]
        bodies = sorted((n.start, n.end) for n in names if n.label is not Label.PLACE)
        self.body_starts = [start for start, _ in bodies]
        self.body_ends = [end for _, end in bodies]

    def in_body(self, at: int) -> bool:
        """Whether a known name that is no place holds the character at ``at``."""
        index = bisect_right(self.body_starts, at) - 1
        return index >= 0 and at < self.body_ends[index]

    def in_name(self, at: int) -> bool:
        """Whether a known name begins before the character at ``at`` and holds it."""
        index = bisect_right(self.name_starts, at - 1) - 1
        return index >= 0 and at < self.name_ends[index]

    def run(self, at: int) -> int:
        """Return the end of the run of capitalised words at ``at``, ``at`` where there is none."""
        end = at
        while end - at < _LONGEST and (word := CAPITAL_WORD.match(self.text, end)):
            if end > at and (self.body_at(end) or self.shadow.startswith(words_of.HOLDERS, end)):
                break
            end = word.end()
            if self.text.startswith("D.C", word.start()):
                return end + len(".C")
            while end > at and self.text[end - 1] in "-'’":
                end -= 1
            if division := DIVISION.match(self.text, end):
                return division.end()
            step = self._step(end)
            if not step:
                return end
            end = step
        return end - 1 if end > at and self.text[end - 1] == " " else end

    def _step(self, end: int) -> int:
        if self.text[end : end + 1] != " ":
            return 0
        small = _SMALL_WORDS.match(self.text, end)
        if small and all(word in words_of.PARTICLES for word in small[1].split()):
            native = is_syllable(self.shadow[max(0, end - 12) : end].rpartition(" ")[2])
            return 0 if native and "do " in small[1] else small.end()  # "Rio do Sul", not "Chi Ma do UBND"
        return end + 1 if self.text[end + 1 : end + 2].isupper() else 0

    def body_at(self, at: int) -> bool:
        name = self.known.get(at)
        return name is not None and name.label is not Label.PLACE

    def is_name(self, start: int, end: int, *, like_a_person: bool = False) -> bool:
        """Whether the run can name a place. ``like_a_person`` says that it may be a person's name as well."""
        words = self.shadow[start:end].split(" ")
        first = self.text[start:end].split(" ", 1)[0]
        if self.shadow.startswith(STYLES, start):
            return False
        if end <= start or (len(first) > 1 and first.isupper() and not LATIN.match(first)):
            return False
        if (is_person(words) and not like_a_person) or self.shadow.startswith(words_of.NEVER, start):
            return False
        # One capital syllable and a small one are a common noun: "Thương mại", "Luật"
        goes_on = self.text[end : end + 1] == " " and self.text[end + 1 : end + 2].islower()
        return len(words) > 1 or not (goes_on and is_syllable(words[0]))


def is_native(words: str) -> bool:
    """Whether all the words (shadow form) are built like Vietnamese syllables."""
    return all(map(is_syllable, words.split(" ")))


def is_person(words: list[str]) -> bool:
    return len(words) >= 3 and words[0] in SURNAMES and is_full_name(words)


def is_chance(text: str, shadow: str, start: int, end: int) -> bool:
    """Whether the words only look like the known place.

    Behind a surname or as a byline they are a person's, "Lê Thanh An", "Ảnh: Lâm Hà"; in a line of capitals
    they may be the end of one word and the beginning of another, "CÔNG AN NAM ĐỊNH".
    """
    native = is_native(shadow[start:end])
    if native and shadow.endswith(_BYLINES, 0, start):
        return True
    if native and text[start:end].isupper():
        opens = start == 0 or text[start - 1] in "\n\t"
        return not opens and not shadow.endswith(_ANNOUNCED, 0, start)
    before = _CAPITALS_BEFORE.search(text, max(0, start - 24), start)
    if before is None:
        return False
    words = shadow[before.start() : end].split(" ")
    return any(is_full_name(words[first:]) for first in range(before[0].count(" ")))
