"""A review is opened from a directive, asks bodies, and changes its clauses by hand."""

from __future__ import annotations

import pytest

from banggiao.core.errors import DeedRefused
from banggiao.core.jobs import run_until_idle
from banggiao.core.models import Event
from banggiao.instruments.models import Clause, Instrument
from banggiao.reading.refusal import Reason, Refusal
from banggiao.reviews import selectors, services
from banggiao.reviews.models import Review
from tests.reviews.papers import DIRECTIVE_NAME, INVESTMENT, TRAINING, directive, report, secret

LAN = "Lan"
QUANG_NINH = "Ủy ban nhân dân tỉnh Quảng Ninh"


def test_the_clauses_and_the_bodies_asked_are_read_from_the_directive(review):
    clauses = review.instrument.clauses.all()
    assert [clause.number for clause in clauses] == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2"]
    assert clauses[1].group == clauses[0]
    assert [body.actor.code for body in review.bodies.all()] == [
        "bct", "bqp", "province-79", "province-22", "province-96", "province-31",
    ]  # fmt: skip
    assert review.instrument.number == "9/CT-BNG"
    assert review.title == "Chỉ thị Về tăng cường hội nhập quốc tế của địa phương"


def test_a_clause_and_a_body_are_pinned_to_their_words_in_the_directive(review):
    text = review.instrument.source.text
    clause = review.instrument.clauses.get(number="2.1")
    assert text[clause.start : clause.end].startswith("Xúc tiến đầu tư")
    body = review.bodies.get(actor__code="bct")
    assert text[body.start : body.end] == body.name == "Bộ Công Thương"


def test_a_second_review_of_the_same_directive_keeps_its_corrected_clauses(review):
    clause = review.instrument.clauses.get(number="2.1")
    services.clause_change(clause=clause, title="Xúc tiến đầu tư nước ngoài", who=LAN)
    again = services.review_create(name=DIRECTIVE_NAME, data=directive(), who=LAN)
    assert again != review
    assert again.instrument == review.instrument
    assert Instrument.objects.filter(code__isnull=True).count() == 1
    assert again.instrument.clauses.get(number="2.1").title == "Xúc tiến đầu tư nước ngoài"


def test_a_secret_directive_opens_no_review(vietnam, home):
    with pytest.raises(Refusal) as refused:
        services.review_create(name="mat.docx", data=secret("kế hoạch"), who=LAN)
    assert refused.value.reason is Reason.SECRET
    assert not Review.objects.exists()
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_a_period_that_ends_before_it_begins_is_refused(vietnam, home):
    with pytest.raises(DeedRefused) as refused:
        services.review_create(name=DIRECTIVE_NAME, data=directive(), period=(2025, 2020), who=LAN)
    assert refused.value.field == "period"
    assert "Năm cuối" in refused.value.message("vi")
    assert not Review.objects.exists()


def test_a_clause_added_between_others_keeps_the_order(review):
    after = review.instrument.clauses.get(number="1.1")
    services.clause_add(
        review=review, number="1.1a", title="Ngoại ngữ cho lãnh đạo", group=after.group, after=after, who=LAN
    )
    shown = [clause.id for clause in selectors.matrix(review).clauses]
    assert shown == ["1", "1.1", "1.1a", "1.2", "1.3", "2", "2.1", "2.2"]


def test_a_clause_number_is_never_given_twice(review):
    clause = review.instrument.clauses.get(number="2.2")
    services.clause_archive(clause=clause, who=LAN)
    assert "2.2" not in [c.id for c in selectors.matrix(review).clauses]
    with pytest.raises(DeedRefused, match="already given"):
        services.clause_add(review=review, number="2.2", title="Mục khác", who=LAN)
    assert Clause.objects.filter(instrument=review.instrument, number="2.2").count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [({"number": " "}, "number"), ({"title": ""}, "title"), ({"kind": "wish"}, "kind")],
)
def test_a_clause_without_number_title_or_kind_is_refused(review, change, field):
    with pytest.raises(DeedRefused) as refused:
        services.clause_add(review=review, **{"number": "3", "title": "Mục ba", "who": LAN} | change)
    assert refused.value.field == field


