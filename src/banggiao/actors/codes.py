"""Who is meant by an organisation code, old or new; and by which code an actor is known on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from banggiao.actors.models import Actor, ActorCode
from banggiao.core.access import Viewer

ORGAN = "organ"
"""The scheme of the codes that edXML envelopes write (QCVN 102:2016/BTTTT)."""


def actors_by_code(viewer: Viewer, codes: Iterable[str], on: date | None) -> dict[str, Actor]:
    """Return code → the actor that it names, as far as the viewer may see both.

    A code that several actors had one after the other names the one that had it ``on`` that day; one that
    only one actor ever had names it on every day, since envelopes long go on to use old codes. What is clear
    in neither case is left out, never guessed.
    """
    held: dict[str, list[ActorCode]] = defaultdict(list)
    rows = ActorCode.objects.visible_to(viewer).current().filter(scheme=ORGAN, code__in=set(codes))
    seen = set(Actor.objects.visible_to(viewer).filter(dated_codes__in=rows).values_list("pk", flat=True))
    for row in rows.select_related("actor").order_by("pk"):
        if row.actor_id in seen:
            held[row.code].append(row)
    found = {}
    for code, bearers in held.items():
        then = [row for row in bearers if on is not None and _holds(row, on)]
        actors = {row.actor_id: row.actor for row in then or bearers}
        if len(actors) == 1:
            found[code] = next(iter(actors.values()))
    return found


def codes_of(viewer: Viewer, actors: Iterable[Actor], on: date) -> dict[int, str]:
    """Return actor's id → its organisation code on a day, the one begun last where it has several."""
    wanted = [actor.pk for actor in actors]
    rows = ActorCode.objects.visible_to(viewer).current().filter(scheme=ORGAN, actor__in=wanted)
    rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on))
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    ordered = sorted(rows, key=lambda row: (row.valid_from or date.min, -row.pk))
    return {row.actor_id: row.code for row in ordered}


def _holds(row: ActorCode, on: date) -> bool:
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or row.valid_to >= on)
