"""Scores found spans against labelled ones: exact span and label, per label and micro."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from banggiao.reading.records import Mention


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A labelled span. An optional one neither helps nor hurts: found or not, nothing is counted."""

    start: int
    end: int
    label: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one label. ``precision``, ``recall`` and ``f1`` are 1.0 where there was nothing."""

    right: int = 0
    found: int = 0
    labelled: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        total = self.found + self.labelled
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.labelled + other.labelled)


MICRO = "micro"
"""The key of the sum over all labels."""


def score(found: Iterable[Mention], gold: Iterable[GoldSpan]) -> dict[str, Score]:
    """Return the score of one paper per label, and under :data:`MICRO` their sum.

    A found span that equals an optional one, or overlaps an optional one of its label, is not counted.
    """
    spans = list(gold)
    wanted = {(span.start, span.end, span.label) for span in spans if not span.optional}
    free = [span for span in spans if span.optional]
    said: set[tuple[int, int, str]] = set()
    for mention in found:
        one = (mention.start, mention.end, str(mention.label))
        if one in wanted or not any(
            span.label == one[2] and span.start < one[1] and one[0] < span.end for span in free
        ):
            said.add(one)
    scores: dict[str, Score] = {}
    for label in sorted({span[2] for span in wanted | said}):
        labelled = {span for span in wanted if span[2] == label}
        mine = {span for span in said if span[2] == label}
        scores[label] = Score(len(labelled & mine), len(mine), len(labelled))
    scores[MICRO] = sum(scores.values(), Score())
    return scores


def total(scores: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """Return the scores of several papers together."""
    together: dict[str, Score] = {}
    for one in scores:
        for label, counted in one.items():
            together[label] = together.get(label, Score()) + counted
    return together