def test_a_group_with_clauses_under_it_is_not_archived(review):
    with pytest.raises(DeedRefused) as refused:
        services.clause_archive(clause=review.instrument.clauses.get(number="1"), who=LAN)
    assert refused.value.code == "clause-has-members"


def test_a_clause_is_never_its_own_group(review):
    group = review.instrument.clauses.get(number="1")
    member = review.instrument.clauses.get(number="1.1")
    with pytest.raises(DeedRefused):
        services.clause_change(clause=group, group=member, keep_group=False, who=LAN)


def test_what_was_changed_in_a_clause_is_in_the_audit(review):
    clause = review.instrument.clauses.get(number="2.1")
    services.clause_change(clause=clause, title="Đầu tư", who=LAN)
    event = Event.objects.get(code="clause.changed")
    assert (event.who, event.record_key) == (LAN, clause.key)
    assert (event.before["title"], event.after["title"]) == ("Xúc tiến đầu tư", "Đầu tư")


def test_statements_nobody_decided_follow_a_changed_clause_and_decided_ones_stay(review, send):
    send("a.docx", report(QUANG_NINH, TRAINING, INVESTMENT))
    (investment,) = selectors.cell(review, "2.1", "province-22")
    results = [s for s in selectors.cell(review, "1.1", "province-22") if s.finding.role == "result"]
    services.claim_confirm(claim=selectors.claim(review, results[0].thread), who=LAN)

    services.clause_archive(clause=review.instrument.clauses.get(number="2.1"), who=LAN)
    services.clause_archive(clause=review.instrument.clauses.get(number="1.1"), who=LAN)
    services.clause_add(
        review=review,
        number="2.3",
        title="Hội nghị xúc tiến đầu tư, thu hút dự án đầu tư nước ngoài",
        who=LAN,
    )
    run_until_idle()

    assert [s.thread for s in selectors.cell(review, "2.3", "province-22")] == [investment.thread]
    kept = selectors.statement(review, results[0].thread)
    assert kept.state == "confirmed"
    assert kept.finding.clause is None


def test_bodies_are_set_in_the_order_given(review):
    services.bodies_set(review=review, codes=["province-22", "mfa", "bct"], who=LAN)
    assert [body.key for body in selectors.matrix(review).bodies] == ["province-22", "mfa", "bct"]
    assert [body.actor.code for body in selectors.missing(review)] == ["province-22", "mfa", "bct"]
    kept = review.bodies.get(actor__code="bct", archived_at__isnull=True)
    assert kept.start is not None  # it is still pinned to the directive's list


@pytest.mark.parametrize("codes", [["bct", "không-có"], ["bct", "bct"]])
def test_a_list_of_bodies_with_a_stranger_or_a_repetition_is_refused(review, codes):
    with pytest.raises(DeedRefused):
        services.bodies_set(review=review, codes=codes, who=LAN)
    assert review.bodies.filter(archived_at__isnull=True).count() == 6


def test_the_last_review_must_be_a_review_json(review):
    with pytest.raises(DeedRefused) as refused:
        services.review_set_since(review=review, data=b'{"a": 1}', who=LAN)
    assert refused.value.field == "since"


def test_what_the_last_review_promised_is_compared(review, send):
    from banggiao.publishing import review_json

    send("a.docx", report(QUANG_NINH, TRAINING))
    last = review_json(selectors.appraisal_of(review))
    review = services.review_set_since(review=review, data=last, who=LAN)
    (promise,) = selectors.appraisal_of(review).promises
    assert (promise.body, promise.clause, promise.outcome) == ("province-22", "1.1", "done")
