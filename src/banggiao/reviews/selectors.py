"""Reading a review: the whole appraisal for the exports, and light views for the pages.

Matrix, cells, missing bodies and the synthesis all come from the same findings through the same pure
functions, so a number on a page equals the number in the exported files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.utils import timezone

from banggiao.actors.selectors import official_names
from banggiao.appraisal import appraise
from banggiao.appraisal.coverage import cells_of, counting_findings
from banggiao.appraisal.matching import REPORTED
from banggiao.appraisal.records import (
    Appraisal,
    Decision,
    Finding,
    Passage,
    Refused,
)
from banggiao.appraisal.reporting import missing_bodies, settle_reports
from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event
from banggiao.instruments.selectors import clause_records, instrument_paper
from banggiao.publishing import load_review
from banggiao.reading.paper import Block
from banggiao.reading.records import Role
from banggiao.reviews.findings import READ_STATES, claims_in, findings_for_cells, findings_from, thread_of
from banggiao.reviews.models import PassageEdit, RequestedBody, Review, Submission, SubmissionState
from banggiao.reviews.passages import apply_edit
from banggiao.reviews.submissions import body_records, report_record
from banggiao.sources.models import Claim
from banggiao.sources.selectors import paper_of


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a report as a page shows it. ``thread`` is what a decision is about."""

    thread: UUID
    finding: Finding
    submission: UUID
    body: str

    @property
    def state(self) -> Decision:
        """What a person has decided."""
        return self.finding.decision


@dataclass(frozen=True, slots=True)
class PaperView:
    """A report's text with its blocks, for showing a place in it. ``statements`` are its spans, in order."""

    submission: Submission
    text: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    pages: int | None
    statements: tuple[Statement, ...]


def reviews_open(viewer: Viewer) -> list[Review]:
    """Return the reviews that the viewer may see and that were not put away, the newest first."""
    rows = Review.objects.visible_to(viewer).current()
    return list(rows.select_related("instrument__source").order_by("-id"))


def appraisal_of(review: Review, *, edited: bool = True) -> Appraisal:
    """Return everything the review says, with people's decisions, ready for the exports.

    ``edited=False`` leaves out people's edits of the synthesis. It is computed anew only after a deed: every
    write leaves an event in the audit.
    """
    last = Event.objects.order_by("-id").values_list("key", flat=True).first()
    return _appraisal(review.pk, edited, last, timezone.localdate())


@lru_cache(maxsize=8)
def _appraisal(review_id: int, edited: bool, last_event: UUID | None, today: date) -> Appraisal:
    review = Review.objects.select_related("instrument__source").get(pk=review_id)
    names = official_names()
    findings = findings_from(claims_in(review), review)
    reports = [report_record(row) for row in _read(review)]
    appraisal = appraise(
        instrument=instrument_paper(review.instrument),
        clauses=clause_records(review.instrument),
        bodies=body_records(review),
        reports=reports,
        findings=findings,
        refused=_refused(review),
        period=review.period,
        previous=_previous(review),
        actor_names=names | {report.actor: report.actor_name for report in reports},
    )
    return _with_edits(review, appraisal) if edited else appraisal


def drafted_passage(review: Review, passage_id: str) -> Passage:
    """Return a passage as drafted from the statements, before any edit.

    Raises:
        DeedRefused: the synthesis has no such passage.
    """
    for passage in appraisal_of(review, edited=False).passages:
        if passage.id == passage_id:
            return passage
    raise DeedRefused("passage-unknown", "Không có đoạn này trong báo cáo.", "There is no such passage.")


def matrix(review: Review) -> Appraisal:
    """Return the part of the appraisal that the matrix shows: clauses, bodies, reports, cells and who is
    missing. Its findings are the results, without words; it holds no contradictions and no synthesis."""
    clauses, bodies = clause_records(review.instrument), body_records(review)
    reports = settle_reports((report_record(row) for row in _read(review)), bodies)
    results = claims_in(review).filter(noun="clause", role=Role.RESULT.value)
    findings = tuple(findings_for_cells(results, review))
    return Appraisal(
        instrument=instrument_paper(review.instrument),
        period=review.period,
        clauses=clauses,
        bodies=bodies,
        reports=reports,
        refused=tuple(_refused(review)),
        findings=findings,
        cells=cells_of(counting_findings(findings, reports), clauses, review.period),
        missing=missing_bodies(bodies, reports),
        contradictions=(),
        actor_names=official_names() | {report.actor: report.actor_name for report in reports},
    )


