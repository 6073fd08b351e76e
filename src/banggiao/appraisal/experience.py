"""What a pile of reports teaches about its own wording.

Sixty bodies that answer one request word the same matter alike. From the statements that match their clause
beyond doubt, or that a person has confirmed, the program learns which words go with which clause in this
pile, and reconsiders the others: naive Bayes, trained on its own surest answers (self-training; Nigam et
al., 2000, *Machine Learning* 39). Nothing is remembered from one review to the next.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from banggiao.appraisal.records import Decision, Finding, Match
from banggiao.appraisal.terms import Concepts, terms_of

SURE = 0.9  # the score from which a match may teach
RARE = 3  # a term heard less often teaches nothing
DOUBT = 0.02  # what an answer that the matcher did not give may still be worth
CONSIDERED = 3  # how many matches a statement keeps


def reconsider(findings: Iterable[Finding], concepts: Concepts) -> list[Finding]:
    """Return the findings with the matches of undecided statements weighed again, in the given order.

    Statements that people decided on, and the surest, teach and are left as they are. A statement that was
    taken for no clause stays so; so does a table's row.
    """
    ordered = list(findings)
    terms = [
        terms_of(finding.words, concepts) if finding.matches and not finding.from_table else {}
        for finding in ordered
    ]
    experience = _Experience(
        (finding.matches[0].clause, words)
        for finding, words in zip(ordered, terms, strict=True)
        if words and _teaches(finding)
    )
    return [
        replace(finding, matches=experience.weigh(finding.matches, words))
        if words and finding.decision is Decision.PROPOSED and finding.matches[0].score < SURE
        else finding
        for finding, words in zip(ordered, terms, strict=True)
    ]


def _teaches(finding: Finding) -> bool:
    if finding.decision is Decision.REFUSED:
        return False
    return finding.decision is not Decision.PROPOSED or finding.matches[0].score >= SURE


class _Experience:
    """How much each term speaks for each clause, as the log of its share there against chance."""

    def __init__(self, lessons: Iterable[tuple[str, Iterable[str]]]) -> None:
        heard: dict[str, Counter[str]] = defaultdict(Counter)
        clauses: Counter[str] = Counter()
        for clause, terms in lessons:
            clauses[clause] += 1
            for term in terms:
                heard[term][clause] += 1
        self._clauses = sorted(clauses)
        count = len(clauses) or 1
        fair = {clause: clauses.total() / (count * number) for clause, number in clauses.items()}
        self._against: dict[str, float] = {}
        self._for: dict[str, list[tuple[str, float]]] = {}
        for term, where in heard.items():
            total = where.total()
            if total < RARE:
                continue
            against = math.log(1 / (total + 1))
            self._against[term] = against
            self._for[term] = [
                (clause, math.log((number * fair[clause] + 1) / (total + 1)) - against)
                for clause, number in where.items()
            ]

    def weigh(self, matches: Sequence[Match], terms: Iterable[str]) -> tuple[Match, ...]:
        """Return the matches after what was learnt of the terms is added to what the matcher said."""
        known = [term for term in terms if term in self._against]
        if not known:
            return tuple(matches)
        scale = 1 / math.sqrt(len(known))  # terms overlap: they are no independent witnesses
        learnt: dict[str, float] = defaultdict(float)
        for term in known:
            for clause, weight in self._for[term]:
                learnt[clause] += weight * scale
        said = {match.clause: math.log(max(match.score, DOUBT)) for match in matches}
        doubt = math.log(DOUBT)
        weighed = {clause: said.get(clause, doubt) + learnt.get(clause, 0.0) for clause in {*said, *learnt}}
        best = sorted(weighed, key=lambda clause: (-weighed[clause], clause))[:CONSIDERED]
        top = weighed[best[0]]
        mass = [math.exp(weighed[clause] - top) for clause in best]
        return tuple(
            Match(clause, round(part / sum(mass), 4)) for clause, part in zip(best, mass, strict=True)
        )
