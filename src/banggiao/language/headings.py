"""How Vietnamese official papers number their parts, and the words that say what a part is about.

Everything here works on one line of text and its :func:`~banggiao.language.folding.shadow`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from banggiao.language import lazy_re as re


class Style(IntEnum):
    """The styles of numbering, from the outermost in. The order is that of the genre, not of one paper."""

    ANNEX = 0  # Phụ lục 1
    PART = 1  # Phần thứ nhất
    CHAPTER = 2  # Chương I
    CAPITAL = 3  # A.
    ROMAN = 4  # I.
    DIVISION = 5  # Mục 1
    ARTICLE = 6  # Điều 5
    DECIMAL_1 = 7  # 1.
    DECIMAL_2 = 8  # 1.1.
    DECIMAL_3 = 9
    DECIMAL_4 = 10
    LETTER = 11  # a)
    UNNUMBERED = 12  # a bold or styled line
    ORDINAL = 13  # Thứ nhất, Một là
    BRACKETED = 14  # (1), (i)
    BULLET = 15  # -, +, •


@dataclass(slots=True)
class Numbering:
    """The number at the head of a line: its style, the label as written without its closing mark, and the
    offset in the line where the words begin."""

    style: Style
    label: str
    end: int


_ROMAN = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})(?=\s*[.):/\-–])")
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}")
_CLOSING = re.compile(r"\s*[.):/\-–]+\s*")
_LETTER = re.compile(r"([a-zđ])(?:\s?[.)/]\s*|\s?-\s+)(?=\S)")
_CAPITAL = re.compile(r"([A-HK-UĐ])\s?[.)/]\s+(?=\S)")
_BRACKETED = re.compile(r"\((\d{1,2}|[a-zđ]|i{1,3}|iv|vi{0,3}|ix)\)\s*")
_BULLET = re.compile(r"[-–—+*•●○▪■◦‣⁃·✓➢❖]\s*(?=\S)")
_COUNT = "nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười"
_ORDINAL = re.compile(rf"(?:thứ (?:{_COUNT})|(?:{_COUNT}) là|cuối cùng)(?=\s*[,:.])\s*[,:.]?\s*")
_NAMED = {
    "phần": (
        Style.PART,
        re.compile(rf"phần (?:thứ (?:{_COUNT})|[ivx]{{1,5}}\b|\d{{1,2}}\b|[a-e]\b)\s*[.:\-]*\s*"),
    ),
    "chương": (Style.CHAPTER, re.compile(r"chương (?:[ivx]{1,5}\b|\d{1,2}\b)\s*[.:\-]*\s*")),
    "mục": (Style.DIVISION, re.compile(r"mục (?:[ivx]{1,5}\b|\d{1,2}\b)\s*[.:\-]*\s*")),
    "điều": (Style.ARTICLE, re.compile(r"điều \d{1,3}[a-z]?\b\s*(?:[.:\-–]\s*[-–]?\s*|\Z)")),
    "phụ": (
        Style.ANNEX,
        re.compile(r"phụ lục(?: (?:số )?(?:[ivx]{1,5}\b|\d{1,2}\b(?![./]\d)|[a-e]\b(?!\w)))?\s*[.:\-]*\s*"),
    ),
    "biểu": (Style.ANNEX, re.compile(r"biểu (?:số |mẫu )?\d{1,2}\b(?![./]\d)\s*[.:\-]*\s*")),
}
_MARKDOWN = re.compile(r"#{1,6} +(?=[^#\s])")
_BOLD = "**"
_BOLD_END = re.compile(r"\s*\*\*\s*(?=\S)")
_NOTHING = re.compile(r"(?!)")
_MARKED = (
    (Style.BRACKETED, _BRACKETED),
    (Style.BULLET, _BULLET),
    (Style.LETTER, _LETTER),
    (Style.CAPITAL, _CAPITAL),
)
_DECIMALS = (Style.DECIMAL_1, Style.DECIMAL_2, Style.DECIMAL_3, Style.DECIMAL_4)


def numbering_of(line: str, shadow: str) -> Numbering | None:
    """Return the number at the head of ``line``, or None. ``shadow`` is the line's shadow."""
    if line.startswith("#") and (mark := _MARKDOWN.match(line)):
        below = numbering_of(line[mark.end() :], shadow[mark.end() :])
        return below and Numbering(below.style, below.label, below.end + mark.end())
    if line.startswith(_BOLD):
        below = _numbering(line[len(_BOLD) :], shadow[len(_BOLD) :])
        if below is None:
            return None
        end = below.end + len(_BOLD)
        rest = _BOLD_END.match(line, end)
        return Numbering(below.style, below.label, rest.end() if rest else end)
    return _numbering(line, shadow) if line else None


def _numbering(line: str, shadow: str) -> Numbering | None:
    first = line[:1]
    if first.isdigit():
        return _decimal(line)
    if first in "IVX" and (roman := _roman(line)):
        return roman
    if first in "PpCcMmĐđBb" and (named := _named(line, shadow)):
        return named
    if not line[:2].isalnum():  # no number or mark is two letters
        for style, pattern in _MARKED:
            if match := pattern.match(line):
                return Numbering(style, match[1] if match.lastindex else "", match.end())
    match = _ORDINAL.match(shadow)
    return match and Numbering(Style.ORDINAL, line[: match.end()].rstrip(" ,:."), match.end())


