"""Whose duty a clause tells: what is asked of whom stands as its subject, or before "có trách nhiệm"."""

from __future__ import annotations

from collections.abc import Sequence

from banggiao.reading import assignment_words as words_of
from banggiao.reading import duty_words as duties_of
from banggiao.reading import leader_words as leaders_of
from banggiao.reading.clauses import Aim
from banggiao.reading.orders import Charge, Orders
from banggiao.reading.records import Label, Mention

_LONGEST_ASIDE = 300  # characters between an actor and its duty
_LONGEST_OTHERS = 140  # characters of names that no mention holds
_SHORTEST_DEED = 14  # characters: "VOV tổng hợp." is a byline
_NEAR = 70  # characters between an actor and what is told of it


class Duties(Orders):
    """Tells whose duties the clauses of one paper speak of."""

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

    def _charges(self, charge: Charge, aim: Aim) -> bool:
        """Whether what the actors do is asked of them."""
        name = self.text[charge.actors[0].start : charge.actors[0].end].lower()
        own = name in self.own
        if words_of.NOT_CHARGED.fullmatch(name):
            return False
        if leaders_of.POWERS.match(name) and words_of.DECIDES.match(self.shadow, charge.act):
            return False
        if aim is Aim.TASKS:
            duty = words_of.DUTY.match(self.shadow, charge.act) is not None
            return not own or (duty and not self.reports)
        if self.deadlines.is_set(charge.start, charge.end):
            soon = self.was_ordered and words_of.SOON.match(self.shadow, charge.act - len("sẽ "))
            return bool(not self.is_news or soon or self._is_told_on(charge)) and not own
        if self.is_news and aim is Aim.OPEN and (self._is_told_on(charge) or self._has_duty(charge)):
            return True
        plainly = words_of.PLAINLY.match(self.shadow, charge.act) is not None
        plainly = plainly or (self.commands and words_of.URGES.match(self.shadow, charge.act) is not None)
        plainly = plainly or duties_of.SEES_TO.match(self.shadow, charge.act, charge.end) is not None
        plainly = plainly or self.text[charge.act - 2 : charge.act] == ": "  # "Sở Y tế: trực cấp cứu"
        ruled = aim is Aim.OPEN or (aim is Aim.TELLS and self.commands)
        return plainly and ruled and (self.orders or self.plans)

    def _past_unnamed(self, stop: int, end: int) -> int:
        """Where an order begins past others who are told it and that no mention names, or 0: "X, các đoàn
        đại biểu giám sát …"."""
        others = duties_of.OTHERS_TOO.match(self.text, stop, min(end, stop + _LONGEST_OTHERS))
        if others is None or duties_of.TELLS_OF.search(self.shadow, *others.span()):
            return 0
        at = others.start()
        while 0 <= at < others.end():
            at = self.shadow.find(" ", at, others.end()) + 1
            if at and words_of.bids(self.shadow[at : at + 40]):
                return at
            at = at or -1
        return 0

    def _has_duty(self, charge: Charge) -> bool:
        """Whether news tells whose duty it is: "Đoàn đàm phán có nhiệm vụ …", "các sở theo chức năng …"."""
        within = self.shadow[charge.actors[-1].end : charge.act].startswith(
            (" theo chức năng", " theo nhiệm vụ")
        )
        behind = charge.actors[-1].end + 1
        duty = duties_of.HAS_TASK.match(self.shadow, behind) or duties_of.STANDS_FOR.match(
            self.shadow, behind
        )
        if self.was_ordered and not duties_of.TELLS.search(self.shadow, charge.act, charge.end):
            given = duties_of.GIVEN_TASK.match(self.shadow, behind)
            duty = duty or (given if given and self._bids(given.end()) else None)
        return duty is not None or (within and self._bids(charge.act))

    def _is_told_on(self, charge: Charge) -> bool:
        """Whether news goes on with a leader's orders: "Các bộ, ngành tiếp tục …", "Bộ X khẩn trương …"."""
        if not self.was_ordered:
            return False
        if leaders_of.FORBIDS.match(self.shadow, charge.act - 1):
            return False
        near = self.asked_to and not self.text[self.asked_to : charge.start].strip()
        if words_of.MUST.match(self.shadow, charge.act) and (near or self._was_asked(charge.actors[0])):
            return True
        if not self._bids(charge.act) or self._merely_tells(charge.act, charge.end):
            return False
        if self.concluded or self._goes_on_with(charge):
            return True
        group = charge.actors[0].label is Label.GROUP and charge.actors[0].rule != "general"
        urged = words_of.URGES.match(self.shadow, charge.act) or words_of.PLAINLY.match(
            self.shadow, charge.act
        )
        return group or urged is not None

    def _goes_on_with(self, charge: Charge) -> bool:
        """Whether the charge follows right behind another one that names who is charged."""
        near = self.asked_to and not self.text[self.asked_to : charge.start].strip()
        near = near and not words_of.IS.match(self.shadow, charge.act)
        return bool(near) and not self.asks_nobody and charge.end - charge.act > _SHORTEST_DEED

    def _merely_tells(self, start: int, end: int) -> bool:
        """Whether news tells what somebody said or what happened, behind an order."""
        told = duties_of.TELLS.search(self.shadow, start, end)
        return told is not None or leaders_of.HAPPENED.match(self.shadow, start, end) is not None

    def _was_asked(self, actor: Mention) -> bool:
        """Whether news told of an order to them, by the name or what is short for it: "Sở"."""
        name = self.shadow[actor.start : actor.end]
        return name in self.asked or any(one.startswith(f"{name} ") for one in self.asked)

    def _ruled(self, start: int, end: int) -> Charge | None:
        """Read who has a duty behind what else a rule tells: "Trường hợp …, X có trách nhiệm …"."""
        for duty in duties_of.HAS_DUTY.finditer(self.shadow, start, end):
            actors = self._ending_at(start, duty.start())
            if actors and self._is_ours(actors):
                return Charge(start, self._in_full(actors, start), duty.end(), "duty")
        return None

    def _in_full(self, actors: tuple[Mention, ...], start: int) -> tuple[Mention, ...]:
        """The group that the only actor is the end of, where it is of one."""
        stop = actors[0].end
        for at in range(max(start, stop - _LONGEST_ASIDE), actors[0].start) if len(actors) == 1 else ():
            whole = self.actors.at(at, stop)
            if whole is not None and whole.end == stop:
                return (whole,)
        return actors

    def _duty_later(self, actors: Sequence[Mention], stop: int, end: int) -> int:
        """Where "có trách nhiệm" begins that is told of the actors past what else is said of them, or 0."""
        stop_at = min(end, stop + _LONGEST_ASIDE)
        later = duties_of.DUTY_LATER.match(self.shadow, stop, stop_at)
        if later is None and actors[0].label is Label.GROUP:
            later = duties_of.BIDS_LATER.match(self.shadow, stop, stop_at)
        if later is None and self.commands:
            later = duties_of.DUTY_BEHIND.match(self.shadow, stop, stop_at)
        return later.start("duty") if later else self._past_circumstance(stop, stop_at)

    def _past_circumstance(self, stop: int, end: int) -> int:
        """Where an order begins past the circumstance that stands behind the actors, or 0: "X, căn cứ vào
        Chương trình này, xây dựng …"."""
        aside = duties_of.CIRCUMSTANCE.match(self.shadow, stop, end)
        comma = self.shadow.find(", ", aside.end(), end) if aside else -1
        while comma > 0:
            act = comma + 2
            if self._bids(act) or words_of.MUST.match(self.shadow, act):
                return act
            comma = self.shadow.find(", ", act, end)
        return 0

    def _act(self, stop: int, end: int) -> int:
        """Where the action begins behind the actors, 0 where none does."""
        if stop >= end or self.text[stop] not in " :,":
            return 0
        while stop < end and self.text[stop] in " :,":
            stop += 1
        return stop if stop < end else 0

    def _past_asides(self, act: int, start: int, end: int) -> int:
        """Where the action begins past "sẽ" before a date in news, "cũng" and "khi …"."""
        ahead = words_of.SOON.match(self.shadow, act, end) if self.is_news else None
        if ahead and self.deadlines.is_set(start, end):
            act = ahead.end()
        if self.shadow.startswith("với sự ", act) and (helped := words_of.WITH.match(self.shadow, act, end)):
            listed, stop = self.actors.listed(helped.end(), end)
            act = stop + 1 if listed and stop + 1 < end else act
        for aside in (words_of.ALSO_MUST, words_of.ONCE):
            past = aside.match(self.shadow, act, end)
            act = past.end() if past else act
        return act

    def _minds(self, actors: Sequence[Mention], act: int, start: int, end: int) -> bool:
        """Whether "X đề nghị …", "X lưu ý …" are told X to do: by a date, or what no leader does."""
        if not self.shadow.startswith(("đề nghị", "lưu ý"), act):
            return False
        minds = self.shadow.startswith("lưu ý", act)
        minds = minds and not leaders_of.LEADER.match(self.shadow, actors[0].start)
        return minds or self.deadlines.is_set(start, end)
