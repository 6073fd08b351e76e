"""The background work of a review: reading a paper, and matching again after clauses were changed."""

from __future__ import annotations

import time
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from banggiao.actors.models import Actor
from banggiao.appraisal import Matcher, findings_of
from banggiao.appraisal.records import Finding
from banggiao.core.audit import record_event
from banggiao.core.jobs import Payload, handles, job_enqueue_waiting
from banggiao.core.models import Job
from banggiao.instruments.models import Clause, Instrument
from banggiao.instruments.selectors import clause_records
from banggiao.reading.records import Reading
from banggiao.reviews.findings import READ_STATES, claim_of, claims_in, target_of, thread_of
from banggiao.reviews.models import Review, Submission, SubmissionState
from banggiao.reviews.reader import register_reader, reporting_actor
from banggiao.reviews.submissions import READ_SUBMISSION, reports_settle
from banggiao.reviews.weighing import FIRST_MATCHES, READER, ask_to_weigh_again
from banggiao.sources.models import Claim, ClaimState
from banggiao.sources.selectors import paper_of
from banggiao.sources.services import claims_propose, paper_named

MATCH_AGAIN = "reviews.match_again"


def ask_to_match_again(instrument: Instrument) -> list[Job]:
    """Ask that undecided statements of every report on this instrument be matched again."""
    reports = Submission.objects.filter(
        review__instrument=instrument, review__archived_at__isnull=True, state__in=READ_STATES
    )
    return [
        job_enqueue_waiting(kind=MATCH_AGAIN, subject=str(key), payload={"submission": str(key)})
        for key in reports.values_list("key", flat=True)
    ]


def _give_up(payload: Payload) -> None:
    """Say so to the person when a paper could not be read in any attempt."""
    submission = Submission.objects.select_for_update().get(key=payload["submission"])
    if submission.state in READ_STATES:
        return
    submission.state = SubmissionState.REFUSED
    submission.reason_code = "not-read"
    submission.message_vi = (
        f"{submission.file_name}: Chương trình gặp lỗi khi đọc tệp này; xem nhật ký máy chủ."
    )
    submission.message_en = f"{submission.file_name}: The program failed on this file; see the server's log."
    submission.sha256, submission.source, submission.progress = "", None, 100
    submission.save()
    record_event(
        "submission.refused",
        noun="submission",
        record_key=submission.key,
        who=READER,
        after={"file": submission.file_name, "reason": submission.reason_code},
    )


@handles(READ_SUBMISSION, given_up=_give_up)
def read_submission(payload: Payload) -> None:
    """Read a paper and propose its statements. A paper that was read is not read again."""
    submission = Submission.objects.select_related("source", "review__instrument__source").get(
        key=payload["submission"]
    )
    if submission.source is None or submission.state in READ_STATES:
        return
    waiting = Submission.objects.filter(
        pk=submission.pk, state__in=(SubmissionState.QUEUED, SubmissionState.READING)
    )
    waiting.update(state=SubmissionState.READING, progress=10)
    began = time.monotonic()
    reading = register_reader().read_statements(paper_of(submission.source))
    waiting.update(progress=60)
    review = submission.review
    actor = Actor.objects.filter(code=reporting_actor(reading)).first()
    findings = _findings(reading, submission, actor.code if actor else "")
    keys = _clause_keys(review.instrument)
    now = timezone.now()
    claims = [
        claim_of(finding=f, review=review, source=submission.source, clause_keys=keys, now=now)
        for f in findings
    ]
    with transaction.atomic():
        submission = (
            Submission.objects.select_for_update(of=("self",)).select_related("source").get(pk=submission.pk)
        )
        if submission.state in READ_STATES or submission.source is None:
            return
        count = claims_propose(claims)
        header = reading.header
        if not submission.actor_set_by:
            submission.actor = actor
        submission.report_date = date.fromisoformat(header.date) if header.date else None
        submission.number = reading.number[:100]
        submission.agency = header.agency.text[:300] if header.agency else ""
        submission.title = header.subject.text if header.subject else ""
        submission.state, submission.progress = SubmissionState.READ, 100
        submission.save()
        _describe_source(submission)
        record_event(
            "submission.read",
            noun="submission",
            record_key=submission.key,
            who=READER,
            after={"statements": count, "seconds": round(time.monotonic() - began, 3)},
        )
        reports_settle(review=review)
        ask_to_weigh_again(review)


@handles(MATCH_AGAIN)
def match_again(payload: Payload) -> None:
    """Match a report's undecided statements with the clauses as they are now."""
    submission = Submission.objects.select_related("source", "actor", "review__instrument__source").get(
        key=payload["submission"]
    )
    if submission.source is None or submission.state not in READ_STATES:
        return
    review = submission.review
    reading = register_reader().read_statements(paper_of(submission.source))
    findings = _findings(reading, submission, submission.actor.code if submission.actor else "")
    keys = _clause_keys(review.instrument)
    with transaction.atomic():
        undecided = {
            claim.thread: claim
            for claim in claims_in(review)
            .filter(source=submission.source, state=ClaimState.PROPOSED)
            .select_for_update()
        }
        moved = _move(findings, undecided, review, keys)
        if moved:
            record_event(
                "submission.matched_again",
                noun="submission",
                record_key=submission.key,
                who=READER,
                after={"moved": moved},
            )
            ask_to_weigh_again(review)


def _move(
    findings: tuple[Finding, ...], undecided: dict[UUID, Claim], review: Review, keys: dict[str, UUID]
) -> int:
    """Point proposed claims at the clauses that now match them best. Return how many changed."""
    moved: list[Claim] = []
    for finding in findings:
        claim = undecided.get(thread_of(review, finding.id))
        if claim is None:
            continue
        noun, record_key, candidates = target_of(finding, review, keys)
        if claim.candidates != candidates:
            claim.noun, claim.record_key, claim.candidates = noun, record_key, candidates
            claim.confidence = candidates[0][1] if candidates else 0.0
            claim.says.pop(FIRST_MATCHES, None)
            moved.append(claim)
    Claim.objects.bulk_update(
        moved, ["noun", "record_key", "candidates", "says", "confidence"], batch_size=100
    )
    return len(moved)


def _findings(reading: Reading, submission: Submission, actor: str) -> tuple[Finding, ...]:
    matcher = Matcher(clause_records(submission.review.instrument))
    return findings_of(reading, matcher, actor, submission.file_name)


def _clause_keys(instrument: Instrument) -> dict[str, UUID]:
    rows = Clause.objects.filter(instrument=instrument, archived_at__isnull=True)
    return dict(rows.values_list("number", "key"))


def _describe_source(submission: Submission) -> None:
    """Write what the header says of the paper beside it, the first time that it is read."""
    source = submission.source
    if source is None or source.number or source.issuer:
        return
    source.number, source.title = submission.number, submission.title
    source.issuer = submission.actor.code if submission.actor else ""
    source.date = submission.report_date
    source.date_precision = "day" if source.date else ""
    source.save(update_fields=["number", "title", "issuer", "date", "date_precision"])
    paper_named(source)
