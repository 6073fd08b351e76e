"""What a Word file's styles say about a paragraph: heading level, bold, automatic number, caption.

Styles are looked up one by one in the bytes of styles.xml (ECMA-376 part 1, §17.7): a paper uses a dozen
of the hundreds that Word writes, and parsing them all would cost more than reading the paper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from banggiao.language import lazy_re as re
from banggiao.reading.intake.limits import Watch

_HEADING_NAME = re.compile(r"(?:heading|đầu đề|tiêu đề|đề mục|mục lớn)\s*([1-9])", re.IGNORECASE)
_HEADING_ID = re.compile(rb"(?:heading|u|dau-?de|ttl)([1-9])", re.IGNORECASE)
_NAME = re.compile(rb'<w:name w:val="([^"]*)"')
_BASED_ON = re.compile(rb'<w:basedOn w:val="([^"]*)"')
_OUTLINE = re.compile(rb'<w:outlineLvl w:val="(\d+)"')
_NUM_ID = re.compile(rb'<w:numId w:val="(-?\d+)"')
_ILVL = re.compile(rb'<w:ilvl w:val="(\d+)"')
_STYLE_ID = re.compile(rb'<w:pStyle w:val="([^"]*)"')
_BOLD = re.compile(rb'<w:b(?: w:val="(\w+)")?\s?/>')
_OFF = (b"0", b"false", b"off", b"none")
_BODY_TEXT = 9  # outline level of body text, the tenth
_DEEPEST = 20  # styles based on styles


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks by its style and its own properties.

    ``number`` is (list, level) of its automatic number, or None. ``contents`` marks a line of a table of
    contents, whose text the program generates.
    """

    level: int = 0
    bold: bool = False
    number: tuple[int, int] | None = None
    caption: bool = False
    contents: bool = False


PLAIN = Look()


def bold_in(properties: bytes) -> bool | None:
    """Return what run properties say about bold, or None when they say nothing."""
    found = _BOLD.search(properties)
    return None if found is None else found.group(1) not in _OFF


class Styles:
    """The styles of one Word file."""

    def __init__(self, xml: bytes, watch: Watch) -> None:
        self._xml = xml
        self._watch = watch
        self._styles: dict[bytes, Look] = {}
        self._looks: dict[bytes, Look] = {}

    def look(self, properties: bytes) -> Look:
        """Return the look of a paragraph from the bytes of its ``w:pPr``."""
        look = self._looks.get(properties)
        if look is None:
            look = self._looks[properties] = self._with_properties(properties)
        return look

    def run_bold(self, run: bytes, default: bool) -> bool:
        """Return whether a run is bold, given its bytes and its paragraph's style."""
        said = bold_in(run)
        if said is not None:
            return said
        style = re.search(rb'<w:rStyle w:val="([^"]*)"', run)
        return default or (style is not None and self._style(style.group(1)).bold)

    def _with_properties(self, properties: bytes) -> Look:
        style = _STYLE_ID.search(properties)
        base = self._style(style.group(1)) if style else PLAIN
        outline = _OUTLINE.search(properties)
        if outline:
            level = int(outline.group(1))
            base = replace(base, level=level + 1 if level < _BODY_TEXT else 0)
        return replace(base, number=_number(properties, base.number))

    def _style(self, style_id: bytes, depth: int = 0) -> Look:
        known = self._styles.get(style_id)
        if known is None:
            self._watch.check()
            known = self._styles[style_id] = self._read_style(style_id, depth)
        return known

    def _read_style(self, style_id: bytes, depth: int) -> Look:
        element = self._element(style_id)
        parent = _BASED_ON.search(element)
        base = self._style(parent.group(1), depth + 1) if parent and depth < _DEEPEST else PLAIN
        name_bytes = _NAME.search(element)
        name = name_bytes.group(1).decode("utf-8", "replace").lower() if name_bytes else ""
        level = base.level
        outline = _OUTLINE.search(element)
        heading = _HEADING_NAME.fullmatch(name)
        heading_id = None if element else _HEADING_ID.fullmatch(style_id)
        if outline:
            level = int(outline.group(1)) + 1 if int(outline.group(1)) < _BODY_TEXT else 0
        elif heading or heading_id:
            level = int((heading or heading_id).group(1))  # type: ignore[union-attr]
        bold = bold_in(element)
        return Look(
            level=level,
            bold=base.bold if bold is None else bold,
            number=_number(element, base.number),
            caption=base.caption or name == "caption",
            contents=base.contents or (name.startswith("toc ") and name != "toc heading"),
        )

    def _element(self, style_id: bytes) -> bytes:
        """Return the style's own bytes, or b"" when the file does not define it."""
        at = self._xml.find(b'w:styleId="' + style_id + b'"')
        if at < 0:
            return b""
        return self._xml[at : max(at, self._xml.find(b"</w:style>", at))]


def _number(properties: bytes, inherited: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return (list, level) of an automatic number; list 0 switches an inherited number off."""
    list_id = _NUM_ID.search(properties)
    level = _ILVL.search(properties)
    if list_id is None and (level is None or inherited is None):
        return inherited
    number = int(list_id.group(1)) if list_id else inherited[0] if inherited else 0
    depth = int(level.group(1)) if level else inherited[1] if inherited and not list_id else 0
    return (number, min(depth, 8)) if number > 0 else None
