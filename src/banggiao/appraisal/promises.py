"""What the last review promised, and what became of it (journey D2: promised → done, doing, no evidence)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from banggiao.appraisal.coverage import RANK, coverage_of
from banggiao.appraisal.records import Body, Coverage, Decision, Finding, Promise
from banggiao.appraisal.terms import Concepts, terms_of
from banggiao.reading.records import Role

SAME_MATTER = 0.3
"""The share of a promise's terms that a result must take up to count as an answer to it. A result of the
same body on the same clause is often about another matter; this keeps it from closing the promise."""


def promises_of(
    previous: Iterable[Finding],
    counting: Iterable[tuple[Finding, str]],
    bodies: Sequence[Body],
    concepts: Concepts,
) -> tuple[Promise, ...]:
    """Compare the last review's directions (phương hướng) with this review's results.

    ``previous`` are the findings of the last review; those that were refused, or that match no clause,
    promise nothing. A promise by a body since merged is answered by its successor.
    """
    answers_for = {body.key: body.key for body in bodies}
    for body in bodies:
        for predecessor in body.predecessors:
            answers_for.setdefault(predecessor, body.key)
    results: dict[tuple[str, str], list[tuple[Finding, set[str]]]] = defaultdict(list)
    for finding, body_key in counting:
        if finding.role is Role.RESULT and finding.clause:
            results[(finding.clause, body_key)].append((finding, set(terms_of(finding.words, concepts))))
    promises = []
    for made in previous:
        if made.role is not Role.DIRECTION or made.clause is None or made.decision is Decision.REFUSED:
            continue
        body_key = answers_for.get(made.actor, made.actor)
        matter = terms_of(made.words, concepts)
        answers = [
            finding
            for finding, terms in results.get((made.clause, body_key), [])
            if _share(matter, terms) >= SAME_MATTER
        ]
        best = max(
            (coverage_of(finding) for finding in answers), key=RANK.__getitem__, default=Coverage.EMPTY
        )
        outcome = {Coverage.EMPTY: "no_evidence", Coverage.TEXT: "doing"}.get(best, "done")
        promises.append(
            Promise(
                id=made.id,
                clause=made.clause,
                body=body_key,
                words=made.corrected_words or made.words,
                place=made.place,
                outcome=outcome,
                findings=tuple(finding.id for finding in answers),
            )
        )
    return tuple(promises)


def _share(matter: dict[str, float], terms: set[str]) -> float:
    total = sum(matter.values())
    return sum(weight for term, weight in matter.items() if term in terms) / total if total else 0.0
