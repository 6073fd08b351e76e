"""The reader: one paper in, one reading out. Pure: no file, no clock, no network."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from banggiao.language import lazy_re as re
from banggiao.language.cues import Cues
from banggiao.language.folding import shadow as shadow_of
from banggiao.language.scanning import Scanned
from banggiao.reading.assignments import find_assignments
from banggiao.reading.evidence import evidence_in
from banggiao.reading.figures import find_figures
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.happenings import find_happenings
from banggiao.reading.header import read_header
from banggiao.reading.mentions import find_mentions
from banggiao.reading.outline import outline_of
from banggiao.reading.paper import Paper
from banggiao.reading.records import Figure, Mention, Reading, Role, Section, Statement
from banggiao.reading.roles import Said, kinds_of, precise_of, precisely, role_of
from banggiao.reading.scanned import as_scanned
from banggiao.reading.spelt import as_spelt, as_written
from banggiao.reading.statements import Span, body_of, statement_spans
from banggiao.reading.years import Years

_PART = re.compile(r"[IVX]{1,5}")
_AHEAD = frozenset({Role.DIRECTION, Role.PROPOSAL, Role.OTHER})


class Reader:
    """Reads papers against one set of known names. Build once, read many."""

    def __init__(self, gazetteer: Gazetteer | None) -> None:
        self._gazetteer = gazetteer

    def read(self, paper: Paper) -> Reading:
        """Return all records of ``paper``, ordered by their start. The same paper always reads the same."""
        spelt = as_spelt(paper)
        reading, place = self._stated(spelt)
        shadow, mentions, header = place.shadow, reading.mentions, reading.header
        whole = replace(
            reading,
            assignments=tuple(find_assignments(spelt, shadow, mentions, place.body, header)),
            happenings=tuple(find_happenings(spelt, shadow, mentions, reading.statements, place.head_end)),
        )
        return _marked(as_written(whole, paper))

    def read_statements(self, paper: Paper) -> Reading:
        """Return what :meth:`read` does but for tasks and events: a review asks reports for neither."""
        return _marked(as_written(self._stated(as_spelt(paper))[0], paper))

    def _stated(self, paper: Paper) -> tuple[Reading, _Place]:
        shadow = Scanned(shadow_of(paper.text))
        head = read_header(paper, shadow, self._gazetteer)
        body = body_of(paper, shadow, head.end)
        outline = outline_of(paper, shadow, body)
        is_news = head.is_news and not _has_parts(outline.sections)
        spans = statement_spans(paper, shadow, outline, body, is_news=is_news)
        on = date.fromisoformat(head.header.date) if head.header.date else None
        mentions = find_mentions(paper, shadow, self._gazetteer, on) if self._gazetteer else []
        years = Years(shadow)
        figures = find_figures(paper, shadow, mentions, outline.sections, years)
        build = _Statements(
            paper,
            shadow,
            outline.sections,
            mentions=mentions,
            figures=figures,
            years=years,
            items=outline.items,
            is_news=is_news,
            subject=head.header.subject.text if head.header.subject else "",
        )
        statements = tuple(build.statement(span) for span in spans)
        reading = Reading(
            paper, head.header, outline.sections, statements, tuple(mentions), tuple(figures), (), ()
        )
        return reading, _Place(shadow, body, head.end)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the body of a paper lies: its blocks, and where the head ends; with the shadow of all."""

    shadow: str
    body: Sequence[int]
    head_end: int


def _marked(reading: Reading) -> Reading:
    return as_scanned(reading) if reading.paper.ocr else reading


def _has_parts(sections: Sequence[Section]) -> bool:
    """Whether the paper is cut into parts (I., II. …), as reports are and news never is."""
    return any(_PART.fullmatch(section.label) for section in sections)


