"""The head of a paper: agency, number, place and date, type and subject (Nghị định 30/2020/NĐ-CP, art. 8).

The same code reads the two-column head as table cells, as separate lines, and as lines in which both columns
stand side by side, because it looks for the fixed formulas first and takes what stands between them. A
paper without such a head is read as a news item. A field's text has single spaces; its span is exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from banggiao.language import lazy_re as re
from banggiao.language.folding import shadow as shadow_of
from banggiao.language.headings import Style, numbering_of
from banggiao.language.names import UPPER
from banggiao.reading.news import read_news_head
from banggiao.reading.paper import Block, Paper
from banggiao.reading.records import Field, Header
from banggiao.reading.signature import urgency_in, with_foot

_HEAD_BLOCKS = 40
_HEAD_CHARACTERS = 4000
_LONGEST_SUBJECT = 420
_SUBJECT_LINES = 6


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
    rf"(?<!\w)ngày{_BLANK}(?:(?P<day>\d{{1,2}})?{_BLANK}(?<![^\W\d])tháng{_BLANK}(?P<month>\d{{1,2}})?{_BLANK}"
    rf"(?<![^\W\d])năm{_BLANK}(?P<year>\d{{4}})?"
    r"|(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})(?!\d))"
)
_PLACE = re.compile(
    rf"(?P<place>(?:(?:Thành phố|TP\.?|Tỉnh|Thị xã) )?(?<![\w'])[{UPPER}][\w']*+\.?"
    rf"(?:(?: - | – |-|–| )[{UPPER}][\w']*+){{0,5}})\s*+,\s*+$"
)
_LONGEST_PLACE = 200  # characters looked at before a day
_NEXT_COLUMN = re.compile(rf"(?<![\s.])[\s.]++(?:[{UPPER}][^\W\d{UPPER}]++\s*+)?$")
_TYPES = (
    "nghị quyết|quyết định|chỉ thị|quy chế|quy định|thông cáo|thông báo|hướng dẫn|chương trình hành động"
    "|chương trình|kế hoạch hành động|kế hoạch|phương án|đề án|dự án|báo cáo|biên bản|tờ trình|hợp đồng"
    "|công điện|bản ghi nhớ|bản thỏa thuận|giấy ủy quyền|giấy mời|giấy giới thiệu|giấy nghỉ phép|phiếu gửi"
    "|phiếu chuyển|phiếu báo|thư công|kết luận|nghị định|thông tư|luật|pháp lệnh|lệnh|quy trình|công văn"
    "|lời kêu gọi|tuyên bố|đề cương|thỏa thuận|hiệp định|nghị định thư|ý định thư|thông tri|quy hoạch|điều lệ"
    "|cương lĩnh|chiến lược|giấy chứng nhận|giấy đi đường|công hàm|thông cáo"
)
_TYPE = re.compile(rf"(?:dự thảo\s+)?({_TYPES})(?!\w)")
_SUBJECT_OF_LETTER = re.compile(r"(?:v/v|về việc)\s*:?\s+")
_BODY_BEGINS = re.compile(
    r"kính gửi|căn cứ|thực hiện |triển khai |theo (?:đề nghị|công văn|chỉ đạo)|phúc đáp|xét "
    r"|phần thứ|điều 1\b"
    r"|qua \d|trên cơ sở|để |ngày \d|nhằm |sau (?:hơn|khi|\d)"
)
_RULE_LINE = re.compile(r"[\s*_\-–—=.…•]+")
_UNIT_BELOW = re.compile(
    r"(?:(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố) [\w ]+?|bộ [\w, ]+?)"
    r" (?=(?:sở|văn phòng|vụ|cục|tổng cục|thanh tra|công an|bộ chỉ huy|học viện) )"
)
_UNIT = re.compile(r"(?:sở|vụ|cục|chi cục|phòng|trung tâm)(?!\w)")
_AGENCY_WORDS = re.compile(
    r"(?:bộ|ban|sở|ubnd|ủy ban|hđnd|hội đồng|văn phòng|tỉnh ủy|thành ủy|đảng ủy|đảng bộ|tỉnh đoàn"
    r"|vụ|cục|tổng cục"
    r"|viện|học viện|hội|liên hiệp|tập đoàn|ngân hàng|thanh tra|tòa án|kiểm toán|đài|thông tấn|trường|đại học"
    r"|trung tâm|mặt trận|tổng liên đoàn|trung ương|công ty|chi cục|phòng|chính phủ|quốc hội"
    r"|thủ tướng|chủ tịch"
    r"|đại sứ quán|tổng lãnh sự|phái đoàn|cơ quan|đoàn|tổng công ty|bộ tư lệnh|bộ chỉ huy|công an"
    r"|bảo hiểm|kho bạc"
    r"|bảo tàng|thư viện|tạp chí|báo|nhà xuất bản|huyện ủy|quận ủy|tw)(?!\w)"
)


_PROSE = re.compile(r"kính gửi|căn cứ|xét |theo (?:lời mời|đề nghị)|thực hiện |trả lời |phúc đáp")
_SHORTEST_PROSE = 60
_LETTER = 600  # characters in which a letter still says what it is


def read_header(paper: Paper, shadow: str, resolver: Resolver | None) -> Head:
    """Read the head of ``paper``. ``shadow`` is the shadow of the whole text."""
    blocks = list(_head_blocks(paper))
    if not blocks:
        return Head(Header(), 0)
    scan = _Scan(paper, shadow, blocks)
    scan.taken = [
        match.span() for match in _MOTTO.finditer(shadow, 0, scan.limit) if _is_formula(scan, match)
    ]
    number = _number(scan)
    if not scan.taken and number is None and _type_block(scan) is None:
        header, end = read_news_head(paper, shadow)
        return Head(header, end, is_news=True)
    return _official(scan, number, resolver)


@dataclass(frozen=True, slots=True)
class _Name:
    """An agency's name: its first line's place, its words in full, and where its last line ends."""

    field: Field
    full: str
    end: int


class _Scan:
    """The head under way: its blocks, and the spans of the formulas found in it so far."""

    def __init__(self, paper: Paper, shadow: str, blocks: list[Block]) -> None:
        self.paper = paper
        self.text = paper.text
        self.shadow = shadow
        self.blocks = blocks
        self.limit = blocks[-1].end
        self.prose = _prose(self)
        self.taken: list[tuple[int, int]] = []

    def rest(self, block: Block, stop: int) -> Iterator[Field]:
        """Yield what stands between the formulas of a block, up to ``stop``."""
        start = block.start
        cuts = sorted(span for span in self.taken if span[0] < block.end and span[1] > block.start)
        for cut_start, cut_end in [*cuts, (stop, stop)]:
            field = _field(self.text, start, max(start, min(cut_start, stop)))
            if field.text:
                yield field
            start = max(start, cut_end)


def _prose(scan: _Scan) -> int:
    """Where the paper begins to speak in sentences: what looks like a formula behind is none of the head."""
    table = max((i for i, one in enumerate(scan.blocks) if _is_head_cell(scan, one)), default=-1)
    for block in scan.blocks[table + 1 :]:  # a web page tells of the paper before its head
        words = scan.text[block.start : block.end].rstrip()
        long = len(words) > _SHORTEST_PROSE and words[-1:] in tuple(".;:") and not words.isupper()
        if block.cell is None and (long or _PROSE.match(scan.shadow, block.start)):
            return block.start
    return scan.limit


def _is_head_cell(scan: _Scan, block: Block) -> bool:
    return block.cell is not None and _MOTTO.search(scan.shadow, block.start, block.end) is not None


def _is_formula(scan: _Scan, match: re.Match[str]) -> bool:
    """Whether the state's name stands as a line of the head, not in a sentence."""
    if match.start() >= scan.prose:
        return False
    block = scan.paper.block_at(match.start())
    alone = match.start() == block.start and match.end() >= block.end - 2
    return alone or scan.text[match.start() : match.end()].isupper() or match[0].startswith("độc lập")


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


