"""The foot of an official paper: who signs, in what post and form, and who receives it; and the stamps of
urgency in its head (Nghị định 30/2020/NĐ-CP, annex I; Hướng dẫn 36-HD/VPTW)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from banggiao.language import lazy_re as re
from banggiao.language.folding import shadow as shadow_of
from banggiao.language.names import UPPER
from banggiao.reading.paper import Block, Paper
from banggiao.reading.records import Field, Header
from banggiao.reading.secrecy import mark_in

_FORM = re.compile(r"(?P<form>T/M|TM|KT|TL|TUQ|TUN|Q|QUYỀN)(?:\s?\.|\s)\s*(?=[^\W\d_]{2})")
_POST = re.compile(
    r"(?:phó )?(?:tổng bí thư|bí thư|chủ tịch|thủ tướng|bộ trưởng|tổng thư ký|giám đốc|tổng giám đốc"
    r"|chủ nhiệm|cục trưởng|vụ trưởng|viện trưởng|trưởng|chánh|hiệu trưởng|thống đốc|tổng thanh tra|đại sứ"
    r"|tổng lãnh sự|tư lệnh|chính ủy|tổng cục trưởng|tổng kiểm toán|tổng biên tập)(?!\w)"
    r"|thứ trưởng|thường trực|ủy viên|quyền "
)
_NO_NAME = re.compile(r"[(\[]?\s*(?:đã ký|ký tên|ký, |chữ ký|daky)|[\W_]+\Z")
_STYLE = re.compile(
    r"(?:(?:GS|PGS|TS|ThS|BS|KS|NGND|NGƯT)\.? ?)+|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá) "
    r"|Đại tướng |Ông |Bà "
)
_SYLLABLE = rf"[{UPPER}][\w'’-]*"
_NAME = re.compile(rf"{_SYLLABLE}(?: {_SYLLABLE}){{1,5}}")
_RECIPIENTS = re.compile(r"[\W_]*nơi nhận\s*:?\s*")
_BULLET = re.compile(r"[-–—+*•]\s*")
_NO_RECIPIENT = re.compile(r"(?:TM|T/M|KT|TL|TUQ|Q)\. ")
_URGENT = re.compile(
    r"(?<!\w)(?:hỏa tốc(?: hẹn giờ)?|thượng khẩn|khẩn)(?!\w)(?=\s*(?:\Z|[\t\n,;)\]]|\s{3}|mật|tối mật))"
)
_BEFORE_URGENT = re.compile(r"(?:\A\s*+|[(\[:]\s*+|(?<!\s)(?=\s*[\t\n]|\s{3})\s++|mật[\s,-]++)\Z")
_MOST_POSTS, _MOST_BLANKS, _MOST_RECIPIENTS = 5, 4, 80


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs. ``forms`` are the signing forms as written ("TM.", "KT."), outermost first; ``post`` is the
    post of the one who signs, where it is told; ``signer`` the name without degree and rank."""

    signer: Field
    post: Field | None
    forms: tuple[Field, ...]


def with_foot(header: Header, paper: Paper, shadow: str, head: Sequence[Block], end: int) -> Header:
    """Return ``header`` with what stands below the block ``end`` and with the stamps of the ``head``.

    A paper without a line of its type that says whom it is for, or has "V/v", is a letter.
    """
    signed = read_signature(paper, shadow, end)
    letter = header.subject is not None or "kính gửi" in shadow[: head[-1].end]
    kind = shadow_of(header.type.text) if header.type else "công văn" if letter and header.number else None
    return replace(
        header,
        kind=kind,
        signer=signed.signer if signed else None,
        post=signed.post if signed else None,
        forms=signed.forms if signed else (),
        recipients=read_recipients(paper, shadow, end),
        secrecy=mark_in("\n".join(paper.words(one.start, one.end) for one in head)),
    )


def read_signature(paper: Paper, shadow: str, first: int) -> Signature | None:
    """Return the first signature below the block ``first``: posts in capitals with a name below them."""
    found = [one for lane in _lanes(paper, first) if (one := _signed(paper, shadow, lane))]
    return min(found, key=lambda one: one.signer.start, default=None)


