"""The papers a review must refuse, one for each reason that a pile of reports meets."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tools.samples import instrument
from tools.samples.directive import letterhead, signature
from tools.samples.formats import FONTS, MARK
from tools.samples.word import ZIP_TIME, Look, Word, zipped

ASSETS = Path(__file__).parent / "assets"
_INFLATED = 256 * 1024 * 1024
_SENTENCES = (
    "Đây là văn bản mẫu, viết ra để thử việc từ chối tiếp nhận; nội dung không có thật.",
    "Cơ quan báo cáo tóm tắt tình hình thực hiện Chỉ thị trong kỳ và kính gửi Cơ quan Mẫu tổng hợp.",
    "Các nội dung chi tiết sẽ được gửi sau theo đường phù hợp.",
)


def paper(number: str, *, stamp: str = "") -> bytes:
    """Return a short Word report with the given number and stamp."""
    word = Word(Look())
    word.add(word.paragraph(word.run(MARK, italic=True, size=24), align="center", indent=0))
    agency = ["ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU"]
    letterhead(word, agency, number, "Lai Châu, ngày 30 tháng 10 năm 2025", stamp=stamp)
    word.centred("BÁO CÁO")
    word.centred("Kết quả thực hiện Chỉ thị số 01/CT-MAU")
    for text in _SENTENCES:
        word.text(text)
    signature(word, ["Cơ quan Mẫu;", "Lưu: VT."], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Nguyễn Văn Mẫu")
    return word.data(
        mark=instrument.MARK, title="Báo cáo mẫu", author="Bang Giao", created="2025-10-30T08:00:00Z"
    )


def truncated() -> bytes:
    """Return a Word file whose end was lost on the way."""
    whole = paper("88/BC-UBND")
    return whole[: len(whole) * 6 // 10]


def password_protected() -> bytes:
    """Return a Word file encrypted by Office's own scheme (an OLE2 file with an EncryptedPackage stream).

    Encryption draws a random salt, so the file is kept rather than made; its password is "mau-2025".
    """
    return (ASSETS / "password-protected.docx").read_bytes()


def scanned() -> bytes:
    """Return a PDF that is only the picture of a page."""
    page = Image.new("L", (1240, 1754), 247)
    pen = ImageDraw.Draw(page)
    bold = ImageFont.truetype(str(FONTS / "Tinos-Bold.ttf"), 30)
    font = ImageFont.truetype(str(FONTS / "Tinos-Regular.ttf"), 27)
    pen.text((120, 60), MARK, font=font, fill=60)
    pen.text((150, 150), "ỦY BAN NHÂN DÂN\nTỈNH VĨNH LONG", font=bold, fill=40, align="center")
    pen.text(
        (520, 150),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        font=bold,
        fill=40,
        align="center",
    )
    pen.text((560, 330), "BÁO CÁO", font=bold, fill=40)
    for index, text in enumerate(_SENTENCES):
        for row, part in enumerate((text[:70], text[70:])):
            pen.text((130, 430 + 110 * index + 45 * row), part, font=font, fill=40)
    picture = io.BytesIO()
    page.rotate(0.7, fillcolor=235).save(picture, "JPEG", quality=60)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(io.BytesIO(picture.getvalue())), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def bomb() -> bytes:
    """Return a small Word file whose main part expands to 256 MB of blanks."""
    members = zipfile.ZipFile(io.BytesIO(paper("89/BC-UBND")))
    parts = {name: members.read(name) for name in members.namelist()}
    head, body, tail = parts["word/document.xml"].partition(b"<w:body>")
    buffer = io.BytesIO(zipped({name: data for name, data in parts.items() if name != "word/document.xml"}))
    with zipfile.ZipFile(buffer, "a") as archive:
        info = zipfile.ZipInfo("word/document.xml", ZIP_TIME)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 3
        with archive.open(info, "w") as member:
            member.write(head + body)
            for _ in range(256):
                member.write(b" " * (_INFLATED // 256))
            member.write(tail)
    return buffer.getvalue()


# file -> (reason, its maker); the reasons are those of banggiao.reading.refusal.Reason
REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "ban-quet.pdf": ("no-text", scanned),
    "co-mat-khau.docx": ("encrypted", password_protected),
    "cut-duoi.docx": ("broken", truncated),
    "bom-nen.docx": ("bomb", bomb),
    "dong-dau.docx": ("secret", lambda: paper("15/BC-UBND", stamp="MẬT")),
    "so-ky-hieu-m.docx": ("secret", lambda: paper("12/BC-UBND-m")),
}
