"""What a person decides about one statement of a report."""

from __future__ import annotations

from banggiao.core.errors import DeedRefused
from banggiao.instruments.models import Clause
from banggiao.reviews.models import Review
from banggiao.sources import services as sources
from banggiao.sources.models import Claim
from banggiao.sources.services import claim_confirm, claim_correct, claim_refuse, claim_undo

__all__ = ["claim_confirm", "claim_correct", "claim_refuse", "claim_rematch", "claim_undo"]


def claim_rematch(*, claim: Claim, review: Review, clause: Clause | None, who: str) -> Claim:
    """Say which clause a statement reports; None says that it reports no clause. Confirms the statement.

    A new claim takes the old one's place under the same thread.

    Raises:
        DeedRefused: the clause is of another instrument, or archived.
    """
    if clause is None:
        return sources.claim_repoint(
            claim=claim, noun="review", record_key=review.key, candidates=[], who=who
        )
    if clause.instrument_id != review.instrument_id or clause.archived_at is not None:
        raise DeedRefused(
            "clause-not-here",
            "Mục này không thuộc văn kiện đang rà soát.",
            "The clause is not of the instrument under review.",
            field="clause",
        )
    return sources.claim_repoint(
        claim=claim, noun="clause", record_key=clause.key, candidates=[[str(clause.key), 1.0]], who=who
    )
