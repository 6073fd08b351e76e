"""How a kept vote sheet turned out, beside the baselines that were kept with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from banggiao.foresight.rollcalls import VOTES
from banggiao.foresight.scores import accuracy, among_voters, brier, log_loss


def sheet_scores(
    sheet: Mapping[str, Any], cast: Mapping[str, str], known: Collection[str] = ()
) -> dict[str, Any]:
    """Score the forecasts of `sheet` (`vote_sheet`) against the votes cast, by state: Y, N, A or X.

    Log-loss, Brier score and accuracy are over for, against and abstaining of the members that voted and
    were forecast; accuracy flatters, and is never to be shown without the baselines'. Where positions were
    `known`, the conditioned forecast is scored on the members of whom nothing was, beside the unconditioned.
    """
    plain = {one["iso3"]: one["chances"] for one in sheet["members"]}
    told = {one["iso3"]: one["known"] for one in sheet["members"] if one["known"]}
    rows = {"forecast": _score(plain, cast)}
    rows |= {name: _score(chances, cast) for name, chances in sheet["baselines"].items()}
    unknown = {state: vote for state, vote in cast.items() if state not in known}
    counts = {vote: sum(one == vote for one in cast.values()) for vote in VOTES}
    return {
        "rows": rows,
        "untold": {"forecast": _score(plain, unknown), "known": _score(told, unknown)} if told else {},
        "counts": counts,
        "inside": {
            vote: low <= counts[vote] <= high for vote, (low, high) in sheet["tally"]["intervals"].items()
        },
    }


def _score(chances: Mapping[str, list[float]], cast: Mapping[str, str]) -> dict[str, Any]:
    states = sorted(set(chances) & set(cast))
    if not states:
        return {"n": 0, "log_loss": None, "brier": None, "accuracy": None}
    probabilities = np.array([chances[state] for state in states])
    votes = np.array([VOTES.index(cast[state]) for state in states], dtype=np.int8)
    three, positions, _ = among_voters(probabilities, votes)
    if not len(positions):
        return {"n": 0, "log_loss": None, "brier": None, "accuracy": None}
    return {
        "n": len(positions),
        "log_loss": round(log_loss(three, positions), 4),
        "brier": round(brier(three, positions), 4),
        "accuracy": round(accuracy(three, positions), 4),
    }
