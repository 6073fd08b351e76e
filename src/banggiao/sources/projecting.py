"""The columns of a record follow its claims: each holds what the claims that may be shown there say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from banggiao.core.access import Viewer, covers
from banggiao.core.errors import DeedRefused
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Kind, Noun, noun_of
from banggiao.core.values import ValueFault, value_clean
from banggiao.sources.coded import code_now
from banggiao.sources.holding import choices_about, claims_about, held
from banggiao.sources.models import Choice, Claim
from banggiao.sources.records import locked
from banggiao.sources.values import values_of
from banggiao.sources.writing import Writing


@dataclass(frozen=True, slots=True)
class Projection:
    """What the columns of a record are to hold. ``masked`` are the fields whose value rests on a source that
    fewer may see than the record, with the claim that says it; ``unsaid`` those that no claim says any more.
    """

    values: dict[str, Any] = field(default_factory=dict)
    masked: dict[str, Claim] = field(default_factory=dict)
    unsaid: frozenset[str] = frozenset()


def projection(
    noun: Noun, record: NounRecord, claims: Iterable[Claim], choices: Iterable[Choice]
) -> Projection:
    """Return what the columns are to hold of every open field that any claim, living or not, speaks of.

    A field of which no claim ever spoke is left out: its column stays as it is.
    """
    claims, choices = list(claims), list(choices)
    covering = [claim for claim in claims if covers(claim.source.label, record.label)]
    everything, shown = held(claims, choices), held(covering, choices)
    names = {name for claim in claims for name in claim.says}
    values: dict[str, Any] = {}
    masked: dict[str, Claim] = {}
    unsaid = set()
    for f in noun.open_fields:
        if f.name not in names:
            continue
        entry = everything.get(f.name)
        values[f.name] = None
        if entry is None:
            unsaid.add(f.name)
        elif f.name in shown and (entry.choice is None or entry.choice == shown[f.name].choice):
            values[f.name] = shown[f.name].value
        else:
            masked[f.name] = entry.claim
    return Projection(values, masked, frozenset(unsaid))


def record_reproject(record: NounRecord, *, by: Viewer) -> NounRecord:
    """Bring a record's columns up to what holds of its claims; caption, order and search follow.

    Raises:
        DeedRefused: a required field would be empty, because its source may be seen by fewer than the record.
        RowsRefused: what holds breaks a rule of the noun, or the database refuses it.
    """
    with transaction.atomic():
        current = locked(record, unbound(by), archived=True)
        writing = Writing(noun_of(current.noun_code), unbound(by))
        if columns_follow(writing, current, by=by):
            writing.after([current])
        return current


def columns_follow(
    writing: Writing, record: NounRecord, *, by: Viewer, before: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Write the columns that no longer hold what they should; return field → new value of those.

    ``before`` gives the values of fields of which no claim speaks any more.
    """
    noun = writing.noun
    told = projection(noun, record, claims_about(noun.code, record.key), choices_about(noun.code, record.key))
    wanted = {**told.values, **{n: v for n, v in (before or {}).items() if n in told.unsaid}}
    now = values_of(noun, [record])[0]
    changes = _differing(writing, now, wanted)
    _refuse_empty(noun, changes, told, by)
    if not changes:
        return {}
    clean = writing.cleaned([changes], [record], partial=True, before=[now])[0]
    writing.write_columns(record, {**now, **clean}, clean)
    return clean


def unbound(by: Viewer) -> Viewer:
    """Return the same person with every right: for what follows from a deed that was allowed."""
    return replace(by, labels=None, may=lambda _: True)


def _differing(writing: Writing, now: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is wanted and not there. What an old row says in a form that no field takes is left."""
    clean: dict[str, Any] = {}
    for name, value in wanted.items():
        if value == now.get(name):
            continue
        try:
            clean[name] = value_clean(writing.noun.by_name[name], value)
        except ValueFault:
            continue
    writing.lookups.prepare(writing.noun, [clean])
    changes = {}
    for name, value in clean.items():
        f = writing.noun.by_name[name]
        if f.kind in (Kind.RECORD, Kind.RECORDS):
            resolved, fault = writing.lookups.resolve(f, value)
            value = value if fault else resolved  # noqa: PLW2901 - the same value, by the key that holds now
        elif f.kind is Kind.TEXT:
            value = code_now(writing.noun.model, f.name, value)  # noqa: PLW2901 - likewise, by its code
        if value != now.get(name) and not (value is None and now.get(name) is False):
            changes[name] = value
    return changes


def _refuse_empty(noun: Noun, changes: Mapping[str, Any], told: Projection, by: Viewer) -> None:
    empty = [noun.by_name[name] for name, value in changes.items() if value is None]
    lost = [f for f in empty if f.required]
    if not lost:
        return
    names_vi, names_en = (", ".join(f.label(language) for f in lost) for language in ("vi", "en"))
    sources = {told.masked[f.name].source for f in lost if f.name in told.masked}
    if not sources:
        raise DeedRefused(
            "claim-needed",
            f"Không còn khẳng định nào cho trường bắt buộc: {names_vi}.",
            f"No claim would be left for what is required: {names_en}.",
            field=lost[0].name,
        )
    seen = ", ".join(sorted(f"“{s.title or s.name}”" for s in sources if by.sees(s.label.pk)))
    raise DeedRefused(
        "masked",
        f"Trường bắt buộc ({names_vi}) dựa vào nguồn mà ít người được xem hơn"
        f" bản ghi{': ' + seen if seen else ''}.",
        f"What is required ({names_en}) rests on a source that fewer may see than the"
        f" record{': ' + seen if seen else ''}.",
        field=lost[0].name,
    )
