"""The fast reader of a Word file's body: bytes and regular expressions, no tree.

It reads what nearly every report is made of: paragraphs, runs, tabs, breaks, styles and tables. What it
does not know (tracked changes, text boxes, notes, hidden text) it must not guess: :func:`is_plain` says so
and the tree reader takes over.
"""

from __future__ import annotations

from banggiao.language import lazy_re as re
from banggiao.reading.intake.docx_body import Body
from banggiao.reading.intake.docx_styles import PLAIN, Styles
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.xml import unescape

_NOT_PLAIN = re.compile(
    rb"<(?:w:(?:ins|del|moveFrom|moveTo|footnoteReference|endnoteReference|vanish|txbxContent|textbox"
    rb"|pPrChange|rPrChange|tcPrChange|trPrChange|customXml|altChunk)[ />]"
    rb"|w:(?:t|p|tbl|tr|tc)[\r\n\t]|/w:(?:t|p|tbl|tr|tc)\s|mc:|!|v:)"
)
_ROOT = re.compile(rb"\s*+(?:<\?xml[^<>]*\?>\s*+)?<w:document[ >]")
_CONTENT = re.compile(rb"<w:(?:t(?: [^<>]*[^<>/])?>([^<]*)|(tab|br|cr|noBreakHyphen)[ />])")
_SIGNS = {b"": b"", b"tab": b"\t", b"br": b" ", b"cr": b" ", b"noBreakHyphen": b"-"}
_STRUCTURE = re.compile(rb'<(/?)w:(tbl|tr|tc|gridSpan|gridBefore|vMerge)(?: w:val="([^"<>]*)")?(?=[ />])')
_END = b"</w:document>"


def is_plain(xml: bytes) -> bool:
    """Tell whether the fast reader reads this UTF-8 document whole and right."""
    return (
        _ROOT.match(xml) is not None
        and xml.rstrip().endswith(_END)
        and b"w:val='" not in xml
        and _NOT_PLAIN.search(xml) is None
    )


def read_fast(xml: bytes, styles: Styles, body: Body, watch: Watch) -> None:
    """Drive ``body`` with the paragraphs and tables of a document for which :func:`is_plain` holds."""
    escaped = b"&" in xml
    findall = _CONTENT.findall
    for index, chunk in enumerate(xml[xml.find(b"<w:body") :].split(b"</w:p>")):
        if not index % 1000:
            watch.check()
        opened = 0 if chunk.startswith(b"<w:p>") else max(chunk.rfind(b"<w:p>"), chunk.rfind(b"<w:p "))
        if opened != 0:
            _structure(chunk if opened < 0 else chunk[:opened], body)
        if opened < 0:
            continue
        runs = opened
        look = PLAIN
        properties_end = chunk.find(b"</w:pPr>", opened)
        if properties_end >= 0:
            runs = properties_end
            look = styles.look(chunk[chunk.find(b"<w:pPr", opened) : properties_end])
        content = chunk[runs:]
        found = findall(content)
        text = b"".join([words or _SIGNS[sign] for words, sign in found]).decode("utf-8")
        if escaped and "&" in text:
            text = unescape(text)
        bold = look.bold
        if text and (bold or b"<w:b/>" in content or b"<w:b " in content or b"<w:rStyle" in content):
            bold = _all_bold(content, styles, look.bold)
        body.paragraph(text, look, bold)


def _all_bold(content: bytes, styles: Styles, default: bool) -> bool:
    """Tell whether every run with words is bold."""
    for run in content.split(b"</w:r>"):
        words = any(text.strip() for text, _ in _CONTENT.findall(run))
        if words and not styles.run_bold(run, default):
            return False
    return True


def _structure(between: bytes, body: Body) -> None:
    """Read the table tags between two paragraphs."""
    for closing, name, value in _STRUCTURE.findall(between):
        if closing:
            if name == b"tbl":
                body.close_table()
        elif name == b"tbl":
            body.open_table()
        elif name == b"tr":
            body.row()
        elif name == b"tc":
            body.cell()
        elif name == b"vMerge":
            if value != b"restart":
                body.cover_cell()
        elif value.isdigit() and len(value) < 4:
            if name == b"gridSpan":
                body.widen_cell(int(value))
            else:
                body.skip_columns(int(value))
