"""The words of a sentence as terms: syllables, pairs of syllables, and concepts.

Vietnamese writes a word as one to four syllables with spaces between, so a pair of neighbouring
syllables is a serviceable stand-in for a word, with no segmenter to make mistakes. A concept groups the
words that officials use for one matter ("ngoại ngữ", "tiếng Anh"), so that a paraphrase still meets its
clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

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

LONGEST_CONCEPT = 4


class Concepts:
    """A thesaurus: for each run of syllables, the concepts it stands for."""

    def __init__(self, concepts: Mapping[str, Iterable[str]]) -> None:
        """Take concept names with the words that express them."""
        self._of: dict[tuple[str, ...], tuple[str, ...]] = {}
        for name, words in concepts.items():
            for word in words:
                key = tuple(_SYLLABLE.findall(shadow(word)))
                self._of[key] = (*self._of.get(key, ()), name)

    def in_syllables(self, syllables: list[str]) -> list[str]:
        """Return the concepts that the syllables name, the longest reading first."""
        found: list[str] = []
        index, count = 0, len(syllables)
        while index < count:
            for length in range(min(LONGEST_CONCEPT, count - index), 0, -1):
                names = self._of.get(tuple(syllables[index : index + length]))
                if names:
                    found.extend(names)
                    index += length
                    break
            else:
                index += 1
        return found


def terms_of(text: str, concepts: Concepts) -> dict[str, float]:
    """Return the terms of ``text`` with their raw weights: how much each says about the subject.

    A single syllable says little (0.35), a pair of neighbours a word (1), a concept a word too. A term
    said twice counts no more than once: repetition in a sentence is style, not emphasis.
    """
    syllables = _SYLLABLE.findall(shadow(text))
    terms: dict[str, float] = {}
    previous = ""
    for syllable in syllables:
        if syllable in STOP or syllable.isdigit():
            previous = syllable if syllable in STOP else ""
            continue
        terms[syllable] = 0.35
        if previous:
            terms[f"{previous} {syllable}"] = 0.6 if previous in STOP else 1.0
        previous = syllable
    for concept in concepts.in_syllables(syllables):
        terms[f"#{concept}"] = 1.0
    return terms
