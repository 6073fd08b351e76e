"""What sides pledge each other: in papers of two sides, in news of their talks and agreements."""

from __future__ import annotations

import re

from banggiao.language.names import SURNAMES
from banggiao.reading import assignment_words as words_of
from banggiao.reading import pledge_words as pledges_of
from banggiao.reading.clauses import Aim, Line
from banggiao.reading.duties import Duties
from banggiao.reading.orders import Charge
from banggiao.reading.records import Label, Mention

_BOTH = 2
_SIDES = (Label.PLACE, Label.PERSON, Label.POST)


class Pledges(Duties):
    """Reads the pledges in the clauses of one paper."""

    def _pledge(self, start: int, end: int, aim: Aim) -> Charge | None:
        for pledge in pledges_of.PLEDGE.finditer(self.shadow, start, end):
            firm = pledge[0].startswith("cam kết")
            unsure = pledges_of.ARRANGED.search(
                self.shadow, start, pledge.start()
            ) or pledges_of.WISHES.search(self.shadow, start, pledge.start())
            if not firm and (aim is not Aim.PLEDGES or unsure):
                continue
            actors = self._ending_at(start, pledge.start() - 1)
            if not actors and firm and start != self.sentence_from:  # "Lào cảm ơn …; cam kết …"
                subject = self._subject(self.sentence_from, start)
                actors = subject[0] if subject and pledge.start() - start < len("và cũng ") else ()
            if actors:
                return Charge(start, actors, pledge.end() - 1, "pledge", "commitment")
        return None

    def _given_word(self, start: int, end: int) -> Charge | None:
        """Read what a report tells that the other side promised: "Phía bạn cam kết …"."""
        pledge = self._pledge(start, end, Aim.TELLS) if self.reports else None
        if pledge is None:
            return None
        name = self.shadow[pledge.actors[0].start : pledge.actors[0].end]
        theirs = pledges_of.SIDES.fullmatch(name) or not self._is_ours(pledge.actors)
        return pledge if theirs else None

    def _pledge_in_news(self, start: int, end: int) -> Charge | None:
        """Read what news of a talk tells: "Hai bên nhất trí tiếp tục …", "… khẳng định Lào sẽ hỗ trợ …"."""
        for both in pledges_of.TOGETHER.finditer(self.shadow, start, end):
            given = pledges_of.GIVEN.match(self.shadow, both.end(), end)
            actors, stop = self.actors.listed(given.end(), end) if given else ((), 0)
            if actors:
                return Charge(start, actors, stop + 1, "order", "commitment")
            does = pledges_of.TO_DO.match(self.shadow, both.end(), end)
            if does or words_of.bids(self.shadow[both.end() + 1 : end]):
                side = Mention(*both.span("who"), Label.GROUP, rule="general")
                return Charge(start, (side,), both.end() + 1, "together", "commitment")
        also = pledges_of.AND_AGREED.search(self.shadow, start, end)
        sides = pledges_of.SIDES.match(self.shadow, self.sentence_from, also.start()) if also else None
        if also and sides and pledges_of.TO_DO.match(self.shadow, also.end(), end):
            side = Mention(*sides.span(), Label.GROUP, rule="general")
            return Charge(start, (side,), also.end() + 1, "together", "commitment")
        for assured in pledges_of.ASSURES.finditer(self.shadow, start, end):
            if charge := self._assured(assured, start, end):
                return charge
        return self._own_word(start, end) or self._will_order(start, end) or self._said_together(start, end)

    def _assured(self, assured: re.Match[str], start: int, end: int) -> Charge | None:
        """Read what a speaker says that a side will do: "… khẳng định Lào sẽ hỗ trợ …"."""
        actors, stop = self.actors.listed(assured.start("who"), assured.end("who"))
        helps = pledges_of.HELPS.match(self.shadow, assured.end(), end) is not None
        if not actors and pledges_of.AT_HOME.fullmatch(assured["who"]):
            speaker = self._ending_at(start, assured.start() - 1) or self._ending_at(
                self.sentence_from, assured.start()
            )
            actors, stop = speaker, assured.end("who")
        elif helps and assured["who"].endswith(" và"):
            stop = assured.end("who")  # "… cho biết Lào sẵn sàng … và sẽ hỗ trợ …"
        if len(actors) != 1 or stop != assured.end("who"):
            return None
        if assured[0].startswith("cho biết") and not (helps and actors[0].label is Label.PLACE):
            return None
        return Charge(start, actors, stop + 1, "assures", "commitment")

    def _will_order(self, start: int, end: int) -> Charge | None:
        """Read what a leader says that bodies will be told: "… khẳng định sẽ chỉ đạo các đơn vị …", where
        one that is named has to see to it: "… sẽ giao Bộ X dự …"."""
        will = pledges_of.WILL_ORDER.search(self.shadow, start, end)
        leader = self._leader(start, will.start()) if will else None
        if will is None or leader is None:
            return None
        if will[0].endswith("giao "):
            named, stop = self._asked_of(will.end(), end)
            if named and named[0].label is Label.ORGANISATION:
                return Charge(start, named, stop + 1, "assures", "commitment")
        says = pledges_of.SAYS.search(self.shadow, start, will.start())
        told = self._ending_at(start, says.start()) if says else ()
        who = told[-1] if told and told[-1].label is Label.PERSON else None
        who = who or Mention(*leader.span(), Label.POST, rule="short")
        return Charge(start, (who,), will.start() + 1, "assures", "commitment")

    def _asked_of(self, at: int, end: int) -> tuple[tuple[Mention, ...], int]:
        """Who is named at ``at``, past "lãnh đạo" and the like, and where they end."""
        prefix = words_of.PREFIX.match(self.shadow, at, end)
        return self.actors.listed(prefix.end() if prefix else at, end)

    def _said_together(self, start: int, end: int) -> Charge | None:
        """Read what two who are named agree on, what one announces, what their agreement says."""
        for agrees in pledges_of.EACH_AGREES.finditer(self.shadow, start, end):
            actors, stop = self._subject(start, agrees.start()) or ((), 0)
            both = len(actors) == _BOTH and stop == agrees.start()
            if both and all(one.label in _SIDES for one in actors):
                return Charge(start, actors, agrees.end() + 1, "together", "commitment")
        for gives in pledges_of.ANNOUNCES.finditer(self.shadow, start, end):
            actors = self._ending_at(start, gives.start())
            if len(actors) == 1:
                return Charge(start, actors, gives.start() + 1, "assures", "commitment")
        if pledges_of.UNDER.match(self.shadow, start, end):
            line = self.text.find("\n", start)
            self.agreed_to = line if line > 0 else len(self.text)
        will = self.shadow.find(" sẽ ", start, end) if start < self.agreed_to else -1
        subject = self._subject(start, will) if will > 0 else None
        if subject:
            return Charge(start, subject[0], will + 1, "agreed", "commitment")
        return None

    def _own_word(self, start: int, end: int) -> Charge | None:
        """Read what a side says of itself: "Phía Lào cam kết sẽ …"."""
        owns = [*pledges_of.OWN_WORD.finditer(self.shadow, start, end)]
        first = self._first_person(start, end) if owns else None
        for own in owns:
            actors = self._ending_at(start, own.start())
            told = self.is_talks or own[0].endswith(pledges_of.CHARGES_HIS) or not self._is_ours(actors)
            told = told or (first is not None and first.end <= own.start() and self._is_stranger(first))
            sides = (Label.PLACE, Label.ORGANISATION, *((Label.PERSON, Label.POST) if told else ()))
            if actors and actors[0].label in sides:
                return Charge(start, actors, own.end(), "assures", "commitment")
            speaker = pledges_of.SPEAKER.search(self.shadow, start, own.start())
            if speaker and not actors and (self.is_talks or speaker["theirs"]):
                by_post = speaker["post"] is not None
                who = (Mention(*speaker.span(), Label.POST, rule="short"),) if by_post else ()
                return Charge(start, who, own.end(), "assures", "commitment")
        return None

    def _is_strangers(self, start: int, end: int) -> bool:
        """Whether somebody with a foreign name is told to speak between ``start`` and ``end``."""
        person = self._first_person(start, end)
        return person is not None and self._is_stranger(person)

    def _first_person(self, start: int, end: int) -> Mention | None:
        """The person who is named first between ``start`` and ``end``."""
        actors = (self.actors.at(at, end) for at in range(start, end) if self.text[at].isupper())
        return next((one for one in actors if one is not None and one.label is Label.PERSON), None)

    def _is_stranger(self, person: Mention) -> bool:
        """Whether the name does not begin as names of ours do."""
        return self.shadow[person.start : person.end].split(" ", 1)[0] not in SURNAMES

    def _agreed(self, actors: tuple[Mention, ...], act: int, end: int) -> bool:
        """Whether a side grants something, or both agree on what is to be by a date or again and again."""
        sides = pledges_of.SIDES.fullmatch(self.shadow[actors[0].start : actors[0].end]) is not None
        if not sides:
            if actors[0].label is Label.PLACE and self.shadow.startswith("tiếp tục ", act):
                return True
            grants = (pledges_of.GRANTS, pledges_of.GOES_ON, pledges_of.GIVES)
            return any(grant.match(self.shadow, act, end) for grant in grants)
        agreed = pledges_of.AGREED.match(self.shadow, act, end)
        agreed = agreed or pledges_of.ALSO_AGREED.search(self.shadow, act, end)
        return agreed is not None and self.deadlines.within(agreed.end(), end) is not None

    def _binds(self, charge: Charge, line: Line) -> bool:
        """Whether what a side says it does binds it: in an agreement, by a date, in a part of pledges."""
        if self.deadlines.is_set(charge.start, charge.end, loosely=True):
            return True
        if self.agrees and line.path and not pledges_of.UNDERSTANDS.match(self.shadow, charge.act):
            return True
        plainly = words_of.PLAINLY.match(self.shadow, charge.act) is not None
        plainly = plainly or pledges_of.PROVIDES.match(self.shadow, charge.act) is not None
        return plainly or any(level.aim in (Aim.TASKS, Aim.PLEDGES) for level in line.path)
