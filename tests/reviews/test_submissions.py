"""Reports come in: each is read once, counts for the body that it answers for, and is refused by name."""

from __future__ import annotations

import pytest

from banggiao.core.jobs import job_claim, job_run, run_until_idle
from banggiao.core.models import Event, Job
from banggiao.reviews import selectors, services
from banggiao.reviews.jobs import read_submission
from banggiao.reviews.models import Submission
from banggiao.reviews.submissions import READ_SUBMISSION
from banggiao.sources.models import Claim
from tests.reviews.papers import (
    AID,
    DIRECTIVE_NAME,
    INVESTMENT,
    TRAINING,
    TWINNING,
    directive,
    report,
    secret,
    word,
    zipped,
)

LAN = "Lan"
QUANG_NINH = "Ủy ban nhân dân tỉnh Quảng Ninh"


def test_a_report_fills_the_cells_of_its_body(review, send):
    send("quang-ninh.docx", report(QUANG_NINH, TRAINING, TWINNING, AID))
    cells = {(c.clause, c.body): c.coverage for c in selectors.matrix(review).cells if c.year is None}
    assert cells == {
        ("1.1", "province-22"): "figure",
        ("1.2", "province-22"): "figure",
        ("2.2", "province-22"): "evidence",
    }


def test_a_statement_is_pinned_to_the_words_of_the_report(review, send):
    submission = send("quang-ninh.docx", report(QUANG_NINH, TRAINING))
    for claim in Claim.objects.filter(source=submission.source):
        assert submission.source.text[claim.start : claim.end] == claim.words
    (statement, *_) = selectors.cell(review, "1.1", "province-22")
    assert statement.finding.place.file == "quang-ninh.docx"
    assert statement.finding.place.heading_path[0] == "I. KẾT QUẢ THỰC HIỆN"


def test_the_header_says_who_wrote_the_report_when_and_under_which_number(send):
    submission = send("a.docx", report(QUANG_NINH, TRAINING, day="ngày 5 tháng 8 năm 2025"))
    assert submission.actor.code == submission.counts_for.code == "province-22"
    assert submission.report_date.isoformat() == "2025-08-05"
    assert submission.number == "15/BC-UBND"
    assert (submission.state, submission.progress) == ("read", 100)


def test_the_appraisal_from_the_register_equals_the_one_from_the_files(review, send):
    from banggiao.appraisal import Matcher, findings_of
    from banggiao.instruments.selectors import clause_records
    from banggiao.reading.intake import open_paper
    from banggiao.reviews.reader import register_reader

    data = report(QUANG_NINH, TRAINING, TWINNING, INVESTMENT, AID)
    send("a.docx", data)
    reading = register_reader().read(open_paper("a.docx", data))
    straight = findings_of(reading, Matcher(clause_records(review.instrument)), "province-22", "a.docx")
    assert selectors.appraisal_of(review).findings == straight


def test_a_merged_body_is_answered_for_by_its_predecessor(review, send):
    submission = send(
        "binh-duong.docx", report("Ủy ban nhân dân tỉnh Bình Dương", TRAINING, day="ngày 5 tháng 5 năm 2025")
    )
    assert submission.actor.code == "former-province-74"
    assert submission.counts_for.code == "province-79"
    assert "province-79" not in selectors.matrix(review).missing
    assert [s.body for s in selectors.cell(review, "1.1", "province-79")] == ["province-79"] * 2


def test_before_the_merger_the_predecessor_answers_for_nobody_else(vietnam, home):
    from tests.reviews.papers import DIRECTIVE_NAME, directive

    review = services.review_create(name=DIRECTIVE_NAME, data=directive(), period=(2020, 2024), who=LAN)
    paper = report("Ủy ban nhân dân tỉnh Bình Dương", TRAINING, day="ngày 5 tháng 5 năm 2024")
    services.submission_receive(review=review, name="binh-duong.docx", data=paper, who=LAN)
    run_until_idle()
    assert Submission.objects.get().counts_for is None
    services.review_change(review=review, period=(2020, 2025), keep_period=False, who=LAN)
    assert Submission.objects.get().counts_for.code == "province-79"


