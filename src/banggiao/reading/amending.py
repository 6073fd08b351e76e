"""Laws that amend several others and bear the names of all of these, and laws with their number."""

from __future__ import annotations

from collections.abc import Sequence

from banggiao.language import lazy_re as re
from banggiao.reading.records import Mention
from banggiao.reading.reference_words import AMENDS, LAW, LAW_BEGINS, SEVERAL_LAWS

_ANOTHER = re.compile(rf"(?:, và|,| và) (?={LAW}(?! (?:sửa đổi|bổ sung)))")
_NUMBER = " số "


def with_amended(papers: Sequence[Mention], text: str, shadow: str) -> list[Mention]:
    """Return ``papers`` in their order, each law that amends others through the last of these.

    They are those that follow its name: "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư, Luật Đấu thầu và
    Luật Hải quan". Where another paper comes before it in a list, or a revised law ("(sửa đổi)") behind it,
    the list is one of papers apart.
    """
    ends = {paper.start: paper.end for paper in papers}
    stops = set(ends.values())
    grown: dict[int, tuple[int, int]] = {}
    for paper in papers:
        listed = shadow.endswith(", ", 0, paper.start) and paper.start - 2 in stops
        counted = SEVERAL_LAWS.search(shadow, paper.start, paper.end)
        if AMENDS.match(shadow, paper.start, paper.end) and not (listed or counted):
            grown[paper.end] = (paper.start, _last(paper.end, ends, shadow))
    found: list[Mention] = []
    for paper in papers:
        start, end = grown.get(paper.end, (-1, paper.end))
        # also what ends with it: "Tờ trình về dự án Luật sửa đổi …"
        longer = paper.start <= start and end > paper.end
        found.append(paper._replace(end=end, value=text[paper.start : end]) if longer else paper)
    return found


def _last(end: int, ends: dict[int, int], shadow: str) -> int:
    """Return where the last of the amended laws ends, ``end`` where a revised one is among what follows."""
    last, closed = end, False
    while not closed and (another := _ANOTHER.match(shadow, last)) and another.end() in ends:
        closed = another[0].endswith("và ")
        last = ends[another.end()]
        if shadow.endswith(")", 0, last):
            return end
    return last


def with_numbers(papers: Sequence[Mention], text: str, shadow: str) -> list[Mention]:
    """Return ``papers``, a law and the number behind its title as one: "Luật Cư trú số 68/2020/QH14"."""
    found: list[Mention] = []
    for paper in papers:
        title = found[-1] if found and paper.rule == "numbered" else None
        near = title is not None and shadow[title.end : paper.start] == _NUMBER
        if title and near and title.rule == "title" and LAW_BEGINS.match(shadow, title.start):
            found[-1] = paper._replace(start=title.start, key=paper.key or title.key)
        else:
            found.append(paper)
    return found
