"""PDF files with a text layer: pages, paragraphs and columns."""

import base64
import io
import random
import time
import zlib

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from banggiao.reading.intake import Limits, open_paper
from banggiao.reading.paper import Paper
from banggiao.reading.refusal import Reason, Refusal

from .papers import BOLD_FONT, FONT, pdf_of, sentence

BODY = ParagraphStyle(
    "body", fontName=FONT, fontSize=13, leading=18, firstLineIndent=28, alignment=4, spaceAfter=4
)
HEADING = ParagraphStyle("heading", fontName=BOLD_FONT, fontSize=13, leading=18, spaceBefore=6)
CENTRED = ParagraphStyle("centred", fontName=FONT, fontSize=11, leading=14, alignment=1)
CENTRED_BOLD = ParagraphStyle("centred-bold", parent=CENTRED, fontName=BOLD_FONT)


def lines(paper: Paper) -> list[str]:
    return [paper.words(block.start, block.end) for block in paper.blocks]


def report() -> tuple[bytes, list[str]]:
    """Return a report of several pages in the official layout, and its body's paragraphs."""
    source = random.Random(5)
    head = Table(
        [
            [
                Paragraph("UBND TỈNH THỬ", CENTRED),
                Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", CENTRED_BOLD),
            ],
            [Paragraph("SỞ NGOẠI VỤ", CENTRED_BOLD), Paragraph("Độc lập - Tự do - Hạnh phúc", CENTRED_BOLD)],
            [Paragraph("Số: 12/BC-SNV", CENTRED), Paragraph("Thử, ngày 1 tháng 2 năm 2024", CENTRED)],
        ],
        colWidths=[170, 300],
    )
    story = [head, Spacer(1, 20), Paragraph("BÁO CÁO", CENTRED_BOLD)]
    body = ["BÁO CÁO"]
    for number in range(1, 13):
        heading = f"{number}. {sentence(source, 6)[:-1]}"
        story.append(Paragraph(heading, HEADING))
        body.append(heading)
        for _ in range(4):
            text = " ".join(sentence(source, 18) for _ in range(3))
            story.append(Paragraph(text, BODY))
            body.append(text)

    def edges(sheet: canvas.Canvas, document: SimpleDocTemplate) -> None:
        sheet.setFont(FONT, 10)
        sheet.drawCentredString(300, 820, str(document.page))
        sheet.drawString(60, 20, f"Báo cáo của Sở Ngoại vụ - trang {document.page}")

    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4).build(story, onFirstPage=edges, onLaterPages=edges)
    return target.getvalue(), body


def test_wrapped_lines_become_the_paragraphs_that_were_written() -> None:
    data, body = report()
    paper = open_paper("báo cáo.pdf", data)
    head = [
        "UBND TỈNH THỬ", "SỞ NGOẠI VỤ", "Số: 12/BC-SNV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Thử, ngày 1 tháng 2 năm 2024",
    ]  # fmt: skip
    assert lines(paper) == head + body
    assert any("Đầu trang" in note for note in paper.notes)


def test_pages_are_numbered_and_headings_bold() -> None:
    data, _ = report()
    paper = open_paper("báo cáo.pdf", data)
    pages = [block.page for block in paper.blocks]
    assert paper.pages is not None and paper.pages > 3
    assert pages[0] == 1 and pages[-1] == paper.pages
    assert pages == sorted(pages, key=lambda page: page or 0)
    headings = [block for block in paper.blocks if paper.words(block.start, block.end)[:2] in ("1.", "7.")]
    assert headings and all(block.bold for block in headings)
    assert not paper.blocks[-1].bold


def test_bullets_and_items_begin_paragraphs() -> None:
    page = [
        "Kết quả đạt được gồm có các mặt sau đây đã nêu",
        "- Về đào tạo",
        "- Về hợp tác",
        "a) Một",
        "2. Hai",
    ]
    assert lines(open_paper("a.pdf", pdf_of([page]))) == page


def test_columns_far_apart_are_told_apart() -> None:
    target = io.BytesIO()
    sheet = canvas.Canvas(target)
    sheet.setFont(FONT, 12)
    sheet.drawString(60, 300, "Đoàn ra")
    sheet.drawString(300, 300, "12")
    sheet.drawString(400, 300, "14")
    sheet.save()
    assert lines(open_paper("a.pdf", target.getvalue())) == ["Đoàn ra\t12\t14"]


