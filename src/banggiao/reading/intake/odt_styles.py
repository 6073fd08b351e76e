"""What the styles of an OpenDocument text say: bold, hidden, an old font, and how lists are numbered.

OpenDocument 1.3, part 3, §16 and §19. Styles of the document's own (automatic) and common ones are one set.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from banggiao.reading.intake.docx_numbering import BULLETS, letters, roman
from banggiao.reading.intake.legacy import Legacy, legacy_of_font

_DEEPEST = 20  # styles based on styles


def name_of(element: etree._Element) -> str:
    """Return the element's name without namespace, or "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(element: etree._Element, name: str, default: str = "") -> str:
    """Return the attribute ``name``, whatever its namespace."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), default)


def whole(value: str, default: int = 0) -> int:
    """Return a whole number of a few digits, else ``default``."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else default


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks; None is what the style does not say."""

    bold: bool | None = None
    hidden: bool | None = None
    legacy: Legacy | None = None
    font_said: bool = False
    list_style: str = ""

    def over(self, base: Style) -> Style:
        """Return this style, completed by the one it is based on."""
        return Style(
            base.bold if self.bold is None else self.bold,
            base.hidden if self.hidden is None else self.hidden,
            self.legacy if self.font_said else base.legacy,
            self.font_said or base.font_said,
            self.list_style or base.list_style,
        )


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    pattern: str = ""
    bullet: str = ""


@dataclass(slots=True)
class Counters:
    """The numbers that a list has reached, by level from 1."""

    reached: dict[int, int] = field(default_factory=dict)


class OdtStyles:
    """The styles of one text, from its content and its styles part."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self._fonts: dict[str, str] = {}
        self.outline: dict[int, _Level] = {}
        for root in reversed(roots):
            for element in root.iter() if root is not None else ():
                match name_of(element):
                    case "font-face":
                        self._fonts[value_of(element, "name")] = value_of(element, "font-family").strip(
                            "'\" "
                        )
                    case "style":
                        self._elements[value_of(element, "name")] = element
                    case "list-style":
                        self._lists[value_of(element, "name")] = _levels(element)
                    case "outline-style":
                        self.outline = _levels(element)

    def style(self, name: str, depth: int = 0) -> Style:
        """Return the style of that name, with all it is based on."""
        known = self._known.get(name)
        if known is None:
            element = self._elements.get(name)
            own, parent = (PLAIN, "") if element is None else self._read(element)
            base = self.style(parent, depth + 1) if parent and depth < _DEEPEST else PLAIN
            known = self._known[name] = own.over(base)
        return known

    def _read(self, element: etree._Element) -> tuple[Style, str]:
        bold: bool | None = None
        hidden: bool | None = None
        font = ""
        for child in element:
            if name_of(child) == "text-properties":
                weight = value_of(child, "font-weight")
                bold = weight == "bold" or (whole(weight) >= 600) if weight else None
                shown = value_of(child, "display")
                hidden = shown == "none" if shown else None
                named = value_of(child, "font-name")
                font = self._fonts.get(named, named) or value_of(child, "font-family").strip("'\" ")
        own = Style(bold, hidden, legacy_of_font(font), bool(font), value_of(element, "list-style-name"))
        return own, value_of(element, "parent-style-name")

    def label(self, list_style: str, level: int, counters: Counters, start: int | None = None) -> str:
        """Count one item of a list and return its label, or ""."""
        return _label(self._lists.get(list_style, {}), level, counters, start)

    def heading(self, level: int, counters: Counters) -> str:
        """Count one heading and return its number, or "" where headings are not numbered."""
        return _label(self.outline, level, counters, None)


def _levels(element: etree._Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for child in element:
        level = whole(value_of(child, "level"))
        if name_of(child) == "list-level-style-bullet":
            char = value_of(child, "bullet-char")[:1]
            private = "\ue000" <= char <= "\uf8ff"
            levels[level] = _Level(bullet=BULLETS.get(char, "•" if private or not char else char))
        elif name_of(child) in ("list-level-style-number", "outline-level-style"):
            levels[level] = _Level(
                value_of(child, "num-format"),
                value_of(child, "num-prefix")[:20],
                value_of(child, "num-suffix")[:20],
                max(1, min(whole(value_of(child, "display-levels"), 1), 10)),
                whole(value_of(child, "start-value"), 1),
                value_of(child, "num-list-format")[:60],
            )
    return levels


def _label(levels: dict[int, _Level], level: int, counters: Counters, start: int | None) -> str:
    own = levels.get(level)
    if own is None:
        return ""
    if own.bullet:
        return own.bullet
    reached = counters.reached
    reached[level] = min(reached[level] + 1 if level in reached else own.start, 100_000)
    if start is not None:
        reached[level] = start
    for deeper in [one for one in reached if one > level]:
        del reached[deeper]
    if not own.form:
        return ""

    def numeral(at: int) -> str:
        shown = levels.get(at, _Level("1"))
        return _numeral(reached.get(at, shown.start), shown.form or "1")

    if own.pattern:
        text = own.pattern
        for at in range(1, level + 1):
            text = text.replace(f"%{at}%", numeral(at))
        return text.strip()
    joined = ".".join(numeral(at) for at in range(max(1, level - own.shown + 1), level + 1))
    return f"{own.prefix}{joined}{own.suffix}".strip()


def _numeral(value: int, form: str) -> str:
    match form:
        case "a":
            return letters(value)
        case "A":
            return letters(value).upper()
        case "i":
            return roman(value).lower()
        case "I":
            return roman(value)
        case _:
            return str(value)
