"""Short passages of many genres with what they hold. They are written for the project; none is collected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from banggiao.packs import load_pack
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.reader import Reader
from banggiao.reading.records import Reading
from tests.reading.papers import paper_from_text

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Passage:
    """A passage, and one line for each record that it holds."""

    name: str
    text: str
    holds: tuple[str, ...]


def passages_in(*names: str) -> Iterator[Passage]:
    """Yield the passages of files: "### name", the text, "=>", the lines."""
    for name in names:
        for part in (_HERE / name).read_text("utf-8").split("\n### ")[1:]:
            title, _, rest = part.partition("\n")
            text, _, lines = rest.partition("\n=>\n")
            holds = tuple(line.strip() for line in lines.splitlines() if line.strip())
            yield Passage(title, text, holds)


@cache
def _reader() -> Reader:
    return Reader(Gazetteer.from_pack(load_pack("vn")))


def read(passage: Passage) -> Reading:
    return _reader().read(paper_from_text("passage.txt", passage.text))


def tasks_of(reading: Reading) -> list[str]:
    """The tasks as "lead | supporters | deadline | clause"."""
    words = reading.paper.words
    return [
        " | ".join(
            [
                words(*task.lead) if task.lead else "-",
                "; ".join(words(*one) for one in task.supporters) or "-",
                words(*task.deadline) if task.deadline else "-",
                task.clause or "-",
            ]
        )
        for task in reading.assignments
    ]


def events_of(reading: Reading) -> list[str]:
    """The events as "kind | participants with roles | date | place | format | name"."""
    words = reading.paper.words
    return [
        " | ".join(
            [
                event.kind.value,
                "; ".join(f"{words(a, b)}: {part.value}" for a, b, part in event.participants) or "-",
                words(*event.date) if event.date else "-",
                words(*event.place) if event.place else "-",
                event.format or "-",
                words(*event.name) if event.name else "-",
            ]
        )
        for event in reading.happenings
    ]
