"""What is known between us and one partner (A2.01, A2.02), and what no activity covers (A1.03)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q

from banggiao.actors.models import Actor, Tie
from banggiao.core.access import Viewer
from banggiao.core.nouns import noun_of
from banggiao.engagements.models import Engagement
from banggiao.figures.models import Figure
from banggiao.instruments.models import Commitment, Instrument, Progress, Term
from banggiao.instruments.rules import STATES, State, in_state

QUIET_AFTER_MONTHS = 24
"""An agreement without activity for so long stands on paper only (A2.02)."""
FIELDS = ("field_central", "field_local")
"""The vocabularies of fields of work: the budget heads of NĐ 129/2026/NĐ-CP (C7)."""
_MOST = 50


@dataclass(frozen=True, slots=True)
class Agreement:
    """An instrument with the partner, and when anything was last done about it (None: never)."""

    instrument: Any
    last_activity: date | None
    quiet: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """What the register holds between us and one partner, as one viewer sees it on one day."""

    ties: Sequence[Any]
    agreements: Sequence[Agreement]
    commitments: Sequence[tuple[str, str, str, int]]
    contacts: Sequence[Any]
    contacts_by_channel: Sequence[tuple[str, int]]
    contact_count: int
    figures: Sequence[Any]
    since: date


def relation_with(actor: Actor, viewer: Viewer, today: date, language: str = "vi") -> Relation:
    """Return the relation file of a partner: a fixed number of queries, whatever there is."""
    since = months_before(today, QUIET_AFTER_MONTHS)
    held_on = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
    held_on &= Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    ties = (
        Tie.objects.visible_to(viewer)
        .current()
        .filter(held_on, Q(counterpart=actor) | Q(subject=actor))
        .select_related("subject", "counterpart")
        .order_by("kind", "-valid_from", "id")[:_MOST]
    )
    contacts = (
        Engagement.objects.visible_to(viewer)
        .current()
        .filter(counterpart=actor, valid_from__gte=since, valid_from__lte=today, status="held")
    )
    terms = Term.objects.visible_to(viewer).filter(vocabulary="channel")
    channels = {term.code: term.called(language) for term in terms}
    by_channel = contacts.values_list("channel").annotate(n=Count("id")).order_by("-n")
    counted = [(channels.get(code, code), n) for code, n in by_channel]
    return Relation(
        ties=list(ties),
        agreements=_agreements(actor, viewer, since),
        commitments=_commitments(actor, viewer, today, language),
        contacts=list(contacts.order_by("-valid_from", "-id")[:10]),
        contacts_by_channel=counted,
        contact_count=sum(n for _, n in counted),
        figures=_figures(actor, viewer),
        since=since,
    )


def _agreements(actor: Actor, viewer: Viewer, since: date) -> list[Agreement]:
    instruments = list(
        Instrument.objects.visible_to(viewer)
        .current()
        .filter(parties__actor=actor, parties__archived_at__isnull=True)
        .distinct()
        .order_by("-date", "-id")[:_MOST]
    )
    pks = [instrument.pk for instrument in instruments]
    seen: dict[int, date] = {}
    for model, of, on in (
        (Commitment, "instrument", "given_on"),
        (Commitment, "instrument", "done_on"),
        (Progress, "commitment__instrument", "on"),
        (Engagement, "plan", "valid_from"),
    ):
        rows = model.objects.visible_to(viewer).current().filter(**{f"{of}__in": pks})
        for pk, last in rows.values_list(of).annotate(last=Max(on)):
            if last is not None and (pk not in seen or last > seen[pk]):
                seen[pk] = last
    return [
        Agreement(
            instrument,
            seen.get(instrument.pk),
            quiet=instrument.lifecycle in {"in_force", "signed"}
            and (seen.get(instrument.pk) or instrument.date or date.min) < since,
        )
        for instrument in instruments
    ]


def _commitments(actor: Actor, viewer: Viewer, today: date, language: str) -> list[tuple[str, str, str, int]]:
    """Return (kind, label of the kind, state, how many) for each kind and state that there is."""
    mine = Commitment.objects.visible_to(viewer).current().filter(counterpart=actor)
    counts: Counter[tuple[str, State]] = Counter()
    for state, _, _ in STATES:
        for kind, n in mine.filter(in_state(state, today)).values_list("kind").annotate(n=Count("id")):
            counts[kind, state] = n
    choices = noun_of("commitment").by_name["kind"].choices
    kinds = {code: vi if language == "vi" else en for code, vi, en in choices}
    return [(kind, kinds.get(kind, kind), str(state), n) for (kind, state), n in sorted(counts.items())]


def _figures(actor: Actor, viewer: Viewer) -> list[Any]:
    """Return the last figure of each indicator about the partner."""
    rows = (
        Figure.objects.visible_to(viewer)
        .current()
        .filter(Q(subject=actor) | Q(counterpart=actor))
        .select_related("indicator", "subject", "counterpart")
        .order_by("indicator_id", "-valid_from", "-id")
    )
    last: dict[tuple[int, int, int | None], Any] = {}
    for figure in rows[:500]:
        last.setdefault((figure.indicator_id, figure.subject_id, figure.counterpart_id), figure)
    return list(last.values())


@dataclass(frozen=True, slots=True)
class Coverage:
    """Activities by field (rows) and channel (columns) in a year; zero where there was none."""

    year: int
    channels: Sequence[Term]
    rows: Sequence[tuple[Term, Sequence[int]]]
    elsewhere: int


def coverage_of(year: int, viewer: Viewer) -> Coverage:
    """Return how many activities of a year fall in each field and channel.

    ``elsewhere`` counts those without a field or a channel.
    """
    seen = Term.objects.visible_to(viewer).current()
    terms = list(seen.filter(vocabulary__in=("channel", *FIELDS)).order_by("order", "id"))
    channels = [term for term in terms if term.vocabulary == "channel"]
    fields = list({term.code: term for term in reversed(terms) if term.vocabulary in FIELDS}.values())[::-1]
    counted = {
        (field, channel): n
        for field, channel, n in Engagement.objects.visible_to(viewer)
        .current()
        .filter(valid_from__gte=date(year, 1, 1), valid_from__lte=date(year, 12, 31))
        .values_list("field", "channel")
        .annotate(n=Count("id"))
    }
    rows = [(field, [counted.pop((field.code, channel.code), 0) for channel in channels]) for field in fields]
    return Coverage(year, channels, rows, sum(counted.values()))


def months_before(day: date, months: int) -> date:
    """Return the day so many months before, at most the 28th of its month."""
    at = day.year * 12 + day.month - 1 - months
    return date(at // 12, at % 12 + 1, min(day.day, 28))
