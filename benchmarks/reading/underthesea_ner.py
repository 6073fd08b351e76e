"""Names found by underthesea (Apache-2.0), the one other reader of Vietnamese names without a network.

``python -m benchmarks.reading.underthesea_ner NNN.txt …`` prints, as JSON, the processor seconds that the
papers took and their spans; it is a process of its own, so that neither library weighs on the other.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from banggiao.cli.scoring import Labelled, paper_of, spans_of
from banggiao.reading.reader import Reader
from banggiao.reading.scoring import GoldSpan

LABELS = ("PER", "ORG", "LOC")
"""The labels that both tell."""
TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Timed:
    """What a reader found in each paper, and the processor seconds that it took."""

    seconds: float
    found: dict[str, list[GoldSpan]]


def timed(reader: Reader, papers: Iterable[Labelled]) -> Timed:
    """Read the papers with our own reader, all records."""
    seconds, found = 0.0, {}
    for paper in papers:
        began = time.process_time()
        reading = reader.read(paper_of(paper))
        seconds += time.process_time() - began
        found[paper.name] = list(spans_of(reading, paper.text))
    return Timed(seconds, found)


def spans(text: str, tokens: Iterable[tuple[str, str, str, str]]) -> Iterator[tuple[int, int, str]]:
    """Return (start, end, label) of the names among underthesea's ``tokens``: word, kinds, and B-, I- or O.

    A token is sought in the text from where the one before ended, its blanks being any blanks; one that is
    not there (underthesea rewrites some) ends the name that it belongs to.
    """
    place, open_name = 0, None
    for word, _, _, tag in tokens:
        start, end = _where(text, word, place)
        if end:
            place = end
        kind, _, label = tag.partition("-")
        if open_name and (kind != "I" or label != open_name[2] or not end):
            yield open_name
            open_name = None
        if kind == "B" and end:
            open_name = (start, end, label)
        elif kind == "I" and end and open_name:
            open_name = (open_name[0], end, label)
    if open_name:
        yield open_name


def _where(text: str, word: str, place: int) -> tuple[int, int]:
    """Return where ``word`` stands next, (0, 0) where it does not stand within a line or so."""
    parts = word.split()
    start = text.find(parts[0], place, place + 200) if parts else -1
    if start < 0:
        return 0, 0
    end = start + len(parts[0])
    for part in parts[1:]:
        following = text.find(part, end, end + len(part) + 40)
        if following < 0:
            return 0, 0
        end = following + len(part)
    return start, end


def main() -> None:
    """Read the named papers with underthesea."""
    from underthesea import ner  # noqa: PLC0415 - it takes most of a second

    ner("Hà Nội")  # loads its models, which is not timed
    seconds, found = 0.0, []
    for name in sys.argv[1:]:
        text = (TEXTS / name).read_text("utf-8")
        began = time.process_time()
        tokens = ner(text)
        seconds += time.process_time() - began
        found.append([span for span in spans(text, tokens) if span[2] in LABELS])
    print(json.dumps({"seconds": seconds, "spans": found}))


if __name__ == "__main__":
    main()
