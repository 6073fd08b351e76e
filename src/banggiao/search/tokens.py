"""Text as the tokens by which it is found, and what a person types as the tokens to look for.

Both databases index the same tokens, so both find the same: a syllable without diacritics ("ngoai"), two
neighbours ("+doi_ngoai"), a syllable of a name or title ("^ngoai") and the same with its diacritics, one
tone placement ("=ngoại"), and the noun ("@actor"). The marks keep the kinds apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from banggiao.language.folding import fold, shadow, to_nfc

WORD = re.compile(r"[^\W_]+")

PAIR, TITLE, EXACT, NOUN, SLICE = "+", "^", "=", "@", "#"
_LONGEST_WORD = 40
_MOST_TOKENS = 30_000  # of one record: a tsvector holds a megabyte
_LONGEST_QUERY = 300
_MOST_WORDS = 16
_QUOTED = re.compile(r'"([^"]*)"')


def words_of(text: str) -> list[str]:
    """Return the words of folded text, or of a shadow, in order."""
    words = WORD.findall(text)
    if len(text) > _LONGEST_WORD and max(map(len, words), default=0) > _LONGEST_WORD:
        return [word[:_LONGEST_WORD] for word in words]
    return words


def tokens_of(nouns: Iterable[str], names: Iterable[str], texts: Iterable[str]) -> str:
    """Return the tokens of a record, once each, with spaces between; ``names`` weigh more than ``texts``."""
    tokens = [NOUN + noun for noun in nouns]
    for text in dict.fromkeys(names):
        plain, titled, exact = _read(text)
        tokens += plain
        tokens += titled
        tokens += exact
        tokens += pairs_of(plain)
    for text in texts:
        tokens += _short(text) if len(text) <= _LONGEST_WORD else _of_text(text)
    once = dict.fromkeys(tokens)
    return " ".join(once if len(once) <= _MOST_TOKENS else islice(once, _MOST_TOKENS))


def _read(text: str) -> tuple[list[str], list[str], list[str]]:
    """Return the words of a text folded, the same as of a title, and as they are."""
    chunks = text.split()
    if not chunks:
        return [], [], []
    read = _words_in if max(map(len, chunks)) > _LONGEST_WORD else _chunk
    plain: list[str] = []
    titled: list[str] = []
    exact: list[str] = []
    for words, of_title, as_they_are in map(read, chunks):
        plain += words
        titled += of_title
        exact += as_they_are
    return plain, titled, exact


def _of_text(text: str) -> list[str]:
    plain, _, _ = _read(text)
    return [*plain, *pairs_of(plain)]


_short = lru_cache(maxsize=4096)(_of_text)  # places, bodies: many records say the same


def _words_in(chunk: str) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """Return the words of what stands between two spaces as :func:`_read` does."""
    if chunk.isascii() and chunk.isalnum() and len(chunk) <= _LONGEST_WORD:
        word = chunk.lower()
        return (word,), (TITLE + word,), (EXACT + word,)
    plain = tuple(words_of(fold(chunk)))
    of_title = tuple([TITLE + word for word in plain])
    return plain, of_title, tuple([EXACT + word for word in words_of(shadow(chunk))])


_chunk = lru_cache(maxsize=16_384)(_words_in)  # a language has few words


def pairs_of(words: list[str]) -> list[str]:
    """Return the tokens of neighbouring words."""
    return [f"{PAIR}{first}_{second}" for first, second in pairwise(words)]


@dataclass(frozen=True, slots=True)
class Term:
    """A token to look for, or, where ``prefix``, every token that begins with it."""

    token: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person typed: runs of words, each to be found as a phrase (one word, a number such as 25-CT/TW,
    or what stood in quotes), all of them in one record. ``open`` says that the last word may go on."""

    runs: tuple[tuple[str, ...], ...]
    exact: tuple[str, ...]
    open: bool

    @property
    def plain(self) -> tuple[str, ...]:
        """All words without diacritics, in order."""
        return tuple(word for run in self.runs for word in run)

    @property
    def accented(self) -> bool:
        """Whether diacritics were typed."""
        return self.exact != self.plain

    def terms(self, mark: str = "") -> list[Term]:
        """Return what a record must have: every word with this mark, and the neighbours of each phrase."""
        words = self.exact if mark == EXACT else self.plain
        tokens = [mark + word for word in words]
        for run in self.runs:
            tokens += pairs_of(list(run))
        return [Term(token) for token in dict.fromkeys(tokens)]

    def neighbours(self) -> list[Term]:
        """Return the terms for all words one after the other."""
        return [Term(token) for token in dict.fromkeys(pairs_of(list(self.plain)))]

    def opened(self) -> list[Term] | None:
        """Return the terms where the last word is only begun, or None where it is not to be read so."""
        if not self.open or not self.plain:
            return None
        *before, last = self.plain
        run = self.runs[-1]
        terms = [Term(word) for word in before]
        for earlier in self.runs[:-1]:
            terms += [Term(token) for token in pairs_of(list(earlier))]
        terms += [Term(token) for token in pairs_of(list(run[:-1]))]
        if len(run) > 1 or (before and len(last) == 1):
            terms.append(Term(f"{PAIR}{before[-1]}_{last}", prefix=True))
        elif len(last) > 1:
            terms.append(Term(last, prefix=True))
        else:
            return None
        return list(dict.fromkeys(terms))


def asked(typed: str) -> Asked:
    """Read what a person typed. Whatever is no letter or digit only parts the words; nothing is refused."""
    text = shadow(to_nfc(typed[:_LONGEST_QUERY]))
    runs: list[list[str]] = []
    at, closed = 0, False
    for quoted in _QUOTED.finditer(text):
        runs += [words_of(chunk) for chunk in text[at : quoted.start()].split()]
        runs.append(words_of(quoted[1]))
        at = quoted.end()
        closed = True
    rest = [words_of(chunk) for chunk in text[at:].split()]
    runs += rest
    kept: list[list[str]] = []
    room = _MOST_WORDS
    for run in runs:
        if run and room:
            kept.append(run[:room])
            room -= len(kept[-1])
    return Asked(
        runs=tuple(tuple(words_of(fold(" ".join(run)))) for run in kept),
        exact=tuple(word for run in kept for word in run),
        open=not closed or any(rest),
    )
