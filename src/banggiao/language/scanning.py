"""One scan of a paper for what all its grammars begin with.

Most phrases that a reader looks for begin with one of a few words. A :class:`Phrase` knows those of its own
pattern, a :class:`Words` is a list of them; one automaton finds those of all grammars in a :class:`Scanned`
text at once, and each grammar then looks at its own places alone. What it finds there is what it would find
in any other text.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from banggiao.language import lazy_re as re
from banggiao.language.openings import before_of, openings_of

Hit = tuple[int, int, int]
"""Which word, its start and its end."""
# A leading class lets the engine skip text at speed; a leading repetition would not.
_DIGITS = re.compile(r"\d\d*")

_GRAMMARS: list[Phrase | Words] = []


class Scanned(str):
    """A text that remembers where its grammars' words and its digits stand."""

    hits: list[list[Hit]] | None = None
    starts: dict[int, list[int]]
    digits: list[tuple[int, int]] | None = None


def digits_in(text: str) -> list[tuple[int, int]]:
    """Return the spans of the runs of digits in ``text``: dates, quantities and papers' numbers begin so."""
    if not isinstance(text, Scanned):
        return [run.span() for run in _DIGITS.finditer(text)]
    if text.digits is None:
        text.digits = [run.span() for run in _DIGITS.finditer(text)]
    return text.digits


class Phrase:
    """A regular expression that is sought all over a paper; it is used as a compiled pattern is."""

    def __init__(self, pattern: str) -> None:
        self.plain = re.compile(pattern)
        self._number = _known(self)

    @cached_property
    def words(self) -> list[str]:
        """The words that matches begin with, [] where there are no such words."""
        return sorted(openings_of(self.plain.pattern))

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """The match that begins at a place."""
        return self.plain.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """The match of a whole text."""
        return self.plain.fullmatch

    def search(self, text: str, start: int = 0, stop: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match between ``start`` and ``stop``."""
        if not (self.words and isinstance(text, Scanned)):
            return self.plain.search(text, start, stop)
        places = self.places(text)
        for index in range(bisect_left(places, start), len(places)):
            if places[index] >= stop:
                break
            if match := self.match(text, places[index], stop):
                return match
        return None

    def finditer(self, text: str, start: int = 0, stop: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Return the matches between ``start`` and ``stop``, none of which overlap."""
        if not (self.words and isinstance(text, Scanned)):
            return self.plain.finditer(text, start, stop)
        places = self.places(text)
        first = bisect_left(places, start)
        if first == len(places) or places[first] >= stop:
            return iter(())
        return self._at(text, places[first : bisect_left(places, stop, first)], stop)

    def _at(self, text: str, places: Sequence[int], stop: int) -> Iterator[re.Match[str]]:
        last = 0
        for place in places:
            if place >= last and (match := self.match(text, place, stop)):
                yield match
                last = match.end()

    def places(self, text: Scanned) -> list[int]:
        """Return where the words stand that matches begin with, by start."""
        places = text.starts.get(self._number) if text.hits is not None else None
        if places is None:
            places = sorted([start for _, start, _ in _hits(text, self._number)])
            text.starts[self._number] = places
        return places


def places_of(phrases: Sequence[Phrase], text: str) -> list[int] | None:
    """Return the places in ``text`` at which one of the phrases may begin, by start; None where each must be
    sought to know."""
    if not (isinstance(text, Scanned) and all(phrase.words for phrase in phrases)):
        return None
    return sorted({place for phrase in phrases for place in phrase.places(text)})


class Before:
    """A regular expression of what stands right before a place; it ends in ``\\Z``, and is used as a compiled
    pattern is. Where none of the words that it ends with stands there, it is not tried."""

    def __init__(self, pattern: str) -> None:
        self.plain = re.compile(pattern)

    @cached_property
    def endings(self) -> tuple[str, ...]:
        """The words that matches end with."""
        return self._ends[0]

    @cached_property
    def longest(self) -> int:
        """The characters of the longest match."""
        return self._ends[1]

    @cached_property
    def _ends(self) -> tuple[tuple[str, ...], int]:
        ends = before_of(self.plain.pattern)
        if not ends[0]:
            raise ValueError(f"no words end every match of {self.plain.pattern}")
        return ends

    def search(self, text: str, start: int = 0, stop: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match that ends at ``stop`` and begins first, no earlier than ``start``."""
        if not text.endswith(self.endings, start, stop):
            return None
        return self.plain.search(text, max(start, min(stop, len(text)) - self.longest), stop)


class Words:
    """Words that are sought all over a paper."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self._scan: AhoCorasick | None = None
        self._number = _known(self)

    def hits(self, text: str) -> list[Hit]:
        """Return where each word stands in ``text``, also within longer ones, by end, the longer first."""
        if isinstance(text, Scanned):
            return _hits(text, self._number)
        if self._scan is None:
            self._scan = AhoCorasick(self.words, matchkind=MatchKind.Standard)
        return self._scan.find_matches_as_indexes(text, overlapping=True)


def _known(grammar: Phrase | Words) -> int:
    _GRAMMARS.append(grammar)
    return len(_GRAMMARS) - 1


def _hits(text: Scanned, number: int) -> list[Hit]:
    if text.hits is None or len(text.hits) <= number:
        text.hits, text.starts = _AUTOMATON.hits_in(text), {}
    return text.hits[number]


class _Automaton:
    """The words of all grammars; built when the first text is scanned, again where a grammar came later."""

    def __init__(self) -> None:
        self._known = 0
        self._scan = AhoCorasick([])
        self._wanted: list[tuple[tuple[int, int], ...]] = []

    def hits_in(self, text: str) -> list[list[Hit]]:
        """Return for each grammar where its words stand in ``text``."""
        if self._known != len(_GRAMMARS):
            self._build()
        hits: list[list[Hit]] = [[] for _ in _GRAMMARS]
        wanted = self._wanted
        for index, start, end in self._scan.find_matches_as_indexes(text, overlapping=True):
            for grammar, word in wanted[index]:
                hits[grammar].append((word, start, end))
        return hits

    def _build(self) -> None:
        wanted: dict[str, list[tuple[int, int]]] = {}
        for number, grammar in enumerate(_GRAMMARS):
            for index, word in enumerate(grammar.words):
                wanted.setdefault(word, []).append((number, index))
        self._scan = AhoCorasick(list(wanted), matchkind=MatchKind.Standard)
        self._wanted = [tuple(grammars) for grammars in wanted.values()]
        self._known = len(_GRAMMARS)


_AUTOMATON = _Automaton()
