"""A country pack in the register: each file is a source, each row one claim in the row's own words."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid5

from django.db import transaction

from banggiao import packs
from banggiao.core.audit import record_event
from banggiao.core.nouns import noun_of
from banggiao.packs import load_pack
from banggiao.sources.pack_files import SHEETS
from banggiao.sources.pack_writing import Loading

_PACKS = UUID("0f7f1a52-0a56-5b1f-8b57-2f6d6f0e8a11")


@dataclass(frozen=True, slots=True)
class NounChange:
    """What loading changed of one noun's records, with a few examples in words. ``kept`` counts rows that say
    something else than what a person confirmed or chose: the person's word stands."""

    noun: str
    added: int
    changed: int
    gone: int
    kept: int
    same: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        return counts_told(self)


@dataclass(frozen=True, slots=True)
class PackChange:
    """What loading a pack changed, by noun."""

    nouns: tuple[NounChange, ...] = field(default_factory=tuple)

    @property
    def added(self) -> int:
        """How many records are new."""
        return sum(n.added for n in self.nouns)

    @property
    def changed(self) -> int:
        """Of how many records a row says something new."""
        return sum(n.changed for n in self.nouns)

    @property
    def gone(self) -> int:
        """How many rows the pack no longer has."""
        return sum(n.gone for n in self.nouns)

    @property
    def kept(self) -> int:
        """How many rows say otherwise than a person did."""
        return sum(n.kept for n in self.nouns)

    @property
    def same(self) -> int:
        """How many rows say what they said before."""
        return sum(n.same for n in self.nouns)

    def __str__(self) -> str:
        return counts_told(self)

    def told(self) -> list[str]:
        """Return what changed, a line for each noun and a few examples under it."""
        lines = []
        for change in self.nouns:
            if change.added or change.changed or change.gone or change.kept:
                lines.append(f"  {noun_of(change.noun).vi}: {change}")
                lines += [f"    {example}" for example in change.examples]
        return lines


def counts_told(change: NounChange | PackChange) -> str:
    """Return the counts in words."""
    told = f"{change.added} mới, {change.changed} đổi, {change.gone} bỏ, {change.same} giữ nguyên"
    return told + (f", {change.kept} theo lời người dùng" if change.kept else "")


def pack_load(*, code: str = "vn", who: str, dry_run: bool = False) -> PackChange:
    """Write a country pack into the register, a claim for each row, and return what changed.

    Loading the same pack again changes nothing. A row that changed takes the place of its former claim; what
    a person confirmed or chose stands. ``dry_run`` only tells what would change.

    Raises:
        PackError: a row of the pack cannot be right; nothing was written.
    """
    pack = load_pack(code)
    with transaction.atomic():
        loading = Loading(pack, Path(packs.__file__).parent / code)
        for sheet in SHEETS:
            loading.sheet(sheet)
        loading.further_claims()
        loading.gone()
        change = PackChange(
            tuple(
                NounChange(noun, t.added, t.changed, t.gone, t.kept, t.same, tuple(t.examples))
                for noun, t in loading.tallies.items()
            )
        )
        if change.added or change.changed or change.gone:
            record_event(
                "pack.loaded",
                noun="pack",
                record_key=uuid5(_PACKS, code),
                who=who,
                after={"code": code, "told": str(change)},
            )
        transaction.set_rollback(dry_run)
    return change
