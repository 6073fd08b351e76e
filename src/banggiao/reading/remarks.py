"""What leaders ask without saying of whom, and how news goes on with what they asked."""

from __future__ import annotations

import re

from banggiao.reading import assignment_words as words_of
from banggiao.reading import leader_words as leaders_of
from banggiao.reading.clauses import Aim, Line
from banggiao.reading.orders import LONGEST_BEFORE, Charge
from banggiao.reading.pledges import Pledges


class Remarks(Pledges):
    """Reads the remarks of leaders in the clauses of one paper."""

    def _remember(self, charge: Charge) -> None:
        """Keep whom news has told to be charged, and where: the next sentence may go on with it."""
        self.asked.update(self.shadow[one.start : one.end] for one in charge.actors)
        self.asked_to = charge.end
        self.asks_nobody = not charge.actors
        self.was_ordered = True

    def _remark(self, start: int, end: int, line: Line, aim: Aim) -> Charge | None:
        """Read what a leader asks without saying of whom."""
        for remark in leaders_of.REMARK.finditer(self.shadow, start, min(end, start + LONGEST_BEFORE)):
            if self._is_asked(remark, start, aim):
                told = self.shadow[start : remark.start()]
                if told.startswith("theo "):
                    break
                return Charge(start, (), remark.end(), "asks")
        if words_of.PLAINLY.match(self.shadow, start, end) and aim in (Aim.TASKS, Aim.OPEN):
            return Charge(start, (), start, "remark")
        asked = leaders_of.I_ASK.match(self.shadow, start, end) if self.is_speech else None
        if asked and aim in (Aim.TASKS, Aim.OPEN):
            return Charge(start, (), asked.end(), "asks")
        speaks = self.orders or (self.is_speech and start > self.asks_from)
        if self.commands and aim is Aim.TASKS and words_of.MUST_BE_DONE.match(self.shadow, start, end):
            return Charge(start, (), start, "remark")
        must = words_of.MUST.match(self.shadow, start, end)
        if must and speaks and aim in (Aim.TASKS, Aim.OPEN):
            return Charge(start, (), must.end(), "remark")
        return self._asked_in_news(start, end) if self.is_news and aim in (Aim.TASKS, Aim.OPEN) else None

    def _is_asked(self, remark: re.Match[str], start: int, aim: Aim) -> bool:
        """Whether the words are a leader's of ours, and ask something of ours."""
        if leaders_of.OTHERS.search(remark[0]) or (self.is_talks and "yêu cầu" not in remark[0]):
            return False
        if not self._is_leaders(start, remark.start()):
            return False
        told = remark[0].startswith(leaders_of.SAYS) and leaders_of.OTHERS.search(
            self.shadow, start, remark.start()
        )
        if told:
            return False
        asks = any(word in remark[0] for word in ("cần ", "phải ", "yêu cầu")) or any(
            self._bids(remark.end() + past) for past in (0, 1)
        )
        return aim is Aim.TASKS or self.orders or not self.is_news or asks

    def _asked_in_news(self, start: int, end: int) -> Charge | None:
        """Read what news tells of a leader's views, of what he asks done, and goes on with."""
        if self.is_talks:
            return None
        view = leaders_of.VIEW.match(self.shadow, start, end)
        if view and (not self._bids(view.end() + 1) or leaders_of.OF_BUSINESS.search(view[0])):
            view = None
        if view and not leaders_of.OTHERS.search(view[0]) and not self._is_strangers(start, view.end()):
            if self.actors.is_country_named(start, self.shadow.find(",", start, view.end())):
                return None
            return Charge(start, (), view.end(), "asks")
        asked = self._asked_at(start, end)
        if asked is not None:
            return Charge(start, (), asked, "asks")
        besides = words_of.BESIDES.match(self.shadow, start, end)
        act = besides.end() + 1 if besides else start
        goes_on = self.asked_to and not self.text[self.asked_to : start].strip()
        must = words_of.THEY_MUST.match(self.shadow, act, end) is not None
        bids = self.asks_nobody and words_of.bids(self.shadow[act:end])
        if goes_on and (must or (bids and not self._merely_tells(act, end))):
            return Charge(start, (), act, "remark")  # unless those asked before are meant
        return None

    def _asked_at(self, start: int, end: int) -> int | None:
        """Where that begins which a leader is told to forbid, is quoted to ask, or has done."""
        forbids = leaders_of.FORBIDS.search(self.shadow, start, end)
        if forbids and self._is_leaders(start, forbids.start()):
            return forbids.start() + 1
        for asks in leaders_of.ASKS_DONE.finditer(self.shadow, start, min(end, start + LONGEST_BEFORE)):
            deed = self.text[asks.end()].islower() and self._bids(asks.end())
            if deed and self._is_leaders(start, asks.start()) and asks.start() > start:
                return None if leaders_of.OTHERS.search(self.shadow, asks.end(), end) else asks.end()
        return None

    def _quoted(self, start: int, end: int) -> Charge | None:
        """Read what a leader is quoted to ask: “Các sở phải báo cáo trong tuần”, Chủ tịch yêu cầu."""
        quoted = leaders_of.QUOTED.match(self.text, start, end) if self.text[start] in '"“' else None
        if quoted is None or not self._is_leaders(*quoted.span("who")):
            return None
        begin, stop = quoted.span("said")
        subject = self._subject(begin, stop)
        act = subject[1] + 1 if subject else begin
        if not (words_of.MUST.match(self.shadow, act, stop) or self._bids(act)):
            return None
        if subject and not self._may_be_asked(subject[0]):
            return None
        return Charge(start, subject[0] if subject else (), act, "asks")

    def _is_leaders(self, start: int, at: int) -> bool:
        before = self.shadow[start:at].strip(" ,")
        if not before or re.fullmatch(
            r"(?:thứ \w+|\w+ là|cuối cùng|đồng thời|ngoài ra|bên cạnh đó|đặc biệt)", before
        ):
            return not self.is_news or self.shadow.startswith("yêu cầu", at)
        leader = leaders_of.LEADER.match(before) or self._leader(start, at)
        if self.is_news and leaders_of.OF_BUSINESS.search(before):
            return False
        subject = self._subject(start, at)
        ours = subject is None or self._is_ours(subject[0])
        return leader is not None and ours and not (self.is_news and self._is_strangers(start, at))