def _lanes(paper: Paper, first: int) -> list[list[Block]]:
    """The lines below the block ``first`` as they are read downwards: paragraphs, columns of tables."""
    lanes: dict[tuple[int, int] | None, list[Block]] = {}
    for block in paper.blocks[first:]:
        column = (block.cell.table, block.cell.column) if block.cell else None
        lanes.setdefault(column, []).append(block)
    return list(lanes.values())


def _signed(paper: Paper, shadow: str, lane: Sequence[Block]) -> Signature | None:
    index = 0
    while index < len(lane):
        if not paper.text[lane[index].start : lane[index].end].isupper():  # no post: most lines are none
            index += 1
            continue
        posts = _posts(paper, shadow, lane[index : index + _MOST_POSTS])
        index += len(posts) or 1
        name = _name(paper, shadow, lane[index : index + _MOST_BLANKS]) if posts else None
        if name is not None:
            return _signature(paper, shadow, posts, name)
    return None


def _posts(paper: Paper, shadow: str, lines: Sequence[Block]) -> list[Block]:
    """The lines in capitals that the lane goes on with, of which one names a post or for whom is signed."""
    run = list(takewhile(lambda one: paper.text[one.start : one.end].isupper(), lines))
    signs = any(_is_post(paper.text, shadow, one) or _FORM.match(paper.text, one.start) for one in run)
    return run if signs else []


def _is_post(text: str, shadow: str, block: Block) -> bool:
    form = _FORM.match(text, block.start, block.end)
    return _POST.match(shadow, form.end() if form else block.start, block.end) is not None


def _name(paper: Paper, shadow: str, lines: Sequence[Block]) -> Field | None:
    """The name below the posts, past "(đã ký)"."""
    for block in lines:
        style = _STYLE.match(paper.text, block.start, block.end)
        start = style.end() if style else block.start
        if _NAME.fullmatch(paper.text, start, _end(paper.text, block)):
            return _field(paper.text, start, block.end)
        if not _NO_NAME.match(shadow, block.start, block.end):
            return None
    return None


def _end(text: str, block: Block) -> int:
    return block.start + len(text[block.start : block.end].rstrip(" ."))


def _signature(paper: Paper, shadow: str, posts: Sequence[Block], name: Field) -> Signature:
    forms: list[Field] = []
    post = None
    for block in posts:
        form = _FORM.match(paper.text, block.start, block.end)
        if form:
            forms.append(_field(paper.text, form.start(), form.end()))
        if _is_post(paper.text, shadow, block):
            post = _field(paper.text, form.end() if form else block.start, block.end)
    return Signature(name, post, tuple(forms))


def read_recipients(paper: Paper, shadow: str, first: int) -> tuple[Field, ...]:
    """Return those listed below "Nơi nhận", one for each line."""
    for lane in _lanes(paper, first):
        for index, block in enumerate(lane):
            if head := _RECIPIENTS.match(shadow, block.start, block.end):
                return tuple(_listed(paper, lane[index : index + _MOST_RECIPIENTS], head.end()))
    return ()


def _listed(paper: Paper, lines: Sequence[Block], start: int) -> Iterator[Field]:
    for block in lines:
        begin = max(start, block.start)
        words = paper.text[begin : block.end].strip()
        if not words:
            continue
        bullet = _BULLET.match(paper.text, begin, block.end)
        listed = bullet or words.endswith((";", "./.")) or words.startswith("Lưu") or begin == start
        if not listed or _NO_RECIPIENT.match(words) or words.isupper():
            return
        yield _field(paper.text, bullet.end() if bullet else begin, block.end, strip=" ;./,")


def urgency_in(paper: Paper, shadow: str, blocks: Sequence[Block]) -> Field | None:
    """Return the stamp of urgency in the head: HỎA TỐC, THƯỢNG KHẨN or KHẨN, on its own or beside another."""
    for block in blocks:
        line = shadow[block.start : block.end]
        if "khẩn" not in line and "hỏa tốc" not in line:
            continue
        for found in _URGENT.finditer(line):
            start, end = block.start + found.start(), block.start + found.end()
            before = line[: found.start()]
            labelled = before.rstrip(" :").endswith("độ khẩn")
            if labelled or (paper.text[start:end].isupper() and _BEFORE_URGENT.search(before)):
                return _field(paper.text, start, end)
    return None


def _field(text: str, start: int, end: int, strip: str = "") -> Field:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in strip):
        end -= 1
    return Field(" ".join(text[start:end].split()), start, end)
