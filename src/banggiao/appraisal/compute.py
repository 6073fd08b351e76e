"""From findings to all that a review says: one pure function, so that page, Word, Excel and JSON agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from banggiao.appraisal.contradictions import StatedFigure, contradictions_in
from banggiao.appraisal.coverage import cells_of, counting_findings
from banggiao.appraisal.matching import default_concepts
from banggiao.appraisal.promises import promises_of
from banggiao.appraisal.records import (
    Appraisal,
    Body,
    Clause,
    Finding,
    InstrumentPaper,
    Refused,
    Report,
)
from banggiao.appraisal.reporting import missing_bodies, settle_reports
from banggiao.appraisal.synthesis import Material, compose


def appraise(
    *,
    instrument: InstrumentPaper,
    clauses: Sequence[Clause],
    bodies: Sequence[Body],
    reports: Iterable[Report],
    findings: Iterable[Finding],
    refused: Iterable[Refused] = (),
    period: tuple[int, int] | None = None,
    previous: Iterable[Finding] | None = None,
    actor_names: Mapping[str, str],
) -> Appraisal:
    """Compute the matrix, the missing reporters, the contradictions, the promises kept and the synthesis.

    ``period`` is the first and last year under review. ``previous`` are the findings of the last review,
    or None where there was none. ``findings`` may hold refused and corrected ones: refused ones count for
    nothing, corrected ones are written in the corrected words. The same input gives the same output,
    whatever its order.
    """
    settled = settle_reports(reports, bodies)
    ordered = tuple(sorted(findings, key=lambda f: (f.place.file, f.place.start, f.id)))
    counting = counting_findings(ordered, settled)
    cells = cells_of(counting, clauses, period)
    missing = missing_bodies(bodies, settled)
    contradictions = contradictions_in(
        StatedFigure(finding.actor, figure, finding.words, finding.place, finding.clause)
        for finding, _ in counting
        for figure in finding.figures
    )
    promises = promises_of(previous, counting, bodies, default_concepts()) if previous is not None else ()
    names = {**actor_names, **{body.key: body.name for body in bodies}}
    passages = compose(
        Material(
            clauses=clauses,
            bodies=bodies,
            missing=missing,
            counting=counting,
            cells=cells,
            contradictions=contradictions,
            promises=promises,
            names=names,
            compared=previous is not None,
        )
    )
    return Appraisal(
        instrument=instrument,
        period=period,
        clauses=tuple(clauses),
        bodies=tuple(bodies),
        reports=settled,
        refused=tuple(sorted(refused, key=lambda r: r.file)),
        findings=ordered,
        cells=cells,
        missing=missing,
        contradictions=contradictions,
        promises=promises,
        passages=passages,
        actor_names=dict(sorted(names.items())),
    )
