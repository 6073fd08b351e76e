"""Writing the bits of full blocks, in the background and after large loads."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, OperationalError, connection, transaction

from banggiao.core.bulk import rows_insert
from banggiao.core.jobs import repeats
from banggiao.search.common import BLOCK, ENTRIES, OFTEN, WRITTEN, packed
from banggiao.search.index import ids_with, on_postgresql
from banggiao.search.models import Common, Entry, Fresh
from banggiao.search.tokens import NOUN, SLICE

_STAMP = 16
"""Bytes."""
_PATIENCE = "200ms"
"""Writers queue behind whoever waits for them; so nobody waits for longer."""


def blocks_write() -> int:
    """Write the bits of all blocks that are full and not written yet. Return how many those were."""
    last = Common.objects.filter(token=WRITTEN).order_by("-block").values_list("block", flat=True).first()
    first = 0 if last is None else last + 1
    full = _settled() >> BLOCK
    for written, block in enumerate(range(first, full)):
        try:
            with transaction.atomic():
                _block_write(block)
        except IntegrityError:  # another worker writes it
            return written
    return max(0, full - first)


@repeats("search.common", every=timedelta(minutes=5))
def _in_background(_payload: dict[str, Any]) -> None:
    blocks_write()


def _settled() -> int:
    """Return an id below which no entry will be added any more: where writers are at work, 0."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if on_postgresql():
                cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
                cursor.execute("LOCK TABLE search_entry IN SHARE MODE")
            newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    except OperationalError:
        return 0
    return (newest or 0) + 1


def _block_write(block: int) -> None:
    Common.objects.create(token=WRITTEN, block=block, bits=os.urandom(_STAMP))
    first = block << BLOCK
    places: dict[str, list[int]] = defaultdict(list)
    for pk, tokens in _words(first):
        for token in tokens:
            if token[0] != SLICE:
                places[token].append(pk - first)
    common = set(Common.objects.values_list("token", flat=True).distinct())
    new = {token for token, found in places.items() if len(found) >= OFTEN or token[0] == NOUN} - common
    rows = [(token, block, packed(found)) for token, found in places.items() if token in common | new]
    for token in new:
        rows += _before(token, first)
    rows_insert(Common, ("token", "block", "bits"), rows)
    Fresh.objects.filter(pk__lt=first + ENTRIES).delete()


def _words(first: int) -> Iterator[tuple[int, list[str]]]:
    """Give the entries of a block with their tokens."""
    block = (first, first + ENTRIES - 1)
    if not on_postgresql():
        for pk, tokens in Fresh.objects.filter(pk__range=block).order_by("pk").values_list("pk", "tokens"):
            yield pk, tokens.split()
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, tsvector_to_array(tokens) FROM search_entry WHERE id BETWEEN %s AND %s ORDER BY id",
            block,
        )
        yield from cursor.fetchall()


def _before(token: str, first: int) -> Iterator[tuple[str, int, bytes]]:
    """Give the bits of a token that became common with this block for the blocks before."""
    places: dict[int, list[int]] = defaultdict(list)
    for pk in ids_with(token, below=first):
        places[pk >> BLOCK].append(pk % ENTRIES)
    for block, found in places.items():
        yield token, block, packed(found)
