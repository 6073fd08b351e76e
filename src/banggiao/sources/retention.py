"""Personal values: reading them is a deed, they are kept until a date, and then they are erased for good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from banggiao.core.access import Question, Viewer, system
from banggiao.core.audit import record_event
from banggiao.core.erasures import erasures_note
from banggiao.core.errors import DeedRefused
from banggiao.core.jobs import Payload, repeats
from banggiao.core.models import NounRecord, PersonalPayload
from banggiao.core.nouns import noun_of
from banggiao.sources.cleaning import state_of
from banggiao.sources.deeds import needs_reason
from banggiao.sources.holding import choices_about, claims_about, held, personal_values
from banggiao.sources.records import locked

JOB = "personal.retention"
ERASER = "thời hạn lưu giữ"
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Keeping:
    """Until when personal values of a record are kept, and which fields they fill; ``erased_at`` says that
    they are gone."""

    fields: tuple[str, ...]
    retain_until: date
    erased_at: datetime | None


def personal_read(record: NounRecord, *, by: Viewer, reason: str) -> dict[str, Any]:
    """Return the personal values of a record that the person may read. The audit says who read which fields.

    Values that were erased are absent.

    Raises:
        DeedRefused: no reason, or the person may read none of them.
    """
    needs_reason(reason)
    with transaction.atomic():
        current = locked(record, by, archived=True)
        noun = noun_of(current.noun_code)
        state = state_of(noun, current)
        readable = {
            f.name
            for f in noun.personal_fields
            if by.may(Question(noun.code, "read_personal", f.name, state, current.label_id))
        }
        if not readable:
            by.require(noun.code, "read_personal", state=state, label=current.label_id)
        entries = held(claims_about(noun.code, current.key), choices_about(noun.code, current.key))
        values = {
            name: value
            for name, value in personal_values(noun, current.key, entries).items()
            if name in readable and by.sees(entries[name].claim.source.label.pk)
        }
        record_event(
            f"{noun.code}.personal_read", noun=noun.code, record_key=current.key, who=by.name[:200],
            after={"@fields": sorted(values)}, reason=reason,
        )  # fmt: skip
        return values


def personal_keeping(record: NounRecord) -> list[Keeping]:
    """Return until when the record's personal values are kept, those erased too; no value is told."""
    claims = {claim.key: tuple(claim.says) for claim in claims_about(record.noun_code, record.key)}
    payloads = PersonalPayload.objects.filter(noun=record.noun_code, record_key=record.key).order_by("id")
    return [
        Keeping(claims[p.claim_key], p.retain_until, p.erased_at) for p in payloads if p.claim_key in claims
    ]


def retention_set(record: NounRecord, *, until: date, by: Viewer, reason: str) -> None:
    """Say until when the personal values of a record are kept.

    Raises:
        DeedRefused: no reason, the person may not change them, or the record has none left.
    """
    needs_reason(reason)
    with transaction.atomic():
        current = locked(record, by)
        noun = noun_of(current.noun_code)
        for f in noun.personal_fields:
            by.require(
                noun.code, "change", field=f.name, state=state_of(noun, current), label=current.label_id
            )
        payloads = PersonalPayload.objects.filter(
            noun=noun.code, record_key=current.key, erased_at__isnull=True
        )
        before = sorted({str(day) for day in payloads.values_list("retain_until", flat=True)})
        if not before:
            raise DeedRefused(
                "no-personal", "Bản ghi không còn dữ liệu cá nhân.", "The record has no personal values left."
            )
        payloads.update(retain_until=until)
        record_event(
            f"{noun.code}.retention_set", noun=noun.code, record_key=current.key, who=by.name[:200],
            before={"@retain_until": before}, after={"@retain_until": until.isoformat()}, reason=reason,
        )  # fmt: skip


def retention_apply(today: date) -> int:
    """Erase the personal values whose day has passed. Return of how many claims.

    The salt goes with them, so that the digests that stay in claims and audit cannot be tried out. On SQLite
    the freed pages are overwritten; on PostgreSQL the space is reclaimed by its own vacuum.
    """
    count = 0
    while erased := _erase_page(PersonalPayload.objects.filter(retain_until__lt=today)):
        count += erased
    return count


def retention_again(claims: Iterable[UUID]) -> int:
    """Erase what these claims say, which was erased once: an older copy of the database brought it back."""
    keys, count = sorted(claims), 0
    for start in range(0, len(keys), _PAGE):
        count += _erase_page(PersonalPayload.objects.filter(claim_key__in=keys[start : start + _PAGE]))
    return count


@repeats(JOB, every=timedelta(days=1))
def retention_job(_: Payload) -> None:
    """Apply the retention dates once a day."""
    retention_apply(timezone.localdate())


def _erase_page(due: QuerySet[PersonalPayload]) -> int:
    with transaction.atomic():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA secure_delete = ON")
        page = list(due.filter(erased_at__isnull=True).select_for_update().order_by("id")[:_PAGE])
        if not page:
            return 0
        now = timezone.now()
        for payload in page:
            names = sorted(payload.values)
            payload.values, payload.salt, payload.erased_at = {}, "", now
            record_event(
                f"{payload.noun}.personal_erased", noun=payload.noun, record_key=payload.record_key,
                who=system(ERASER).name, after={"@fields": names, "@retain_until": str(payload.retain_until)},
            )  # fmt: skip
        PersonalPayload.objects.bulk_update(page, ["values", "salt", "erased_at"])
        transaction.on_commit(lambda: _committed([p.claim_key for p in page]))
    return len(page)


def _committed(claims: list[Any]) -> None:
    erasures_note(claims)
    if connection.vendor == "sqlite":  # else old pages lie in the write-ahead log until it is next reused
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