def test_a_newer_report_of_the_same_body_replaces_the_older_visibly(review, send):
    new = send("moi.docx", report(QUANG_NINH, TWINNING, day="ngày 1 tháng 10 năm 2025"))
    old = send("cu.docx", report(QUANG_NINH, TRAINING, day="ngày 1 tháng 8 năm 2025"))
    assert (old.state, old.replaced_by) == ("replaced", new)
    assert new.state == "read"
    assert selectors.cell(review, "1.1", "province-22") == [
        s for s in selectors.cell(review, "1.1", "province-22") if s.submission == new.key
    ]
    shown = {r.file: r.replaced_by for r in selectors.appraisal_of(review).reports}
    assert shown == {"moi.docx": "", "cu.docx": "moi.docx"}
    assert ("1.2", "province-22") in {(c.clause, c.body) for c in selectors.matrix(review).cells}


def test_who_has_not_reported_is_known(review, send):
    send("a.docx", report(QUANG_NINH, TRAINING))
    assert [b.actor.code for b in selectors.missing(review)] == [
        "bct", "bqp", "province-79", "province-96", "province-31",
    ]  # fmt: skip
    assert selectors.appraisal_of(review).missing == tuple(b.actor.code for b in selectors.missing(review))


def test_the_same_bytes_sent_twice_are_one_report(review, send):
    data = report(QUANG_NINH, TRAINING)
    first = send("a.docx", data)
    assert send("b.docx", data) == first
    assert Submission.objects.count() == 1
    assert Job.objects.filter(kind=READ_SUBMISSION).count() == 1


def test_two_papers_of_one_name_are_told_apart(review, send):
    send("bao-cao.docx", report(QUANG_NINH, TRAINING))
    second = send("bao-cao.docx", report("Bộ Công Thương", INVESTMENT))
    assert second.file_name == "bao-cao (2).docx"
    assert {s.finding.place.file for s in selectors.cell(review, "2.1", "bct")} == {"bao-cao (2).docx"}


def test_the_papers_of_a_zip_come_in_one_by_one(review, send):
    files = zipped(
        a_docx=report(QUANG_NINH, TRAINING), b_docx=secret("nội dung"), c_docx=report(QUANG_NINH)[:900]
    )
    good, bad, broken = sorted(send("tat-ca.zip", files), key=lambda submission: submission.file_name)
    assert (good.file_name, good.state) == ("tat-ca.zip/a.docx", "read")
    assert (bad.state, bad.reason_code) == ("refused", "secret")
    assert (broken.state, broken.reason_code) == ("refused", "broken")
    assert "tat-ca.zip/c.docx" in broken.message_vi


def test_a_refused_file_is_in_the_export_with_its_reason(review, send):
    send("mat.docx", secret("nội dung"))
    (refused,) = selectors.appraisal_of(review).refused
    assert (refused.file, refused.reason) == ("mat.docx", "secret")
    assert "bí mật nhà nước" in refused.message_vi
    assert "State secrecy" in refused.message_en


def test_a_file_refused_twice_is_listed_once(review, send):
    assert send("mat.docx", secret("nội dung")) == send("mat.docx", secret("nội dung"))


def test_a_report_of_an_unknown_body_waits_for_a_person_to_name_it(review, send):
    submission = send("la.docx", report("Hội Những người yêu hoa giấy", TRAINING))
    assert submission.actor is None
    assert selectors.matrix(review).cells == ()
    services.submission_set_actor(submission=submission, code="province-31", who=LAN)
    submission.refresh_from_db()
    assert submission.counts_for.code == "province-31"
    assert {(c.clause, c.body) for c in selectors.matrix(review).cells} == {("1.1", "province-31")}


def test_a_job_that_is_run_again_leaves_the_same_records(review, send):
    submission = send("a.docx", report(QUANG_NINH, TRAINING, TWINNING))
    before = list(Claim.objects.order_by("id").values())
    events = Event.objects.count()
    read_submission({"submission": str(submission.key)})
    assert before == list(Claim.objects.order_by("id").values())
    assert Event.objects.count() == events


