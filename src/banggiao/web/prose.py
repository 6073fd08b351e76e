"""The synthesis as the page shows it, and as a person edits it: citations numbered, never typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.appraisal.records import Appraisal, Finding, Passage, Sentence
from banggiao.reviews.passages import passage_text
from banggiao.web.statements import citation

_TOKEN = re.compile(r"⟦([^⟦⟧]*)⟧")
_NUMBERED = re.compile(r"⟦(\d{1,6})⟧")
CITED_AT_ONCE = 8
"""Citations shown after one sentence; a count may rest on sixty bodies."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence's words, or (``token``) one of its citations."""

    text: str
    token: bool = False
    draft: bool = False
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A citation as the editor shows it: its mark in the text, and what it stands for."""

    text: str
    title: str


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage ready for the template."""

    id: str
    anchor: str
    heading: str
    level: int
    tag: int
    url: str
    pieces: tuple[Piece, ...]
    edited: bool


class Citations:
    """Knows what each citation of a synthesis stands for."""

    def __init__(self, review_key: UUID, appraisal: Appraisal, papers: Mapping[str, UUID]) -> None:
        self._review = review_key
        self._findings = {finding.id: finding for finding in appraisal.findings}
        self._names = appraisal.actor_names
        self._papers = papers

    def words(self, finding_id: str) -> str:
        """Return a citation as it reads: "Bộ Ngoại giao, II.2, đoạn 45"."""
        finding = self._findings.get(finding_id)
        if finding is not None:
            return citation(self._names.get(finding.actor, finding.actor), finding.place)
        return _("sentence counted by the program") if finding_id.startswith("#") else _("compared values")

    def piece(self, finding_id: str) -> Piece:
        """Return a citation as a link to its place."""
        finding = self._findings.get(finding_id)
        words = self.words(finding_id)
        return Piece(
            f"[{words}]", token=True, url=self._url(finding), title=finding.words if finding else words
        )

    def _url(self, finding: Finding | None) -> str:
        if finding is None:
            return reverse("web:contradictions", args=[self._review])
        key = self._papers.get(finding.place.file)
        if key is None:
            return ""
        return f"{reverse('web:paper', args=[self._review, key])}#p{finding.place.paragraph}"

    def pieces(self, sentence: Sentence) -> list[Piece]:
        """Return a sentence and its citations."""
        pieces = [Piece(sentence.text, draft=sentence.draft)]
        pieces += [self.piece(finding) for finding in sentence.findings[:CITED_AT_ONCE]]
        if len(sentence.findings) > CITED_AT_ONCE:
            pieces.append(Piece(f"+{len(sentence.findings) - CITED_AT_ONCE}", token=True))
        if sentence.bodies and not sentence.findings:
            url = reverse("web:bodies", args=[self._review])
            pieces.append(Piece(f"[{_('list of bodies asked')}]", token=True, url=url))
        return pieces


def shown_passage(review_key: UUID, passage: Passage, citations: Citations, *, edited: bool) -> ShownPassage:
    """Return a passage with its citations spelled out."""
    return ShownPassage(
        id=passage.id,
        anchor=re.sub(r"[^\w-]", "-", passage.id),
        heading=passage.heading,
        level=passage.level,
        tag=min(passage.level + 2, 6),
        url=reverse("web:passage", args=[review_key, passage.id]),
        pieces=tuple(piece for sentence in passage.sentences for piece in citations.pieces(sentence)),
        edited=edited,
    )


@dataclass(frozen=True, slots=True)
class Editable:
    """A passage as text with numbered citations. ``ids`` travels with the form: n is ``ids[n - 1]``."""

    text: str
    ids: tuple[str, ...]

    @classmethod
    def of(cls, passage: Passage) -> Editable:
        """Return the passage's text with its citations numbered in their order."""
        text = passage_text(passage)
        return cls.numbered(text, tuple(dict.fromkeys(_TOKEN.findall(text))))

    @classmethod
    def numbered(cls, text: str, ids: Sequence[str]) -> Editable:
        """Return ``text`` with each known citation replaced by its number."""
        numbers = {known: number for number, known in enumerate(ids, start=1)}
        shown = _TOKEN.sub(lambda found: f"⟦{numbers.get(found[1], found[1])}⟧", text)
        return cls(shown, tuple(ids))

    def stored(self) -> str:
        """Return the text with the citations' own names back in place of their numbers."""

        def name(found: re.Match[str]) -> str:
            number = int(found[1])
            return f"⟦{self.ids[number - 1]}⟧" if 1 <= number <= len(self.ids) else found[0]

        return _NUMBERED.sub(name, self.text)

    def tokens(self, citations: Citations) -> list[Token]:
        """Return the citations with what each stands for."""
        return [
            Token(f"⟦{number}⟧", citations.words(known)) for number, known in enumerate(self.ids, start=1)
        ]
