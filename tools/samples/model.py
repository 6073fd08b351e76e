"""What a report is made of before it becomes a Word, PDF, web or text file."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from tools.samples.plan import Plan

Text = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of a sentence. ``subject`` is set where it is not about the reporting body."""

    value: float
    unit: str
    indicator: str
    year: int | None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what it says, as a careful reader would note it."""

    text: str
    role: str
    clause: str | None = None
    years: tuple[int, ...] = ()
    figures: tuple[Count, ...] = ()
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    sentences: tuple[Sentence, ...]
    bullet: bool = False

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Annex:
    """A table with its lines of heading. Widths are twentieths of a point."""

    caption: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(slots=True)
class Report:
    """A whole report."""

    plan: Plan
    agency: tuple[str, ...]
    number: str
    place_date: str
    subject: str
    blocks: list[Heading | Paragraph] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    recipients: tuple[str, ...] = ()
    signed_as: tuple[str, ...] = ()
    signer: str = ""

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def spelled(self, spell: Text) -> Report:
        """Return the report with every text passed through ``spell``."""
        blocks: list[Heading | Paragraph] = []
        for block in self.blocks:
            if isinstance(block, Heading):
                blocks.append(replace(block, text=spell(block.text)))
            else:
                sentences = tuple(replace(item, text=spell(item.text)) for item in block.sentences)
                blocks.append(replace(block, sentences=sentences))
        return replace(
            self,
            agency=tuple(map(spell, self.agency)),
            place_date=spell(self.place_date),
            subject=spell(self.subject),
            blocks=blocks,
            annexes=[
                replace(
                    annex,
                    caption=tuple(map(spell, annex.caption)),
                    rows=tuple(tuple(map(spell, row)) for row in annex.rows),
                )
                for annex in self.annexes
            ],
            recipients=tuple(map(spell, self.recipients)),
            signed_as=tuple(map(spell, self.signed_as)),
        )


_TONES = "\u0300\u0301\u0303\u0309\u0323"


def old_tones(text: str) -> str:
    """Write open syllables with oa, oe, uy in the older way: hòa -> hoà, thủy -> thuỷ."""
    letters = list(unicodedata.normalize("NFC", text))
    for index in range(len(letters) - 1):
        first, second = letters[index], letters[index + 1]
        following = letters[index + 2] if index + 2 < len(letters) else " "
        parts = unicodedata.normalize("NFD", first)
        pair = (parts[0] + second).lower()
        if len(parts) == 2 and parts[1] in _TONES and pair in ("oa", "oe", "uy") and not following.isalpha():
            letters[index] = parts[0]
            letters[index + 1] = unicodedata.normalize("NFC", second + parts[1])
    return "".join(letters)
