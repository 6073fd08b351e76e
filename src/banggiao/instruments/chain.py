"""The guiding chain (A1.04, A5.11): which instrument was issued under which, resolution → directive → plan,
and the tasks that each gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain as joined

from django.db import connection
from django.db.models import Count

from banggiao.core.access import Viewer
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Fault, Values
from banggiao.core.trees import rows_in_circle
from banggiao.instruments.models import Commitment, Instrument
from banggiao.instruments.principles import conclusion_check

MOST = 200
"""Instruments of one chain that a page shows."""
_DEEPEST = 20
_TABLE = Instrument._meta.db_table
_CYCLE = Fault(
    "issued_under", "cycle", "Ban hành theo thành vòng: văn kiện kia được ban hành theo chính văn kiện này.",
    "It goes round: that instrument was issued under this one.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """An instrument of a chain; ``depth`` counts from the first above (the root) or from the one asked about,
    and ``tasks`` are the commitments that it gives."""

    instrument: Instrument
    depth: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Chain:
    """What an instrument was issued under, from the root down, and what was issued under it, near ones first
    below their own parents. ``tasks`` are its own commitments."""

    above: tuple[Step, ...]
    below: tuple[Step, ...]
    tasks: int

    @property
    def depth(self) -> int:
        """How many instruments stand above."""
        return len(self.above)


def instruments_check(
    rows: Sequence[Values], records: Sequence[NounRecord | None]
) -> Iterator[tuple[int, Fault]]:
    """Refuse a chain that goes round, and to conclude a proposed agreement while a principle is open."""
    circles = ((n, _CYCLE) for n in rows_in_circle(Instrument, "issued_under", rows, records))
    return joined(circles, conclusion_check(rows, records))


def chain_of(instrument: Instrument, viewer: Viewer, *, tasks: bool = True) -> Chain:
    """Return the chain of an instrument as far as the viewer may see it, in a fixed number of queries.

    An instrument that may not be seen cuts the chain: what stands beyond it is not told. ``tasks`` says
    whether commitments are counted.
    """
    up = _walk(instrument.pk, "SELECT t.id, t.issued_under_id FROM {t} t JOIN walk w ON t.id = w.parent")
    down = _walk(
        instrument.pk, "SELECT t.id, t.issued_under_id FROM {t} t JOIN walk w ON t.issued_under_id = w.id"
    )
    asked = {*up, *down}
    seen = Instrument.objects.visible_to(viewer).current().in_bulk(asked)
    counts = _tasks([*seen, instrument.pk], viewer) if tasks else {}
    above: list[Instrument] = []
    at = seen.get(instrument.issued_under_id or 0)
    while at is not None and len(above) < _DEEPEST:
        above.append(at)
        at = seen.get(at.issued_under_id or 0)
    children: dict[int, list[Instrument]] = defaultdict(list)
    for one in sorted(seen.values(), key=lambda one: (one.date or date.max, one.pk)):
        children[one.issued_under_id or 0].append(one)

    def under(pk: int, depth: int) -> Iterator[Step]:
        for one in children[pk] if depth < _DEEPEST else ():
            yield Step(one, depth, counts.get(one.pk, 0))
            yield from under(one.pk, depth + 1)

    return Chain(
        tuple(Step(one, n, counts.get(one.pk, 0)) for n, one in enumerate(reversed(above))),
        tuple(under(instrument.pk, 0)),
        counts.get(instrument.pk, 0),
    )


def _tasks(instruments: Sequence[int], viewer: Viewer) -> dict[int, int]:
    given = Commitment.objects.visible_to(viewer).current().filter(instrument__in=instruments)
    return dict(given.order_by().values_list("instrument").annotate(n=Count("id")))


def _walk(start: int, step: str) -> list[int]:
    """Return the ids that a walk from one instrument meets, itself left out."""
    sql = (
        f"WITH RECURSIVE walk(id, parent) AS (SELECT id, issued_under_id FROM {_TABLE} WHERE id = %s "  # noqa: S608
        f"UNION {step.format(t=_TABLE)}) SELECT id FROM walk WHERE id <> %s LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [start, start, MOST])
        return [row[0] for row in cursor.fetchall()]
