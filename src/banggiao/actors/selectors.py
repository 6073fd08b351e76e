"""Reading actors: their names for the reader, who became whom, and lists for people to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Case, F, When
from django.db.models.functions import Coalesce

from banggiao.actors.models import Actor, ActorName, Succession
from banggiao.packs.records import Name, SuccessionRow, Verification


def names_for_gazetteer() -> Iterator[Name]:
    """Yield every name of every actor, its official Vietnamese one first.

    A name without an interval of its own has its bearer's.
    """
    official_first = Case(
        When(name=F("actor__name_vi"), then=0), When(name=F("actor__name_en"), then=1), default=2
    )
    rows = ActorName.objects.filter(archived_at__isnull=True, actor__archived_at__isnull=True)
    for code, name, label, start, end in rows.order_by("actor_id", official_first, "id").values_list(
        "actor__code",
        "name",
        "mention",
        Coalesce("valid_from", "actor__valid_from"),
        Coalesce("valid_to", "actor__valid_to"),
    ):
        yield Name(code, name, label, _day(start), _day(end))


def actors_by_code(codes: set[str]) -> dict[str, Actor]:
    """Return the actors with these codes."""
    return {actor.code: actor for actor in Actor.objects.filter(code__in=codes)}


def official_names() -> dict[str, str]:
    """Return code → official Vietnamese name, for all actors."""
    return dict(Actor.objects.values_list("code", "name_vi"))


def successions() -> list[SuccessionRow]:
    """Return who became whom, as the pure floors read it."""
    return [
        SuccessionRow(before, after, kind, _given(on, precision), Verification.UNVERIFIED, "")
        for before, after, kind, on, precision in Succession.objects.filter(archived_at__isnull=True)
        .order_by("id")
        .values_list("predecessor__code", "successor__code", "kind", "on", "on_precision")
    ]


_LONGEST_NAME = 500  # characters; SQLite refuses a pattern of more than 50,000 bytes


def actors_matching(words: str, *, limit: int = 20) -> list[Actor]:
    """Return actors with a name that contains ``words``, for a list to choose from."""
    found = Actor.objects.filter(
        archived_at__isnull=True, names__name__icontains=words.strip()[:_LONGEST_NAME]
    )
    return list(found.distinct().order_by("name_vi")[:limit])


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _given(value: date | None, precision: str) -> str:
    if value is None:
        return ""
    return value.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)]
