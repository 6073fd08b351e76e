"""Claims and events of one writing, gathered as rows and written together."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from banggiao.core.access import Viewer
from banggiao.core.audit import request_id
from banggiao.core.bulk import Encoded, rows_insert
from banggiao.core.keys import uuid7
from banggiao.core.models import Event, NounRecord, PersonalPayload
from banggiao.core.nouns import Noun
from banggiao.sources.evidence import Evidence, person_source
from banggiao.sources.keeping import retention_default
from banggiao.sources.models import Claim, ClaimState, Source

_CLAIM = (
    "key", "thread", "source_id", "noun", "record_key", "start", "end", "words", "paragraph", "page",
    "heading_path", "role", "rule", "candidates", "says", "confidence", "verification", "state",
    "corrected_words", "decided_by", "decided_at", "reason", "recorded_from", "supersedes_id",
)  # fmt: skip
_EVENT = (
    "key", "code", "noun", "record_key", "before", "after", "who", "at", "request_id", "reason",
)  # fmt: skip
_CONFIRMED, _PROPOSED = ClaimState.CONFIRMED.value, ClaimState.PROPOSED.value


@dataclass
class Saying:
    """What one person says of records of one noun at one moment."""

    noun: Noun
    by: Viewer
    now: datetime
    retain_until: date | None = None
    claims: list[tuple[Any, ...]] = field(default_factory=list)
    payloads: list[PersonalPayload] = field(default_factory=list)
    events: list[tuple[Any, ...]] = field(default_factory=list)
    _person: Source | None = None
    _last: tuple[dict[str, Any], Encoded | None] = field(default_factory=lambda: ({}, None))

    def __post_init__(self) -> None:
        self._who = self.by.name[:200]

    def write(self) -> list[UUID]:
        """Write all that was gathered; return the keys of the claims and then forget it."""
        keys = [row[0] for row in self.claims]
        rows_insert(Claim, _CLAIM, self.claims)
        PersonalPayload.objects.bulk_create(self.payloads)
        rows_insert(Event, _EVENT, self.events)
        self.claims, self.payloads, self.events = [], [], []
        return keys

    def say(
        self, record: NounRecord, values: dict[str, Any], evidence: Evidence, *, key: UUID | None = None
    ) -> dict[str, Any]:
        """Add the claims that say ``values`` of a record, the open ones under ``key`` where it is given;
        return them as the audit may keep them."""
        personal = {f.name: values[f.name] for f in self.noun.personal_fields if f.name in values}
        open_values = values
        if personal:
            open_values = {name: value for name, value in values.items() if name not in personal}
        if personal and evidence.rule != "table":  # words are never erased; a table's come without the values
            evidence = evidence._replace(words="", start=0, end=0)
        if open_values or not personal:
            self.claims.append(self._claim_row(key or uuid7(), record, self._encoded(open_values), evidence))
        if personal:
            key, salt = uuid7(), secrets.token_hex(16)
            digests = {name: digest_of(salt, value) for name, value in personal.items()}
            kept = {name: value for name, value in personal.items() if value is not None}
            self.payloads.append(
                PersonalPayload(
                    noun=self.noun.code, record_key=record.key, claim_key=key, values=kept, salt=salt,
                    retain_until=self.retain_until or retention_default(self.now.date()),
                )
            )  # fmt: skip
            self.claims.append(self._claim_row(key, record, digests, evidence))
            open_values = {**open_values, **digests}
        return open_values

    def _claim_row(
        self, key: UUID, record: NounRecord, says: Encoded | dict[str, Any] | None, evidence: Evidence
    ) -> tuple[Any, ...]:
        source, decided = evidence.source or self._by_hand(), evidence.confirmed
        state = _CONFIRMED if decided else _PROPOSED
        return (
            key, evidence.thread or key, source.pk, self.noun.code, record.key,
            evidence.start, evidence.end, evidence.words, evidence.paragraph, evidence.page,
            list(evidence.heading_path), "", evidence.rule, [], says, 1.0, evidence.verification, state,
            "", self._who if decided else "", self.now if decided else None, "", self.now,
            evidence.supersedes,
        )  # fmt: skip

    def _encoded(self, said: dict[str, Any] | None) -> Encoded | None:
        """Return what was said as text; what is said is told in the next event as well."""
        if said is None:
            return None
        if said is not self._last[0]:
            self._last = said, Encoded(said)
        return self._last[1]

    def _by_hand(self) -> Source:
        if self._person is None:
            self._person = person_source(self.by)
        return self._person

    def event(
        self, code: str, record: NounRecord, before: Any, after: Any, reason: str, *, key: UUID | None = None
    ) -> UUID:
        """Add an event, under ``key`` where it is given; return its key."""
        key = key or uuid7()
        self.events.append(
            (key, code, self.noun.code, record.key, before, self._encoded(after), self._who,
             self.now, request_id.get(), reason)
        )  # fmt: skip
        return key


def digest_of(salt: str, value: Any) -> str:
    """Return what the claim and the audit hold in place of a personal value."""
    return "sha256:" + hashlib.sha256(f"{salt}{value}".encode()).hexdigest()


def said_by(claims: Iterable[Claim]) -> dict[str, Any]:
    """Return all that the claims say, as the audit may keep it."""
    return {name: value for claim in claims for name, value in claim.says.items()}
