"""The statements of a paper: sentences, bullets and table rows, in order, never overlapping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banggiao.language import lazy_re as re
from banggiao.reading.news import dateline_end, is_byline, is_caption, is_chrome
from banggiao.reading.outline import Outline, is_row
from banggiao.reading.paper import Block, Paper
from banggiao.reading.sentences import sentences, tight

_TAIL = re.compile(r"nơi nhận\s*:?|tm\. |kt\. |tl\. |tuq\. |q\. (?:chủ tịch|bộ trưởng|giám đốc)")
_ANNEX_OPENS = re.compile(
    r"(?:biểu|bảng|danh mục|danh sách|mẫu|đề cương|số liệu|thống kê|quy chế|quy định|kế hoạch|chương trình"
    r"|phương án|đề án|điều lệ|quy trình|hướng dẫn|kịch bản|nội quy)(?!\w)"
)
_NARROW = 2  # columns of a table of signatures: those who receive it, and who signs
_FORMS = re.compile(r"(?:đơn vị(?: tính)?|đvt|ghi chú|nguồn(?: số liệu)?)\s*:")
_RULE_LINE = re.compile(r"[\s*_\-–—=.…•/]+")


@dataclass(slots=True)
class Span:
    """A statement before its role is known. ``block`` is the index of the block in which it begins.

    ``lead_in`` says that it announces a list; ``header_row`` is the span of its table's header.
    """

    start: int
    end: int
    block: int
    from_table: bool = False
    lead_in: bool = False
    header_row: tuple[int, int] | None = None


def statement_spans(
    paper: Paper, shadow: str, outline: Outline, body: Sequence[int], *, is_news: bool
) -> list[Span]:
    """Return the statements of the blocks of ``body``, tables by the row, in reading order."""
    return list(_Spans(paper, shadow, outline, body, is_news=is_news).all())


def body_of(paper: Paper, shadow: str, first: int) -> list[int]:
    """Return the indexes of the blocks that say something: after the head, without signature and recipients.

    The signature runs from "Nơi nhận" to the next annex, to a table that is not the signature's own, or to
    the end; a table that holds it is left out whole.
    """
    wide = {block.cell.table for block in paper.blocks if block.cell and block.cell.column >= _NARROW}
    body: list[int] = []
    in_tail = False
    for index in range(first, len(paper.blocks)):
        block = paper.blocks[index]
        line = shadow[block.start : min(block.end, block.start + 40)].lstrip(" *-")
        if in_tail:
            in_tail = not _ends_tail(paper, block, line, wide)
        elif _TAIL.match(line) and _is_signature(paper, block, line):
            in_tail = True
            while body and block.cell and _is_in_table(paper.blocks[body[-1]], block.cell.table):
                body.pop()
        if not in_tail:
            body.append(index)
    return body


def _is_signature(paper: Paper, block: Block, line: str) -> bool:
    return line.startswith("nơi nhận") or paper.text[block.start : block.end].isupper()


def _ends_tail(paper: Paper, block: Block, line: str, wide: set[int]) -> bool:
    if block.cell is not None:
        return block.cell.table in wide
    if line.startswith("phụ lục"):
        return True
    return _ANNEX_OPENS.match(line) is not None and (
        block.bold or paper.text[block.start : block.end].isupper() or block.level > 0
    )


def _is_in_table(block: Block, table: int) -> bool:
    return block.cell is not None and block.cell.table == table


class _Spans:
    def __init__(
        self, paper: Paper, shadow: str, outline: Outline, body: Sequence[int], *, is_news: bool
    ) -> None:
        self.paper = paper
        self.text = paper.text
        self.shadow = shadow
        self.outline = outline
        self.body = body
        self.is_news = is_news
        self.heading_ends = {section.end for section in outline.sections}

    def all(self) -> Iterator[Span]:
        last_end = 0
        said: set[str] = set()
        position = 0
        while position < len(self.body):
            index = self.body[position]
            block = self.paper.blocks[index]
            if block.cell is not None:
                until = self._table_end(position)
                for span in self._rows(position, until, self._caption(position)):
                    if span.start >= last_end:
                        yield span
                        last_end = span.end
                position = until
                continue
            position += 1
            if index in self.outline.left_out or self._says_nothing(block):
                continue
            words = self.text[block.start : block.end].strip()
            if len(words) >= 80 and words in said:  # a web page's lead, printed twice
                continue
            said.add(words)
            find = self._row_of_text if is_row(self.text, block) else self._sentences
            for span in find(index, block):
                yield span
                last_end = span.end

    def _says_nothing(self, block: Block) -> bool:
        line = self.shadow[block.start : block.end]
        if _RULE_LINE.fullmatch(line) or is_caption(block, line) or _FORMS.match(line):
            return True
        words = self.text[block.start : block.end]
        return self.is_news and (
            is_chrome(line) or is_byline(words) or (line.startswith(("theo ", "nguồn")) and len(line) < 60)
        )

    def _sentences(self, index: int, block: Block) -> Iterator[Span]:
        begin = self.outline.begins.get(index, block.start)
        if self.is_news:
            begin = dateline_end(self.text, begin, block.end)
        found = list(sentences(self.text, begin, block.end))
        for number, (opening, end) in enumerate(found):
            start = self._past_mark(opening, end)
            words = self.text[start:end]
            if not (words[:1].isalnum() or any(map(str.isalnum, words))):
                continue
            lead_in = number == len(found) - 1 and self.text[end - 1] == ":"
            yield Span(start, end, index, lead_in=lead_in)

    def _row_of_text(self, index: int, block: Block) -> Iterator[Span]:
        """A row of a PDF's table without ruled lines; one without figures is the table's header."""
        if any(c.isdigit() for c in self.text[block.start : block.end]):
            yield Span(block.start, block.end, index, from_table=True)

    def _past_mark(self, start: int, end: int) -> int:
        """Skip what closes the number or the sentence before it."""
        while start < end and self.text[start] in " .;:-–—+•*)\t\xa0":
            start += 1
        return start

    def _table_end(self, position: int) -> int:
        cell = self.paper.blocks[self.body[position]].cell
        assert cell is not None
        end = position
        while end < len(self.body) and _is_in_table(self.paper.blocks[self.body[end]], cell.table):
            end += 1
        return end

    def _caption(self, position: int) -> tuple[int, int] | None:
        """The caption above a table counts as its header: it often says the year."""
        block = self.paper.blocks[self.body[position - 1]] if position else None
        if block is None or block.cell or not is_caption(block, self.shadow[block.start : block.end]):
            return None
        return block.start, block.end

    def _rows(self, begin: int, until: int, header: tuple[int, int] | None) -> Iterator[Span]:
        rows: dict[int, list[int]] = {}
        for index in self.body[begin:until]:
            cell = self.paper.blocks[index].cell
            if (
                cell is not None
                and self.text[self.paper.blocks[index].start : self.paper.blocks[index].end].strip()
            ):
                rows.setdefault(cell.row, []).append(index)
        for number, (_, indexes) in enumerate(sorted(rows.items())):
            start = min(self.paper.blocks[i].start for i in indexes)
            end = max(self.paper.blocks[i].end for i in indexes)
            if self._is_header_row(indexes, number):
                header = (start if header is None else header[0], end)
                continue
            for tight_start, tight_end in tight(self.text, start, end):
                yield Span(tight_start, tight_end, indexes[0], from_table=True, header_row=header)

    def _is_header_row(self, indexes: list[int], number: int) -> bool:
        """The first row, or a following row without figures: sub-headings, column numbers, group titles."""
        if number == 0:
            return True
        cells = [self.text[self.paper.blocks[i].start : self.paper.blocks[i].end].strip() for i in indexes]
        if number <= 2 and all(re.fullmatch(r"\(?[\dA-Z]{1,2}\)?", cell) for cell in cells):
            return True
        if len(cells) == 1:
            return not any(c.isdigit() for c in cells[0]) and len(cells[0]) < 120
        return (
            number <= 2
            and all(self.paper.blocks[i].bold for i in indexes)
            and not any(re.fullmatch(r"[\d.,% ]+", cell) for cell in cells[1:])
        )
