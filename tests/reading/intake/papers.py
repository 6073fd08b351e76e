"""Makes the files that the tests read. All their text is written for the tests."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import docx
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

FONT, BOLD_FONT = "Tinos", "Tinos-Bold"
_FONTS = Path(__file__).parents[3] / "tools" / "samples" / "fonts"
pdfmetrics.registerFont(TTFont(FONT, _FONTS / "Tinos-Regular.ttf"))
pdfmetrics.registerFont(TTFont(BOLD_FONT, _FONTS / "Tinos-Bold.ttf"))

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
SYLLABLES = (
    "công tác đối ngoại hội nhập quốc tế địa phương thực hiện nhiệm vụ kết quả đạt được trong giai đoạn "
    "hợp tác phát triển kinh tế xã hội tăng cường nâng cao hiệu quả"
).split()


def sentence(source: random.Random, length: int = 20) -> str:
    """Return a sentence of the genre's words in no order."""
    return " ".join(source.choice(SYLLABLES) for _ in range(length)).capitalize() + "."


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of the members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def docx_of_body(body: str, *, head: str = "", tail: str = "", **parts: str | bytes) -> bytes:
    """Return a docx whose document part has this body; ``parts`` are further parts, "styles" and so on."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{head}<w:document {W}'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>{tail}"
    )
    members: dict[str, bytes | str] = {"[Content_Types].xml": TYPES, "word/document.xml": document}
    members.update({f"word/{name}.xml": content for name, content in parts.items()})
    return zipped(members)


def p(text: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph with one run."""
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    rpr = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p>{ppr}<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx_of(*paragraphs: str) -> bytes:
    """Return a docx with these paragraphs."""
    return docx_of_body("".join(p(text) for text in paragraphs))


def python_docx_bytes(document: docx.document.Document) -> bytes:
    """Return what Word would save."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def long_report(seed: int = 1, characters: int = 55_000) -> bytes:
    """Return a report of about 20 pages with headings, tables and automatic numbers."""
    source = random.Random(seed)
    document = docx.Document()
    written, count = 0, 0
    while written < characters:
        if count % 12 == 0:
            document.add_heading(f"{count // 12 + 1}. Kết quả thực hiện", level=1 + count % 2)
        paragraph = document.add_paragraph()
        for _ in range(3):
            text = sentence(source, 25) + " "
            paragraph.add_run(text).font.name = "Times New Roman"
            written += len(text)
        count += 1
        if count % 40 == 0:
            table = document.add_table(8, 4)
            for row in range(8):
                for column in range(4):
                    table.cell(row, column).text = f"Chỉ tiêu {row} {column}"
        if count % 10 == 0:
            document.add_paragraph("Mục đánh số", style="List Number")
    return python_docx_bytes(document)


def pdf_of(pages: list[list[str]], **settings: object) -> bytes:
    """Return a PDF with these lines on these pages; ``settings`` go to the canvas."""
    target = io.BytesIO()
    sheet = canvas.Canvas(target, **settings)
    for lines in pages:
        sheet.setFont(FONT, 13)
        for number, line in enumerate(lines):
            sheet.drawString(85, 780 - 20 * number, line)
        sheet.showPage()
    sheet.save()
    return target.getvalue()
