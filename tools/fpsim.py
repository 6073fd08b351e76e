"""Draw 1,000 pairs of members and write their votes for R, to be measured there by the package fpsim.

python tools/fpsim.py pairs.csv && Rscript tests/foresight/fpsim/recipe.R pairs.csv tests/foresight/fpsim/values.csv
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

from banggiao.foresight.dyads import agreement
from banggiao.foresight.rollcalls import RollCalls

RATINGS = {0: "1", 2: "2", 1: "3"}
"""Codes of votes to the ratings of fpsim's examples: 1 for, 2 abstaining, 3 against."""


def main(out: Path) -> None:
    calls = RollCalls.shipped()
    column = {str(member): place for place, member in enumerate(calls.members)}
    pairs = agreement(calls, "S")
    drawn = np.sort(np.random.default_rng(1963).choice(len(pairs), 1000, replace=False))
    with out.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["session", "first", "second", "one", "other"])
        for row in drawn:
            session, first, second = str(pairs.groups[row]), str(pairs.first[row]), str(pairs.second[row])
            votes = calls.votes[calls.sessions == int(session)]
            for one, other in votes[:, [column[first], column[second]]]:
                rows.writerow([session, first, second, RATINGS.get(one, "NA"), RATINGS.get(other, "NA")])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
