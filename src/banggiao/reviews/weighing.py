"""Weighing statements again when the pile has grown: reports teach how they word a clause, and people's
decisions teach too (:mod:`banggiao.appraisal.experience`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from banggiao.appraisal import reconsider
from banggiao.appraisal.matching import REPORTED, default_concepts
from banggiao.appraisal.records import Finding
from banggiao.core.audit import record_event
from banggiao.core.jobs import Payload, handles, job_enqueue_waiting
from banggiao.instruments.models import Clause
from banggiao.reviews.findings import CLAUSE, claims_in, findings_from, matches_of, target_of, thread_of
from banggiao.reviews.models import Review
from banggiao.sources.models import Claim, ClaimState

WEIGH_AGAIN = "reviews.weigh_again"
FIRST_MATCHES = "first_matches"
"""What the matcher said of a statement before the pile was asked: every weighing starts from it."""
GATHERING = timedelta(seconds=5)
"""How long papers gather before the pile is weighed: sixty that come at once are weighed once."""
READER = "bộ đọc"
"""Who acts in the audit when it is the program."""


def ask_to_weigh_again(review: Review) -> None:
    """Ask that the review's undecided statements be weighed again, once for however many papers wait."""
    payload = {"review": str(review.key)}
    job_enqueue_waiting(kind=WEIGH_AGAIN, subject=str(review.key), payload=payload, delay=GATHERING)


@handles(WEIGH_AGAIN)
def weigh_again(payload: Payload) -> None:
    """Move the undecided statements that the pile as a whole says belong to another clause."""
    review = Review.objects.select_related("instrument__source").get(key=payload["review"])
    rows = Clause.objects.filter(instrument=review.instrument, archived_at__isnull=True)
    keys = dict(rows.values_list("number", "key"))
    numbers = {str(key): number for number, key in keys.items()}
    spoken = claims_in(review).filter(noun=CLAUSE, role__in=[role.value for role in REPORTED])
    with transaction.atomic():
        undecided = {
            claim.thread: claim for claim in spoken.filter(state=ClaimState.PROPOSED).select_for_update()
        }

        def as_first_matched(finding: Finding) -> Finding:
            claim = undecided.get(thread_of(review, finding.id))
            if claim is None or FIRST_MATCHES not in claim.says:
                return finding
            return replace(finding, matches=matches_of(claim.says[FIRST_MATCHES], numbers))

        said = [as_first_matched(finding) for finding in findings_from(spoken, review)]
        moved: list[Claim] = []
        for finding in reconsider(said, default_concepts()):
            claim = undecided.get(thread_of(review, finding.id))
            noun, record_key, candidates = target_of(finding, review, keys)
            if claim is None or noun != CLAUSE or record_key == claim.record_key:
                continue
            claim.says.setdefault(FIRST_MATCHES, claim.candidates)
            claim.record_key, claim.candidates, claim.confidence = record_key, candidates, candidates[0][1]
            moved.append(claim)
        if moved:
            Claim.objects.bulk_update(
                moved, ["record_key", "candidates", "says", "confidence"], batch_size=100
            )
            record_event(
                "review.weighed_again",
                noun="review",
                record_key=review.key,
                who=READER,
                after={"moved": len(moved)},
            )
