"""Workbooks: sheets as tables, values as shown, nothing evaluated."""

import datetime
import io
import time

import openpyxl
import pytest
from openpyxl.comments import Comment

from banggiao.reading.intake import Limits, open_paper
from banggiao.reading.paper import BlockKind, Cell, Paper
from banggiao.reading.refusal import Reason, Refusal

from .papers import zipped


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def book_of(*rows: list[object], title: str = "Biểu 1") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def read(book: openpyxl.Workbook) -> Paper:
    return open_paper("phụ lục.xlsx", saved(book))


def lines(paper: Paper) -> list[str]:
    return [paper.words(block.start, block.end) for block in paper.blocks]


def raw(sheet: str, *, strings: str = "", more: dict[str, str] | None = None) -> bytes:
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.spreadsheetml.sheet.main+xml"/></Types>',
            "xl/workbook.xml": f'<workbook xmlns:r="{rel}"><sheets><sheet name="Biểu" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<R><Relationship Id="r1" Type="{rel}/worksheet" Target="worksheets/s.xml"/>'
            f'<Relationship Id="r2" Type="{rel}/sharedStrings" Target="/xl/strings.xml"/></R>',
            "xl/strings.xml": f"<sst>{strings}</sst>",
            "xl/worksheets/s.xml": f"<worksheet>{sheet}</worksheet>",
            **(more or {}),
        }
    )


def test_each_sheet_is_a_heading_and_a_table() -> None:
    book = book_of(["STT", "Nội dung"], [1, None, "cuối"])
    other = book.create_sheet("Biểu 2")
    other["C3"] = "ô"
    book.create_sheet("Trống")
    paper = read(book)
    assert [(line, block.cell) for line, block in zip(lines(paper), paper.blocks, strict=True)] == [
        ("Biểu 1", None), ("STT", Cell(0, 0, 0)), ("Nội dung", Cell(0, 0, 1)), ("1", Cell(0, 1, 0)),
        ("cuối", Cell(0, 1, 2)), ("Biểu 2", None), ("ô", Cell(1, 2, 2)),
    ]  # fmt: skip
    assert paper.blocks[0].level == 1 and paper.blocks[0].kind is BlockKind.PARAGRAPH
    assert paper.format == "xlsx"


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (1234567.891, "#,##0", "1.234.568"),
        (1234567.891, "#,##0.00", "1.234.567,89"),
        (0.125, "0.0%", "12,5%"),
        (0.5, "General", "0,5"),
        (12, "General", "12"),
        (0.1 + 0.2, "General", "0,3"),
        (-3.5, "0.00", "-3,50"),
        (1500, '#,##0 "tỷ đồng"', "1.500 tỷ đồng"),
        (2.5, "0.##", "2,5"),
        (7, "000", "007"),
        (datetime.date(2024, 6, 5), "dd/mm/yyyy", "05/06/2024"),
        (datetime.date(2024, 6, 5), "mm/yyyy", "06/2024"),
        (datetime.date(2024, 6, 5), "yyyy-mm-dd", "05/06/2024"),
        (datetime.datetime(2024, 6, 5, 14, 30), "dd/mm/yyyy hh:mm", "05/06/2024 14:30"),
        (datetime.time(9, 5), "h:mm", "09:05"),
        (datetime.date(2024, 6, 5), "[$-42A]dd mmmm yyyy", "05/06/2024"),
        (True, "General", "TRUE"),
    ],
)
def test_values_are_as_shown(value: object, form: str, shown: str) -> None:
    book = book_of(["x", value])
    assert book.active is not None
    book.active["B1"].number_format = form
    assert lines(read(book))[2] == shown


