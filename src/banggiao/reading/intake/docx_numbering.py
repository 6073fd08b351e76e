"""Automatic numbers of a Word file. They are not in its text; the labels are counted here as Word would.

Follows ECMA-376 part 1, §17.9: lists point at abstract lists, whose counters they share; a level restarts
after a higher one; an override may set another start or another form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lxml import etree

from banggiao.language import lazy_re as re

BULLETS = {"\uf0b7": "•", "·": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "o": "◦"}
_PLACE = re.compile(r"%([1-9])")
_MAX_COUNTED = 100_000
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    all_decimal: bool = False


class Numbering:
    """The lists of one Word file with their counters; ask for labels in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, etree._Element | dict[int, _Level]] = {}
        self._lists: dict[int, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[int] = set()
        for element in root if root is not None else ():
            if not isinstance(element.tag, str):
                continue
            name = etree.QName(element).localname
            if name == "abstractNum":
                self._abstract[_attribute(element, "abstractNumId")] = element
            elif name == "num":
                self._add_list(element)

    def _add_list(self, element: etree._Element) -> None:
        abstract = ""
        starts: dict[int, int] = {}
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if etree.QName(child).localname == "abstractNumId":
                abstract = _attribute(child, "val")
            elif etree.QName(child).localname == "lvlOverride":
                depth = _whole(_attribute(child, "ilvl"))
                starts.update(
                    (depth, _whole(_attribute(item, "val")))
                    for item in child
                    if isinstance(item.tag, str) and etree.QName(item).localname == "startOverride"
                )
        number = _whole(_attribute(element, "numId"), -1)
        self._lists[number] = (abstract, _levels_of_overrides(element), starts)

    def label(self, number: tuple[int, int]) -> str:
        """Count one paragraph of list ``number[0]`` at level ``number[1]`` and return its label, or ""."""
        list_id, depth = number
        if list_id not in self._lists:
            return ""
        abstract, overrides, starts = self._lists[list_id]
        levels = {**self._levels_of(abstract), **overrides}
        level = levels.get(depth)
        if level is None:
            return ""
        counters = self._counters.setdefault(abstract, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for overridden, start in starts.items():
                counters[overridden] = start - 1
        counters[depth] = min(counters.get(depth, level.start - 1) + 1, _MAX_COUNTED)
        for deeper in [d for d in counters if d > depth and _restarts(levels.get(d), depth)]:
            del counters[deeper]
        if level.form == "none":
            return ""
        if level.form == "bullet":
            return _bullet(level.text)

        def numeral(place: re.Match[str]) -> str:
            at = int(place.group(1)) - 1
            shown = levels.get(at, _Level())
            value = counters.get(at, shown.start)
            return _numeral(value, "decimal" if level.all_decimal else shown.form)

        return _PLACE.sub(numeral, level.text).strip()

    def _levels_of(self, abstract: str) -> dict[int, _Level]:
        """Return the levels of an abstract list, read when first asked: files define many and use few."""
        known = self._abstract.get(abstract, {})
        if not isinstance(known, dict):
            known = self._abstract[abstract] = _levels(known)
        return known


def _restarts(level: _Level | None, after: int) -> bool:
    if level is None or level.restart is None:
        return True
    return after < level.restart


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    return {
        _whole(_attribute(child, "ilvl")): _level(child)
        for child in abstract
        if isinstance(child.tag, str) and etree.QName(child).localname == "lvl"
    }


def _levels_of_overrides(number: etree._Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for override in number:
        if isinstance(override.tag, str) and etree.QName(override).localname == "lvlOverride":
            levels.update(_levels(override))
    return levels


def _level(element: etree._Element) -> _Level:
    said: dict[str, Any] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        value = _attribute(child, "val")
        match etree.QName(child).localname:
            case "numFmt":
                said["form"] = value
            case "lvlText":
                said["text"] = value[:40]
            case "start":
                said["start"] = _whole(value, 1)
            case "lvlRestart":
                said["restart"] = _whole(value)
            case "isLgl":
                said["all_decimal"] = value not in ("0", "false", "off")
    return _Level(**said)


def _attribute(element: etree._Element, name: str) -> str:
    for key, value in element.attrib.items():
        if etree.QName(str(key)).localname == name:
            return str(value)
    return ""


def _whole(value: str, default: int = 0) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else default


def _bullet(text: str) -> str:
    text = text.strip()
    if text in BULLETS:
        return BULLETS[text]
    return "•" if not text or "\ue000" <= text[0] <= "\uf8ff" else text


def _numeral(value: int, form: str) -> str:
    return _FORMS.get(form, str)(value)


def letters(value: int) -> str:
    """Return a … z, aa, bb … as Word counts."""
    if value < 1:
        return str(value)
    turns, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * min(turns + 1, 8)


def roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    out = []
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        out.append(sign * count)
    return "".join(out)


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda value: letters(value).upper(),
    "lowerRoman": lambda value: roman(value).lower(),
    "upperRoman": roman,
    "decimalZero": "{:02d}".format,
    "none": lambda value: "",
    "bullet": lambda value: "",
}
