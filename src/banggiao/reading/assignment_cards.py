"""Tasks told line by line: a title, and below it "Cơ quan chủ trì: …", "Thời hạn: …"."""

from __future__ import annotations

from collections.abc import Iterator

from banggiao.language import lazy_re as re
from banggiao.reading.actors import Actors
from banggiao.reading.clauses import Line
from banggiao.reading.deadlines import Deadlines
from banggiao.reading.records import Assignment, Mention

_BODY = r"(?:cơ quan|đơn vị|tổ chức|bộ phận)"
_MARK = r"[-–+*•. ]*"
_LEAD = re.compile(
    rf"{_MARK}(?:{_BODY}(?: được giao)? (?:chủ trì|đầu mối|thực hiện)|chủ trì)(?: thực hiện)?: "
)
_HELP = re.compile(rf"{_MARK}(?:{_BODY} (?:cùng )?phối hợp|phối hợp)(?: thực hiện)?: ")
_DUE = re.compile(rf"{_MARK}(?:thời (?:gian|hạn)|tiến độ|hạn)(?: (?:thực hiện|hoàn thành|trình))*: ")
_OTHER = re.compile(rf"{_MARK}(?:kinh phí|nguồn|sản phẩm|địa điểm|kết quả|hình thức)[^:\n]{{0,40}}: ")
_CARD = re.compile(f"{_HELP.pattern}|{_DUE.pattern}|{_OTHER.pattern}")
_MOST = 6  # lines of a card


def leads_card(shadow: str, line: Line) -> bool:
    """Say whether the line names who leads what the lines above tell."""
    return _LEAD.match(shadow, line.start, line.end) is not None


def tasks_of_card(
    text: str, shadow: str, line: Line, actors: Actors, deadlines: Deadlines
) -> Iterator[Assignment]:
    """Yield the task of the card whose line of the lead is ``line``, one for each who leads."""
    led = _LEAD.match(shadow, line.start, line.end)
    leads = actors.listed(led.end(), line.end)[0] if led else ()
    end, due = line.end, None
    supporters: tuple[Mention, ...] = ()
    above = list(_cards(text, shadow, line.start, forward=False))
    for start, stop in [*above, *_cards(text, shadow, line.end, forward=True)]:
        helped = _HELP.match(shadow, start, stop)
        supporters = actors.listed(helped.end(), stop)[0] if helped else supporters
        dated = _DUE.match(shadow, start, stop)
        due = (deadlines.within(dated.end(), stop) or deadlines.date_in(dated.end(), stop)) if dated else due
        end = max(end, stop)
    title_end = (above[-1][0] if above else text.rfind("\n", 0, line.start) + 1) - 1
    title = (text.rfind("\n", 0, max(title_end, 0)) + 1, title_end)
    if title[1] <= title[0]:
        return
    for lead in leads:
        yield Assignment(
            start=title[0],
            end=end,
            lead=(lead.start, lead.end),
            supporters=tuple((one.start, one.end) for one in supporters),
            action=title,
            deadline=(due.start, due.end) if due else None,
            due=(due.value or None) if due else None,
            rule="card",
            clause=line.clause,
        )


def _cards(text: str, shadow: str, at: int, *, forward: bool) -> Iterator[tuple[int, int]]:
    """Yield the lines of the card behind or before ``at``, the nearest first."""
    for _ in range(_MOST):
        if forward:
            start = text.find("\n", at) + 1
            stop = text.find("\n", start) if start else -1
            stop = stop if stop >= 0 else len(shadow)
        else:
            stop = text.rfind("\n", 0, at)
            start = text.rfind("\n", 0, max(stop, 0)) + 1
        if start <= 0 or stop <= start or not _CARD.match(shadow, start, stop):
            return
        yield start, stop
        at = stop if forward else start
