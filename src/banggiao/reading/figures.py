"""Figures: numbers with what they measure, in prose and in tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from banggiao.language import lazy_re as re
from banggiao.language.folding import fold
from banggiao.language.scanning import Before
from banggiao.reading.indicators import SAYS_NOTHING, deed_before, indicator_key, same_indicator
from banggiao.reading.paper import Block, Paper
from banggiao.reading.quantities import Quantity, quantity_in
from banggiao.reading.records import Figure, Label, Mention, Section
from banggiao.reading.tables import table_figures
from banggiao.reading.years import Years

DURATIONS = frozenset("năm tháng tuần ngày giờ phút quý nhiệm kỳ giai đoạn ngày làm việc lần".split()) | {
    "ngày làm việc", "giai đoạn",
}  # fmt: skip
"""Units of time: "trong 5 năm" measures nothing."""

MEASURES = frozenset("% USD EUR đồng tỷ km km2 m2 ha tấn kg mét kw mw yên won điểm".split()) | {"tỷ đồng"}
"""Units that do not say what is measured: the words before the number do."""

_SENTENCE_END = re.compile(r"[.!?] ")
_CLAUSE_END = re.compile(r"[;] ")
# Words that end the noun phrase after a number.
_PHRASE_ENDS = frozenset(
    "với và cho để nhằm tại ở trong ngoài từ đến do đã được đang sẽ theo trên so tăng giảm đạt bằng "
    "gồm bao có là về qua "
    "thông năm giai quý tháng ngày mà khi nhất như cùng sang vào tham thu góp phục thuộc của hơn "
    "gần khoảng trị".split()
)
_PUNCTUATION = frozenset(',;:.()"[]/…')
_MOST_WORDS = 9
_LONGEST_SUBJECT = 240
_SUBJECT_TAIL = re.compile(
    r"(?: (?:ước|đã|được|cũng|vẫn|luôn|thực hiện|ước thực hiện|chỉ|còn|lên|tới|đến|khoảng|trên|gần"
    r"|hơn|xấp xỉ|bình quân"
    r"|đạt|ước đạt|là|có|với|gồm|bằng|từ|ở mức|chiếm|mức|trị giá|giá trị|tổng trị giá"
    r"|tổng giá trị)){1,12} ?\Z"
)
_CHANGE = Before(r"(?<!\w)(tăng|giảm)(?: (?:khoảng|gần|hơn|trên|thêm|bình quân))? ?\Z")
_TIME = re.compile(
    r"(?:trong |tính đến |đến |hết )?(?:giai đoạn|năm|quý|tháng|ngày|nhiệm kỳ"
    r"|kỳ) [\divx/.-]+(?: ?- ?\d+)?|6 tháng đầu năm(?: \d+)?"
)
_IS = re.compile(r"(?:là|đạt|có|gồm|:|lên|còn)(?: (?:hơn|gần|trên|khoảng))? ?\Z")
_TOTALS = ("tổng số ", "tổng cộng ", "cả thảy ", "tất cả ", "toàn tỉnh có ")
_AREA_OF = Before(r"địa bàn (?:tỉnh |thành phố )?\Z")
_WORD = re.compile(r"[\w%&/-]+")
_NUMBER_HEAD = re.compile(r"\D{0,16}[\d.,]+ ?")
_LONGEST_ROW_NAME = 120
_LONGEST_WORDS = 24  # holds the first word that says something
_PART_OF = Before(r"(?:trong đó|bao gồm|gồm)(?: có)?:? ?\Z")


def find_figures(
    paper: Paper,
    shadow: str,
    mentions: Sequence[Mention],
    sections: Sequence[Section] = (),
    years: Years | None = None,
) -> list[Figure]:
    """Return the figures of ``paper``, by start.

    ``mentions`` are :func:`~banggiao.reading.mentions.find_mentions` of the paper; its QTY mentions are
    the numbers in prose. ``sections`` give the year of a number whose own sentence says none; ``years`` are
    the paper's years where the caller has them already. Tables are read cell by cell: the row names the
    indicator, the column the year, or the other way round.
    """
    blocks = paper.blocks
    in_table = {index for index, block in enumerate(blocks) if block.cell is not None}
    starts = [block.start for block in blocks]
    said = years or Years(shadow)
    of_heading = _HeadingYears(sections, said)
    figures: list[Figure] = []
    before: dict[int, Figure] = {}
    areas = _areas(shadow, mentions)
    weak: set[int] = set()
    bounds = _Bounds(shadow)
    for mention in mentions:
        if mention.label is not Label.QUANTITY:
            continue
        index = bisect_right(starts, mention.start) - 1
        if index < 0 or index in in_table:
            continue
        quantity = quantity_in(paper.text, shadow, mention.start, mention.end)
        if quantity is None or quantity.unit in DURATIONS:
            continue
        bounds.enter(blocks[index])
        clause = bounds.clause(mention.start)
        sentence = bounds.sentence(mention.start)
        what = _indicator(paper.text, shadow, quantity, clause, before.get(clause[0]))
        number, heading = (quantity.start, what.end), of_heading.at(quantity.start)
        figure = Figure(
            start=quantity.start,
            end=quantity.end,
            value=quantity.value,
            unit=quantity.unit,
            hedge=quantity.hedge,
            indicator=what.key,
            indicator_words=what.words,
            period=_period(shadow, said, sentence, number, heading),
            subject=_subject(areas, sentence[0], quantity.start),
            rule="prose",
        )
        before[clause[0]] = figure
        if what.weak:
            weak.add(len(figures))
        figures.append(figure)
    tables = table_figures(paper, shadow, of_heading.at)
    settled = _settled(figures, weak, tables, shadow)
    return sorted([*settled, *tables], key=lambda figure: (figure.start, figure.end))


def _areas(shadow: str, mentions: Sequence[Mention]) -> list[tuple[int, str]]:
    """Return where the text speaks "of the area of" a province, and whose: (start, key)."""
    return [
        (mention.start, mention.key)
        for mention in mentions
        if mention.label is Label.PLACE
        and mention.key
        and _AREA_OF.search(shadow[max(0, mention.start - 24) : mention.start])
    ]


def _subject(areas: Sequence[tuple[int, str]], begin: int, at: int) -> str | None:
    """Return the key of the area that a sentence named before its number at ``at``, or None."""
    last = bisect_right(areas, (at, "")) - 1
    return areas[last][1] if last >= 0 and areas[last][0] >= begin else None


class _Bounds:
    """The sentences and clauses of one block at a time."""

    def __init__(self, shadow: str) -> None:
        self._shadow = shadow
        self._block: Block | None = None
        self._sentences: list[int] = []
        self._clauses: list[int] = []

    def enter(self, block: Block) -> None:
        """Turn to ``block``."""
        if block is self._block:
            return
        self._block = block
        ends = [mark.end() for mark in _SENTENCE_END.finditer(self._shadow, block.start, block.end)]
        breaks = [mark.end() for mark in _CLAUSE_END.finditer(self._shadow, block.start, block.end)]
        self._sentences = [block.start, *ends, block.end]
        self._clauses = sorted({*self._sentences, *breaks})

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the bounds of the sentence that holds ``at``."""
        return self._around(self._sentences, at)

    def clause(self, at: int) -> tuple[int, int]:
        """Return the bounds of the clause that holds ``at``."""
        return self._around(self._clauses, at)

    @staticmethod
    def _around(marks: list[int], at: int) -> tuple[int, int]:
        index = min(bisect_right(marks, at), len(marks) - 1)
        return marks[index - 1], marks[index]


