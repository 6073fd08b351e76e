"""One report as findings: each statement with its place, its figures, and the clauses it may report."""

from __future__ import annotations

from banggiao.appraisal.matching import Matcher
from banggiao.appraisal.records import Finding, Place, Report
from banggiao.reading.records import Reading, Role


def findings_of(reading: Reading, matcher: Matcher, actor: str, file: str) -> tuple[Finding, ...]:
    """Return the statements of a report that say something, in reading order.

    ``actor`` is the key of the reporting body, ``file`` the name that citations show. Formulas, thanks and
    lead-ins are left out. A finding's id is stable for the same bytes: the paper's hash and the place.
    """
    paper = reading.paper
    prefix = paper.sha256[:12]
    findings: list[Finding] = []
    for statement, matches in zip(reading.statements, matcher.match(reading), strict=True):
        if statement.role.broad is Role.OTHER:
            continue
        findings.append(
            Finding(
                id=f"{prefix}-{statement.start}",
                actor=actor,
                role=statement.role.broad,
                words=paper.words(statement.start, statement.end),
                place=Place(
                    file=file,
                    paragraph=statement.paragraph,
                    page=statement.page,
                    start=statement.start,
                    end=statement.end,
                    heading_path=reading.heading_path(statement.section),
                ),
                matches=matches,
                figures=tuple(reading.figures[i] for i in statement.figures),
                evidence=tuple(paper.words(start, end) for start, end in statement.evidence),
                years=statement.years,
                from_table=statement.from_table,
            )
        )
    return tuple(findings)


def report_of(reading: Reading, *, actor: str, actor_name: str, file: str) -> Report:
    """Return what a reading's header says of it as a report. Whom it answers for is settled later."""
    header = reading.header
    return Report(
        file=file,
        sha256=reading.paper.sha256,
        actor=actor,
        actor_name=actor_name,
        counts_for="",
        date=header.date,
        number=reading.number,
        title=header.subject.text if header.subject else "",
        format=reading.paper.format,
        pages=reading.paper.pages,
        paragraphs=len(reading.paper.blocks),
        notes=reading.paper.notes,
    )