def test_formulas_give_what_was_computed_or_nothing() -> None:
    sheet = (
        '<sheetData><row r="2"><c r="B2"><f>1+1</f><v>2</v></c><c r="C2"><f>WEBSERVICE("http://x")</f></c>'
        '<c r="D2" t="str"><f>A1&amp;"x"</f><v>chữ</v></c><c t="inlineStr"><is><r><t>trong</t></r><r><t> dòng</t></r></is></c>'
        '<c t="s"><v>0</v></c><c t="s"><v>99</v></c><c t="e"><v>#REF!</v></c></row><row><c><v>3</v></c></row></sheetData>'
    )
    paper = open_paper("a.xlsx", raw(sheet, strings="<si><t>chung</t><rPh><t>đọc</t></rPh></si>"))
    assert [(line, block.cell) for line, block in zip(lines(paper), paper.blocks, strict=True)][1:] == [
        ("2", Cell(0, 1, 1)), ("chữ", Cell(0, 1, 3)), ("trong dòng", Cell(0, 1, 4)), ("chung", Cell(0, 1, 5)),
        ("#REF!", Cell(0, 1, 7)), ("3", Cell(0, 2, 0)),
    ]  # fmt: skip
    assert any("công thức" in note for note in paper.notes)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_merged_cells_hold_one_value_and_what_is_hidden_is_left_out(state: str) -> None:
    book = book_of(["a", None, "b"], ["ẩn"], ["c", "d", "e"])
    sheet = book.active
    assert sheet is not None
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet["A1"].comment = Comment("nhận xét", "người")
    book.create_sheet("Nháp").append(["nháp"])
    book["Nháp"].sheet_state = state
    paper = read(book)
    assert lines(paper) == ["Biểu 1", "a", "b", "c", "e"]
    assert len(paper.notes) == 2 and "Nháp" in paper.notes[0]


@pytest.mark.parametrize("where", ["cell", "hidden sheet", "header", "drawing", "title"])
def test_a_mark_of_secrecy_is_seen_wherever_it_stands(where: str) -> None:
    book = book_of(["Số liệu"], title="MẬT" if where == "title" else "Biểu")
    sheet = book.active
    assert sheet is not None
    more: dict[str, str] = {}
    match where:
        case "cell":
            sheet["D5"] = "TỐI MẬT"
        case "hidden sheet":
            book.create_sheet("x").append(["MẬT"])
            book["x"].sheet_state = "veryHidden"
        case "header":
            sheet.oddHeader.center.text = "MẬT"
        case "drawing":
            more = {"xl/drawings/drawing1.xml": "<a:t xmlns:a='a'>TUYỆT MẬT</a:t>"}
    data = raw("<sheetData><row><c><v>1</v></c></row></sheetData>", more=more) if more else saved(book)
    with pytest.raises(Refusal) as refused:
        open_paper("a.xlsx", data)
    assert refused.value.reason is Reason.SECRET


def test_bombs_are_refused_in_time() -> None:
    begun = time.process_time()
    cell = '<c t="s"><v>0</v></c>'
    many = f"<sheetData>{'<row>' + cell * 100 + '</row>'}</sheetData>"
    long = f"<si><t>{'chữ ' * 30_000}</t></si>"
    for sheet, strings, limits in (
        (many, long, Limits()),
        ("<sheetData>" + "<row><c><v>1</v></c></row>" * 200_000 + "</sheetData>", "", Limits()),
        ('<!DOCTYPE a [<!ENTITY b "c">]><sheetData/>', "", Limits()),
        ("<a>" * 5000, "", Limits()),
    ):
        with pytest.raises(Refusal) as refused:
            open_paper("a.xlsx", raw(sheet, strings=strings), limits=limits)
        assert refused.value.reason in (Reason.TOO_LARGE, Reason.BROKEN, Reason.BOMB)
    wide = '<cols><col min="1" max="99999999" hidden="1"/></cols><sheetData><row><c r="ZZZ9999999"><v>1e400000000</v></c></row></sheetData>'
    with pytest.raises(Refusal) as refused:
        open_paper("a.xlsx", raw(wide))
    assert refused.value.reason is Reason.NO_TEXT
    assert time.process_time() - begun < 6


def test_numbers_beyond_reason_stay_as_they_are_written() -> None:
    for number in ("1e400", "-1E-999", "NaN", "99999999999999999999", "abc"):
        paper = open_paper("a.xlsx", raw(f"<sheetData><row><c><v>{number}</v></c></row></sheetData>"))
        assert lines(paper)[1] == number
