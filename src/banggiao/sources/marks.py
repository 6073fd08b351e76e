"""Verification marks: how sure a record is (V, N, T, D, conf, U), and what nobody has decided on yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from banggiao.core.access import Viewer
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Noun
from banggiao.core.prepared import keys_asked, prepared
from banggiao.sources.models import Claim, ClaimState

UNVERIFIED = ("U", "conf")
"""The marks that a person must decide on: general knowledge, and sources that disagree."""


def verification_of(records: Sequence[NounRecord]) -> dict[UUID, str]:
    """Return key → mark for records of one noun, one query: the mark of the first living claim that has one.

    What a person has confirmed bears no mark of doubt any more.
    """
    if not records:
        return {}
    claims = (
        Claim.objects.filter(
            noun=records[0].noun_code,
            record_key__in=[record.key for record in records],
            recorded_to__isnull=True,
            within__isnull=True,
        )
        .exclude(verification="")
        .exclude(state=ClaimState.REFUSED)
        .exclude(verification__in=UNVERIFIED, state__in=(ClaimState.CONFIRMED, ClaimState.CORRECTED))
    )
    return dict(claims.order_by("-id").values_list("record_key", "verification"))


def undecided(noun: Noun, keys: Sequence[UUID], viewer: Viewer) -> set[UUID]:
    """Return which of these records say something that nobody has confirmed, in sources that the viewer may
    see; one query."""
    if not keys:
        return set()
    return set(_proposed(noun.code, viewer.labels).of(keys=keys))


@prepared
def _proposed(noun: str, labels: frozenset[int] | None) -> QuerySet[Claim, UUID]:
    claims = Claim.objects.filter(
        noun=noun, record_key__in=keys_asked(), recorded_to__isnull=True, within__isnull=True,
        state=ClaimState.PROPOSED,
    )  # fmt: skip
    if labels is not None:
        claims = claims.filter(source__label__in=labels)
    return claims.values_list("record_key", flat=True)


def unverified(noun: Noun, viewer: Viewer) -> Any:
    """Return the current records of a noun with a claim that is not verified and that nobody decided on."""
    doubted = Claim.objects.filter(
        noun=noun.code, recorded_to__isnull=True, within__isnull=True, state=ClaimState.PROPOSED,
        verification__in=UNVERIFIED,
    )  # fmt: skip
    return noun.model.objects.visible_to(viewer).current().filter(key__in=doubted.values("record_key"))
