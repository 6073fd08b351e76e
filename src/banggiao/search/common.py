"""Words that many entries have, as bits: which entries of a full block have them.

The databases' indexes of words are quick where few entries have a word, and slow where many have each of
several words and these must be joined. So a token that many entries have is kept a second time: of a block
of entries it is one long integer, and joining words is one AND. A block is full once its last id is given
away: no id is used twice, so it gets no new entries. An entry that is gone leaves its bits behind; therefore
what bits say is looked up among the entries before it is told.

A token is *common* once one entry in 64 of a full block has it; from then on its bits are kept of all full
blocks, those before included. Tokens of nouns are kept from the start.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import takewhile

from banggiao.search.models import Common
from banggiao.search.tokens import NOUN, Term

BLOCK = 14
"""A block is 2 to the power of this many entries."""
ENTRIES = 1 << BLOCK
OFTEN = ENTRIES // 64
"""A token that so many entries of a block have is common."""
WRITTEN = ""
"""Stands for a token in the row that says that a block is written; its bits are a stamp, each another."""

Blocks = dict[int, int]
"""Bits by block; a block in which no entry has the token may be left out."""

_BYTES = ENTRIES // 8
_KEPT = 192
"""So many tokens stay in memory: with 80 full blocks, 160 KB each."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What the bits know: how many blocks are full, and which of their entries have what was asked for.

    ``bits`` is None where a word asked for is not common. ``perhaps`` is not None where a word is only begun:
    of those entries more may have it, with a rarer word that begins so.
    """

    full: int
    bits: Blocks | None
    perhaps: Blocks | None = None


@dataclass(slots=True)
class _Memory:
    """Bits in this process, for as long as no block was written since."""

    stamp: bytes = b""
    bits: dict[str, Blocks] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)


_memory = _Memory()


def joined(terms: Sequence[Term], nouns: Sequence[str]) -> Joined:
    """Return which entries of full blocks have all the terms and are of these nouns, if any is given."""
    full, memory = _now()
    if not full:
        return Joined(0, None)
    exact = _bits_of([term.token for term in terms if not term.prefix], memory)
    if not all(exact):
        return Joined(full, None)
    if nouns:
        exact.append(_any_of(_bits_of([NOUN + noun for noun in nouns], memory)))
    found = reduce(_both, exact) if exact else None
    begun = [term.token for term in terms if term.prefix]
    if found is None or not found or not begun:
        return Joined(full, found)
    going_on = [_any_of(_bits_of(_beginning(token, memory), memory)) for token in begun]
    return Joined(full, reduce(_both, [found, *going_on]), found)


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


def packed(places: Sequence[int]) -> bytes:
    """Write places of entries in their block: two bytes each, or a bit for every entry where that is less."""
    return array("H", places).tobytes() if 2 * len(places) < _BYTES else _bitmap(places)


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


def _now() -> tuple[int, _Memory]:
    """Return how many blocks are full, and this process's memory of their bits."""
    global _memory  # noqa: PLW0603 - replaced as a whole: what another thread still reads stays as it was
    last = Common.objects.filter(token=WRITTEN).order_by("-block").values_list("block", "bits").first()
    if last is None:
        return 0, _memory
    block, stamp = last
    if _memory.stamp != bytes(stamp):
        _memory = _Memory(bytes(stamp))
    return block + 1, _memory


def _bits_of(tokens: Sequence[str], memory: _Memory) -> list[Blocks]:
    """Return the bits of tokens, empty for one that is not common."""
    unknown = [token for token in dict.fromkeys(tokens) if token not in memory.bits]
    known: dict[str, Blocks] = {token: {} for token in unknown}
    for token, block, bits in Common.objects.filter(token__in=unknown).values_list("token", "block", "bits"):
        known[token][block] = unpacked(bytes(bits))
    found = [known[token] if token in known else memory.bits[token] for token in tokens]
    if len(memory.bits) + len(known) > _KEPT:
        memory.bits = {}
    memory.bits |= known
    return found


def _beginning(begun: str, memory: _Memory) -> list[str]:
    """Return the common tokens that begin so."""
    if not memory.tokens:
        memory.tokens = sorted(Common.objects.values_list("token", flat=True).distinct())
    first = bisect_left(memory.tokens, begun)
    return list(takewhile(lambda token: token.startswith(begun), memory.tokens[first:]))
