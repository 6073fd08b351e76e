"""Writes a report as Word, PDF, web page or plain text; the same report always gives the same bytes."""

from __future__ import annotations

import io
import random
import unicodedata
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, Spacer, Table, TableStyle
from reportlab.platypus import Paragraph as Lines

from tools.samples import instrument
from tools.samples.directive import letterhead, signature
from tools.samples.model import Heading, Paragraph, Report
from tools.samples.plan import SEED
from tools.samples.word import Look, Word

FONTS = Path(__file__).parent / "fonts"
MARK = f"({instrument.MARK})"
_STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def write(report: Report) -> bytes:
    """Return the report's file in the format of its plan."""
    return _WRITERS[report.plan.format](report)


# -- Word -------------------------------------------------------------------------------------------------


def look_of(report: Report) -> Look:
    """Return how this office formats its papers."""
    draw = random.Random(f"{SEED}|look|{report.plan.file}")
    return Look(
        size=draw.choice((26, 28, 28)),
        line=draw.choice((264, 276, 288)),
        indent=draw.choice((567, 720)),
        heading_styles=draw.random() < 0.5,
        list_bullets=draw.random() < 0.35,
        split_runs=draw.random() < 0.3,
    )


def docx(report: Report) -> bytes:
    word = Word(look_of(report))
    word.add(word.paragraph(word.run(MARK, italic=True, size=24), align="center", indent=0))
    party = report.plan.body.kind == "party"
    letterhead(word, list(report.agency), report.number, report.place_date, party=party)
    word.centred("BÁO CÁO")
    word.centred(report.subject)
    for block in report.blocks:
        if isinstance(block, Heading):
            word.heading(block.text, block.level)
        else:
            word.text(block.text, bullet=block.bullet)
    signature(word, list(report.recipients), list(report.signed_as), report.signer)
    for annex in report.annexes:
        word.centred(annex.caption[0], page_break=True)
        word.centred(annex.caption[1])
        word.centred(annex.caption[2], bold=False, italic=True)
        word.table([list(row) for row in annex.rows], list(annex.widths))
    day = report.plan.date
    if report.plan.decomposed:
        word.body = [unicodedata.normalize("NFD", xml) for xml in word.body]
    return word.data(
        mark=instrument.MARK, title="Báo cáo mẫu", author="Bang Giao", created=f"{day.isoformat()}T08:00:00Z"
    )


# -- PDF --------------------------------------------------------------------------------------------------


@cache
def _fonts() -> None:
    for name, file in (("Tinos", "Tinos-Regular"), ("Tinos-Bold", "Tinos-Bold")):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{file}.ttf"))


def _style(name: str, **more: object) -> ParagraphStyle:
    return ParagraphStyle(name, fontName="Tinos", fontSize=13.5, leading=19, spaceAfter=6, **more)


def _foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont("Tinos", 9)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 12 * mm, str(document.page))
    canvas.drawCentredString(A4[0] / 2, 10 * mm, instrument.MARK)
    canvas.restoreState()


def pdf(report: Report) -> bytes:
    _fonts()
    body = _style("body", alignment=TA_JUSTIFY, firstLineIndent=28)
    centre = _style("centre", alignment=TA_CENTER)
    small = ParagraphStyle("small", fontName="Tinos", fontSize=11, leading=14, alignment=TA_CENTER)
    cell = ParagraphStyle("cell", fontName="Tinos", fontSize=10.5, leading=13)

    def bold(text: str) -> str:
        return f'<font name="Tinos-Bold">{escape(text)}</font>'

    def columns(left: list[str], right: list[str]) -> Flowable:
        return Table(
            [[[Lines(text, small) for text in left], [Lines(text, small) for text in right]]],
            colWidths=[68 * mm, 97 * mm],
            style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]),
        )

    *above, agency = report.agency
    flow: list[Flowable] = [Lines(MARK, small), Spacer(1, 6)]
    flow.append(
        columns(
            [*map(escape, above), bold(agency), "–––––––", f"Số: {escape(report.number)}"],
            [*map(bold, _STATE), "––––––––––––––", escape(report.place_date)],
        )
    )
    flow += [Spacer(1, 10), Lines(bold("BÁO CÁO"), centre), Lines(bold(report.subject), centre)]
    for block in report.blocks:
        if isinstance(block, Heading):
            flow.append(Lines(bold(block.text), _style("head", firstLineIndent=28, keepWithNext=1)))
        else:
            flow.append(Lines(escape(f"- {block.text}" if block.bullet else block.text), body))
    flow.append(Spacer(1, 12))
    signed = [*map(bold, report.signed_as), "(Đã ký)", bold(report.signer)]
    flow.append(columns([bold("Nơi nhận:"), *(escape(f"- {text}") for text in report.recipients)], signed))
    for annex in report.annexes:
        first, second, third = annex.caption
        flow += [
            PageBreak(),
            Lines(bold(first), centre),
            Lines(bold(second), centre),
            Lines(escape(third), centre),
        ]
        rows = [
            [Lines(bold(text) if index == 0 else escape(text), cell) for text in row]
            for index, row in enumerate(annex.rows)
        ]
        grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        scale = 165 * mm / sum(annex.widths)
        flow.append(
            Table(rows, colWidths=[width * scale for width in annex.widths], style=grid, repeatRows=1)
        )
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
        leftMargin=30 * mm,
        rightMargin=15 * mm,
        title="Báo cáo mẫu",
        author="Bang Giao",
        invariant=1,
    )
    document.build(flow, onFirstPage=_foot, onLaterPages=_foot)
    return buffer.getvalue()


