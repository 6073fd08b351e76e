"""Tasks given in the text, and what a side pledges: who leads, who helps, what is to be done, by when, in
which clause.

Papers give tasks in few forms: "giao X …", "X chủ trì, phối hợp với Y …", items below a heading that names X,
leaders' remarks that name nobody, rows of a table. Each line is read knowing the parts around it
(:mod:`banggiao.reading.clauses`); what has happened, what is asked of those above and what a body plans for
itself are none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from banggiao.language import lazy_re as re
from banggiao.language.headings import Style
from banggiao.language.scanning import Words
from banggiao.reading import assignment_words as words_of
from banggiao.reading import duty_words as duties_of
from banggiao.reading import pledge_words as pledges_of
from banggiao.reading.assignment_cards import leads_card, tasks_of_card
from banggiao.reading.assignment_rows import tasks_of_table
from banggiao.reading.charges import Charges
from banggiao.reading.clauses import Aim, Level, Line, Rows, Walk
from banggiao.reading.orders import Charge
from banggiao.reading.own_kind import REMARKS
from banggiao.reading.paper import Paper
from banggiao.reading.records import Assignment, Header, Label, Mention
from banggiao.reading.sentences import sentences

_WILL = re.compile(r"(?:sẽ|cam kết|có (?:trách nhiệm|nghĩa vụ)|đồng ý) ?:\Z")
_AGREE = re.compile(r"(?:thống nhất|nhất trí|thỏa thuận)(?: [^,;:]{0,60})? ?:\Z")
_LONGEST_NAME = 70
_SIGNS = Words(duties_of.SIGNS)


def find_assignments(
    paper: Paper, shadow: str, mentions: Sequence[Mention], body: Sequence[int], header: Header | None = None
) -> list[Assignment]:
    """Return the tasks and pledges of ``paper``, by start; those of one sentence that charges several bodies
    alike share its place.

    ``body`` are the indexes of the blocks that say something, ``header`` tells what kind of paper it is.
    """
    finder = _Finder(paper, shadow, mentions, header)
    found = list(finder.all(Walk(paper, shadow, body)))
    found.sort(key=lambda one: (one.start, one.end, one.lead or (0, 0)))
    return found


class _Finder(Charges):
    """Walks the lines of a paper and makes a record of each charge in them."""

    def __init__(self, paper: Paper, shadow: str, mentions: Sequence[Mention], header: Header | None) -> None:
        super().__init__(paper, shadow, mentions, header)
        self.told_last: tuple[Mention, ...] = ()
        self.signs = sorted(start for _, start, _ in _SIGNS.hits(shadow))

    def all(self, walk: Walk) -> Iterator[Assignment]:
        for line in walk.lines():
            if isinstance(line, Rows):
                yield from tasks_of_table(self.text, self.shadow, line, self.actors, self.deadlines)
            elif leads_card(self.shadow, line):
                yield from tasks_of_card(self.text, self.shadow, line, self.actors, self.deadlines)
            else:
                yield from self._line(line, walk)

    # A line: a title that names who is charged, a lead-in, sentences.

    def _line(self, line: Line, walk: Walk) -> Iterator[Assignment]:
        start = line.start
        own = line.own
        if line.style is Style.UNNUMBERED and self._opens_another(line):
            walk.levels.clear()
            self._be(self.shadow[start : line.end])
            return
        if own is not None:
            if self.drafts and own.is_title and pledges_of.DRAFTED.match(self.shadow, start, line.end):
                own.aim = Aim.PLEDGES
            actors, stop = self.actors.of_title(start, line.end)
            if own.is_title and not actors:
                actors, stop = self._whose_duties(start, line.end)
            named = line.style is not Style.UNNUMBERED or not self.text[start : line.end].isupper()
            sides = bool(actors) and not self._is_charged_side(actors, line)
            if (
                actors
                and named
                and not sides
                and (self._aim(line.path, line.start) is not Aim.TELLS or not own.is_title)
            ):
                own.actors = actors
                asked = own.aim is Aim.ASKS and (self.orders or self.plans)  # "Đề nghị Bộ X:"
                given = own.aim not in (Aim.OPEN, Aim.ASKS) or (own.aim is Aim.ASKS and not asked)
                own.aim = own.aim if given else self._aim(line.path[:-1], line.start)
                start = stop
                while start < line.end and self.text[start] in ": .-+–*":
                    start += 1
        if start >= line.end or not self._may_charge(start, line.end, line):
            return
        if self.text[line.end - 1] == ":" or (
            own is not None and duties_of.DUTIES_FOLLOW.search(self.shadow, start, line.end)
        ):
            self._name_again(line, start)
            self._lead_in(line, start, walk)
            return
        self._name_again(line, start)
        goes_on = (
            self.is_news
            and self.was_ordered
            and line.style is None
            and words_of.bids(self.shadow[start : line.end])
        )
        goes_on = goes_on and not duties_of.TELLS.search(self.shadow, start, line.end)
        charged = self.told_last if goes_on else ()
        self.told_last = ()
        found: list[Charge] = []
        for number, (begin, end) in enumerate(sentences(self.text, start, line.end)):
            told = charged or self._may_charge(begin, end, line)
            said = list(self.sentence(begin, end, line, charged, first=number == 0)) if told else []
            if own is not None and own.is_title:
                said = [one for one in said if one.rule not in ("remark", "asks", "item", "due")]
            on = bool(said) and (self.pledges or not self.is_news or said[-1].kind == "task")
            charged = self.told_last = said[-1].actors if on else ()
            same = len(said) == 1 and said[0].rule in ("item", "due")
            same = same and not words_of.ANEW.match(self.shadow, begin, end)
            if own is not None and found and found[-1].rule == "item" and same:
                found[-1].end = said[0].end  # the whole of an item is one task
            else:
                found += said
        yield from self._tasks(found, line)

    def _name_again(self, line: Line, start: int) -> None:
        """Let who is charged in the parts around stand where the line names them again, nearest below."""
        around = [level for level in line.path if len(level.actors) == 1 and level is not line.own]
        subject = self._subject(start, line.end) if around else None
        if subject is None or len(subject[0]) > 1:
            return
        again = subject[0][0]
        for level in around:
            if self._name(level.actors[0]) == self._name(again):
                level.actors = subject[0]

    def _name(self, actor: Mention) -> str:
        return self.shadow[actor.start : actor.end]

    def _whose_duties(self, start: int, end: int) -> tuple[tuple[Mention, ...], int]:
        """Who a title says the duties below are of, where no mention names them; and its end."""
        duty = duties_of.DUTY_OF.match(self.shadow, start, end)
        rest = self.shadow[duty.end() : end].strip(" :.") if duty else ""
        if duty is None or (rest and not words_of.ON_WHAT.match(rest)):
            return (), start
        stop = duty.start("who") + len(duty["who"].rstrip())
        return (Mention(duty.start("who"), stop, Label.GROUP, rule="title"),), end

    def _is_charged_side(self, actors: Sequence[Mention], line: Line) -> bool:
        """Whether a title names bodies, or in a part of pledges one side; "Các Bên" are everybody."""
        if pledges_of.SIDES.fullmatch(self.shadow[actors[0].start : actors[0].end]):
            return False
        bodies = any(one.label is not Label.PLACE for one in actors)
        ruled = (self.orders or self.plans) and self._aim(line.path, line.start) is Aim.TASKS
        if ruled and words_of.PLACE_TYPE.search(self.shadow, line.start, actors[0].start):
            return True  # "Đối với tỉnh X"
        return bodies or self._aim(line.path, line.start) is Aim.PLEDGES

    def _may_charge(self, start: int, end: int, line: Line) -> bool:
        """Whether words of a line may give a task at all: one of them is such as tasks are given with, or its
        part gives tasks."""
        index = bisect_left(self.signs, start - 1)  # " cần " begins with the space before it
        if index < len(self.signs) and self.signs[index] < end:
            return True
        if self.is_speech or self.orders or self.was_ordered or any(level.actors for level in line.path):
            return True
        return self._aim(line.path, line.start) in (Aim.TASKS, Aim.PLEDGES)

    def _opens_another(self, line: Line) -> bool:
        """Whether the line is the title of a further paper, which the first one brings with it."""
        words = self.text[line.start : line.end].strip()
        return words.isupper() and words_of.ATTACHED.fullmatch(self.shadow, line.start, line.end) is not None

    def _lead_in(self, line: Line, start: int, walk: Walk) -> None:
        """Read a line that announces what follows: "Giao X:", "X có trách nhiệm:", "Bộ X đề nghị:"."""
        stop = self.text.rfind(". ", start, line.end - 1)
        begin = stop + 2 if stop >= 0 else start
        level = line.own or Level(0.0, "")
        if line.own is None:
            walk.open_later(level)
        words = self.shadow[begin : line.end]
        level.helpers = self._helpers_below(begin, line.end)
        if words_of.LIST_OF.search(words):
            level.aim = Aim.TELLS
            return
        if self._is_decision(words, line):
            level.aim, self.own = Aim.TASKS, frozenset()
            return
        orders = [*words_of.ORDER.finditer(words[:-1] + " ")]
        if self.submits and orders and orders[-1][0].startswith("đề nghị"):
            level.aim = Aim.ASKS
            return
        for order in reversed(orders):
            actors, _ = self.actors.listed(begin + order.end(), line.end - 1)
            if actors and not self.actors.is_foreign(actors[0]):
                level.actors, level.aim = actors, Aim.TASKS
                return
        titled_by = self.actors.of_title(start, line.end)[0]
        level.actors = level.actors or titled_by
        level.holds = line.own is None and bool(titled_by) and not self.is_news
        subject = self._subject(begin, line.end - 1) or self._who_does_what_follows(begin, line.end)
        titled = line.own is not None and subject and line.end - subject[1] < _LONGEST_NAME
        if subject and self.pledges and (_WILL.search(words) or _AGREE.search(words)):
            level.actors, level.aim = subject[0], Aim.PLEDGES
        elif subject and (
            words_of.PLAINLY.search(words)
            or self._is_told(subject, line)
            or (titled and self.commands and self._is_ours(subject[0]))
        ):
            level.actors, level.aim = subject[0], Aim.TASKS
        elif orders or re.search(
            r"chỉ thị|kết luận|ý kiến(?: chỉ đạo)?|phân công|quyết định|thống nhất", words
        ):
            asks = level.aim is Aim.OPEN or (level.aim is Aim.ASKS and self.orders)
            if asks and (self.orders or orders) and not words.startswith("kính đề nghị"):
                level.aim = Aim.TASKS
            if orders and not level.actors:
                level.actors = self.addressee

    def _is_decision(self, words: str, line: Line) -> bool:
        """Whether the lead-in stands over what a leader has decided; a letter orders on from there."""
        if not (self.is_news or self.pledges or self.reports) and duties_of.DECIDED.search(words):
            self._be(REMARKS)
            self.decided_from = line.end
            return True
        return words_of.OPINION.match(words.lstrip()) is not None

    def _helpers_below(self, start: int, end: int) -> tuple[Mention, ...]:
        """Who helps in each deed that a lead-in announces: "phối hợp với … thực hiện các việc sau:"."""
        follows = duties_of.WHAT_FOLLOWS.search(self.shadow, start, end)
        helpers = self._supporters(Charge(start, (), start, "lead-in", end=end)) if follows else ()
        if not (follows and helpers) or ", " in self.shadow[helpers[-1].end : follows.start()]:
            return ()  # they help in something else: "phối hợp với X, tập trung các việc sau:"
        return helpers

    def _who_does_what_follows(self, start: int, end: int) -> tuple[tuple[Mention, ...], int] | None:
        """Who stands right before the duties that a lead-in announces, past whatever the line begins with."""
        if self.shadow.startswith(("chủ trì", "phối hợp"), start):
            return None  # "Chủ trì, phối hợp với Bộ X thực hiện các việc sau:"
        announced = duties_of.ANNOUNCES.search(self.shadow, start, end)
        actors = self._ending_at(start, announced.start()) if announced else ()
        return (actors, announced.start()) if announced and actors else None

    def _is_told(self, subject: tuple[tuple[Mention, ...], int], line: Line) -> bool:
        """Whether the lead-in tells its subject to do what follows: "Sở Ngoại vụ tập trung:"."""
        actors, stop = subject
        if not self.orders or self._aim(line.path, line.start) in (Aim.TELLS, Aim.ASKS, Aim.PLEDGES):
            return False
        act = self._act(stop, line.end - 1)
        if self.shadow.startswith(("xin thông báo", "thông báo"), act):
            return False
        told = act and self.text[act].islower() and (self._bids(act) or words_of.MUST.match(self.shadow, act))
        charge = Charge(line.start, actors, act, "lead-in", end=line.end)
        return bool(told) and self._charges(charge, Aim.TASKS)

    # The records.

    def _tasks(self, charges: Iterable[Charge], line: Line) -> Iterator[Assignment]:
        clause = line.clause
        for charge in charges:
            named = [one for one in charge.actors if not self._is_everybody(one)]
            leads: Sequence[Mention | None] = named or (None,)
            together = words_of.LEADS.match(self.shadow, charge.act) is not None
            supporters = self._supporters(charge)
            if charge.rule == "item" and not supporters:
                supporters = next((level.helpers for level in reversed(line.path) if level.helpers), ())
            if together:
                supporters = (*charge.actors[1:], *supporters)
                leads = leads[:1]
            for lead in leads:
                yield self._task(charge, lead, supporters, clause)

    def _task(
        self, charge: Charge, lead: Mention | None, supporters: Sequence[Mention], clause: str | None
    ) -> Assignment:
        deadline = self.deadlines.within(charge.start, charge.end)
        stop = charge.end
        act = self._doing(charge)
        while stop > act and self.shadow[stop - 1] in " .;,/":
            stop -= 1
        return Assignment(
            start=charge.start,
            end=charge.end,
            lead=(lead.start, lead.end) if lead else None,
            supporters=tuple((one.start, one.end) for one in supporters),
            action=(min(act, stop), stop),
            deadline=(deadline.start, deadline.end) if deadline else None,
            due=(deadline.value or None) if deadline else None,
            rule=charge.rule,
            kind=charge.kind,
            clause=clause,
        )

    def _is_everybody(self, actor: Mention) -> bool:
        """Whether all who listen are spoken to, not one that is charged."""
        return self.shadow[actor.start : actor.end] == "các đồng chí"

    def _doing(self, charge: Charge) -> int:
        """Where what is to be done begins, behind "chủ trì, phối hợp với Y" and "có trách nhiệm"."""
        head = words_of.CHARGED.match(self.shadow, charge.act, charge.end)
        at = head.end() if head else charge.act
        helped = words_of.WITH.match(self.shadow, at, charge.end)
        if helped:
            listed, stop = self.actors.listed(helped.end(), charge.end)
            at = stop + 1 if listed else at
        return at

    def _supporters(self, charge: Charge) -> tuple[Mention, ...]:
        found = list(self._helping(charge))
        for helped in words_of.WITH.finditer(self.shadow, charge.start, charge.end):
            low = max(charge.start, helped.start() - _LONGEST_NAME)
            if words_of.BY_OTHERS.search(self.shadow, low, helped.start()):
                continue
            listed, stop = self.actors.listed(helped.end(), charge.end)
            if not listed and (past := self.actors.past_others(helped.end(), charge.end)) > helped.end():
                listed, stop = self.actors.listed(past, charge.end)
            if not listed:
                at = self.actors.past_typed(helped.end(), charge.end)
                listed, stop = self.actors.listed(at, charge.end)
            if listed and words_of.THEIRS.match(self.shadow, stop, charge.end):
                listed = listed[:-1]
            known = {self.shadow[one.start : one.end] for one in (*found, *charge.actors)}
            found += [one for one in listed if self.shadow[one.start : one.end] not in known]
        return tuple(found)

    def _helping(self, charge: Charge) -> Iterator[Mention]:
        """Yield who help by what is told of them: "Bộ A chủ trì, Bộ B, Bộ C phối hợp"."""
        led = self.shadow.find("chủ trì", charge.start, charge.end)
        if led < 0 and charge.rule == "by":  # "do Bộ A thực hiện, Bộ B phối hợp"
            led = charge.start
        comma = self.shadow.find(", ", led, charge.end) if led >= 0 else -1
        if comma > 0:
            listed, stop = self.actors.listed(comma + 2, charge.end)
            if words_of.HELPED_BY.match(self.shadow, stop, charge.end):
                yield from listed
