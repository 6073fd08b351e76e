"""Who says what a form says: the person, with grounds in words; or a source, at a place, in its words."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict

from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Source, SourceKind
from banggiao.sources.selectors import paper_of

HAND, SOURCE = "hand", "source"
_LONGEST = 4000


@dataclass(slots=True)
class Grounds:
    """What the evidence part of a form was told."""

    by: str = HAND
    words: str = ""
    source: str = ""
    caption: str = ""
    place: str = ""
    quote: str = ""

    @classmethod
    def typed(cls, given: QueryDict) -> Grounds:
        """Take what was typed."""
        return cls(
            by=SOURCE if given.get("_by") == SOURCE else HAND,
            words=given.get("_words", "").strip()[:_LONGEST],
            source=given.get("_source", "").strip(),
            caption=given.get("_source", "").strip(),
            place=given.get("_place", "").strip()[:20],
            quote=given.get("_quote", "").strip()[:_LONGEST],
        )

    def evidence(self, viewer: Viewer) -> Evidence:
        """Return the evidence.

        Raises:
            DeedRefused: the source is unknown, or a paper does not hold the words.
        """
        if self.by == HAND:
            return Evidence(words=self.words)
        source = self._source(viewer)
        self.caption = source.caption or source.title or source.name
        if not self.quote:
            raise DeedRefused(
                "evidence-words", "Hãy chép câu trong nguồn nói điều này.",
                "Copy the words of the source that say so.", field="_quote",
            )  # fmt: skip
        paragraph = int(self.place) if self.place.isascii() and self.place.isdigit() else None
        if not source.text:
            return Evidence(source=source, words=self.quote, paragraph=paragraph)
        found = re.search(r"\s+".join(map(re.escape, self.quote.split())), source.text, re.IGNORECASE)
        if found is None:
            raise DeedRefused(
                "evidence-absent", "Nguồn không có câu này; hãy chép đúng nguyên văn.",
                "The source does not hold these words; copy them as they stand.", field="_quote",
            )  # fmt: skip
        start, end = found.span()
        block = next((b for b in paper_of(source).blocks if b.start <= start < b.end), None)
        return Evidence(
            source=source, words=found.group(), start=start, end=end,
            paragraph=block.paragraph if block else paragraph, page=block.page if block else None,
        )  # fmt: skip

    def _source(self, viewer: Viewer) -> Source:
        """Return the source that a key, a number or an exact name tells, if it tells just one."""
        named = Q(caption=self.source) | Q(number=self.source) | Q(name=self.source)
        with suppress(ValueError):
            named = Q(key=UUID(self.source))
        rows = Source.objects.visible_to(viewer).exclude(kind=SourceKind.PERSON).select_related("label")
        found = list(rows.filter(named)[:2]) if self.source else []
        if len(found) != 1:
            raise DeedRefused(
                "evidence-source", "Không tìm thấy nguồn này; hãy đính kèm văn bản trước, rồi chọn.",
                "The source was not found; attach the paper first, then choose it.", field="_source",
            )  # fmt: skip
        source: Source = found[0]
        return source
