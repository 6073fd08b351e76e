"""Opens a written review as a reader would and follows every citation back to the paper it names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from banggiao.publishing.citations import read_citations
from banggiao.reading.intake import open_paper
from banggiao.reading.paper import Paper
from benchmarks.accuracy import sample_bytes


@cache
def _paper(name: str) -> Paper:
    return open_paper(name, sample_bytes(name))


def untraceable(review: Path) -> tuple[int, int]:
    """Return how many factual sentences of ``review`` have no traceable source, and how many it has.

    A sentence is traced when it cites at least one source and the words of each stand in the named file, in
    the named paragraph or, for a statement over several table cells, beginning there.
    """
    lost = 0
    sentences = [s for s in read_citations(review) if s.kind in ("fact", "contradiction", "promise")]
    for sentence in sentences:
        if not sentence.citations or not all(
            _stands(citation.file, citation.paragraph, citation.words) for citation in sentence.citations
        ):
            lost += 1
    return lost, len(sentences)


def _stands(file: str, paragraph: int, words: str) -> bool:
    """Whether the words begin in that paragraph. A table's row goes on over the cells after the first; how
    cells are parted is the format's affair, so white space is compared as one space."""
    paper = _paper(file)
    block = paper.blocks[paragraph - 1]
    text = " ".join(paper.text[block.start : block.end + len(words) + 20].split())
    return 0 <= text.find(" ".join(words.split())) <= block.end - block.start
