"""All names of a pack's bearers, as the reader's gazetteer needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banggiao.packs.dates import first_day, last_day
from banggiao.packs.loading import EVENT_SERIES, KINDS_OF_PLACE
from banggiao.packs.records import ActorRow, InstrumentRow, Name, Pack

_UNIQUE_NUMBER = re.compile(r"/(?:19|20)\d\d/|:\d{4}/|/(?:TW|BĐNTW)$")


def pack_names(pack: Pack) -> Iterator[Name]:
    """Yield every name once per bearer: Vietnamese, English, abbreviated and former.

    A name without an interval of its own has its bearer's.
    """
    seen: set[tuple[str, str, str]] = set()
    for name in _all(pack):
        identity = (name.key, name.text, name.valid_from)
        if name.text and identity not in seen:
            seen.add(identity)
            yield name


def _all(pack: Pack) -> Iterator[Name]:
    labels: dict[str, str] = {}
    intervals: dict[str, tuple[str, str]] = {}
    for actor in pack.actors:
        label = labels[actor.key] = label_of(actor)
        interval = intervals[actor.key] = (first_day(actor.valid_from), last_day(actor.valid_to))
        yield Name(actor.key, actor.name_vi, label, *interval)
        yield Name(actor.key, actor.name_en, label, *interval)
    for agreement in pack.trade_agreements:
        label = labels[agreement.key] = "DOC" if agreement.kind == "treaty" else "FTA"
        for text in (agreement.name_vi, agreement.code, agreement.name_en):
            yield Name(agreement.key, text, label, "", "")
    for instrument in pack.instruments:
        labels[instrument.key] = "DOC"
        for text in _instrument_names(instrument):
            yield Name(instrument.key, text, "DOC", "", "")
    for term in pack.terms:
        if term.vocabulary == EVENT_SERIES:
            labels[term.key] = "EVENT"
            yield Name(term.key, term.label_vi, "EVENT", "", "")
            yield Name(term.key, term.label_en, "EVENT", "", "")
    for row in pack.names:
        start, end = intervals.get(row.key, ("", ""))
        yield Name(
            row.key,
            row.name,
            row.label or labels[row.key],
            first_day(row.valid_from) or start,
            last_day(row.valid_to) or end,
        )


def label_of(actor: ActorRow) -> str:
    """The kind of mention that the name of ``actor`` makes."""
    if actor.kind in KINDS_OF_PLACE:
        return "LOC"
    return "TITLE" if actor.kind == "post" else "ORG"


def _instrument_names(instrument: InstrumentRow) -> Iterator[str]:
    """Its number, unless that number comes back every year, and its title where that names its type."""
    if _UNIQUE_NUMBER.search(instrument.number):
        yield instrument.number
        yield f"{instrument.type} {instrument.number}"
        yield f"{instrument.type} số {instrument.number}"
    if not instrument.number or instrument.title_vi.startswith((instrument.type, "Chiến lược", "Quy chế")):
        yield instrument.title_vi
