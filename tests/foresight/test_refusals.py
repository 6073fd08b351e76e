"""A faulty file of votes or resolutions is refused as a whole, with its name, its rows and the reason."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from banggiao.foresight.refusal import FileRefused
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import RollCalls

NAMES = ("session", "date", "resolution", "iso3", "vote")
DAY = date(2022, 12, 7)
GOOD: list[tuple[Any, ...]] = [
    (77, DAY, "A/RES/77/66", "LAO", "Y"),
    (77, DAY, "A/RES/77/66", "VNM", "A"),
    (77, DAY, "A/RES/77/67", "VNM", "X"),
]


def written(folder: Path, rows: list[tuple[Any, ...]], names: tuple[str, ...] = NAMES) -> Path:
    path = folder / "votes.parquet"
    pq.write_table(pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))), path)
    return path


@pytest.mark.parametrize(
    ("extra", "vietnamese", "english"),
    [
        ((77, DAY, "A/RES/77/67", "XYZ", "Y"), "dòng 4: không có nước mang mã «XYZ»", "row 4: there is no state"),
        ((77, DAY, "A/RES/77/67", "LAO", "B"), "dòng 4: phiếu «B» không có", "row 4: «B» is no vote"),
        ((77, DAY, "A/RES/77/66", "VNM", "Y"), "dòng 2, 4: một nước có hai phiếu", "row 2, 4: a state has two"),
        ((77, date(2022, 12, 8), "A/RES/77/66", "THA", "Y"), "dòng 4: nghị quyết «A/RES/77/66» mang hai ngày", "two dates"),
        ((78, DAY, "A/RES/77/66", "THA", "Y"), "mang hai khóa họp", "row 4: the resolution «A/RES/77/66» bears two sess"),
        ((60, DAY, "A/RES/60/1", "THA", "Y"), "dòng 4: nghị quyết «A/RES/60/1» ghi ngày ngoài khóa", "dated outside"),
        ((77, None, "A/RES/77/67", "LAO", "Y"), "dòng 4: cột «date» bỏ trống", "the column «date» is empty"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_row_in_both_languages(
    tmp_path: Path, extra: tuple[Any, ...], vietnamese: str, english: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        RollCalls.from_parquet(written(tmp_path, [*GOOD, extra]))
    assert vietnamese in refused.value.message("vi")
    assert english in refused.value.message("en")
    assert str(refused.value).startswith("votes.parquet: ")


def test_a_good_file_is_taken_and_all_faults_of_a_bad_one_are_told_at_once(tmp_path: Path) -> None:
    assert RollCalls.from_parquet(written(tmp_path, GOOD)).votes.shape == (2, 2)
    bad = [*GOOD, (77, DAY, "A/RES/77/67", "XYZ", "B"), (77, DAY, "A/RES/77/67", "XYZ", "B")]
    with pytest.raises(FileRefused) as refused:
        RollCalls.from_parquet(written(tmp_path, bad))
    assert [fault.rows for fault in refused.value.faults] == [(4, 5), (4, 5), (4, 5)]


def test_rows_of_the_origin_or_later_are_refused_where_an_origin_is_given(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    assert len(RollCalls.from_parquet(path, origin=date(2022, 12, 8)).resolutions) == 2
    with pytest.raises(
        FileRefused, match=r"row 1, 2, 3: the resolution .* of the forecast's origin 2022-12-07"
    ):
        RollCalls.from_parquet(path, origin=DAY)


def test_a_missing_column_and_a_wrong_type_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="thiếu cột «vote»"):
        RollCalls.from_parquet(written(tmp_path, GOOD, ("session", "date", "resolution", "iso3", "choice")))
    with pytest.raises(FileRefused, match="cột «iso3» kiểu int64, cần string"):
        RollCalls.from_parquet(written(tmp_path, [(*row[:3], 7, row[4]) for row in GOOD]))
    with pytest.raises(FileRefused, match="the column «date» is string, should be date32"):
        RollCalls.from_parquet(written(tmp_path, [(row[0], "soon", *row[2:]) for row in GOOD]))


def test_many_rows_are_counted_rather_than_listed(tmp_path: Path) -> None:
    rows = [(77, DAY, f"A/RES/77/{n}", "XYZ", "Y") for n in range(1, 9)]
    with pytest.raises(FileRefused, match="dòng 1, 2, 3, 4, 5 và 3 dòng nữa"):
        RollCalls.from_parquet(written(tmp_path, rows))


def test_a_resolution_that_stands_twice_is_refused_and_so_is_a_file_without_titles(tmp_path: Path) -> None:
    row = dict.fromkeys(("title", "agenda_item", "committee", "subjects", "sponsors", "add_sponsors"), "")
    row |= {"resolution": "A/RES/77/66"}
    both = pa.Table.from_pylist([{**row, "session": 77, "date": DAY, "recorded": True}] * 2)
    pq.write_table(both, tmp_path / "r.parquet")
    with pytest.raises(
        FileRefused, match=r"r\.parquet: dòng 1, 2: nghị quyết «A/RES/77/66» xuất hiện hai lần"
    ):
        Resolutions.from_parquet(tmp_path / "r.parquet")
    pq.write_table(both.drop_columns(["title"]), tmp_path / "r.parquet")
    with pytest.raises(FileRefused, match="thiếu cột «title»"):
        Resolutions.from_parquet(tmp_path / "r.parquet")


def test_a_file_of_no_rows_is_no_votes(tmp_path: Path) -> None:
    kinds = (pa.int16(), pa.timestamp("us"), pa.string(), pa.string(), pa.string())
    pq.write_table(pa.schema(list(zip(NAMES, kinds, strict=True))).empty_table(), tmp_path / "none.parquet")
    assert RollCalls.from_parquet(tmp_path / "none.parquet").votes.shape == (0, 0)


@pytest.mark.parametrize("kind", [RollCalls, Resolutions])
def test_a_file_that_is_no_parquet_is_refused_in_words(tmp_path: Path, kind: Any) -> None:
    path = tmp_path / "x.parquet"
    path.write_text("session,date,resolution,iso3,vote")
    with pytest.raises(FileRefused, match=r"x.parquet: không đọc được"):
        kind.from_parquet(path)