def cell(review: Review, clause: str, body: str) -> list[Statement]:
    """Return what the body's reports say about a clause (its id), refused statements included, by place."""
    sources = Submission.objects.filter(review=review, state=SubmissionState.READ, counts_for__code=body)
    claims = claims_in(review).filter(
        record_key__in=review.instrument.clauses.filter(number=clause).values("key"),
        source__in=sources.values("source"),
    )
    return _statements(review, findings_from(claims, review))


def statement(review: Review, thread: UUID | str) -> Statement:
    """Return one statement of the review.

    Raises:
        LookupError: the review has no statement of this thread.
    """
    found = _statements(review, findings_from(claims_in(review).filter(thread=thread), review))
    if not found:
        raise LookupError(f"no statement {thread} in this review")
    return found[0]


def claim(review: Review, thread: UUID | str) -> Claim:
    """Return the claim behind a statement, for deciding about it.

    Raises:
        Claim.DoesNotExist: the review has no statement of this thread.
    """
    return claims_in(review).get(thread=thread)


def unmatched(review: Review, *, limit: int = 500) -> list[Statement]:
    """Return statements that could report a clause and match none, for a person to match."""
    claims = (
        claims_in(review)
        .filter(
            noun="review",
            state="proposed",
            role__in=[role.value for role in REPORTED],
            source__in=Submission.objects.filter(review=review, state=SubmissionState.READ).values("source"),
        )
        .order_by("source", "start")
    )
    identifiers = list(claims.values_list("pk", flat=True)[:limit])
    return _statements(review, findings_from(claims_in(review).filter(pk__in=identifiers), review))


def paper(submission: Submission) -> PaperView | None:
    """Return a report's text and blocks with its statements, or None for a file that was refused."""
    if submission.source is None:
        return None
    held = paper_of(submission.source)
    claims = claims_in(submission.review).filter(source=submission.source)
    return PaperView(
        submission=submission,
        text=held.text,
        blocks=held.blocks,
        notes=held.notes,
        pages=held.pages,
        statements=tuple(_statements(submission.review, findings_from(claims, submission.review))),
    )


def missing(review: Review) -> list[RequestedBody]:
    """Return the bodies asked for which no report counts, in the order of the list."""
    answered = Submission.objects.filter(
        review=review, state=SubmissionState.READ, archived_at__isnull=True, counts_for__isnull=False
    )
    return list(
        review.bodies.filter(archived_at__isnull=True)
        .exclude(actor__in=answered.values("counts_for"))
        .select_related("actor")
    )


def _previous(review: Review) -> tuple[Finding, ...] | None:
    if review.since is None:
        return None
    return load_review(json.dumps(review.since).encode()).findings


def _read(review: Review) -> list[Submission]:
    return list(
        Submission.objects.filter(review=review, state__in=READ_STATES, archived_at__isnull=True)
        .select_related("actor", "source")
        .defer("source__text", "source__blocks")
    )


def _refused(review: Review) -> list[Refused]:
    rows = Submission.objects.filter(review=review, state=SubmissionState.REFUSED, archived_at__isnull=True)
    return [
        Refused(
            file=row.file_name, reason=row.reason_code, message_vi=row.message_vi, message_en=row.message_en
        )
        for row in rows
    ]


def _statements(review: Review, found: list[Finding]) -> list[Statement]:
    reports: dict[str, tuple[UUID, str]] = {
        name: (key, body or "")
        for name, key, body in Submission.objects.filter(review=review, source__isnull=False).values_list(
            "file_name", "key", "counts_for__code"
        )
    }
    return [
        Statement(thread_of(review, finding.id), finding, *reports[finding.place.file]) for finding in found
    ]


def _with_edits(review: Review, appraisal: Appraisal) -> Appraisal:
    edits = dict(
        PassageEdit.objects.filter(review=review, archived_at__isnull=True).values_list("passage_id", "text")
    )
    if not edits:
        return appraisal
    findings = {finding.id: finding for finding in appraisal.findings}
    return replace(
        appraisal,
        passages=tuple(
            apply_edit(passage, edits[passage.id], findings) if passage.id in edits else passage
            for passage in appraisal.passages
        ),
    )
