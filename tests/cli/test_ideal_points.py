"""`banggiao votes ideal-points`: positions by year as a table, CSV or Parquet."""

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from banggiao.cli import main

STATES = ["CHN", "FRA", "IND", "LAO", "RUS", "USA", "VNM"]
WEST = {"FRA", "USA"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Made-up votes of 2019 and 2020: seven states in two blocs, each vote with a few who stray."""
    chance = np.random.default_rng(1)
    rows = []
    for year in (2019, 2020):
        for number in range(30):
            sides = "YN" if number % 2 else "NY"
            for state in STATES:
                vote = sides[state in WEST] if chance.random() < 0.8 else "A"
                rows.append(
                    (year - 1945, date(year, 10, 1 + number), f"A/RES/{year - 1945}/{number}", state, vote)
                )
    names = ("session", "date", "resolution", "iso3", "vote")
    path = tmp_path / "votes.parquet"
    pq.write_table(pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))), path)
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["votes", "ideal-points", *map(str, arguments)])


def test_the_table_tells_position_and_interval_of_the_members_asked_for(file: Path) -> None:
    told = run("--votes", file, "--members", "usa, VNM", "--from", "2020")
    assert told.exit_code == 0, told.output
    lines = told.output.splitlines()
    assert [line[:10] for line in lines[1:-1]] == ["USA   2020", "VNM   2020"]
    usa, vnm = (float(line.split()[2]) for line in lines[1:-1])
    assert usa > 0 > vnm


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_all_member_years_are_written(file: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"points.{ending}"
    assert run("--votes", file, "--out", out).exit_code == 0
    if ending == "csv":
        rows = list(csv.DictReader(out.open(encoding="utf-8")))
    else:
        rows = pq.read_table(out).to_pylist()
    assert [row["iso3"] for row in rows] == sorted(2 * STATES)
    assert list(rows[0]) == ["iso3", "year", "ideal_point", "ideal_point_se"]
    assert all(float(row["ideal_point_se"]) > 0 for row in rows)


def test_an_earlier_year_told_or_not_the_estimate_is_the_same(file: Path) -> None:
    whole, late = (
        run("--votes", file, "--members", "VNM", *more).output for more in ([], ["--from", "2020"])
    )
    assert whole.splitlines()[-2] == late.splitlines()[-2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--members", "ATL"], "ATL"),
        (["--anchor", "BRA"], "BRA"),
        (["--from", "2031"], "Không có năm nào như vậy"),
        (["--out", "points.xlsx"], ".parquet"),
    ],
)
def test_what_is_not_there_is_said(file: Path, arguments: list[str], words: str) -> None:
    refused = run("--votes", file, *arguments)
    assert refused.exit_code
    assert words in refused.output
