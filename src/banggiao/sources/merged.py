"""Where the records went that were merged into others."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from banggiao.sources.models import Merger


def merged_into(noun: str, key: UUID | str) -> UUID | None:
    """Return the key of what a merged record became, at the end of the chain; None if it was not merged."""
    return _as_key(merged_into_many(noun, [str(key)]).get(str(key)))


def merged_into_many(noun: str, keys: Iterable[str]) -> dict[str, str]:
    """Return, for those of the keys whose records were merged away, the key of what became of them."""
    result = {key: key for key in keys}
    waiting = dict(result)
    while waiting:
        steps = {
            str(dropped): str(kept)
            for dropped, kept in Merger.objects.filter(
                noun=noun, dropped__in=set(waiting.values()), undone_at__isnull=True
            ).values_list("dropped", "kept")
        }
        waiting = {key: steps[at] for key, at in waiting.items() if at in steps}
        result |= waiting
    return {key: kept for key, kept in result.items() if kept != key}


def merged_here(noun: str, key: UUID) -> list[UUID]:
    """Return the keys of all records that were merged into this one, directly or through others."""
    found: list[UUID] = []
    waiting = [key]
    while waiting:
        waiting = list(
            Merger.objects.filter(noun=noun, kept__in=waiting, undone_at__isnull=True).values_list(
                "dropped", flat=True
            )
        )
        found += waiting
    return found


def _as_key(text: str | None) -> UUID | None:
    return UUID(text) if text else None
