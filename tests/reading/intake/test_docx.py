"""Word files: what stands on the page is what is read."""

import io
import random
import unicodedata
import zipfile

import docx
import pytest

from banggiao.reading.intake import open_paper
from banggiao.reading.intake.docx_fast import is_plain
from banggiao.reading.paper import BlockKind, Cell, Paper
from banggiao.reading.refusal import Reason, Refusal

from .legacy_words import to_tcvn3, to_vni
from .papers import TYPES, W, docx_of, docx_of_body, long_report, p, python_docx_bytes, sentence, zipped


def lines(paper: Paper) -> list[str]:
    return [paper.words(block.start, block.end) for block in paper.blocks]


def read(data: bytes) -> Paper:
    return open_paper("báo cáo.docx", data)


def test_paragraphs_are_counted_without_the_empty_ones() -> None:
    paper = read(docx_of("Một", "", "  ", "Hai", "Ba"))
    assert paper.text == "Một\nHai\nBa"
    assert [block.paragraph for block in paper.blocks] == [1, 2, 3]
    assert paper.format == "docx"


def test_runs_tabs_and_breaks_make_one_line() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='10'/></w:tabs></w:pPr><w:r><w:t>Số: 12</w:t></w:r>"
        "<w:r><w:tab/><w:t>Hà Nội</w:t></w:r><w:r><w:br/><w:t>ngày 1</w:t></w:r>"
        '<w:r><w:br w:type="page"/><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r></w:p>'
    )
    assert lines(read(docx_of_body(body.replace("'", '"')))) == ["Số: 12\tHà Nội ngày 1 a-b"]


def test_entities_are_resolved_once() -> None:
    paper = read(docx_of_body(p("A &amp; B &lt;x&gt; &amp;lt; &#7853; &#x1EAD;")))
    assert paper.text == "A & B <x> &lt; ậ ậ"


@pytest.mark.parametrize("tail", ["", p("", "", "<w:vanish/>") + p("x", "", "<w:vanish/>")])
def test_headings_come_from_styles_and_from_direct_outline_levels(tail: str) -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục riêng"/><w:basedOn w:val="u1"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Muc"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Chu"><w:name w:val="caption"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="ML"><w:name w:val="toc 1"/></w:style></w:styles>'
    )
    body = (
        p("Mục lục 3", '<w:pStyle w:val="ML"/>')
        + p("A", '<w:pStyle w:val="u1"/>')
        + p("B", '<w:pStyle w:val="Con"/>')
        + p("C", '<w:outlineLvl w:val="1"/>')
        + p("D", '<w:pStyle w:val="Chu"/>')
        + p("E", '<w:outlineLvl w:val="9"/>')
        + p("F", '<w:pStyle w:val="Heading4"/>')  # a style that the file forgot to define
        + tail
    )
    paper = read(docx_of_body(body, styles=styles))
    assert lines(paper) == ["A", "B", "C", "D", "E", "F"]
    assert [block.level for block in paper.blocks] == [1, 3, 2, 0, 0, 4]
    assert [block.bold for block in paper.blocks] == [False, True, False, False, False, False]
    assert paper.blocks[3].kind is BlockKind.CAPTION
    assert any("Mục lục" in note for note in paper.notes)


def test_headings_of_word_itself_have_their_level() -> None:
    document = docx.Document()
    document.add_heading("I. KẾT QUẢ", level=1)
    document.add_heading("1. Về đào tạo", level=2)
    document.add_paragraph("Đã mở lớp.")
    assert [block.level for block in read(python_docx_bytes(document)).blocks] == [1, 2, 0]


def test_bold_means_the_whole_paragraph() -> None:
    def run(text: str, rpr: str) -> str:
        return f"<w:r><w:rPr>{rpr}</w:rPr><w:t>{text}</w:t></w:r>"

    paragraphs = [
        run("Cả", "<w:b/>") + run(" câu", '<w:b w:val="1"/>'),
        run("Một ", "<w:b/>") + run("phần", "<w:bCs/>"),
        run("Đậm", "<w:b/>") + run("  ", ""),
        run("Không", '<w:b w:val="0"/>'),
        run("Viền", '<w:bdr w:val="single"/>'),
    ]
    paper = read(docx_of_body("".join(f"<w:p>{runs}</w:p>" for runs in paragraphs)))
    assert [block.bold for block in paper.blocks] == [True, False, True, False, False]


def test_the_mark_of_a_paragraph_does_not_make_it_bold() -> None:
    paper = read(docx_of_body(p("Câu thường", "<w:rPr><w:b/></w:rPr>")))
    assert not paper.blocks[0].bold


