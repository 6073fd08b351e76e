"""What a sentence charges: whom, from which word on, by which form of order.

A clause says itself who is charged ("giao X …", "X chủ trì …", "X cam kết …"), orders without naming anybody,
or stands below somebody who is charged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from banggiao.language.folding import shadow as shadow_of
from banggiao.reading import assignment_words as words_of
from banggiao.reading.actors import Actors
from banggiao.reading.clauses import Aim, Level, Line
from banggiao.reading.deadlines import Deadlines
from banggiao.reading.paper import Paper
from banggiao.reading.records import Header, Label, Mention

_PIECE = re.compile(r"; +|, (?=còn |trong khi )")
_SPEECH = re.compile(r"(?:bài )?phát biểu|diễn văn")
_ASKS_NOW = re.compile(r"(?<!\w)(?:tôi|xin) (?:đề nghị|yêu cầu) ")
_ADDRESS = re.compile(r"kính gửi ?: ?")
_LABEL = re.compile(r"[^:;.()]{3,60}: ")
_MANY = 4  # circumstances before the one charged
_LONGEST = 3000  # characters of a sentence that still says one thing
_NEAR = 70  # characters in which a word of time speaks of the action
_HEADER = 3000  # characters in which a paper says whom it is sent to
_TITLE_AT = 600


@dataclass(slots=True)
class Charge:
    """A clause read: where it begins, who is charged (nobody named: empty), where the action begins."""

    start: int
    actors: tuple[Mention, ...]
    act: int
    rule: str
    kind: str = "task"
    end: int = 0


class Charges:
    """Reads the sentences of one paper, knowing what kind of paper it is."""

    def __init__(self, paper: Paper, shadow: str, mentions: Sequence[Mention], header: Header | None) -> None:
        self.text, self.shadow = paper.text, shadow
        self.actors = Actors(paper.text, shadow, mentions)
        self.deadlines = Deadlines(shadow, [one for one in mentions if one.label is Label.DATE])
        self._know(header)

    def _know(self, header: Header | None) -> None:
        """Learn what kind of paper it is, who sends it and to whom."""
        kind = shadow_of(header.type.text) if header and header.type else ""
        head = self.shadow[:_TITLE_AT]
        agencies = [one.text.lower() for one in (header.agency, header.parent) if one] if header else []
        self.own = frozenset(agencies)
        address = _ADDRESS.search(self.shadow, 0, _HEADER)
        sent = address is not None and not kind.startswith(("báo cáo", "tờ trình", *words_of.PLANNING_TYPES))
        self._be(kind or head, sent=sent)
        self.is_speech = _SPEECH.match(head) is not None
        asks = _ASKS_NOW.search(self.shadow) if self.is_speech else None
        self.asks_from = asks.start() if asks else len(self.text)
        self.is_news = header is not None and not (header.number or kind or sent or self.is_speech)
        self.addressee: tuple[Mention, ...] = ()
        if sent and address:
            line = self.text.find("\n", address.end())
            self.addressee = self.actors.listed(address.end(), line if line > 0 else len(self.text))[0]

    def _be(self, kind: str, *, sent: bool = False) -> None:
        """Read on as a paper of that kind; ``sent``: as a letter."""
        self.pledges = words_of.PLEDGING.match(kind) is not None
        self.orders = kind.startswith(words_of.ORDERING_TYPES) or sent
        self.plans = kind.startswith(words_of.PLANNING_TYPES)

    def _aim(self, path: Sequence[Level], at: int) -> Aim:
        if self.pledges:
            return Aim.PLEDGES
        for level in reversed(path):
            if level.aim is not Aim.OPEN:
                return level.aim
        numbered = any(level.number for level in path)
        return Aim.TASKS if numbered and (self.orders or at > self.asks_from) else Aim.OPEN

    # A sentence: its clauses, those that charge somebody.

    def sentence(
        self, start: int, end: int, line: Line, charged: tuple[Mention, ...], *, first: bool
    ) -> Iterator[Charge]:
        if end - start > _LONGEST or self._closes(start, end):
            return
        open_charge: Charge | None = None
        for begin, stop in self._pieces(start, end):
            charge = self._clause(begin, stop, line)
            loose = charge is None or charge.rule == "remark"
            if loose and open_charge is None and begin == start:
                charge = self._inherited(begin, stop, line, charged, first=first) or charge
            elif loose:
                charge = None
            if charge is None:
                if open_charge is not None:
                    open_charge.end = stop
                continue
            if open_charge is not None:
                yield open_charge
            charge.end = stop
            open_charge = charge
        if open_charge is not None:
            yield open_charge

    def _closes(self, start: int, end: int) -> bool:
        """Whether the sentence is a closing formula that sets no deadline."""
        if not words_of.CLOSING.search(self.shadow, start, end):
            return False
        return not self.deadlines.is_set(start, end) or "chịu trách nhiệm thi hành" in self.shadow[start:end]

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = start
        for mark in _PIECE.finditer(self.shadow, start, end):
            yield at, mark.start() + 1
            at = mark.end()
        if at < end:
            yield at, end

    def _clause(self, start: int, end: int, line: Line) -> Charge | None:
        """Read a clause that says itself who is charged, or orders without saying."""
        aim = self._aim(line.path, line.start)
        if aim in (Aim.ASKS, Aim.TELLS) and not self._orders_anyway(start, end, aim):
            return None
        return (
            self._pledge(start, end, aim)
            or self._ordered(start, end, aim)
            or self._subject_charge(start, end, line, aim)
            or (None if aim is Aim.PLEDGES else self._remark(start, end, line, aim))
            or self._by(start, end, aim)
        )

    def _orders_anyway(self, start: int, end: int, aim: Aim) -> bool:
        """Whether a task may stand in a part that tells or asks: one by a date, or an order in an order."""
        if self.deadlines.is_set(start, end):
            return True
        return aim is Aim.TELLS and (self.orders or self.shadow.startswith("giao ", start))

    def _pledge(self, start: int, end: int, aim: Aim) -> Charge | None:
        for pledge in words_of.PLEDGE.finditer(self.shadow, start, end):
            firm = pledge[0].startswith("cam kết")
            if not firm and aim is not Aim.PLEDGES:
                continue
            actors = self._ending_at(start, pledge.start() - 1)
            if actors:
                return Charge(start, actors, pledge.end() - 1, "pledge", "commitment")
        return None

    def _ending_at(self, start: int, stop: int) -> tuple[Mention, ...]:
        """The actors of whom what begins at ``stop`` is told: they end there, or are the clause's subject."""
        at = stop
        while at >= start and stop - at < _NEAR:
            if at == start or self.text[at - 1] in " ,;":
                actors, end = self.actors.listed(at, stop)
                if actors and end == stop:
                    return actors
            at -= 1
        subject = self._subject(start, stop)
        return subject[0] if subject and stop - subject[1] < _NEAR else ()

    def _ordered(self, start: int, end: int, aim: Aim) -> Charge | None:
        """Read "giao X …", "yêu cầu X …", "đề nghị X …"."""
        for order in words_of.ORDER.finditer(self.shadow, start, end):
            verb = order[0].strip()
            prefix = words_of.PREFIX.match(self.shadow, order.end(), end)
            actors, stop = self.actors.listed(order.end(), end)
            if not actors and prefix:
                actors, stop = self.actors.listed(prefix.end(), end)
            agreed = aim is Aim.PLEDGES and verb.startswith(("giao", "phân công"))
            if (
                not actors
                or not (agreed or self._is_ours(actors))
                or not self._may_order(start, order.start(), verb)
            ):
                continue
            if stop >= end or self.text[stop] not in " :,":
                continue
            act = stop + 1
            if aim is Aim.PLEDGES:
                return Charge(start, actors, act, "order", "commitment") if agreed else None
            if verb in words_of.LETS_ASK and words_of.UPWARDS.match(self.shadow, act):
                return None
            firm = verb.startswith(("giao", "phân công", "ủy quyền", "yêu cầu"))
            due = firm or self.deadlines.is_set(start, end, loosely=True)
            if aim is Aim.TASKS or self.orders or due:
                return Charge(start, actors, act, "order")
        return None

    def _is_ours(self, actors: Iterable[Mention]) -> bool:
        return not any(self.actors.is_foreign(actor) for actor in actors)

    def _may_order(self, start: int, at: int, verb: str) -> bool:
        """Whether the word stands as the verb of an order: first, behind a leader, behind a comma or "và"."""
        before = self.shadow[start:at].rstrip()
        if not before:
            return verb != "chỉ đạo"
        if before.endswith((",", ":", " và", "đã", "xin", "tôi", "đồng ý", "thống nhất", "quyết định")):
            return True
        if verb in ("chỉ đạo", "lưu ý"):
            return words_of.LEADER.match(before) is not None
        subject = self._subject(start, at)
        leader = words_of.LEADER.match(before) is not None
        return (leader and at - start < 2 * _NEAR) or (
            subject is not None and at - subject[1] <= 1 and self._is_ours(subject[0])
        )

    def _subject(self, start: int, end: int) -> tuple[tuple[Mention, ...], int] | None:
        """The actors that a clause begins with, past what may stand before them, and where they end."""
        at = start
        label = _LABEL.match(self.shadow, start, end)
        for _ in range(_MANY):
            prefix = words_of.PREFIX.match(self.shadow, at, end)
            for begin in (at, prefix.end() if prefix else at):
                actors, stop = self.actors.listed(begin, end)
                if actors:
                    return actors, stop
            if label is not None:
                at, label = label.end(), None
                continue
            if not words_of.WHEN.match(self.shadow, start, end):
                return None
            at = self.shadow.find(", ", at, end) + 2
            if at < 2:
                return None
        return None

    def _subject_charge(self, start: int, end: int, line: Line, aim: Aim) -> Charge | None:
        """Read "X chủ trì, phối hợp với Y …", "X xây dựng … trước ngày …"."""
        subject = self._subject(start, end)
        at = self.shadow.find(" chủ trì, phối hợp", start, end)
        leads = self._ending_at(start, at) if at > 0 else ()
        if leads:
            subject = leads, at
        if subject is None:
            return None
        actors, stop = subject
        act = self._act(stop, end)
        told_to = aim is Aim.TASKS and self.deadlines.is_set(start, end)
        if not act or not self._says_act(act, end, asks_too=told_to):
            return None
        if self.text[stop] == "," and not self._bids(act):  # "Ông A, trưởng đoàn"
            return None
        if aim is Aim.PLEDGES:
            dated = self.deadlines.is_set(start, end, loosely=True)
            due = dated or words_of.PLAINLY.match(self.shadow, act)
            firm = due or any(level.aim in (Aim.TASKS, Aim.PLEDGES) for level in line.path)
            return Charge(start, actors, act, "subject", "commitment") if firm else None
        if not self._is_ours(actors) or not self._charges(act, start, end, actors, aim):
            return None
        return Charge(start, actors, act, "subject")

    def _charges(self, act: int, start: int, end: int, actors: Sequence[Mention], aim: Aim) -> bool:
        name = self.text[actors[0].start : actors[0].end].lower()
        own = name in self.own
        if words_of.NOT_CHARGED.fullmatch(name):
            return False
        if aim is Aim.TASKS:
            return not (own and self.orders and not words_of.DUTY.match(self.shadow, act))
        if self.deadlines.is_set(start, end):
            return not self.is_news and not own
        plainly = words_of.PLAINLY.match(self.shadow, act) is not None
        return plainly and aim is Aim.OPEN and (self.orders or self.plans)

    def _bids(self, at: int) -> bool:
        words = self.shadow[at : at + 40]
        first = " ".join(words.split(" ", 2)[:2]).rstrip(".,;:")
        return first in words_of.BIDS or words_of.DUTY.match(words) is not None

    def _act(self, stop: int, end: int) -> int:
        """Where the action begins behind the actors, 0 where none does."""
        if stop >= end or self.text[stop] not in " :,":
            return 0
        while stop < end and self.text[stop] in " :,":
            stop += 1
        return stop if stop < end else 0

    def _says_act(self, act: int, end: int, *, asks_too: bool) -> bool:
        words = self.shadow[act : min(end, act + 40)]
        first = words.split(" ", 1)[0].rstrip(".,;:")
        if not self.text[act].islower() and not self.text[act].isdigit():
            return False
        if words_of.DUTY.match(words):
            return True
        if words_of.PAST.match(words) or words_of.AHEAD.match(words):
            return False
        if words_of.TOLD.match(words) and not (asks_too and words.startswith("đề nghị")):
            return False
        return first not in words_of.NO_ACT and first.isalpha()

    def _remark(self, start: int, end: int, line: Line, aim: Aim) -> Charge | None:
        """Read what a leader asks without saying of whom."""
        remark = words_of.REMARK.search(self.shadow, start, min(end, start + 220))
        if remark is not None and self._is_leaders(start, remark.start()):
            told = self.shadow[start : remark.start()]
            if (
                aim is Aim.TASKS
                or self.orders
                or not self.is_news
                or "cần" in remark[0]
                or "yêu cầu" in remark[0]
            ):
                return None if "theo" in told.split(" ")[:1] else Charge(start, (), remark.end(), "remark")
        if words_of.PLAINLY.match(self.shadow, start, end) and aim in (Aim.TASKS, Aim.OPEN):
            return Charge(start, (), start, "remark")
        speaks = self.orders or self.is_speech
        must = words_of.MUST.match(self.shadow, start, end)
        if must and speaks and aim in (Aim.TASKS, Aim.OPEN):
            return Charge(start, (), must.end(), "remark")
        return None

    def _is_leaders(self, start: int, at: int) -> bool:
        before = self.shadow[start:at].strip(" ,")
        if not before or re.fullmatch(r"(?:thứ \w+|\w+ là|cuối cùng)", before):
            return not self.is_news or self.shadow.startswith("yêu cầu", at)
        leader = words_of.LEADER.match(before)
        subject = self._subject(start, at)
        return leader is not None and (subject is None or self._is_ours(subject[0]))

    def _by(self, start: int, end: int, aim: Aim) -> Charge | None:
        """Read the one charged that stands behind: "phần còn lại do ITPC vận động"."""
        by = words_of.DONE_BY.search(self.shadow, start, end)
        if by is None or (aim is not Aim.TASKS and not self.deadlines.is_set(start, end)):
            return None
        actors, stop = self.actors.listed(by.start("who"), end)
        past = words_of.PAST.search(self.shadow, start, by.start())
        return Charge(start, actors, start, "by") if actors and stop == by.end("who") and not past else None

    def _inherited(
        self, start: int, end: int, line: Line, charged: tuple[Mention, ...], *, first: bool
    ) -> Charge | None:
        """Read a clause that names nobody below somebody who is charged, or that only sets a deadline."""
        aim = self._aim(line.path, line.start)
        if aim in (Aim.ASKS, Aim.TELLS):
            return None
        words = self.shadow[start : min(end, start + 60)]
        bids = " ".join(words.split(" ", 2)[:2]).rstrip(".,;:") in words_of.BIDS
        tells = words_of.PAST.match(words) or words_of.TOLD.match(words) or words[:1].isdigit()
        kind = "commitment" if aim is Aim.PLEDGES else "task"
        if charged:
            return Charge(start, charged, start, "item", kind) if bids or words_of.MUST.match(words) else None
        asks_all, near = False, True
        for level in reversed(line.path):
            asks_all = asks_all or level.asks_all
            bodies = any(one.label is not Label.PERSON for one in level.actors)
            plainly = first and bodies and near and aim is not Aim.OPEN and not words_of.THINGS.match(words)
            meant = bids or words_of.MUST.match(words) or plainly
            if level.actors and meant and not tells and (aim is not Aim.OPEN or self.orders or self.plans):
                return Charge(start, level.actors, start, "item", kind)
            if level.aim not in (Aim.OPEN, Aim.TASKS) or level.asks_all:
                break
            near = level is line.own
        if line.own is not None and line.own.is_title:
            return None
        due = self.deadlines.is_set(start, end) and (self.orders or self.plans) and aim is Aim.TASKS
        if bids and not tells and (asks_all or due):
            return Charge(start, (), start, "remark")
        return None
