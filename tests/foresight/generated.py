"""A generated assembly: invented sessions in which blocs of real codes vote by invented rules. No vote is real."""

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from banggiao.foresight import Resolutions, RollCalls

STATES = ("AUS", "BRN", "CAN", "CUB", "FRA", "GBR", "IDN", "JPN", "KHM", "LAO", "MYS", "NOR", "PHL", "SGP", "THA",
          "USA", "VEN", "VNM")  # fmt: skip
NORTH = ("AUS", "CAN", "FRA", "GBR", "JPN", "NOR", "USA")
THEMES = ("the right to development", "nuclear disarmament", "assistance to refugees", "the law of the sea",
          "unilateral measures", "a culture of peace", "decolonization", "mercenaries")  # fmt: skip


def tables(
    sessions: range = range(70, 76), per_session: int = 12, seed: int = 0
) -> tuple[pa.Table, pa.Table]:
    """Return votes and resolutions in the form of the project's files; the titles say that they are generated."""
    rng = np.random.default_rng(seed)
    votes, resolutions = [], []
    for session in sessions:
        for number in range(per_session):
            theme = number % (len(THEMES) + 1)
            title = (
                f"Generated text on {THEMES[theme]}"
                if theme < len(THEMES)
                else f"Generated new matter {session} {number}: {' '.join(rng.choice(THEMES, 1))}"
            )
            symbol = f"A/RES/{session}/{number + 1}"
            day = dt.datetime(1945 + session, 10, 10) + dt.timedelta(days=7 * (number // 4))
            divided = theme % 2 == 0
            group = "@G77" if divided else "NOR|CAN"
            resolutions.append(_resolution(session, symbol, day, title, group))
            for state in STATES:
                votes.append(
                    {
                        "session": session,
                        "date": day,
                        "resolution": symbol,
                        "iso3": state,
                        "vote": _vote(rng, state, divided),
                    }
                )
    return pa.Table.from_pylist(votes), pa.Table.from_pylist(resolutions)


def record(**settings) -> tuple[RollCalls, Resolutions]:
    """Return the same as roll calls and resolutions."""
    votes, resolutions = tables(**settings)
    return RollCalls.from_table(votes), Resolutions.from_table(resolutions)


def files(folder: Path, **settings) -> tuple[Path, Path]:
    """Write the same as two Parquet files."""
    paths = folder / "generated-votes.parquet", folder / "generated-resolutions.parquet"
    for path, table in zip(paths, tables(**settings), strict=True):
        pq.write_table(table, path)
    return paths


def _vote(rng: np.random.Generator, state: str, divided: bool) -> str:
    if rng.random() < 0.05:
        return "X"
    if divided and state in NORTH:
        return str(rng.choice(["N", "A", "Y"], p=[0.6, 0.3, 0.1]))
    return str(rng.choice(["Y", "A"], p=[0.95, 0.05]))


def _resolution(session: int, symbol: str, day: dt.datetime, title: str, sponsors: str) -> dict[str, object]:
    return {
        "resolution": symbol, "session": session, "body": str(session), "date": day, "title": title,
        "subjects": "", "issues": "", "agenda_item": "", "committee": "Third Committee", "draft": "",
        "sponsors": sponsors, "add_sponsors": "", "recorded": True, "source": "generated",
        "preamble": f"Recalling {title}, generated for a test,", "operative": "1. Decides to test.",
    }  # fmt: skip
