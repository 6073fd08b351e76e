"""The reader: one paper in, one reading out. Pure: no file, no clock, no network."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from banggiao.language.folding import shadow as shadow_of
from banggiao.reading.evidence import evidence_in
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.header import read_header
from banggiao.reading.outline import outline_of
from banggiao.reading.paper import Paper
from banggiao.reading.records import Figure, Mention, Reading, Section, Statement
from banggiao.reading.roles import kinds_of, role_of
from banggiao.reading.statements import Span, body_of, statement_spans
from banggiao.reading.years import single_year, years_in


class Reader:
    """Reads papers against one set of known names. Build once, read many."""

    def __init__(self, gazetteer: Gazetteer | None) -> None:
        self._gazetteer = gazetteer

    def read(self, paper: Paper) -> Reading:
        """Return all records of ``paper``, ordered by their start. The same paper always reads the same."""
        shadow = shadow_of(paper.text)
        head = read_header(paper, shadow, self._gazetteer)
        body = body_of(paper, shadow, head.end)
        outline = outline_of(paper, shadow, body)
        spans = statement_spans(paper, shadow, outline, body, is_news=head.is_news)
        on = date.fromisoformat(head.header.date) if head.header.date else None
        mentions: list[Mention] = []
        figures: list[Figure] = []
        statements = _statements(paper, shadow, outline.sections, spans, figures, is_news=head.is_news)
        return Reading(
            paper, head.header, outline.sections, tuple(statements), tuple(mentions), tuple(figures), ()
        )


def _statements(
    paper: Paper,
    shadow: str,
    sections: Sequence[Section],
    spans: Sequence[Span],
    figures: Sequence[Figure],
    *,
    is_news: bool,
) -> list[Statement]:
    shadows = [shadow_of(section.title) for section in sections]
    kinds = kinds_of(sections, shadows)
    heading_years = _heading_years(sections, shadows)
    evidence = evidence_in(paper.text, shadow)
    evidence_starts = [start for start, _ in evidence]
    figure_starts = [figure.start for figure in figures]
    section_starts = [section.start for section in sections]
    statements: list[Statement] = []
    for span in spans:
        section = bisect_right(section_starts, span.start) - 1
        block = paper.blocks[span.block]
        role, rule = role_of(
            shadow[span.start : span.end],
            kinds[section] if section >= 0 else None,
            lead_in=span.lead_in,
            from_table=span.from_table,
            is_news=is_news,
        )
        years = years_in(shadow, span.start, span.end)
        if not years and span.header_row:
            years = years_in(shadow, *span.header_row)
        if not years and section >= 0:
            years = heading_years[section]
        statements.append(
            Statement(
                span.start,
                span.end,
                role,
                section if section >= 0 else None,
                block.paragraph,
                block.page,
                tuple(range(bisect_left(figure_starts, span.start), bisect_left(figure_starts, span.end))),
                tuple(
                    evidence[
                        bisect_left(evidence_starts, span.start) : bisect_left(evidence_starts, span.end)
                    ]
                ),
                years,
                span.from_table,
                rule,
            )
        )
    return statements


def _heading_years(sections: Sequence[Section], shadows: Sequence[str]) -> list[tuple[int, ...]]:
    """The one year that each section's heading, or the nearest above it, names. A phase is no year."""
    found: list[tuple[int, ...]] = []
    for section, title in zip(sections, shadows, strict=True):
        own = single_year(title)
        above = found[section.parent] if section.parent is not None else ()
        found.append((own,) if own else above)
    return found
