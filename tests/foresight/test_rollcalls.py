"""A roll call is kept as it was cast."""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

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


DAYS = st.dates(date(2022, 9, 20), date(2023, 9, 1))
CELLS = st.dictionaries(
    st.tuples(st.integers(1, 6), st.sampled_from(["FRA", "LAO", "USA", "VNM"])),
    st.sampled_from(VOTES),
    min_size=1,
)


def from_cells(cells: dict[tuple[int, str], str], days: list[date]) -> RollCalls:
    columns = {
        "session": [77 for _ in cells],
        "date": [days[number - 1] for number, _ in cells],
        "resolution": [f"A/RES/77/{number}" for number, _ in cells],
        "iso3": [iso3 for _, iso3 in cells],
        "vote": list(cells.values()),
    }
    return RollCalls.from_table(pa.table(columns))


def cells_of(calls: RollCalls) -> dict[tuple[int, str], str]:
    return {
        (int(str(calls.resolutions[r]).rsplit("/", 1)[1]), str(calls.members[c])): VOTES[calls.votes[r, c]]
        for r, c in np.argwhere(calls.votes != NOT_MEMBER)
    }


@given(CELLS, st.lists(DAYS, min_size=6, max_size=6), DAYS)
def test_a_day_parts_all_cells_into_past_and_rest_whatever_their_order(
    cells: dict[tuple[int, str], str], days: list[date], day: date
) -> None:
    calls = from_cells(cells, days)
    assert cells_of(calls) == cells
    assert list(calls.dates) == sorted(calls.dates)
    assert cells_of(calls.before(day)) == {key: vote for key, vote in cells.items() if days[key[0] - 1] < day}


def test_members_are_those_of_the_last_roll_call_up_to_the_day() -> None:
    days = [date(2022, 10, 1), date(2022, 11, 1)]
    calls = from_cells({(1, "FRA"): "Y", (2, "FRA"): "Y", (2, "VNM"): "X"}, days)
    assert list(calls.members_on(date(2022, 9, 30))) == []
    assert list(calls.members_on(date(2022, 10, 31))) == ["FRA"]
    assert list(calls.members_on(date(2022, 11, 1))) == ["FRA", "VNM"]


def test_sessions_are_chosen_by_number() -> None:
    calls = from_cells({(1, "FRA"): "Y"}, [date(2022, 10, 1)])
    assert len(calls.of_sessions([77]).resolutions) == 1
    assert len(calls.of_sessions(range(1, 77)).resolutions) == 0