def _roman(line: str) -> Numbering | None:
    number = _ROMAN.match(line)
    closing = _CLOSING.match(line, number.end()) if number and number[0] else None
    if number is None or closing is None or closing.end() >= len(line) or not _is_break(closing[0]):
        return None
    return Numbering(Style.ROMAN, number[0], closing.end())


def _named(line: str, shadow: str) -> Numbering | None:
    word = shadow.split(" ", 1)[0]
    if word == "biểu" and not line[: len(word)].isupper():
        return None  # "Biểu 1. Số đoàn ra" is a table's caption, "BIỂU SỐ 1" an annex
    style, pattern = _NAMED.get(word, (Style.ANNEX, _NOTHING))
    match = pattern.match(shadow)
    return match and Numbering(style, line[: match.end()].rstrip(" .:-–—"), match.end())


def _decimal(line: str) -> Numbering | None:
    match = _DECIMAL.match(line)
    if match is None:
        return None
    end = match.end()
    depth = match[0].count(".")
    closing = _CLOSING.match(line, end)
    if closing is None or "." not in line[end : closing.end()]:
        # "1.1 Title" needs no closing mark; "12 provinces" and "5/2024" are not numbers of parts.
        spaced = depth > 0 and line[end : end + 1].isspace()
        bracket = closing is not None and line[end : closing.end()].strip() in {")", "/", "-", "–", ":"}
        if not spaced and not bracket:
            return None
    words = closing.end() if closing else end + len(line[end:]) - len(line[end:].lstrip())
    if words >= len(line) or line[words].isdigit():
        return None
    if closing and closing[0] == "/" and not line[words].isupper():
        return None
    if (
        not line[words].isupper()
        and line[words - 1 : words] not in " \t\xa0)."
        and line[words] not in "\"“'("
    ):
        return None
    return Numbering(_DECIMALS[depth], match[0], words)


def _is_break(mark: str) -> bool:
    """Whether the mark after a roman number begins a part: "I. Bối cảnh" does, "V-League" does not."""
    return "." in mark or ")" in mark or mark != mark.strip()


_CONTENTS_LINE = re.compile(r"(?:\.{4}|…{2}|_{4})[\s.…_]{0,300}+\d{1,3}\s{0,9}\Z")


def is_contents_line(line: str) -> bool:
    """Say whether ``line`` is one of a table of contents: words, leader dots, a page number."""
    return _CONTENTS_LINE.search(line) is not None


# What a part tells, by the words of its heading. The first word in the heading wins: "Kết quả thực hiện nhiệm
# vụ" tells results, "Giải pháp khắc phục hạn chế" tells directions.
_KINDS = {
    "cause": "nguyên nhân",
    "shortcoming": "tồn tại|hạn chế|khó khăn|vướng mắc|bất cập|yếu kém|khuyết điểm|thiếu sót"
    "|những vấn đề đặt ra|chưa được|chưa làm được|chưa đạt được|khó khăn, thách thức",
    "proposal": "kiến nghị|đề xuất|đề nghị",
    "direction": "phương hướng|nhiệm vụ|giải pháp|định hướng|thời gian tới|kế hoạch năm|dự kiến|trọng tâm"
    "|mục tiêu|biện pháp|tổ chức thực hiện|chương trình công tác|triển vọng|giai đoạn tới"
    "|những năm tới|việc cần làm"
    "|phần việc tiếp theo",
    "lesson": "bài học|kinh nghiệm",
    "result": "kết quả|thành tựu|ưu điểm|những việc đã làm|tình hình thực hiện|tình hình triển khai"
    "|tình hình tổ chức thực hiện|tình hình quán triệt|đã đạt được|những mặt được|kiểm điểm",
    "assessment": "đánh giá|nhận xét",
    "context": "bối cảnh|tình hình|đặc điểm|khái quát|thuận lợi|mở đầu|giới thiệu|sự cần thiết|căn cứ"
    "|quan điểm|mục đích|yêu cầu|cục diện|cơ hội|thách thức",
    "closing": "kết luận|lời kết",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split("|")}
_KIND_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_KIND_OF, key=len, reverse=True))})(?!\w)")
_OPENING = re.compile(r"(?:(?:về|những|các|một số|phần|mặt|công tác|đánh giá|nhận xét|việc)\s+)*")


def kind_of_heading(shadow: str, *, opening: bool = False) -> str | None:
    """Return what a part under this heading tells, or None where the heading does not say.

    One of context, result, assessment (results and shortcomings together), shortcoming, cause, direction,
    proposal, lesson, closing. With ``opening`` the heading must open with the word, as the heading of a
    part inside another does when it tells something else than the part around it.
    """
    if opening:
        match = _KIND_WORD.match(shadow, _OPENING.match(shadow).end())  # type: ignore[union-attr]
        match = match or _KIND_WORD.match(shadow)
    else:
        match = _KIND_WORD.search(shadow)
        if match and _KIND_OF[match[0]] == "assessment":
            match = _KIND_WORD.search(shadow, match.end()) or match
    if match is None:
        return None
    kind = _KIND_OF[match[0]]
    if kind == "context" and not opening and "kết quả" in shadow:
        kind = "result"
    joined = kind == "result" and any(word in shadow for word in ("hạn chế", "tồn tại", "nguyên nhân"))
    return "assessment" if joined else kind
