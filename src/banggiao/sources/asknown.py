"""Records as they were known at a moment, for lists: those about which something was said, decided or chosen
since are put together again from the claims of that moment; all others are as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import F

from banggiao.core.access import Viewer, covers, system
from banggiao.core.errors import DeedRefused
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Kind, Noun
from banggiao.core.values import column_values
from banggiao.language.folding import search_key
from banggiao.sources.captions import caption_of, sort_key_of
from banggiao.sources.holding import Held, held
from banggiao.sources.listed import Cursor, ListQuery
from banggiao.sources.lookups import Lookups
from banggiao.sources.models import Choice, Claim
from banggiao.sources.values import values_by_pk

MOST = 2000
"""So many records that changed since can be put together again for one list."""
_CLOCKS_APART = 60_000  # milliseconds by which the clocks of two servers may differ


@dataclass(frozen=True, slots=True)
class Then:
    """A record as it was known. ``kept`` says whether it passes the filters; ``place`` is its place."""

    key: UUID
    caption: str
    values: Mapping[str, Any]
    columns: Any
    place: Cursor
    archived: datetime | None
    kept: bool


def records_then(query: ListQuery, viewer: Viewer) -> dict[int, Then]:
    """Return id → record as it was known, for the visible records that changed since.

    Raises:
        DeedRefused: more than :data:`MOST` changed.
    """
    at = query.known_on
    if at is None:
        return {}
    noun = query.noun
    records = _changed(noun, viewer, at)
    claims, choices = _said([record.key for record in records], noun)
    now = values_by_pk(noun, [record.pk for record in records], noun.open_fields)
    values = {
        record.pk: _values(
            noun,
            record,
            held(claims[record.key], choices[record.key], at=at),
            spoken_of={name for claim in claims[record.key] for name in claim.says},
            now=now[record.pk],
        )
        for record in records
    }
    everything = Lookups(system("đọc lại"), archived=True)
    everything.prepare(noun, values.values())
    return {record.pk: _then(query, record, values[record.pk], everything) for record in records}


def record_then(noun: Noun, record: NounRecord, at: datetime) -> tuple[str, dict[str, Any]] | None:
    """Return the caption and the values of one record as they were known at a moment, None before it was."""
    if record.created_at > at:
        return None
    claims, choices = _said([record.key], noun)
    values = _values(
        noun,
        record,
        held(claims[record.key], choices[record.key], at=at),
        spoken_of={name for claim in claims[record.key] for name in claim.says},
        now=values_by_pk(noun, [record.pk], noun.open_fields)[record.pk],
    )
    everything = Lookups(system("đọc lại"), archived=True)
    everything.prepare(noun, [values])
    return caption_of(noun, values, everything), values


def _changed(noun: Noun, viewer: Viewer, at: datetime) -> list[NounRecord]:
    """Keys of records sort by the time at which they were made: later records are left out by their key."""
    last = UUID(int=max(0, int(at.timestamp() * 1000) + _CLOCKS_APART) << 80)  # keys begin in 1970
    claims = Claim.objects.filter(noun=noun.code, within__isnull=True, record_key__lt=last)
    choices = Choice.objects.filter(noun=noun.code, record_key__lt=last)
    there = noun.model.objects.visible_to(viewer).filter(created_at__lte=at).select_related("label")
    found: dict[int, NounRecord] = {}
    for since in (
        claims.filter(recorded_from__gt=at),
        claims.filter(recorded_to__gt=at),
        claims.filter(decided_at__gt=at).filter(decided_at__gt=F("recorded_from")),
        choices.filter(recorded_from__gt=at),
        choices.filter(recorded_to__gt=at),
    ):
        found |= {r.pk: r for r in there.filter(key__in=since.values("record_key"))[: MOST + 1]}
        if len(found) > MOST:
            raise DeedRefused(
                "too-many-changes",
                f"Hơn {MOST} bản ghi đã thay đổi từ ngày ấy; hãy chọn ngày gần hơn hoặc thu hẹp phạm vi.",
                f"More than {MOST} records changed since that day; choose a later one.",
                field="known_on",
            )
    return list(found.values())


def _said(keys: list[UUID], noun: Noun) -> tuple[dict[UUID, list[Claim]], dict[UUID, list[Choice]]]:
    claims: dict[UUID, list[Claim]] = defaultdict(list)
    choices: dict[UUID, list[Choice]] = defaultdict(list)
    if keys:
        said = Claim.objects.filter(noun=noun.code, record_key__in=keys, within__isnull=True)
        said = said.select_related("source__label").defer("source__text", "source__blocks", "words")
        for claim in said.order_by("id"):
            claims[claim.record_key].append(claim)
        for choice in Choice.objects.filter(noun=noun.code, record_key__in=keys).order_by("id"):
            choices[choice.record_key].append(choice)
    return claims, choices


def _values(
    noun: Noun, record: NounRecord, then: Mapping[str, Held], *, spoken_of: set[str], now: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the values of then. What no claim ever said is as it is now; a claim whose source fewer may see
    than the record fills no column."""
    values = {}
    for field in noun.open_fields:
        entry = then.get(field.name)
        value = now[field.name]
        if field.name in spoken_of:
            seen = entry is not None and covers(entry.claim.source.label, record.label)
            value = entry.value if entry is not None and seen else None
        if value is None and field.kind is Kind.YES_NO:
            value = False
        values[field.name] = value
    return values


def _then(query: ListQuery, record: NounRecord, values: dict[str, Any], everything: Lookups) -> Then:
    noun, at = query.noun, query.known_on
    columns: dict[str, Any] = {}
    for field in noun.open_fields:
        if field.kind is Kind.RECORD:
            columns[field.column] = values[field.name]  # a key, where the column of now has an id
        elif field.kind is not Kind.RECORDS:
            columns |= column_values(field, values[field.name])
    caption = caption_of(noun, values, everything)
    sorts = {"sort_key": sort_key_of(noun, values, caption), "id": None}
    place = Cursor(sorts[query.column] if query.column in sorts else columns[query.column], record.pk)
    archived = record.archived_at if record.archived_at and at and record.archived_at <= at else None
    kept = (archived is not None) is query.archived and _passes(query, values, columns)
    return Then(record.key, caption, values, SimpleNamespace(**columns), place, archived, kept)


def _passes(query: ListQuery, values: Mapping[str, Any], columns: Mapping[str, Any]) -> bool:
    told = SimpleNamespace(**columns)
    if not all(wanted.holds(values, told, query.today) for wanted in query.wanted):
        return False
    day = query.true_on
    if day is not None and not (columns["valid_from"] or day) <= day <= (columns["valid_to"] or day):
        return False
    searched = [f.name for f in query.noun.open_fields if f.search]
    text = " ".join(search_key(str(values[name])) for name in searched if values[name])
    words = text.split()
    return all(any(word.startswith(w) for word in words) for w in search_key(query.words).split())
