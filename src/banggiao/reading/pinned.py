"""A reading as one flat list: every record, and every span inside a record, pinned to its words.

What leaves the house in rows or annotations is derived from here, and here from the one description of a
reading as plain data, so that no span of a record can be left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from banggiao.reading.export import reading_to_dict
from banggiao.reading.paper import Paper
from banggiao.reading.records import Reading

_PLACE = frozenset({"start", "end", "words", "rule", "confidence", "paragraph", "page"})


@dataclass(frozen=True, slots=True)
class Pinned:
    """A record or a span inside one.

    ``kind`` and ``number`` name the record: the list in which a reading holds it, in the singular, and its
    index there; a field of the header has the kind "header". ``part`` is "" for the record itself, else what
    the span is in it ("lead", "supporters"); ``values`` are the record's other fields, or the part's own.
    ``origin`` and ``rule`` say what proposed the record: "rule" and the rule's name, or "model" and the
    model's; ``confidence`` is None where the record has none.
    """

    kind: str
    number: int
    part: str
    start: int
    end: int
    words: str
    paragraph: int
    page: int | None
    rule: str
    confidence: float | None
    values: Mapping[str, Any]
    origin: str = "rule"


def pinned(reading: Reading) -> Iterator[Pinned]:
    """Yield the records of ``reading`` in its own order, each followed by the spans inside it."""
    data = reading_to_dict(reading)
    told = data["header"].items()
    listed = ((name, value if isinstance(value, list) else [value]) for name, value in told)
    fields = [(name, value) for name, values in listed for value in values if _is_span(value)]
    for number, (name, field) in enumerate(fields):
        yield from _spans(reading.paper, "header", number, {"field": name, "rule": "header", **field})
    for name, records in data.items():
        if isinstance(records, list):
            for number, record in enumerate(records):
                yield from _spans(reading.paper, name.removesuffix("s"), number, record)


def _spans(paper: Paper, kind: str, number: int, record: Mapping[str, Any]) -> Iterator[Pinned]:
    rule, confidence = record.get("rule", kind), record.get("confidence")
    nested = {name: _nested(value) for name, value in record.items()}
    for part, spans in (("", [record]), *nested.items()):
        for span in spans:
            block = paper.block_at(span["start"])
            values = {name: span[name] for name in span if name not in _PLACE and not _nested(span[name])}
            yield Pinned(
                kind,
                number,
                part,
                span["start"],
                span["end"],
                span["words"],
                block.paragraph,
                block.page,
                rule,
                confidence,
                values,
            )


def _nested(value: Any) -> list[Mapping[str, Any]]:
    spans = value if isinstance(value, list) else [value]
    return [span for span in spans if _is_span(span)]


def _is_span(value: Any) -> bool:
    return isinstance(value, dict) and {"start", "end", "words"} <= value.keys()
