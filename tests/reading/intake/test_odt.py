"""OpenDocument texts, written by hand and by LibreOffice."""

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from banggiao.reading.intake import Limits, open_paper
from banggiao.reading.paper import BlockKind, Cell, Paper
from banggiao.reading.refusal import Reason, Refusal

from .legacy_words import to_tcvn3, to_vni
from .papers import W, python_docx_bytes, zipped

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
    )
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)  # fmt: skip
STYLES = (
    '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="V" style:parent-style-name="B"><style:text-properties style:font-name="F1"/></style:style>'
    '<style:style style:name="I"><style:text-properties fo:font-family="\'VNI-Times\'"/></style:style>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="\uf0b7"/></text:list-style>'
)


def odt_bytes(body: str, *, styles: str = "") -> bytes:
    fonts = '<office:font-face-decls><style:font-face style:name="F1" svg:font-family="\'.VnTime\'"/></office:font-face-decls>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {NAMES}>{fonts}<office:automatic-styles>{STYLES}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {NAMES}>{styles}</office:document-styles>",
        }
    )


def odt(body: str, **more: str) -> Paper:
    return open_paper("a.odt", odt_bytes(body, **more))


def lines(paper: Paper) -> list[str]:
    return [paper.words(block.start, block.end) for block in paper.blocks]


def test_paragraphs_headings_and_looks() -> None:
    paper = odt(
        '<text:h text:outline-level="2" text:style-name="B">Tiêu đề</text:h><text:p>một<text:s text:c="2"/>hai<text:tab/>ba'
        '<text:line-break/>bốn <text:span text:style-name="B">đậm</text:span><text:a>: liên kết</text:a></text:p>'
        '<text:p><text:span text:style-name="B">cả</text:span></text:p>'
    )
    assert lines(paper) == ["Tiêu đề", "một  hai\tba bốn đậm: liên kết", "cả"]
    assert [(block.level, block.bold) for block in paper.blocks] == [(2, True), (0, False), (0, True)]
    assert paper.format == "odt"


def test_lists_are_numbered_as_on_the_page() -> None:
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = f"<text:list>{item.format('b', '<text:list>' + item.format('c', '') + '</text:list>')}{item.format('d', '')}</text:list>"
    paper = odt(
        f'<text:list text:style-name="L" xml:id="x">{item.format("a", inner)}{item.format("e", "<text:p>nữa</text:p>")}</text:list>'
        f'<text:p>giữa</text:p><text:list text:style-name="L" text:continue-numbering="true">{item.format("f", "")}</text:list>'
        f'<text:list text:style-name="L"><text:list-item text:start-value="9"><text:p>g</text:p></text:list-item></text:list>'
        f'<text:list text:continue-list="x" text:style-name="L">{item.format("h", inner)}</text:list>'
    )
    assert lines(paper) == [
        "I. a", "I.1 b", "• c", "I.2 d", "II. e", "nữa", "giữa", "III. f", "IX. g", "IV. h", "IV.1 b", "• c", "IV.2 d",
    ]  # fmt: skip


def test_headings_have_the_numbers_of_the_outline() -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="A" style:num-suffix=")"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" style:num-list-format="%1%.%2%/"/></text:outline-style>'
    )
    head = '<text:h text:outline-level="{}">{}</text:h>'
    paper = odt(
        head.format(1, "x") + head.format(2, "y") + head.format(2, "z") + head.format(1, "t"), styles=outline
    )
    assert lines(paper) == ["A) x", "A.1/ y", "A.2/ z", "B) t"]


def test_tables_keep_their_cells() -> None:
    cell = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>"
    nested = "<table:table-cell><text:p>e</text:p><table:table><table:table-row>{}</table:table-row></table:table></table:table-cell>"
    paper = odt(
        "<text:p>trước</text:p><table:table><table:table-column/><table:table-header-rows><table:table-row>"
        + cell.format('table:number-columns-spanned="2"', "a")
        + "<table:covered-table-cell/>" + cell.format("", "b")
        + "</table:table-row></table:table-header-rows><table:table-row>" + nested.format(cell.format("", "g"))
        + '<table:table-cell table:number-columns-repeated="1"/>' + cell.format("", "f")
        + "</table:table-row></table:table>"
    )  # fmt: skip
    assert {line: block.cell for line, block in zip(lines(paper), paper.blocks, strict=True)} == {
        "trước": None, "a": Cell(0, 0, 0), "b": Cell(0, 0, 2), "e": Cell(0, 1, 0), "g": Cell(1, 0, 0),
        "f": Cell(0, 1, 2),
    }  # fmt: skip


