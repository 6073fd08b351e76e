"""Writing records of any noun. A single write is a bulk write of one row, so both leave the same records,
claims, audit and refusals. Every value comes with a claim: who says so, where, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from banggiao.core.access import Viewer, covers
from banggiao.core.errors import DeedRefused
from banggiao.core.models import AccessLabel, NounRecord
from banggiao.core.nouns import Noun, noun_of
from banggiao.sources.evidence import BY_HAND, Evidence
from banggiao.sources.models import Choice, Claim
from banggiao.sources.saying import said_by
from banggiao.sources.values import values_of
from banggiao.sources.writing import Writing


def records_create(
    noun: Noun,
    rows: Sequence[Mapping[str, Any]],
    *,
    by: Viewer,
    evidence: Evidence | Sequence[Evidence] = BY_HAND,
    label: AccessLabel | None = None,
    follows: NounRecord | None = None,
    retain_until: date | None = None,
    reason: str = "",
) -> list[NounRecord]:
    """Write new records, all or none, each with its claim and its event.

    ``evidence`` is one for all rows or one for each. ``label`` is who may see them: a part has its whole's
    label; otherwise the source's, or, for a person, that of her own body until the record is released.
    New records that take the place of another, which it ``follows``, are seen by those who see that one.

    Raises:
        RowsRefused: rows that cannot be right, or that break a rule.
        DeedRefused: the person may not do this.
    """
    told = [evidence] * len(rows) if isinstance(evidence, Evidence) else list(evidence)
    writing = Writing(noun, by, retain_until=retain_until, follows=follows)
    return writing.records(rows, told, label=label, reason=reason)


def record_create(noun: Noun, values: Mapping[str, Any], *, by: Viewer, **more: Any) -> NounRecord:
    """Write one new record: :func:`records_create` of one row."""
    return records_create(noun, [values], by=by, **more)[0]


def record_change(
    record: NounRecord,
    changes: Mapping[str, Any],
    *,
    by: Viewer,
    evidence: Evidence = BY_HAND,
    reason: str = "",
    retain_until: date | None = None,
) -> NounRecord:
    """Change fields of a record. What was said before stays as claims; the new claim is chosen, for a reason.

    Raises:
        RowsRefused: values that cannot be right, or that break a rule.
        DeedRefused: the person may not do this, or the record is archived.
    """
    noun = noun_of(record.noun_code)
    with transaction.atomic():
        current = locked(record, by)
        writing = Writing(noun, by, retain_until=retain_until)
        before = values_of(noun, [current])[0]
        clean = writing.cleaned([changes], [current], partial=True, before=[before])[0]
        changed = {name: value for name, value in clean.items() if value != before.get(name)}
        personal = {f.name for f in noun.personal_fields}
        if not changed:
            return current
        claims = writing.claims(current, changed, evidence, reason)
        for claim in claims:
            for name in claim.says:
                choose(claim, name, by=by, reason=reason)
        kept = {name: value for name, value in changed.items() if name not in personal}
        if evidence.source is not None and not covers(evidence.source.label, current.label):
            _refuse_masked(noun, kept)
            kept = told = dict.fromkeys(kept)
        else:
            told = said_by(claims)
        writing.write_columns(current, {**before, **kept}, kept)
        writing.event(f"{noun.code}.changed", current, _part(before, kept), told, reason)
        writing.after([current])
        return current


def locked(record: NounRecord, by: Viewer, *, archived: bool = False) -> NounRecord:
    """Return the record as it is now, locked until the transaction ends; an ``archived`` one where asked.

    Raises:
        DeedRefused: it is archived, or the person may not see it.
    """
    rows = type(record).objects.visible_to(by).select_for_update(of=("self",))
    current: NounRecord | None = rows.select_related("label").filter(pk=record.pk).first()
    if current is None:
        raise DeedRefused("not-found", "Không tìm thấy bản ghi.", "The record was not found.")
    if current.archived_at is not None and not archived:
        raise DeedRefused(
            "archived",
            "Bản ghi đã lưu trữ; hãy khôi phục trước.",
            "The record is archived; restore it first.",
        )
    return current


def choose(claim: Claim, field: str, *, by: Viewer, reason: str) -> Choice:
    """Say that of all claims about this field of the record this one holds, from now on."""
    now = timezone.now()
    Choice.objects.filter(
        noun=claim.noun, record_key=claim.record_key, field=field, recorded_to__isnull=True
    ).update(recorded_to=now)
    return Choice.objects.create(
        noun=claim.noun,
        record_key=claim.record_key,
        field=field,
        claim=claim,
        reason=reason,
        chosen_by=by.name[:200],
        recorded_from=now,
    )


def _part(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: values.get(name) for name in names}


def _refuse_masked(noun: Noun, names: Iterable[str]) -> None:
    for name in names:
        field = noun.by_name[name]
        if field.required:
            raise DeedRefused(
                "masked", f"“{field.vi}” không được dựa vào nguồn hẹp hơn phạm vi của bản ghi.",
                f"“{field.en}” may not rest on a source that fewer may see than the record.", field=name,
            )  # fmt: skip
