"""A .docx file around a body of text: its styles, page numbers, draft mark and properties."""

# ruff: noqa: E501 - markup is easier to check unbroken

from __future__ import annotations

from banggiao.publishing.ooxml import DECLARATION, RELATIONS, package, relations

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = "wordprocessingml"
_NAMESPACES = f'xmlns:w="{_W}" xmlns:r="{RELATIONS}"'

# Relationship ids of the parts that the sections of a document may name.
PAGE_NUMBER = "rIdPageNumber"
NO_PAGE_NUMBER = "rIdNoPageNumber"
DRAFT_FOOTER = "rIdDraftFooter"
DRAFT_FOOTER_FIRST = "rIdDraftFooterFirst"


def docx_bytes(body: str, *, title: str, draft: bool = False) -> bytes:
    """Return the bytes of a Word file with ``body`` as the inside of ``w:body``.

    ``draft`` adds the footers that mark every page as an unconfirmed draft.
    """
    document = f"{DECLARATION}<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    related = [
        ("rIdStyles", "styles", _STYLES),
        ("rIdSettings", "settings", _SETTINGS),
        ("rIdFonts", "fontTable", _FONT_TABLE),
        (PAGE_NUMBER, "header", _HEADER_WITH_PAGE_NUMBER),
        (NO_PAGE_NUMBER, "header", _EMPTY_HEADER),
    ]
    if draft:
        related += [(DRAFT_FOOTER, "footer", _FOOTER_DRAFT), (DRAFT_FOOTER_FIRST, "footer", _FOOTER_DRAFT)]
    parts = {"word/document.xml": (f"{_WORD}.document.main+xml", document)}
    links = []
    for number, (key, kind, content) in enumerate(related, start=1):
        parts[f"word/{kind}{number}.xml"] = (f"{_WORD}.{kind}+xml", content)
        links.append((key, f"{RELATIONS}/{kind}", f"{kind}{number}.xml"))
    parts["word/_rels/document.xml.rels"] = ("", relations(links))
    return package("word/document.xml", parts, title=title)


_FONT_TABLE = (
    f'{DECLARATION}<w:fonts {_NAMESPACES}><w:font w:name="Times New Roman">'
    '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="A3"/><w:family w:val="roman"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)

_SETTINGS = (
    f'{DECLARATION}<w:settings {_NAMESPACES}><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)

_HEADER_WITH_PAGE_NUMBER = (
    f'{DECLARATION}<w:hdr {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
    '<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)

_EMPTY_HEADER = (
    f'{DECLARATION}<w:hdr {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>'
)

_FOOTER_DRAFT = (
    f'{DECLARATION}<w:ftr {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    "<w:r><w:t>BẢN NHÁP, CHƯA XÁC NHẬN</w:t></w:r></w:p></w:ftr>"
)


def _paragraph_style(
    key: str, name: str, *, layout: str = "", letters: str = "", based_on: str = "Normal"
) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:qFormat/><w:pPr>{layout}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
    )


def _character_style(key: str, name: str, letters: str) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f"<w:rPr>{letters}</w:rPr></w:style>"
    )


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


_CENTRE = '<w:jc w:val="center"/>'
_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_INDENTED = '<w:ind w:firstLine="720"/><w:jc w:val="both"/>'  # 1,27 cm, as Phụ lục I allows

_STYLES = (
    f"{DECLARATION}<w:styles {_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" '
    f'w:cs="Times New Roman"/>{_size(14)}<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    "<w:tblPr><w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblCellMar><w:left w:w="68" w:type="dxa"/><w:right w:w="68" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
    + _paragraph_style("Header", "header", layout=_CENTRE)
    + _paragraph_style("Footer", "footer", layout=_CENTRE, letters='<w:color w:val="595959"/>' + _size(10))
    + _paragraph_style("Title", "Title", layout=_CENTRE, letters=_BOLD + _size(14))
    + _paragraph_style(
        "BodyText",
        "Body Text",
        layout=f'<w:spacing w:before="0" w:after="120" w:line="264" w:lineRule="auto"/>{_INDENTED}',
    )
    + _paragraph_style(
        "Heading1",
        "heading 1",
        layout='<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:ind w:firstLine="720"/>'
        '<w:jc w:val="both"/><w:outlineLvl w:val="0"/>',
        letters=_BOLD + "<w:caps/>" + _size(14),
    )
    + _paragraph_style(
        "Heading2",
        "heading 2",
        layout=f'<w:keepNext/><w:spacing w:before="160" w:after="120"/>{_INDENTED}<w:outlineLvl w:val="1"/>',
        letters=_BOLD + _size(14),
    )
    + _paragraph_style(
        "Heading3",
        "heading 3",
        layout=f'<w:keepNext/><w:spacing w:before="120" w:after="120"/>{_INDENTED}<w:outlineLvl w:val="2"/>',
        letters=_BOLD + _ITALIC + _size(14),
    )
    + _paragraph_style(
        "Heading4",
        "heading 4",
        layout=f'<w:keepNext/><w:spacing w:before="60" w:after="60"/>{_INDENTED}<w:outlineLvl w:val="3"/>',
        letters=_ITALIC + _size(14),
    )
    + _paragraph_style(
        "DraftNote",
        "Draft Note",
        layout='<w:keepNext/><w:spacing w:before="0" w:after="80"/><w:ind w:left="720"/>',
        letters=_ITALIC + '<w:color w:val="595959"/>' + _size(11),
    )
    + _paragraph_style(
        "TableText", "Table Text", layout='<w:spacing w:before="30" w:after="30"/>', letters=_size(11)
    )
    + _paragraph_style(
        "TableHead",
        "Table Head",
        layout=f'<w:keepNext/><w:spacing w:before="40" w:after="40"/>{_CENTRE}',
        letters=_BOLD + _size(11),
    )
    + _character_style("Citation", "Citation", '<w:color w:val="595959"/>' + _size(10))
    + _character_style("DraftMark", "Draft Mark", '<w:b/><w:color w:val="7F1D1D"/>')
    + "</w:styles>"
)
