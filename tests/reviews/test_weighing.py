"""The pile teaches how reports word a clause; what people decided stays where they put it."""

from __future__ import annotations

import pytest

from banggiao.instruments.models import Clause
from banggiao.reviews import services
from banggiao.reviews.weighing import FIRST_MATCHES, weigh_again
from banggiao.sources.models import Claim
from tests.reviews.papers import TRAINING, report

LAN = "Lan"
BODIES = ("tỉnh Quảng Ninh", "tỉnh Cà Mau", "thành phố Hải Phòng", "tỉnh Bắc Ninh", "tỉnh Lào Cai")


@pytest.fixture
def doubtful(review, send):
    """Four reports surely about training, and one in the same words that was taken for another clause."""
    keys = {clause.number: str(clause.key) for clause in Clause.objects.filter(instrument=review.instrument)}
    claims = []
    for body in BODIES:
        submission = send(f"{body}.docx", report(f"Ủy ban nhân dân {body}", TRAINING))
        claims.append(Claim.objects.get(source=submission.source, role="result"))
    for claim in claims[:-1]:
        Claim.objects.filter(pk=claim.pk).update(candidates=[[keys["1.1"], 0.95]], confidence=0.95)
    claim = claims[-1]
    claim.record_key, claim.candidates, claim.confidence = keys["2.2"], [[keys["2.2"], 0.5]], 0.5
    claim.save()
    claim.refresh_from_db()
    return claim, keys


def test_a_doubtful_statement_follows_the_pile_and_its_first_match_is_kept(review, doubtful):
    claim, keys = doubtful
    weigh_again({"review": str(review.key)})
    claim.refresh_from_db()

    assert str(claim.record_key) == keys["1.1"]
    assert claim.says[FIRST_MATCHES] == [[keys["2.2"], 0.5]]

    weigh_again({"review": str(review.key)})
    before = claim.candidates
    claim.refresh_from_db()
    assert claim.candidates == before


def test_what_a_person_decided_is_not_moved(review, doubtful):
    claim, keys = doubtful
    services.claim_confirm(claim=claim, who=LAN)
    weigh_again({"review": str(review.key)})

    assert str(Claim.objects.get(thread=claim.thread, recorded_to=None).record_key) == keys["2.2"]
