"""What every noun shares: keys and archiving, the audit, and the table of background jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self

from django.db import models
from django.db.models.lookups import In

from banggiao.core.keys import uuid7
from banggiao.core.nouns import noun_of
from banggiao.core.unindexed import Unindexed

if TYPE_CHECKING:
    from banggiao.core.access import Viewer


class Record(models.Model):
    """A row of the register: an integer id for the database, a key for the world; archived, never deleted."""

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Circulation(models.TextChoices):
    PUBLIC = "public", "toàn hệ thống"
    AGENCY = "agency", "trong cơ quan"
    NAMED = "named", "theo danh sách"


class AccessLabel(models.Model):
    """Who may see the records that carry this label. Labels are shared, and never changed once made.

    public: everybody with an account; agency: the owner and the bodies above it; named: those whose keys
    (of actors or users) are in ``named``. Until ``embargo_until`` only the owner and the bodies above it.
    Whoever carries on for an owner that has ended, or for one above it, sees as it did.
    ``owner`` is an actor's key, null where the label is for everybody; ``digest`` tells labels apart.
    """

    id = models.BigAutoField(primary_key=True)
    circulation = models.CharField(max_length=8, choices=Circulation.choices)
    owner = models.UUIDField(null=True)
    named = models.JSONField(default=list)
    embargo_until = models.DateField(null=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(circulation="public", embargo_until__isnull=True)
                | models.Q(owner__isnull=False),
                name="core_accesslabel_has_owner",
            )
        ]

    def __str__(self) -> str:
        return f"{self.circulation} {self.owner or ''}".strip()


class NounQuerySet(models.QuerySet[Any]):
    """Records of one noun."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the records that the viewer may see: the one place where visibility is decided."""
        if viewer.labels is None:
            return self
        # Most records share a few labels: to begin with them is to read the whole table.
        return self.filter(In(Unindexed("label_id", output_field=models.BigIntegerField()), viewer.labels))

    def current(self) -> Self:
        """Return the records that were not archived."""
        return self.filter(archived_at__isnull=True)


class NounRecord(Record):
    """A record of a noun: who may see it, what it is called, and where it stands in Vietnamese order.

    ``caption`` is its title as the list shows it; ``sort_key`` orders captions by the Vietnamese alphabet
    (people by given name), byte by byte, alike on every database.
    """

    noun_code: ClassVar[str]

    label = models.ForeignKey(AccessLabel, on_delete=models.PROTECT, default=1, related_name="+")
    caption = models.CharField(max_length=300, blank=True, editable=False)
    sort_key = models.CharField(max_length=200, blank=True, editable=False)

    objects = NounQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.caption

    def called(self, language: str) -> str:
        """Return its name in ``language`` ("vi" or "en"): Vietnamese where it has no English one."""
        english = noun_of(self.noun_code).english if language != "vi" else ""
        return str(getattr(self, english, "")) or self.caption


class PersonalPayload(models.Model):
    """Personal values that one claim said of a record, apart from all else so that they can be erased.

    The claim and the audit hold only digests made with ``salt``. After ``retain_until`` the values are
    erased; ``erased_at`` says when.
    """

    id = models.BigAutoField(primary_key=True)
    noun = models.CharField(max_length=32)
    record_key = models.UUIDField()
    claim_key = models.UUIDField(unique=True)
    values = models.JSONField(default=dict)
    salt = models.CharField(max_length=32)
    retain_until = models.DateField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["noun", "record_key"], name="core_personal_of_record"),
            models.Index(fields=["retain_until"], name="core_personal_retention"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(values={}),
                name="core_personal_erased_is_empty",
            )
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.record_key}"


class Attachment(Record):
    """A file on a record of any noun. ``sha256`` is where the bytes lie; its access label is its own."""

    noun = models.CharField(max_length=32)
    record_key = models.UUIDField()
    name = models.CharField(max_length=300)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    label = models.ForeignKey(AccessLabel, on_delete=models.PROTECT, default=1, related_name="+")
    added_by = models.CharField(max_length=200)

    objects = NounQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["noun", "record_key"], name="core_attachment_of_record")]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A file on its way to a record, part by part. The parts lie encrypted under ``key`` in the folder
    "partial"; only the sender holds what decrypts them, ``lock`` is a digest of it
    (docs/decisions/0007-parts-of-an-upload-are-unreadable.md).
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    noun = models.CharField(max_length=32)
    record_key = models.UUIDField()
    who = models.CharField(max_length=200)
    lock = models.CharField(max_length=64)
    name = models.CharField(max_length=300)
    size = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    stated = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received__gte=0) & models.Q(received__lte=models.F("size")),
                name="core_upload_within_size",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.received}/{self.size}"


class SavedView(Record):
    """A list as somebody left it: filters, sorting and search under a name. ``user`` is a user's key."""

    noun = models.CharField(max_length=32)
    user = models.UUIDField()
    name = models.CharField(max_length=100)
    query = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "noun", "name"],
                condition=models.Q(archived_at__isnull=True),
                name="core_savedview_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Stamp(models.Model):
    """A number that grows when something changes that other processes keep a copy of."""

    name = models.CharField(max_length=32, primary_key=True)
    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


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
        indexes = [
            models.Index(fields=["noun", "record_key", "id"], name="core_event_of_record"),
            models.Index(fields=["who", "id"], name="core_event_of_person"),
            models.Index(fields=["request_id"], name="core_event_of_request"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.record_key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("the audit is append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("the audit is append-only")

    @property
    def kind(self) -> str:
        """What was done, without the noun: "confirmed"."""
        return self.code.partition(".")[2]


class Seal(models.Model):
    """That the events from ``first`` to ``last`` stood as they do, chained to the seal before.

    ``marks`` holds for each event its id (8 bytes) and the head of its digest (16 bytes), so that a broken
    seal names the event; ``digest`` is of ``previous`` and of the whole digests, and goes into the next seal.
    """

    id = models.BigAutoField(primary_key=True)
    first = models.BigIntegerField(unique=True)
    last = models.BigIntegerField(unique=True)
    marks = models.BinaryField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.first}-{self.last} {self.digest}"


class Follower(models.Model):
    """How far somebody who follows the audit has come: the id of the last event that was told."""

    name = models.CharField(max_length=64, primary_key=True)
    last = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name} {self.last}"


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
