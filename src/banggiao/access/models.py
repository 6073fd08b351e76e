"""Users, the bodies they work for and in which role, and the release of a record by a second person."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from banggiao.actors.models import Actor
from banggiao.core.intervals import Dated
from banggiao.core.keys import uuid7
from banggiao.core.models import AccessLabel, Record


class Group(models.TextChoices):
    """What a person is to a body: the rows of the permission matrix speak of these."""

    READER = "reader", "người xem"
    DRAFTER = "drafter", "chuyên viên soạn thảo"
    APPROVER = "approver", "lãnh đạo duyệt"
    PERSONAL = "personal", "người giữ dữ liệu cá nhân"
    AUDITOR = "auditor", "kiểm tra"
    ADMINISTRATOR = "administrator", "quản trị"


class UserManager(BaseUserManager["User"]):
    """Users by user name, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=(username or "").casefold())


class User(AbstractBaseUser):
    """Somebody with an account. ``left_at`` closes it for good; what the person wrote stays.

    ``break_glass`` marks an account made on the machine itself for the day on which nothing else lets one in.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)
    must_change_password = models.BooleanField(default=True)
    break_glass = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    objects = UserManager()

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return self.left_at is None

    def get_username(self) -> str:
        return self.username


class Membership(Record, Dated):
    """That a user works for an actor in a role, for a time. ``lent_by`` is who lent it, "" for staff;
    ``provided_by`` is what the sign-in provider says that gives it, "" where an administrator gave it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=16, choices=Group.choices)
    lent_by = models.CharField(max_length=200, blank=True)
    provided_by = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "actor", "group"],
                condition=models.Q(archived_at__isnull=True),
                name="access_membership_once",
            ),
            models.CheckConstraint(
                condition=models.Q(lent_by="") | models.Q(valid_to__isnull=False),
                name="access_membership_lent_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.group}"


class ReleaseState(models.TextChoices):
    SUBMITTED = "submitted", "chờ duyệt"
    RELEASED = "released", "đã duyệt"
    RETURNED = "returned", "trả lại"


class Release(Record):
    """That a drafter asks to change a record's circulation, and what an approver, never the same, decided."""

    noun = models.CharField(max_length=32)
    record_key = models.UUIDField()
    target = models.ForeignKey(AccessLabel, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ReleaseState.choices, default=ReleaseState.SUBMITTED)
    drafter = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    comment = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "record_key"],
                condition=models.Q(state="submitted"),
                name="access_release_one_open",
            ),
            models.CheckConstraint(
                condition=~models.Q(approver=models.F("drafter")), name="access_release_two_people"
            ),
            models.CheckConstraint(
                condition=models.Q(state="submitted", approver__isnull=True)
                | ~models.Q(state="submitted") & models.Q(approver__isnull=False),
                name="access_release_decided_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.record_key} {self.state}"


class SignInLink(models.Model):
    """A link that signs a user in once, until ``expires_at``. Only its digest is kept."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id} {self.expires_at:%Y-%m-%d %H:%M}"


class SignInAttempt(models.Model):
    """A password or code that was tried and not found right. Names are digests: people type passwords there
    too. Digests are "" where no name or no address is known."""

    id = models.BigAutoField(primary_key=True)
    name_digest = models.CharField(max_length=64, blank=True)
    address_digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="access_attempt_at"),
            models.Index(fields=["name_digest", "at"], name="access_attempt_of_name"),
            models.Index(fields=["address_digest", "at"], name="access_attempt_of_address"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"


class Purpose(models.TextChoices):
    API = "api", "giao diện lập trình (API)"
    FEED = "feed", "nguồn tin (lịch, danh sách)"


class Token(models.Model):
    """That a program may act for a user, for one purpose, within ``scopes``, until ``expires_at``.

    Only the token's digest is kept. ``scopes`` are texts: for the API "noun:read" and "noun:write", "*" for
    every noun; for a feed what is fed. They never change: who needs others makes another token.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
