"""Findings and reports as plain JSON values and back, so that a review that was stopped can go on."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any

from banggiao.appraisal.records import Decision, Finding, Match, Place, Report
from banggiao.reading.records import Figure, Role

Row = list[Any]
_of_report = attrgetter(*(field.name for field in fields(Report)))
_of_figure = attrgetter(*(field.name for field in fields(Figure)))


def report_to_row(report: Report) -> Row:
    """Return a report's fields in order, as JSON values."""
    return [*_of_report(report)]


def report_from_row(row: Row) -> Report:
    """Return the report that :func:`report_to_row` wrote."""
    row = [*row[:-1], tuple(row[-1])]
    return Report(*row)


def finding_to_row(finding: Finding) -> Row:
    """Return a finding's fields in order, as JSON values."""
    place = finding.place
    return [
        finding.id,
        finding.actor,
        finding.role.value,
        finding.words,
        [place.file, place.paragraph, place.page, place.start, place.end, list(place.heading_path)],
        [[match.clause, match.score] for match in finding.matches],
        [_of_figure(figure) for figure in finding.figures],
        list(finding.evidence),
        list(finding.years),
        finding.decision.value,
        finding.corrected_words,
        finding.from_table,
    ]


def _place(row: Row) -> Place:
    file, paragraph, page, start, end, heading_path = row
    return Place(file, paragraph, page, start, end, tuple(heading_path))


def finding_from_row(row: Row) -> Finding:
    """Return the finding that :func:`finding_to_row` wrote."""
    ident, actor, role, words, place, matches, figures, evidence, years, decision, corrected, table = row
    return Finding(
        id=ident,
        actor=actor,
        role=Role(role),
        words=words,
        place=_place(place),
        matches=tuple(Match(*match) for match in matches),
        figures=tuple(Figure(*figure) for figure in figures),
        evidence=tuple(evidence),
        years=tuple(years),
        decision=Decision(decision),
        corrected_words=corrected,
        from_table=table,
    )