def _number(scan: _Scan) -> re.Match[str] | None:
    """The paper's own number: "Số" opens its block, or follows capitals or the kind of paper in it."""
    for match in _NUMBER.finditer(scan.shadow, 0, scan.limit):
        start = scan.paper.block_at(match.start()).start
        before = scan.shadow[start : match.start()].strip(" *")
        named = _TYPE.fullmatch(before) is not None
        if not before or named or (scan.taken and scan.text[start : match.start()].isupper()):
            return match
    return None


def _type_block(scan: _Scan) -> Block | None:
    """The line that says what kind of paper it is; below a letter another paper may be attached."""
    in_letter = False
    for block in scan.blocks:
        match = _TYPE.match(scan.shadow, block.start)
        if scan.shadow.startswith("kính gửi", block.start):
            in_letter = True
        if (
            match
            and (not in_letter or block.start - scan.prose < _LETTER)
            and scan.text[block.start : match.end()].isupper()
        ):
            return block
    return None


def _official(scan: _Scan, number: re.Match[str] | None, resolver: Resolver | None) -> Head:
    urgency = urgency_in(scan.paper, scan.shadow, scan.blocks)
    header = Header(urgency=urgency)
    if urgency:
        scan.taken.append((urgency.start, urgency.end))
    if number:
        scan.taken.append(number.span())
        digits = _field(scan.text, *number.span("number")) if number["number"] else None
        notation = _field(scan.text, *_trimmed(scan.text, number.span("notation")))
        header = replace(header, number=digits, notation=notation)
    dated = _dated(scan)
    if dated:
        place, field, iso = dated
        scan.taken.append((place.start if place else field.start, field.end))
        header = replace(header, place=place, date_field=field, date=iso)
    type_block = _type_block(scan)
    names = _agency_names(scan, number, type_block)
    header, end = _titled(scan, header, type_block)
    if header.subject is None:
        header = _subject_of_letter(scan, header)
    header = with_foot(header, scan.paper, scan.shadow, scan.blocks, end)
    return Head(_with_agency(header, scan.text, names, resolver), end)


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Cut a notation where the next column's words are glued on: it holds capitals, digits and đ only."""
    start, end = span
    words = text[start:end]
    stop = _NEXT_COLUMN.search(words)
    return (start, start + stop.start()) if stop else (start, end)


