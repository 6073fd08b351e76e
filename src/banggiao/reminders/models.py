"""What people are told: reminders of what falls due and changes of what they watch, how they want to be told,
who stands in for whom, and the mails that went out."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from banggiao.access.models import User
from banggiao.actors.models import Person
from banggiao.core.keys import uuid7


class DigestState(models.TextChoices):
    WAITING = "waiting", "chờ gửi"
    SENT = "sent", "đã gửi"
    EMPTY = "empty", "không còn gì để báo"
    REFUSED = "refused", "hộp thư từ chối"


class Digest(models.Model):
    """One mail to one person: what she was told since the last one. ``key`` is in its Message-ID, so that a
    mail sent again is the same mail (RFC 5322, 3.6.4). ``held_until`` says that a worker is at it."""

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="digests")
    day = models.DateField()
    address = models.CharField(max_length=254)
    state = models.CharField(max_length=8, choices=DigestState.choices, default=DigestState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    try_after = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="reminders_digest_once"),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="reminders_digest_sent_when"
            ),
        ]
        indexes = [
            models.Index(fields=["try_after"], condition=Q(state="waiting"), name="reminders_digest_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day} {self.state}"


class Notice(models.Model):
    """That a person is told of a record: of a ``step`` towards its last day ``due``, or (step "") that it was
    changed. ``occasion`` tells one such thing from the next, and nobody is told the same thing twice.

    ``instead_of`` is the person who is out of office. ``digest_on`` is the day of the
    mail that will tell it, null where the person wants none; ``digest`` the mail that did.
    """

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
    noun = models.CharField(max_length=32)
    record_key = models.UUIDField()
    occasion = models.CharField(max_length=100)
    step = models.CharField(max_length=32, blank=True)
    due = models.DateField(null=True)
    instead_of = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    digest_on = models.DateField(null=True)
    digest = models.ForeignKey(Digest, on_delete=models.PROTECT, null=True, related_name="notices")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "record_key", "occasion", "noun"], name="reminders_notice_once"
            )
        ]
        indexes = [
            models.Index(fields=["user", "id"], name="reminders_notice_of"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="reminders_notice_unread"),
            models.Index(fields=["due", "noun"], name="reminders_notice_due"),
            models.Index(
                fields=["digest_on"],
                condition=Q(digest__isnull=True, digest_on__isnull=False),
                name="reminders_notice_to_mail",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.noun} {self.record_key} {self.occasion}"


class Choice(models.Model):
    """How a person wants to be told. ``confirmed_at`` says that she opened a link sent to the address;
    ``failing_since`` that mail to it comes back, ``failing`` with which status (RFC 3463)."""

    class Mail(models.TextChoices):
        NONE = "none", "chỉ xem trên trang"
        DAILY = "daily", "hằng ngày"
        WEEKDAYS = "weekdays", "ngày làm việc"

    user = models.OneToOneField(User, on_delete=models.PROTECT, primary_key=True, related_name="choice")
    mail = models.CharField(max_length=8, choices=Mail.choices, default=Mail.NONE)
    address = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="vi")
    confirmed_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    failing = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = [models.Index(fields=["address"], name="reminders_choice_address")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.mail}"

    @property
    def mailed(self) -> bool:
        """Whether digests go out to the address."""
        return (
            self.mail != Choice.Mail.NONE
            and bool(self.address)
            and self.confirmed_at is not None
            and self.failing_since is None
        )


class Absence(models.Model):
    """That a person is out of office, both days included; ``deputy`` is told instead."""

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    first = models.DateField()
    last = models.DateField()
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="reminders_absence_interval"),
            models.CheckConstraint(condition=~Q(deputy=F("user")), name="reminders_absence_another"),
        ]
        indexes = [models.Index(fields=["last", "first"], name="reminders_absence_on")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.first}..{self.last}"


class Watch(models.Model):
    """That a person wants to be told when a record changes."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="watches")
    noun = models.CharField(max_length=32)
    record_key = models.UUIDField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_key", "user", "noun"], name="reminders_watch_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.noun} {self.record_key}"


class Stands(models.Model):
    """That an account is that of a person of the register: so a leader in charge of a field is told."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, primary_key=True, related_name="stands")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.user_id} {self.person_id}"