def test_cells_have_their_table_row_and_column() -> None:
    document = docx.Document()
    document.add_paragraph("Trước")
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "rộng"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "cao"
    document.add_paragraph("Sau")
    second = document.add_table(1, 1)
    second.cell(0, 0).text = "hàng một"
    second.cell(0, 0).add_paragraph("hàng hai")
    paper = read(python_docx_bytes(document))
    found = {paper.words(b.start, b.end): b.cell for b in paper.blocks}
    assert found == {
        "Trước": None,
        "rộng": Cell(0, 0, 0),
        "02": Cell(0, 0, 2),
        "cao": Cell(0, 1, 0),
        "11": Cell(0, 1, 1),
        "12": Cell(0, 1, 2),
        "21": Cell(0, 2, 1),
        "22": Cell(0, 2, 2),
        "Sau": None,
        "hàng một": Cell(1, 0, 0),
        "hàng hai": Cell(1, 0, 0),
    }
    kinds = {b.kind for b in paper.blocks if b.cell}
    assert kinds == {BlockKind.CELL}


def test_a_cell_merged_into_the_one_above_is_empty_whatever_it_holds() -> None:
    above = f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("trên")}</w:tc></w:tr>'
    below = f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('che')}</w:tc><w:tc>{p('bên')}</w:tc></w:tr>"
    for other in ("", p("", "", "<w:vanish/>")):
        paper = read(docx_of_body(f"<w:tbl>{above}{below}</w:tbl>{other}"))
        assert [(line, block.cell) for line, block in zip(lines(paper), paper.blocks, strict=True)] == [
            ("trên", Cell(0, 0, 0)),
            ("bên", Cell(0, 1, 1)),
        ]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('trong')}</w:tc></w:tr></w:tbl>"
    outer = (
        f"<w:tbl><w:tr><w:tc>{p('a')}{inner}{p('b')}</w:tc><w:tc>{p('c')}</w:tc></w:tr></w:tbl>{p('ngoài')}"
    )
    paper = read(docx_of_body(outer))
    assert lines(paper) == ["a", "trong", "b", "c", "ngoài"]
    assert [b.cell for b in paper.blocks] == [
        Cell(0, 0, 0),
        Cell(1, 0, 0),
        Cell(0, 0, 0),
        Cell(0, 0, 1),
        None,
    ]


NUMBERING = (
    f"<w:numbering {W}>"
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>'
    '<w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num></w:numbering>"
)


