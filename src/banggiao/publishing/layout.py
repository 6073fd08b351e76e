"""The layout of an official paper after Nghị định 30/2020/NĐ-CP, Phụ lục I.

What is not known stays as dots for a person to fill in: number, notation, date, post and name of the signer.
Nothing is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banggiao.publishing.word import (
    TEXT_WIDTH,
    TEXT_WIDTH_LANDSCAPE,
    bookmark,
    boxed,
    columns,
    paragraph,
    rule,
    run,
)

DOTS = "……………"
DRAFT_WORDS = "bản nháp, chưa xác nhận"
DRAFT_SIGN = "†"

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

_HEAD_COLUMNS = (66.0, TEXT_WIDTH - 66.0)
_HEAD_COLUMNS_LANDSCAPE = (96.0, TEXT_WIDTH_LANDSCAPE - 96.0)
_FOOT_COLUMNS = (82.0, TEXT_WIDTH - 82.0)
_NO_BREAK = "\u00a0"
_LABEL = re.compile(
    r"^(?:[IVXLC]{1,6}[.)]|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ][.)]|Phần\b|Chương\b|Mục\b|Phụ lục\b)\s+",
    re.UNICODE,
)
_DIVISION = re.compile(r"^((?:Phần|Chương)\s+(?:thứ\s+\w+|[IVXLC]+|\d+))\s*[.:–-]?\s+(\S.*)$", re.UNICODE)


_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues a paper. Empty values stay dots in the paper.

    ``notation`` is what follows the stroke of the number ("BC-BNG"), ``place`` the địa danh, ``signer`` the
    authority and post of who signs ("KT. BỘ TRƯỞNG/THỨ TRƯỞNG", lines parted by a stroke).
    """

    agency: str = ""
    parent: str = ""
    place: str = ""
    number: str = ""
    notation: str = ""
    date: tuple[int, int, int] | None = None  # day, month, year
    signer: str = ""


def head(letterhead: Letterhead, *, notation_default: str, subject: str = "", landscape: bool = False) -> str:
    """Return the head: agency and number on the left; country, motto, place and date on the right.

    ``subject`` is the trích yếu of a letter ("V/v …"), which stands under its number.
    """
    widths = _HEAD_COLUMNS_LANDSCAPE if landscape else _HEAD_COLUMNS
    left, right = widths
    agency = (letterhead.agency or DOTS).upper()
    parent = letterhead.parent.upper()
    number = letterhead.number or _NO_BREAK * 7
    notation = letterhead.notation or notation_default
    issuer = (
        (paragraph(run(parent, size=13), align="center") if parent else "")
        + paragraph(run(agency, bold=True, size=13), align="center")
        + rule(min(left * 0.5, _width(agency, 13, upper=True) * 0.4), left)
    )
    country = (
        paragraph(run(COUNTRY, bold=True, size=13), align="center")
        + paragraph(run(MOTTO, bold=True, size=14), align="center")
        + rule(_width(MOTTO, 14), right)
    )
    numbered = paragraph(run(f"Số: {number}/{notation}", size=13), align="center", before=8)
    if subject:
        numbered += paragraph(run(f"V/v {subject}", size=12), align="center", before=6)
    dated = paragraph(
        run(f"{letterhead.place or DOTS}, {_date_words(letterhead.date)}", italic=True, size=13),
        align="center",
        before=8,
    )
    return columns(((issuer, country), (numbered, dated)), widths)


def title(kind: str, subject: str, *, landscape: bool = False) -> str:
    """Return the name of the paper's type and its trích yếu, with the short rule under it."""
    width = TEXT_WIDTH_LANDSCAPE if landscape else TEXT_WIDTH
    return (
        paragraph(run(kind.upper(), bold=True, size=14), style="Title", before=18)
        + paragraph(run(subject, bold=True, size=14), style="Title", before=2)
        + rule(TEXT_WIDTH * 0.3, width, after=12)
    )


def addressed_to(names: Sequence[str]) -> str:
    """Return "Kính gửi: …", one name in the line or several in a list."""
    if len(names) == 1:
        return paragraph(run(f"Kính gửi: {names[0]}", size=14), align="center", before=18, after=12)
    lines = [paragraph(run("Kính gửi:", size=14), left=35, before=18, after=2)]
    for index, name in enumerate(names, start=1):
        last = index == len(names)
        lines.append(
            paragraph(run(f"- {name}{'.' if last else ';'}", size=14), left=50, after=12 if last else 2)
        )
    return "".join(lines)


def body_text(text: str) -> str:
    """Return a paragraph of the paper's body: justified, first line indented."""
    return paragraph(run(text), style="BodyText")