class _Statements:
    """Gives spans their role, section, years, figures and evidence."""

    def __init__(
        self,
        paper: Paper,
        shadow: str,
        sections: Sequence[Section],
        *,
        mentions: Sequence[Mention],
        figures: Sequence[Figure],
        years: Years,
        items: frozenset[int],
        is_news: bool,
        subject: str,
    ) -> None:
        self.paper = paper
        self.shadow = shadow
        self.is_news = is_news
        titles = [shadow_of(section.title) for section in sections]
        kinds = kinds_of(sections, titles)
        # A news item's headings are phrases of the journalist: they announce plans, seldom anything else.
        self.kinds = [kind if kind == "direction" else None for kind in kinds] if is_news else kinds
        self.precise = precise_of(sections, titles)
        self.section_starts = [section.start for section in sections]
        self.title_years = _year_of(shadow_of(subject)) or ()
        self.section_years = _years_of(sections, titles)
        self.cues = Cues(shadow)
        self.quotes = [match.start() for match in re.finditer('"', shadow)]
        self.items = items
        self.announced: tuple[int, ...] = ()
        self.years = years
        self.figure_starts = [figure.start for figure in figures]
        self.evidence = evidence_in(shadow, mentions)
        self.evidence_starts = [start for start, _ in self.evidence]

    def statement(self, span: Span) -> Statement:
        start, end = span.start, span.end
        section = bisect_right(self.section_starts, start) - 1
        block = self.paper.blocks[span.block]
        role, rule = role_of(
            Said(
                self.shadow[start:end],
                self.cues.within(start, end),
                self.kinds[section] if section >= 0 else None,
                span.lead_in,
                span.from_table,
                self.is_news,
                in_quotation=self._in_quotation(block.start, start, end),
            )
        )
        named = self.precise[section] if section >= 0 else None
        precise = precisely(role, rule, named, self.shadow[start:end])
        evidence = slice(bisect_left(self.evidence_starts, start), bisect_left(self.evidence_starts, end))
        return Statement(
            start,
            end,
            precise,
            section if section >= 0 else None,
            block.paragraph,
            block.page,
            tuple(range(bisect_left(self.figure_starts, start), bisect_left(self.figure_starts, end))),
            tuple(self.evidence[evidence]),
            self._years(span, section, role),
            span.from_table,
            rule,
        )

    def _in_quotation(self, paragraph: int, start: int, end: int) -> bool:
        """Whether a quotation that opened earlier in the paragraph goes on, or opens here and goes on."""
        before = bisect_left(self.quotes, start)
        if (before - bisect_left(self.quotes, paragraph)) % 2:
            return True
        return self.shadow.startswith('"', start) and (bisect_left(self.quotes, end) - before) % 2 == 1

    def _years(self, span: Span, section: int, role: Role) -> tuple[int, ...]:
        own = self.years.within(span.start, span.end)
        if not own and span.header_row:
            own = self.years.within(*span.header_row)
        if span.lead_in:  # "Năm 2023, kết quả gồm:" speaks for the items below it
            self.announced = own
        elif span.block in self.items:
            own = own or self.announced
        else:
            self.announced = ()
        heading = self.section_years[section] if section >= 0 else None
        if own or heading is not None:
            return own or heading or ()
        # What the title's year reports on is done; plans and requests are not of that year.
        return () if role in _AHEAD else self.title_years


def _years_of(sections: Sequence[Section], titles: Sequence[str]) -> list[tuple[int, ...] | None]:
    """The year that each section's heading, or the nearest above it, names; None where none of them does."""
    found: list[tuple[int, ...] | None] = []
    for section, title in zip(sections, titles, strict=True):
        own = _year_of(title)
        above = found[section.parent] if section.parent is not None else None
        found.append(above if own is None else own)
    return found


def _year_of(title: str) -> tuple[int, ...] | None:
    """The one year a title names, nothing for a phase of several, None where it speaks of no time."""
    years = Years(title).within(0, len(title))
    if not years:
        return None
    return years if len(years) == 1 else ()