class _HeadingYears:
    """The one year that the heading above a place names, or the nearest heading above that one."""

    def __init__(self, sections: Sequence[Section], years: Years) -> None:
        self._starts = [section.start for section in sections]
        self._years: list[int | None] = []
        for index, section in enumerate(sections):
            own = years.within(section.start, section.end)
            parent = section.parent
            above = self._years[parent] if parent is not None and parent < index else None
            self._years.append(own[0] if len(own) == 1 else None if own else above)

    def at(self, offset: int) -> int | None:
        index = bisect_right(self._starts, offset) - 1
        return self._years[index] if index >= 0 else None


@dataclass(slots=True)
class _Indicator:
    """Words and key of what is counted, and where the noun phrase after the number ends.

    ``weak`` says that only a bare unit is named ("12 hội nghị"): which ones, the words do not say.
    """

    words: str
    key: str
    end: int
    weak: bool = False


def _indicator(
    text: str, shadow: str, quantity: Quantity, clause: tuple[int, int], last: Figure | None
) -> _Indicator:
    start, end = _phrase_after(shadow, quantity, clause[1])
    begin = max(clause[0], quantity.start - _LONGEST_SUBJECT)
    left = shadow[begin : quantity.start]
    if not quantity.unit or quantity.unit in MEASURES:
        words, key = _measured(text, left, begin, last)
        if quantity.unit == "%" and not key:
            words = text[quantity.end : _phrase_end(shadow, quantity.end, clause[1])].strip()
            key = indicator_key(words)
        return _Indicator(words, key, end)
    words = text[start:end]
    key = indicator_key(words)
    bare = key == indicator_key(quantity.unit)
    if change := _CHANGE.search(left):
        base = last.indicator if bare and last is not None and last.unit == quantity.unit else key
        return _Indicator(f"{change[1]} {words}", f"{indicator_key(change[1])} {base}", end)
    if bare and quantity.unit.startswith("lượt") and last is not None and last.indicator:
        # "45 đoàn ra với 312 lượt người": people of those delegations
        return _Indicator(words, f"{key} {last.indicator}", end)
    if bare and _PART_OF.search(left):
        return _Indicator(words, "", end)
    if bare and _IS.search(left):
        subject, subject_key = _measured(text, left, begin, last)
        if subject_key.startswith(key) and subject_key != key:
            return _Indicator(subject, subject_key, end)
    deed = deed_before(left)
    weak = bare and not deed and not left.endswith(_TOTALS)
    return _Indicator(words, f"{key} {deed}".strip(), end, weak)


