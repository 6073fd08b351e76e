"""The patterns by which names are sought: which names are, and how each must be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from banggiao.language import lazy_re as re
from banggiao.language.folding import shadow as shadow_of
from banggiao.language.folding import to_nfc
from banggiao.language.names import UPPER
from banggiao.packs.records import Name
from banggiao.reading import country_words
from banggiao.reading.records import Label

ABBREVIATION = re.compile(rf"[{UPPER}\d]+(?:[-–./&][{UPPER}\d]+)*\Z")
_PAIR = 2  # words


class Entry(NamedTuple):
    """A pattern of the automaton: its bearers and how it must be written."""

    pattern: str
    bearers: tuple[Name, ...]
    label: Label
    capitals: tuple[int, ...]  # offsets that must be capital letters
    syllables: int


def add_dashes(by_shadow: dict[str, list[Name]]) -> None:
    """Know names with a dash also where it lost a space: "châu Á-Thái Bình Dương"."""
    for pattern, bearers in list(by_shadow.items()):
        named = bearers[0].label in (Label.PLACE, Label.ORGANISATION)
        if " - " not in pattern or not named or is_pair(pattern, bearers, by_shadow):
            continue
        for dash in ("-", "- ", " -"):
            again = [replace(name, text=name.text.replace(" - ", dash)) for name in bearers]
            by_shadow.setdefault(pattern.replace(" - ", dash), again)


def is_pair(pattern: str, bearers: Sequence[Name], by_shadow: Mapping[str, list[Name]]) -> bool:
    """Whether a body's name is that of two sides, each known: "ASEAN - Nhật Bản"."""
    sides = pattern.split(" - ")
    of_body = bearers[0].label == Label.ORGANISATION
    return of_body and len(sides) == 2 and all(side in by_shadow for side in sides)


def is_scanned(bearers: Sequence[Name]) -> bool:
    """Whether the names are sought in the shadow: not abbreviations, not posts and meetings (grammars read
    them), and not "tỉnh X" or "Thủ đô X", whose name is X."""
    texts = [name.text.strip() for name in bearers]
    abbreviated = all(ABBREVIATION.match(text) and len(text) > 1 for text in texts)
    if abbreviated or bearers[0].label in (Label.POST, Label.EVENT):
        return False
    # "Thủ đô X", "X (Trung Quốc)": X is the name
    kind_first = texts[0].startswith(country_words.KINDS_OF_PLACE) and not texts[0].endswith(
        ("Hồ Chí Minh", "HCM")
    )
    if bearers[0].label == Label.PLACE and (kind_first or "(" in texts[0]):
        return False
    if texts[0].endswith(" ta"):  # "Đảng ta"
        return False
    # "Thông tấn xã Việt Nam (TTXVN)": two mentions
    if bearers[0].label == Label.ORGANISATION and bearers[0].key and texts[0].endswith(")"):
        return False
    return any(text[0].isupper() or text.lower().startswith(country_words.SMALL) for text in texts)


def entry_of(bearers: Sequence[Name]) -> Entry:
    text = to_nfc(bearers[0].text).strip()
    label = Label(bearers[0].label)
    words = text.split()
    capitals: tuple[int, ...] = (0,)
    # "Hòa Phát" and "Mỹ Đình" are listed; "Hòa phát biểu" and "Mỹ đình chỉ" are something else.
    listed = not bearers[0].key
    one_is_enough = label is not Label.PLACE and not (listed and len(words) == _PAIR)
    one_is_enough = one_is_enough or (len(words) > 1 and bearers[0].key.startswith("country-"))
    if not one_is_enough or text.lower().startswith(country_words.SMALL):
        firsts = (i for i in range(len(text)) if i == 0 or not text[i - 1].isalpha())  # also "Tp."
        capitals = tuple(i for i in firsts if text[i].isupper())
        accented = any(text[i] not in country_words.LOST for i in capitals)
        if text.lower().startswith(country_words.SMALL):
            capitals = tuple(i for i in capitals if i)
        elif accented and len(words) > 1 and not listed:
            capitals = tuple(i for i in capitals if text[i] not in country_words.LOST)
    return Entry(shadow_of(text), tuple(bearers), label, capitals or (0,), len(words))
