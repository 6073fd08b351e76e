"""A small writer of Word files: real paragraphs, styles, tables, headers and footers, byte for byte repeatable."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ZIP_TIME = (2025, 11, 1, 8, 0, 0)

_CONTENT_TYPES = (
    XML + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-'
        f'{"package.core-properties" if "core" in part else "officedocument.wordprocessingml." + kind}+xml"/>'
        for part, kind in (
            ("word/document.xml", "document.main"),
            ("word/styles.xml", "styles"),
            ("word/numbering.xml", "numbering"),
            ("word/header1.xml", "header"),
            ("word/footer1.xml", "footer"),
            ("docProps/core.xml", ""),
        )
    )
    + "</Types>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOT_RELS = (
    XML + f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELS = (
    XML
    + f'<Relationships xmlns="{_RELATIONS}">'
    + "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{target}.xml"/>'
        for i, (kind, target) in enumerate(
            (("styles", "styles"), ("numbering", "numbering"), ("header", "header1"), ("footer", "footer1")),
            1,
        )
    )
    + "</Relationships>"
)


@dataclass(frozen=True, slots=True)
class Look:
    """How an office formats its papers."""

    size: int = 28  # half points: 28 is 14 pt
    line: int = 276  # 240 is single
    after: int = 120  # twentieths of a point
    indent: int = 567  # first line, twentieths of a point
    heading_styles: bool = True  # Word's Heading styles, or plain bold paragraphs
    list_bullets: bool = False  # Word's own bullets, or a typed hyphen
    split_runs: bool = False  # as Word does after spell checking


@dataclass
class Word:
    """The parts of a Word file while it is being written."""

    look: Look
    body: list[str] = field(default_factory=list)

    def run(self, text: str, *, bold: bool = False, italic: bool = False, size: int | None = None) -> str:
        properties = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
        if size:
            properties += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        if properties:
            properties = f"<w:rPr>{properties}</w:rPr>"
        parts = [text]
        if self.look.split_runs and not bold and len(text) > 90:
            cut = text.index(" ", len(text) // 2)
            parts = [text[:cut], text[cut:]]
        return '<w:proofErr w:type="spellStart"/>'.join(
            f'<w:r>{properties}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in parts
        )

    def paragraph(
        self,
        *runs: str,
        style: str = "",
        align: str = "both",
        indent: int | None = None,
        after: int | None = None,
        bullet: bool = False,
        page_break: bool = False,
        line_under: bool = False,
    ) -> str:
        properties = f'<w:pStyle w:val="{style}"/>' if style else ""
        if page_break:
            properties += "<w:pageBreakBefore/>"
        if bullet:
            properties += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        if line_under:
            properties += '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        if after is not None:
            properties += f'<w:spacing w:after="{after}"/>'
        if indent is not None:
            properties += f'<w:ind w:firstLine="{indent}"/>'
        if align:
            properties += f'<w:jc w:val="{align}"/>'
        return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"

    def add(self, xml: str) -> None:
        self.body.append(xml)

    def text(self, text: str, *, bullet: bool = False) -> None:
        """Add a paragraph of the body."""
        if bullet and self.look.list_bullets:
            self.add(self.paragraph(self.run(text), bullet=True))
        else:
            self.add(self.paragraph(self.run(f"- {text}" if bullet else text)))

    def heading(self, text: str, level: int) -> None:
        """Add a heading of level 1 (I.), 2 (1.) or 3 (1.1. or a))."""
        if self.look.heading_styles:
            self.add(self.paragraph(self.run(text), style=f"Heading{level}"))
        else:
            self.add(self.paragraph(self.run(text, bold=level < 3, italic=level == 3)))

    def centred(
        self, text: str, *, bold: bool = True, italic: bool = False, size: int | None = None, **more: bool
    ) -> None:
        self.add(
            self.paragraph(
                self.run(text, bold=bold, italic=italic, size=size), align="center", indent=0, **more
            )
        )

    def table(
        self, rows: list[list[str]], widths: list[int], *, borders: bool = True, header: bool = True
    ) -> None:
        """Add a table. A cell is text, or ready-made paragraphs where it starts with ``<w:p>``."""
        edges = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        xml = ['<w:tbl><w:tblPr><w:tblW w:w="', str(sum(widths)), '" w:type="dxa"/>']
        if borders:
            xml.append(f"<w:tblBorders>{edges}</w:tblBorders>")
        xml.append('<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>')
        xml.extend(f'<w:gridCol w:w="{width}"/>' for width in widths)
        xml.append("</w:tblGrid>")
        for index, row in enumerate(rows):
            head = header and index == 0
            xml.append("<w:tr>" + ("<w:trPr><w:tblHeader/></w:trPr>" if head else ""))
            for cell, width in zip(row, widths, strict=True):
                content = (
                    cell
                    if cell.startswith("<w:p>")
                    else self.paragraph(
                        self.run(cell, bold=head, size=24),
                        indent=0,
                        after=40,
                        align="center" if head else "left",
                    )
                )
                xml.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>')
            xml.append("</w:tr>")
        xml.append("</w:tbl>")
        self.add("".join(xml))

    def data(self, *, mark: str, title: str, author: str, created: str) -> bytes:
        """Return the finished file. ``mark`` stands in the header and the footer of each page."""
        small = '<w:rPr><w:i/><w:sz w:val="18"/></w:rPr>'
        number = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        centre = '<w:pPr><w:spacing w:after="0"/><w:ind w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
        marked = f"<w:p>{centre}<w:r>{small}<w:t>{escape(mark)}</w:t></w:r></w:p>"
        parts = {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _ROOT_RELS,
            "word/document.xml": f'{XML}<w:document {W} xmlns:r="{_OFFICE}"><w:body>{"".join(self.body)}{_section()}</w:body></w:document>',
            "word/_rels/document.xml.rels": _DOCUMENT_RELS,
            "word/styles.xml": _styles(self.look),
            "word/numbering.xml": _NUMBERING,
            "word/header1.xml": f"{XML}<w:hdr {W}><w:p>{centre}{number}</w:p>{marked}</w:hdr>",
            "word/footer1.xml": f"{XML}<w:ftr {W}>{marked}</w:ftr>",
            "docProps/core.xml": _core(title, author, created),
        }
        return zipped({name: xml.encode() for name, xml in parts.items()})


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip of ``members`` with fixed times and rights, so that two runs write the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, compresslevel=9)
    return buffer.getvalue()


def _section() -> str:
    # A4; margins of Nghị định 30/2020: top and bottom 20 mm, left 30 mm, right 15 mm.
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" '
        'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


_NUMBERING = (
    f"{XML}<w:numbering {W}>"
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/>'
    '<w:pPr><w:ind w:left="567" w:hanging="283"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def _styles(look: Look) -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="120"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f"<w:rPr>{style}</w:rPr></w:style>"
        for level, style in ((1, "<w:b/>"), (2, "<w:b/>"), (3, "<w:b/><w:i/>"))
    )
    return (
        f"{XML}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
        f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:spacing w:before="0" w:after="{look.after}" w:line="{look.line}" w:lineRule="auto"/>'
        f'<w:ind w:firstLine="{look.indent}"/></w:pPr></w:style>{headings}</w:styles>'
    )


def _core(title: str, author: str, created: str) -> str:
    return (
        f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created></cp:coreProperties>'
    )
