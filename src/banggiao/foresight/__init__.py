"""Foresight: how states vote in the General Assembly, how close they stand, and forecasts that are scored.

A library of its own: it knows roll calls and resolutions as arrays, never a database or a screen. It needs
the extra `foresight` (`pip install "banggiao[foresight]"`).
"""

from banggiao.foresight.backtesting import backtest
from banggiao.foresight.drafts import Draft, Forecast
from banggiao.foresight.dyads import Dyads, agreement
from banggiao.foresight.facts import Facts
from banggiao.foresight.forecaster import VoteForecaster
from banggiao.foresight.ideal_points import IdealPoints
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import RollCalls

__all__ = [
    "Draft",
    "Dyads",
    "Facts",
    "Forecast",
    "IdealPoints",
    "Resolutions",
    "RollCalls",
    "VoteForecaster",
    "agreement",
    "backtest",
]
