"""The parts of a paper: numbered and styled headings, with their levels and parents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banggiao.language import lazy_re as re
from banggiao.language.headings import Numbering, Style, is_contents_line, numbering_of
from banggiao.reading.paper import Block, BlockKind, Paper
from banggiao.reading.records import Section

_LONGEST_TITLE = 160
_LONGEST_RUN_IN = 110
_LONGEST_PLAIN = 90  # an unnumbered heading that nothing but its shape gives away
_TABS_OF_A_ROW = 2
_BARS_OF_A_ROW = 3
_SENTENCE_END = ".;!?…,"
_ITEMS = frozenset({Style.BULLET, Style.BRACKETED, Style.ORDINAL})
_ABOVE_TITLE = frozenset({Style.ANNEX, Style.PART, Style.CHAPTER, Style.ARTICLE})  # on a line of their own
_PAGE_NUMBER = re.compile(r"\D\s\d{1,3}\s*\Z")
_ANNEX_FORM = re.compile(r"\(\s*(?:kèm theo|ban hành|đính kèm)")


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a paper, and where the words of each block begin once its heading is set aside.

    ``begins`` maps a block's index to the offset at which its statements may begin: the end of the block for
    a pure heading, the end of the run-in title or of the number otherwise. ``left_out`` are the indexes of
    the blocks that are a table of contents, ``items`` those of the items of lists ("- …", "a) …").
    """

    sections: tuple[Section, ...]
    begins: dict[int, int]
    left_out: frozenset[int]
    items: frozenset[int]


def outline_of(paper: Paper, shadow: str, body: Sequence[int]) -> Outline:
    """Return the outline of the blocks whose indexes are in ``body``, in order."""
    return _Builder(paper, shadow, body).build()


def is_row(text: str, block: Block) -> bool:
    """Say whether a line is a row that lost its table: three cells or more, tabs or bars between them."""
    tabs = text.count("\t", block.start, block.end) >= _TABS_OF_A_ROW
    return tabs or text.count("|", block.start, block.end) >= _BARS_OF_A_ROW


