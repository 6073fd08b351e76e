"""A pack with a row that cannot be right is refused, and the refusal says where."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao import packs
from banggiao.packs import PackError, read_pack
from banggiao.packs.dates import first_day, last_day, valid

SHIPPED = Path(packs.__file__).parent / "vn"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in SHIPPED.glob("*.csv"):
        shutil.copy(file, tmp_path / file.name)
    return tmp_path


def change(file: Path, row: int, **cells: str) -> None:
    """Write ``cells`` into row ``row`` (the header is row 1) of a CSV file."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    for column, value in cells.items():
        rows[row - 1][rows[0].index(column)] = value
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows(rows)


@pytest.mark.parametrize(
    ("file", "column", "value"),
    [
        ("actors.csv", "verification", "X"),
        ("actors.csv", "verification", ""),
        ("actors.csv", "source", " "),
        ("actors.csv", "kind", "planet"),
        ("actors.csv", "key", "country-FRA"),
        ("actors.csv", "key", "two;keys"),
        ("actors.csv", "name_vi", ""),
        ("actors.csv", "parent", "nobody"),
        ("actors.csv", "valid_from", "2025-02-30"),
        ("actors.csv", "valid_to", "01/07/2025"),
        ("organisations.csv", "parent", "nobody"),
        ("countries.csv", "kind", "ministry"),
        ("countries.csv", "key", "country-XXX"),
        ("names.csv", "key", "nobody"),
        ("names.csv", "name", ""),
        ("names.csv", "kind", "nickname"),
        ("names.csv", "label", "PER"),
        ("successions.csv", "predecessor", "nobody"),
        ("successions.csv", "successor", "nobody"),
        ("successions.csv", "date", ""),
        ("successions.csv", "date", "2025-13"),
        ("successions.csv", "kind", "eaten_by"),
        ("instruments.csv", "successor", "instr-nothing"),
        ("instruments.csv", "issuer", "nobody"),
        ("instruments.csv", "date", "8/8/2018"),
        ("instruments.csv", "status", "alive"),
        ("trade_agreements.csv", "parties", "org-asean nobody"),
        ("trade_agreements.csv", "state", "maybe"),
        ("vocabularies.csv", "order", "first"),
        ("vocabularies.csv", "label_vi", ""),
    ],
)
def test_a_cell_that_cannot_be_right_is_named(folder, file, column, value):
    change(folder / file, 3, **{column: value})
    with pytest.raises(PackError) as refusal:
        read_pack(folder, "vn")
    error = refusal.value
    assert (error.file, error.row, error.column) == (file, 3, column)
    assert file in str(error) and "3" in str(error) and column in str(error) and error.reason


def test_the_shipped_pack_is_not_refused(folder):
    assert read_pack(folder, "vn") == packs.load_pack("vn")


def test_a_key_may_be_used_once(folder):
    change(folder / "organisations.csv", 2, key="mfa")
    with pytest.raises(PackError, match=r"organisations\.csv, dòng 2, cột key.*actors\.csv"):
        read_pack(folder, "vn")


def test_a_name_may_be_given_once(folder):
    change(folder / "names.csv", 2, key="mfa", name="Tên", language="vi", valid_from="", valid_to="")
    change(folder / "names.csv", 3, key="mfa", name="Tên", language="vi", valid_from="", valid_to="")
    with pytest.raises(PackError, match="Tên") as refusal:
        read_pack(folder, "vn")
    assert refusal.value.row == 3


def test_an_interval_may_not_end_before_it_starts(folder):
    change(folder / "actors.csv", 2, valid_from="2025-07", valid_to="2025-06-30")
    with pytest.raises(PackError) as refusal:
        read_pack(folder, "vn")
    assert refusal.value.column == "valid_to"


def test_nobody_is_above_itself(folder):
    change(folder / "organisations.csv", 2, key="org-a", parent="org-b")
    change(folder / "organisations.csv", 3, key="org-b", parent="org-a")
    with pytest.raises(PackError) as refusal:
        read_pack(folder, "vn")
    assert (refusal.value.file, refusal.value.row, refusal.value.column) == ("organisations.csv", 2, "parent")


def test_nobody_succeeds_itself(folder):
    change(folder / "successions.csv", 2, predecessor="mfa", successor="cp")
    change(folder / "successions.csv", 3, predecessor="cp", successor="mfa")
    with pytest.raises(PackError, match="cp → mfa"):
        read_pack(folder, "vn")


def test_a_row_with_a_missing_cell_is_named(folder):
    with (folder / "names.csv").open("a", encoding="utf-8") as lines:
        lines.write("mfa,BNG\n")
    with pytest.raises(PackError) as refusal:
        read_pack(folder, "vn")
    assert (refusal.value.file, refusal.value.row) == ("names.csv", len(packs.load_pack().names) + 2)


def test_a_missing_file_or_column_is_named(folder):
    change(folder / "names.csv", 1, source="nguon")
    with pytest.raises(PackError, match=r"names\.csv, dòng 1, cột source"):
        read_pack(folder, "vn")
    (folder / "names.csv").unlink()
    with pytest.raises(PackError, match=r"names\.csv"):
        read_pack(folder, "vn")


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_a_cut_date_covers_the_day_it_was_cut_from(day, length):
    text = day.isoformat()[:length]
    assert valid(text)
    assert first_day(text) <= day.isoformat() <= last_day(text)
    assert first_day(text)[:length] == last_day(text)[:length] == text


@given(st.text(alphabet="0123456789-/ .", max_size=12))
def test_only_dates_are_dates(text):
    if valid(text):
        assert len(first_day(text)) == len(last_day(text)) == 10
