"""Which clause does a statement report? A score for every clause, from the words and from where they stand.

Three things speak: the statement's own words, the headings above it, and its neighbours in the same
paragraph. Each gives every clause a similarity from 0 to 1; their weighted sum is the evidence, and the
score that is shown is the evidence against the runner-up and against "no clause at all".
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from banggiao.appraisal.records import Clause, Match
from banggiao.appraisal.terms import Concepts, terms_of
from banggiao.reading.records import Reading, Role

REPORTED = frozenset({Role.RESULT, Role.SHORTCOMING, Role.CAUSE, Role.DIRECTION, Role.PROPOSAL})
"""The roles that can speak about a clause. Context, quotes and formulas never do (A5.16)."""

MATCHABLE_KINDS = frozenset({"task", "measure"})


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each witness counts. Fitted on the development half of the sample, never on the test half."""

    words: float = 1.0
    heading: float = 0.6
    paragraph: float = 0.8
    floor: float = 0.16  # evidence below which a statement reports no clause
    own_floor: float = 0.18  # likeness of its own words below which a statement without figure, paper or
    # year says nothing in particular, wherever it stands: a slogan
    sharpness: float = 9.0


@lru_cache(maxsize=1)
def default_concepts() -> Concepts:
    """Return the thesaurus that ships with the library."""
    text = resources.files("banggiao.appraisal").joinpath("data/concepts.csv").read_text("utf-8")
    return Concepts({row["concept"]: row["words"].split(";") for row in csv.DictReader(text.splitlines())})


class Matcher:
    """Scores statements against the clauses of one instrument."""

    def __init__(
        self, clauses: Sequence[Clause], *, concepts: Concepts | None = None, weights: Weights | None = None
    ) -> None:
        """Prepare the clauses. Only tasks and measures are matched, unless the instrument has none."""
        groups = {clause.group for clause in clauses if clause.group}
        leaves = [clause for clause in clauses if clause.id not in groups]
        self.clauses = [c for c in leaves if c.kind in MATCHABLE_KINDS] or leaves
        self.weights = weights or Weights()
        self._concepts = concepts or default_concepts()
        titles = {clause.id: clause.title or clause.text for clause in clauses}
        self._words = _Index([terms_of(f"{c.title} {c.text}", self._concepts) for c in self.clauses])
        self._titles = _Index([terms_of(c.title, self._concepts) for c in self.clauses])
        self._groups = _Index([terms_of(titles.get(c.group, ""), self._concepts) for c in self.clauses])

    def match(self, reading: Reading) -> list[tuple[Match, ...]]:
        """Return, for each statement of ``reading`` in order, the clauses it may report, best first.

        An empty tuple means that the statement reports no clause.
        """
        by_words = [
            self._words.similarities(terms_of(reading.paper.words(s.start, s.end), self._concepts))
            if s.role.broad in REPORTED
            else None
            for s in reading.statements
        ]
        by_heading: dict[int | None, list[float]] = {}
        by_paragraph = {
            paragraph: [self.weights.paragraph * mean for mean in means]
            for paragraph, means in _paragraph_means(reading, by_words).items()
        }
        matched: list[tuple[Match, ...]] = []
        for statement, own in zip(reading.statements, by_words, strict=True):
            if own is None:
                matched.append(())
                continue
            if statement.section not in by_heading:
                by_heading[statement.section] = self._heading_similarities(reading, statement.section)
            matched.append(
                self._rank(
                    own,
                    by_heading[statement.section],
                    by_paragraph.get(statement.paragraph),
                    concrete=bool(statement.figures or statement.evidence or statement.years),
                )
            )
        return matched

    def _heading_similarities(self, reading: Reading, section: int | None) -> list[float]:
        best = [0.0] * len(self.clauses)
        for heading in reading.heading_path(section):
            terms = terms_of(heading, self._concepts)
            similar = zip(self._titles.similarities(terms), self._groups.similarities(terms), strict=True)
            best = [max(held, *pair) for held, pair in zip(best, similar, strict=True)]
        return [self.weights.heading * similarity for similarity in best]

    def _rank(
        self, own: list[float], heading: list[float], paragraph: list[float] | None, *, concrete: bool
    ) -> tuple[Match, ...]:
        """Rank the clauses by likeness; those of the heading and of the paragraph are weighted already."""
        weights = self.weights
        evidence = [weights.words * w + h for w, h in zip(own, heading, strict=True)]
        if paragraph:
            evidence = [held + more for held, more in zip(evidence, paragraph, strict=True)]
        order = sorted(range(len(evidence)), key=evidence.__getitem__, reverse=True)[:3]
        own_floor = 0.0 if concrete else weights.own_floor
        if not order or evidence[order[0]] < weights.floor or max(own) < own_floor:
            return ()
        mass = [math.exp(weights.sharpness * evidence[i]) for i in order]
        total = sum(mass) + math.exp(weights.sharpness * weights.floor)
        return tuple(
            Match(self.clauses[i].id, round(part / total, 4))
            for i, part in zip(order, mass, strict=True)
            if evidence[i] >= weights.floor
        )


NOISE = 4.0
"""Added to the squared length of a statement, so that one common word alone is no likeness."""


class _Index:
    """Cosine similarity of a bag of terms with each of a few documents, by inverted lists.

    Terms that no document has do not count: a report says many particular things that no clause foresees.
    """

    def __init__(self, documents: Sequence[dict[str, float]]) -> None:
        holders: dict[str, int] = defaultdict(int)
        for document in documents:
            for term in document:
                holders[term] += 1
        count = len(documents)
        self._idf = {term: math.log(1 + count / held) for term, held in holders.items()}
        self._count = count
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, document in enumerate(documents):
            weighted = {term: weight * self._idf[term] for term, weight in document.items()}
            norm = math.sqrt(sum(weight * weight for weight in weighted.values())) or 1.0
            for term, weight in weighted.items():
                self._postings[term].append((index, weight / norm))

    def similarities(self, terms: dict[str, float]) -> list[float]:
        scores = [0.0] * self._count
        square = NOISE
        for term, weight in terms.items():
            idf = self._idf.get(term)
            if idf is None:
                continue
            weighted = weight * idf
            square += weighted * weighted
            for index, held in self._postings[term]:
                scores[index] += weighted * held
        norm = math.sqrt(square)
        return [score / norm for score in scores]


def _paragraph_means(reading: Reading, similarities: list[list[float] | None]) -> dict[int, list[float]]:
    """Average the similarities of the statements that share a paragraph, where it has more than one."""
    sums: dict[int, list[float]] = {}
    counts: dict[int, int] = defaultdict(int)
    for statement, own in zip(reading.statements, similarities, strict=True):
        if own is None or statement.from_table:
            continue
        counts[statement.paragraph] += 1
        previous = sums.get(statement.paragraph)
        sums[statement.paragraph] = (
            list(own) if previous is None else [a + b for a, b in zip(previous, own, strict=True)]
        )
    return {
        paragraph: [value / counts[paragraph] for value in values]
        for paragraph, values in sums.items()
        if counts[paragraph] > 1
    }
