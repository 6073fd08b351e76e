"""The matrix: how well each body's report covers each clause, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from banggiao.appraisal.records import CellState, Clause, Coverage, Decision, Finding, Report
from banggiao.reading.records import Role

RANK = {coverage: rank for rank, coverage in enumerate(Coverage)}
"""The kinds of cell from worst to best."""


def counting_findings(
    findings: Iterable[Finding], reports: Iterable[Report]
) -> tuple[tuple[Finding, str], ...]:
    """Return the findings that count, with the body each counts for: not refused, from a report that was
    not replaced, by a body that was asked."""
    bodies = {r.file: r.counts_for for r in reports if r.counts_for and not r.replaced_by}
    return tuple(
        (finding, bodies[finding.place.file])
        for finding in findings
        if finding.decision is not Decision.REFUSED and finding.place.file in bodies
    )


def coverage_of(finding: Finding) -> Coverage:
    """Return what one result statement gives its cell: evidence beats a figure, a figure beats words."""
    if finding.evidence:
        return Coverage.EVIDENCE
    if finding.figures:
        return Coverage.FIGURE
    return Coverage.TEXT


def cells_of(
    counting: Iterable[tuple[Finding, str]], clauses: Sequence[Clause], period: tuple[int, int] | None
) -> tuple[CellState, ...]:
    """Return the cells that are not empty: one for each clause, body and year that a result speaks of, and
    one with year None for the clause and body as a whole.

    Only results fill the matrix: a plan or a difficulty is not yet a result. A year outside the period
    fills no year's cell but still counts for the whole.
    """
    order = {clause.id: index for index, clause in enumerate(clauses)}
    held: dict[tuple[str, str, int | None], list[Finding]] = defaultdict(list)
    for finding, body in counting:
        clause = finding.clause
        if finding.role is not Role.RESULT or clause is None or clause not in order:
            continue
        years = [y for y in finding.years if period is None or period[0] <= y <= period[1]]
        for year in (None, *years):
            held[(clause, body, year)].append(finding)
    return tuple(
        CellState(
            clause=clause,
            body=body,
            year=year,
            coverage=max((coverage_of(finding) for finding in found), key=RANK.__getitem__),
            findings=tuple(finding.id for finding in found),
        )
        for (clause, body, year), found in sorted(
            held.items(), key=lambda item: (order[item[0][0]], item[0][1], item[0][2] or 0)
        )
    )