def _dated(scan: _Scan) -> tuple[Field | None, Field, str | None] | None:
    for match in _DAY.finditer(scan.shadow, 0, scan.limit):
        block = scan.paper.block_at(match.start())
        floor = max([block.start, *(end for _, end in scan.taken if end <= match.start())])
        floor = max(floor, match.start() - _LONGEST_PLACE)
        before = scan.text[floor : match.start()]
        if not before.strip():
            # The place may stand on the line above: "Hà Nội,⏎ngày 05 tháng 01 năm 2022".
            floor = scan.text.rfind("\n", 0, max(floor - 1, 0)) + 1
        place = _PLACE.search(scan.text[floor : match.start()])
        if place is None and (before.strip() or match.end() < block.end - 2):
            continue  # a day in a sentence
        found = _field(scan.text, floor + place.start("place"), floor + place.end("place")) if place else None
        return found, _field(scan.text, *match.span()), _iso(match)
    return None


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = match["year"] or match["y"], match["month"] or match["m"], match["day"] or match["d"]
    if not (year and month and day):
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _agency_names(scan: _Scan, number: re.Match[str] | None, type_block: Block | None) -> list[_Name]:
    """The names in capitals above the number that are no formula: the agencies, outermost first."""
    ends = [number.start()] if number else []
    ends += [type_block.start] if type_block else []
    stop = min(ends, default=scan.limit)
    names: list[_Name] = []
    for block in scan.blocks:
        if block.start >= stop:
            break
        for field in scan.rest(block, min(block.end, stop)):
            for line in _units(scan, field):
                if _is_agency_line(line.text):
                    _add_line(names, line, opens=_AGENCY_WORDS.match(scan.shadow, line.start) is not None)
    return names


def _add_line(names: list[_Name], line: Field, *, opens: bool) -> None:
    """A line that opens with no agency's word continues the name above ("BỘ VĂN HÓA / VÀ DU LỊCH")."""
    if names and not opens:
        names[-1] = _Name(names[-1].field, f"{names[-1].full} {line.text}", line.end)
    else:
        names.append(_Name(line, line.text, line.end))


