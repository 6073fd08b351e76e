"""How sure a mention is: the share of those its rule proposed that were right in labelled papers.

The counts are in ``calibration.tsv``, written by ``tools/calibration.py``. Those of the dev papers and of
found papers, which no rule was made on, count in full; the train papers' share stands in where these are too
few. Found papers are real ones that stay outside the project; what is written for it is easier to read.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from banggiao.reading.records import Mention

COUNTS = Path(__file__).with_name("calibration.tsv")
Rows = dict[tuple[str, str], list[int]]
"""For a label and a rule: right and proposed in train papers, in dev papers, in found papers."""
RESPELT = "respelt"
"""The row of a label's mentions in papers whose capitals or accents were put back."""
_FROM_TRAIN, _FROM_LABEL = 20, 5  # what the less special estimate weighs, in mentions


def surer(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions, each with its confidence."""
    known = confidences()
    found: list[Mention] = []
    for one in mentions:
        sure = known.get((one.label.value, one.rule), one.confidence)
        found.append(one if sure == one.confidence else Mention(*one[:-1], sure))
    return found


@cache
def confidences() -> dict[tuple[str, str], float]:
    """Return the confidence of each label's rules."""
    return confidences_of(counts_held())


def counts_held() -> Rows:
    """Return the counts of each label's rules."""
    lines = [line.split("\t") for line in COUNTS.read_text("utf-8").splitlines() if line[:1] != "#"]
    return {(label, rule): list(map(int, counts)) for label, rule, *counts in lines}


def confidences_of(rows: Rows) -> dict[tuple[str, str], float]:
    """Return the confidence of each label's rules from their counts."""
    share: dict[str, float] = {}
    for label in {label for label, _ in rows}:
        own = [counts[2:] for (of, rule), counts in rows.items() if of == label and rule != RESPELT]
        right, found = sum(sum(untuned[::2]) for untuned in own), sum(sum(untuned[1::2]) for untuned in own)
        share[label] = (right + 1) / (found + 2)
    known: dict[tuple[str, str], float] = {}
    for (label, rule), (right, found, *untuned) in rows.items():
        train = (right + _FROM_LABEL * share[label]) / (found + _FROM_LABEL)
        known[label, rule] = round(
            (sum(untuned[::2]) + _FROM_TRAIN * train) / (sum(untuned[1::2]) + _FROM_TRAIN), 3
        )
    return known