def numbered(text: str, level: int, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_counted_as_on_the_page() -> None:
    body = "".join(
        numbered(text, level)
        for text, level in [
            ("A", 0),
            ("B", 1),
            ("C", 1),
            ("D", 2),
            ("E", 2),
            ("F", 0),
            ("G", 1),
            ("H", 3),
            ("I", 4),
        ]
    )
    body += numbered("J", 0, 2) + numbered("K", 0) + p("L", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(read(docx_of_body(body, numbering=NUMBERING))) == [
        "I. A", "1.1. B", "1.2. C", "a) D", "b) E", "II. F", "2.1. G", "• H", "- I", "V. J", "VI. K", "L",
    ]  # fmt: skip


def test_an_automatic_row_number_is_the_cells_text() -> None:
    row = f"<w:tr><w:tc>{numbered('', 0)}</w:tc><w:tc>{p('Đoàn ra')}</w:tc></w:tr>"
    paper = read(docx_of_body(f"<w:tbl>{row}{row}</w:tbl>", numbering=NUMBERING))
    assert lines(paper) == ["I.", "Đoàn ra", "II.", "Đoàn ra"]


def test_numbers_of_a_style_are_counted_too() -> None:
    document = docx.Document()
    for text in ("một", "hai"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("điểm", style="List Bullet")
    assert lines(read(python_docx_bytes(document))) == ["1. một", "2. hai", "• điểm"]


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        '<w:p><w:r><w:t>Có </w:t></w:r><w:del w:id="1"><w:r><w:delText>10</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t> đoàn</w:t></w:r>'
        '<w:moveFrom w:id="3"><w:r><w:t> cũ</w:t></w:r></w:moveFrom></w:p>'
    )
    paper = read(docx_of_body(body))
    assert paper.text == "Có 12 đoàn"
    assert any("sửa đổi" in note for note in paper.notes)


def test_old_properties_of_a_tracked_change_do_not_count() -> None:
    change = '<w:pPrChange w:id="1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange>'
    paper = read(docx_of_body(p("Câu", f'<w:outlineLvl w:val="3"/>{change}')))
    assert paper.blocks[0].level == 4


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>Ngoài khung</w:t>{drawing}</w:r></w:p>{p('Sau')}"
    assert lines(read(docx_of_body(body))) == ["Ngoài khung", "Trong khung", "Sau"]


def test_notes_at_the_foot_follow_the_text() -> None:
    body = '<w:p><w:r><w:t>Câu</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>'
        f'<w:footnote w:id="2">{p("Theo báo cáo của Sở.")}</w:footnote></w:footnotes>'
    )
    paper = read(docx_of_body(body, footnotes=notes))
    assert lines(paper) == ["Câu", "Theo báo cáo của Sở."]
    assert paper.blocks[1].kind is BlockKind.CAPTION


def test_hidden_text_is_left_out_and_named() -> None:
    paper = read(docx_of_body(p("Hiện") + p("Ẩn", "", "<w:vanish/>")))
    assert paper.text == "Hiện"
    assert any("ẩn" in note for note in paper.notes)


def test_page_headers_are_not_part_of_the_text() -> None:
    header = f"<w:hdr {W}>{p('UBND tỉnh')}</w:hdr>"
    assert read(docx_of_body(p("Thân bài"), header1=header)).text == "Thân bài"


def test_the_careful_reader_agrees_with_the_fast_one() -> None:
    body = (
        "".join(numbered(sentence(random.Random(i), 8), i % 3) for i in range(20))
        + f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('x', '', '<w:b/>')}</w:tc>".replace(
            "'", '"'
        )
        + f"<w:tc>{p('y')}</w:tc></w:tr></w:tbl>"
        + p("cuối", '<w:outlineLvl w:val="1"/>')
    )
    fast = read(docx_of_body(body, numbering=NUMBERING))
    # The strict namespace of ISO 29500 and a comment send the same body the other way.
    careful = read(
        docx_of_body(
            body.replace("<w:tbl>", "<!-- bảng --><w:tbl><w:tblPr/>", 1) + p("", "", "<w:vanish/>"),
            numbering=NUMBERING,
        )
    )
    assert careful.text == fast.text
    assert careful.blocks == fast.blocks


def test_another_namespace_prefix_reads_alike() -> None:
    data = docx_of("Một", "Hai")
    document = (
        '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body>'
        "<x:p><x:r><x:t>Một</x:t></x:r></x:p><x:p><x:r><x:t>Hai</x:t></x:r></x:p></x:body></x:document>"
    )
    other = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})
    assert read(other).text == read(data).text


def test_a_document_part_of_another_name_is_found_by_its_type() -> None:
    types = (
        '<Types><Override PartName="/word/document2.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    document = f"<w:document {W}><w:body>{p('Một')}</w:body></w:document>"
    assert read(zipped({"[Content_Types].xml": types, "word/document2.xml": document})).text == "Một"


def test_decomposed_input_reads_as_composed() -> None:
    text = "Thoả thuận quốc tế của Uỷ ban đã được triển khai hiệu quả"
    composed, decomposed = (read(docx_of(unicodedata.normalize(form, text))) for form in ("NFC", "NFD"))
    assert composed.text == decomposed.text == unicodedata.normalize("NFC", text)


def test_invisible_characters_do_not_split_words() -> None:
    assert read(docx_of("Hội\u200b ng\u00adhị\ufeff")).text == "Hội nghị"


def test_the_usual_report_takes_the_fast_path() -> None:
    document = zipfile.ZipFile(io.BytesIO(long_report())).read("word/document.xml")
    assert is_plain(document)


def test_fast_text_equals_what_python_docx_pulls() -> None:
    data = long_report(seed=7, characters=8000)
    paper = read(data)
    pulled = [t for par in docx.Document(io.BytesIO(data)).paragraphs if (t := par.text.strip())]
    ours = [
        paper.words(b.start, b.end)
        for b in paper.blocks
        if b.cell is None and "đánh số" not in paper.words(b.start, b.end)
    ]
    assert ours == [t for t in pulled if "đánh số" not in t]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<w:p><w:r><w:drawing/></w:r></w:p>", Reason.NO_TEXT),
        ("<w:p>" * 400 + "</w:p>" * 400 + "<!-- sâu -->", Reason.BROKEN),
    ],
)
def test_documents_without_text_or_form_are_refused(body: str, reason: Reason) -> None:
    with pytest.raises(Refusal) as refused:
        read(docx_of_body(body))
    assert refused.value.reason is reason


