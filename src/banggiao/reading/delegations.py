"""Who travels: delegations with their heads, who goes along, whose visit it is where only a post says so."""

from __future__ import annotations

from collections.abc import Sequence

from banggiao.language import lazy_re as re
from banggiao.reading import participant_words as words_of
from banggiao.reading.happening_speakers import Actor
from banggiao.reading.records import Label

_LONGEST_CELL = 120  # characters between a delegation and the end of its cell
_OWNER = re.compile(
    r"(?<!mời )(?<!\w)của (?:Ngài |ngài |đồng chí |ông |bà )?"
    r"((?:Chủ tịch nước|Phó Chủ tịch nước|Chủ tịch Quốc hội|Tổng Bí thư|Phó Thủ tướng|Thủ tướng|Quốc vương"
    r"|Tổng thống|Bộ trưởng)(?: Chính phủ| Ngoại giao| Quốc phòng)?)"
    r"(?=[.;:)\n]|,(?! [A-ZĐ])|\Z| (?:sang|đến|tới|từ|vào|thành|là|sẽ|đã|trong|diễn|nhân|và|ta)(?!\w))"
)


def others_with(actors: Sequence[Actor], shadow: str, start: int, at: int) -> list[Actor]:
    """Return who goes along between ``start`` and ``at``, named by a noun right behind: "và Phu nhân"."""
    nouns = (one for one in actors if one[2] is None and start < one[0] < at)
    return [one for one in nouns if words_of.LISTED.fullmatch(shadow, start, one[0])]


def led_delegation(text: str, shadow: str, start: int, at: int) -> list[Actor]:
    """Return the named delegation that goes with its head, right behind: "A dẫn đầu Đoàn đại biểu B"."""
    for led in words_of.DELEGATION.finditer(shadow, start, at):
        ahead = words_of.TAKES.search(shadow, start, led.start())
        if ahead and text[led.start()].isupper():
            return [(led.start(), led.end(), None)]
    return []


def cell_end(text: str, start: int, end: int, label: Label | None) -> int:
    """Return the end of the cell where a delegation as a noun fills it: "Đoàn chuyên gia UNESCO"."""
    stop = text.find("\t", end)
    whole = label is None and stop - end < _LONGEST_CELL and "\n" not in text[end:stop]
    return stop if whole and stop > 0 and text[start - 1 : start] in ("\t", "\n", " ") else end


def owning_post(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the bare post whose visit it is: "chuyến thăm Lào của Chủ tịch Quốc hội"."""
    owner = _OWNER.search(text, start, end)
    return owner.span(1) if owner else None
