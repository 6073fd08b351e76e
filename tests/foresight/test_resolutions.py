"""Resolutions are kept with what is known of them, and a day parts past from future."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from banggiao.foresight.resolutions import Resolutions


@pytest.fixture
def resolutions(tmp_path: Path) -> Resolutions:
    rows = {
        "resolution": ["A/RES/78/10", "A/RES/78/2"],
        "session": [78, 78],
        "date": [date(2023, 12, 6), date(2023, 11, 3)],
        "title": ["Second", "First"],
        "agenda_item": ["Item", ""],
        "committee": ["First Committee", ""],
        "subjects": ["PEACE|SPACE", ""],
        "sponsors": ["LAO|VNM|@NAM", ""],
        "add_sponsors": ["THA", ""],
        "recorded": [True, False],
    }
    pq.write_table(pa.table(rows), tmp_path / "r.parquet")
    return Resolutions.from_parquet(tmp_path / "r.parquet")


def test_rows_stand_by_date_with_their_sponsors_parted(resolutions: Resolutions) -> None:
    assert resolutions.symbols == ["A/RES/78/2", "A/RES/78/10"]
    row = resolutions.index_of("A/RES/78/10")
    assert resolutions.sponsors[row] == ("LAO", "VNM", "@NAM")
    assert resolutions.later_sponsors[row] == ("THA",)
    assert resolutions.subjects == [(), ("PEACE", "SPACE")]
    assert resolutions.recorded == [False, True]
    assert resolutions.preambles == ["", ""]


def test_what_was_adopted_on_the_day_itself_is_not_before_it(resolutions: Resolutions) -> None:
    assert resolutions.before(date(2023, 11, 3)).symbols == []
    assert resolutions.before(date(2023, 11, 4)).symbols == ["A/RES/78/2"]
    assert resolutions.before(date(2023, 11, 4)).titles == ["First"]


def test_what_is_not_known_of_a_resolution_is_empty(tmp_path: Path) -> None:
    rows = {
        "resolution": ["A/RES/78/2", "A/RES/78/3"],
        "session": [78, 78],
        "date": [date(2023, 11, 3)] * 2,
        "title": ["First", "Second"],
        "agenda_item": [None, "Item"],
        "sponsors": pa.nulls(2),
        "recorded": [True, True],
    }
    pq.write_table(pa.table(rows), tmp_path / "r.parquet")
    read = Resolutions.from_parquet(tmp_path / "r.parquet")
    assert (read.agenda_items, read.sponsors, read.committees) == (["", "Item"], [(), ()], ["", ""])
