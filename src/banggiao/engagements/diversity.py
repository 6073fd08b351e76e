"""How far relations are spread over partners (đa dạng hóa, A2.10): the share of each in contacts,
agreements and open commitments, and the ties of each kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from banggiao.actors.models import Actor, Tie
from banggiao.core.access import Viewer
from banggiao.engagements.models import Engagement
from banggiao.engagements.selectors import QUIET_AFTER_MONTHS, months_before
from banggiao.figures.checks import HOME
from banggiao.instruments.models import Commitment, Party

PARTNERS = ("country", "territory", "organisation", "organ", "forum")
AGREEMENTS = ("treaty", "agreement", "fta")
SHOWN = 10
"""Partners named of each measure; the rest are counted together."""


@dataclass(frozen=True, slots=True)
class Share:
    """What falls to one partner. ``partner`` is None where it may not be seen; ``percent`` of the total."""

    partner: Actor | None
    count: int
    percent: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted by partner, the greatest share first."""

    code: str
    shares: Sequence[Share]
    total: int
    partners: int

    @property
    def first_three(self) -> float:
        """The share of the three greatest, in percent."""
        return sum(share.percent for share in self.shares[:3])


@dataclass(frozen=True, slots=True)
class Diversity:
    """How far relations are spread, as one viewer sees it. ``ties`` are (kind, how many hold today)."""

    measures: Sequence[Measure]
    ties: Sequence[tuple[str, int]]
    since: date


def diversity_of(viewer: Viewer, today: date) -> Diversity:
    """Return the shares of partners, in a fixed number of queries.

    Contacts are the activities held in the last 24 months; an agreement in force counts for each partner
    that is a party to it.
    """
    since = months_before(today, QUIET_AFTER_MONTHS)
    contacts = Engagement.objects.visible_to(viewer).current()
    contacts = contacts.filter(status="held", valid_from__gte=since, valid_from__lte=today)
    agreements = Party.objects.visible_to(viewer).current()
    agreements = agreements.filter(
        role="party", instrument__archived_at__isnull=True, instrument__kind__in=AGREEMENTS,
        instrument__lifecycle="in_force",
    )  # fmt: skip
    commitments = Commitment.objects.visible_to(viewer).current().filter(done_on__isnull=True)
    partners = set(Actor.objects.filter(kind__in=PARTNERS).exclude(code=HOME).values_list("pk", flat=True))
    counted = [
        ("contacts", _by_partner(contacts, "counterpart", Count("pk"), partners)),
        ("agreements", _by_partner(agreements, "actor", Count("instrument", distinct=True), partners)),
        ("commitments", _by_partner(commitments, "counterpart", Count("pk"), partners)),
    ]
    named = {pk for _, counts in counted for pk, _ in counts[:SHOWN]}
    actors = Actor.objects.visible_to(viewer).in_bulk(named)
    held = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
    held &= Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    ties = Tie.objects.visible_to(viewer).current().filter(held, subject__code=HOME)
    return Diversity(
        [_measure(code, counts, actors) for code, counts in counted],
        list(ties.order_by().values_list("kind").annotate(n=Count("id")).order_by("-n", "kind")),
        since,
    )


def _by_partner(rows: Any, partner: str, count: Count, partners: Collection[int]) -> list[tuple[int, int]]:
    """Return (partner, how many), the most first. Rows are grouped in an index alone; who is a partner
    is asked apart."""
    grouped = rows.filter(**{f"{partner}__isnull": False}).order_by().values_list(partner).annotate(n=count)
    return sorted(((pk, n) for pk, n in grouped if pk in partners), key=lambda one: (-one[1], one[0]))


def _measure(code: str, counts: Sequence[tuple[int, int]], actors: dict[int, Actor]) -> Measure:
    total = sum(n for _, n in counts)
    shares = [Share(actors.get(pk), n, 100 * n / total) for pk, n in counts[:SHOWN]]
    return Measure(code, shares, total, len(counts))