def test_changes_notes_boxes_hidden_text_and_comments() -> None:
    paper = odt(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>bỏ</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes><text:p>giữ<text:change/><text:change-start/> thêm<text:change-end/>"
        "<office:annotation><text:p>ghi</text:p></office:annotation>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>chú</text:p></text:note-body></text:note>"
        "<draw:frame><draw:text-box><text:p>khung<draw:frame><draw:text-box><text:p>trong</text:p></draw:text-box></draw:frame></text:p>"
        "</draw:text-box></draw:frame><text:span text:style-name='H'>ẩn</text:span></text:p>"
        "<text:section text:display='none'><text:p>ẩn</text:p></text:section><text:section><text:p>mục</text:p></text:section>"
        "<text:table-of-content><text:index-body><text:p>I ... 1</text:p></text:index-body></text:table-of-content>"
    )
    assert lines(paper) == ["giữ thêm", "chú", "khung", "trong", "mục"]
    assert paper.blocks[1].kind is BlockKind.CAPTION
    assert len(paper.notes) == 3


def test_old_fonts_are_read_by_their_style() -> None:
    paper = odt(
        f'<text:p text:style-name="V">{to_tcvn3("Ban chỉ đạo")} <text:span text:style-name="I">{to_vni("đối ngoại")}</text:span></text:p>'
    )
    assert lines(paper) == ["Ban chỉ đạo đối ngoại"]
    assert len(paper.notes) == 2


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        ("<text:p>MẬT</text:p><text:p>x</text:p>", ""),
        ("<text:p>x<draw:frame><draw:text-box><text:p>TỐI MẬT</text:p></draw:text-box></draw:frame></text:p>", ""),
        ("<text:p>x</text:p>", "<style:master-page><style:header><text:p>MẬT</text:p></style:header></style:master-page>"),
        ("<text:p text:style-name='H'>MẬT</text:p><text:p>x</text:p>", ""),
        ("<text:tracked-changes><text:p>MẬT</text:p></text:tracked-changes><text:p>x</text:p>", ""),
        (f"<text:p text:style-name='V'>{to_tcvn3('MẬT')}</text:p><text:p>x</text:p>", ""),
    ],
)  # fmt: skip
def test_a_mark_of_secrecy_is_seen_wherever_it_stands(body: str, styles: str) -> None:
    with pytest.raises(Refusal) as refused:
        odt(body, styles=styles)
    assert refused.value.reason is Reason.SECRET


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}), Reason.UNKNOWN_FORMAT),
        (zipped({"content.xml": "<a/>"}), Reason.BROKEN),
        (zipped({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), Reason.BROKEN),
        (zipped({"content.xml": "x", "META-INF/manifest.xml": "<m:encryption-data/>"}), Reason.ENCRYPTED),
        (odt_bytes("<text:p> </text:p>"), Reason.NO_TEXT),
    ],
)  # fmt: skip
def test_what_is_no_readable_text_is_refused(data: bytes, reason: Reason) -> None:
    with pytest.raises(Refusal) as refused:
        open_paper("a.odt", data, limits=Limits(seconds=5))
    assert refused.value.reason is reason


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_what_libreoffice_writes_reads_as_the_word_file_it_came_from(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Mở đầu", 1)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "ô một", "ô hai"
    tracked = "<w:ins w:id='1' w:author='a'><w:r><w:t>thêm</w:t></w:r></w:ins>"
    tracked += "<w:del w:id='2' w:author='a'><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
    paragraph = document.add_paragraph("giữ ")
    paragraph._p.extend(parse_xml(f"<w:p {W}>{tracked}</w:p>"))
    document.add_paragraph("hết")
    word = tmp_path / "a.docx"
    word.write_bytes(python_docx_bytes(document))
    for kind in ("odt", "rtf"):
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", kind, "--outdir", tmp_path, word],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        paper = open_paper(f"a.{kind}", (tmp_path / f"a.{kind}").read_bytes())
        assert [*lines(paper)] == ["Mở đầu", "ô một", "ô hai", "giữ thêm", "hết"]
        assert [block.cell for block in paper.blocks[1:3]] == [Cell(0, 0, 0), Cell(0, 0, 1)]
