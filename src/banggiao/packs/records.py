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
    """An actor. ``valid_from`` and ``valid_to`` are ISO dates cut to what is known ("2025"), or ""."""

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
    """Another name of an actor, or of anything the reader should know: abbreviation, former name …"""

    key: str
    name: str
    language: str
    kind: str  # official | abbreviation | alias | former
    valid_from: str
    valid_to: str
    verification: Verification
    source: str
    label: str = ""  # ORG, LOC, FTA, DOC, EVENT or TITLE where it is not what the bearer's kind says


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """``predecessor`` became ``successor`` or part of it.

    kind: merged_into, split_into, renamed or replaced_by.
    """

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
    status: str = ""  # in_force | amended | replaced | historic | unknown


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country or territory of ISO 3166-1 with its codes. :attr:`Pack.actors` has an actor of the same key.

    ``un_member_since`` is the year of admission to the United Nations, or "".
    """

    key: str
    kind: str
    name_vi: str
    name_en: str
    iso2: str
    iso3: str
    m49: str
    un_member_since: str
    verification: Verification
    source: str


@dataclass(frozen=True, slots=True)
class TradeAgreementRow:
    """A trade agreement. ``parties`` are actor keys; ``signed`` and ``in_force`` ISO dates as far as known.

    ``state`` is in_force, signed, negotiation or unknown, as of the source. Where sources disagree the mark
    is ``conf`` and ``note`` says how.
    """

    key: str
    code: str
    kind: str
    name_vi: str
    name_en: str
    parties: tuple[str, ...]
    signed: str
    in_force: str
    state: str
    verification: Verification
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TermRow:
    """One entry of a vocabulary: channel, field of work, result type, document type, urgency …"""

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
    countries: tuple[CountryRow, ...] = ()
    trade_agreements: tuple[TradeAgreementRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """One name as the reader's gazetteer needs it.

    ``label`` is ORG, LOC, FTA, DOC, EVENT or TITLE. ``valid_from`` and ``valid_to`` are whole ISO dates or
    "": the time in which the bearer had this name. A later paper may still use it, so they choose between
    bearers and do not hide a name.
    """

    key: str
    text: str
    label: str
    valid_from: str
    valid_to: str