def heading(text: str, level: int) -> str:
    """Return a section heading. "Phần …" and "Chương …" stand centred on a line of their own."""
    division = _DIVISION.match(text) if level == 1 else None
    if division:
        return paragraph(run(division[1], bold=True), align="center", before=12, keep_next=True) + paragraph(
            run(division[2]), style="Heading1", align="center", before=0, first_line=0
        )
    return paragraph(run(text), style=f"Heading{min(max(level, 1), 4)}")


class Numbering:
    """Numbers headings that bring no label of their own: I., 1., a) by level, as Phụ lục I prescribes."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0]

    def label(self, text: str, level: int) -> str:
        """Return ``text`` with its label; text that already has one is left as it is."""
        if level > 3:
            return text
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (3 - level)
        if _LABEL.match(text):
            return text
        count = self._counts[level - 1]
        return (f"{roman(count)}. ", f"{count}. ", f"{_letter(count)}) ")[level - 1] + text


def draft_banner() -> str:
    """Return the frame under the head that says what the daggers in the text mean."""
    width = 132.0
    frame = boxed(
        (
            paragraph(run(DRAFT_WORDS.upper(), bold=True, size=13), align="center", before=3),
            paragraph(
                run(
                    f"Câu có dấu {DRAFT_SIGN} do máy trích từ báo cáo của các cơ quan, chưa có người "
                    "xác nhận. "
                    "Ngoặc vuông dẫn tới Danh mục trích dẫn (Phụ lục I).",
                    italic=True,
                    size=11,
                ),
                align="center",
                after=3,
            ),
        ),
        width,
    )
    return paragraph("", after=4) + frame


def signature(letterhead: Letterhead, *, recipients: Sequence[str]) -> str:
    """Return nơi nhận on the left and the signer's block on the right; the name is left for the signer."""
    lines = [paragraph(run("Nơi nhận:", bold=True, italic=True, size=12), keep_next=True)]
    lines += [
        paragraph(run(f"- {name};", size=11), keep_lines=True)
        for name in (*recipients, *(() if recipients else (DOTS,)))
    ]
    lines.append(paragraph(run(f"- Lưu: VT, {DOTS[:5]}.", size=11)))
    posts = [post.strip() for post in (letterhead.signer or DOTS).split("/")]
    signer = "".join(
        paragraph(run(post.upper(), bold=True, size=14), align="center", keep_next=True) for post in posts
    )
    signer += paragraph("", before=72) + paragraph(run(DOTS, bold=True, size=14), align="center")
    return paragraph("", before=6) + columns((("".join(lines), signer),), _FOOT_COLUMNS)


def annex_title(
    number: str, name: str, kind: str, anchor: tuple[str, int], *, landscape: bool = False
) -> str:
    """Return the head of an annex: its number, its name, and the paper that it belongs to.

    ``kind`` names that paper ("Báo cáo"); ``anchor`` is a bookmark's name and number.
    """
    line = bookmark(run(f"Phụ lục {number}".strip(), bold=True, size=14), *anchor)
    return (
        paragraph(line, align="center", keep_next=True)
        + paragraph(
            run(name.upper(), bold=True, size=14),
            style="Heading1",
            align="center",
            before=0,
            after=2,
            first_line=0,
        )
        + paragraph(
            run(
                f"(Kèm theo {kind} số{_NO_BREAK}{DOTS[:2]}/{DOTS[:2]} ngày … tháng … năm …)",
                italic=True,
                size=13,
            ),
            align="center",
            keep_next=True,
        )
        + rule(45, TEXT_WIDTH_LANDSCAPE if landscape else TEXT_WIDTH, after=10)
    )


def roman(number: int) -> str:
    """Return ``number`` (from 1) in Roman numerals."""
    out = ""
    for value, mark in _ROMAN:
        times, number = divmod(number, value)
        out += mark * times
    return out


def _letter(count: int) -> str:
    alphabet = "abcdđeghiklmnopqrstuvxy"  # the Vietnamese order of points
    return alphabet[(count - 1) % len(alphabet)]


def _date_words(date: tuple[int, int, int] | None) -> str:
    if date is None:
        return "ngày … tháng … năm …"
    day, month, year = date
    return f"ngày {day:02d} tháng {month if month > 2 else f'{month:02d}'} năm {year}"


def _width(text: str, points: float, *, upper: bool = False) -> float:
    """Return the rough width in mm of bold Times text; it sets only the length of a decorative rule."""
    return len(text) * points * 0.3528 * (0.72 if upper else 0.52)


def bookmark_numbers() -> Iterator[int]:
    """Yield the numbers that tell the bookmarks of one document apart."""
    number = 0
    while True:
        number += 1
        yield number
