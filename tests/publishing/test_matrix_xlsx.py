"""The matrix as a workbook: four kinds of cell, merged bodies shown, nothing a formula."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from banggiao.appraisal.records import Appraisal, Coverage, Refused
from banggiao.publishing import write_matrix_xlsx
from banggiao.publishing.vocabulary import COVERAGE
from tests.publishing.sample_appraisal import make_appraisal

WORDS = {" ".join(sign_and_word): coverage for coverage, sign_and_word in COVERAGE.items()}
FIRST_ROW = 9  # under the title, the legend and two head rows


@pytest.fixture(scope="module")
def appraisal() -> Appraisal:
    return make_appraisal()


@pytest.fixture(scope="module")
def book(appraisal: Appraisal, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return opened(appraisal, tmp_path_factory.mktemp("excel"))


def opened(appraisal: Appraisal, folder: Path) -> Workbook:
    path = folder / "matrix.xlsx"
    write_matrix_xlsx(appraisal, path)
    return openpyxl.load_workbook(path)


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    heads, *data = sheet.iter_rows(values_only=True)
    return [dict(zip((str(head) for head in heads), row, strict=True)) for row in data]


def matrix(book: Workbook) -> dict[str, dict[str, Coverage]]:
    sheet = book["Ma trận"]
    clauses = [str(cell.value).split(". ")[0] for cell in sheet[FIRST_ROW - 1][2:-1]]
    return {
        str(row[1].value): {
            clause: WORDS[str(cell.value)] for clause, cell in zip(clauses, row[2:-1], strict=True)
        }
        for row in sheet.iter_rows(min_row=FIRST_ROW, max_row=sheet.max_row - 1)
    }


def test_the_sheets_are_those_that_an_official_looks_for(book: Workbook) -> None:
    assert book.sheetnames == [
        "Ma trận",
        "Theo năm",
        "Phát biểu",
        "Số liệu",
        "Mâu thuẫn",
        "Đôn đốc",
        "Tệp bị từ chối",
        "Báo cáo",
        "Việc đã hứa kỳ trước",
    ]


def test_every_cell_of_the_matrix_is_that_of_the_appraisal(appraisal: Appraisal, book: Workbook) -> None:
    cells = {(c.clause, c.body): c.coverage for c in appraisal.cells if c.year is None}
    shown = matrix(book)
    kinds = set()
    for body in appraisal.bodies:
        suffix = " (chưa có báo cáo)" if body.key in appraisal.missing else ""
        for clause, coverage in shown[body.name + suffix].items():
            assert coverage is cells.get((clause, body.key), Coverage.EMPTY)
            kinds.add(coverage)
    assert kinds == set(Coverage)
    assert len(shown[appraisal.bodies[0].name]) == 25


def test_the_four_kinds_are_told_apart_without_colour() -> None:
    signs, words = zip(*COVERAGE.values(), strict=True)
    assert len(set(signs)) == len(set(words)) == 4


def test_a_merged_body_is_shown_under_the_body_it_answers_for(appraisal: Appraisal, book: Workbook) -> None:
    shown = matrix(book)
    names = list(shown)
    former = "↳ Ủy ban nhân dân tỉnh Bình Dương (trước sắp xếp)"
    assert names[names.index(former) - 1] == "Ủy ban nhân dân Thành phố Hồ Chí Minh"
    told = {f.clause for f in appraisal.findings if f.actor == "former-74" and f.role == "result"}
    assert {clause for clause, coverage in shown[former].items() if coverage is not Coverage.EMPTY} == told
    report = next(row for row in rows(book["Báo cáo"]) if row["Tệp"] == "bao-cao/former-74.docx")
    assert report["Tình trạng"] == "Được tính cho Ủy ban nhân dân Thành phố Hồ Chí Minh (sau sắp xếp)"


def test_each_year_has_its_own_cell(appraisal: Appraisal, book: Workbook) -> None:
    cells = {(c.clause, c.body, c.year): c.coverage for c in appraisal.cells}
    names = {body.name: body.key for body in appraisal.bodies}
    listed = rows(book["Theo năm"])
    assert len(listed) == 25 * 63
    for row in listed:
        for year in range(2020, 2026):
            expected = cells.get((row["Mục"], names[str(row["Cơ quan, địa phương"])], year), Coverage.EMPTY)
            assert WORDS[str(row[str(year)])] is expected


def test_statements_figures_and_contradictions_keep_their_place(appraisal: Appraisal, book: Workbook) -> None:
    statements = rows(book["Phát biểu"])
    assert [(s["Tệp"], s["Đoạn"], s["Trang"], s["Nguyên văn"], s["Mục"]) for s in statements] == [
        (f.place.file, f.place.paragraph, f.place.page, f.words, f.clause) for f in appraisal.findings
    ]
    assert {s["Trạng thái"] for s in statements} == {"chưa xác nhận"}
    figures = [figure for finding in appraisal.findings for figure in finding.figures]
    assert [(row["Giá trị"], row["Năm"]) for row in rows(book["Số liệu"])] == [
        (f.value, f.period) for f in figures
    ]
    sides = rows(book["Mâu thuẫn"])
    assert [row["Giá trị"] for row in sides] == [112.0, 121.0] * 4
    assert [row["Loại"] for row in sides[::2]] == [
        "giữa hai báo cáo",
        "lời văn khác phụ lục",
        "trong cùng báo cáo",
        "lời văn khác phụ lục",
    ]


def test_the_chase_list_begins_with_those_who_sent_nothing(appraisal: Appraisal, book: Workbook) -> None:
    listed = rows(book["Đôn đốc"])
    names = {body.key: body.name for body in appraisal.bodies}
    silent = [row["Cơ quan, địa phương"] for row in listed if row["Tình trạng"] == "Chưa có báo cáo"]
    assert silent == [names[key] for key in appraisal.missing]
    assert [row["TT"] for row in listed] == list(range(1, len(listed) + 1))


def test_refused_and_replaced_files_are_named(book: Workbook) -> None:
    assert [row["Mã lý do"] for row in rows(book["Tệp bị từ chối"])] == ["no-text", "encrypted"]
    replaced = [row for row in rows(book["Báo cáo"]) if str(row["Tình trạng"]).startswith("Đã thay")]
    assert [row["Tệp"] for row in replaced] == ["bao-cao/body-01-cu.docx"]


def test_the_matrix_prints_on_a3_landscape_with_its_heads_on_every_page(book: Workbook) -> None:
    sheet = book["Ma trận"]
    assert sheet.freeze_panes == f"C{FIRST_ROW}"
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 8
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${FIRST_ROW - 2}:${FIRST_ROW - 1}"


def test_nothing_is_a_formula_whatever_it_begins_with(appraisal: Appraisal, tmp_path: Path) -> None:
    evil = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("http://x","y")',
        "\t=cmd|' /C calc'!A0",
        "a & <b> \x07😀",
    ]
    findings = tuple(
        replace(appraisal.findings[i], words=words, evidence=(words,), corrected_words=words)
        for i, words in enumerate(evil)
    )
    refused = tuple(Refused(words, words, words, words) for words in evil)
    bodies = (replace(appraisal.bodies[0], name=evil[0]),)
    hostile = replace(
        appraisal, findings=findings, refused=refused, bodies=bodies, cells=(), promises=(), contradictions=()
    )
    book = opened(hostile, tmp_path)
    for sheet in book:
        for row in sheet.iter_rows():
            assert not any(cell.data_type == "f" or cell.hyperlink for cell in row)
    written = [row["Nguyên văn"] for row in rows(book["Phát biểu"])]
    assert written == [words.replace("\t", " ").replace("\x07", " ") for words in evil]


def test_an_empty_review_still_opens(appraisal: Appraisal, tmp_path: Path) -> None:
    empty = replace(
        appraisal,
        bodies=(),
        missing=(),
        findings=(),
        reports=(),
        refused=(),
        cells=(),
        contradictions=(),
        promises=(),
        period=None,
    )
    book = opened(empty, tmp_path)
    assert book["Mâu thuẫn"]["A2"].value == "Không có"
    assert "Việc đã hứa kỳ trước" not in book.sheetnames


def test_a_very_long_statement_is_cut_to_what_a_cell_holds(appraisal: Appraisal, tmp_path: Path) -> None:
    long = replace(appraisal.findings[0], words="á" * 40_000)
    book = opened(
        replace(appraisal, findings=(long,), bodies=appraisal.bodies[:1], cells=(), promises=()), tmp_path
    )
    assert len(str(rows(book["Phát biểu"])[0]["Nguyên văn"])) < 32_767


def test_the_same_review_gives_the_same_bytes(appraisal: Appraisal, tmp_path: Path) -> None:
    one, other = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    write_matrix_xlsx(appraisal, one)
    write_matrix_xlsx(make_appraisal(), other)
    assert one.read_bytes() == other.read_bytes()
