"""Addresses, "số 2 Ngọc Hà", "325 đường 38", and the markers of a border, "mốc 107"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from banggiao.language import lazy_re as re
from banggiao.language.names import UPPER
from banggiao.language.scanning import digits_in
from banggiao.reading.place_words import NEVER

ROAD_NUMBER = re.compile(r"[A-ZĐ]{0,2}\d{1,4}[A-Z]?(?!\w)")
"""A road's number where it has no name: "đường M1"."""

_MOST_DIGITS = 4
_HOUSE = re.compile(rf"\d{{1,{_MOST_DIGITS}}}[A-Z]? (?=[{UPPER}]|đường |phố )")
_ROAD = re.compile(r"(?:đường|phố) ")
_OPENED = ("(", ", ", "tại ", "ở ", "chỉ: ")  # what a house number without "số" follows
_PLACED = re.compile(r"(?:(?:tại|ở|sở|nhà|chỉ:?|tầng \d+,) |[(,] ?)\Z")
_MARKER = re.compile(r"mốc (?:giới |biên giới )?(?:số )?\d{1,4}(?:[/(]\d+\)?)?(?!\w)")


def addresses_in(text: str, shadow: str, run: Callable[[int], int]) -> Iterator[tuple[int, int]]:
    """Yield the spans of addresses and markers. ``run`` gives the end of the capitalised words at a place."""
    for at, digits_end in digits_in(shadow):
        mark = text[digits_end : digits_end + 1]
        if digits_end - at > _MOST_DIGITS or not (mark == " " or mark.isupper()):
            continue
        house = _HOUSE.match(text, at)
        if house is None:
            continue
        start, end = at, house.end()
        if text.startswith("số ", start - 3):
            start -= 3
            if not _PLACED.search(shadow, max(0, start - 10), start):
                continue
        elif not text.endswith(_OPENED, 0, start):
            continue
        road = _ROAD.match(text, end)
        end = road.end() if road else end
        numbered = ROAD_NUMBER.match(text, end) if road else None
        stop = numbered.end() if numbered else run(end)
        if numbered or (" " in text[end:stop] and not shadow.startswith(NEVER, end)):
            yield start, stop
    at = shadow.find("mốc ")
    while at >= 0:
        if (at == 0 or not text[at - 1].isalnum()) and (marker := _MARKER.match(shadow, at)):
            yield (at - 4 if shadow.startswith("cột ", at - 4) else at), marker.end()
        at = shadow.find("mốc ", at + 4)
