"""Count how often each rule of the reader is right, and show how well its confidences hold.

    python tools/calibration.py                    counts the train and dev papers anew
    python tools/calibration.py found GOLD TEXTS   counts found papers anew, which no rule was made on
    python tools/calibration.py show [GOLD TEXTS]  prints the reliability on the test papers, or on these

The counts are kept in src/banggiao/reading/calibration.tsv. Optional spans count neither way, as in the scorer.
Test papers are never counted.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from banggiao.cli.scoring import Labelled, labelled_in, paper_of
from banggiao.cli.spellings import respelt
from banggiao.packs import load_pack
from banggiao.reading.alignment import Alignment
from banggiao.reading.calibration import COUNTS, RESPELT, Rows, counts_held
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.reader import Reader
from banggiao.reading.records import Mention

BENCHMARK = Path(__file__).parents[1] / "benchmarks/reading"
COLUMNS = ("train", "dev", "found")
HEAD = f"# tools/calibration.py: label, rule, right and proposed in {', '.join(COLUMNS)} papers\n"
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
AUTOMATIC = 0.95


def papers(split: str) -> Iterator[Labelled]:
    gold = BENCHMARK / "gold.jsonl"
    splits = {told["doc"]: told["split"] for told in map(json.loads, gold.read_text("utf-8").splitlines())}
    yield from (paper for paper in labelled_in(gold, BENCHMARK / "texts") if splits[paper.name] == split)


def judged(reader: Reader, paper: Labelled) -> Iterator[tuple[Mention, bool]]:
    """Yield what was proposed, with whether it is right; what only meets an optional span is left out."""
    reading = reader.read(paper_of(paper))
    place = Alignment(reading.paper, paper.text).span
    required = {(span.start, span.end, span.label) for span in paper.spans if not span.optional}
    free = [span for span in paper.spans if span.optional]
    for mention in reading.mentions:
        there = place(mention.start, mention.end)
        if there is None:
            continue
        label = mention.label.value
        right = (*there, label) in required
        if right or not any(s.label == label and s.start < there[1] and there[0] < s.end for s in free):
            yield mention, right


def counted(reader: Reader, papers: Iterable[Labelled]) -> Iterator[tuple[str, str, bool]]:
    """Yield the label and rule of what was proposed, and whether it is right; also of the papers respelt."""
    for paper in papers:
        for mention, right in judged(reader, paper):
            yield mention.label.value, mention.rule, right
        for spelling in ("caps", "unaccented"):
            text, spans = respelt(paper.text, paper.spans, spelling)
            for mention, right in judged(reader, replace(paper, text=text, spans=spans)):
                yield mention.label.value, RESPELT, right


def recount(rows: Rows, column: str, told: Iterable[tuple[str, str, bool]]) -> None:
    """Put the counts of a column's papers in the place of those that were held."""
    at = 2 * COLUMNS.index(column)
    for row in rows.values():
        row[at : at + 2] = 0, 0
    for label, rule, right in told:
        row = rows.setdefault((label, rule), [0] * (2 * len(COLUMNS)))
        row[at], row[at + 1] = row[at] + right, row[at + 1] + 1


def written(rows: Rows) -> str:
    lines = ("\t".join([*names, *map(str, row)]) for names, row in sorted(rows.items()) if any(row))
    return HEAD + "".join(f"{line}\n" for line in lines)


def show(reader: Reader, papers: Iterable[Labelled]) -> Iterator[str]:
    told = [one for paper in papers for one in judged(reader, paper)]
    error = 0.0
    yield f"{'confidence':<14}{'proposed':>9}{'mean':>8}{'right':>8}"
    for low, high in pairwise(BINS):
        inside = [(one.confidence, right) for one, right in told if low <= one.confidence < high]
        if inside:
            mean = sum(sure for sure, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            error += abs(mean - share) * len(inside) / len(told)
            yield f"{low:.2f} to {min(high, 1):.2f}  {len(inside):>9}{mean:8.3f}{share:8.3f}"
    yield f"expected calibration error {error:.3f}"
    by_label: Counter[str] = Counter()
    right_by_label: Counter[str] = Counter()
    for one, right in told:
        if one.confidence >= AUTOMATIC:
            by_label[one.label.value] += 1
            right_by_label[one.label.value] += right
    yield f"at {AUTOMATIC} and above: {sum(by_label.values())} of {len(told)}"
    for label, number in sorted(by_label.items()):
        yield f"{label:<8}{number:>6}{right_by_label[label] / number:8.3f}"


def main(deed: str = "", *found: str) -> None:
    reader, rows = Reader(Gazetteer.from_pack(load_pack("vn"))), counts_held()
    if deed == "show":
        print("\n".join(show(reader, labelled_in(*map(Path, found)) if found else papers("test"))))
        return
    if deed == "found":
        recount(rows, "found", counted(reader, labelled_in(*map(Path, found))))
    else:
        for split in ("train", "dev"):
            recount(rows, split, counted(reader, papers(split)))
    COUNTS.write_text(written(rows), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
