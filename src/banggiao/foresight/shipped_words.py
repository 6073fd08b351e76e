"""The counts of words that stand in for the texts of resolutions, which do not ship."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from importlib.resources import files

import numpy as np

from banggiao.foresight.wording import Counts

FILE = "words.npz"


@lru_cache(maxsize=1)
def shipped_words() -> dict[tuple[str, dt.date | None], Counts]:
    """Return the words of each text by symbol and day of adoption; made by `tools/foresight_words.py`."""
    with files("banggiao.foresight").joinpath("data", FILE).open("rb") as opened, np.load(opened) as table:
        symbols, days, ends = table["symbols"], table["dates"], table["ends"]
        places, often = table["places"], table["counts"]
    return {
        (str(symbol), day.astype(dt.date)): (places[start:end], often[start:end])
        for symbol, day, start, end in zip(symbols, days, ends[:-1], ends[1:], strict=True)
    }
