"""Which of the claims about a record holds, field by field, now or as it was known at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from banggiao.core.models import PersonalPayload
from banggiao.core.nouns import Noun
from banggiao.core.prepared import KEY, prepared
from banggiao.sources.models import Choice, Claim, ClaimState

ACCEPTED = frozenset({ClaimState.CONFIRMED, ClaimState.CORRECTED})


@dataclass(frozen=True, slots=True)
class Held:
    """The value that holds of a field, the claim that says it, and the other claims that say something."""

    value: Any
    claim: Claim
    others: tuple[Claim, ...] = ()
    choice: Choice | None = None


def claims_about(noun: str, key: UUID) -> list[Claim]:
    """Return every claim that fills fields of a record, superseded and refused ones too, oldest first."""
    return [
        claim
        for claim in Claim.objects.filter(noun=noun, record_key=key, within__isnull=True)
        .select_related("source__label")
        .defer("source__text", "source__blocks")
        .order_by("id")
        if claim.says
    ]


def choices_about(noun: str, key: UUID) -> list[Choice]:
    """Return every choice among claims about a record, oldest first."""
    return list(_choices(noun).of(key=key))


@prepared
def _choices(noun: str) -> QuerySet[Choice]:
    return Choice.objects.filter(noun=noun, record_key=KEY).order_by("id")


def held(
    claims: Iterable[Claim], choices: Iterable[Choice], *, at: datetime | None = None
) -> dict[str, Held]:
    """Return field → what holds: as of now, or as it was known ``at`` a moment (with that moment's claims).

    A choice holds; else the first confirmed claim; else the first of all. Refused claims never hold.
    """
    living = [claim for claim in claims if _lives(claim, at)]
    chosen = {c.field: c for c in choices if _within(c.recorded_from, c.recorded_to, at)}
    by_field: dict[str, list[Claim]] = {}
    for claim in living:
        for name in claim.says:
            by_field.setdefault(name, []).append(claim)
    result: dict[str, Held] = {}
    for name, candidates in by_field.items():
        choice = chosen.get(name)
        best = next((c for c in candidates if choice is not None and c.pk == choice.claim_id), None)
        if best is None:
            choice = None
            best = next((c for c in candidates if _accepted(c, at)), candidates[0])
        others = tuple(c for c in candidates if c is not best)
        result[name] = Held(best.says[name], best, others, choice)
    return result


def disputes(name: str, entry: Held) -> tuple[Claim, ...]:
    """Return the claims that say something else of the field than what holds."""
    return tuple(claim for claim in entry.others if claim.says[name] != entry.value)


def personal_values(noun: Noun, key: UUID, entries: dict[str, Held]) -> dict[str, Any]:
    """Return the personal values that hold; those that were erased are absent."""
    names = {f.name for f in noun.personal_fields}
    payloads = {p.claim_key: p.values for p in PersonalPayload.objects.filter(noun=noun.code, record_key=key)}
    return {
        name: payloads[entry.claim.key][name]
        for name, entry in entries.items()
        if name in names and name in payloads.get(entry.claim.key, {})
    }


def _lives(claim: Claim, at: datetime | None) -> bool:
    if at is None:
        return claim.recorded_to is None and claim.state != ClaimState.REFUSED
    if not _within(claim.recorded_from, claim.recorded_to, at):
        return False
    return not (claim.state == ClaimState.REFUSED and claim.decided_at is not None and claim.decided_at <= at)


def _accepted(claim: Claim, at: datetime | None) -> bool:
    if at is None:
        return claim.state in ACCEPTED
    return bool(claim.decided_by) and claim.decided_at is not None and claim.decided_at <= at


def _within(start: datetime, end: datetime | None, at: datetime | None) -> bool:
    if at is None:
        return end is None
    return start <= at and (end is None or at < end)
