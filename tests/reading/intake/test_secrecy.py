"""The secrecy guard: stamped papers never enter, papers that speak of secrecy do."""

import io
import random
import time
import unicodedata
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen import canvas

from banggiao.reading.intake import open_paper
from banggiao.reading.refusal import Reason, Refusal
from banggiao.reading.secrecy import mark_in

from .papers import FONT, SYLLABLES, TYPES, W, docx_of, docx_of_body, p, pdf_of, sentence, zipped

STAMPS = [
    "MẬT", "Mật", "mật", "(Mật)", "[ MẬT ]", "M Ậ T", "**MẬT**", "MẬT.", "Mật:", "« MẬT »", "__MẬT__",
    "TỐI MẬT", "Tối Mật", "TUYỆT MẬT", "T U Y Ệ T   M Ậ T", "TUYỆT\u00a0MẬT", "TỐI-MẬT", "TUYET MAT", "TOI MAT",
    "Độ mật: Mật", "Độ mật : Tối mật", "ĐỘ MẬT: TỐI MẬT", "Độ mật - Tuyệt mật", "Mức độ mật: Mật",
    "Dấu chỉ độ mật: MẬT", "Độ mật: Mật; Độ khẩn: Hỏa tốc", "MẬT - HỎA TỐC", "HỎA TỐC MẬT", "MẬT Bản số: 01",
    "BÍ MẬT NHÀ NƯỚC", "Bí mật Nhà nước", "(Bí mật nhà nước)", "TÀI LIỆU BÍ MẬT NHÀ NƯỚC", "BMNN",
    "Tài liệu BMNN", "BÍ MẬT NHÀ NƯỚC - ĐỘ MẬT: MẬT", "TÀI LIỆU MẬT",
    "Số: 462/BNG-CNV-m", "Số: 462/BNG-CNV-M", "Số 462/BNG-CNV-m", "Số:      /BC-UBND - m", "Số:…/BC-UBND–m",
    "Số: 12/2024/BC-UBND-m", "Số, ký hiệu: 462/BNG-CNV-m", "462/BNG-CNV-m",
    "MẬT\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 462/BNG-CNV-m Hà Nội, ngày 05 tháng 3 năm 2024", "Số: 12/BC-SNV MẬT",
    "MẬT Số: 12/BC-SNV", "Số 15-CV/TU-m", "Số: 15 - BC/TU-M", "Số: 462/BNG-CNV-mật", "Số: 462/BNG-CNV\u00adm",
    "Số: 462/BNG-CNV\u200b-\u200bm", "M\tẬ\tT", "ＭẬＴ", f"{' ' * 500}MẬT", "Tài liệu có độ mật: Tối mật",
]  # fmt: skip

HARMLESS = [
    "bảo mật", "BẢO MẬT", "Không mật", "KHÔNG MẬT", "Độ mật: Không", "Độ mật: Không mật", "Độ mật:",
    "Thực hiện Luật Bảo vệ bí mật nhà nước năm 2018 và các văn bản hướng dẫn.",
    "BÁO CÁO VỀ CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Danh mục bí mật nhà nước thuộc lĩnh vực đối ngoại",
    "Kết quả công tác bảo vệ\nbí mật nhà nước", "và bảo\nmật thông tin", "mật ong", "Mật độ dân số",
    "Cục Bảo vệ bí mật", "quan hệ mật thiết", "Tăng cường bảo mật, an toàn thông tin; giữ bí mật công tác.",
    "Số: 12/BC-UBND", "Số: 12/BC-SNV-TM", "Số: 12/BC-M1", "Căn cứ Công văn số 462/BNG-CNV-m ngày 5/3/2024",
    "Ông Nguyễn Văn Mật, Phó Giám đốc Sở", "Các văn bản mật được quản lý theo quy định.",
    "1/3 số xã, đạt 20 km-m", "Đóng dấu độ mật theo quy định", "MATXCƠVA", "Bùi Thị Mật", "Số 15-CV/TU",
]  # fmt: skip


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("stamp", STAMPS)
def test_stamps_are_seen(stamp: str, form: str) -> None:
    head = f"BỘ NGOẠI GIAO\n{stamp}\nBÁO CÁO"
    assert mark_in(unicodedata.normalize(form, head)) is not None


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("words", HARMLESS)
def test_words_about_secrecy_pass(words: str, form: str) -> None:
    head = f"BỘ NGOẠI GIAO\n{words}\nBÁO CÁO"
    assert mark_in(unicodedata.normalize(form, head)) is None


