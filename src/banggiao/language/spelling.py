"""Papers in capitals or without accents, written as they would be otherwise: word for word, in place.

A chain over pairs of neighbouring words (Viterbi; Jurafsky and Martin, Speech and Language Processing, ch. 8
and appendix A) chooses among the spellings known for each word. The pairs are counted in texts of our own by
``tools/spelling.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import log
from pathlib import Path

from banggiao.language import lazy_re as re
from banggiao.language.folding import fold
from banggiao.language.names import SURNAMES, is_syllable

PAIRS = Path(__file__).with_name("spelling.tsv")
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"(?<![\w/&-])(?=\S{0,80}\d)(?=\S{0,80}[/-])[\w/&-]+")  # "402-KL/TU"
_SENTENCE = frozenset(".!?\n\t")
_START = "^"
_SURNAMES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ ngô trịnh đinh lò giàng lương".split()
)
_BEFORE_NAMES = frozenset("ông bà chí trưởng tịch thư sứ đốc tướng nhiệm".split())
_UNSEEN = 1e-9
_LETTERS_NEEDED, _WORDS_NEEDED, _SAMPLE = 40, 8, 2000
_CAPITALS, _ACCENTS, _KNOWN, _SYLLABLES = 0.95, 0.005, 0.6, 0.75  # shares of letters, and of words


def in_capitals(text: str) -> bool:
    """Whether a paper, not a line of it, is written in capitals."""
    sample = _sample(text)
    upper = sum(map(str.isupper, sample))
    return upper >= _LETTERS_NEEDED and upper >= _CAPITALS * sum(map(str.isalpha, sample))


def without_accents(text: str) -> bool:
    """Whether a paper is Vietnamese without its accents: hardly one in it, and most words known so."""
    found = _WORD.findall(_sample(text))
    letters = "".join(found)
    accents = len(letters) - len(letters.encode("ascii", "ignore"))
    if len(letters) < _LETTERS_NEEDED or accents > _ACCENTS * len(letters):
        return False
    words = [word.lower() for word in found]
    if len(words) < _WORDS_NEEDED or sum(map(is_syllable, words)) < _SYLLABLES * len(words):
        return False
    known = model().spellings
    return sum(word in known for word in words) >= _KNOWN * len(words)


def _sample(text: str) -> str:
    middle = len(text) // 2
    return text if len(text) <= 2 * _SAMPLE else f"{text[:_SAMPLE]}\n{text[middle : middle + _SAMPLE]}"


def restored(text: str) -> str:
    """Return ``text`` with capitals and accents as they would be, the same where it has them; same length."""
    capitals, bare = in_capitals(text), without_accents(text)
    return model().restored(text, accents=bare, capitals=capitals) if capitals or bare else text


def pieces(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each word with what stands before it: "" for a word beside it, "^" for a new sentence, a mark."""
    last, before = 0, _START
    for word in _WORD.finditer(text):
        gap = text[last : word.start()]
        if last:
            before = "" if gap in (" ", "-") else _mark(gap)
        yield before, word
        last = word.end()


def _mark(gap: str) -> str:
    if not _SENTENCE.isdisjoint(gap):
        return _START
    mark = gap.strip()[:1]
    return "0" if mark.isdigit() else mark or _START


