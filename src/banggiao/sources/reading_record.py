"""A record as its page shows it: every fact with who says so, now or as it was known at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from banggiao.core.access import Question, Viewer
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Field, Noun
from banggiao.core.prepared import KEY, prepared
from banggiao.sources.cleaning import state_of
from banggiao.sources.holding import Held, choices_about, held
from banggiao.sources.models import Claim, ClaimState, SourceKind
from banggiao.sources.values import values_of
from banggiao.sources.wording import Named, Names

UNVERIFIED = frozenset({"U", "conf"})
"""The marks of pack rows that nobody has checked against a primary source."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one claim says of one field. ``number`` is the claim's place in the record's list of claims."""

    number: int
    claim: Claim
    words: tuple[Named, ...]
    unverified: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a record as the viewer may know it.

    ``shown`` is what holds, in words; ``said`` the claim that says it, None for a value without one.
    ``others`` are the visible claims that say something else. ``masked`` means that a value holds whose
    source the viewer may not see. ``reason`` and ``chosen_by`` tell why this claim was chosen.
    """

    field: Field
    label: str
    shown: tuple[Named, ...]
    said: Said | None = None
    others: tuple[Said, ...] = ()
    masked: bool = False
    reason: str = ""
    chosen_by: str = ""

    @property
    def disputed(self) -> bool:
        """Whether sources disagree."""
        return bool(self.others)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a record, the claims that stand behind them, the first being number 1, and the names of
    the records and terms that they name."""

    facts: tuple[Fact, ...]
    claims: tuple[Said, ...]
    names: Names

    @property
    def proposed(self) -> tuple[Said, ...]:
        """The claims on which a person must still decide."""
        return tuple(said for said in self.claims if said.claim.state == ClaimState.PROPOSED)


def record_facts(
    noun: Noun,
    record: NounRecord,
    viewer: Viewer,
    *,
    language: str = "vi",
    at: datetime | None = None,
    claims: list[Claim] | None = None,
) -> Facts:
    """Return every open fact of a record. With ``at``, as it was known at that moment.

    A claim is as visible as its source: one whose source the viewer may not see is not told, and a value
    that rests on it is masked. Takes a fixed number of queries for each noun. ``claims`` are those about
    the record, where they were read already.
    """
    claims = claims_about_now_or_then(noun.code, record) if claims is None else claims
    now = values_of(noun, [record])[0] if at is None else {}
    holding = held(claims, choices_about(noun.code, record.key), at=at)
    state = state_of(noun, record)
    fields = [
        f for f in noun.open_fields if viewer.may(Question(noun.code, "view", f.name, state, record.label_id))
    ]
    said = [(f, claim.says[f.name]) for claim in claims for f in fields if f.name in claim.says]
    names = Names.gather([*said, *((f, now.get(f.name)) for f in fields)], viewer)
    seen = _Seen(viewer, names, language)
    facts = [_fact(f, holding.get(f.name), now.get(f.name), seen) for f in fields]
    standing = [c for c in claims if seen.may_see(c) and _stands(c, holding)]
    told = sorted((seen.claim(claim) for claim in standing), key=lambda one: one.number)
    return Facts(tuple(facts), tuple(told), names)


def claims_about_now_or_then(noun: str, record: NounRecord) -> list[Claim]:
    """Return all claims that fill fields of a record, oldest first, without the texts of their sources."""
    return [claim for claim in _claims(noun).of(key=record.key) if claim.says]


@prepared
def _claims(noun: str) -> QuerySet[Claim]:
    rows = Claim.objects.filter(noun=noun, record_key=KEY, within__isnull=True).select_related("source")
    return rows.defer("source__text", "source__blocks", "candidates").order_by("id")


def is_unverified(claim: Claim) -> bool:
    """Tell whether nobody has yet vouched for what the claim says."""
    return claim.state == ClaimState.PROPOSED or claim.verification in UNVERIFIED


class _Seen:
    """Claims in the words of one viewer, numbered as they are met."""

    def __init__(self, viewer: Viewer, names: Names, language: str) -> None:
        self.viewer, self.names, self.language = viewer, names, language
        self._numbers: dict[int, int] = {}

    def may_see(self, claim: Claim) -> bool:
        return self.viewer.sees(claim.source.label_id)

    def words(self, field: Field, value: Any) -> tuple[Named, ...]:
        return self.names.said(field, value, self.language)

    def claim(self, claim: Claim, words: tuple[Named, ...] = ()) -> Said:
        number = self._numbers.setdefault(claim.pk, len(self._numbers) + 1)
        return Said(number, claim, words, is_unverified(claim))


def _fact(field: Field, entry: Held | None, column: Any, seen: _Seen) -> Fact:
    label = field.label(seen.language)
    if entry is None:
        return Fact(field, label, seen.words(field, column))
    others = tuple(
        seen.claim(claim, seen.words(field, claim.says[field.name]))
        for claim in entry.others
        if claim.says[field.name] != entry.value and seen.may_see(claim)
    )
    if not seen.may_see(entry.claim):
        return Fact(field, label, (), None, others, masked=True)
    words = seen.words(field, entry.value)
    choice = entry.choice
    return Fact(
        field, label, words, seen.claim(entry.claim, words), others,
        reason=choice.reason if choice else "", chosen_by=choice.chosen_by if choice else "",
    )  # fmt: skip


def _stands(claim: Claim, holding: dict[str, Held]) -> bool:
    """Tell whether the claim is among those that say something of the record at the asked moment."""
    return any(claim is one for entry in holding.values() for one in (entry.claim, *entry.others))


def is_by_hand(claim: Claim) -> bool:
    """Tell whether a person entered what the claim says."""
    return claim.source.kind == SourceKind.PERSON
