"""Bodies that bear a foreign name alone: "Save the Planet Foundation", the cells of a column of bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banggiao.language import lazy_re as re
from banggiao.language.names import SURNAMES, UPPER, is_full_name, is_syllable
from banggiao.language.scanning import Words
from banggiao.reading.body_words import FOREIGN_WORDS, HEADS, ORGANISATION_COLUMNS
from banggiao.reading.paper import Paper
from banggiao.reading.records import Label, Mention
from banggiao.reading.table_columns import cells_under

_WORD = rf"[{UPPER}][\w'’&.-]{{0,30}}\w"
_SMALL = "of|for|and|the|de|du|des|et|&|in|on"
_RUN = re.compile(rf"(?<![\w.-]){_WORD}(?: (?:{_SMALL}|{_WORD})){{0,7}}? {_WORD}(?![\w-])(?! {_WORD})")
_SCAN = Words(sorted(f" {word}" for word in FOREIGN_WORDS))
_FIRST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OPENS = re.compile(r"(?:Theo|Tại|Với|Do|Cùng|Riêng|Từ|Bên) ")
"""Words with which a sentence begins: "Theo Save the Planet Foundation, …"."""
_SHORT = re.compile(r" \([^()\n]{2,60}\)\Z")


def foreign_bodies(paper: Paper, shadow: str, known: Sequence[Mention]) -> list[Mention]:
    """Return them by start, but for those that a name of ``known`` holds."""
    ends = {name.start: name.end for name in known}
    found = dict(_named(paper.text, shadow))
    found.update(_in_columns(paper, shadow))
    return [
        Mention(start, end, Label.ORGANISATION, None, paper.text[start:end], "foreign name", 0.8)
        for start, end in sorted(found.items())
        if ends.get(start, 0) < end
    ]


def _named(text: str, shadow: str) -> Iterator[tuple[int, int]]:
    stop = 0
    for at in sorted(start for _, start, _ in _SCAN.hits(shadow)):
        if at < stop:  # its line has been read
            continue
        stop = text.find("\n", at) % (len(text) + 1)
        yield from _in_line(text, shadow, text.rfind("\n", 0, at) + 1, stop)


def _in_line(text: str, shadow: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while run := _RUN.search(text, at, end):
        at = run.end()
        if opens := _OPENS.match(run[0]):
            at = run.start() + opens.end()
            continue
        words = shadow[run.start() : run.end()].split(" ")
        first = _FIRST.match(words[0])
        if FOREIGN_WORDS.isdisjoint(words[1:]) or first is None or is_syllable(first[0]):
            continue
        if not run[0].isupper():
            yield run.start(), run.end() - _person_behind(words, shadow, run.start())


def _person_behind(words: list[str], shadow: str, start: int) -> int:
    """Return the length of the person's name behind a company's: a full Vietnamese one, or any where the post
    of its head stands before ("Chủ tịch Samsung Electronics Kim A")."""
    for count in (4, 3):
        if len(words) > count and words[-count] in SURNAMES and is_full_name(words[-count:]):
            return sum(len(word) + 1 for word in words[-count:])
    if not shadow.endswith(HEADS, 0, start):
        return 0
    last = max(number for number, word in enumerate(words) if word in FOREIGN_WORDS)
    behind = words[last + 1 :]
    return sum(len(word) + 1 for word in behind) if 1 < len(behind) < 4 else 0


def _in_columns(paper: Paper, shadow: str) -> Iterator[tuple[int, int]]:
    for head, start, end in cells_under(paper, shadow):
        if head not in ORGANISATION_COLUMNS:
            continue
        short = _SHORT.search(paper.text, start, end)
        stop = short.start() if short else end
        words = shadow[start:stop].strip().split(" ")
        likely = paper.text[start : start + 1].isupper() and len(words) <= 8
        if likely and not is_full_name(words) and not all(map(is_syllable, words)):
            yield start, stop
