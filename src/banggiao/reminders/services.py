"""What people say of themselves: how they want to be told, when they are away, what they watch and read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from banggiao.access.models import User
from banggiao.actors.models import Person
from banggiao.core.access import Viewer
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.following import follower_begin
from banggiao.core.models import NounRecord
from banggiao.core.prepared import ID, KEY, prepared
from banggiao.reminders.models import Absence, Choice, Notice, Stands, Watch
from banggiao.reminders.watching import FOLLOWER

LONGEST_ABSENCE = timedelta(days=400)


def choice_of(user: User) -> Choice:
    """Return how a person wants to be told: in the page alone, unless she said otherwise."""
    return Choice.objects.filter(user=user).first() or Choice(user=user)


def choice_set(*, user: User, mail: str, address: str, language: str = "vi") -> Choice:
    """Write how a person wants to be told. A new address must be confirmed before anything goes there.

    Raises:
        DeedRefused: the address is none, or not one to which this workspace sends mail.
    """
    address = address.strip()
    if mail not in Choice.Mail.values:
        raise DeedRefused("digest", "Không có lựa chọn này.", "There is no such choice.", field="mail")
    if mail != Choice.Mail.NONE:
        _sendable(address)
    choice = choice_of(user)
    if address != choice.address:
        choice.address, choice.confirmed_at = address, None
    if address and choice.failing_since is not None:
        choice.confirmed_at = None  # it failed: only a mail that arrives proves that it works again
    choice.failing_since, choice.failing = None, ""
    choice.mail, choice.language = mail, "en" if language == "en" else "vi"
    choice.save()
    return choice


def address_confirm(*, user: User, address: str) -> bool:
    """Note that the person opened the link sent to this address; False where she has another by now."""
    found = Choice.objects.filter(user=user, address=address, confirmed_at__isnull=True)
    return bool(found.update(confirmed_at=timezone.now(), failing_since=None, failing=""))


def mail_stop(*, user: UUID) -> bool:
    """Let a person be told in the page alone from now on. Return whether there was such a person."""
    return bool(Choice.objects.filter(user__key=user).update(mail=Choice.Mail.NONE))


def absence_add(*, user: User, first: date, last: date, deputy: User | None) -> Absence:
    """Write that a person is away, both days included, and who is told instead.

    Raises:
        DeedRefused: the days are wrong or overlap others, or nobody else who is still here stands in.
    """
    if last < first:
        raise DeedRefused(
            "interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts.", field="last"
        )
    if last < timezone.localdate():
        raise DeedRefused("past", "Ngày cuối đã qua.", "The last day is past.", field="last")
    if last - first > LONGEST_ABSENCE:
        raise DeedRefused(
            "absence-long", "Không quá 400 ngày một lần.", "No more than 400 days at a time.", field="last"
        )
    if deputy is None or deputy.left_at is not None:
        raise DeedRefused(
            "deputy", "Không tìm thấy người nhận thay.", "There is no such deputy.", field="deputy"
        )
    if deputy == user:
        raise DeedRefused(
            "deputy-self", "Người nhận thay phải là người khác.", "The deputy must be somebody else.",
            field="deputy",
        )  # fmt: skip
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # one absence at a time is written
        if Absence.objects.filter(user=user, first__lte=last, last__gte=first).exists():
            raise DeedRefused(
                "absence-overlap", "Đã có một đợt vắng mặt trong khoảng này.",
                "There is an absence in these days already.", field="first",
            )  # fmt: skip
        return Absence.objects.create(user=user, first=first, last=last, deputy=deputy)


def absence_end(*, user: User, key: UUID) -> None:
    """Take back one's own absence: its days that are not over count no more."""
    today = timezone.localdate()
    with transaction.atomic():
        for absence in Absence.objects.filter(user=user, key=key, last__gte=today):
            if absence.first >= today:
                absence.delete()
            else:
                absence.last = today - timedelta(days=1)
                absence.save(update_fields=["last"])


def watch_set(*, user: User, record: NounRecord, on: bool) -> None:
    """Watch a record that the person sees, or watch it no more."""
    named: dict[str, Any] = {"user": user, "noun": record.noun_code, "record_key": record.key}
    if on:
        follower_begin(FOLLOWER)
        Watch.objects.get_or_create(**named)
    else:
        Watch.objects.filter(**named).delete()


def is_watched(*, user: int, record: NounRecord) -> bool:
    """Return whether a person (a user's id) watches a record."""
    return bool(list(_watching(record.noun_code).of(key=record.key, id=user)))


def notices_read(*, user: User, ids: Iterable[int] | None = None) -> int:
    """Mark notices of a person as read, all unless told which. Return how many were not read before."""
    rows = Notice.objects.filter(user=user, read_at__isnull=True)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return rows.update(read_at=timezone.now())


def stands_for(*, user: User, person: Person | None, by: Viewer) -> None:
    """Say which person of the register a user is, or that it is not known."""
    by.require("user", "change")
    with transaction.atomic():
        before = Stands.objects.filter(user=user).select_related("person").first()
        Stands.objects.filter(user=user).delete()
        if person is not None:
            Stands.objects.create(user=user, person=person)
        record_event(
            "user.stands_for", noun="user", record_key=user.key, who=by.name[:200],
            before={"person": str(before.person.key)} if before else {},
            after={"person": str(person.key)} if person else {},
        )  # fmt: skip


@prepared
def _watching(noun: str) -> QuerySet[Watch, int]:
    return Watch.objects.filter(record_key=KEY, user_id=ID, noun=noun).values_list("pk", flat=True)


def _sendable(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise DeedRefused(
            "address", "Địa chỉ thư điện tử không hợp lệ.", "Not an e-mail address.", field="address"
        ) from None
    if not settings.MAIL_HOST:
        raise DeedRefused(
            "no-mail", "Hệ thống này chưa đặt máy chủ thư.", "This workspace has no mail server set.",
            field="mail",
        )  # fmt: skip
    domain = address.rpartition("@")[2].casefold()
    if settings.MAIL_DOMAINS and domain not in settings.MAIL_DOMAINS:
        told = ", ".join(settings.MAIL_DOMAINS)
        raise DeedRefused(
            "address-domain", f"Chỉ gửi tới hộp thư thuộc: {told}.", f"Mail goes only to: {told}.",
            field="address",
        )  # fmt: skip
