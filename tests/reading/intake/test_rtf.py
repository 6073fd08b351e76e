"""Rich text: what Word, WordPad and LibreOffice write, in code pages and in Unicode."""

import pytest

from banggiao.reading.intake import open_paper
from banggiao.reading.paper import BlockKind, Cell, Paper
from banggiao.reading.refusal import Reason, Refusal

from .legacy_words import to_tcvn3, to_vni

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fcharset163{\*\falt Arial}Times New Roman (Vietnamese);}"
    r"{\f2\fnil .VnTime;}{\f3\fnil .VnTimeH;}{\f4\fnil VNI-Times;}{\f5\fnil\fcharset2 Symbol;}}"
)


def escaped(text: str) -> str:
    return "".join(c if c.isascii() else rf"\u{ord(c)}?" for c in text)


def rtf(body: str) -> Paper:
    data = rf"{{\rtf1\ansi\ansicpg1252\deff0\uc1{FONTS}{{\stylesheet{{\s1 heading 1;}}}}{{\info{{\title T}}}}{body}}}"
    return open_paper("a.rtf", data.encode("latin-1"))


def lines(paper: Paper) -> list[str]:
    return [paper.words(block.start, block.end) for block in paper.blocks]


def test_unicode_is_read_and_its_stand_in_is_not() -> None:
    paper = rtf(
        rf"\pard {escaped('Công tác đối ngoại')} \u-10187?\u-9216?\par{{\uc2 \u7889\'3f\'3fi}}\par\uc0\u7889 i\par"
    )
    assert lines(paper) == ["Công tác đối ngoại \U0001d400", "ối", "ối"]


def test_bytes_are_read_in_the_code_page_of_their_font() -> None:
    viet = "".join(rf"\'{byte:02x}" for byte in "đô\u0301i".encode("cp1258"))
    assert rtf(rf"\pard\f1 {viet} ngo\'e0i\f0  \'ab\'96\'bb\par").text == "đối ngoài «–»"


@pytest.mark.parametrize(
    ("font", "encode", "written", "read"),
    [
        (r"\f2", to_tcvn3, "Đẩy mạnh đối ngoại nhân dân", "Đẩy mạnh đối ngoại nhân dân"),
        (r"\f3", to_tcvn3, "báo cáo kết quả", "BÁO CÁO KẾT QUẢ"),
        (r"\f4", to_vni, "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh"),
    ],
)
def test_old_fonts_are_read_run_by_run(font, encode, written, read) -> None:
    as_bytes = "".join(c if c.isascii() else rf"\'{ord(c):02x}" for c in encode(written))
    as_unicode = escaped(encode(written))
    paper = rtf(rf"\pard{{{font} {as_bytes}}} caf\'e9\par{{{font} {as_unicode}}}\par")
    assert lines(paper) == [f"{read} café", read]
    assert any("bảng mã cũ" in note for note in paper.notes)


def test_a_soft_hyphen_is_a_letter_in_the_old_font() -> None:
    assert rtf(r"\pard{\f2 n\-\'edc} x\-y\par").text == "nước xy"


def test_headings_bold_and_lists_keep_their_signs() -> None:
    paper = rtf(
        r"\pard\outlinelevel0{\listtext\pard\plain 1.\tab}{\b K\'ea}\par\pard\plain{\listtext\pard\plain\f5 \'b7\tab}m\'f4\line hai\par"
        r"{\b all}{\b0 \~}\par"
    )
    assert lines(paper) == ["1.\tKê", "•\tmô hai", "all"]
    assert paper.blocks[0].level == 1 and not paper.blocks[0].bold
    assert paper.blocks[2].bold


def test_tables_keep_their_cells_also_nested_ones() -> None:
    row = r"\trowd\cellx100\cellx200\pard\intbl {}\cell {}\cell\row"
    nested = (
        r"\trowd\cellx100\cellx200\pard\intbl a\cell\pard\intbl\itap2 n1\nestcell n2\nestcell"
        r"{\*\nesttableprops\trowd\cellx50\cellx90\nestrow}{\nonesttables\par}\pard\intbl\itap1 b\cell\row"
    )
    merged = r"\trowd\cellx100\clvmrg\cellx200\pard\intbl e\cell f\cell\row"
    paper = rtf(rf"\pard p\par{row.format('1', '2')}{nested}{merged}\pard q\par{row.format('x', 'y')}")
    assert {line: block.cell for line, block in zip(lines(paper), paper.blocks, strict=True)} == {
        "p": None, "1": Cell(0, 0, 0), "2": Cell(0, 0, 1), "a": Cell(0, 1, 0), "n1": Cell(1, 0, 0),
        "n2": Cell(1, 0, 1), "b": Cell(0, 1, 1), "e": Cell(0, 2, 0), "q": None,
        "x": Cell(2, 0, 0), "y": Cell(2, 0, 1),
    }  # fmt: skip


def test_changes_hidden_text_comments_and_pictures() -> None:
    paper = rtf(
        r"\pard gi\'fa{\revised  th\'eam}{\deleted  b\'f2}{\v  kh\'f4ng}{\*\annotation ghi}{\pict\pngblip 89504e47}"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt  li\'ean}}\bin4 {{{{ xong{\*\unknown la}\par"
    )
    assert paper.text == "giú thêm liên xong"
    assert len(paper.notes) == 2


def test_notes_and_text_boxes_follow_their_paragraph() -> None:
    paper = rtf(
        r"\pard m\'f4t{\super\chftn}{\footnote\pard ghi ch\'fa\par} sau"
        r"{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv b}}{\shptxt\pard khung\par}}{\shprslt{\*\do\x}}}\par hai\par"
    )
    assert [(line, block.kind) for line, block in zip(lines(paper), paper.blocks, strict=True)] == [
        ("môt sau", BlockKind.PARAGRAPH),
        ("ghi chú", BlockKind.CAPTION),
        ("khung", BlockKind.CAPTION),
        ("hai", BlockKind.PARAGRAPH),
    ]


@pytest.mark.parametrize(
    "body",
    [
        r"\pard M\u7852?T\par x\par",
        r"{\header\pard M\u7852?T\par}\pard x\par",
        r"\pard x{\shp{\*\shpinst{\shptxt\pard T\u7888?I M\u7852?T\par}}}\par",
        r"\pard{\f2 M\'cbT}\par x\par",
        r"\pard\trowd\cellx9\intbl M\u7852?T\cell\row\pard x\par",
        r"\pard{\v M\u7852?T}\par x\par",
        r"\pard{\deleted M\u7852?T}\par x\par",
    ],
)
def test_a_mark_of_secrecy_is_seen_wherever_it_stands(body: str) -> None:
    with pytest.raises(Refusal) as refused:
        rtf(body)
    assert refused.value.reason is Reason.SECRET


def test_damage_is_no_crash_and_depth_is_bounded() -> None:
    assert open_paper("a.rtf", rb"{\rtf1 abc \'").text.startswith("abc")
    assert open_paper("a.rtf", rb"{\rtf1 abc}}}} \row\cell x\nestrow").text == "abc\nx"
    with pytest.raises(Refusal) as refused:
        open_paper("a.rtf", rb"{\rtf1 " + b"{" * 100_000)
    assert refused.value.reason is Reason.BOMB
    with pytest.raises(Refusal) as refused:
        open_paper("a.rtf", rb"{\rtf1 {\pict 00ff}}")
    assert refused.value.reason is Reason.NO_TEXT
