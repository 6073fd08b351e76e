"""Instruments that a paper names: which of them the register knows, and those that stay unresolved (A5.15).

An unresolved one is kept as an instrument whose stage says so, with the words that name it as its claim. It
is resolved by merging it into the instrument that was meant; the paper's words go with it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.models import NounRecord
from banggiao.core.nouns import noun_of
from banggiao.instruments.models import Instrument
from banggiao.language.folding import shadow
from banggiao.reading.records import Label, Mention, Reading
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Claim, ClaimState, Source
from banggiao.sources.records import records_create

UNRESOLVED = "unresolved"
_NUMBERED = "numbered"


@dataclass(frozen=True, slots=True)
class NamedInstrument:
    """An instrument as a paper names it. ``start:end`` is the first place, ``places`` all of them; ``code``
    is the instrument that the reader knows by this name, "" where it knows none; ``number`` its full number,
    "" where the paper gives none."""

    start: int
    end: int
    words: str
    number: str
    code: str
    paragraph: int
    page: int | None
    places: frozenset[tuple[int, int]]

    @property
    def place(self) -> str:
        """Its first place, as forms send it back."""
        return f"{self.start}-{self.end}"


def instruments_named(reading: Reading) -> list[NamedInstrument]:
    """Return the instruments that a paper names, each once, in the order in which they first come."""
    paper = reading.paper
    same: dict[str, list[Mention]] = {}
    for one in reading.mentions:
        if one.label is Label.INSTRUMENT:
            words = " ".join(shadow(paper.words(one.start, one.end)).split())
            told = one.value if one.rule in (_NUMBERED, "alias") else words
            same.setdefault(one.key or told, []).append(one)
    found = []
    for mentions in same.values():
        first = next((one for one in mentions if one.rule == _NUMBERED), mentions[0])
        block = paper.block_at(first.start)
        found.append(
            NamedInstrument(
                first.start,
                first.end,
                " ".join(paper.words(first.start, first.end).split()),
                first.value if first.rule == _NUMBERED else "",
                first.key or "",
                block.paragraph,
                block.page,
                frozenset((one.start, one.end) for one in mentions),
            )
        )
    return sorted(found, key=lambda one: one.start)


def instruments_meant(
    source: Source, named: Sequence[NamedInstrument], viewer: Viewer
) -> dict[str, Instrument]:
    """Return place → the instrument of the register that is meant, where the viewer may see one: the one that
    the paper's words were taken for, else the one that bears the name or the number."""
    seen = Instrument.objects.visible_to(viewer).current()
    claims = Claim.objects.filter(source=source, noun="instrument", recorded_to__isnull=True)
    taken: dict[tuple[int, int], UUID] = {
        (start, end): key
        for start, end, key in claims.exclude(state=ClaimState.REFUSED)
        .order_by("-id")
        .values_list("start", "end", "record_key")
    }
    keys = {taken[place] for one in named for place in one.places if place in taken}
    by_key = {one.key: one for one in seen.filter(key__in=keys)}
    by_code = {one.code: one for one in seen.filter(code__in=[n.code for n in named if n.code])}
    numbers = [n.number for n in named if n.number]
    by_number = {one.number: one for one in seen.filter(number__in=numbers).order_by("-id")}
    meant: dict[str, Instrument] = {}
    for one in named:
        kept = next((by_key[taken[p]] for p in sorted(one.places) if taken.get(p) in by_key), None)
        known = kept or by_code.get(one.code) or (by_number.get(one.number) if one.number else None)
        if known is not None:
            meant[one.place] = known
    return meant


def unresolved_keep(
    source: Source, named: Sequence[NamedInstrument], ticked: Collection[str], *, by: Viewer
) -> list[NounRecord]:
    """Keep the ticked ones that the register does not know as unresolved instruments, proposed by the paper.

    Raises:
        DeedRefused: nothing was ticked, or the person may not create instruments.
        RowsRefused: the words cannot be kept.
    """
    chosen = [one for one in named if one.place in ticked]
    if not chosen:
        raise DeedRefused(
            "nothing-ticked", "Hãy đánh dấu ít nhất một văn kiện.", "Tick at least one instrument."
        )
    with transaction.atomic():
        Source.objects.select_for_update().get(pk=source.pk)
        meant = instruments_meant(source, chosen, by)
        fresh = [one for one in chosen if one.place not in meant]
        return records_create(
            noun_of("instrument"),
            [{"title": one.words, "number": one.number, "lifecycle": UNRESOLVED} for one in fresh],
            by=by,
            evidence=[_evidence(source, one) for one in fresh],
        )


def _evidence(source: Source, one: NamedInstrument) -> Evidence:
    return Evidence(
        source=source, words=source.text[one.start : one.end], start=one.start, end=one.end,
        paragraph=one.paragraph, page=one.page, rule="reference", confirmed=False,
    )  # fmt: skip
