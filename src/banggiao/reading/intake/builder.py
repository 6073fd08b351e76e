"""Pieces of text in, a :class:`Paper` out: one place that holds the invariants of text and blocks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from banggiao.language import lazy_re as re
from banggiao.language.glued import parted
from banggiao.reading.intake.limits import Watch
from banggiao.reading.paper import Block, BlockKind, Cell, Paper
from banggiao.reading.refusal import Reason

# What is never text: soft hyphens, zero-width and direction marks, byte order marks, noncharacters.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb\ufffe\uffff]")
_BREAKS = re.compile("[\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")


class Piece(NamedTuple):
    """A paragraph or a cell's paragraph as a format's reader found it, before it has a place in the text."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    page: int | None = None
    level: int = 0
    bold: bool = False
    cell: Cell | None = None


def clean(text: str) -> str:
    """Return ``text`` in NFC, on one line, without invisible characters, trimmed."""
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
        text = _BREAKS.sub(" ", text)
        text = _CONTROLS.sub("", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text.strip()


def build(
    watch: Watch,
    sha256: str,
    format_name: str,
    pieces: Iterable[Piece],
    *,
    pages: int | None = None,
    notes: Iterable[str] = (),
) -> Paper:
    """Join the pieces that have text into a paper.

    Raises:
        Refusal: NO_TEXT when nothing is left, TOO_LARGE (paragraphs, characters), TIMEOUT.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    for piece in pieces:
        text = parted(clean(piece.text))
        if not text:
            continue
        if len(blocks) >= watch.limits.max_paragraphs:
            raise watch.refusal(
                Reason.TOO_LARGE, f"Quá {watch.limits.max_paragraphs} đoạn văn (too many paragraphs)."
            )
        if not len(blocks) % 1000:
            watch.check()
        end = start + len(text)
        if end > watch.limits.max_characters:
            raise watch.refusal(Reason.TOO_LARGE, "Quá nhiều chữ trong một văn bản (too much text).")
        texts.append(text)
        blocks.append(
            Block(start, end, len(blocks) + 1, piece.kind, piece.page, piece.level, piece.bold, piece.cell)
        )
        start = end + 1
    if not blocks:
        raise watch.refusal(Reason.NO_TEXT)
    return Paper(
        name=watch.name,
        sha256=sha256,
        format=format_name,
        text="\n".join(texts),
        blocks=tuple(blocks),
        pages=pages,
        notes=tuple(notes),
    )
