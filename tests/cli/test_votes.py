"""`banggiao votes load` and `agreement`: facts are added once, and closeness is told with n and intervals."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from banggiao.cli import main

LINE = {
    "symbol": "A/RES/99/1",
    "title": "A made-up text for this test",
    "adoption_date": "4 December 2044",
    "adoption_type": "By a recorded vote",
    "MS_in_favour": ["VIET NAM", "INDONESIA"],
    "MS_against": ["UNITED STATES"],
    "MS_abstaining": ["JAPAN"],
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BANGGIAO_HOME", str(tmp_path / "home"))
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["votes", *map(str, arguments)])


def test_a_session_loaded_once_is_seen_by_the_next_command(home: Path) -> None:
    extract = home / "99.json"
    extract.write_text(json.dumps(LINE), encoding="utf-8")
    first, again = run("load", extract), run("load", extract)
    assert "Thêm 1 nghị quyết, đổi 0, giữ nguyên 0" in first.output
    assert "A/RES/99/1" in first.output
    assert "Thêm 0 nghị quyết, đổi 0, giữ nguyên 1" in again.output
    told = run(
        "agreement", "IDN", "USA", "--with", "VNM", "--sessions", "99", "--measure", "all", "--format", "json"
    )
    rows = {row["iso3"]: row for row in json.loads(told.output)}
    assert (rows["IDN"]["S"], rows["USA"]["S"], rows["USA"]["n"]) == (1, -1, 1)
    assert rows["IDN"]["kappa"] is None


def test_a_faulty_extract_is_refused_in_both_languages(home: Path) -> None:
    extract = home / "99.json"
    extract.write_text(json.dumps(LINE | {"MS_against": ["ATLANTIS"]}), encoding="utf-8")
    refused = run("load", extract)
    assert refused.exit_code == 1
    assert "99.json: dòng 1: không có nước tên «ATLANTIS»" in refused.output
    assert "99.json: row 1: there is no state named «ATLANTIS»" in refused.output
    assert not (home / "home" / "votes").exists()


def test_agreement_is_told_as_a_table_and_as_csv(home: Path) -> None:
    table = run("agreement", "LAO", "--with", "vnm", "--sessions", "77-78")
    assert table.exit_code == 0, table.output
    head, *rows, sources = table.output.splitlines()
    assert head.split() == ["khóa", "nước", "phiếu", "chung", "S"]
    assert [row.split()[:3] for row in rows] == [["77", "LAO", "84"], ["78", "LAO", "85"]]
    assert "Voeten" in sources
    told = run(
        "agreement", "LAO", "--with", "VNM", "--sessions", "78", "--measure", "kappa", "--format", "csv"
    )
    [row] = csv.DictReader(told.output.splitlines())
    assert float(row["kappa_low"]) < float(row["kappa"]) < float(row["kappa_high"])
    assert row["n"] == "85"


def test_subjects_stand_in_vietnamese(home: Path) -> None:
    told = run("agreement", "LAO", "--with", "VNM", "--sessions", "78", "--by", "subject")
    assert "Quyền con người" in told.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--with", "XYZ"), "Không có nước «XYZ»"),
        (("XYZ", "--with", "VNM", "--sessions", "78"), "Không có cặp nước nào"),
        (("--with", "VNM", "--sessions", "78-73"), "ghi 78 hoặc 73-78"),
    ],
)
def test_what_cannot_be_compared_is_said(home: Path, arguments: tuple[str, ...], words: str) -> None:
    refused = run("agreement", *arguments)
    assert refused.exit_code != 0
    assert words in refused.output
