"""A roll call is kept as it was cast."""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from banggiao.foresight.rollcalls import NOT_MEMBER, VOTES, RollCalls

ROWS = [
    (2, date(1947, 11, 29), "A/RES/2/181", "FRA", "Y"),
    (2, date(1947, 11, 29), "A/RES/2/181", "GBR", "A"),
    (2, date(1947, 11, 29), "A/RES/2/181", "IND", "N"),
    (2, date(1947, 11, 29), "A/RES/2/181", "THA", "X"),
    (1, date(1946, 12, 14), "A/RES/1/96", "IND", "Y"),
]


def test_every_cell_of_the_file_stands_in_the_matrix_and_no_other(tmp_path: Path) -> None:
    names = ("session", "date", "resolution", "iso3", "vote")
    pq.write_table(
        pa.table(dict(zip(names, map(list, zip(*ROWS, strict=True)), strict=True))), tmp_path / "v.parquet"
    )
    calls = RollCalls.from_parquet(tmp_path / "v.parquet")
    cells = {
        (
            int(calls.sessions[r]),
            calls.dates[r].item(),
            str(calls.resolutions[r]),
            str(calls.members[c]),
            VOTES[calls.votes[r, c]],
        )
        for r, c in np.argwhere(calls.votes != NOT_MEMBER)
    }
    assert cells == set(ROWS)
    assert list(calls.resolutions) == ["A/RES/1/96", "A/RES/2/181"]
