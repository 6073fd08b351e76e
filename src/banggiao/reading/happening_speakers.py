"""Who says something to the press, where the verb of saying stands apart from it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from banggiao.language import lazy_re as re
from banggiao.reading import participant_words as words_of
from banggiao.reading.records import Label, Mention

Actor = tuple[int, int, Label | None]

_FAR = 600  # characters behind a press conference within which the first speaks
_SAYS = re.compile(
    r"(?:, [^,;.:]{2,90},)?(?: (?:đã|cũng|thì|còn))?"
    r" (?:cho (?:biết|rằng|hay)|nói|phát biểu|trả lời|nêu rõ|khẳng định|nhấn mạnh|thông tin|chia sẻ|bày tỏ)"
)


def speakers_behind(behind: Sequence[Actor], shadow: str, after: int) -> list[Actor]:
    """Return who speaks, named behind the circumstances, a person first: "Trả lời báo chí, bà A nói"."""
    behind = [one for one in behind if words_of.INVERTED.search(shadow, after, one[0])]
    return [one for one in behind if one[2] is Label.PERSON] or behind


def next_speaker(mentions: Sequence[Mention], starts: Sequence[int], shadow: str, end: int) -> list[Actor]:
    """Return the first person that the sentences behind ``end`` tell to say something."""
    for one in mentions[bisect_left(starts, end) : bisect_left(starts, end + _FAR)]:
        if one.label is Label.PERSON and _SAYS.match(shadow, one.end):
            return [(one.start, one.end, one.label)]
    return []


def authors(mentions: Sequence[Mention], shadow: str, start: int) -> list[Mention]:
    """Return those whose statement it is said to be behind ``start``: "thông cáo của Bộ Ngoại giao"."""
    named = (one for one in mentions if one.label is not Label.PLACE)
    return [one for one in named if words_of.AUTHOR.search(shadow, start, one.start)]


def without_parents(actors: Sequence[Actor], shadow: str) -> list[Actor]:
    """Return the bodies without those to which the one before belongs: "Cục Lãnh sự, Bộ Ngoại giao"."""
    kept = list(actors[:1])
    for before, one in pairwise(actors):
        part = shadow.startswith(words_of.PARTS, before[0])
        if not (part and shadow.startswith(words_of.WHOLES, one[0])):
            kept.append(one)
    return kept