class Model:
    """Counts of words and of pairs of neighbours, as written in running text."""

    def __init__(self, pairs: Iterable[tuple[str, str, int]]) -> None:
        self.pairs: dict[tuple[str, str], int] = {}
        self.words: dict[str, int] = defaultdict(int)
        self.firsts: dict[str, int] = defaultdict(int)
        self.followers: dict[str, int] = defaultdict(int)
        self.capitals: dict[str, int] = defaultdict(int)
        self.spellings: dict[str, set[str]] = defaultdict(set)
        self.cases: dict[tuple[bool, bool], int] = defaultdict(int)
        for first, word, count in pairs:
            self.pairs[first, word] = self.pairs.get((first, word), 0) + count
            self.words[word] += count
            self.firsts[first] += count
            self.followers[first] += 1
            self.capitals[first] += count if word[:1].isupper() else 0
            self.cases[first[:1].isupper(), word[:1].isupper()] += count
            self.spellings[fold(word)].add(word)
        self.total = sum(self.words.values()) or 1

    def restored(self, text: str, *, accents: bool, capitals: bool) -> str:
        letters = list(text)
        chain: list[tuple[str, re.Match[str]]] = list(pieces(text))
        codes = {at for code in _CODE.finditer(text) for at in range(*code.span())}
        spelt = self._best(
            [
                (before, self._choices(before, word[0], accents=accents, capitals=capitals))
                for before, word in chain
            ]
        )
        if capitals:
            spelt = self._with_names(chain, spelt)
        for (_, word), spelling in zip(chain, spelt, strict=True):
            if word.start() in codes:
                continue
            letters[word.start() : word.end()] = _cased(spelling, None if capitals else word[0])
        return "".join(letters)

    def _choices(self, before: str, word: str, *, accents: bool, capitals: bool) -> list[str]:
        lower = word.lower()
        known = self.spellings.get(fold(lower), ())
        fits = [one for one in known if len(one) == len(word) and (accents or one.lower() == lower)]
        if not capitals:
            fits = [one for one in fits if one[:1].isupper() == word[:1].isupper()] or fits
        if fits:
            return sorted(fits)
        if not capitals:
            return [word]
        if is_syllable(lower):
            return [lower, lower.capitalize()]
        return [word if before == "(" else lower.capitalize()]

    def _best(self, chain: Sequence[tuple[str, list[str]]]) -> list[str]:
        ways: list[dict[str, tuple[float, str]]] = []
        for before, choices in chain:
            earlier = (
                {before: 0.0} if before or not ways else {w: score for w, (score, _) in ways[-1].items()}
            )
            base = max((score for score, _ in ways[-1].values()), default=0.0) if before and ways else 0.0
            here: dict[str, tuple[float, str]] = {}
            for word in choices:
                here[word] = max(
                    (base + score + self._likely(first, word), first) for first, score in earlier.items()
                )
            ways.append(here)
        return list(self._back(chain, ways))[::-1]

    def _with_names(self, chain: Sequence[tuple[str, re.Match[str]]], spelt: Sequence[str]) -> list[str]:
        """Give the names of persons their capitals: three or four syllables from a surname on."""
        named = list(spelt)
        last = 0
        for index, word in enumerate(spelt):
            if index >= last and word.lower() in SURNAMES:
                last = self._name_end(chain, spelt, index)
                named[index:last] = [one.capitalize() for one in spelt[index:last]]
        return named

    def _name_end(self, chain: Sequence[tuple[str, re.Match[str]]], spelt: Sequence[str], index: int) -> int:
        run = index + 1
        while run < len(chain) and run < index + 5 and not chain[run][0] and is_syllable(spelt[run].lower()):
            run += 1
        if run < index + 3:
            return index
        closed = run == len(chain) or chain[run][0] != ""
        words = [one.lower() for one in spelt[index:run]]
        four = closed and len(words) == 4 and (words[1] == "thị" or words[3] not in self.words)
        end = run if four else index + 3
        announced = index > 0 and not chain[index][0] and spelt[index - 1].lower() in _BEFORE_NAMES
        alone = chain[index][0] != "" and closed
        known = any(pair in self.pairs for pair in pairwise(words[: end - index]))
        return end if (words[0] in _SURNAMES or announced or alone) and not known else index

    def _back(
        self, chain: Sequence[tuple[str, list[str]]], ways: Sequence[dict[str, tuple[float, str]]]
    ) -> Iterator[str]:
        word = ""
        for index in range(len(ways) - 1, -1, -1):
            here = ways[index]
            if word not in here:  # a mark stands behind: the best of all
                word = max(here, key=lambda one: (here[one][0], one))
            yield word
            before = chain[index][0]
            word = "" if before else here[word][1]

    def _likely(self, first: str, word: str) -> float:
        """Return the log-likelihood of a word behind another: Witten and Bell's estimate (1991)."""
        of_first, followers = self.firsts.get(first, 0), self.followers.get(first, 0)
        case = first[:1].isupper()
        cases = self.cases[case, False] + self.cases[case, True] or 1
        capital = (self.capitals.get(first, 0) + 2 * self.cases[case, True] / cases) / (of_first + 2)
        share = capital if word[:1].isupper() else 1 - capital
        alone = (self.words.get(word, 0) + 0.1) / self.total * share
        pair = self.pairs.get((first, word), 0)
        return log((pair + (followers + 1) * alone) / (of_first + followers + 1) + _UNSEEN)


def _cased(spelling: str, written: str | None) -> str:
    """Return the spelling with the capitals of what is written, its own where nothing tells them."""
    if written is None:
        return spelling
    return "".join(
        new.upper() if old.isupper() else new.lower() for new, old in zip(spelling, written, strict=True)
    )


@cache
def model() -> Model:
    lines = (line.split("\t") for line in PAIRS.read_text("utf-8").splitlines() if line[:1] != "#")
    return Model((first, word, int(count)) for first, word, count in lines)
