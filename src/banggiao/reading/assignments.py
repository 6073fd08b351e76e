"""Tasks given in the text: who leads, who helps, what is to be done, by when."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from banggiao.reading.paper import Paper
from banggiao.reading.records import Assignment, Label, Mention, Role, Statement

_ACTORS = frozenset({Label.ORGANISATION, Label.GROUP})
_TELLS = frozenset({Role.CONTEXT, Role.RESULT, Role.SHORTCOMING, Role.CAUSE, Role.QUOTE})  # what has happened
_LEAD = re.compile(
    r"(?:chịu trách nhiệm )?chủ trì(?:,? (?:và )?(?:phối hợp|cùng) (?:chặt chẽ )?(?:với|cùng)?)?(?!\w)"
)
_WITH = re.compile(r"(?:phối hợp|cùng)(?: chặt chẽ)?(?: với| cùng)? ")
_GIVE = re.compile(r"(?:\A|[.;:,] |[-+] )(?:giao|phân công)(?: cho)? ")
_DUTY = re.compile(r"có (?:trách nhiệm|nhiệm vụ):? ")
_DEADLINE = re.compile(
    r"(?:hoàn thành |xong |báo cáo |gửi )?(?:trước|chậm nhất(?: là)?(?: vào| trước)?"
    r"|muộn nhất(?: là)?|hạn chót(?: là)?|thời hạn(?: hoàn thành)?:?|xong trước|trong) \Z"
)
_LONGEST_TASK = 2000  # characters
_BREAK = re.compile(r"[.;](?: |\Z)")
_MOST_SUPPORTERS = 40
_LINK = re.compile(r"(?:,? và |,? cùng (?:với )?|, | )")
_GENERAL = re.compile(
    r"(?:các|những) (?:địa phương|cơ quan|đơn vị|bộ, ngành|sở, ngành|ban, ngành"
    r"|doanh nghiệp|hiệp hội|tổ chức)"
    r"(?:, (?:địa phương|cơ quan|đơn vị|tổ chức))*(?: (?:có )?liên quan)?(?!\w)"
)


def find_assignments(
    paper: Paper, shadow: str, mentions: Sequence[Mention], statements: Sequence[Statement]
) -> list[Assignment]:
    """Return the tasks that ``paper`` gives, by start.

    Three forms are read: "X chủ trì, phối hợp với Y … trước ngày …", "giao X …", and "X có trách nhiệm:" with
    the items below it. The lead is one actor; a task whose subject is not named has ``lead`` None. Deadlines
    come from the DATE mentions. Statements that tell what has happened give none.
    """
    actors = [m for m in mentions if m.label in _ACTORS]
    dates = [m for m in mentions if m.label is Label.DATE]
    finder = _Finder(paper.text, shadow, actors, dates)
    found: list[Assignment] = []
    for index, statement in enumerate(statements):
        if statement.role in _TELLS:
            continue
        words = shadow[statement.start : statement.end]
        if "chủ trì" in words:
            found += finder.led(statement)
        elif _GIVE.search(words):
            found += finder.given(statement)
        elif _DUTY.search(words) or words.endswith(("có trách nhiệm:", "có nhiệm vụ:")):
            found += finder.bound(statement, _items_below(paper, shadow, statements, index))
    found.sort(key=lambda one: (one.start, one.end))
    return found


def _items_below(paper: Paper, shadow: str, statements: Sequence[Statement], index: int) -> list[Statement]:
    """The bullets under a statement that ends with a colon."""
    head = statements[index]
    if not shadow[head.start : head.end].endswith(":"):
        return []
    items: list[Statement] = []
    for statement in statements[index + 1 : index + 30]:
        line = shadow[paper.block_at(statement.start).start : statement.start + 2].lstrip()
        if not line.startswith(("-", "+", "•", "*")):
            break
        items.append(statement)
    return items


class _Finder:
    def __init__(self, text: str, shadow: str, actors: Sequence[Mention], dates: Sequence[Mention]) -> None:
        self._text, self._shadow = text, shadow
        self._actors, self._actor_starts = actors, [m.start for m in actors]
        self._dates, self._date_starts = dates, [m.start for m in dates]

    def led(self, statement: Statement) -> list[Assignment]:
        found: list[Assignment] = []
        for lead in _LEAD.finditer(self._shadow, statement.start, statement.end):
            begin = self._clause_start(statement.start, lead.start())
            end = self._clause_end(lead.end(), statement.end)
            subjects = self._within(begin, lead.start())
            subject = subjects[-1] if subjects else None
            if subject is not None and not self._is_subject(subject, lead.start()):
                subject = None
            if subject is not None and self._shadow.endswith(("do ", "của ", "được "), begin, subject.start):
                continue
            if subject is None and self._shadow[begin : lead.start()].strip(" -+;,") not in (
                "",
                "giao",
                "và",
            ):
                continue
            supporters: tuple[Mention, ...] = ()
            action = lead.end()
            if lead[0].rstrip().endswith(("với", "cùng", "hợp")):
                supporters, action = self._supporters(lead.end(), end)
            found.append(self._task(subject, supporters, begin, (action, end), "lead"))
        return found

    def given(self, statement: Statement) -> list[Assignment]:
        found: list[Assignment] = []
        for give in _GIVE.finditer(self._shadow, statement.start, statement.end):
            index = bisect_left(self._actor_starts, give.end())
            if index == len(self._actors) or self._actors[index].start != give.end():
                continue
            lead = self._actors[index]
            end = self._clause_end(lead.end, statement.end)
            start = next(i for i in range(give.start(), give.end()) if self._shadow[i] in "gp")
            found.append(self._task(lead, (), start, (lead.end, end), "give"))
        return found

    def bound(self, statement: Statement, items: Sequence[Statement]) -> list[Assignment]:
        duty = _DUTY.search(self._shadow, statement.start, min(statement.end + 1, len(self._shadow)))
        at = duty.start() if duty else self._shadow.rfind("có ", statement.start, statement.end)
        subjects = self._within(statement.start, at)
        if not subjects or not self._is_subject(subjects[-1], at):
            return []
        lead = subjects[0] if len(subjects) == 1 else subjects[-1]
        if items:
            return [self._task(lead, (), item.start, (item.start, item.end), "duty") for item in items]
        action = duty.end() if duty else at
        end = self._clause_end(action, statement.end)
        return [self._task(lead, (), lead.start, (action, end), "duty")]

    def _task(
        self,
        lead: Mention | None,
        supporters: tuple[Mention, ...],
        start: int,
        what: tuple[int, int],
        rule: str,
    ) -> Assignment:
        action, end = what
        while action < end and self._shadow[action] in " ,:":
            action += 1
        deadline = self._deadline(action, end)
        stop = end
        while stop > action and self._shadow[stop - 1] in " .;,":
            stop -= 1
        return Assignment(
            start=min(start, action),
            end=stop,
            lead=(lead.start, lead.end) if lead else None,
            supporters=tuple((one.start, one.end) for one in supporters),
            action=(action, stop),
            deadline=(deadline.start, deadline.end) if deadline else None,
            due=(deadline.value or None) if deadline else None,
            rule=rule,
        )

    def _within(self, start: int, end: int) -> list[Mention]:
        low, high = bisect_left(self._actor_starts, start), bisect_right(self._actor_starts, end)
        outer: list[Mention] = []
        for actor in self._actors[low:high]:
            if actor.end <= end and not (outer and actor.start < outer[-1].end):
                outer.append(actor)
        return outer

    def _is_subject(self, actor: Mention, verb: int) -> bool:
        """Whether only a modal or a parent body stands between the actor and its verb."""
        between = self._shadow[actor.end : verb].strip()
        return len(between) < 40 and not re.search(
            r"[.;:]|(?<!\w)(?:đã|do|được|về|của|với|để)(?!\w)", between
        )

    def _clause_start(self, start: int, at: int) -> int:
        start = max(start, at - _LONGEST_TASK)
        semicolon = self._shadow.rfind("; ", start, at)
        return semicolon + 2 if semicolon >= 0 else start

    def _clause_end(self, at: int, end: int) -> int:
        end = min(end, at + _LONGEST_TASK)
        stop = _BREAK.search(self._shadow, at, end)
        return stop.start() if stop else end

    def _supporters(self, at: int, end: int) -> tuple[tuple[Mention, ...], int]:
        """Read the actors listed from ``at`` on; return them and where the action begins."""
        listed: list[Mention] = []
        position = at
        while len(listed) < _MOST_SUPPORTERS and (link := _LINK.match(self._shadow, position, end)):
            actor = self._actor_at(link.end(), end)
            if actor is None:
                break
            listed.append(actor)
            position = actor.end
        return tuple(listed), position

    def _actor_at(self, at: int, end: int) -> Mention | None:
        """The longest actor that begins at ``at``: a mention, or bodies in general ("các địa phương")."""
        index = bisect_left(self._actor_starts, at)
        general = _GENERAL.match(self._shadow, at, end)
        if index < len(self._actors) and self._actors[index].start == at:
            actor = self._actors[index]
            if general is None or actor.end >= general.end():
                return actor
        if general is None:
            return None
        return Mention(at, general.end(), Label.GROUP, rule="general")

    def _deadline(self, start: int, end: int) -> Mention | None:
        low = bisect_left(self._date_starts, start)
        for moment in self._dates[low:]:
            if moment.start >= end:
                return None
            if _DEADLINE.search(self._shadow[max(start, moment.start - 40) : moment.start]):
                return moment
        return None
