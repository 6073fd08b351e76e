"""Who was briefed on an instrument (quán triệt, A5.09), and who that it names to lead was not."""

from __future__ import annotations

from datetime import date

from banggiao.actors.following import Following
from banggiao.actors.models import Actor
from banggiao.core.access import Viewer
from banggiao.instruments.models import Briefing, Clause, Commitment, Instrument

KINDS = frozenset({"directive", "law", "regulation", "programme"})
"""The kinds of instrument on which bodies are briefed."""


def not_briefed(instrument: Instrument, viewer: Viewer, today: date) -> list[Actor]:
    """Return the bodies that the instrument names as leads, in its clauses or by its commitments, and that
    have no briefing, in the order of their names.

    Of a body that has ended by ``today`` those are named who answer for it now; it counts as briefed where it
    or one of them was.
    """
    following = Following.load()
    briefed = set(
        Briefing.objects.visible_to(viewer)
        .current()
        .filter(instrument=instrument, bodies__isnull=False)
        .values_list("bodies", flat=True)
    )
    waiting: set[int] = set()
    for named in _leads_named(instrument, viewer):
        answering = following.last(named, today)
        if named not in briefed and not briefed.intersection(answering):
            waiting.update(answering)
    seen = Actor.objects.visible_to(viewer).current().filter(pk__in=waiting)
    return list(seen.order_by("sort_key", "id"))


def _leads_named(instrument: Instrument, viewer: Viewer) -> set[int]:
    clauses = Clause.objects.visible_to(viewer).current().filter(instrument=instrument)
    codes = {code for leads in clauses.values_list("leads", flat=True) for code in leads}
    given = Commitment.objects.visible_to(viewer).current().filter(instrument=instrument)
    return {
        *Actor.objects.filter(code__in=codes).values_list("pk", flat=True),
        *given.order_by().values_list("lead", flat=True).distinct(),
    }