# -- web page ---------------------------------------------------------------------------------------------

_MENU = (
    "Trang chủ",
    "Giới thiệu",
    "Tin tức - Sự kiện",
    "Văn bản chỉ đạo",
    "Dịch vụ công",
    "Thủ tục hành chính",
    "Liên hệ",
)
_RELATED = (
    "Thông báo lịch tiếp công dân định kỳ của lãnh đạo cơ quan",
    "Mời tham gia cuộc thi ảnh đẹp về quê hương",
    "Hướng dẫn nộp hồ sơ trực tuyến trên cổng dịch vụ công",
)


def html(report: Report) -> bytes:
    """Return a page as offices publish it: menus, related news, and the lead paragraph printed twice."""
    name = " ".join(report.agency)
    lines = [
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">',
        f"<title>Báo cáo {escape(report.subject)} | Cổng thông tin điện tử</title>",
        "<style>body{font-family:serif} table{border-collapse:collapse} td,th{border:1px solid}</style>",
        "<script>window.dataLayer = window.dataLayer || [];</script></head><body>",
        f'<header class="banner"><a href="/"><b>CỔNG THÔNG TIN ĐIỆN TỬ</b> {escape(name)}</a></header>',
        '<nav class="menu"><ul>'
        + "".join(f'<li><a href="#">{item}</a></li>' for item in _MENU)
        + "</ul></nav>",
        '<div class="breadcrumb"><a href="/">Trang chủ</a> » <a href="#">Văn bản chỉ đạo</a> » Báo cáo</div>',
        '<main><article class="detail">',
        f'<p class="mark"><i>{MARK}</i></p>',
        f'<h1 class="title">Báo cáo {escape(report.subject[0].lower() + report.subject[1:])}</h1>',
        f'<p class="sapo"><strong>{escape(next(report.paragraphs).text)}</strong></p>',
        '<div class="share"><a href="#">Chia sẻ</a> <a href="#">In trang</a> <span>Cỡ chữ: A- A+</span></div>',
        '<div class="content">',
        '<table class="head"><tr><td>'
        + "<br>".join([*map(escape, report.agency), f"Số: {escape(report.number)}"])
        + "</td><td>"
        + "<br>".join([*_STATE, f"<i>{escape(report.place_date)}</i>"])
        + "</td></tr></table>",
        f'<p style="text-align:center"><b>BÁO CÁO</b></p><p style="text-align:center"><b>{escape(report.subject)}</b></p>',
    ]
    for block in report.blocks:
        if isinstance(block, Heading):
            tag = f"h{block.level + 1}"
            lines.append(f"<{tag}>{escape(block.text)}</{tag}>")
        else:
            lines.append(f"<p>{escape(f'- {block.text}' if block.bullet else block.text)}</p>")
    lines.append(
        '<table class="sign"><tr><td><i>Nơi nhận:</i><br>'
        + "<br>".join(escape(f"- {text}") for text in report.recipients)
        + "</td><td>"
        + "<br>".join(map(escape, [*report.signed_as, "(Đã ký)", report.signer]))
        + "</td></tr></table>"
    )
    for annex in report.annexes:
        lines += [f'<p style="text-align:center">{escape(text)}</p>' for text in annex.caption]
        lines.append("<table>")
        for index, row in enumerate(annex.rows):
            tag = "td" if index else "th"
            lines.append("<tr>" + "".join(f"<{tag}>{escape(text)}</{tag}>" for text in row) + "</tr>")
        lines.append("</table>")
    lines += [
        "</div></article>",
        '<aside class="related"><h3>Tin liên quan</h3><ul>'
        + "".join(f'<li><a href="#">{item}</a></li>' for item in _RELATED)
        + "</ul></aside></main>",
        f'<footer><p>{MARK}</p><p>Lượt truy cập: 1.234.567</p><p><a href="#">Về đầu trang</a></p></footer>',
        "</body></html>\n",
    ]
    return "\n".join(lines).encode()


# -- plain text -------------------------------------------------------------------------------------------


def txt(report: Report) -> bytes:
    *above, agency = report.agency
    lines = [
        MARK,
        "",
        *above,
        agency,
        f"Số: {report.number}",
        "",
        *_STATE,
        report.place_date,
        "",
        "BÁO CÁO",
        report.subject,
    ]
    for block in report.blocks:
        text = f"- {block.text}" if isinstance(block, Paragraph) and block.bullet else block.text
        lines += ["", text]
    lines += [
        "",
        "Nơi nhận:",
        *(f"- {text}" for text in report.recipients),
        "",
        *report.signed_as,
        "(Đã ký)",
        report.signer,
    ]
    for annex in report.annexes:
        lines += ["", *annex.caption, "", *("\t".join(row) for row in annex.rows)]
    return "\r\n".join([*lines, "", MARK, ""]).encode()


_WRITERS: dict[str, Callable[[Report], bytes]] = {"docx": docx, "pdf": pdf, "html": html, "txt": txt}
