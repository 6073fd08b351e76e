"""Who travels: delegations with their heads, who goes along, whose visit it is where only a post says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from banggiao.language import lazy_re as re
from banggiao.reading import participant_words as words_of
from banggiao.reading.happening_speakers import Actor
from banggiao.reading.records import Label, Mention

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


def nouns(text: str, shadow: str, start: int, end: int, known: Mapping[int, Mention]) -> Iterator[Actor]:
    """Yield those who are told by a noun in ``start:end``, with whose they are: "Đoàn công tác Bộ Y tế",
    "lãnh đạo tỉnh A". ``known`` are the paper's actors by start. A body stands for its leaders, and for a
    delegation of which nothing else is said; so does a country."""
    for noun in words_of.NOUN.finditer(shadow, start, end):
        at, stop = noun.span()
        if at in known:
            continue
        travels = noun[0].endswith("đoàn") and noun[0] not in ("trưởng đoàn", "hai đoàn")
        if travels or noun[0].startswith(words_of.OF_OTHERS):
            of = words_of.DELEGATES.match(shadow, stop, end) if travels else None
            stop, whose = _with_owner(text, shadow, of.end() if of else stop, end, known)
            if of and whose is None and (ours := words_of.OUR_OWN.match(shadow, stop, end)):
                stop = ours.end()
            if travels and of is None and whose is not None:
                continue
            if not travels and whose is not (Label.PLACE if "lãnh đạo" in noun[0] else Label.ORGANISATION):
                continue
        yield at, stop, None


def _with_owner(
    text: str, shadow: str, at: int, end: int, known: Mapping[int, Mention]
) -> tuple[int, Label | None]:
    """Return the end of a noun with whose it is, and of what sort the first owner is."""
    sort: Label | None = None
    while (link := words_of.WHOSE.match(shadow, at, end)) and not text.startswith("\t", at):
        owner = known.get(link.end())
        if owner is None or owner.end > end or owner.label is Label.PERSON:
            break
        if sort and (owner.label is Label.POST or (link[0] == ", " and owner.label is Label.PLACE)):
            break
        sort, at = sort or owner.label, owner.end
    return at, sort


def led_delegation(text: str, shadow: str, start: int, at: int, known: Mapping[int, Mention]) -> list[Actor]:
    """Return the named delegation that goes with its head, right behind: "A dẫn đầu Đoàn đại biểu B"."""
    for led in nouns(text, shadow, start, at, known):
        if text[led[0]].isupper() and words_of.TAKES.search(shadow, start, led[0]):
            return [led]
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
