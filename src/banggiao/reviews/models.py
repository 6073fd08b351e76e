"""A review: one instrument, the bodies asked to report on it, and the papers that came."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from banggiao.actors.models import Actor
from banggiao.core.models import NounRecord, Record
from banggiao.instruments.models import Instrument
from banggiao.sources.models import Source


class Review(NounRecord):
    """Sơ kết, tổng kết: what was done about an instrument between two years, both included.

    ``agency`` is the name of the body that reviews, as it stands at the head of its papers; ``since`` the
    last review's ``review.json``, or null; ``report_by`` the last day for the reports asked, or null.
    """

    title = models.TextField()
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="reviews")
    period_from = models.PositiveSmallIntegerField(null=True, blank=True)
    period_to = models.PositiveSmallIntegerField(null=True, blank=True)
    agency = models.CharField(max_length=300, blank=True)
    since = models.JSONField(null=True, blank=True)
    report_by = models.DateField(null=True, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_from__isnull=True, period_to__isnull=True)
                | Q(period_from__isnull=False, period_to__gte=F("period_from")),
                name="reviews_review_period",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> tuple[int, int] | None:
        """The first and the last year, or None."""
        if self.period_from is None or self.period_to is None:
            return None
        return self.period_from, self.period_to


class RequestedBody(Record):
    """A body asked to report. ``name`` is as the list writes it, ``start:end`` where."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="bodies")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    paragraph = models.PositiveIntegerField(null=True, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "actor"],
                condition=Q(archived_at__isnull=True),
                name="reviews_requestedbody_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SubmissionState(models.TextChoices):
    QUEUED = "queued", "đang chờ"
    READING = "reading", "đang đọc"
    READ = "read", "đã đọc"
    REFUSED = "refused", "từ chối"
    REPLACED = "replaced", "đã có bản mới"


class Submission(Record):
    """A file that came in. A refused one keeps its name and the reason, and nothing else.

    ``actor`` wrote it (read from its header, or set by hand: ``actor_set_by``); ``agency`` is how the header
    writes it; ``counts_for`` is the body asked that it answers for. ``progress`` goes from 0 to 100.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="submissions")
    file_name = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64, blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    state = models.CharField(max_length=8, choices=SubmissionState.choices, default=SubmissionState.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    reason_code = models.CharField(max_length=24, blank=True)
    message_vi = models.TextField(blank=True)
    message_en = models.TextField(blank=True)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    actor_set_by = models.CharField(max_length=200, blank=True)
    counts_for = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.CharField(max_length=300, blank=True)
    report_date = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=100, blank=True)
    title = models.TextField(blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "sha256"], condition=~Q(sha256=""), name="reviews_submission_bytes_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused")
                | Q(sha256="", source__isnull=True) & ~Q(reason_code="") & ~Q(message_vi=""),
                name="reviews_submission_refused_keeps_nothing",
            ),
            models.CheckConstraint(
                condition=Q(state="replaced", replaced_by__isnull=False)
                | ~Q(state="replaced") & Q(replaced_by__isnull=True),
                name="reviews_submission_replaced_by_one",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "reading", "refused"]) | Q(source__isnull=False),
                name="reviews_submission_read_has_source",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class PassageEdit(Record):
    """A passage of the synthesis as a person rewrote it, with its citation tokens (reviews.passages)."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="passage_edits")
    passage_id = models.CharField(max_length=64)
    text = models.TextField()
    edited_by = models.CharField(max_length=200)
    edited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "passage_id"], name="reviews_passageedit_once"),
        ]

    def __str__(self) -> str:
        return self.passage_id
