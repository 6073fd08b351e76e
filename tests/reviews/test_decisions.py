"""A person confirms, corrects, refuses and re-matches; the appraisal follows, and every deed can be undone."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event
from banggiao.reviews import selectors, services
from banggiao.sources.models import Claim
from tests.reviews.papers import TRAINING, TWINNING, report

LAN, MINH = "Lan", "Minh"
QUANG_NINH = "Ủy ban nhân dân tỉnh Quảng Ninh"


@pytest.fixture
def thread(review, send):
    """The statement about training, which counts for clause 1.1."""
    send("a.docx", report(QUANG_NINH, TRAINING, TWINNING))
    (statement,) = [s for s in selectors.cell(review, "1.1", "province-22") if s.finding.role == "result"]
    return statement.thread


def filled(review):
    return {(c.clause, c.body) for c in selectors.appraisal_of(review).cells if c.year is None}


def prose(review):
    return " ".join(s.text for p in selectors.appraisal_of(review).passages for s in p.sentences)


def clause(review, number):
    return review.instrument.clauses.get(number=number)


def test_a_refused_statement_counts_for_nothing_and_is_still_there(review, thread):
    assert ("1.1", "province-22") in filled(review)
    assert "12 lớp bồi dưỡng" in prose(review)
    services.claim_refuse(claim=selectors.claim(review, thread), reason="không đúng mục", who=LAN)
    assert ("1.1", "province-22") not in filled(review)
    assert "12 lớp bồi dưỡng" not in prose(review)
    assert selectors.statement(review, thread).state == "refused"
    assert ("1.1", "province-22") not in {(c.clause, c.body) for c in selectors.matrix(review).cells}


def test_a_refusal_needs_a_reason(review, thread):
    with pytest.raises(DeedRefused) as refused:
        services.claim_refuse(claim=selectors.claim(review, thread), reason=" ", who=LAN)
    assert refused.value.field == "reason"
    assert selectors.statement(review, thread).state == "proposed"


def test_a_confirmed_statement_is_no_longer_a_draft(review, thread):
    finding = selectors.statement(review, thread).finding.id
    services.claim_confirm(claim=selectors.claim(review, thread), who=LAN)
    sentences = [s for p in selectors.appraisal_of(review).passages for s in p.sentences]
    assert [s.draft for s in sentences if s.findings == (finding,)] == [False]
    assert any(s.draft for s in sentences if s.kind == "fact")


def test_a_corrected_statement_is_written_in_the_corrected_words_and_keeps_its_own(review, thread):
    services.claim_correct(
        claim=selectors.claim(review, thread), words="Tổ chức 12 lớp  cho cán bộ.", who=LAN
    )
    finding = selectors.statement(review, thread).finding
    assert finding.corrected_words == "Tổ chức 12 lớp cho cán bộ."
    assert finding.words == TRAINING
    assert "Tổ chức 12 lớp cho cán bộ." in prose(review)


def test_a_rematched_statement_counts_for_the_clause_that_a_person_named(review, thread):
    services.claim_rematch(
        claim=selectors.claim(review, thread), review=review, clause=clause(review, "1.3"), who=LAN
    )
    assert ("1.3", "province-22") in filled(review)
    assert ("1.1", "province-22") not in filled(review)
    statement = selectors.statement(review, thread)
    assert statement.state == "confirmed"
    assert [(m.clause, m.score) for m in statement.finding.matches] == [("1.3", 1.0)]
    assert statement.finding.figures  # its figures come along


def test_a_rematch_supersedes_the_claim_and_both_stay_on_record(review, thread):
    old = selectors.claim(review, thread)
    new = services.claim_rematch(claim=old, review=review, clause=clause(review, "1.3"), who=LAN)
    old.refresh_from_db()
    assert new.supersedes == old
    assert old.state == "superseded"
    assert old.recorded_to == new.recorded_from
    assert (new.words, new.start, new.source) == (old.words, old.start, old.source)


def test_a_statement_can_be_matched_to_no_clause(review, thread):
    services.claim_rematch(claim=selectors.claim(review, thread), review=review, clause=None, who=LAN)
    assert ("1.1", "province-22") not in filled(review)
    assert selectors.statement(review, thread).finding.clause is None
    assert thread not in {s.thread for s in selectors.unmatched(review)}  # a person has decided


def test_a_clause_of_another_instrument_is_refused(review, thread):
    from tests.reviews.papers import word

    other = services.review_create(
        name="khac.docx",
        data=word(
            "BỘ NGOẠI GIAO", "CHỈ THỊ", "Về việc khác", "I. NHIỆM VỤ", "1. Việc khác hẳn cần làm ngay."
        ),
        who=LAN,
    )
    with pytest.raises(DeedRefused):
        services.claim_rematch(
            claim=selectors.claim(review, thread),
            review=review,
            clause=other.instrument.clauses.get(number="1"),
            who=LAN,
        )


def test_decisions_are_undone_one_after_the_other_back_to_the_proposal(review, thread):
    def now():
        statement = selectors.statement(review, thread)
        return statement.state.value, statement.finding.clause, statement.finding.corrected_words

    def claim():
        return selectors.claim(review, thread)

    steps = [now()]
    services.claim_correct(claim=claim(), words="Câu đã sửa.", who=LAN)
    steps.append(now())
    services.claim_rematch(claim=claim(), review=review, clause=clause(review, "1.3"), who=LAN)
    steps.append(now())
    services.claim_refuse(claim=claim(), reason="thôi", who=MINH)
    steps.append(now())
    assert steps == [
        ("proposed", "1.1", ""),
        ("corrected", "1.1", "Câu đã sửa."),
        ("corrected", "1.3", "Câu đã sửa."),
        ("refused", "1.3", ""),
    ]
    for step in reversed(steps[:-1]):
        services.claim_undo(claim=claim(), who=MINH)
        assert now() == step
    with pytest.raises(DeedRefused) as refused:
        services.claim_undo(claim=claim(), who=MINH)
    assert refused.value.code == "claim-nothing-to-undo"


def test_after_an_undo_a_new_decision_can_be_undone_too(review, thread):
    for _ in range(2):
        services.claim_confirm(claim=selectors.claim(review, thread), who=LAN)
        services.claim_undo(claim=selectors.claim(review, thread), who=LAN)
    services.claim_refuse(claim=selectors.claim(review, thread), reason="sai", who=LAN)
    services.claim_undo(claim=selectors.claim(review, thread), who=LAN)
    assert selectors.statement(review, thread).state == "proposed"


def test_every_decision_is_in_the_audit_with_before_and_after(review, thread):
    services.claim_confirm(claim=selectors.claim(review, thread), who=LAN)
    services.claim_refuse(claim=selectors.claim(review, thread), reason="trùng", who=MINH)
    services.claim_undo(claim=selectors.claim(review, thread), who=MINH)
    told = [
        (e.code, e.who, e.before["state"], e.after["state"], e.reason)
        for e in Event.objects.filter(noun="claim", record_key=thread).order_by("id")
    ]
    assert told == [
        ("claim.confirmed", LAN, "proposed", "confirmed", ""),
        ("claim.refused", MINH, "confirmed", "refused", "trùng"),
        ("claim.undone", MINH, "refused", "confirmed", "claim.refused"),
    ]


def test_a_decision_on_a_claim_that_was_superseded_meanwhile_reaches_the_current_one(review, thread):
    seen_by_minh = selectors.claim(review, thread)
    services.claim_rematch(
        claim=selectors.claim(review, thread), review=review, clause=clause(review, "1.3"), who=LAN
    )
    services.claim_refuse(claim=seen_by_minh, reason="sai", who=MINH)
    statement = selectors.statement(review, thread)
    assert (statement.state, statement.finding.clause) == ("refused", "1.3")


@pytest.mark.parametrize(
    "change",
    [
        {"state": "confirmed"},  # by nobody
        {"state": "refused", "decided_by": LAN},  # without a reason
        {"state": "corrected", "decided_by": LAN},  # without words
        {"state": "superseded"},  # and still current
        {"end": 0},
        {"confidence": 1.5},
    ],
)
def test_the_database_refuses_a_claim_that_cannot_be(review, thread, change):
    claims = Claim.objects.filter(thread=thread)
    with pytest.raises(IntegrityError), transaction.atomic():
        claims.update(**change)


def test_the_database_refuses_two_current_claims_for_one_statement(review, thread):
    twin = selectors.claim(review, thread)
    twin.pk, twin._state.adding = None, True
    twin.key = Claim._meta.get_field("key").get_default()
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
