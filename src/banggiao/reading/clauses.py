"""Where every line of a paper stands: under which numbers, headings and lead-ins.

The outline cuts a paper into sections; here every line counts, items and bullets as well, because a task is
as often an item below "2. Sở Tài chính:" as a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from banggiao.language import lazy_re as re
from banggiao.language.headings import Style, kind_of_heading, numbering_of
from banggiao.reading.inline_parts import inline_parts
from banggiao.reading.numbering import goes_on, number_of
from banggiao.reading.outline import cells_of_row, is_row
from banggiao.reading.paper import Block, Paper
from banggiao.reading.records import Mention

_HEAD = 320  # characters of a line that hold its number and title
_LONGEST_TITLE = 160
_SENTENCE_END = ".;!?…,"
_NUMBER = 60  # characters of a line that hold its number
_AHEAD = 6  # lines in which the next number shows what a line without one belongs to
_BROKEN = 50  # characters of a line that may be broken off
_SPECKS = re.compile(r"[_~|]{1,3} +(?=[-–+•] |\d{1,2}\.)")  # what recognition makes of dirt before a bullet
_LINE_END = ".;:!?…/*"
_ITEMS = (Style.LETTER, Style.BRACKETED, Style.BULLET)
_ABOVE_TITLE = (Style.PART, Style.CHAPTER, Style.ARTICLE)  # their title stands on the next line
_WORK = re.compile(
    r"tổ chức thực hiện|tổ chức triển khai|phân công|trách nhiệm|nhiệm vụ|giải pháp|việc tiếp theo"
    r"|việc cần làm"
    r"|phần việc|công việc|chế độ báo cáo|việc tháng|việc quý|tiến độ thực hiện|kế hoạch thực hiện"
    r"|triển khai thực hiện"
    r"|biện pháp|đề nghị các|thời gian tới|sắp tới|kiểm tra, giám sát|thông tin, báo cáo"
)
_AGREED = re.compile(r"nội dung (?:đã )?(?:thỏa thuận|thống nhất|cam kết)|cam kết của|các cam kết")


_LISTS = re.compile(r"\W*(?:thành phần|đại biểu|khách mời|thời gian(?!\s+tới)|địa điểm)(?!\w)")


_DOES = re.compile(
    r"\W*(?:tháo gỡ|khắc phục|vượt qua|giải quyết|xử lý|ứng phó|tạo|tận dụng|tranh thủ|nắm bắt|nâng cao"
    r"|đẩy mạnh|tăng cường|thúc đẩy|mở rộng|hoàn thiện|phát huy|cải thiện)(?!\w)"
)
"""What a title begins with that says what to do about troubles, and tells of none."""


_PAGE = re.compile(r"\W*(?:page break|(?:trang|page) \d{1,4}(?:/\d{1,4})?|\d{1,4})?\W*")
"""A line that is of the page and no part of the text: its number, a break."""


_FORMAL = re.compile(
    r"\W*(?:mục đích|phạm vi|thẩm quyền|nguyên tắc|hiệu lực|sửa đổi|chấm dứt|giải thích từ ngữ|"
    r"đối tượng áp dụng|căn cứ|giải quyết (?:bất đồng|tranh chấp)"
    r"|điều khoản (?:cuối|thi hành|chung|khác))(?!\w)(?!, yêu cầu)"
)
"""What a clause is headed by that binds nobody to a deed."""


class Aim(Enum):
    """What a part is for: to give tasks, to pledge, to ask those above, to tell, to set the frame of an
    agreement; OPEN where nothing says."""

    OPEN = "open"
    TASKS = "tasks"
    PLEDGES = "pledges"
    ASKS = "asks"
    TELLS = "tells"
    FORMAL = "formal"


_AIMS = {"direction": Aim.TASKS, "proposal": Aim.ASKS} | dict.fromkeys(
    ("context", "result", "assessment", "shortcoming", "cause", "lesson", "closing"), Aim.TELLS
)


@dataclass(slots=True)
class Level:
    """An open part: its rank (:class:`Style` and between), its number, who is charged in it,
    who is to help them, its aim."""

    rank: float
    number: str
    aim: Aim = Aim.OPEN
    actors: tuple[Mention, ...] = ()
    helpers: tuple[Mention, ...] = ()
    is_title: bool = False
    has_parts: bool = False
    holds: bool = False


@dataclass(slots=True)
class Line:
    """A line: where its words begin and end, and the open parts around it, its own last if it has one."""

    start: int
    end: int
    path: list[Level]
    style: Style | None

    @property
    def own(self) -> Level | None:
        """The part that the line itself opens."""
        return self.path[-1] if self.path and self.style is not None else None

    @property
    def clause(self) -> str | None:
        """The numbers above it, as printed, joined by dots."""
        return clause_of(self.path)


@dataclass(slots=True)
class Rows:
    """A table: its rows of cells, each a span; the first rows are its header."""

    cells: list[list[tuple[int, int]]]
    path: list[Level]


@dataclass
class Walk:
    """Walks the lines of a paper; what reads them may add to their parts on the way."""

    paper: Paper
    shadow: str
    body: Sequence[int]
    levels: list[Level] = field(default_factory=list)
    lead_in: Level | None = None

    def lines(self) -> Iterator[Line | Rows]:
        """Yield the lines and tables of the body in order."""
        rows: list[list[tuple[int, int]]] = []
        table: object = None
        read_to = 0
        for position, index in enumerate(self.body):
            block = self.paper.blocks[index]
            if block.start < read_to:
                continue
            row = is_row(self.paper.text, block) or (
                table == "row" and "\t" in self.paper.text[block.start : block.end]
            )
            kind = block.cell.table if block.cell else "row" if row else None
            if kind != table and rows:
                yield Rows(rows, list(self.levels))
                rows = []
            table = kind
            if kind is None:
                if block.end > block.start and not _PAGE.fullmatch(self.shadow, block.start, block.end):
                    *before, last = inline_parts(self.paper.text, block.start, block.end)
                    yield from (
                        self._line(block._replace(start=start, end=end), position) for start, end in before
                    )
                    line = self._line(block._replace(start=last[0]) if before else block, position)
                    line.end = read_to = self._broken_to(position, line)
                    yield line
            else:
                self._add(rows, block)
        if rows:
            yield Rows(rows, list(self.levels))

    def _broken_to(self, position: int, line: Line) -> int:
        """Where the sentence of a long line ends that was broken off: behind the end of a page, or within
        words that a small letter goes on with."""
        text, end = self.paper.text, line.end
        if line.end - line.start < _BROKEN or (line.own is not None and line.own.is_title):
            return end
        paged = False
        for later in range(position + 1, len(self.body)):
            if text[end - 1] in _LINE_END:
                break
            below = self.paper.blocks[self.body[later]]
            if below.cell is not None or is_row(text, below):
                break
            if _PAGE.fullmatch(self.shadow, below.start, below.end):
                paged = True
                continue
            head = text[below.start : below.start + _HEAD]
            numbered = numbering_of(head, self.shadow[below.start : below.start + len(head)]) is not None
            if numbered or not (paged or head[:1].islower()):
                break
            end, paged = below.end, False
        return end

    def _add(self, rows: list[list[tuple[int, int]]], block: Block) -> None:
        if block.cell is not None:
            while len(rows) <= block.cell.row:
                rows.append([])
            row = rows[block.cell.row]
            while len(row) < block.cell.column:
                row.append((block.start, block.start))
            if len(row) > block.cell.column:  # a further paragraph of the cell
                row[-1] = (row[-1][0], block.end)
            else:
                row.append((block.start, block.end))
            return
        rows.append(list(cells_of_row(self.paper.text, block.start, block.end)))

    def _line(self, block: Block, position: int) -> Line:
        specks = _SPECKS.match(self.paper.text, block.start, block.end)
        if specks:
            block = block._replace(start=specks.end())
        head = self.paper.text[block.start : min(block.end, block.start + _HEAD)]
        shadow = self.shadow[block.start : block.start + len(head)]
        numbering = numbering_of(head, shadow)
        if numbering is not None and numbering.style is Style.BULLET:  # "- 1. Xây dựng …"
            within = numbering_of(head[numbering.end :], shadow[numbering.end :])
            if within is not None and within.style not in (Style.BULLET, Style.ORDINAL):
                within.end += numbering.end
                numbering = within
        if numbering is None:
            return self._unnumbered(block, head, shadow, position)
        rank = float(numbering.style)
        self._open_lead_in(rank - 0.5)
        number = "" if numbering.style is Style.BULLET else number_of(numbering.label)
        self._push(Level(rank, number))
        start = block.start + numbering.end
        while start < block.end and self.paper.text[start] == "*":  # the mark of bold type
            start += 1
        self._entitle(self.levels[-1], self.paper.text[start : block.end], self.shadow[start : block.end])
        return Line(start, block.end, list(self.levels), numbering.style)

    def _unnumbered(self, block: Block, head: str, shadow: str, position: int) -> Line:
        words = head.strip()
        ends = words[-1:] in _SENTENCE_END or words.endswith(":")
        titled = len(words) <= _LONGEST_TITLE and not ends and words[:1].isupper()
        if titled:
            self.lead_in = None
            above = self.levels[-1] if self.levels else None
            if above is not None and above.rank in _ABOVE_TITLE and not (above.is_title or above.has_parts):
                self._entitle(above, words, shadow.strip())
                return Line(block.start, block.end, list(self.levels), Style.UNNUMBERED)
            capitals = words.isupper() and len(words) > 3
            self._push(Level(Style.CAPITAL if capitals else Style.UNNUMBERED, ""))
            self._entitle(self.levels[-1], words, shadow.strip())
            return Line(block.start, block.end, list(self.levels), Style.UNNUMBERED)
        if self.lead_in is None and words[:1].islower():  # the rest of a line that was broken
            return Line(block.start, block.end, list(self.levels), None)
        self._open_lead_in(Style.BULLET)
        announces = words.endswith(":")
        inside = 0 if announces else self._going_on(position)
        while len(self.levels) > inside and not (
            (self.levels[-1].is_title and (announces or not self.levels[-1].has_parts))
            or (self.levels[-1].holds and not (announces or self.levels[-1].has_parts))
            or (self.levels[-1].rank == Style.ARTICLE and not self.levels[-1].is_title)  # it goes on
        ):
            self.levels.pop()
        return Line(block.start, block.end, list(self.levels), None)

    def _going_on(self, position: int) -> int:
        """How many of the open parts a line without a number stands in: those up to the one whose row the
        next number goes on with."""
        text = self.paper.text
        if not any(level.number for level in self.levels):
            return 0
        for later in self.body[position + 1 : position + 1 + _AHEAD]:
            below = self.paper.blocks[later]
            if below.cell is not None:
                break
            head = text[below.start : min(below.end, below.start + _NUMBER)]
            numbering = numbering_of(head, self.shadow[below.start : below.start + len(head)])
            if numbering is None or numbering.style is Style.BULLET:
                continue
            number = number_of(numbering.label)
            for depth, level in enumerate(self.levels):
                if level.rank == float(numbering.style) and goes_on(level.number, number):
                    return depth + 1
            break
        return 0

    def _entitle(self, level: Level, words: str, shadow: str) -> None:
        words = words.strip(" *")
        plain = words.rstrip(":").strip()
        item = level.rank in _ITEMS
        level.is_title = (
            not item
            and 0 < len(words) <= (_HEAD if level.rank in _ABOVE_TITLE else _LONGEST_TITLE)
            and words[-1] not in _SENTENCE_END
            and plain[:1].isupper()
        )
        if level.is_title or (":" in words[:_LONGEST_TITLE] and level.rank < Style.BULLET):
            level.aim = aim_of(shadow.split(":", 1)[0])

    def _push(self, level: Level) -> None:
        while self.levels and self.levels[-1].rank >= level.rank:
            self.levels.pop()
        if self.levels:
            self.levels[-1].has_parts = True
        self.levels.append(level)

    def open_later(self, level: Level) -> None:
        """Let ``level`` hold the numbered lines that follow: it stands for a lead-in without a number."""
        self.lead_in = level

    def _open_lead_in(self, rank: float) -> None:
        if self.lead_in is not None:
            self.lead_in.rank = rank
            self._push(self.lead_in)
            self.lead_in = None


def aim_of(title: str) -> Aim:
    """Return what a part under this title (its shadow) is for."""
    if _AGREED.search(title):
        return Aim.PLEDGES
    if _FORMAL.match(title):
        return Aim.FORMAL
    if _LISTS.match(title):
        return Aim.TELLS
    kind = kind_of_heading(title)
    if kind == "context" and title.lstrip().startswith("yêu cầu"):
        return Aim.TASKS
    if kind is not None:
        aim = _AIMS.get(kind, Aim.OPEN)
        return Aim.OPEN if aim is Aim.TELLS and _DOES.match(title) else aim
    return Aim.TASKS if _WORK.search(title) else Aim.OPEN


def clause_of(path: Sequence[Level]) -> str | None:
    """Return the numbers of a path joined by dots, None where it has none."""
    numbers: list[str] = []
    for level in path:
        if not level.number:
            continue
        if level.rank == Style.ARTICLE:
            numbers.clear()
        if numbers and level.number.startswith(numbers[-1] + "."):
            numbers.pop()
        numbers.append(level.number)
    return ".".join(numbers) or None