def test_a_document_part_that_is_cut_short_is_refused() -> None:
    document = f"<w:document {W}><w:body>{p('Một')}<w:p><w:r>"
    with pytest.raises(Refusal) as refused:
        read(zipped({"[Content_Types].xml": TYPES, "word/document.xml": document}))
    assert refused.value.reason is Reason.BROKEN


def test_entity_bombs_are_refused_unexpanded() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(Refusal) as refused:
        read(docx_of_body(p("&i;"), head=laughs + "]>"))
    assert refused.value.reason is Reason.BROKEN


def test_a_style_that_is_based_on_itself_ends() -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    assert read(docx_of_body(p("x", '<w:pStyle w:val="A"/>'), styles=styles)).text == "x"


OLD_STYLES = (
    f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{{}}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/><w:rPr><w:rFonts w:ascii="{}" w:hAnsi="x"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="M"><w:basedOn w:val="N"/></w:style></w:styles>'
)


def test_old_fonts_are_read_run_by_run() -> None:
    old = (
        "<w:r><w:rPr><w:rFonts w:ascii='{}' w:hAnsi='{}'/></w:rPr><w:t xml:space='preserve'>{}</w:t>{}</w:r>"
    )
    body = (
        "<w:p>" + old.format(".VnTime", ".VnTime", to_tcvn3("Công tác đối ngoại n"), "<w:softHyphen/><w:t>\u00edc, </w:t>")
        + old.format("VNI-Times", "VNI-Times", to_vni("hội nhập quốc t")[:-1] + "t", "") + old.format("VNI-Times", "VNI-Times", "eá", "")
        + old.format("Times New Roman", "Times New Roman", " tại Genève", "") + "</w:p>"
        + "<w:p>" + old.format(".VnTimeH", ".VnTimeH", to_tcvn3("báo cáo"), "") + "</w:p>"
    )  # fmt: skip
    paper = read(docx_of_body(body))
    assert lines(paper) == ["Công tác đối ngoại nước, hội nhập quốc tế tại Genève", "BÁO CÁO"]
    assert len(paper.notes) == 2


@pytest.mark.parametrize("look", ["", '<w:pStyle w:val="M"/>'])
def test_an_old_font_may_be_named_by_a_style_alone(look: str) -> None:
    text = "Đẩy mạnh công tác đối ngoại của tỉnh"
    for styles in (
        OLD_STYLES.format("Arial", ".VnTime"),
        OLD_STYLES.format(".VnTime", "").replace('w:ascii="" w:hAnsi="x"', ""),
    ):
        assert lines(read(docx_of_body(p(to_tcvn3(text), look), styles=styles))) == [text]
    assert lines(read(docx_of_body(p(to_tcvn3(text), look)))) == [to_tcvn3(text)]


def test_a_mark_in_an_old_font_is_seen() -> None:
    for mark in (to_tcvn3("MẬT"), to_vni("MẬT")):
        with pytest.raises(Refusal) as refused:
            read(docx_of_body(p(mark, "", "<w:rFonts w:ascii='.VnTime'/>") + p("x")))
        assert refused.value.reason is Reason.SECRET


def test_what_stands_beside_the_text_of_a_word_file() -> None:
    box = "<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent>"
    inner = f"<w:tbl><w:tr><w:tc>{p('trong')}</w:tc></w:tr></w:tbl>"
    body = (
        "<w:p><w:r><w:t>giữ</w:t></w:r><w:ins w:id='1'><w:r><w:t> thêm</w:t></w:r></w:ins><w:del w:id='2'><w:r><w:delText> bỏ</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t> đi</w:t></w:r></w:moveFrom><w:commentRangeStart w:id='0'/><w:r><w:footnoteReference w:id='2'/><w:commentReference w:id='0'/></w:r>"
        f"<w:r>{box.format(p('khung') + inner)}</w:r></w:p><w:tbl><w:tr><w:tc>{p('ngoài')}{inner.replace('trong', 'sâu')}{p('')}</w:tc></w:tr></w:tbl>"
    )
    notes = f"<w:footnotes {W}><w:footnote w:id='2'>{p('chú thích')}</w:footnote></w:footnotes>"
    comments = f"<w:comments {W}><w:comment>{p('nhận xét')}</w:comment></w:comments>"
    paper = read(docx_of_body(body, footnotes=notes, comments=comments))
    assert lines(paper) == ["giữ thêm", "khung", "trong", "ngoài", "sâu", "chú thích"]
    assert [block.cell for block in paper.blocks[2:5]] == [Cell(0, 0, 0), Cell(1, 0, 0), Cell(2, 0, 0)]