def _units(scan: _Scan, field: Field) -> Iterator[Field]:
    """Two names that a line break inside a cell had kept apart: "UBND TỈNH BÌNH DƯƠNG SỞ NGOẠI VỤ"."""
    match = _UNIT_BELOW.match(scan.shadow, field.start, field.end)
    pieces = [(field.start, match.end()), (match.end(), field.end)] if match else [(field.start, field.end)]
    for start, end in pieces:
        yield _without_marks(scan.text, start, end)


def _is_agency_line(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return len(letters) > 2 and len(words) < 140 and sum(c.isupper() for c in letters) >= 0.7 * len(letters)


def _without_marks(text: str, start: int, end: int) -> Field:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return _field(text, start, end)


def _titled(scan: _Scan, header: Header, type_block: Block | None) -> tuple[Header, int]:
    """Add kind and subject to the header; return it with the index of the first block of the body."""
    blocks = scan.paper.blocks
    below_formulas = max((end for start, end in scan.taken if start < scan.prose), default=0)
    below = next((i for i, block in enumerate(blocks) if block.start >= below_formulas), len(blocks))
    match = _TYPE.match(scan.shadow, type_block.start) if type_block else None
    if type_block is None or match is None:
        return header, below
    header = replace(header, type=_field(scan.text, *match.span(1)))
    start = match.end()
    if header.number and start <= header.number.start < type_block.end:
        start = type_block.end  # "NGHỊ QUYẾT SỐ 59-NQ/TW" names no subject
    pieces = [(start, type_block.end)] if scan.text[start : type_block.end].strip(" .:-") else []
    end = blocks.index(type_block) + 1
    while end < len(blocks) and len(pieces) < _SUBJECT_LINES:
        block = blocks[end]
        words = scan.text[block.start : block.end].strip()
        if _RULE_LINE.fullmatch(words) or (not pieces and words[:1] == "(" and words[-1:] == ")"):
            end += 1
            if pieces:
                break
            continue
        if not _continues_subject(scan, block, words, pieces):
            break
        pieces.append((block.start, block.end))
        end += 1
    if pieces and pieces[-1][1] - pieces[0][0] <= 2 * _LONGEST_SUBJECT:
        header = replace(header, subject=_field(scan.text, pieces[0][0], pieces[-1][1]))
    return header, max(end, below)


def _continues_subject(scan: _Scan, block: Block, words: str, pieces: list[tuple[int, int]]) -> bool:
    if block.cell is not None or len(words) > _LONGEST_SUBJECT or words.endswith((".", ";", ":")):
        return False
    line = scan.shadow[block.start : block.end].strip()
    if line.startswith(("kính gửi", "căn cứ", "phần thứ")) or (pieces and _BODY_BEGINS.match(line)):
        return False
    numbering = numbering_of(words, line)
    if numbering is not None and numbering.style is not Style.BULLET:
        return False
    if not pieces:
        return True
    first = scan.paper.block_at(pieces[0][0])
    return block.bold if first.bold else words[0].islower()


def _subject_of_letter(scan: _Scan, header: Header) -> Header:
    for block in scan.blocks:
        if match := _SUBJECT_OF_LETTER.match(scan.shadow, block.start, block.end):
            return replace(header, subject=_field(scan.text, match.end(), block.end))
    return header


def _with_agency(header: Header, text: str, names: list[_Name], resolver: Resolver | None) -> Header:
    if not names:
        return header
    agency, parent = names[-1], (names[-2] if len(names) > 1 else None)
    forms = [agency.full]
    if parent is not None:
        joined = [f"{parent.full} {agency.full}", f"{agency.full} {parent.full}"]
        # "Sở Ngoại vụ" names a kind of unit: the body above it is who reports.
        is_unit = _UNIT.match(shadow_of(agency.full)) is not None
        forms = [*joined, parent.full, agency.full] if is_unit else [agency.full, *joined, parent.full]
    on = date.fromisoformat(header.date) if header.date else None
    actor = next((key for form in forms if resolver and (key := resolver.resolve(form, on))), None)
    return replace(
        header, agency=_whole(text, agency), parent=_whole(text, parent) if parent else None, actor=actor
    )


def _whole(text: str, name: _Name) -> Field:
    """The name's field over all of its lines where nothing stands between them, else its first line's."""
    whole = _field(text, name.field.start, name.end)
    return whole if whole.text == name.full else name.field
