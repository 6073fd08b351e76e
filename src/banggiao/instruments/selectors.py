"""Reading instruments, clauses and vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

from banggiao.appraisal.records import Clause as ClauseRecord
from banggiao.appraisal.records import InstrumentPaper, Place
from banggiao.instruments.models import Clause, Instrument, Term
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
