"""Words that many entries have, as bits: which entries of a full block have them.

The databases' indexes of words are quick where few entries have a word, and slow where many have each of
several words and these must be joined. So a token that many entries have is kept a second time: of a block
of entries it is one long integer, and joining words is one AND. A block is full once its last id is given
away: no id is used twice, so it gets no new entries. An entry that is gone leaves its bits behind; therefore
what bits say is looked up among the entries before it is told.

A token is *common* once one entry in 128 of a full block has it; from then on its bits are kept of all full
blocks, those before included. Tokens of nouns are kept from the start.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import takewhile
from typing import Any

from django.db.models import QuerySet

from banggiao.core.prepared import prepared
from banggiao.search.models import Common
from banggiao.search.tokens import NOUN, Term

BLOCK = 12
"""A block is 2 to the power of this many entries."""
ENTRIES = 1 << BLOCK
OFTEN = ENTRIES // 128
"""A token that so many entries of a block have is common."""
WRITTEN = ""
"""Stands for a token in the row that says that a block is written; its bits are a stamp, each another."""

Blocks = dict[int, int]
"""Bits by block; a block in which no entry has the token may be left out."""

_BYTES = ENTRIES // 8
_FEW = _BYTES // 8
"""Fewer places than this are written one by one."""
_KEPT = 1 << 17
"""So many blocks of tokens stay in memory: 75 MB at most."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What the bits know: which entries of full blocks have those of the words that are common.

    ``bits`` is None where no word is. ``rare`` are the terms of which they know nothing. ``perhaps`` is not
    None where a word is only begun: of those entries more may have it, with a rarer word that begins so.
    """

    bits: Blocks | None
    rare: tuple[Term, ...] = ()
    perhaps: Blocks | None = None


@dataclass(slots=True)
class Memory:
    """Bits in this process, for as long as no block was written since; ``full`` says how many blocks are.
    ``rarer`` are those of rarer words by what they begin with, None where these are too many."""

    full: int = 0
    stamp: bytes = b""
    bits: dict[str, Blocks] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)
    rarer: dict[str, Blocks | None] = field(default_factory=dict)


_memory = Memory()

Rarer = Callable[[str, Memory], Blocks | None]


def joined(terms: Sequence[Term], nouns: Sequence[str], memory: Memory, rarer: Rarer) -> Joined:
    """Return which entries of full blocks have all the terms and are of these nouns, if any is given.

    ``rarer`` says which of them have a word that begins so and is not common, None where it cannot."""
    words = [term for term in terms if not term.prefix]
    begun = [term for term in terms if term.prefix]
    if not memory.full:
        return Joined(None, tuple(terms))
    bits = _bits_of([term.token for term in words], memory)
    exact = [found for found in bits if found]
    rare = [term for term, found in zip(words, bits, strict=True) if not found]
    if nouns:
        exact.append(_any_of(_bits_of([NOUN + noun for noun in nouns], memory)))
    unsure = []
    for term in begun if exact or rare else ():
        going_on = _bits_of(beginning(term.token, memory), memory)
        more = rarer(term.token, memory)
        if more is None:
            unsure.append((term, _any_of(going_on)))
        else:
            exact.append(_any_of([*going_on, more]))
    found = reduce(_both, exact) if exact else None
    if found is None or rare:
        return Joined(found, (*rare, *(term for term, _ in unsure)))
    if not found or not unsure:
        return Joined(found)
    return Joined(reduce(_both, [found, *(bits for _, bits in unsure)]), (), found)


def count_of(bits: Blocks) -> int:
    """Return how many entries these are."""
    return sum(block.bit_count() for block in bits.values())


def newest_of(bits: Blocks) -> Iterator[int]:
    """Give the ids of entries, the newest first."""
    for block in sorted(bits, reverse=True):
        left, first = bits[block], block << BLOCK
        while left:
            place = left.bit_length() - 1
            yield first + place
            left ^= 1 << place


def has(bits: Blocks, entry: int) -> bool:
    """Return whether an entry is among these."""
    return bool(bits.get(entry >> BLOCK, 0) >> (entry % ENTRIES) & 1)


def blocks_of(entries: Iterable[int]) -> Blocks:
    """Return entries as bits."""
    blocks: Blocks = {}
    for entry in entries:
        blocks[entry >> BLOCK] = blocks.get(entry >> BLOCK, 0) | 1 << entry % ENTRIES
    return blocks


def packed(places: Sequence[int]) -> bytes:
    """Write places of entries in their block: two bytes each where they are few, else a bit for every entry,
    which is quicker to read."""
    return array("H", places).tobytes() if len(places) < _FEW else _bitmap(places)


def unpacked(stored: bytes) -> int:
    """Return as bits what :func:`packed` wrote."""
    return int.from_bytes(stored if len(stored) == _BYTES else _bitmap(array("H", stored)), "little")


def _bitmap(places: Iterable[int]) -> bytes:
    bits = bytearray(_BYTES)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def _both(one: Blocks, other: Blocks) -> Blocks:
    return {block: both for block, bits in one.items() if (both := bits & other.get(block, 0))}


def _any_of(several: Iterable[Blocks]) -> Blocks:
    found: Blocks = {}
    for blocks in several:
        for block, bits in blocks.items():
            found[block] = found.get(block, 0) | bits
    return found


def memory_now() -> Memory:
    """Return this process's memory of the bits that are written by now."""
    global _memory  # noqa: PLW0603 - replaced as a whole: what another thread still reads stays as it was
    last = next(iter(_last_written().of()), None)
    if last is None:
        return Memory()
    block, stamp = last
    if _memory.stamp != bytes(stamp):
        _memory = Memory(block + 1, bytes(stamp))
    return _memory


@prepared
def _last_written() -> QuerySet[Common, tuple[int, Any]]:
    return Common.objects.filter(token=WRITTEN).order_by("-block").values_list("block", "bits")[:1]


def _bits_of(tokens: Sequence[str], memory: Memory) -> list[Blocks]:
    """Return the bits of tokens, empty for one that is not common."""
    unknown = [token for token in dict.fromkeys(tokens) if token not in memory.bits]
    known: dict[str, Blocks] = {token: {} for token in unknown}
    if unknown:
        rows = Common.objects.filter(token__in=unknown).values_list("token", "block", "bits")
        for token, block, bits in rows:
            known[token][block] = unpacked(bytes(bits))
    found = [known[token] if token in known else memory.bits[token] for token in tokens]
    if known:
        memory.bits = _newest_kept(memory.bits | known)
    return found


def _newest_kept(bits: dict[str, Blocks]) -> dict[str, Blocks]:
    """Return what was read last of these, as much as may stay."""
    if sum(map(len, bits.values())) + len(bits) <= _KEPT:
        return bits
    room = _KEPT * 3 // 4
    kept: dict[str, Blocks] = {}
    for token in reversed(bits):
        room -= len(bits[token]) + 1
        if room < 0:
            break
        kept[token] = bits[token]
    return dict(reversed(kept.items()))


def beginning(begun: str, memory: Memory) -> list[str]:
    """Return the common tokens that begin so."""
    if not memory.tokens:
        memory.tokens = sorted(Common.objects.values_list("token", flat=True).distinct())
    first = bisect_left(memory.tokens, begun)
    return list(takewhile(lambda token: token.startswith(begun), memory.tokens[first:]))
