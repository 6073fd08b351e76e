"""Plans that are named by the paper that they carry out: "Kế hoạch thực hiện Hiệp định CPTPP"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from banggiao.language.scanning import Phrase
from banggiao.reading.records import Label, Mention
from banggiao.reading.reference_words import AMENDED, SMALL_LAW

_INNER = (
    "hiệp định", "hiệp ước", "nghị định thư", "công ước", "bộ luật", "luật", "pháp lệnh", "hiến chương",
    "bản ghi nhớ", "thỏa thuận", "chiến lược", "tuyên bố chung", "chương trình hành động",
    "chương trình nghị sự", "quy hoạch", "hiến pháp",
)  # fmt: skip
_SHORTEST_AROUND = 24  # characters of a name that holds another
_PLAN = Phrase(
    r"(?<!\w)(?:báo cáo(?: về| tổng kết)?(?: việc| tình hình| kết quả)? (?:triển khai )?thực hiện"
    r"|(?:kế hoạch|chương trình|đề án)(?: hành động)?(?: của [^\W\d_]+(?: [^\W\d_]+){1,5}?)?"
    r" (?:nhằm |để )?(?:triển khai thực hiện|tổ chức thực hiện|triển khai|thực hiện|thi hành))"
    r"(?: có hiệu quả| hiệu quả)? "
)
_NESTED = Phrase(
    r"(?<!\w)(?:dự án|dự thảo|sửa đổi|bổ sung|điều(?: \d{1,3})? của|phê chuẩn|gia hạn|thực hiện|triển khai) "
    rf"(?P<inner>{'|'.join(sorted(_INNER, key=len, reverse=True))})(?!\w)"
)
"""A law or treaty behind what another does with it: "Nghị định thư sửa đổi Hiệp định …"."""


def with_nested(papers: Sequence[Mention], names: Sequence[Mention], text: str, shadow: str) -> list[Mention]:
    """Return ``papers`` with those that the names of others of them end with; ``names`` are known already."""
    found = list(papers)
    known = {name.start for name in names if name.label is Label.TRADE_AGREEMENT}
    listed = {name.start: name.end for name in names if name.label is Label.INSTRUMENT}
    for paper in papers:
        if paper.rule not in ("title", "quoted") or paper.end - paper.start < _SHORTEST_AROUND:
            continue
        for inner in _NESTED.finditer(shadow, paper.start, paper.end):
            between = shadow.find(" giữa ", inner.end(), paper.end)
            start = inner.start("inner")
            end = between if between > 0 else paper.end
            end = min(end, listed.get(start, end))
            revised = AMENDED.match(shadow, end, paper.end)
            end = revised.end() if revised else end
            numbered = shadow.startswith(" số ", inner.end())
            named = text[start].isupper() or SMALL_LAW.match(text, start)
            if named and end - inner.end() > 1 and start not in known and not numbered:
                found.append(Mention(start, end, Label.INSTRUMENT, None, text[start:end], "nested", 0.8))
    return found


def with_meetings(papers: Sequence[Mention], meetings: Sequence[Mention], text: str) -> list[Mention]:
    """Return ``papers``, those that a meeting's name crosses to its end: "Thông cáo chung Hội nghị …"."""
    meetings = sorted(meetings, key=lambda one: one.start)
    starts = [meeting.start for meeting in meetings]
    found: list[Mention] = []
    for paper in papers:
        index = bisect_left(starts, paper.end) - 1
        crosses = index >= 0 and paper.start < starts[index] and meetings[index].end > paper.end
        end = meetings[index].end if crosses else paper.end
        found.append(paper._replace(end=end, value=text[paper.start : end]) if crosses else paper)
    return found


def with_papers(meetings: Sequence[Mention], papers: Sequence[Mention], text: str) -> list[Mention]:
    """Return ``meetings``, those that a paper's name crosses to its end: "Hội nghị về Nghị quyết …"."""
    starts = [paper.start for paper in papers]
    found: list[Mention] = []
    for meeting in meetings:
        index = bisect_left(starts, meeting.end) - 1
        crosses = index >= 0 and meeting.start < starts[index] and papers[index].end > meeting.end
        end = papers[index].end if crosses else meeting.end
        found.append(meeting._replace(end=end, value=text[meeting.start : end]) if crosses else meeting)
    return found


def plans_for(text: str, shadow: str, papers: Sequence[Mention]) -> list[Mention]:
    """Return the plans that end with the name of another of ``papers``, which stays a mention of its own."""
    by_start = {paper.start: paper for paper in papers}
    found: list[Mention] = []
    for plan in _PLAN.finditer(shadow):
        paper = by_start.get(plan.end())
        start = plan.start()
        amid = (
            start > 1 and text[start - 1] == " " and (text[start - 2].isalnum() or text[start - 2] in ",;)")
        )
        if paper is not None and amid and text[start].isupper() and not text[start : start + 8].isupper():
            read = by_start.get(start, paper)
            end = max(paper.end, read.end)
            words = text[start:end]
            found.append(Mention(start, end, Label.INSTRUMENT, None, words, "plan", 0.8))
    return found