def test_the_mark_is_named_and_nothing_else() -> None:
    assert mark_in("Độ mật: Tối mật") == "TỐI MẬT"
    assert mark_in("tuyệt mật") == "TUYỆT MẬT"
    assert mark_in("Số: 7/BC-XYZ-m") == "-m"
    assert mark_in("bmnn") is None
    assert mark_in("BMNN") == "BMNN"


PROSE = st.lists(
    st.sampled_from([*SYLLABLES, "bảo mật", "mật độ", "bí mật công tác", "2024", "12/BC-UBND"]),
    min_size=4,
    max_size=30,
)
PARAGRAPHS = st.lists(PROSE.map(lambda words: " ".join(words).capitalize() + "."), min_size=1, max_size=30)


@given(PARAGRAPHS)
def test_prose_is_never_refused(paragraphs: list[str]) -> None:
    assert mark_in("\n".join(paragraphs)) is None


@settings(max_examples=60, deadline=None)
@given(
    PARAGRAPHS,
    st.sampled_from(STAMPS),
    st.integers(0, 30),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from(["docx", "html", "txt"]),
)
def test_a_stamp_anywhere_in_the_head_refuses_the_paper(
    paragraphs: list[str], stamp: str, place: int, form: str, kind: str
) -> None:
    lines = [unicodedata.normalize(form, line) for line in paragraphs]
    lines.insert(min(place, len(lines)), unicodedata.normalize(form, stamp))
    if kind == "docx":
        data = docx_of(*(line.replace("\t", " ") for line in lines))
    elif kind == "html":
        data = f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>".encode()
    else:
        data = "\n\n".join(lines).encode()
    with pytest.raises(Refusal) as refused:
        open_paper("a", data)
    assert refused.value.reason is Reason.SECRET


