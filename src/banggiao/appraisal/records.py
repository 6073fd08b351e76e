"""What a pile of reports says about an instrument: the shapes that matrix, synthesis and exports share."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from banggiao.reading.records import Figure, Role


class Coverage(StrEnum):
    """How well a report covers a clause. Ordered from nothing to the best."""

    EMPTY = "empty"
    TEXT = "text"
    FIGURE = "figure"
    EVIDENCE = "evidence"


class Decision(StrEnum):
    """What a person has said of a proposed statement."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a source: file, heading path, paragraph from 1, page from 1 for PDF, span."""

    file: str
    paragraph: int
    page: int | None
    start: int
    end: int
    heading_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered part of the instrument under review. ``id`` is stable ("2.3"); ``group`` the id of the task
    group above it, or "" for a group itself; ``text`` its words; ``lead`` actor keys the instrument names."""

    id: str
    kind: str  # viewpoint | objective | task | measure
    group: str
    title: str
    text: str
    place: Place | None = None
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstrumentPaper:
    """The instrument under review, as its header names it."""

    title: str
    number: str
    file: str
    actor: str = ""
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A clause that a statement may report, with a score from 0 to 1. The first of a list is the proposal."""

    clause: str
    score: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement of one report, with the clauses it may report and what a person decided."""

    id: str
    actor: str
    role: Role
    words: str
    place: Place
    matches: tuple[Match, ...]
    figures: tuple[Figure, ...] = ()
    evidence: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    decision: Decision = Decision.PROPOSED
    corrected_words: str = ""
    from_table: bool = False

    @property
    def clause(self) -> str | None:
        """The clause the statement counts for: the first match, or None where it matches none."""
        return self.matches[0].clause if self.matches else None


@dataclass(frozen=True, slots=True)
class Body:
    """A body asked to report. ``predecessors`` are the actors, merged into it, whose reports count for it."""

    key: str
    name: str
    place: Place | None = None  # where the list of bodies asked names it
    predecessors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was read. ``actor`` is who wrote it, ``counts_for`` the body asked that it answers for.

    ``replaced_by`` names the newer file of the same body, "" for the report that counts.
    """

    file: str
    sha256: str
    actor: str
    actor_name: str
    counts_for: str
    date: str | None
    number: str
    title: str
    format: str
    pages: int | None
    paragraphs: int
    replaced_by: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not read, with the reason in two languages."""

    file: str
    reason: str
    message_vi: str
    message_en: str


@dataclass(frozen=True, slots=True)
class CellState:
    """One cell of the matrix: clause × body × year. ``year`` None is "the whole period or no year said"."""

    clause: str
    body: str
    year: int | None
    coverage: Coverage
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContradictionSide:
    """One of the values that disagree."""

    actor: str
    figure: Figure
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The same indicator with different values. kind: "within" one report, "annex" prose against annex,
    "between" two reports."""

    id: str
    kind: str
    indicator: str
    period: int | None
    sides: tuple[ContradictionSide, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """What the last review promised and what became of it.

    outcome: "done" a figure or a checkable paper answers it; "doing" words answer it; "no_evidence"
    nothing does. ``body`` is who answers for it now, after mergers; ``place`` is in the last review's source.
    """

    id: str
    clause: str
    body: str
    words: str
    place: Place
    outcome: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the synthesis. A factual sentence cites findings; a gap cites the bodies asked."""

    text: str
    findings: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kind: str = "fact"  # fact | gap | count | lead-in
    draft: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of the synthesis: a heading, its level from 1, and its sentences."""

    heading: str
    level: int
    sentences: tuple[Sentence, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Everything a review says, ready to be written as Word, Excel or JSON."""

    instrument: InstrumentPaper
    period: tuple[int, int] | None
    clauses: tuple[Clause, ...]
    bodies: tuple[Body, ...]
    reports: tuple[Report, ...]
    refused: tuple[Refused, ...]
    findings: tuple[Finding, ...]
    cells: tuple[CellState, ...]
    missing: tuple[str, ...]  # keys of bodies that did not report
    contradictions: tuple[Contradiction, ...]
    promises: tuple[Promise, ...] = ()
    passages: tuple[Passage, ...] = ()
    actor_names: dict[str, str] = field(default_factory=dict)
