"""A reading as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), in JSON-LD.

Nothing but the model's own terms is used: what a record says beside its place stands as JSON in a body.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from banggiao import __version__
from banggiao.reading.pinned import Pinned, pinned
from banggiao.reading.records import Reading
from banggiao.reading.selectors import selectors_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PROGRAM = {"type": "Software", "name": f"banggiao {__version__}"}


def annotations_of(reading: Reading, proposals: Sequence[Pinned] = ()) -> dict[str, Any]:
    """Return every record of ``reading`` and every span inside one as an annotation, in one collection.

    The source of each target is the file's content by its digest (RFC 6920); its selectors hold in the text
    that was read, in NFC. ``creator`` names the rule, or for ``proposals`` the model, that proposed a record.
    The same reading always gives the same annotations: they carry no clock.
    """
    paper = reading.paper
    source = named(paper.sha256)
    records = [*pinned(reading), *proposals]
    selectors = selectors_of(paper.text, ((each.start, each.end) for each in records))
    items = [
        _annotation(each, place, source, selectors[each.start, each.end])
        for place, each in enumerate(records)
    ]
    return {
        "@context": CONTEXT,
        "id": _id(source),
        "type": "AnnotationCollection",
        "label": paper.name,
        "total": len(items),
        "first": {"id": _id(source, "page"), "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(each: Pinned, place: int, source: str, selectors: Sequence[dict[str, Any]]) -> dict[str, Any]:
    whole = _id(source, each.origin, each.kind, each.number)
    return {
        "id": _id(whole, each.part, place) if each.part else whole,
        "type": "Annotation",
        "motivation": "linking" if each.part else "classifying",
        "creator": {"type": "Software", "name": f"{each.origin} {each.rule}"},
        "generator": PROGRAM,
        "body": _body(each, whole),
        "target": {"source": source, "selector": list(selectors)},
    }


def named(sha256: str) -> str:
    """Return the name of a content by its digest, as RFC 6920 writes it."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def _body(each: Pinned, whole: str) -> list[dict[str, Any]]:
    said: dict[str, Any] = {"paragraph": each.paragraph, "page": each.page, **each.values}
    if not each.part and each.confidence is not None:
        said["confidence"] = each.confidence
    body: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": each.part or each.kind},
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "application/json",
            "value": json.dumps(said, ensure_ascii=False, sort_keys=True),
        },
    ]
    if each.part:
        body.append({"type": "SpecificResource", "purpose": "linking", "source": whole})
    return body


def _id(*names: object) -> str:
    return uuid5(NAMESPACE_URL, "\n".join(map(str, names))).urn
