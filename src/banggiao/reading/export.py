"""A reading as plain data, ready for JSON. The same reading always gives the same data, in the same order."""

from __future__ import annotations

from typing import Any

from banggiao.language import lazy_re as re
from banggiao.reading.paper import Paper
from banggiao.reading.records import (
    Assignment,
    Field,
    Figure,
    Happening,
    Header,
    Label,
    Mention,
    Reading,
    Section,
    Statement,
)

SCHEMA = "banggiao/reading/1"
_NUMBERED = re.compile(r"(?<![\w.])[^\W\d.]*+(?:\.[^\W\d.]*+)*+\d[\w.]*+[/-]")
_HEADER_FIELDS = (
    "parent",
    "agency",
    "number",
    "notation",
    "place",
    "date_field",
    "type",
    "subject",
    "publisher",
    "author",
    "signer",
    "post",
    "urgency",
    "url",
)


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """Return all records of ``reading`` with their words, spans and places.

    Spans are code point offsets into the paper's text in NFC; ``text[start:end] == words`` for every record.
    """
    paper = reading.paper
    return {
        "schema": SCHEMA,
        "paper": _paper(paper),
        "header": _header(paper, reading.header),
        "sections": [_section(paper, section) for section in reading.sections],
        "statements": [_statement(reading, statement) for statement in reading.statements],
        "mentions": [_mention(paper, mention) for mention in reading.mentions],
        "figures": [_figure(paper, figure) for figure in reading.figures],
        "assignments": [_assignment(paper, assignment) for assignment in reading.assignments],
        "events": [_happening(paper, happening) for happening in reading.happenings],
    }


def _span(paper: Paper, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "words": paper.words(start, end)}


def _spans(paper: Paper, spans: tuple[tuple[int, int], ...]) -> list[dict[str, Any]]:
    return [_span(paper, start, end) for start, end in spans]


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "name": paper.name,
        "sha256": paper.sha256,
        "format": paper.format,
        "characters": len(paper.text),
        "paragraphs": len(paper.blocks),
        "pages": paper.pages,
        "notes": list(paper.notes),
        "ocr": paper.ocr_confidence and round(paper.ocr_confidence, 4),
    }


def _header(paper: Paper, header: Header) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name in _HEADER_FIELDS:
        field: Field | None = getattr(header, name)
        key = "date_words" if name == "date_field" else name
        out[key] = field and _field(paper, field)
    for name, fields in (("forms", header.forms), ("recipients", header.recipients)):
        out[name] = [_field(paper, field) for field in fields]
    told = {"date": header.date, "actor": header.actor, "kind": header.kind, "secrecy": header.secrecy}
    return {**out, **told}


def _field(paper: Paper, field: Field) -> dict[str, Any]:
    return {"text": field.text, **_span(paper, field.start, field.end)}


def _section(paper: Paper, section: Section) -> dict[str, Any]:
    return {
        **_span(paper, section.start, section.end),
        "level": section.level,
        "label": section.label,
        "title": section.title,
        "parent": section.parent,
    }


def _statement(reading: Reading, statement: Statement) -> dict[str, Any]:
    paper = reading.paper
    return {
        **_span(paper, statement.start, statement.end),
        "role": statement.role.value,
        "section": statement.section,
        "heading_path": list(reading.heading_path(statement.section)),
        "paragraph": statement.paragraph,
        "page": statement.page,
        "figures": list(statement.figures),
        "evidence": _spans(paper, statement.evidence),
        "years": list(statement.years),
        "from_table": statement.from_table,
        "rule": statement.rule,
    }


def _mention(paper: Paper, mention: Mention) -> dict[str, Any]:
    return {
        **_span(paper, mention.start, mention.end),
        "label": mention.label.value,
        "key": mention.key,
        "value": mention.value,
        "state": state_of(mention),
        "rule": mention.rule,
        "confidence": mention.confidence,
    }


def state_of(mention: Mention) -> str | None:
    """Return "resolved" for a reference to a paper that the register knows or that is known by its number,
    "unresolved" for a loose one that stays open; None for what is no reference to a paper."""
    if mention.label not in (Label.INSTRUMENT, Label.TRADE_AGREEMENT):
        return None
    return "resolved" if mention.key or _NUMBERED.search(mention.value) else "unresolved"


def _figure(paper: Paper, figure: Figure) -> dict[str, Any]:
    return {
        **_span(paper, figure.start, figure.end),
        "value": figure.value,
        "unit": figure.unit,
        "hedge": figure.hedge,
        "indicator": figure.indicator,
        "indicator_words": figure.indicator_words,
        "period": figure.period,
        "subject": figure.subject,
        "from_table": figure.from_table,
        "rule": figure.rule,
    }


def _assignment(paper: Paper, assignment: Assignment) -> dict[str, Any]:
    return {
        **_span(paper, assignment.start, assignment.end),
        "lead": assignment.lead and _span(paper, *assignment.lead),
        "supporters": _spans(paper, assignment.supporters),
        "action": _span(paper, *assignment.action),
        "deadline": assignment.deadline and _span(paper, *assignment.deadline),
        "due": assignment.due,
        "kind": assignment.kind,
        "clause": assignment.clause,
        "rule": assignment.rule,
    }


def _happening(paper: Paper, happening: Happening) -> dict[str, Any]:
    return {
        **_span(paper, happening.start, happening.end),
        "kind": happening.kind.value,
        "name": happening.name and _span(paper, *happening.name),
        "ordinal": happening.ordinal,
        "participants": [
            {**_span(paper, start, end), "role": part.value} for start, end, part in happening.participants
        ],
        "date": happening.date and _span(paper, *happening.date),
        "on": happening.on,
        "place": happening.place and _span(paper, *happening.place),
        "format": happening.format or None,
        "rule": happening.rule,
        "confidence": happening.confidence,
    }
