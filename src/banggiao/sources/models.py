"""Sources, and what they say. A claim points at a record of any noun by (noun, key), so that this floor knows
nothing of the nouns above it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from banggiao.core.intervals import PRECISIONS
from banggiao.core.keys import uuid7
from banggiao.core.models import NounRecord


class SourceKind(models.TextChoices):
    PAPER = "paper", "văn bản"
    PACK = "pack", "bộ dữ liệu nền"
    TABLE = "table", "bảng dữ liệu"
    PERSON = "person", "người nhập"


class Source(NounRecord):
    """A document or a data set, known by the SHA-256 of its bytes; or a person who writes by hand.

    ``text`` and ``blocks`` are the paper as read (:class:`banggiao.reading.paper.Paper`); the original bytes
    lie in the file store under ``sha256``. ``issuer`` is the issuing actor's code, "" where it is unknown.
    ``publisher`` and ``url`` say where a published one was found (A13.06); nothing is fetched from there.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=500)
    format = models.CharField(max_length=16)
    kind = models.CharField(max_length=8, choices=SourceKind.choices, default=SourceKind.PAPER)
    issuer = models.CharField(max_length=64, blank=True)
    number = models.CharField(max_length=100, blank=True)
    date = models.DateField(null=True, blank=True)
    date_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    blocks = models.JSONField(default=list, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    paragraphs = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(date__isnull=True, date_precision="")
                | Q(date__isnull=False) & ~Q(date_precision=""),
                name="sources_source_date_has_precision",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ClaimState(models.TextChoices):
    PROPOSED = "proposed", "chờ xác nhận"
    CONFIRMED = "confirmed", "đã xác nhận"
    CORRECTED = "corrected", "đã sửa"
    REFUSED = "refused", "không nhận"
    SUPERSEDED = "superseded", "đã thay"


class Claim(models.Model):
    """One thing that a source says, at one place, in its words, about one record.

    ``start:end`` is the span of ``words`` in the source's text; ``thread`` stays the same when a later claim
    takes this one's place (``supersedes``), and one claim per thread is current (``recorded_to`` null).
    ``within`` is the key of the review in whose course it was proposed: two reviews that receive the same
    paper each have claims of their own. ``candidates`` are the records that it may be about, as
    [key, score], the best first.
    ``rule`` names what proposed it; ``verification`` is a pack row's mark (V, N, T, D, conf, U).
    ``says`` holds the fields that it fills, each with its value; values of personal fields are digests, and
    lie in :class:`banggiao.core.models.PersonalPayload`.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    thread = models.UUIDField()
    within = models.UUIDField(null=True, db_index=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="claims")
    noun = models.CharField(max_length=32)
    record_key = models.UUIDField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()
    paragraph = models.PositiveIntegerField(null=True)
    page = models.PositiveIntegerField(null=True)
    heading_path = models.JSONField(default=list)
    role = models.CharField(max_length=16, blank=True)
    rule = models.CharField(max_length=64, blank=True)
    candidates = models.JSONField(default=list, blank=True)
    says = models.JSONField(default=dict, blank=True)
    confidence = models.FloatField(default=1.0)
    verification = models.CharField(max_length=4, blank=True)
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.PROPOSED)
    corrected_words = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")

    class Meta:
        indexes = [
            models.Index(fields=["noun", "record_key"], name="sources_claim_of_record"),
            # What was said, withdrawn or decided since a moment: lists as they were known then.
            models.Index(fields=["noun", "recorded_from", "record_key"], name="sources_claim_since"),
            models.Index(
                fields=["noun", "recorded_to"],
                condition=Q(recorded_to__isnull=False),
                name="sources_claim_past",
            ),
            models.Index(
                fields=["noun", "decided_at"],
                condition=Q(decided_at__gt=F("recorded_from")),
                name="sources_claim_decided_later",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["thread"], condition=Q(recorded_to__isnull=True), name="sources_claim_one_current"
            ),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="sources_claim_span"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0.0) & Q(confidence__lte=1.0), name="sources_claim_confidence"
            ),
            models.CheckConstraint(
                condition=Q(recorded_to__isnull=True) | Q(recorded_to__gte=F("recorded_from")),
                name="sources_claim_recorded",
            ),
            models.CheckConstraint(
                condition=Q(state="superseded", recorded_to__isnull=False)
                | ~Q(state="superseded") & Q(recorded_to__isnull=True),
                name="sources_claim_superseded_is_past",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(state="superseded") | ~Q(decided_by=""),
                name="sources_claim_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="sources_claim_refused_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="corrected") | ~Q(corrected_words=""),
                name="sources_claim_corrected_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.record_key} ({self.state})"


class Choice(models.Model):
    """That of the claims about one field of one record this one holds, and why.

    Without a choice the first confirmed claim holds, or the first of all where none is confirmed. A choice
    that another replaces is closed (``recorded_to``), never changed.
    """

    id = models.BigAutoField(primary_key=True)
    noun = models.CharField(max_length=32)
    record_key = models.UUIDField()
    field = models.CharField(max_length=32)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="choices")
    reason = models.TextField(blank=True)
    chosen_by = models.CharField(max_length=200)
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["noun", "record_key"], name="sources_choice_of_record"),
            models.Index(fields=["noun", "recorded_from"], name="sources_choice_since"),
            models.Index(
                fields=["noun", "recorded_to"],
                condition=Q(recorded_to__isnull=False),
                name="sources_choice_past",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "record_key", "field"],
                condition=Q(recorded_to__isnull=True),
                name="sources_choice_one_current",
            )
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.record_key} {self.field}"


class Merger(models.Model):
    """That one record was merged into another of its noun: whoever asks for ``dropped`` is led to ``kept``.

    A merger that was undone stays, with the time.
    """

    id = models.BigAutoField(primary_key=True)
    noun = models.CharField(max_length=32)
    dropped = models.UUIDField()
    kept = models.UUIDField()
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["noun", "kept"], name="sources_merger_into")]
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "dropped"],
                condition=Q(undone_at__isnull=True),
                name="sources_merger_one_current",
            ),
            models.CheckConstraint(condition=~Q(dropped=F("kept")), name="sources_merger_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.dropped} → {self.kept}"
