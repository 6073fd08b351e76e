"""The rows of a country pack. Every row carries its source and a verification mark.

Marks: V seen in the legal text or on an official page; N news report; T third-party copy of a legal
text; D public data set; conf sources conflict; U not verified (general knowledge: shown as such).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verification(StrEnum):
    OFFICIAL = "V"
    NEWS = "N"
    COPY = "T"
    DATASET = "D"
    CONFLICT = "conf"
    UNVERIFIED = "U"


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor. ``valid_from`` and ``valid_to`` are ISO dates cut to what is known ("2025", "2025-07-01"), or ""."""

    key: str
    kind: str
    parent: str
    name_vi: str
    name_en: str
    valid_from: str
    valid_to: str
    verification: Verification
    source: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """Another name of an actor, or of anything the reader should know: abbreviation, former name, spelling."""

    key: str
    name: str
    language: str
    kind: str  # official | abbreviation | alias | former
    valid_from: str
    valid_to: str
    verification: Verification
    source: str


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """``predecessor`` became, or became part of, ``successor``. kind: merged_into, split_into, renamed, replaced_by."""

    predecessor: str
    successor: str
    kind: str
    date: str
    verification: Verification
    source: str


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """A directive, resolution, law, decree, treaty or trade agreement, known by number and title."""

    key: str
    type: str
    number: str
    title_vi: str
    issuer: str
    date: str
    horizon: str
    successor: str
    verification: Verification
    source: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """One entry of a vocabulary: channel, field of work, result type, resource type, document type, urgency …"""

    vocabulary: str
    key: str
    label_vi: str
    label_en: str
    order: int
    verification: Verification
    source: str


@dataclass(frozen=True, slots=True)
class Pack:
    """All rows of one pack, in file order."""

    code: str
    actors: tuple[ActorRow, ...]
    names: tuple[NameRow, ...]
    successions: tuple[SuccessionRow, ...]
    instruments: tuple[InstrumentRow, ...]
    terms: tuple[TermRow, ...]
