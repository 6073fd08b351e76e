"""Plain rows of a workbook are read without the parser, and give what the parser would have given, in any
company."""

from __future__ import annotations

import io

import pytest
from books import book, proposals, repacked
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from banggiao.publishing.workbook import LongSheet, Look, Workbook
from banggiao.reading.refusal import Refusal
from banggiao.reading.sheets import open_book, streams
from banggiao.reading.sheets.plain import PlainRow, Skimming
from banggiao.reading.sheets.streams import Streamed
from banggiao.reading.sheets.xlsx import _Rows

SHEET = "xl/worksheets/sheet1.xml"
BOOK = book(proposals(2))
BARE = book([[]])

CELLS = (
    '<c r="A{n}" t="inlineStr"><is><t>Hội đàm &#10;số {n}</t></is></c>',
    '<c r="A{n}" s="1" t="inlineStr"><is><t xml:space="preserve"> Hội đàm </t></is></c>',
    '<c r="A{n}" t="inlineStr"><v>1</v></c>',
    '<c r="B{n}"><v>4.5</v></c>',
    '<c r="B{n}" s="2"><v>46000</v></c>',
    '<c r="AB{n}" s="07" t="n"><v>1e3</v></c>',
    '<c r="C{n}" t="s"><v>3</v></c>',
    '<c r="D{n}" t="b"><v>1</v></c>',
    '<c r="D{n}" t="b"><v></v></c>',
    '<c r="D{n}" t="e"><v>#REF!</v></c>',
    '<c r="E{n}" t="str"><v>kết quả</v></c>',
    '<c r="E{n}" t="str"><f>1+1</f><v>2</v></c>',
    '<c r="F{n}"/>',
    '<c r="F{n}"></c>',
    '<c r="$G${n}"><v>7</v></c>',
    "<c><v>8</v></c>",
    '<c r="ZZZ{n}"><v>9</v></c>',
    '<c t="n" r="H{n}"><v>10</v></c>',
    '<c r="I{n}" t="inlineStr"><is><r><t>in</t></r><rPh sb="0" eb="1"><t>âm</t></rPh></is></c>',
    '<c r="J{n}" t="d"><v>2026-03-10T00:00:00</v></c>',
    '<x:c r="K{n}"><x:v>12</x:v></x:c>',
    '<c r="L{n}"><v>\r\n13</v></c>',
    '<c r="M{n}" t="str"><v>&#272;&#x1EA1;i &amp; &lt;s&#7913;&gt;&#13;&#10;</v></c>',
    "lời",
)
ILL_CELLS = (
    '<c r="H{n}" r="I{n}"><v>11</v></c>',
    '<c r="L{n}" t="str"><v>]]></v></c>',
    '<c r="L{n}" t="str"><v>\x07</v></c>',
    '<c r="L{n}" t="str"><v>\uffff</v></c>',
    '<c r="M{n}" t="str"><v>&#0;</v></c>',
    '<c r="M{n}" t="str"><v>&#xD800;</v></c>',
    '<c r="M{n}" t="str"><v>&#9999999;</v></c>',
    '<c r="M{n}" t="str"><v>a & b</v></c>',
    '<c r="M{n}" t="str"><v>&lạ;</v></c>',
)
ROWS = (
    '<row r="{n}">', '\n  <row r="{n}" spans="1:9" x14ac:dyDescent="0.25">', '<row r="{n}" hidden="1">',
    '<row r="{n}" hidden="false" ht="15">', '<row ht="1" r="{n}">', "<row>", "<row r=\"{n}\" ht='15'>",
    '<row r="{n}" spans="&amp;">',
)  # fmt: skip
ILL_ROWS = ('<row r="{n}" ht="1" ht="2">', '<row r="{n}"/>', '<row r="{n}" r="9">', '<row r="0">')
BETWEEN = (
    "", "\n", "lời", '<!-- <row r="1"></row> -->', "<![CDATA[</row><row>]]>", "<?bang </row>?>",
    "</sheetData><sheetData>", '<x a=">"></x>', "&#x3c;", "<!-- </row>", '-->', "</row >", "</x:row>",
)  # fmt: skip
MISLEADING = (
    b'<worksheet><sheetData><row r="1"></row ><!-- </row><row r="2"><c r="A2"><v>1</v></c></row> -->'
    b"</sheetData></worksheet>"
)


@st.composite
def sheets(draw):
    """Return the XML of a sheet: rows, in the company of what may stand between them, and sometimes of what
    may not."""
    ill = draw(st.integers(0, 5)) == 0
    cells, rows = (CELLS + ILL_CELLS, ROWS + ILL_ROWS) if ill else (CELLS, ROWS)
    told = [draw(st.sampled_from(['<?xml version="1.0"?>', "\ufeff<?xml version='1.0'?>", ""]))]
    told.append("<worksheet><sheetData>")
    number = 0
    for _ in range(draw(st.integers(1, 8))):
        number += draw(st.sampled_from([1, 1, 1, 2]))
        head = draw(st.one_of(st.just(ROWS[0]), st.sampled_from(rows)))
        inside = "".join(draw(st.lists(st.sampled_from(cells), max_size=4)))
        end = draw(st.sampled_from(["</row>", "</row >"]))
        told.append((head + inside + end).replace("{n}", str(number)))
        told.append(draw(st.sampled_from(BETWEEN if ill else (*[""] * 8, *BETWEEN[:9]))))
    told.append("</sheetData></worksheet>")
    return "".join(told).encode()


def read(data):
    try:
        return list(open_book("bang.xlsx", data).rows(0))
    except Refusal as refusal:
        return refusal.reason


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(sheets(), st.sampled_from([1, 7, 64, 4096]))
@example(MISLEADING, 4096)
@example(
    b'<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>\xc3</v></c></row></sheetData></worksheet>', 4096
)
def test_a_sheet_gives_what_the_parser_alone_would_give_of_it(sheet, piece):
    data = repacked(BARE, {SHEET: lambda _: sheet})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streams, "CHUNK", piece)
        skimmed = read(data)
        patch.setattr(_Rows, "skimmed", Streamed.skimmed)
        assert skimmed == read(data)


def written_by_us(rows):
    ours = Workbook()
    look = ours.look(Look())
    ours.sheet(LongSheet("Bảng", [30] * 8, rows=([(str(cell), look) for cell in row] for row in rows)))
    out = io.BytesIO()
    ours.write_to(out, title="Bảng")
    return out.getvalue()


@pytest.mark.parametrize("data", [BOOK, written_by_us(proposals(2))], ids=["openpyxl", "ours"])
def test_the_rows_that_programs_write_are_plain(data):
    with open_book("bang.xlsx", data)._parts.archive.open(SHEET) as stream:  # type: ignore[attr-defined]
        skimming = Skimming()
        skimming.begun = skimming.between = True
        told = stream.read().partition(b"<sheetData>")[2]
    taken = [one for one in skimming.skimmed(iter([told])) if isinstance(one, PlainRow)]
    assert [row.attributes["r"] for row in taken] == ["1", "2", "3"]
