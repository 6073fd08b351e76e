"""Sentences of many genres, each read as it is labelled by the guide (``bank/``: written for these tests).

``{ORG Bộ Ngoại giao}`` is a span that must be found, ``{ORG? Bộ}`` one that may be; spans nest.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from banggiao.packs import load_pack
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.reader import Reader
from banggiao.reading.scoring import MICRO, GoldSpan, Score, score_spans
from tests.reading.papers import paper_from_text

BANK = Path(__file__).parent / "bank"
_SIGN = re.compile(r"\{([A-Z]+)(\??) |\}")
_ELSEWHERE = ("EVENT", "GROUP")  # their own tests


@cache
def reader() -> Reader:
    return Reader(Gazetteer.from_pack(load_pack("vn")))


def labelled(line: str) -> tuple[str, list[GoldSpan]]:
    text, at = "", 0
    spans: list[GoldSpan] = []
    open_spans: list[tuple[int, str, bool]] = []
    for sign in _SIGN.finditer(line):
        text, at = text + line[at : sign.start()], sign.end()
        if sign[1]:
            open_spans.append((len(text), sign[1], bool(sign[2])))
        else:
            start, label, optional = open_spans.pop()
            spans.append(GoldSpan(start, len(text), label, optional))
    return text + line[at:], spans


def found(text: str) -> list[GoldSpan]:
    read = reader().read(paper_from_text("paper.txt", text))
    return [GoldSpan(m.start, m.end, m.label.value) for m in read.mentions]


def scored(line: str) -> tuple[Score, str]:
    """Return the score of one sentence and, in words, what is missing (-) and what is too much (+)."""
    text, gold = labelled(line)
    mine = [span for span in found(text) if span.label not in _ELSEWHERE]
    wanted = [span for span in gold if span.label not in _ELSEWHERE]
    said = {(s.start, s.end, s.label) for s in mine}
    told = {(s.start, s.end, s.label) for s in wanted if not s.optional}
    optional = [s for s in wanted if s.optional]
    missing = [f"-{label} {text[start:end]}" for start, end, label in sorted(told - said)]
    extra = [
        f"+{label} {text[start:end]}"
        for start, end, label in sorted(said - told)
        if not any(o.label == label and o.start < end and start < o.end for o in optional)
    ]
    return score_spans(mine, wanted)[MICRO], " ".join([*missing, *extra])


@pytest.mark.parametrize(
    "kind",
    [
        "bodies",
        "papers",
        "people",
        "figures",
        "places",
        "dossiers",
        "bodies_at_length",
        "bodies_as_found",
        "as_issued",
        "older_and_newer",
    ],
)
def test_sentences_are_read_as_they_are_labelled(kind: str) -> None:
    lines = (BANK / f"{kind}.txt").read_text("utf-8").splitlines()[1:]
    scores = [scored(line) for line in lines]
    wrong = [words for _, words in scores if words]
    assert sum((score for score, _ in scores), Score()).f1 >= 0.98, "\n".join(wrong)


def test_sentences_of_kinds_once_missed_are_read_exactly() -> None:
    lines = (BANK / "exactly.txt").read_text("utf-8").splitlines()[1:]
    assert [words for _, words in map(scored, lines) if words] == []