def refusal_of(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as refused:
        open_paper("công văn", data)
    assert refused.value.reason is Reason.SECRET
    return refused.value


REST = "".join(p(sentence(random.Random(i))) for i in range(5))


@pytest.mark.parametrize(
    "body",
    [
        p("M") .replace("</w:t>", "</w:t></w:r><w:r><w:t>ẬT</w:t>") + REST,
        f"<w:tbl><w:tr><w:tc>{p('BỘ A')}</w:tc><w:tc>{p('MẬT')}</w:tc></w:tr></w:tbl>{REST}",
        f"{REST * 30}<w:p><w:r><w:pict><v:textbox><w:txbxContent>{p('TỐI MẬT')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>",
        f"<w:p><w:r><w:t>CỘNG HÒA</w:t></w:r><w:r><w:pict><v:textbox><w:txbxContent>{p('MẬT')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>{REST}",
        f'<w:p><w:r><w:pict><v:shape><v:textpath on="t" string="MẬT"/></v:shape></w:pict></w:r></w:p>{REST}',
        "<w:p><w:r><w:t><![CDATA[MẬT]]></w:t></w:r></w:p>" + REST,
        p("M&#x1EAC;T") + REST,
        "<w:p><w:r><w:t>M</w:t></w:r><!-- x --><w:r><w:t>ẬT</w:t></w:r></w:p>" + REST,
        f"<w:p><w:ins w:id='1'><w:r><w:t>MẬT</w:t></w:r></w:ins></w:p>{REST}",
        f"<w:sdt><w:sdtContent>{p('MẬT')}</w:sdtContent></w:sdt>{REST}",
        "<w:p><w:r><w:t>Số: 1/BNG-CNV</w:t><w:noBreakHyphen/><w:t>m</w:t></w:r></w:p>" + REST,
        "<w:p><w:del><w:r><w:delText>MẬT</w:delText></w:r></w:del></w:p>" + REST,
        "<w:p><w:r><w:drawing><a:p xmlns:a='a'><a:t>MẬT</a:t></a:p></w:drawing></w:r></w:p>" + REST,
        "<w:p><w:r><w:t\n xml:space='preserve'>MẬT</w:t\n></w:r></w:p >" + REST,
        "<w:p><w:r><w:t xml:id='a>b'>MẬT</w:t></w:r></w:p>" + REST,
        "<w:p><w:r><w:pict><v:textpath style='a>b' string='MẬT'/></w:pict></w:r></w:p>" + REST,
    ],
    ids=[
        "runs", "cell", "box", "box-in-head", "word-art", "cdata", "entity", "comment", "inserted", "control",
        "fixed-hyphen", "deleted", "drawing", "broken-tags", "angle", "angle-art",
    ],
)  # fmt: skip
def test_stamps_in_every_place_of_a_word_file_are_seen(body: str) -> None:
    refusal_of(docx_of_body(body))


def test_stamps_in_page_headers_are_seen() -> None:
    refusal_of(docx_of_body(REST, header2=f"<w:hdr {W}>{p('TUYỆT MẬT')}</w:hdr>"))
    refusal_of(docx_of_body(REST, footer1=f"<w:ftr {W}>{p('Số: 1/BC-A-m')}</w:ftr>"))


def test_a_page_header_is_looked_at_whatever_its_part_is_called() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    for target in ("top.xml", "/word/top.xml"):
        relations = f'<Relationships><Relationship Id="r1" Type="{kind}" Target="{target}"/></Relationships>'
        parts = {"_rels/document.xml.rels": relations, "top": f"<w:hdr {W}>{p('MẬT')}</w:hdr>"}
        members = {f"word/{name}" + (".xml" if "." not in name else ""): part for name, part in parts.items()}
        document = f"<w:document {W}><w:body>{REST}</w:body></w:document>"
        refusal_of(zipped({"[Content_Types].xml": TYPES, "word/document.xml": document, **members}))


def test_a_long_line_of_hostile_signs_is_looked_at_in_no_time() -> None:
    begun = time.process_time()
    for sign in ("/", "M", "số:", " ", "1-"):
        assert mark_in(sign * (3_000_000 // len(sign))) is None
    assert time.process_time() - begun < 3


def test_a_word_file_in_utf16_or_with_another_prefix_is_looked_at_too() -> None:
    for document in (
        f'<?xml version="1.0" encoding="UTF-16"?><w:document {W}><w:body>{p("MẬT")}</w:body></w:document>'.encode(
            "utf-16"
        ),
        '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>MẬT</x:t></x:r>'
        "</x:p></x:body></x:document>".encode(),
    ):
        refusal_of(zipped({"[Content_Types].xml": TYPES, "word/document.xml": document}))


def test_a_mark_far_below_the_head_is_prose() -> None:
    paragraphs = [sentence(random.Random(i)) for i in range(80)]
    assert open_paper("a", docx_of(*paragraphs, "Mật")).text.endswith("Mật")


def test_a_pdf_is_refused_from_its_first_page() -> None:
    refusal_of(pdf_of([["BỘ NGOẠI GIAO", "MẬT", "BÁO CÁO"], ["Trang hai"]]))
    refusal_of(pdf_of([["Số: 462/BNG-CNV-m", "BÁO CÁO"]]))
    refusal_of(pdf_of([["Bìa"], ["TỐI MẬT", "BÁO CÁO"]]))


def test_a_stamp_beside_the_state_name_on_a_pdf_page_is_seen() -> None:
    target = io.BytesIO()
    page = canvas.Canvas(target)
    page.setFont(FONT, 12)
    page.drawString(60, 800, "MẬT")
    page.drawString(250, 800, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    page.drawString(60, 700, "Nội dung")
    page.save()
    refusal_of(target.getvalue())


def test_a_stamp_put_on_a_pdf_as_a_comment_is_seen() -> None:
    target = io.BytesIO()
    page = canvas.Canvas(target)
    page.setFont(FONT, 12)
    page.drawString(60, 700, "Nội dung")
    page.textAnnotation("TỐI MẬT", (400, 780, 500, 800))
    page.save()
    refusal_of(target.getvalue())


def test_a_web_page_cannot_hide_a_stamp_in_its_chrome() -> None:
    refusal_of(
        "<html><body><header><b>M</b>ẬT</header><article><p>Nội dung</p></article></body></html>".encode()
    )
    menu = "".join(f"<li>Mục thực đơn số {i}</li>" for i in range(400))
    refusal_of(f"<html><body><nav><ul>{menu}</ul></nav><article><p>MẬT</p></article></body></html>".encode())


def test_the_refusal_quotes_nothing_of_the_paper() -> None:
    secret = "đàm phán biên giới với nước láng giềng"
    refusal = refusal_of(docx_of("MẬT", "Số: 99/XYZ", secret))
    told = refusal.message("vi") + refusal.message("en") + repr(refusal) + repr(refusal.args)
    assert secret not in told and "99/XYZ" not in told and refusal.detail == ""


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "Word/Document.xml"])
def test_a_word_file_with_two_parts_of_one_name_is_refused(name):
    """Word may show the other one than the guard has looked at."""
    target = io.BytesIO(docx_of_body(REST))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(
            name, zipfile.ZipFile(io.BytesIO(docx_of_body(p("MẬT") + REST))).read("word/document.xml")
        )
    with pytest.raises(Refusal) as refused:
        open_paper("công văn.docx", target.getvalue())
    assert refused.value.reason is Reason.BROKEN
