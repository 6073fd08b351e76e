"""How well the reader reads the benchmark's test papers, beside underthesea's NER on the same papers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from banggiao.cli.scoring import Labelled, labelled_in, otherwise, scored
from banggiao.cli.spellings import SPELLINGS
from banggiao.packs import load_pack
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.reader import Reader
from banggiao.reading.scoring import MICRO, GoldSpan, Score, score_spans, total
from benchmarks.bars import Bar
from benchmarks.reading import underthesea_ner

HERE = Path(__file__).parent
BARS = {
    "DATE": 97, "DATE value": 94, "DOC": 95, "LOC": 96, "ORG": 93, "PER": 92, "FTA": 95, "QTY": 93,
    "EVENT": 80, "event": 75, "task": 88, "task lead": 85, "task supporters": 80, "task deadline": 93,
}  # fmt: skip
"""Least F1 in percent, by label."""
TOLD = ("TITLE", "GROUP", "event participants", MICRO)
"""Labels that no bar is set for."""
SPELLING_COST = 1.0
"""Most that another spelling may cost, in points of micro F1; ALL CAPS and unaccented have their own bars."""
SPELLING_BARS = {"caps": 88, "unaccented": 60}
FASTER, BETTER = 100, 2
"""How many times underthesea's speed and F1 the reader's must be."""


def measured(*, short: bool) -> Iterator[Bar]:
    """Score the test papers, in every spelling unless ``short``; then read some of them with underthesea."""
    papers = list(_test_papers())
    reader = Reader(Gazetteer.from_pack(load_pack("vn")))
    scores = total(scored(reader, paper) for paper in papers)
    for label in (*BARS, *TOLD):
        yield _f1(f"F1, {label}", scores[label], BARS.get(label))
    for spelling in () if short else SPELLINGS:
        respelt = total(scored(reader, otherwise(paper, spelling)) for paper in papers)
        least = SPELLING_BARS.get(spelling, 100 * scores[MICRO].f1 - SPELLING_COST)
        yield _f1(f"F1 of all spans, papers written as {spelling}", respelt[MICRO], least)
    yield from _beside_underthesea(reader, papers[: 3 if short else len(papers)])


def _test_papers() -> Iterator[Labelled]:
    lines = (HERE / "gold.jsonl").read_text("utf-8").splitlines()
    names = {told["doc"] for told in map(json.loads, lines) if told["split"] == "test"}
    return (paper for paper in labelled_in(HERE / "gold.jsonl", HERE / "texts") if paper.name in names)


def _f1(what: str, score: Score, least: float | None) -> Bar:
    percent = 100 * score.f1
    value = f"{percent:.1f} (P {100 * score.precision:.1f})"
    bar = "told" if least is None else f"≥ {least:.1f}"
    return Bar(what, value, bar, None if least is None else percent >= least, told_only=True)


def _beside_underthesea(reader: Reader, papers: list[Labelled]) -> Iterator[Bar]:
    """Their labels are three: PER, ORG and LOC; ours are counted over the same three."""
    ours = underthesea_ner.timed(reader, papers)
    command = [sys.executable, "-m", "benchmarks.reading.underthesea_ner", *(paper.name for paper in papers)]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    size = sum(len(paper.text.encode()) for paper in papers)
    speed = theirs["seconds"] / ours.seconds
    yield Bar(
        f"speed, times underthesea's NER ({size / theirs['seconds'] / 1e6:.4f} MB/s)",
        f"{speed:.0f} ×", f"≥ {FASTER} ×", speed >= FASTER, told_only=True,
    )  # fmt: skip
    found = {
        paper.name: [GoldSpan(*span) for span in spans]
        for paper, spans in zip(papers, theirs["spans"], strict=True)
    }
    their_f1, our_f1 = _three(found, papers), _three(ours.found, papers)
    yield Bar(
        f"F1 over PER, ORG, LOC, times underthesea's ({100 * their_f1:.1f})",
        f"{our_f1 / their_f1:.1f} ×", f"≥ {BETTER} ×", our_f1 >= BETTER * their_f1,
    )  # fmt: skip


def _three(found: dict[str, list[GoldSpan]], papers: list[Labelled]) -> float:
    labels = underthesea_ner.LABELS
    scores = total(
        score_spans(
            [span for span in found[paper.name] if span.label in labels],
            [span for span in paper.spans if span.label in labels],
        )
        for paper in papers
    )
    return scores[MICRO].f1