def cells_of_row(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the cells of such a row, without the space around them; a bar at either end bounds no cell."""
    barred = "\t" not in text[start:end]
    at = start + (barred and text.startswith("|", start))
    for cell in text[at:end].rstrip("| " if barred else "").split("|" if barred else "\t"):
        begin = at + len(cell) - len(cell.lstrip())
        yield begin, max(begin, at + len(cell.rstrip()))
        at += len(cell) + 1


class _Builder:
    def __init__(self, paper: Paper, shadow: str, body: Sequence[int]) -> None:
        self.text = paper.text
        self.shadow = shadow
        self.blocks = paper.blocks
        self.body = body
        self.sections: list[Section] = []
        self.ranks: list[tuple[float, int]] = []  # the open sections: rank of the style, index
        self.rank_of_level: dict[int, float] = {}
        self.begins: dict[int, int] = {}
        self.left_out: set[int] = set()
        self.items: set[int] = set()
        self.in_contents = False
        self.styled = any(
            self.blocks[i].level or self.blocks[i].bold for i in body if self.blocks[i].cell is None
        )

    def build(self) -> Outline:
        for position, index in enumerate(self.body):
            block = self.blocks[index]
            if block.kind is not BlockKind.PARAGRAPH or index in self.begins or is_row(self.text, block):
                continue
            self._read(position, index, block)
        return Outline(tuple(self.sections), self.begins, frozenset(self.left_out), frozenset(self.items))

    def _read(self, position: int, index: int, block: Block) -> None:
        line = self.text[block.start : block.end]
        head = line[: 2 * _LONGEST_TITLE]
        shadow = self.shadow[block.start : block.start + len(head)]
        if self._is_contents(line, shadow):
            self.left_out.add(index)
            return
        numbering = numbering_of(head, shadow)
        if numbering is None:
            self._read_unnumbered(position, index, block, line)
        elif numbering.style in _ABOVE_TITLE and numbering.end >= len(line.rstrip()):
            self._read_two_lines(position, index, block, numbering)
        elif numbering.style is Style.ANNEX:
            self._read_annex(index, block, line, numbering)
        elif self._is_title(line, numbering, block):
            self._open(
                block.start, block.end, self._rank(numbering, block), numbering.label, line[numbering.end :]
            )
            self.begins[index] = block.end
        else:
            self._read_text(index, block, head, numbering)

    def _is_contents(self, line: str, shadow: str) -> bool:
        """Whether the line is of a table of contents: its title, a leader line, or below it a page number."""
        titled = shadow.strip() == "mục lục"
        listed = len(line) <= _LONGEST_TITLE and (
            is_contents_line(line) or (self.in_contents and _PAGE_NUMBER.search(line) is not None)
        )
        self.in_contents = titled or (self.in_contents and listed)
        return titled or listed

    def _read_text(self, index: int, block: Block, head: str, numbering: Numbering) -> None:
        title_end = self._run_in_end(head, numbering)
        if title_end:
            end = block.start + title_end
            title = head[numbering.end : title_end]
            self._open(block.start, end, self._rank(numbering, block), numbering.label, title)
            self.begins[index] = end
        elif numbering.style is not Style.ORDINAL:  # "Thứ nhất, …" is part of its sentence
            self.begins[index] = block.start + numbering.end
            self.items.add(index)

    def _is_title(self, line: str, numbering: Numbering, block: Block) -> bool:
        words = line[numbering.end :].strip()
        if not words or block.level:
            return bool(words)
        if numbering.style in _ITEMS:
            return block.bold and len(words) <= _LONGEST_TITLE and words[-1] not in ";,"
        if block.bold:
            return len(words) <= 2 * _LONGEST_TITLE
        if len(words) > _LONGEST_TITLE or (words[0].isalpha() and not words[0].isupper()):
            return False
        # Some offices end every title with a full stop; a line of capitals is a title all the same.
        return words[-1] not in _SENTENCE_END or (words[-1] == "." and words.isupper())

    def _run_in_end(self, head: str, numbering: Numbering) -> int | None:
        """Return the offset in the line where the run-in title "a) Về đào tạo:" ends, or None."""
        colon = head.find(":", numbering.end)
        if not 0 < colon - numbering.end <= _LONGEST_RUN_IN or colon + 1 >= len(head.rstrip()):
            return None
        if numbering.style in _ITEMS:
            return None
        title = head[numbering.end : colon]
        if not title[:1].isupper() or any(mark in title for mark in '.;()"“') or title.count(",") > 4:
            return None
        return colon + 1 if head[colon + 1].isspace() else None

    def _read_unnumbered(self, position: int, index: int, block: Block, line: str) -> None:
        words = line.strip()
        if not words or len(words) > _LONGEST_TITLE or words[-1] in _SENTENCE_END or words[0] in '("“*#':
            return
        if not words[0].isupper() or " " not in words:
            return
        if not (block.level or self._stands_out(position, block, words)):
            return
        rank = self._rank_of_level(block.level) if block.level else float(Style.UNNUMBERED)
        self._open(block.start, block.end, rank, "", words)
        self.begins[index] = block.end

    def _stands_out(self, position: int, block: Block, words: str) -> bool:
        """Whether an unnumbered line is a heading: bold or capital, or plain but short between texts."""
        if block.bold or words.isupper():
            return True
        if self.styled or len(words) > _LONGEST_PLAIN or words[-1] == ":" or ":" in words:
            return False
        before = self._neighbour(position - 1)
        after = self._neighbour(position + 1)
        return (
            len(words.split()) >= 3
            and before.endswith((".", ").", "…", '"', "”"))
            and len(after) > len(words)
            and after.endswith((".", ":", "…", '"', "”", "/."))
        )

    def _neighbour(self, position: int) -> str:
        if not 0 <= position < len(self.body):
            return ""
        block = self.blocks[self.body[position]]
        return "" if block.cell else self.text[block.start : block.end].rstrip()

    def _read_two_lines(self, position: int, index: int, block: Block, numbering: Numbering) -> None:
        """Read "PHẦN THỨ NHẤT", "PHỤ LỤC II" on a line of its own, with its title on the next line."""
        self.begins[index] = block.end
        title, end = "", block.end
        if position + 1 < len(self.body):
            below = self.body[position + 1]
            after = self.blocks[below]
            words = self.text[after.start : after.end].strip()
            if (
                after.kind is BlockKind.PARAGRAPH
                and len(words) <= _LONGEST_TITLE
                and words[-1:] not in _SENTENCE_END
                and not is_row(self.text, after)
                and numbering_of(words, self.shadow[after.start : after.end]) is None
            ):
                title, end = words, after.end
                self.begins[below] = after.end
        self._open(block.start, end, self._rank(numbering, block), numbering.label, title)

    def _read_annex(self, index: int, block: Block, line: str, numbering: Numbering) -> None:
        title = line[numbering.end :].strip()
        if len(line) > _LONGEST_TITLE or title.endswith(".") or not (title[0].isupper() or title[0] in '("“'):
            return  # "Phụ lục 2 cho thấy …" is a sentence
        self.begins[index] = block.end
        form = _ANNEX_FORM.search(title.lower())
        self._open(
            block.start,
            block.end,
            self._rank(numbering, block),
            numbering.label,
            title[: form and form.start()],
        )

    def _rank(self, numbering: Numbering, block: Block) -> float:
        rank = float(numbering.style)
        if block.level:
            self.rank_of_level.setdefault(block.level, rank)
        return rank

    def _rank_of_level(self, level: int) -> float:
        """The rank of an unnumbered heading of that style level: that of its numbered fellows, or between
        those of the levels around it."""
        known = self.rank_of_level
        if level not in known:
            above = [rank for other, rank in known.items() if other < level]
            below = [rank for other, rank in known.items() if other > level]
            known[level] = max(above) + 0.1 if above else min(below, default=level + 1.0) - 0.5
        return known[level]

    def _open(self, start: int, end: int, rank: float, label: str, title: str) -> None:
        while self.ranks and self.ranks[-1][0] >= rank:
            self.ranks.pop()
        parent = self.ranks[-1][1] if self.ranks else None
        level = self.sections[parent].level + 1 if parent is not None else 1
        self.ranks.append((rank, len(self.sections)))
        clean = " ".join(title.split()).strip(" .:;")
        while end > start and self.text[end - 1].isspace():
            end -= 1
        self.sections.append(Section(start, end, level, label, clean, parent))
