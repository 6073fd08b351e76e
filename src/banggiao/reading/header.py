"""The head of a paper: agency, number, place and date, type and subject (Nghị định 30/2020/NĐ-CP, art. 8).

The same code reads the two-column head as table cells, as separate lines, and as lines in which both columns
stand side by side, because it looks for the fixed formulas first and takes what stands between them. A
paper without such a head is read as a news item. A field's text has single spaces; its span is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from banggiao.language.headings import Style, numbering_of
from banggiao.reading.news import read_news_head
from banggiao.reading.paper import Block, Paper
from banggiao.reading.records import Field, Header

_HEAD_BLOCKS = 40
_HEAD_CHARACTERS = 4000
_LONGEST_SUBJECT = 420


class Resolver(Protocol):
    """What the header needs of the gazetteer."""

    def resolve(self, name: str, on: date | None) -> str | None:
        """Return the key of the actor of that name on that day, or None."""


@dataclass(frozen=True, slots=True)
class Head:
    """The header, and the index of the first block after it. ``is_news`` when there is no official head."""

    header: Header
    end: int
    is_news: bool = False


_MOTTO = re.compile(
    r"cộng hòa xã hội chủ nghĩa việt nam|độc lập\s*-\s*tự do\s*-\s*hạnh phúc|đảng cộng sản việt nam"
)
_NUMBER = re.compile(
    r"(?<!\w)số\s?:?\s{0,20}(?P<number>\d{1,5}[a-z]?)?[ .…_]{0,20}(?P<mark>[-/])\s?"
    r"(?P<notation>(?:20\d\d\s?/\s?)?(?:[a-zđà-ỹ][\wđà-ỹ&.]{0,15})(?:\s?[-/]\s?[\wđà-ỹ&.]{1,15}){0,4})"
)
_BLANK = r"[ .…_]{0,20}"
_DAY = re.compile(
    rf"(?<!\w)ngày{_BLANK}(?P<day>\d{{1,2}})?{_BLANK}(?<!\w)tháng{_BLANK}(?P<month>\d{{1,2}})?{_BLANK}"
    rf"(?<!\w)năm{_BLANK}(?P<year>\d{{4}})?"
)
_PLACE = re.compile(
    r"(?P<place>(?:(?:Thành phố|TP\.?|Tỉnh|Thị xã) )?[A-ZĐÀ-Ỹ][\w']*\.?(?:(?: - | – |-|–| )[A-ZĐÀ-Ỹ][\w']*){0,5})"
    r"\s*,\s*$"
)
_TYPES = (
    "nghị quyết|quyết định|chỉ thị|quy chế|quy định|thông cáo|thông báo|hướng dẫn|chương trình hành động"
    "|chương trình|kế hoạch hành động|kế hoạch|phương án|đề án|dự án|báo cáo|biên bản|tờ trình|hợp đồng"
    "|công điện|bản ghi nhớ|bản thỏa thuận|giấy ủy quyền|giấy mời|giấy giới thiệu|giấy nghỉ phép|phiếu gửi"
    "|phiếu chuyển|phiếu báo|thư công|kết luận|nghị định|thông tư|luật|pháp lệnh|lệnh|quy trình|công văn"
    "|lời kêu gọi|tuyên bố|đề cương"
)
_TYPE = re.compile(rf"(?:dự thảo\s+)?({_TYPES})(?!\w)")
_SUBJECT_OF_LETTER = re.compile(r"(?:v/v|về việc)\s*:?\s+")
_BODY_BEGINS = re.compile(
    r"kính gửi|căn cứ|thực hiện |triển khai |theo (?:đề nghị|công văn|chỉ đạo)|phúc đáp|xét |phần thứ|điều 1\b"
    r"|qua \d|trên cơ sở|để |ngày \d|nhằm |sau (?:hơn|khi|\d)"
)
_RULE_LINE = re.compile(r"[\s*_\-–—=.…•]+")
_AGENCY_WORDS = re.compile(
    r"(?:bộ|ban|sở|ubnd|ủy ban|hđnd|hội đồng|văn phòng|tỉnh ủy|thành ủy|đảng ủy|đảng bộ|tỉnh đoàn|vụ|cục|tổng cục"
    r"|viện|học viện|hội|liên hiệp|tập đoàn|ngân hàng|thanh tra|tòa án|kiểm toán|đài|thông tấn|trường|đại học"
    r"|trung tâm|mặt trận|tổng liên đoàn|trung ương|công ty|chi cục|phòng|chính phủ|quốc hội|thủ tướng|chủ tịch"
    r"|đại sứ quán|tổng lãnh sự|phái đoàn|cơ quan|đoàn|tổng công ty|bộ tư lệnh|bộ chỉ huy|công an|bảo hiểm|kho bạc"
    r"|bảo tàng|thư viện|tạp chí|báo|nhà xuất bản|huyện ủy|quận ủy|tw)(?!\w)"
)


def read_header(paper: Paper, shadow: str, resolver: Resolver | None) -> Head:
    """Read the head of ``paper``. ``shadow`` is the shadow of the whole text."""
    blocks = list(_head_blocks(paper))
    if not blocks:
        return Head(Header(), 0)
    limit = blocks[-1].end
    motto = [match.span() for match in _MOTTO.finditer(shadow, 0, limit)]
    number = _number(paper, shadow, limit, sought_early=bool(motto))
    if not motto and number is None and _type_block(blocks, shadow, paper.text) is None:
        header, end = read_news_head(paper, shadow)
        return Head(header, end, is_news=True)
    return _official(paper, shadow, blocks, motto, number, resolver)


def _head_blocks(paper: Paper) -> Iterator[Block]:
    for block in paper.blocks[:_HEAD_BLOCKS]:
        if block.start > _HEAD_CHARACTERS:
            return
        yield block


def _field(text: str, start: int, end: int) -> Field:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Field(" ".join(text[start:end].split()), start, end)


def _number(paper: Paper, shadow: str, limit: int, *, sought_early: bool) -> re.Match[str] | None:
    """The paper's own number: "Số" opens its block, or stands on a line of the head beside the date."""
    for match in _NUMBER.finditer(shadow, 0, limit):
        block = paper.block_at(match.start())
        before = shadow[block.start : match.start()].strip(" *")
        named = _TYPE.fullmatch(before) is not None or before in {"luật", "nghị quyết", "bộ luật"}
        if not before or named or (sought_early and paper.text[block.start : match.start()].isupper()):
            return match
    return None


