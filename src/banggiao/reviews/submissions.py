"""Papers coming in: looked at in memory, kept, queued for reading; and which of them counts for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from banggiao.actors.models import Actor
from banggiao.actors.selectors import actors_by_code, successions
from banggiao.appraisal.records import Body, Place, Report
from banggiao.appraisal.reporting import settle_reports
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.files import file_store
from banggiao.core.jobs import job_enqueue
from banggiao.packs.succession import Succession
from banggiao.reading.intake import open_paper, unpack
from banggiao.reading.intake.limits import DEFAULT_LIMITS, Limits
from banggiao.reading.refusal import Refusal
from banggiao.reviews.findings import READ_STATES, unknown_actor
from banggiao.reviews.models import Review, Submission, SubmissionState
from banggiao.sources.services import paper_keep

READ_SUBMISSION = "reviews.read_submission"
MAX_NAME = 200


def submission_receive(
    *, review: Review, name: str, data: bytes, who: str, limits: Limits = DEFAULT_LIMITS
) -> list[Submission]:
    """Take in one uploaded file, or every paper of a zip, and return what became of each.

    Each paper is opened in memory first. A secret, broken, encrypted … one leaves its name and the reason
    and nothing else; the others go on. The same bytes sent again return the submission that is there.
    """
    received: list[Submission] = []
    for member, content in unpack(name, data, limits=limits):
        if isinstance(content, Refusal):
            received.append(submission_refuse(review=review, name=member, refusal=content, who=who))
            continue
        try:
            received.append(_keep(review, member, content, who, limits))
        except Refusal as refusal:
            received.append(submission_refuse(review=review, name=member, refusal=refusal, who=who))
    return received


def submission_refuse(*, review: Review, name: str, refusal: Refusal, who: str) -> Submission:
    """Write down that a file was refused: its name and the reason, nothing of what is in it."""
    with transaction.atomic():
        submission, made = Submission.objects.get_or_create(
            review=review,
            file_name=_short(name),
            state=SubmissionState.REFUSED,
            reason_code=refusal.reason.value,
            archived_at=None,
            defaults={
                "progress": 100,
                "message_vi": refusal.message("vi"),
                "message_en": refusal.message("en"),
            },
        )
        if made:
            record_event(
                "submission.refused",
                noun="submission",
                record_key=submission.key,
                who=who,
                after={"file": submission.file_name, "reason": refusal.reason.value},
            )
        return submission


def submission_set_actor(*, submission: Submission, code: str, who: str) -> Submission:
    """Say who wrote a report whose header does not tell, or tells wrongly.

    Raises:
        DeedRefused: the actor is not in the register, or the file was refused.
    """
    actor = Actor.objects.filter(code=code, archived_at__isnull=True).first()
    if actor is None or submission.state == SubmissionState.REFUSED:
        raise DeedRefused(
            "submission-actor",
            "Không có cơ quan này trong danh mục.",
            "The register does not hold this body.",
            field="code",
        )
    with transaction.atomic():
        submission = (
            Submission.objects.select_for_update(of=("self",)).select_related("actor").get(pk=submission.pk)
        )
        before = submission.actor.code if submission.actor else ""
        submission.actor = actor
        submission.actor_set_by = who
        submission.save(update_fields=["actor", "actor_set_by"])
        record_event(
            "submission.actor_set",
            noun="submission",
            record_key=submission.key,
            who=who,
            before={"actor": before},
            after={"actor": code},
        )
        reports_settle(review=submission.review)
        submission.refresh_from_db()
        return submission


def reports_settle(*, review: Review) -> None:
    """Settle which report counts for which body, and which was replaced by a newer one of the same body."""
    Review.objects.select_for_update().get(pk=review.pk)
    rows = list(
        Submission.objects.filter(review=review, state__in=READ_STATES, archived_at__isnull=True)
        .select_related("actor", "source")
        .defer("source__text", "source__blocks")
    )
    by_file = {row.file_name: row for row in rows}
    bodies = body_records(review)
    actors = actors_by_code({body.key for body in bodies})
    for report in settle_reports((report_record(row) for row in rows), bodies):
        row = by_file[report.file]
        newer = by_file.get(report.replaced_by)
        counts_for = actors.get(report.counts_for)
        state = SubmissionState.REPLACED if newer else SubmissionState.READ
        if (row.state, row.replaced_by, row.counts_for_id) == (
            state, newer, counts_for.pk if counts_for else None,
        ):  # fmt: skip
            continue
        row.state, row.replaced_by, row.counts_for = state, newer, counts_for
        row.save(update_fields=["state", "replaced_by", "counts_for"])


def report_record(submission: Submission) -> Report:
    """Return a submission that was read as the pure floors know a report."""
    actor, source = submission.actor, submission.source
    return Report(
        file=submission.file_name,
        sha256=submission.sha256,
        actor=actor.code if actor else unknown_actor(submission.sha256),
        actor_name=actor.name_vi if actor else submission.agency or submission.file_name,
        counts_for="",
        date=submission.report_date.isoformat() if submission.report_date else None,
        number=submission.number,
        title=submission.title,
        format=source.format if source else "",
        pages=source.pages if source else None,
        paragraphs=source.paragraphs if source else 0,
        notes=tuple(source.notes) if source else (),
    )


def body_records(review: Review) -> tuple[Body, ...]:
    """Return the bodies asked, each with the actors that had become part of it by the end of the period."""
    until = end_of_period(review)
    succession = Succession(successions())
    source = review.instrument.source
    return tuple(
        Body(
            key=body.actor.code,
            name=body.name,
            place=None
            if body.start is None or body.end is None or source is None
            else Place(source.name, body.paragraph or 0, body.page, body.start, body.end),
            predecessors=succession.predecessors(body.actor.code, until),
        )
        for body in review.bodies.filter(archived_at__isnull=True).select_related("actor")
    )


def end_of_period(review: Review) -> date:
    """Return the day up to which mergers count: without a stated period, that of the latest report."""
    if review.period_to:
        return date(review.period_to, 12, 31)
    dated = Submission.objects.filter(review=review, report_date__isnull=False)
    return dated.aggregate(last=Max("report_date"))["last"] or timezone.localdate()


def _keep(review: Review, name: str, data: bytes, who: str, limits: Limits) -> Submission:
    paper = open_paper(name, data, limits=limits)  # decides, in memory, whether it may be kept at all
    file_store(data)
    with transaction.atomic():
        Review.objects.select_for_update().get(pk=review.pk)
        known = Submission.objects.filter(review=review, sha256=paper.sha256).first()
        if known is not None:
            return known
        taken = set(
            Submission.objects.filter(review=review, source__isnull=False).values_list("file_name", flat=True)
        )
        submission = Submission.objects.create(
            review=review,
            file_name=_unused(_short(name), taken),
            sha256=paper.sha256,
            source=paper_keep(paper=paper, label=review.label),
        )
        record_event(
            "submission.received",
            noun="submission",
            record_key=submission.key,
            who=who,
            after={"file": submission.file_name, "sha256": paper.sha256},
        )
        job_enqueue(
            kind=READ_SUBMISSION,
            idempotency_key=f"{READ_SUBMISSION}:{submission.key}",
            payload={"submission": str(submission.key)},
        )
        return submission


def _short(name: str) -> str:
    """Cut a long name at its front: the end tells more, and holds the format."""
    return name if len(name) <= MAX_NAME else "…" + name[-MAX_NAME + 1 :]


def _unused(name: str, taken: Iterable[str]) -> str:
    """Return the name, numbered where another paper of the review has it: citations go by it."""
    held = set(taken)
    path, number, unused = PurePosixPath(name), 2, name
    while unused in held:
        unused = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        number += 1
    return unused
