"""Laws that amend several others, and bear the names of all of these."""

from __future__ import annotations

from collections.abc import Sequence

from banggiao.language import lazy_re as re
from banggiao.reading.records import Mention

_LAW = r"(?:luật|bộ luật|pháp lệnh)(?!\w)"
_AMENDS = re.compile(
    rf"{_LAW} (?:sửa đổi|bổ sung)(?:,| và)? (?:sửa đổi |bổ sung )?(?:[^\W\d_]+ ){{0,4}}?(?:của |{_LAW})"
)
_ANOTHER = re.compile(rf"(?:, và|,| và) (?={_LAW}(?! (?:sửa đổi|bổ sung)))")
_REVISED = " (sửa đổi"


def with_amended(papers: Sequence[Mention], text: str, shadow: str) -> list[Mention]:
    """Return ``papers`` by start, each law that amends others through the last of these.

    They are those that follow its name to an "và": "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư, Luật
    Đấu thầu và Luật Hải quan". A list without one, or with a revised law in it ("(sửa đổi)"), is one of
    papers apart.
    """
    ends = {paper.start: paper.end for paper in papers}
    found: list[Mention] = []
    for paper in papers:
        end = _last(paper, ends, shadow) if _AMENDS.match(shadow, paper.start, paper.end) else paper.end
        found.append(paper._replace(end=end, value=text[paper.start : end]) if end > paper.end else paper)
    return found


def _last(paper: Mention, ends: dict[int, int], shadow: str) -> int:
    """Return where the last of the amended laws ends, the paper's own end where they are no list."""
    end, closed = paper.end, False
    while not closed and (another := _ANOTHER.match(shadow, end)) and another.end() in ends:
        closed = another[0].endswith("và ")
        end = ends[another.end()]
        if shadow.startswith(_REVISED, end) or shadow.endswith(")", 0, end):
            return paper.end
    return end if closed else paper.end
