"""What a reader finds in a paper: each record a span of :attr:`Paper.text`, with the rule that proposed it.

Offsets are code points; ``paper.text[start:end]`` is always the record's exact words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from banggiao.reading.paper import Paper


class Label(StrEnum):
    """The kinds of mention, as in the label guide."""

    PERSON = "PER"
    ORGANISATION = "ORG"
    PLACE = "LOC"
    INSTRUMENT = "DOC"
    DATE = "DATE"
    QUANTITY = "QTY"
    TRADE_AGREEMENT = "FTA"
    EVENT = "EVENT"
    GROUP = "GROUP"
    POST = "TITLE"


class Role(StrEnum):
    """What a statement does in the paper (vai trò của câu)."""

    CONTEXT = "context"  # bối cảnh, tình hình
    VIEWPOINT = "viewpoint"  # quan điểm, phương châm
    GOAL = "goal"  # mục tiêu, chỉ tiêu
    TASK = "task"  # nhiệm vụ, giải pháp
    RESULT = "result"  # kết quả
    SHORTCOMING = "shortcoming"  # tồn tại, hạn chế
    CAUSE = "cause"  # nguyên nhân
    LESSON = "lesson"  # bài học kinh nghiệm
    DIRECTION = "direction"  # phương hướng thời gian tới
    PROPOSAL = "proposal"  # kiến nghị, đề xuất
    QUOTE = "quote"  # lời đánh giá được dẫn: never a result
    OTHER = "other"  # headings' lead-ins, formulas, thanks

    @property
    def broad(self) -> Role:
        """The role as a review of reports asks for it: goals and tasks ahead are directions, viewpoints are
        context, and lessons say nothing that a clause asks."""
        return _BROAD.get(self, self)


_BROAD = {
    Role.VIEWPOINT: Role.CONTEXT,
    Role.GOAL: Role.DIRECTION,
    Role.TASK: Role.DIRECTION,
    Role.LESSON: Role.OTHER,
}


class Mention(NamedTuple):
    """A name or a quantity in the text.

    ``key`` is the register's key when the gazetteer knows exactly one bearer at the paper's date, else
    None. ``value`` is the normalised value: an ISO 8601 interval for DATE ("2024-01-25",
    "2024-04-01/2024-06-30", or "--01-27" where the year is missing), the document number for DOC, the
    official name for ORG, LOC and PER, "" where there is none.
    """

    start: int
    end: int
    label: Label
    key: str | None = None
    value: str = ""
    rule: str = ""
    confidence: float = 1.0


def is_common_body(name: Mention) -> bool:
    """Whether the lists of common names know it as a body: nothing inside it is a date or a meeting."""
    return name.label is Label.ORGANISATION and name.rule == "gazetteer" and name.key is None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts.

    ``start:end`` covers hedge, number, magnitude and unit ("gần 1,2 triệu lượt người"). ``value`` has the
    magnitude multiplied in. ``hedge`` is the word before the number ("gần", "trên", "hơn", "khoảng"), or
    "". ``indicator`` is the normalised phrase that the number measures (folded, without diacritics or
    articles: "doan ra", "thoa thuan quoc te con hieu luc"), ``indicator_words`` the words as written;
    ``period`` the year it speaks of, or None where the sentence, its paragraph and its table say none.
    ``subject`` is the key of the actor it is about when that is not the reporting actor itself.
    """

    start: int
    end: int
    value: float
    unit: str
    hedge: str = ""
    indicator: str = ""
    indicator_words: str = ""
    period: int | None = None
    subject: str | None = None
    from_table: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the header, with its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """The head and foot of an official paper (Nghị định 30/2020/NĐ-CP, art. 8) or of a news item.

    A missing component is None. ``number`` is the digits ("123"), ``notation`` what follows
    ("BC-UBND"); ``date`` is the ISO date, with its place in ``date_field``; ``actor`` the register's key of
    the issuing agency, where it is known; ``kind`` the type in small letters, "công văn" for a letter, which
    has no line that says so. ``signer`` is the name, ``post`` the post in which it signs, ``forms`` the forms
    of signing as written ("TM.", "KT."); ``recipients`` are the lines of "Nơi nhận". ``urgency`` is the stamp
    HỎA TỐC, THƯỢNG KHẨN or KHẨN, ``secrecy`` the kind of mark in its usual spelling. ``publisher``,
    ``author`` and ``url`` are for news.
    """

    agency: Field | None = None
    parent: Field | None = None
    number: Field | None = None
    notation: Field | None = None
    place: Field | None = None
    date_field: Field | None = None
    date: str | None = None
    type: Field | None = None
    subject: Field | None = None
    publisher: Field | None = None
    author: Field | None = None
    actor: str | None = None
    kind: str | None = None
    signer: Field | None = None
    post: Field | None = None
    forms: tuple[Field, ...] = ()
    recipients: tuple[Field, ...] = ()
    urgency: Field | None = None
    secrecy: str | None = None
    url: Field | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or styled heading. ``label`` is its number as written ("II", "2.1", "a"), ``parent`` the
    index of the section above it, or None. ``start:end`` covers the heading line itself.

    The heading of a run-in item ("a) Về đào tạo: …") ends where its title ends.
    """

    start: int
    end: int
    level: int
    label: str
    title: str
    parent: int | None = None


class Statement(NamedTuple):
    """A sentence, bullet or table row that says something, with its role and its place in the outline.

    ``section`` is an index into :attr:`Reading.sections`, or None above the first heading.
    ``evidence`` holds spans that name a checkable paper (a numbered document, an annex).
    ``years`` are the calendar years the statement speaks of, in order; empty where it names none.
    """

    start: int
    end: int
    role: Role
    section: int | None
    paragraph: int
    page: int | None = None
    figures: tuple[int, ...] = ()
    evidence: tuple[tuple[int, int], ...] = ()
    years: tuple[int, ...] = ()
    from_table: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task given in the text: "X chủ trì, phối hợp với Y … trước ngày …"; ``kind`` is "commitment" where a
    side pledges it to the other, else "task".

    ``start:end`` is the sentence, the item or the row; where it charges several alike, each has a record of
    its own with the same place. ``lead`` and each of ``supporters`` are spans, ``lead`` None where nobody is
    named; ``action`` the span of what is to be done; ``deadline`` the span of a date, a length ("15 ngày")
    or a recurrence ("hằng quý"), ``due`` the date's ISO value; ``clause`` the numbers above it, as printed
    ("II.3.b"), None where there are none.
    """

    start: int
    end: int
    lead: tuple[int, int] | None
    supporters: tuple[tuple[int, int], ...]
    action: tuple[int, int]
    deadline: tuple[int, int] | None = None
    due: str | None = None
    rule: str = ""
    kind: str = "task"
    clause: str | None = None


