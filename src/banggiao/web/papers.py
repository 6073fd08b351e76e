"""A paper as the page shows it: its blocks, cut into runs where statements begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from banggiao.reading.paper import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Span:
    """A statement's place in the paper."""

    finding: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a block's text and the statements that cover it, none for plain text."""

    text: str
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A paragraph or table cell, ready for the template."""

    paragraph: int
    page: int | None
    new_page: bool
    css: str
    runs: tuple[Run, ...]


def shown_blocks(text: str, blocks: Iterable[Block], spans: Iterable[Span] = ()) -> Iterator[ShownBlock]:
    """Yield the paper's blocks in order, with the spans marked. Spans may overlap and cross blocks."""
    ordered = sorted(spans, key=lambda span: (span.start, span.end))
    page: int | None = None
    for block in blocks:
        over = [span for span in ordered if span.start < block.end and span.end > block.start]
        yield ShownBlock(
            paragraph=block.paragraph,
            page=block.page,
            new_page=block.page is not None and block.page != page,
            css=_css(block),
            runs=tuple(_runs(text, block, over)),
        )
        page = block.page


def _runs(text: str, block: Block, spans: Sequence[Span]) -> Iterator[Run]:
    cuts = {block.start, block.end}
    for span in spans:
        cuts |= {max(span.start, block.start), min(span.end, block.end)}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        covering = tuple(span.finding for span in spans if span.start <= start and span.end >= end)
        yield Run(text[start:end], covering)


def _css(block: Block) -> str:
    classes = []
    if block.kind is BlockKind.CELL:
        classes.append("cell")
    if block.bold or block.level:
        classes.append("strong")
    return " ".join(classes)
