"""Writes of any noun as the screen does them: validated, with a claim that says who says so, audited."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from banggiao.api.circulating import label_sent
from banggiao.api.problems import Problem, error
from banggiao.api.schemas import Grounds
from banggiao.core.access import Viewer
from banggiao.core.bulk import room_for_many
from banggiao.core.errors import DeedRefused
from banggiao.core.models import AccessLabel, NounRecord
from banggiao.core.nouns import Kind, Noun
from banggiao.core.secrecy import text_guarded
from banggiao.sources.citing import evidence_cited, source_meant
from banggiao.sources.duplicates import duplicates_of
from banggiao.sources.evidence import BY_HAND, Evidence
from banggiao.sources.records import record_change, record_create, records_create


def created(noun: Noun, sent: Any, viewer: Viewer) -> NounRecord:
    """Write one new record. What may be in the register already is not written unless the caller says no.

    Raises:
        DeedRefused, RowsRefused, Problem: it cannot be.
    """
    with transaction.atomic():
        record = record_create(
            noun, _values(noun, sent.values), by=viewer, evidence=_evidence(sent.evidence, viewer),
            retain_until=_retain(noun, [sent.values], sent.retain_until), reason=_said(sent.reason, "reason"),
            label=_label(noun, sent, viewer),
        )  # fmt: skip
        alike = [] if sent.distinct else duplicates_of(noun, record, viewer)
        if alike:
            raise Problem(
                "alike", "Có thể đã có trong sổ; gửi “distinct”: true nếu là bản ghi khác.",
                "It may be in the register already; send “distinct”: true where it is another.",
                alike=[{"key": str(one.key), "caption": one.caption} for one in alike],
            )  # fmt: skip
        return record


def created_many(noun: Noun, sent: Any, viewer: Viewer) -> list[NounRecord]:
    """Write many new records, all or none, as a table is loaded.

    Raises:
        DeedRefused, RowsRefused, Problem: a row cannot be.
    """
    common = _evidence(sent.evidence, viewer)
    told = [
        common if row.evidence is None else _evidence(row.evidence, viewer, f"/rows/{n}/evidence")
        for n, row in enumerate(sent.rows)
    ]
    retain = _retain(noun, [row.values for row in sent.rows], sent.retain_until)
    rows = [_values(noun, row.values) for row in sent.rows]
    with room_for_many(), transaction.atomic():
        return records_create(
            noun, rows, by=viewer, evidence=told, retain_until=retain, reason=_said(sent.reason, "reason"),
            label=_label(noun, sent, viewer),
        )  # fmt: skip


def changed(noun: Noun, record: NounRecord, sent: Any, viewer: Viewer) -> NounRecord:
    """Change fields of a record, for a reason.

    Raises:
        DeedRefused, RowsRefused, Problem: it cannot be.
    """
    return record_change(
        record, _values(noun, sent.values), by=viewer, evidence=_evidence(sent.evidence, viewer),
        reason=_said(sent.reason, "reason"), retain_until=_retain(noun, [sent.values], sent.retain_until),
    )  # fmt: skip


def _label(noun: Noun, sent: Any, viewer: Viewer) -> AccessLabel | None:
    """Return who may read new records, None for the usual readers; a part has no circulation of its own."""
    return None if noun.part_of else label_sent(noun, sent.circulation, viewer)


def _values(noun: Noun, sent: Any) -> dict[str, Any]:
    """Return what was sent, numbers as numbers: "1.234" is no thousand here."""
    held = sent.__dict__  # sooner than attribute by attribute, for thousands of rows
    values: dict[str, Any] = {name: held[name] for name in sent.model_fields_set}
    for field in noun.fields:
        if field.kind is Kind.DECIMAL and values.get(field.name) is not None:
            values[field.name] = Decimal(values[field.name])
    return values


def _evidence(told: Grounds | None, viewer: Viewer, pointer: str = "/evidence") -> Evidence:
    if told is None:
        return BY_HAND
    try:
        words = _said(told.words, "words")
        if told.source is None:
            return Evidence(words=words)
        return evidence_cited(source_meant(told.source.strip(), viewer), words, told.place)
    except DeedRefused as refusal:
        field = {"quote": "words"}.get(refusal.field, refusal.field)
        raise Problem(
            refusal.code, refusal.vietnamese, refusal.english,
            errors=[error(f"{pointer}/{field}", refusal.code, refusal.vietnamese, refusal.english)],
        ) from None  # fmt: skip


def _said(text: str, field: str) -> str:
    return text_guarded(" ".join(text.split()), field)


def _retain(noun: Noun, rows: list[Any], told: str | None) -> date | None:
    """Return until when personal values are kept, None where none are sent."""
    personal = {f.name for f in noun.personal_fields}
    if not any(personal & row.model_fields_set for row in rows):
        return None
    until = _day(told)
    if until is None or until <= timezone.localdate():
        raise Problem(
            "retain", "Hãy ghi ngày (sắp tới) mà dữ liệu cá nhân được giữ đến.",
            "Say until which day (to come) the personal data is kept.",
            errors=[error("/retain_until", "retain", "Cần một ngày sắp tới.", "A day to come is needed.")],
        )  # fmt: skip
    return until


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
