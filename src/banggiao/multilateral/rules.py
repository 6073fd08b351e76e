"""What must hold of drafts and soundings: states vote; states and their groups sponsor, each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banggiao.actors.models import Actor
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Fault, Values

SPONSORING = frozenset({"country", "territory", "organisation", "organ", "forum"})
_DOUBLED = Fault("sponsors", "doubled", "Có bên bảo trợ được ghi hai lần.", "A sponsor is named twice.")


def drafts_check(rows: Sequence[Values], _: Sequence[NounRecord | None]) -> Iterator[tuple[int, Fault]]:
    """Refuse sponsors named twice, and those that are neither states nor organisations."""
    actors = _actors({key for row in rows for key in row.get("sponsors") or ()})
    for n, row in enumerate(rows):
        keys = list(row.get("sponsors") or ())
        if len(set(keys)) < len(keys):
            yield n, _DOUBLED
        others = [actors[key].name_vi for key in keys if key in actors and actors[key].kind not in SPONSORING]
        if others:
            names = ", ".join(others)
            yield n, Fault(
                "sponsors", "kind", f"Không phải quốc gia hay tổ chức: {names}.",
                f"Neither a state nor an organisation: {names}.",
            )  # fmt: skip


def soundings_check(rows: Sequence[Values], _: Sequence[NounRecord | None]) -> Iterator[tuple[int, Fault]]:
    """Refuse a position of one that is no state."""
    actors = _actors({row["actor"] for row in rows if row.get("actor")})
    for n, row in enumerate(rows):
        actor = actors.get(row.get("actor") or "")
        if actor is not None and actor.kind != "country":
            yield n, Fault(
                "actor", "kind", f"Chỉ quốc gia bỏ phiếu: {actor.name_vi} không phải quốc gia.",
                f"States vote: {actor.name_vi} is none.",
            )  # fmt: skip


def _actors(keys: set[str]) -> dict[str, Actor]:
    found = Actor.objects.filter(key__in=keys).only("key", "kind", "name_vi")
    return {str(actor.key): actor for actor in found}
