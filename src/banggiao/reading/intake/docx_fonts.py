"""Which runs of a Word file are in a font from before Unicode: by the run, its styles, the file's default."""

from __future__ import annotations

from lxml import etree

from banggiao.language import lazy_re as re
from banggiao.reading.intake.legacy import Legacy, legacy_of_font

_FONT = re.compile(rb"""<w:rFonts\b[^<>]*?\bw:(?:ascii|hAnsi)=["']([^"'<>]*)["']""")
_STYLE = re.compile(rb"<w:style\b([^<>]*)>([^<]*+(?:<(?!/?w:style\b)[^<]*+)*+)</w:style>")
_STYLE_ID = re.compile(rb"""\bw:styleId=["']([^"'<>]*)["']""")
_BASED_ON = re.compile(rb"""<w:basedOn w:val=["']([^"'<>]*)["']""")
_DEFAULTS = re.compile(rb"<w:docDefaults>[^<]*+(?:<(?!/?w:docDefaults>)[^<]*+)*+</w:docDefaults>")
_DEEPEST = 20  # styles based on styles

# Letters that text in the older encodings is full of when read as Western, and Vietnamese in Unicode lacks.
_TRACES = "®µ¸·ñöïØßûøÖ"


def names_old_font(xml: bytes) -> bool:
    """Tell whether a part may name a font from before Unicode."""
    return b'".V' in xml or b'"VNI-' in xml or b"'.V" in xml or b"'VNI-" in xml


def has_traces(text: str) -> bool:
    """Tell at little cost whether a text may be in a font from before Unicode."""
    return any(trace in text for trace in _TRACES)


class Fonts:
    """The old fonts of one Word file."""

    def __init__(self, styles: bytes) -> None:
        self._fonts: dict[str, tuple[str, str]] = {}  # style -> (font or "", style it is based on)
        self._normal = ""
        for found in _STYLE.finditer(styles):
            attributes, inside = found.groups()
            named = _STYLE_ID.search(attributes)
            style = named[1].decode("utf-8", "replace") if named else ""
            based = _BASED_ON.search(inside)
            self._fonts[style] = (_font(inside), based[1].decode("utf-8", "replace") if based else "")
            if b"paragraph" in attributes and re.search(rb"""w:default=["'](?:1|true|on)""", attributes):
                self._normal = style
        defaults = _DEFAULTS.search(styles)
        self._default = _font(defaults[0]) if defaults else ""

    def of_paragraph(self, properties: etree._Element | None) -> str:
        """Return the font that a paragraph's style gives its runs."""
        return self._of_style(_value(properties, "pStyle") or self._normal) or self._default

    def of_run(self, properties: etree._Element | None, paragraph: str) -> Legacy | None:
        """Return the encoding of a run, given the font of its paragraph."""
        own = ""
        for fonts in properties.iter("{*}rFonts") if properties is not None else ():
            names = {str(key).rpartition("}")[2]: str(value) for key, value in fonts.attrib.items()}
            own = names.get("ascii") or names.get("hAnsi") or ""
        font = own or self._of_style(_value(properties, "rStyle")) or paragraph
        return legacy_of_font(font)

    def _of_style(self, style: str) -> str:
        for _ in range(_DEEPEST):
            font, based_on = self._fonts.get(style, ("", ""))
            if font or not based_on:
                return font
            style = based_on
        return ""


def _font(xml: bytes) -> str:
    found = _FONT.search(xml)
    return found[1].decode("utf-8", "replace") if found else ""


def _value(properties: etree._Element | None, name: str) -> str:
    for element in properties.iter(f"{{*}}{name}") if properties is not None else ():
        return next((str(v) for k, v in element.attrib.items() if str(k).endswith("val")), "")
    return ""
