"""Tables that say who does what by when: each row is a task."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from banggiao.language import lazy_re as re
from banggiao.reading import assignment_words as words_of
from banggiao.reading.actors import Actors
from banggiao.reading.clauses import Rows, clause_of
from banggiao.reading.deadlines import Deadline, Deadlines
from banggiao.reading.records import Assignment, Mention

_COLUMNS = {
    "lead": re.compile(
        r"(?:(?:bộ|ngành|ban|sở|cơ quan|đơn vị|địa phương|cán bộ|phòng|người|bộ phận)[ /,]*(?:và )?){0,4}"
        r"(?:chủ trì|thực hiện|phụ trách|đầu mối|chịu trách nhiệm)(?! trong)"
        r"|phân công(?! phối)|người (?:làm|thực hiện|phụ trách)|(?:cơ quan|đơn vị)\Z"
    ),
    "help": re.compile(r"(?:cơ quan|đơn vị)?[ /]?(?:phối hợp|tham gia)"),
    "due": re.compile(r"thời hạn|hạn |hạn\Z|xong|hoàn thành|tiến độ|thời gian"),
    "what": re.compile(
        r"(?:tên |các )?(?:nội dung|nhiệm vụ|công việc|việc|hoạt động|giải pháp|sản phẩm|đề án|chương trình"
        r"|dự án|dự thảo|văn bản)"
    ),
    "drafts": re.compile(r"(?:cơ quan|đơn vị) (?:trình|soạn thảo)"),
}
_NOT_WORK = re.compile(
    r"đối tác|đại biểu|trưởng đoàn|thỏa thuận|số khách|tên (?:đoàn|lớp|hội|thỏa)|giải ngân"
    r"|kết quả(?! (?:đầu ra|dự kiến|cần đạt)|/|,)"
    r"|nước (?:đến|đi)|số (?:người|lượng|ngày|học viên)|giá trị|viện trợ|danh nghĩa|hạng khách"
)
_NUMBER = re.compile(r"[\dIVX]{1,4}(?:\.\d{1,2})*\.?")
_PART = re.compile(r"[,;] ?")
_REST = re.compile(r"(?: [^\W\d_]+){1,3}")  # of a name that no mention holds whole
_OFTEN = re.compile(r"\W*(?:thường xuyên|hằng|hàng) ?")
_ALWAYS = "thường xuyên"  # which sets no time
_FILLED = 2  # characters of a cell that says something


def tasks_of_table(
    text: str, shadow: str, rows: Rows, actors: Actors, deadlines: Deadlines
) -> Iterator[Assignment]:
    """Yield the tasks of a table whose header names what, who leads or drafts, and who helps or by when."""
    heads = [_columns(shadow, cells) for cells in rows.cells]
    columns = {} if any(heads) else _columns_by_words(shadow, rows.cells, actors, deadlines)
    for cells, header in zip(rows.cells, heads, strict=True):
        if not columns:
            columns = header
            continue
        told = [text[a:b].strip() for a, b in cells]
        if len(cells) <= max(columns.values()):
            continue
        clause = clause_of(rows.path)
        if _NUMBER.fullmatch(told[0]):
            clause = ".".join(part for part in (clause, told[0].rstrip(".")) if part)
        row = (next(a for a, b in cells if b > a), max(b for _, b in cells))
        leads, drafts, helpers = (
            _listed(text, shadow, actors, cells[columns[kind]]) if kind in columns else []
            for kind in ("lead", "drafts", "help")
        )
        due = _deadline(text, deadlines, cells[columns["due"]]) if "due" in columns else None
        action = cells[columns["what"]]
        for lead in [*drafts, *leads]:
            yield Assignment(
                start=row[0],
                end=row[1],
                lead=(lead.start, lead.end),
                supporters=tuple((one.start, one.end) for one in helpers if lead in (leads or drafts)),
                action=action,
                deadline=(due.start, due.end) if due else None,
                due=(due.value or None) if due else None,
                rule="row",
                clause=clause,
            )


def _columns(shadow: str, cells: list[tuple[int, int]]) -> dict[str, int]:
    """Return which column holds what, nothing where the row is no header of such a table."""
    names = [shadow[a:b].strip() for a, b in cells]
    if _is_schedule(names):
        return {}
    found: dict[str, int] = {}
    for number, name in enumerate(names):
        kind = next((kind for kind, pattern in _COLUMNS.items() if pattern.match(name)), None)
        if kind is not None and len(name) < 60:
            found.setdefault(kind, number)
    telling = any(_NOT_WORK.search(name) for name in names)
    joined = all if telling else any
    whole = (
        ("lead" in found or "drafts" in found)
        and "what" in found
        and joined(one in found for one in ("help", "due"))
    )
    return found if whole else {}


def _columns_by_words(
    shadow: str, rows: list[list[tuple[int, int]]], actors: Actors, deadlines: Deadlines
) -> dict[str, int]:
    """Return which column holds what by what stands in it, for a part of a table that lost its header."""
    longest = max(len(cells) for cells in rows)
    like = [cells for cells in rows if len(cells) == longest]
    for lead in range(1, longest):
        if not (
            _most(like, lead, lambda a, b: actors.at(a, b) is not None)
            and _most(like, lead - 1, lambda a, b: words_of.bids(shadow[a:b]))
        ):
            continue
        found = {"what": lead - 1, "lead": lead}
        if lead + 1 < longest and _most(like, lead + 1, lambda a, b: actors.at(a, b) is not None):
            found["help"] = lead + 1
        for due in range(lead + 1, longest):
            if _most(like, due, lambda a, b: deadlines.date_in(a, b) or _OFTEN.match(shadow, a, b)):
                found["due"] = due
        return found if "due" in found else {}
    return {}


def _most(rows: list[list[tuple[int, int]]], column: int, holds: Callable[[int, int], object]) -> bool:
    """Whether what ``holds`` asks is so of most cells of a column that are filled, and of two at least."""
    filled = [row[column] for row in rows if row[column][1] - row[column][0] > _FILLED]
    return sum(bool(holds(*cell)) for cell in filled) > max(1, len(filled) * 2 // 3 - 1)


def _is_schedule(names: list[str]) -> bool:
    """Whether the columns are those of a programme: when, what, where."""
    return any(name.startswith("địa điểm") for name in names) or any(
        name.startswith(("thời gian", "giờ", "ngày")) for name in names[:1]
    )


def _listed(text: str, shadow: str, actors: Actors, cell: tuple[int, int]) -> list[Mention]:
    """Return who stands in a cell, each as far as a name or a comma goes."""
    found: list[Mention] = []
    at, end = cell
    while at < end:
        while at < end and not text[at].isalnum():
            at += 1
        called = words_of.PREFIX.match(shadow, at, end)
        named = actors.at(called.end() if called else at, end)
        part = _PART.search(text, at, end)
        stop = part.start() if part else end
        if named is not None and named.end >= stop - 12:
            stop = stop if _REST.fullmatch(shadow, named.end, stop) else named.end
            named = named._replace(end=stop)
        else:
            named = Mention(at, at + len(text[at:stop].rstrip()), None, rule="cell")  # type: ignore[arg-type]
        if named.end > named.start:
            found.append(named)
        rest = _PART.search(text, max(stop, named.end), end)
        at = rest.end() if rest else end
    return found


def _deadline(text: str, deadlines: Deadlines, cell: tuple[int, int]) -> Deadline | None:
    """Return the date of the cell, else its words."""
    dated = deadlines.date_in(*cell)
    if dated is not None:
        return dated
    start, end = cell
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    told = words.strip(" -–").lower()
    return Deadline(start, start + len(words.strip())) if told and told != _ALWAYS else None