def _type_block(blocks: list[Block], shadow: str, text: str) -> Block | None:
    for block in blocks:
        words = text[block.start : block.end].strip()
        match = _TYPE.match(
            shadow,
            block.start + len(text[block.start : block.end]) - len(text[block.start : block.end].lstrip()),
        )
        if match and words[: len(match[0])].isupper():
            return block
    return None


def _official(
    paper: Paper,
    shadow: str,
    blocks: list[Block],
    motto: list[tuple[int, int]],
    number: re.Match[str] | None,
    resolver: Resolver | None,
) -> Head:
    text = paper.text
    taken = list(motto)
    header = Header()
    last = max((end for _, end in motto), default=0)
    if number:
        taken.append(number.span())
        last = max(last, number.end())
        digits = _field(text, *number.span("number")) if number["number"] else None
        notation = _field(text, *_trimmed(text, number.span("notation")))
        header = replace(header, number=digits, notation=notation)
    dated = _dated(paper, shadow, blocks, taken)
    if dated:
        place, field, iso, span = dated
        taken.append(span)
        last = max(last, span[1])
        header = replace(header, place=place, date_field=field, date=iso)
    type_block = _type_block(blocks, shadow, text)
    first_below = _index_after(paper, last)
    names = _agency_lines(text, shadow, blocks, taken, number, type_block)
    header, end = _titled(paper, shadow, header, type_block, first_below)
    if header.subject is None:
        header = _subject_of_letter(paper, shadow, header, blocks)
    header = _with_agency(header, text, shadow, names, resolver)
    return Head(header, end)


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Cut a notation where the next column's words are glued on: it holds capitals, digits and đ only."""
    start, end = span
    words = text[start:end]
    stop = re.search(r"[\s.]+[A-ZĐÀ-Ỹ][a-zà-ỹ]+\s*$|[.\s]+$", words)
    return (start, start + stop.start()) if stop else (start, end)


def _index_after(paper: Paper, offset: int) -> int:
    return next((i for i, block in enumerate(paper.blocks) if block.start >= offset), len(paper.blocks))


def _dated(
    paper: Paper, shadow: str, blocks: list[Block], taken: list[tuple[int, int]]
) -> tuple[Field | None, Field, str | None, tuple[int, int]] | None:
    text = paper.text
    for match in _DAY.finditer(shadow, 0, blocks[-1].end):
        block = paper.block_at(match.start())
        floor = max([block.start, *(end for _, end in taken if end <= match.start())])
        before = text[floor : match.start()]
        place = _PLACE.search(before)
        if place is None:
            # The place may stand on the line above: "Hà Nội,⏎ngày 05 tháng 01 năm 2022".
            above = text.rfind("\n", 0, max(floor - 1, 0)) + 1
            place = _PLACE.search(text[above : match.start()]) if not before.strip() else None
            floor = above
        if place is None and (before.strip() or not _is_blank_or_late(match, block)):
            continue
        found = _field(text, floor + place.start("place"), floor + place.end("place")) if place else None
        start = found.start if found else match.start()
        return found, _field(text, *match.span()), _iso(match), (start, match.end())
    return None


def _is_blank_or_late(match: re.Match[str], block: Block) -> bool:
    """Whether "ngày … tháng … năm …" fills its block, so that it is the date line and no recital."""
    return match.end() >= block.end - 2


