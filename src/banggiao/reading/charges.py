"""What a sentence charges: whom, from which word on, by which form of order.

A clause says itself who is charged ("giao X …", "X chủ trì …", "X cam kết …"), orders without naming anybody,
or stands below somebody who is charged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from banggiao.language import lazy_re as re
from banggiao.language.scanning import places_of
from banggiao.reading import assignment_words as words_of
from banggiao.reading import duty_words as duties_of
from banggiao.reading import leader_words as leaders_of
from banggiao.reading import pledge_words as pledges_of
from banggiao.reading.clauses import Aim, Line
from banggiao.reading.orders import Charge
from banggiao.reading.paper import Paper
from banggiao.reading.records import Header, Label, Mention
from banggiao.reading.remarks import Remarks

_ANYWHERE = (words_of.ORDER, words_of.GROUP_MUST, words_of.DONE_BY, pledges_of.PLEDGE, duties_of.HAS_DUTY)
"""What charges somebody wherever it stands in a clause."""
_PLEDGED = (
    pledges_of.TOGETHER, pledges_of.AND_AGREED, pledges_of.ASSURES, pledges_of.OWN_WORD,
    pledges_of.WILL_ORDER, pledges_of.EACH_AGREES, pledges_of.ANNOUNCES,
)  # fmt: skip
"""What tells of a pledge in news."""
_PIECE = re.compile(r"; +|, (?=còn |trong khi )")
_LONGEST = 3000  # characters of a sentence that still says one thing
_NOUN = ("lãnh đạo các", "lãnh đạo một số", "lãnh đạo tỉnh")
_NEAR = 70  # characters in which a word of time speaks of the action


class Charges(Remarks):
    """Reads the sentences of one paper, knowing what kind of paper it is."""

    def __init__(self, paper: Paper, shadow: str, mentions: Sequence[Mention], header: Header | None) -> None:
        super().__init__(paper, shadow, mentions, header)
        self.worded = places_of(_ANYWHERE, shadow)
        self.pledged = places_of(_PLEDGED, shadow) if self.is_news else None

    # A sentence: its clauses, those that charge somebody.

    def sentence(
        self, start: int, end: int, line: Line, charged: tuple[Mention, ...], *, first: bool
    ) -> Iterator[Charge]:
        if end - start > _LONGEST or self._closes(start, end):
            return
        open_charge: Charge | None = None
        self.sentence_from = start
        for begin, stop in self._pieces(start, end):
            ordered = open_charge is not None and open_charge.rule in ("order", "subject")
            charge = self._clause(begin, stop, line, goes_on=ordered or bool(charged))
            if charge and open_charge and self._adds_nobody(charge, open_charge, stop, line):
                charge = None
            loose = charge is None or charge.rule == "remark"
            if loose and open_charge is None and begin == start:
                charge = self._inherited(begin, stop, line, charged, first=first) or charge
            elif loose:
                charge = None
            if charge is None and open_charge is None:
                charge = self._sent_back(begin, stop) or self._due(begin, stop, end, line)
            if charge is None:
                if open_charge is not None:
                    open_charge.end = stop
                continue
            if open_charge is not None:
                yield open_charge
            self.was_ordered = self.was_ordered or charge.rule in ("order", "asks", "must")
            charge.end = stop
            open_charge = charge
        if open_charge is not None:
            yield open_charge
            if self.is_news and open_charge.kind == "task":
                self._remember(open_charge)

    def _adds_nobody(self, charge: Charge, former: Charge, stop: int, line: Line) -> bool:
        """Whether a further clause only says who leads, or what else an item's actor is to order."""
        if charge.kind == former.kind == "commitment" and charge.actors == former.actors:
            return True
        if former.rule == "item" and self._orders_for_part(charge.start, stop, line):
            return True
        return words_of.ONLY_LEADS.match(self.shadow, charge.act, stop) is not None

    def _closes(self, start: int, end: int) -> bool:
        """Whether the sentence is a closing formula that sets no deadline."""
        if not words_of.CLOSING.search(self.shadow, start, end):
            return False
        by_date = self.deadlines.is_set(start, end)
        return not by_date or "chịu trách nhiệm thi hành" in self.shadow[start:end]

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = start
        for mark in _PIECE.finditer(self.shadow, start, end):
            opened = self.shadow.rfind("(", at, mark.start())
            if opened >= 0 and ")" not in self.shadow[opened : mark.start()]:
                continue
            if self._lists_on(at, mark.end(), end):
                continue
            yield from self._each(at, mark.start() + 1)
            at = mark.end()
        if at < end:
            yield from self._each(at, end)

    def _lists_on(self, start: int, at: int, end: int) -> bool:
        """Whether those charged or who help are listed on behind a semicolon: "với các Bộ: A; các tỉnh …"."""
        if self.actors.at(at, end) is None:
            return False
        for words in (words_of.WITH, words_of.ORDER):
            before = [*words.finditer(self.shadow, start, at)][-1:]
            if before and self.actors.listed(before[0].end(), end)[1] > at:
                return True
        return self.actors.listed(start, end)[1] > at

    def _each(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Part "giao A soạn …, B bố trí …" before each further body with what it is to do."""
        at = start
        if self.shadow.find(", ", start, end) < 0:
            yield start, end
            return
        order = words_of.ORDER.search(self.shadow, start, min(end, start + 3 * _NEAR))
        first = self.actors.at(start, end)
        ordered = order.end() if order else first.start if first else end
        comma = self.shadow.find(", ", ordered, end)
        while comma > 0:
            if comma not in self.actors.listing and self._turns(ordered, comma, end):
                yield at, comma + 1
                at = comma + 2
            comma = self.shadow.find(", ", comma + 2, end)
        yield at, end

    def _turns(self, ordered: int, comma: int, end: int) -> bool:
        """Whether behind the comma another than the first one ordered is told what to do."""
        actor = self.actors.at(comma + 2, end) or self.actors.at(self.actors.past_typed(comma + 2, end), end)
        if actor is None or self.text[actor.end : actor.end + 1] != " ":
            return False
        named = any(at in self.actors.ends for at in range(ordered, comma))
        with_ = [*words_of.WITH.finditer(self.shadow, ordered, comma)][-1:] if named else []
        if with_:
            at = self.actors.past_typed(with_[0].end(), end)
            named = self.actors.listed(at, end)[1] < comma  # whoever helps is listed on
        helps = words_of.HELPED_BY.match(self.shadow, actor.end, end)
        return named and helps is None and self._says_act(actor.end + 1, end, asks_too=False)

    def _clause(self, start: int, end: int, line: Line, *, goes_on: bool) -> Charge | None:
        """Read a clause that says itself who is charged, or orders without saying; ``goes_on`` with an order
        in the clauses before."""
        aim = self._aim(line.path, line.start)
        if aim is Aim.OPEN and goes_on:
            aim = Aim.TASKS
        if self.pledges and aim is Aim.TELLS and self.deadlines.is_set(start, end):
            aim = Aim.PLEDGES
        if aim in (Aim.ASKS, Aim.TELLS) and not self._orders_anyway(start, end, aim):
            return self._given_word(start, end) if aim is Aim.TELLS else None
        if words_of.SO_FAR.match(self.shadow, line.start, line.end) and not words_of.ORDER.search(
            self.shadow, start, end
        ):
            return None
        if self._goes_with_part(start, end, line, aim):
            return None
        in_news = self._told_in_news(start, end) if self.is_news else None
        done_by = self._by(start, end, aim) if self.shadow.startswith("việc ", start) else None
        if not _is_near(self.worded, start, end):
            return (
                in_news
                or done_by
                or self._in_brackets(start, end, aim)
                or self._subject_charge(start, end, line, aim, goes_on=goes_on)
                or (None if aim is Aim.PLEDGES else self._remark(start, end, line, aim))
            )
        return (
            self._pledge(start, end, aim)
            or in_news
            or self._ordered(start, end, aim)
            or done_by
            or self._in_brackets(start, end, aim)
            or self._subject_charge(start, end, line, aim, goes_on=goes_on)
            or (None if aim is Aim.PLEDGES else self._must(start, end) or self._remark(start, end, line, aim))
            or self._by(start, end, aim)
            or (self._ruled(start, end) if self.rules else None)
        )

    def _told_in_news(self, start: int, end: int) -> Charge | None:
        """Read what news quotes a leader to ask, and what it tells of pledges."""
        quoted = self._quoted(start, end)
        if quoted is not None:
            return quoted
        agreed = start < self.agreed_to or self.shadow.startswith("theo ", start)
        return self._pledge_in_news(start, end) if agreed or _is_near(self.pledged, start, end) else None

    def _goes_with_part(self, start: int, end: int, line: Line, aim: Aim) -> bool:
        """Whether what begins an item is the deed of the one its part names, whomever it names further on:
        "Theo dõi … và đề nghị các bộ xử lý", "Thực hiện các nhiệm vụ khác do Thủ tướng giao"."""
        if aim is not Aim.TASKS or line.own is None or start != line.start:
            return False
        named = any(level.actors for level in line.path[:-1]) and not line.own.actors
        if named and self._orders_for_part(start, end, line):
            return True
        words = self.shadow[start : start + 40].split(" ", 2)[:2]
        if " ".join(words).rstrip(".,;:") not in words_of.BIDS:
            return False
        helps = words_of.IN_BRACKETS.search(self.shadow, start, end) or words_of.DONE_BY.search(
            self.shadow, start, end
        )
        leads = self.shadow.find(" chủ trì", start, end) > 0
        subject = self._subject(start, end) if named and self.rules else None
        told = subject is not None and subject[0][0].start == start  # "Tổ chức, cá nhân … phải …"
        return named and not (helps or leads or told) and self.commands and self.rules

    def _orders_for_part(self, start: int, end: int, line: Line) -> bool:
        """Whether an order is what whoever the part names is to give: no leader, letter, "Giao Sở X:" around
        it goes on with it."""
        if not words_of.OF_THEIR_OWN.match(self.shadow, start, end):
            return False
        charged = next((level.actors[0] for level in reversed(line.path) if level.actors), None)
        if charged is None or charged in self.addressee:
            return False
        if leaders_of.LEADER.match(self.shadow, charged.start):
            return False
        before = self.shadow[max(0, charged.start - _NEAR) : charged.start]
        return all(order.end() < len(before) for order in words_of.ORDER.finditer(before))

    def _orders_anyway(self, start: int, end: int, aim: Aim) -> bool:
        """Whether a task may stand in a part that tells or asks: one by a date, or an order in an order."""
        if aim is Aim.TELLS and self.orders:
            return True
        told = aim is Aim.TELLS and not self.plans  # what a report says was or is to be done
        return not told and self.deadlines.is_set(start, end)

    def _in_brackets(self, start: int, end: int, aim: Aim) -> Charge | None:
        """Read "… (Sở Ngoại vụ chủ trì, phối hợp với …)"."""
        bracket = words_of.IN_BRACKETS.search(self.shadow, start, end) if aim is Aim.TASKS else None
        if bracket is None:
            return None
        actors, stop = self.actors.listed(bracket.start("who"), bracket.end("who"))
        return Charge(start, actors, start, "bracket") if actors and stop == bracket.end("who") else None

    def _subject_charge(self, start: int, end: int, line: Line, aim: Aim, *, goes_on: bool) -> Charge | None:
        """Read "X chủ trì, phối hợp với Y …", "X xây dựng … trước ngày …"."""
        subject = self._leading(start, end)
        if subject is None or words_of.ALLOWS.match(self.shadow, start, end):
            return None
        actors, stop = subject
        act = self._act(stop, end)
        if aim is not Aim.PLEDGES and not (act and self._bids(act)):
            act = self._duty_later(actors, stop, end) or act
            if aim is Aim.TASKS and act and not self._bids(act):
                act = self._past_unnamed(stop, end) or act
        if act and aim is Aim.PLEDGES and self._agreed(actors, act, end):
            return Charge(start, actors, act, "agreed", "commitment")
        act = self._past_asides(act, start, end) if act else 0
        minds = aim is Aim.TASKS and self._minds(actors, act, start, end)
        if not act or not self._says_act(act, end, asks_too=minds):
            return None
        must = words_of.MUST.match(self.shadow, act, end)  # "Về phía Bộ X, cần …"
        bid = must or (self._bids(act) and not self.shadow.startswith(_NOUN, act))
        listed = self.text[stop] == "," and not bid  # "Ông A, trưởng đoàn", "các tỉnh, lãnh đạo các sở"
        speaks = aim is Aim.PLEDGES or actors[0].label is Label.PERSON
        if listed or (speaks and pledges_of.SPEAKS.match(self.shadow, act)):
            return None
        charge = Charge(start, actors, act, "subject", end=end)
        if aim is Aim.PLEDGES:
            charge.kind = "commitment"
            return charge if self._binds(charge, line) else None
        return charge if self._is_given(charge, line, aim, goes_on=goes_on) else None

    def _is_given(self, charge: Charge, line: Line, aim: Aim, *, goes_on: bool) -> bool:
        """Whether what a subject does is asked of it, by its part, its date or its words, and is ours."""
        if words_of.ENDS.match(self.shadow, charge.act):
            return False
        given = any(level.aim is Aim.TASKS for level in line.path)  # a heading says so
        given = given or (self.commands and not words_of.IS.match(self.shadow, charge.act))
        given = given or goes_on or aim is not Aim.TASKS or self._bids(charge.act)
        if not (given or self.deadlines.is_set(charge.start, charge.end)):
            return False
        return self._is_ours(charge.actors) and self._charges(charge, aim)

    def _leading(self, start: int, end: int) -> tuple[tuple[Mention, ...], int] | None:
        """Who leads by the words of the clause, wherever "chủ trì, phối hợp" stands, else its subject."""
        at = self.shadow.find(" chủ trì, phối hợp", start, end)
        subject = self._subject(start, end)
        if subject and subject[1] == at:
            return subject
        leads = self._ending_at(start, at) if at > 0 else ()
        return (leads, at) if leads else subject

    def _must(self, start: int, end: int) -> Charge | None:
        """Read what bodies of ours must do who stand further on: "… nhấn mạnh …, các bộ, ngành phải …"."""
        for must in words_of.GROUP_MUST.finditer(self.shadow, start, end):
            subject = self._subject(start, must.start())
            near = subject[0] if subject and must.start() - subject[1] < _NEAR else ()
            for actors in (near, self._ending_at(start, must.start())):
                if actors and all(one.label is Label.GROUP and one.rule != "general" for one in actors):
                    return Charge(start, actors, must.end(), "must")
        return None

    def _sent_back(self, start: int, end: int) -> Charge | None:
        """Read what a letter wants by a date: "Văn bản xin gửi về Bộ Ngoại giao trước ngày 15/7"."""
        wanted = words_of.SENT_BACK.search(self.shadow, start, end) if self.addressee else None
        if wanted is None or not self.deadlines.is_set(start, end):
            return None
        return Charge(start, self.addressee, start, "letter")

    def _by(self, start: int, end: int, aim: Aim) -> Charge | None:
        """Read the one charged that stands behind: "phần còn lại do ITPC vận động"."""
        duty = words_of.WHOSE_DUTY.search(self.shadow, start, end) if self.commands else None
        if duty and aim is Aim.TASKS:
            actors, stop = self.actors.listed(duty.end(), end)
            return Charge(start, actors, start, "by") if actors and stop >= end - 2 else None
        by = words_of.DONE_BY.search(self.shadow, start, end)
        given = aim in (Aim.TASKS, Aim.PLEDGES)
        if by is None or not (given or self.deadlines.is_set(start, end)):
            return None
        actors, stop = self.actors.listed(by.start("who"), end)
        past = words_of.PAST.search(self.shadow, start, by.start())
        if not actors or stop != by.end("who") or past:
            return None
        return Charge(start, actors, start, "by", "commitment" if aim is Aim.PLEDGES else "task")

    def _inherited(
        self, start: int, end: int, line: Line, charged: tuple[Mention, ...], *, first: bool
    ) -> Charge | None:
        """Read a clause that names nobody below somebody who is charged, or that only sets a deadline."""
        if not charged and not any(level.actors for level in line.path):
            return None
        aim = self._aim(line.path, line.start)
        if aim in (Aim.ASKS, Aim.TELLS):
            return None
        words = self.shadow[start : min(end, start + 60)]
        bids = words_of.bids(words)
        if words_of.HEADS.match(words) or not (words[0].isalnum() or words[0] in '"(['):
            return None
        tells = words_of.PAST.match(words) or self._tells(words) or words[:1].isdigit()
        tells = tells or bool(self.addressee and words_of.ALLOWS.match(words.rpartition(": ")[2]))
        kind = "commitment" if aim is Aim.PLEDGES else "task"
        deed = aim is not Aim.OPEN and not words_of.THINGS.match(words)
        deed = deed and self.actors.at(start, end) is None and self.actors.of_title(start, end)[1] < end - 1
        if charged:
            deed = deed or words_of.THING_MUST.match(words) is not None
            other = not bids and self._subject(start, end) is not None
            meant = bids or words_of.MUST.match(words) or (aim is Aim.TASKS and deed and not tells)
            meant = meant and not other
            return Charge(start, charged, start, "item", kind) if meant else None
        near = True
        for level in reversed(line.path):
            bodies = any(one.label is not Label.PERSON for one in level.actors)
            plainly = bodies and near and deed
            meant = bids or words_of.MUST.match(words) or plainly
            if level.actors and meant and not tells and (aim is not Aim.OPEN or self.orders or self.plans):
                return Charge(start, level.actors, start, "item", kind)
            if level.aim not in (Aim.OPEN, Aim.TASKS):
                break
            near = level is line.own
        return None

    def _due(self, start: int, stop: int, end: int, line: Line) -> Charge | None:
        """Read what is to be done by a date in a part of tasks, by nobody who is named."""
        titled = line.own is not None and line.own.is_title
        if titled or not (self.orders or self.plans) or self._aim(line.path, line.start) is not Aim.TASKS:
            return None
        words = self.shadow[start:stop]
        passive = self.commands and words_of.IS_DONE.search(words) is not None
        comma = self.shadow.find(", ", start, min(stop, start + _NEAR))
        dated = comma > 0 and words_of.WHEN.match(self.shadow, start, comma) is not None
        bids = self._bids(start) or (dated and self._bids(comma + 2))
        due = (passive or bids) and self.deadlines.is_set(start, stop, loosely=dated or "hoàn thành" in words)
        due = due or (" phải " in words and self.deadlines.is_set(start, end))
        tells = words_of.PAST.match(self.shadow, start) or words_of.TOLD.match(self.shadow, start)
        return Charge(start, (), start, "due") if due and not tells else None


def _is_near(places: Sequence[int] | None, start: int, end: int) -> bool:
    """Whether one of the places, by start, lies within; None may lie anywhere."""
    if places is None:
        return True
    index = bisect_left(places, start)
    return index < len(places) and places[index] < end
