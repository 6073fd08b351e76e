"""Papers in capitals or without accents: read as if written with them, told in their own words."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from banggiao.language.spelling import in_capitals, restored
from banggiao.reading import body_words, post_words, reference_words
from banggiao.reading.calibration import RESPELT, confidences
from banggiao.reading.paper import Paper
from banggiao.reading.records import Field, Header, Label, Reading

_PAPERS = (*reference_words.TREATIES, *reference_words.AGREEMENTS, *reference_words.LAWS)
_COMMON = ("tuyên bố", "thỏa thuận", "quy tắc", "thường trực")
_OTHERS = [head for head in (*post_words.HEADS, *_PAPERS) if " " in head and head not in _COMMON]
_OTHERS.append("thành phố hồ chí minh")
_SMALL = ("tổ chức", "khách sạn", "nhà máy", "thường trực", "cơ quan", "doanh nghiệp tư nhân", "hợp tác xã")
_BODIES = ["bộ", "sở", "cục", *(kind for kind in body_words.KINDS if " " in kind and kind not in _SMALL)]
_HEADS = AhoCorasick([*_BODIES, *_OTHERS], matchkind=MatchKind.Standard)

MARK = "respelt: "
"""What the rule of a mention begins with where the paper's own letters were not enough."""


def as_spelt(paper: Paper) -> Paper:
    """Return the paper with capitals and accents where it has none; itself where it has them."""
    text = restored(paper.text)
    if text is not paper.text and in_capitals(paper.text):
        text = _with_heads(text)
    return paper if text is paper.text else replace(paper, text=text)


def _with_heads(text: str) -> str:
    """Give their capital to what posts, papers and, before a capital, bodies begin with; a post that is a
    line by itself, above a signature, keeps its capitals."""
    letters = list(text)
    for index, start, end in _HEADS.find_matches_as_indexes(text.lower(), overlapping=True):
        if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
            continue
        if _opens_line(text, start) and text[end : end + 1] in ("", "\n"):
            letters[start:end] = text[start:end].upper()
        elif index >= len(_BODIES) or _is_before_name(text, start, end):
            letters[start] = text[start].upper()
    return "".join(letters)


def _opens_line(text: str, start: int) -> bool:
    return text[start - 1 : start] in ("", "\n") or text[max(0, start - 4) : start] in (
        "Tm. ",
        "TM. ",
        "T/M ",
    )


def _is_before_name(text: str, start: int, end: int) -> bool:
    """Whether a capital follows; one short word may also go on a name: "Nguyễn Huệ bộ"."""
    goes_on = end - start < 4 and text[max(0, start - 20) : start - 1].rpartition(" ")[2][:1].isupper()
    return text[end + 1 : end + 2].isupper() and not goes_on


def as_written(reading: Reading, paper: Paper) -> Reading:
    """Return the reading with the paper's own words; its mentions' rules tell that they were respelt."""
    if reading.paper is paper:
        return reading
    told = {part.name: getattr(reading.header, part.name) for part in fields(Header)}
    header: dict[str, Any] = {
        name: replace(part, text=paper.words(part.start, part.end))
        for name, part in told.items()
        if isinstance(part, Field)
    }
    most = {label: confidences().get((label, RESPELT), 1.0) for label in Label}
    mentions = (
        one._replace(rule=MARK + one.rule, confidence=min(one.confidence, most[one.label]))
        for one in reading.mentions
    )
    return replace(reading, paper=paper, header=replace(reading.header, **header), mentions=tuple(mentions))
