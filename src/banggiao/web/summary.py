"""How far a review has come, in the few numbers that stand at the head of each of its pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from banggiao.reading.records import Role
from banggiao.reviews import selectors
from banggiao.reviews.findings import CLAUSE, claims_in
from banggiao.reviews.models import Review, SubmissionState
from banggiao.sources.models import ClaimState


@dataclass(frozen=True, slots=True)
class Summary:
    """``statements`` are the results that fill the matrix, ``decided`` those that a person has judged."""

    asked: int
    reported: int
    files: int
    busy: int
    statements: int
    decided: int

    @property
    def is_draft(self) -> bool:
        return self.decided < self.statements


def summary_of(review: Review) -> Summary:
    """Count what a review asked for, what came, and what was judged."""
    asked = review.bodies.filter(archived_at__isnull=True).count()
    papers = review.submissions.filter(archived_at__isnull=True).aggregate(
        files=Count("id"),
        busy=Count("id", filter=Q(state__in=[SubmissionState.QUEUED, SubmissionState.READING])),
    )
    results = claims_in(review).filter(noun=CLAUSE, role=Role.RESULT.value)
    claims = results.aggregate(
        statements=Count("id"), decided=Count("id", filter=~Q(state=ClaimState.PROPOSED))
    )
    return Summary(asked=asked, reported=asked - len(selectors.missing(review)), **papers, **claims)
