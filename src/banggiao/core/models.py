"""What every noun shares: keys and archiving, the audit, and the table of background jobs."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from banggiao.core.keys import uuid7


class Record(models.Model):
    """A row of the register: an integer id for the database, a key for the world; archived, never deleted."""

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class EventQuerySet(models.QuerySet["Event"]):
    """Events are only added and read."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("the audit is append-only")

    def delete(self) -> NoReturn:
        raise TypeError("the audit is append-only")


class Event(models.Model):
    """One deed: what changed, from what to what, by whom, when, in which request, and why.

    ``code`` is "app.deed" ("review.claim_confirmed"). Both databases refuse to change a row.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    code = models.CharField(max_length=64, db_index=True)
    noun = models.CharField(max_length=32)
    record_key = models.UUIDField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    who = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    request_id = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["noun", "record_key", "id"], name="core_event_of_record")]

    def __str__(self) -> str:
        return f"{self.code} {self.record_key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("the audit is append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("the audit is append-only")


class JobState(models.TextChoices):
    QUEUED = "queued", "đang chờ"
    RUNNING = "running", "đang chạy"
    DONE = "done", "xong"
    FAILED = "failed", "lỗi"


class Job(models.Model):
    """Work to be done after the transaction that asked for it.

    ``lease_until`` and ``lease`` say who may work on it and until when; a lease that ran out is free again.
    ``last_error`` holds the kind of error and the line of code, never words of a document.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=64)
    idempotency_key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField()
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField()
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "run_after"], name="core_job_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="running", lease__isnull=False, lease_until__isnull=False)
                | ~models.Q(state="running") & models.Q(lease__isnull=True, lease_until__isnull=True),
                name="core_job_lease_only_while_running",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.idempotency_key} ({self.state})"
