"""Reading instruments, clauses and vocabularies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from banggiao.actors.models import Actor
from banggiao.appraisal.records import Clause as ClauseRecord
from banggiao.appraisal.records import InstrumentPaper, Place
from banggiao.core.access import Viewer
from banggiao.instruments.models import Clause, Commitment, Instrument, Term
from banggiao.instruments.rules import State, in_state
from banggiao.packs.records import Name

EVENT_SERIES = "event_series"
TRADE_AGREEMENT = "fta"


def names_of_instruments() -> Iterator[Name]:
    """Yield the names of instruments, trade agreements and event series, for the reader's gazetteer."""
    for model in (Instrument, Term):
        rows = model.objects.filter(code__isnull=False, archived_at__isnull=True).exclude(names=[])
        for code, names in rows.order_by("id").values_list("code", "names"):
            for text, label in names:
                yield Name(code or "", text, label, "", "")


def clauses_in(instrument: Instrument) -> list[Clause]:
    """Return the instrument's clauses that were not archived, in its order."""
    return list(instrument.clauses.filter(archived_at__isnull=True).select_related("group"))


def clause_records(instrument: Instrument) -> tuple[ClauseRecord, ...]:
    """Return the same clauses as the pure floors read them."""
    file = instrument.source.name if instrument.source else ""
    return tuple(
        ClauseRecord(
            id=clause.number,
            kind=clause.kind,
            group=clause.group.number if clause.group else "",
            title=clause.title,
            text=clause.text,
            place=None
            if clause.start is None or clause.end is None
            else Place(
                file=file,
                paragraph=clause.paragraph or 0,
                page=clause.page,
                start=clause.start,
                end=clause.end,
                heading_path=tuple(clause.heading_path),
            ),
            leads=tuple(clause.leads),
        )
        for clause in clauses_in(instrument)
    )


def instrument_paper(instrument: Instrument) -> InstrumentPaper:
    """Return how the instrument is named, as the pure floors read it."""
    return InstrumentPaper(
        title=instrument.title,
        number=instrument.number,
        file=instrument.source.name if instrument.source else "",
        actor=instrument.issuer,
        date=instrument.date.isoformat() if instrument.date else None,
    )


def terms_of(vocabulary: str) -> list[Term]:
    """Return the entries of a vocabulary in its order."""
    return list(Term.objects.filter(vocabulary=vocabulary, archived_at__isnull=True).order_by("order", "id"))


@dataclass(frozen=True, slots=True)
class LeadStates:
    """How many commitments a lead has in each of the four states."""

    lead: Actor
    counts: dict[State, int]

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(self.counts.values())


def states_by_lead(viewer: Viewer, today: date) -> list[LeadStates]:
    """Return the four-state counts of every lead (QĐ 42/2014/QĐ-TTg), the most overdue first."""
    rows = (
        Commitment.objects.visible_to(viewer)
        .current()
        .values("lead")
        .annotate(**{state.value: Count("pk", filter=in_state(state, today)) for state in State})
    )
    counts = {row["lead"]: {state: row[state.value] for state in State} for row in rows}
    leads = Actor.objects.visible_to(viewer).in_bulk(counts)
    found = [LeadStates(lead, counts[pk]) for pk, lead in leads.items()]
    return sorted(found, key=lambda one: (-one.counts[State.DOING_LATE], one.lead.sort_key, one.lead.pk))


@dataclass(frozen=True, slots=True)
class Nudge:
    """An overdue commitment and by how many days it is late."""

    commitment: Commitment
    days_late: int


def nudges(viewer: Viewer, today: date, *, lead: Actor | None = None, limit: int | None = 100) -> list[Nudge]:
    """Return the commitments in progress that are overdue, the longest first (A6.06); all where ``limit`` is
    None."""
    rows = Commitment.objects.visible_to(viewer).current().filter(in_state(State.DOING_LATE, today))
    if lead is not None:
        rows = rows.filter(lead=lead)
    late = rows.select_related("lead").order_by("due", "id")[:limit]
    return [Nudge(commitment, (today - commitment.due).days) for commitment in late]
