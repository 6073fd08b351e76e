"""Scanned pages: told as such; recognised only when asked, and marked in all that is read of them."""

import io
import json

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from banggiao.cli import main
from banggiao.packs import load_pack
from banggiao.reading.export import reading_to_dict
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.intake import Limits, ocr, open_paper
from banggiao.reading.reader import Reader
from banggiao.reading.refusal import Reason, Refusal

from .papers import pdf_of

LINES = [
    "BÁO CÁO",
    "Kết quả công tác đối ngoại năm 2024",
    "Năm 2024, tỉnh đã ký kết 12 thỏa thuận hợp tác với các đối tác nước ngoài,",
    "tổ chức 15 đoàn đi công tác và đón 30 đoàn khách quốc tế đến làm việc.",
]
needs_tesseract = pytest.mark.skipif(ocr.tesseract() is None, reason="needs Tesseract with Vietnamese")


def scan_of(*pages: list[str], also: list[str] | None = None) -> bytes:
    """Return a PDF whose pages are pictures of text; ``also`` is a last page with letters."""
    target = io.BytesIO()
    sheet = canvas.Canvas(target)
    for lines in pages:
        page = pdfium.PdfDocument(pdf_of([lines]))[0]
        bitmap = page.render(scale=3, grayscale=True)
        raw = bytes(bitmap.buffer)
        rows = b"".join(
            raw[at : at + bitmap.width] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
        )
        picture = io.BytesIO(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + rows)
        sheet.drawImage(ImageReader(picture), 0, 0, 595, 842)
        sheet.showPage()
    if also:
        from .papers import FONT

        sheet.setFont(FONT, 13)
        for number, line in enumerate(also):
            sheet.drawString(85, 780 - 20 * number, line)
        sheet.showPage()
    sheet.save()
    return target.getvalue()


def test_a_scan_is_told_as_such_unless_recognition_is_asked_for() -> None:
    with pytest.raises(Refusal) as refused:
        open_paper("quét.pdf", scan_of(LINES))
    assert refused.value.reason is Reason.NO_TEXT
    assert not open_paper("chữ.pdf", pdf_of([LINES]), ocr=True).ocr


def test_without_the_program_the_refusal_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "tesseract", lambda: None)
    with pytest.raises(Refusal) as refused:
        open_paper("quét.pdf", scan_of(LINES), ocr=True)
    assert refused.value.reason is Reason.NO_TEXT and "Tesseract" in refused.value.detail


@needs_tesseract
def test_scanned_pages_are_recognised_and_marked_in_every_record() -> None:
    paper = open_paper("quét.pdf", scan_of(LINES, also=["Trang có chữ thật."]), ocr=True)
    assert "công tác đối ngoại" in paper.text
    assert "12 thỏa thuận hợp tác" in paper.text
    assert paper.text.endswith("Trang có chữ thật.")
    assert paper.blocks[0].page == 1 and paper.blocks[-1].page == 2
    assert paper.ocr and paper.ocr_confidence is not None and 0.5 < paper.ocr_confidence <= 1
    assert any("OCR" in note for note in paper.notes)
    reading = Reader(Gazetteer.from_pack(load_pack("vn"))).read(paper)
    records = [*reading.statements, *reading.mentions, *reading.figures, *reading.assignments]
    assert reading.statements and reading.figures
    assert all(record.rule.startswith("ocr:") for record in records)
    assert all(mention.confidence <= paper.ocr_confidence for mention in reading.mentions)
    assert reading_to_dict(reading)["paper"]["ocr"] == round(paper.ocr_confidence, 4)


@needs_tesseract
def test_a_mark_of_secrecy_in_a_scan_is_seen_and_limits_hold() -> None:
    with pytest.raises(Refusal) as refused:
        open_paper("quét.pdf", scan_of(["MẬT", "", *LINES]), ocr=True)
    assert refused.value.reason is Reason.SECRET
    for limits, reason in (
        (Limits(max_ocr_pages=0), Reason.TOO_LARGE),
        (Limits(ocr_seconds=0.01), Reason.TIMEOUT),
    ):
        with pytest.raises(Refusal) as refused:
            open_paper("quét.pdf", scan_of(LINES), limits=limits, ocr=True)
        assert refused.value.reason is reason


@needs_tesseract
def test_the_command_line_recognises_when_asked(tmp_path) -> None:
    file = tmp_path / "quét.pdf"
    file.write_bytes(scan_of(LINES))
    assert CliRunner().invoke(main, ["read", str(file)]).exit_code == 1
    told = CliRunner().invoke(main, ["read", str(file), "--ocr", "--json"])
    assert told.exit_code == 0 and json.loads(told.stdout)["paper"]["ocr"] > 0.5
