"""A made-up chamber of twenty-six states and two blocs that votes for some sessions; no state of the world is meant."""

from datetime import date, timedelta

import numpy as np

from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import RollCalls

ORIGIN = date(2015, 9, 1)
MEMBERS = [3 * letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
TITLES = (
    "Ban of nuclear tests",
    "Right to development",
    "Law of the sea",
    "Situation of human rights in Ruritania",
)
FIRST, LAST = 2006, 2016


def chamber() -> tuple[RollCalls, Resolutions]:
    """Every other state is of the second bloc, which is against the first title and abstains on the second."""
    chance = np.random.default_rng(0)
    rows: list[tuple[int, date, str, str]] = []
    for year in range(FIRST, LAST):
        for number, title in enumerate(TITLES):
            day = date(year, 11, 1) + timedelta(days=7 * number)
            rows.append((year - 1945, day, f"A/RES/{year - 1945}/{number + 1}", title))
    votes = np.zeros((len(rows), len(MEMBERS)), dtype=np.int8)
    votes[0::4, 1::2] = 1
    votes[1::4, 1::2] = 2
    votes[3::4, ::2] = 2
    noise = chance.random(votes.shape)
    votes[noise < 0.04] = 2
    votes[noise > 0.95] = 3
    calls = RollCalls(
        np.array([row[2] for row in rows]),
        np.array([row[0] for row in rows], dtype=np.int16),
        np.array([row[1] for row in rows], dtype="datetime64[D]"),
        np.array(MEMBERS),
        votes,
    )
    empty = [""] * len(rows)
    none: list[tuple[str, ...]] = [()] * len(rows)
    texts = Resolutions(
        [row[2] for row in rows],
        [row[0] for row in rows],
        [str(row[0]) for row in rows],
        [row[1] for row in rows],
        [row[3] for row in rows],
        *(empty, empty, empty, none, none, none, none, empty, empty),
        [True] * len(rows),
    )
    return calls, texts