class EventKind(StrEnum):
    """What happens, as in the label guide."""

    VISIT = "visit"
    MEETING = "meeting"
    CONFERENCE = "conference"
    SIGNING = "signing"
    NEGOTIATION = "negotiation"
    VOTE = "vote"
    STATEMENT = "statement"


class Part(StrEnum):
    """What a participant does in an event."""

    CHAIR = "chair"  # chủ trì, đồng chủ trì
    DIRECTS = "directs"  # dự và chỉ đạo
    OPENS = "opens"  # khai mạc
    CLOSES = "closes"  # bế mạc
    SPEAKS = "speaks"  # phát biểu, tuyên bố, gửi điện
    HOSTS = "hosts"  # tiếp, đón, đăng cai
    ORGANISES = "organises"  # tổ chức
    VISITS = "visits"  # khách, trưởng đoàn
    MEETS = "meets"  # gặp, hội đàm
    SIGNS = "signs"
    WITNESSES = "witnesses"  # chứng kiến
    NEGOTIATES = "negotiates"
    VOTES = "votes"
    ATTENDS = "attends"  # dự, tham dự


@dataclass(frozen=True, slots=True)
class Happening:
    """An event told in the text, done or planned: a visit, a meeting, a signing.

    ``start:end`` is the first sentence or table row that tells it. ``participants`` are spans, each with what
    it does; ``date`` is the span of the date and ``on`` its ISO date or interval; ``place`` the span of the
    place, ``name`` that of the EVENT mention which names it; ``format`` "in_person", "online", "hybrid" or ""
    where the text does not say. ``ordinal`` is the number of a named series' edition, None where it has none.
    """

    start: int
    end: int
    kind: EventKind
    participants: tuple[tuple[int, int, Part], ...] = ()
    date: tuple[int, int] | None = None
    on: str | None = None
    place: tuple[int, int] | None = None
    format: str = ""
    name: tuple[int, int] | None = None
    ordinal: int | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one paper. Records are ordered by ``start``."""

    paper: Paper
    header: Header
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    assignments: tuple[Assignment, ...]
    happenings: tuple[Happening, ...] = ()
    _paths: dict[int, tuple[str, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False, hash=False
    )

    @property
    def number(self) -> str:
        """The number with its notation as written: "123/BC-UBND", "25-CT/TW"; "" where there is none."""
        number, notation = self.header.number, self.header.notation
        if number and notation:
            return self.paper.words(number.start, notation.end)
        only = number or notation
        return only.text if only else ""

    def heading_path(self, section: int | None) -> tuple[str, ...]:
        """Return the headings from the top down to ``section``, each as "II. Kết quả"."""
        if section is None:
            return ()
        if section not in self._paths:
            node = self.sections[section]
            own = f"{node.label}. {node.title}" if node.label else node.title
            self._paths[section] = (*self.heading_path(node.parent), own)
        return self._paths[section]
