"""A forecast once some positions are known: soundings, a committee's vote, co-sponsors.

What is known of some members tells where the draft stands between members, and so moves those who stand alike
(`banggiao.foresight.spread`): Gerrish and Blei 2012, "How they vote", place a bill so from all its votes.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from banggiao.foresight.drafts import Forecast
from banggiao.foresight.rollcalls import ABSENT, VOTES
from banggiao.foresight.spread import SUPPORT, Spread, averaged


class UnknownSounding(ValueError):
    """A position of a state that is no member on the day, or that is none of Y, N, A, X."""


def codes(known: Mapping[str, str], forecast: Forecast) -> dict[str, int]:
    """Return known positions as codes of `VOTES`. UnknownSounding for a state or a vote that is none."""
    members = set(forecast.members.tolist())
    if strangers := [
        f"{state}={vote}" for state, vote in known.items() if state not in members or vote not in VOTES
    ]:
        raise UnknownSounding(
            f"Không phải thành viên hoặc phiếu (Y, N, A, X): {', '.join(strangers)}"
            f" / neither a member nor a vote: {', '.join(strangers)}"
        )
    return {state: VOTES.index(vote) for state, vote in known.items()}


def update(forecast: Forecast, spread: Spread, known: Mapping[str, str], *, recurring: bool) -> Forecast:
    """Condition a forecast on known positions, by state: Y, N, A, or X for a member that will not vote.

    The known ones become certain; whether another member comes to vote stays as it was forecast.
    """
    told = codes(known, forecast)
    positions = {state: code for state, code in told.items() if code != ABSENT}
    base, belief = spread.belief(forecast.of_voting(), forecast.members, recurring, positions)
    mean, variance = belief.at(spread.of(forecast.members))
    absent = forecast.probabilities[:, ABSENT:]
    probabilities = np.hstack([averaged(base, mean, variance, SUPPORT) * (1 - absent), absent])
    for row, state in enumerate(forecast.members.tolist()):
        if state in told:
            probabilities[row] = np.eye(len(VOTES))[told[state]]
    return Forecast(forecast.members, probabilities, forecast.notes)
