"""The words of a sentence as terms: syllables, pairs of syllables, and concepts.

Vietnamese writes a word as one to four syllables with spaces between, so a pair of neighbouring
syllables is a serviceable stand-in for a word, with no segmenter to make mistakes. A concept groups the
words that officials use for one matter ("ngoại ngữ", "tiếng Anh"), so that a paraphrase still meets its
clause.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick, MatchKind

from banggiao.language.folding import shadow

_SYLLABLE = re.compile(r"[^\W_]+")

# Syllables that only join others, and the verbs and adjectives of official prose that fit any clause.
STOP = frozenset(
    """
    và của các cho với trong đã được là có những này đó từ đến tại theo về để khi nhưng mà thì bị do bởi
    trên dưới sau trước cùng như cũng rất nhiều một hai ba năm tháng ngày quý giai đoạn qua nay đang sẽ
    việc sự cần phải nên còn chưa không vẫn tiếp tục thực hiện triển khai công tác nhiệm vụ đẩy mạnh tăng
    cường nâng cao chủ động tích cực hiệu quả tổ chức ban hành xây dựng phối hợp chặt chẽ kịp thời đồng bộ
    tỉnh thành phố địa phương cơ quan đơn vị ngành bộ ubnd ủy ban nhân dân sở lãnh đạo chỉ đạo góp phần
    kết đạt so gần hơn khoảng số lượng tổng theo lần lượt đầu cuối kỳ thời gian tới bàn
    """.split()
)

SYLLABLE = 0.15
PAIR = 1.0
PAIR_WITH_JOINER = 0.4
CONCEPT = 2.0
AGAIN = 0.5  # what each further word of the same concept adds, as a share of the first
MOST_AGAIN = 3


class Concepts:
    """A thesaurus: for each run of syllables, the concepts it stands for."""

    def __init__(self, concepts: Mapping[str, Iterable[str]]) -> None:
        """Take concept names with the words that express them."""
        of: dict[str, list[str]] = {}
        for name, words in concepts.items():
            for marked in dict.fromkeys(_marked(_SYLLABLE.findall(shadow(word))) for word in words):
                of.setdefault(marked, []).append(name)
        self._names = list(of.values())
        self._scan = AhoCorasick(list(of), matchkind=MatchKind.LeftmostLongest)

    def in_syllables(self, syllables: list[str]) -> dict[str, int]:
        """Return the concepts that the syllables name, with how many different words name each.

        Where one word stands within another the longer counts.
        """
        words = dict.fromkeys(word for word, _, _ in self._scan.find_matches_as_indexes(_marked(syllables)))
        return Counter(name for word in words for name in self._names[word])


def _marked(syllables: Iterable[str]) -> str:
    """Return the syllables as a text in which each has marks of its own: a word is found whole or not."""
    return "".join([f"<{syllable}>" for syllable in syllables])


def terms_of(text: str, concepts: Concepts) -> dict[str, float]:
    """Return the terms of ``text`` with their raw weights: how much each says about the subject.

    A single syllable says next to nothing, a pair of neighbours is a word, a concept more than a word.
    The same word twice counts once: repetition is style, not emphasis. Several words of one concept do
    count: they are what a sentence is about.
    """
    syllables = _SYLLABLE.findall(shadow(text))
    terms: dict[str, float] = {}
    previous, pair = "", PAIR
    for syllable in syllables:
        if syllable in STOP:
            previous, pair = syllable, PAIR_WITH_JOINER
        elif syllable.isdigit():
            previous = ""
        else:
            terms[syllable] = SYLLABLE
            if previous:
                terms[f"{previous} {syllable}"] = pair
            previous, pair = syllable, PAIR
    for concept, words in concepts.in_syllables(syllables).items():
        terms[f"#{concept}"] = CONCEPT * (1 + AGAIN * min(words - 1, MOST_AGAIN))
    return terms
