"""What a model may answer, and how strictly it is taken: the schema sent along is the schema held to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from banggiao.reading.llm.failure import ModelFailed
from banggiao.reading.records import EventKind, Label

LABELS = tuple(label.value for label in Label)
EVENTS = tuple(kind.value for kind in EventKind)
TASK = "task"
KINDS = (*LABELS, TASK, *EVENTS)
PARTS = ("lead", "supporters", "action", "deadline", "participants", "date", "place", "name")
MOST = 2_000  # records of one answer


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with just these properties, all required, as strict schemas ask."""
    required = list(properties)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


_STRING = {"type": "string"}
_PART = _object({"part": {"type": "string", "enum": list(PARTS)}, "quote": _STRING})
_RECORD = _object(
    {
        "kind": {"type": "string", "enum": list(KINDS)},
        "context": _STRING,
        "quote": _STRING,
        "parts": {"type": "array", "items": _PART},
    }
)
SCHEMA = _object({"records": {"type": "array", "items": _RECORD}})


@dataclass(frozen=True, slots=True)
class Quoted:
    """A record as a model quotes it: ``quote`` stands in ``context``, and each of ``parts`` in ``quote``."""

    kind: str
    context: str
    quote: str
    parts: tuple[tuple[str, str], ...]


def answer_of(content: str) -> tuple[Quoted, ...]:
    """Return the records in a model's answer.

    Raises:
        ModelFailed: it is no JSON, or not exactly of :data:`SCHEMA`; then nothing of it is taken.
    """
    try:
        data = json.loads(content)
        [(name, records)] = data.items()
        if name != "records" or not isinstance(records, list) or len(records) > MOST:
            raise ValueError
        return tuple(_quoted(record) for record in records)
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError):
        raise ModelFailed(
            "Câu trả lời của mô hình không theo lược đồ JSON đã cho.",
            "The model's answer is not of the JSON schema that was given.",
        ) from None


def _quoted(record: Any) -> Quoted:
    _holds(record, {"kind": KINDS, "context": None, "quote": None}, "parts")
    parts = record["parts"]
    if not isinstance(parts, list):
        raise ValueError
    for part in parts:
        _holds(part, {"part": PARTS, "quote": None})
    pairs = tuple((part["part"], part["quote"]) for part in parts)
    return Quoted(record["kind"], record["context"], record["quote"], pairs)


def _holds(data: Any, strings: dict[str, tuple[str, ...] | None], *others: str) -> None:
    """Raise ValueError unless ``data`` has just these keys, the strings among them with allowed values."""
    if not isinstance(data, dict) or data.keys() != {*strings, *others}:
        raise ValueError
    for name, allowed in strings.items():
        if not isinstance(data[name], str) or (allowed is not None and data[name] not in allowed):
            raise ValueError
