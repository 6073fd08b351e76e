"""Who says what a form says: the person, with grounds in words; or a source, at a place, in its words."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.secrecy import text_guarded
from banggiao.sources.citing import evidence_cited, source_meant
from banggiao.sources.evidence import Evidence

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
        for name, told in (("_words", self.words), ("_quote", self.quote)):
            text_guarded(told, name)
        if self.by == HAND:
            return Evidence(words=self.words)
        try:
            source = source_meant(self.source, viewer)
            self.caption = source.caption or source.title or source.name
            return evidence_cited(source, self.quote, self.place)
        except DeedRefused as refusal:
            refusal.field = f"_{refusal.field}"  # the form's own fields begin so
            raise
