"""Citing a source: the one that was meant, and its words as they stand in it."""

from __future__ import annotations

import re
from contextlib import suppress
from uuid import UUID

from django.db.models import Q

from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Source, SourceKind
from banggiao.sources.selectors import paper_of


def source_meant(told: str, viewer: Viewer) -> Source:
    """Return the source that a key, a number or an exact name tells.

    Raises:
        DeedRefused: it tells none that the viewer may see, or more than one.
    """
    named = Q(caption=told) | Q(number=told) | Q(name=told)
    with suppress(ValueError):
        named = Q(key=UUID(told))
    rows = Source.objects.visible_to(viewer).exclude(kind=SourceKind.PERSON).select_related("label")
    found = list(rows.filter(named)[:2]) if told else []
    if len(found) != 1:
        raise DeedRefused(
            "evidence-source", "Không tìm thấy nguồn này; hãy đính kèm văn bản trước, rồi chọn.",
            "The source was not found; attach the paper first, then choose it.", field="source",
        )  # fmt: skip
    source: Source = found[0]
    return source


def evidence_cited(source: Source, quote: str, place: str) -> Evidence:
    """Return what a source says, at its place. ``place`` is the paragraph that the person gave.

    Raises:
        DeedRefused: no words are given, or the paper does not hold them.
    """
    if not quote:
        raise DeedRefused(
            "evidence-words", "Hãy chép câu trong nguồn nói điều này.",
            "Copy the words of the source that say so.", field="quote",
        )  # fmt: skip
    paragraph = int(place) if place.isascii() and place.isdigit() else None
    if not source.text:
        return Evidence(source=source, words=quote, paragraph=paragraph)
    found = re.search(r"\s+".join(map(re.escape, quote.split())), source.text, re.IGNORECASE)
    if found is None:
        raise DeedRefused(
            "evidence-absent", "Nguồn không có câu này; hãy chép đúng nguyên văn.",
            "The source does not hold these words; copy them as they stand.", field="quote",
        )  # fmt: skip
    start, end = found.span()
    block = next((b for b in paper_of(source).blocks if b.start <= start < b.end), None)
    return Evidence(
        source=source, words=found.group(), start=start, end=end,
        paragraph=block.paragraph if block else paragraph, page=block.page if block else None,
    )  # fmt: skip