def _iso(match: re.Match[str]) -> str | None:
    if not (match["day"] and match["month"] and match["year"]):
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def _agency_lines(
    text: str,
    shadow: str,
    blocks: list[Block],
    taken: list[tuple[int, int]],
    number: re.Match[str] | None,
    type_block: Block | None,
) -> list[Field]:
    """The capital lines above the number that are no formula: the agencies, outermost first."""
    stop = number.start() if number else (type_block.start if type_block else blocks[-1].end)
    if type_block:
        stop = min(stop, type_block.start)
    lines: list[Field] = []
    for block in blocks:
        if block.start >= stop:
            break
        start = block.start
        cuts = sorted(span for span in taken if span[0] < block.end and span[1] > block.start)
        for cut_start, cut_end in [*cuts, (min(block.end, stop), block.end)]:
            field = _field(text, start, max(start, cut_start))
            if field.text and _is_agency_line(field.text):
                lines.append(_without_marks(text, field))
            start = max(start, cut_end)
    return _joined(text, shadow, lines)


def _is_agency_line(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return len(letters) > 2 and len(words) < 140 and sum(c.isupper() for c in letters) >= 0.7 * len(letters)


def _without_marks(text: str, field: Field) -> Field:
    start, end = field.start, field.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return _field(text, start, end)


def _joined(text: str, shadow: str, lines: list[Field]) -> list[Field]:
    """Join a name that runs over lines: what opens with no agency's word continues the line above."""
    joined: list[Field] = []
    for line in lines:
        opens = _AGENCY_WORDS.match(shadow, line.start) is not None
        if joined and not opens:
            joined[-1] = _field(text, joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _titled(
    paper: Paper, shadow: str, header: Header, type_block: Block | None, below: int
) -> tuple[Header, int]:
    text = paper.text
    if type_block is None:
        return header, below
    index = paper.blocks.index(type_block)
    lead = len(text[type_block.start : type_block.end]) - len(
        text[type_block.start : type_block.end].lstrip()
    )
    match = _TYPE.match(shadow, type_block.start + lead)
    assert match is not None
    header = replace(header, type=_field(text, *match.span(1)))
    start = match.end()
    if header.number and start <= header.number.start < type_block.end:
        start = type_block.end  # "NGHỊ QUYẾT SỐ 59-NQ/TW" names no subject
    pieces = [(start, type_block.end)] if text[start : type_block.end].strip(" .:-") else []
    end = index + 1
    while end < len(paper.blocks) and len(pieces) < 6:
        block = paper.blocks[end]
        words = text[block.start : block.end].strip()
        if _RULE_LINE.fullmatch(words):
            end += 1
            if pieces:
                break
            continue
        if not _continues_subject(paper, shadow, block, words, pieces):
            break
        pieces.append((block.start, block.end))
        end += 1
    if pieces and pieces[-1][1] - pieces[0][0] <= 2 * _LONGEST_SUBJECT:
        header = replace(header, subject=_field(text, pieces[0][0], pieces[-1][1]))
    return header, max(end, below)


def _continues_subject(
    paper: Paper, shadow: str, block: Block, words: str, pieces: list[tuple[int, int]]
) -> bool:
    if block.cell is not None or len(words) > _LONGEST_SUBJECT or words.endswith((".", ";", ":")):
        return False
    line = shadow[block.start : block.end].strip()
    if line.startswith(("kính gửi", "căn cứ", "phần thứ")) or (pieces and _BODY_BEGINS.match(line)):
        return False
    numbering = numbering_of(words, line)
    if numbering is not None and numbering.style is not Style.BULLET:
        return False
    if not pieces:
        return True
    first = paper.block_at(pieces[0][0])
    return (
        (block.bold or words.startswith("(")) if first.bold else (words[0].islower() or words.startswith("("))
    )


def _subject_of_letter(paper: Paper, shadow: str, header: Header, blocks: list[Block]) -> Header:
    for block in blocks:
        line = shadow[block.start : block.end]
        match = _SUBJECT_OF_LETTER.search(line)
        if match and (match.start() == 0 or line[: match.start()].isspace()):
            return replace(header, subject=_field(paper.text, block.start + match.end(), block.end))
    return header


def _with_agency(
    header: Header, text: str, shadow: str, names: list[Field], resolver: Resolver | None
) -> Header:
    if not names:
        return header
    agency, parent = names[-1], (names[-2] if len(names) > 1 else None)
    whole = _field(text, names[0].start, names[-1].end)
    on = date.fromisoformat(header.date) if header.date else None
    if resolver is not None and parent is not None and "\n\n" not in text[whole.start : whole.end]:
        actor = resolver.resolve(whole.text, on)
        if actor:
            return replace(header, agency=whole, actor=actor)
    actor = _actor(agency, parent, resolver, on) if resolver else None
    return replace(header, agency=agency, parent=parent, actor=actor)


def _actor(agency: Field, parent: Field | None, resolver: Resolver, on: date | None) -> str | None:
    names = [agency.text]
    if parent is not None:
        names += [f"{agency.text} {parent.text}", parent.text]
    return next((actor for name in names if (actor := resolver.resolve(name, on))), None)