def test_a_worker_that_died_after_its_work_changes_nothing_when_the_job_comes_back(review):
    services.submission_receive(review=review, name="a.docx", data=report(QUANG_NINH, TRAINING), who=LAN)
    job = job_claim()
    read_submission(job.payload)  # and the worker is gone before it can say so
    claims = Claim.objects.count()
    job_run(job)
    assert Claim.objects.count() == claims
    assert Job.objects.get(kind=READ_SUBMISSION).state == "done"


def test_a_paper_that_makes_the_reader_fail_is_refused_in_the_end_and_the_rest_goes_on(
    review, send, monkeypatch
):
    from datetime import timedelta

    from django.utils import timezone

    from banggiao.reading.reader import Reader

    read = Reader.read_statements

    def fail_on_bct(self, paper):
        if paper.name == "bct.docx":
            raise RuntimeError("lời trong báo cáo")
        return read(self, paper)

    monkeypatch.setattr(Reader, "read_statements", fail_on_bct)
    failing = send("bct.docx", report("Bộ Công Thương", INVESTMENT))
    good = send("a.docx", report(QUANG_NINH, TRAINING))
    now = timezone.now()
    for _ in range(10):
        now += timedelta(hours=1)
        if (job := job_claim(now=now)) is not None:
            job_run(job)
    failing.refresh_from_db()
    assert good.state == "read"
    assert (failing.state, failing.reason_code) == ("refused", "not-read")
    assert "lời trong báo cáo" not in Job.objects.get(state="failed").last_error


def test_statements_that_match_no_clause_are_kept_for_a_person(review, send):
    send("a.docx", report(QUANG_NINH, "Đã trồng 1.200 cây phượng trên các tuyến phố trung tâm.", TRAINING))
    (statement,) = selectors.unmatched(review)
    assert "cây phượng" in statement.finding.words
    assert statement.finding.clause is None


def test_a_paper_is_shown_with_its_statements_in_place(review, send):
    submission = send("a.docx", report(QUANG_NINH, TRAINING, TWINNING))
    view = selectors.paper(submission)
    words = [view.text[s.finding.place.start : s.finding.place.end] for s in view.statements]
    assert words == [s.finding.words for s in view.statements]
    assert any(w.startswith("Đã tổ chức 12 lớp") for w in words)
    assert selectors.paper(send("mat.docx", secret("nội dung"))) is None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut", word("")])
def test_a_file_without_text_is_refused_by_name(review, send, data):
    submission = send("rong.docx", data)
    assert submission.state == "refused"
    assert submission.message_vi.startswith("rong.docx: ")
    assert submission.sha256 == ""


def test_a_paper_read_between_two_questions_is_left_for_the_next_look(review, send, monkeypatch):
    """A page asks for the papers, then for their statements; a worker may finish one in between."""
    from banggiao.reviews import findings

    send("a.docx", report(QUANG_NINH, TRAINING))
    known = findings._papers(review)
    send("b.docx", report("Ủy ban nhân dân tỉnh Cà Mau", TRAINING))
    monkeypatch.setattr(findings, "_papers", lambda review: known)

    assert {f.place.file for f in selectors.matrix(review).findings} == {"a.docx"}
    assert {f.place.file for f in selectors.appraisal_of(review).findings} == {"a.docx"}


def test_two_reviews_of_one_instrument_keep_their_statements_apart(review, send):
    data = report(QUANG_NINH, TRAINING)
    send("a.docx", data)
    alone = [f.id for f in selectors.appraisal_of(review).findings]
    other = services.review_create(
        name=DIRECTIVE_NAME, data=directive(), period=(2020, 2025), agency="Bộ Ngoại giao", who=LAN
    )
    services.submission_receive(review=other, name="a.docx", data=data, who=LAN)
    run_until_idle()

    assert other.instrument == review.instrument
    for each in (review, other):
        assert [f.id for f in selectors.appraisal_of(each).findings] == alone
        assert len(selectors.cell(each, "1.1", "province-22")) == 2

    (statement, *_) = selectors.cell(other, "1.1", "province-22")
    services.claim_refuse(claim=selectors.claim(other, statement.thread), reason="sai", who=LAN)
    assert "refused" not in {s.state for s in selectors.cell(review, "1.1", "province-22")}