def test_accents_drawn_after_the_line_return_to_their_words() -> None:
    # As some word processors do when the font lacks the Vietnamese letters.
    target = io.BytesIO()
    sheet = canvas.Canvas(target)
    sheet.setFont(FONT, 12)
    later, at = [], 60.0
    for letter in "Hội nhập quốc tế":
        (later.append((at, letter)) if letter in "ộậốế" else sheet.drawString(at, 500, letter))
        at += sheet.stringWidth(letter, FONT, 12)
    for place, letter in later:
        sheet.drawString(place, 500, letter)
    sheet.save()
    assert open_paper("a.pdf", target.getvalue()).text == "Hội nhập quốc tế"


def scan(pages: int, worded: int) -> bytes:
    """Return a PDF of pictures of pages, ``worded`` of them with text."""
    from PIL import Image

    target = io.BytesIO()
    sheet = canvas.Canvas(target)
    for number in range(pages):
        if number < worded:
            sheet.setFont(FONT, 12)
            sheet.drawString(60, 500, f"Trang có chữ số {number}, nội dung công tác.")
        else:
            sheet.drawImage(ImageReader(Image.new("L", (20, 20), 200)), 50, 50, 400, 600)
        sheet.showPage()
    sheet.save()
    return target.getvalue()


def test_a_scan_is_refused_and_a_paper_with_a_scanned_page_is_not() -> None:
    for data in (scan(3, 0), scan(5, 1)):
        with pytest.raises(Refusal) as refused:
            open_paper("quét.pdf", data)
        assert refused.value.reason is Reason.NO_TEXT
    paper = open_paper("lẫn.pdf", scan(4, 3))
    assert any("4" in note for note in paper.notes)


def test_a_password_is_named() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = pdf_of([["Nội dung"]], encrypt=StandardEncryption("mậtkhẩu".encode().hex(), strength=128))
    with pytest.raises(Refusal) as refused:
        open_paper("khóa.pdf", data)
    assert refused.value.reason is Reason.ENCRYPTED


@pytest.mark.parametrize("share", [0.02, 0.3])
def test_a_pdf_cut_short_is_broken(share: float) -> None:
    data, _ = report()
    with pytest.raises(Refusal) as refused:
        open_paper("cụt.pdf", data[: int(len(data) * share)])
    assert refused.value.reason in (Reason.BROKEN, Reason.NO_TEXT)


def test_too_many_pages_are_too_large() -> None:
    with pytest.raises(Refusal) as refused:
        open_paper("dày.pdf", pdf_of([["a"]] * 4), limits=Limits(max_pages=3))
    assert refused.value.reason is Reason.TOO_LARGE


def packed_page(content: bytes, filters: str = "/FlateDecode") -> bytes:
    """Return a PDF of one page with this packed content."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
        f"<< /Length {len(content)} /Filter {filters} >>\nstream\n".encode() + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


SHOWN = b"BT /F1 12 Tf 50 700 Td " + b"(Bao cao) Tj " * 80_000 + b"ET"


@pytest.mark.parametrize(
    "data",
    [
        packed_page(zlib.compress(SHOWN)),
        packed_page(zlib.compress(b" " * 20_000_000)),
        packed_page(zlib.compress(zlib.compress(b" " * 9_000_000)), "[/FlateDecode /FlateDecode]"),
        packed_page(base64.a85encode(zlib.compress(SHOWN)) + b"~>", "[/ASCII85Decode /FlateDecode]"),
    ],
    ids=["text", "spaces", "twice", "ascii"],
)
def test_a_page_that_unpacks_abnormally_is_a_bomb(data: bytes) -> None:
    assert len(data) < 100_000
    began = time.process_time()
    with pytest.raises(Refusal) as refused:
        open_paper("bom.pdf", data)
    assert refused.value.reason is Reason.BOMB
    assert time.process_time() - began < 1


def test_an_honest_packed_page_is_read() -> None:
    assert (
        open_paper("a.pdf", packed_page(zlib.compress(b"BT /F1 12 Tf 50 700 Td (Bao cao) Tj ET"))).text
        == "Bao cao"
    )