def _settled(figures: list[Figure], weak: set[int], tables: Sequence[Figure], shadow: str) -> list[Figure]:
    """Give the figures of the prose the keys of the paper's own tables.

    A number whose next words are the name of a table's row means that row. A bare unit keeps its key only
    where a table counts just that, and the prose says one value of it.
    """
    rows = _rows_by_first_word(tables)
    units = {figure.indicator: figure.unit for figure in tables}
    known: dict[str, set[str]] = {}
    for figure in tables:
        known.setdefault(figure.unit, set()).add(figure.indicator)
    said: dict[str, list[tuple[int | None, float]]] = {}
    for index in weak:
        said.setdefault(figures[index].indicator, []).append((figures[index].period, figures[index].value))
    settled: list[Figure] = []
    for index, figure in enumerate(figures):
        key = _row_named_after(figure, rows, shadow) if rows else ""
        if key:
            settled.append(replace(figure, indicator=key, unit=units[key]))
            continue
        key = same_indicator(figure.indicator, known.get(figure.unit, ()))
        if index in weak:
            counted = key in known.get(figure.unit, ())
            key = key if counted and _one_value_a_year(said[figure.indicator]) else ""
        settled.append(figure if key == figure.indicator else replace(figure, indicator=key))
    return settled


def _rows_by_first_word(tables: Sequence[Figure]) -> dict[str, list[list[str]]]:
    """Return the rows' names as words, longest first, by first word. One word names too little."""
    names = {
        figure.indicator
        for figure in tables
        if " " in figure.indicator and figure.indicator != indicator_key(figure.unit)
    }
    rows: dict[str, list[list[str]]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        rows.setdefault(name.split()[0], []).append(name.split())
    return rows


def _row_named_after(figure: Figure, rows: dict[str, list[list[str]]], shadow: str) -> str:
    """Return the key of the row whose whole name stands right after the number, or ""."""
    number = _NUMBER_HEAD.match(shadow, figure.start, figure.end)
    if number is None:
        return ""
    begin = number.end()
    near = (word[0] for word in _WORD.finditer(fold(shadow[begin : begin + _LONGEST_WORDS])))
    candidates = rows.get(next((word for word in near if word not in SAYS_NOTHING), ""))
    if not candidates:
        return ""
    end = _SENTENCE_END.search(shadow, begin, begin + _LONGEST_ROW_NAME)
    after = shadow[begin : end.start() if end else begin + _LONGEST_ROW_NAME]
    return next((" ".join(name) for name in candidates if _is_named(name, after)), "")


def _is_named(name: list[str], after: str) -> bool:
    """Whether ``after`` begins with the name and nothing narrower: "31 lớp" are not "31 lớp cho cấp xã"."""
    wanted = iter(name)
    word = next(wanted, None)
    for token in _WORD.finditer(fold(after)):
        if token[0] in SAYS_NOTHING:
            continue
        if token[0] != word:
            return False
        word = next(wanted, None)
        if word is None:
            rest = after[token.end() :].lstrip()
            return not rest or rest[0] in _PUNCTUATION or rest.split(" ", 1)[0].rstrip(",.") in _PHRASE_ENDS
    return False


def _one_value_a_year(said: list[tuple[int | None, float]]) -> bool:
    values = set(said)
    years = [year for year, _ in values]
    return len(values) == 1 or (None not in years and len(years) == len(set(years)))


def _phrase_after(shadow: str, quantity: Quantity, end: int) -> tuple[int, int]:
    """Return the span of the noun phrase after a number: unit and what follows it."""
    start = quantity.number_end
    while start < end and shadow[start] == " ":
        start += 1
    return start, _phrase_end(shadow, quantity.end, end)


def _phrase_end(shadow: str, at: int, end: int) -> int:
    """Return where the noun phrase that runs through ``at`` ends."""
    limit = at
    if at < end and shadow[at] != " ":
        return limit
    for word in shadow[at + 1 : min(end, at + 90)].split(" ")[:_MOST_WORDS]:
        if word in _PHRASE_ENDS or word[:1].isdigit() or not word or word[0] in _PUNCTUATION or word == "-":
            break
        limit += len(word) + 1
        if word[-1] in _PUNCTUATION:
            break
    limit = min(limit, end)
    while limit > at and shadow[limit - 1] in ' ,;:.()"[]/…':
        limit -= 1
    return limit


def _measured(text: str, left: str, begin: int, last: Figure | None) -> tuple[str, str]:
    """Return words and key of what a measure (money, per cent) is of: the noun phrase before it."""
    change = _CHANGE.search(left)
    if change:
        if last is not None and last.indicator:
            of, of_words = last.indicator, last.indicator_words
            if of.startswith(("tang ", "giam ")):  # "tăng 5% …, tăng 8% …": of the same thing
                of, of_words = of.split(" ", 1)[1], of_words.split(" ", 1)[-1]
            return f"{change[1]} {of_words}", f"{indicator_key(change[1])} {of}"
        left = left[: change.start()].rstrip(" ,")
    stop = max(left.rfind(", "), left.rfind(": "), left.rfind("("))
    phrase_start = stop + 2 if stop >= 0 else 0
    phrase = left[phrase_start:].rstrip()
    tail = _SUBJECT_TAIL.search(" " + phrase)
    if tail:
        phrase = (" " + phrase)[: tail.start()].strip()
    written = text[begin + phrase_start : begin + phrase_start + len(phrase)].strip()
    key = indicator_key(_TIME.sub(" ", phrase))
    if change and key:
        return f"{change[1]} {written}", f"{indicator_key(change[1])} {key}"
    return written, key


def _period(
    shadow: str, years: Years, sentence: tuple[int, int], number: tuple[int, int], heading: int | None
) -> int | None:
    """Return the year a number speaks of: in its own words, in its sentence, else in the heading."""
    (begin, end), (at, after) = sentence, number
    said = years.within(begin, end)
    if len(said) == 1:
        return said[0]
    if not said:
        return heading
    own = re.match(
        r"(?: trong)? ?\(?(?:trong )?năm ((?:19|20)\d\d)(?![\d-])", shadow[after : min(end, after + 24)]
    )
    if own:
        return int(own[1])
    begin = max(begin, at - _LONGEST_SUBJECT)
    nearest = years.within(max(begin, shadow.rfind(", ", begin, at)), at)
    if len(nearest) == 1:
        return nearest[0]
    earlier = list(
        re.finditer(r"(?<!đến )(?<!so với )năm ((?:19|20)\d\d)(?! ?(?:-|đến) ?)", shadow[begin:at])
    )
    return int(earlier[-1][1]) if earlier else None
