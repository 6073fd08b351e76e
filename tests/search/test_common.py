"""Words that many entries have are joined as bits, and what is found is what is there."""

from __future__ import annotations

import random
from array import array
from importlib import import_module
from uuid import uuid4

import pytest

from banggiao.core.access import PUBLIC_LABEL, Viewer, system
from banggiao.core.models import AccessLabel
from banggiao.search.common import BLOCK, ENTRIES, packed, unpacked
from banggiao.search.filling import blocks_write
from banggiao.search.index import Look, newest, rows_add
from banggiao.search.models import Common, Entry
from banggiao.search.tokens import Term

WORDS = {
    "hop": 0.5,
    "tac": 0.45,
    "doi": 0.3,
    "doan": 0.02,
    "nghi": 0.2,
    "nghe": 0.03,
    "nghia": 0.004,
    "xoz": 0.001,
}
LATER = WORDS | {"nghia": 0.1, "doan": 0.002}
NOUNS = {"engagement": 0.7, "commitment": 0.29, "tenure": 0.01}
"""How often an entry has each; 1 in 128 makes a word common."""
EVERYONE = system("kiểm thử")


def _entries(
    draw: random.Random, count: int, labels: list[int], shares: dict[str, float]
) -> dict[int, tuple[set[str], int]]:
    """Add entries; return their words and label by id."""
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rows, tokens, labelled = [], [], []
    for number in range(count):
        noun = draw.choices(list(NOUNS), list(NOUNS.values()))[0]
        words = [f"@{noun}", "duy", *(word for word, share in shares.items() if draw.random() < share)]
        labelled.append(draw.choice(labels))
        rows.append((noun, 10_000_000 + last + number, "", None, labelled[-1], None, f"{number}"))
        tokens.append(" ".join(words))
    rows_add(rows, tokens)
    made = Entry.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
    return {pk: (set(words.split()), label) for pk, words, label in zip(made, tokens, labelled, strict=True)}


def _asked(draw: random.Random) -> tuple[list[Term], list[str]]:
    terms = [Term("duy"), *map(Term, draw.sample(list(WORDS), draw.randrange(3)))]
    if draw.random() < 0.3:
        terms.append(Term(draw.choice(["ngh", "do", "x", "hop", "zz"]), prefix=True))
    return terms, draw.sample(list(NOUNS), draw.randrange(3))


def _expected(
    entries: dict[int, tuple[set[str], int]], terms: list[Term], nouns: list[str], viewer: Viewer
) -> list[int]:
    def has(words: set[str], term: Term) -> bool:
        return any(word.startswith(term.token) for word in words) if term.prefix else term.token in words

    return [
        pk
        for pk, (words, label) in sorted(entries.items(), reverse=True)
        if all(has(words, term) for term in terms)
        and (not nouns or any(f"@{noun}" in words for noun in nouns))
        and (viewer.labels is None or label in viewer.labels)
    ]


@pytest.mark.parametrize("places", [[], [0], [7, 8, ENTRIES - 1], [*range(0, ENTRIES, 3)]])
def test_places_in_a_block_are_read_as_they_were_written(places: list[int]) -> None:
    assert unpacked(packed(places)) == sum(1 << place for place in places)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3])
def test_blocks_of_older_versions_become_four_with_the_same_entries(share: float) -> None:
    draw = random.Random(3)
    places = [place for place in range(4 * ENTRIES) if draw.random() < share]
    as_places = array("H", places).tobytes()
    bits = sum(1 << place for place in places)
    as_bits = bits.to_bytes(ENTRIES // 2, "little")
    parts_of = import_module("banggiao.search.migrations.0003_smaller_blocks").parts_of
    for stored in (as_bits, *([as_places] if len(as_places) < len(as_bits) else [])):
        parts = [unpacked(part) for part in parts_of(stored)]
        assert sum(part << n * ENTRIES for n, part in enumerate(parts)) == bits


@pytest.mark.django_db
def test_what_is_found_is_what_is_there_before_and_after_blocks_are_full() -> None:
    draw = random.Random(7)
    narrow = AccessLabel.objects.create(circulation="agency", owner=uuid4(), digest="hẹp").pk
    one_of_them = Viewer("người trong cơ quan", frozenset({narrow}))
    entries = _entries(draw, ENTRIES, [PUBLIC_LABEL, narrow], WORDS)
    assert blocks_write() >= 1
    assert blocks_write() == 0
    assert not Common.objects.filter(token="nghia").exists()
    entries |= _entries(draw, ENTRIES, [PUBLIC_LABEL, narrow], LATER)
    assert blocks_write() == 1
    full = Common.objects.filter(token="").count() << BLOCK
    with_it = {pk >> BLOCK for pk, (words, _) in entries.items() if "nghia" in words and pk < full}
    assert len(with_it) > 1
    kept = set(Common.objects.filter(token="nghia").values_list("block", flat=True))
    assert kept >= with_it  # the pack has it, too
    assert Common.objects.filter(token="hop").exists()
    assert not Common.objects.filter(token="xoz").exists()
    entries |= _entries(draw, 300, [PUBLIC_LABEL, narrow], LATER)
    gone = draw.sample(sorted(entries), 900)
    Entry.objects.filter(pk__in=gone).delete()
    for pk in gone:
        del entries[pk]
    moved = draw.sample(sorted(entries), 500)
    Entry.objects.filter(pk__in=moved).update(label_id=narrow)
    entries |= {pk: (entries[pk][0], narrow) for pk in moved}
    for limit in (5, 40_000):
        for _ in range(15):
            terms, nouns = _asked(draw)
            for viewer in (EVERYONE, one_of_them):
                found = [pk for (pk,) in newest("e.id", terms, nouns, Look(viewer), limit)]
                expected = _expected(entries, terms, nouns, viewer)
                if any(term.prefix for term in terms) and len(expected) > limit:
                    assert len(found) == limit
                    assert set(found) <= set(expected)
                else:
                    assert found == expected[:limit]
