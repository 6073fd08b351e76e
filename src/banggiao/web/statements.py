"""Statements as the desk shows them: words, where they stand, what was decided, what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.appraisal.coverage import coverage_of
from banggiao.appraisal.records import Clause, Place
from banggiao.publishing.citations import short_path
from banggiao.reading.records import Role
from banggiao.reviews.selectors import Statement
from banggiao.web.templatetags.web import place_words, role_label


def citation(agency: str, place: Place) -> str:
    """Return where words stand, as a citation names it: "Bộ Ngoại giao, II.2, đoạn 45"."""
    return ", ".join(
        part for part in (agency or place.file, short_path(place.heading_path), place_words(place)) if part
    )


@dataclass(frozen=True, slots=True)
class Card:
    """One statement on the desk."""

    id: str
    report: str
    paper_url: str
    url: str
    label: str
    role: str
    decision: str
    coverage: str
    years: tuple[int, ...]
    clause: str
    shown: str
    was: str
    reason: str
    citation: str
    score: int
    undoable: bool
    choices: Sequence[Clause]


def choices_of(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses that a statement may report: those at the matrix' head."""
    groups = {clause.group for clause in clauses if clause.group}
    return [clause for clause in clauses if clause.id not in groups]


def card_of(
    review_key: UUID,
    statement: Statement,
    *,
    agency: str,
    reason: str,
    undoable: bool,
    choices: Sequence[Clause],
) -> Card:
    """Return a statement ready for the template."""
    finding = statement.finding
    shown = finding.corrected_words or finding.words
    score = finding.matches[0].score if finding.matches else 0.0
    cited = citation(agency, finding.place)
    return Card(
        id=finding.id,
        report=str(statement.submission),
        paper_url=reverse("web:desk_paper", args=[review_key, statement.submission])
        + f"?{urlencode({'clause': finding.clause or ''})}",
        url=reverse("web:finding", args=[review_key, statement.thread]),
        label=_("Statement, %(role)s: %(citation)s") % {"role": role_label(finding.role), "citation": cited},
        role=finding.role.value,
        decision=finding.decision.value,
        coverage=coverage_of(finding).value,
        years=finding.years,
        clause=finding.clause or "",
        shown=shown,
        was=finding.words if finding.corrected_words else "",
        reason=reason,
        citation=cited,
        score=round(score * 100),
        undoable=undoable,
        choices=choices,
    )


def in_reading_order(statements: Iterable[Statement]) -> list[Statement]:
    """Return results first, then the rest, each as they stand in their papers."""
    return sorted(
        statements,
        key=lambda s: (s.finding.role is not Role.RESULT, s.finding.place.file, s.finding.place.start),
    )
