"""Who takes part in an event, and how: the actors of a clause, by their place about its verb."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from banggiao.language.scanning import Phrase
from banggiao.reading import participant_words as words_of
from banggiao.reading.delegations import cell_end, led_delegation, others_with, owning_post
from banggiao.reading.happening_days import is_circumstance
from banggiao.reading.happening_speakers import (
    Actor,
    authors,
    next_speaker,
    speakers_behind,
    without_parents,
)
from banggiao.reading.happening_telling import Group
from banggiao.reading.happening_words import TO_THE_PRESS
from banggiao.reading.named_actors import LONGEST_LEAD, Named, Participant
from banggiao.reading.records import EventKind, Label, Part

_OF_KIND = {
    EventKind.MEETING: Part.MEETS,
    EventKind.SIGNING: Part.SIGNS,
    EventKind.NEGOTIATION: Part.NEGOTIATES,
    EventKind.VOTE: Part.VOTES,
    EventKind.STATEMENT: Part.SPEAKS,
    EventKind.VISIT: Part.VISITS,
}
_HELD = (EventKind.MEETING, EventKind.NEGOTIATION)
_HOLDING = {"chủ trì": Part.CHAIR, "điều hành": Part.CHAIR, "tổ chức": Part.ORGANISES}
_BETWEEN = Phrase(r"(?<!\w)giữa (?!kỳ)")
_NAMED = (Label.PERSON, Label.POST, Label.ORGANISATION, Label.GROUP)
_OF_STATES = (Part.HOSTS, Part.ORGANISES)
_MOST = 12
_MOST_BACK = 40  # actors before, among whom is the one whom a pronoun means
_NEAR = 60  # characters between a meeting and "giữa"


class Actors(Named):
    """The actors of a paper and what they do in an event."""

    def participants(self, group: Group) -> tuple[Participant, ...]:
        """Return who takes part in what the first trigger of ``group`` tells, in the text's order; "ông" is
        the person named last."""
        return tuple((*self._named(start, end), part) for start, end, part in self._taking_part(group))

    def _named(self, start: int, end: int) -> tuple[int, int]:
        if self.shadow[start:end] not in words_of.PRONOUNS:
            return start, end
        index = bisect_left(self.starts, start)
        people = (one for one in reversed(self.all[:index][-_MOST_BACK:]) if one.label is Label.PERSON)
        return next(((one.start, one.end) for one in people), (start, end))

    def _taking_part(self, group: Group) -> tuple[Participant, ...]:
        kind, after = group.kind, group.triggers[0].end
        actors = self._led(self.within(group.start, group.objects_end))
        if kind is EventKind.CONFERENCE:
            return self._of_conference(actors, group)
        between = _BETWEEN.search(self.shadow, group.start, group.objects_end)
        if between and kind is not EventKind.SIGNING and between.start() > after + _NEAR:
            between = None  # "hội đàm với X và chứng kiến lễ ký giữa …"
        if between and kind in (EventKind.MEETING, EventKind.SIGNING, EventKind.NEGOTIATION):
            sides = self._listed([one for one in actors if one[0] >= between.end()])
            seen = self._witnesses(actors, group) if kind is EventKind.SIGNING else []
            return (*seen, *((a, b, _OF_KIND[kind]) for a, b, _ in sides[:_MOST]))
        if kind is EventKind.VISIT:
            return self._visitors(actors, group)
        return self._sides(actors, group)

    def _sides(self, actors: list[Actor], group: Group) -> tuple[Participant, ...]:
        """Those before the verb and those behind it."""
        kind, after = group.kind, group.triggers[0].end
        word = self.shadow[group.triggers[0].at : after]
        before = [one for one in actors if one[1] <= group.subjects_end] or self._subject_before(group)
        seen_by = self._seen_by(actors, group) if kind is EventKind.SIGNING else []
        behind = self._behind(actors, group, seen_by)
        at = group.triggers[0].at
        holds = words_of.HOLDS.search(self.shadow, max(group.start, at - _NEAR), at)
        receives = word in words_of.RECEIVES or words_of.RECEIVING.search(self.shadow, group.start, at)
        if kind is EventKind.MEETING and (receives or word in words_of.CALLS):
            first, second = (Part.VISITS, Part.HOSTS) if word in words_of.CALLS else (Part.HOSTS, Part.VISITS)
            if not before:  # "Tại buổi tiếp, A …" is the host, in "Tiếp A" the guest
                as_noun = self.shadow.endswith(words_of.NAMES_IT, group.start, at)
                return tuple((a, b, first if as_noun else second) for a, b, _ in behind[:1])
            if any(one[2] is Label.PERSON for one in before):
                before = [one for one in before if one[2] is not Label.PLACE]
            met = self._listed(behind) if word in words_of.CALLS else behind[:1]
            guests = [(a, b, second) for a, b, _ in met if met[0][2] is Label.PERSON or a == met[0][0]]
            return (*((a, b, first) for a, b, _ in self._run(before)), *guests)
        part = _OF_KIND[kind]
        if kind is EventKind.STATEMENT:
            before = [one for one in before if one[2] is Label.PERSON] or before
            before = before or speakers_behind(behind, self.shadow, after)[:1]
            if word in TO_THE_PRESS and not any(one[2] is Label.PERSON for one in before):
                before = next_speaker(self.all, self.starts, self.shadow, group.end) or before
        if any(one[2] is Label.PERSON for one in before):
            before = [one for one in before if one[2] is not Label.PLACE]
        if kind is EventKind.MEETING and any(one[2] is Label.PERSON for one in behind):
            behind = [one for one in behind if one[2] is not Label.PLACE]
            before = [one for one in before if one[2] is not Label.PLACE]
        before = self._run(before)
        if kind is EventKind.SIGNING and (seen := self._witnesses(before, group)):
            return tuple(seen)
        if kind is EventKind.STATEMENT:
            whose = without_parents(before, self.shadow)
            return tuple((a, b, part) for a, b, _ in whose) or self._author(group)
        if kind is EventKind.VOTE:
            elects = word == "bầu" and not self.shadow.startswith((" làm ", " vào ", " giữ ", " là "), after)
            chosen = [one for one in behind[:1] if elects and one[0] < after + _NEAR]
            return tuple((a, b, part) for a, b, _ in (*before, *chosen))
        listed = self._listed(behind) if kind is EventKind.MEETING else []
        many = len(listed) > 2 and all(one[2] in _NAMED for one in listed)
        told = [*before, *(listed if many else behind[:2])]
        if kind in (EventKind.MEETING, EventKind.SIGNING):
            named = [one for one in told if one[2] in _NAMED]
            told = named if len(named) > 1 else told
        alone = holds is not None and holds[1] == "tổ chức" and all(b <= at for _, b, _ in told)
        held = _HOLDING[holds[1]] if holds and kind in _HELD and not alone else part
        return (*((a, b, held if b <= at else part) for a, b, _ in told[:_MOST]), *seen_by)

    def _behind(self, actors: Sequence[Actor], group: Group, seen_by: Sequence[Participant]) -> list[Actor]:
        """Those behind the verb, up to who sees it done and up to the occasion: "nhân dịp A thăm Lào"."""
        after = group.triggers[0].end
        occasion = words_of.OCCASION.search(self.shadow, after, group.objects_end)
        end = occasion.start() if occasion else group.objects_end
        end = min(end, seen_by[0][0]) if seen_by else end
        return [one for one in actors if after <= one[0] < end]

    def _subject_before(self, group: Group) -> list[Actor]:
        """The sentence's subject, where a further clause has none: "A thăm Lào; hội kiến B"."""
        far = group.triggers[0].at - group.start > _NEAR
        if far or group.start == group.sentence:
            return []
        if group.reported:
            return self._reporter(group)
        first = self._led(self.within(group.sentence, group.start))
        return self._listed([one for one in first if one[2] in (Label.PERSON, None)][:1])

    def _reporter(self, group: Group) -> list[Actor]:
        """Who says what the clause tells: "A cho biết sẽ thăm Lào"."""
        people = [one for one in self.within(group.sentence, group.start) if one[2] is Label.PERSON]
        return self._run(people)

    def _author(self, group: Group) -> tuple[Participant, ...]:
        """Whose statement it is: "thông cáo của Bộ Ngoại giao cho biết"."""
        low, high = bisect_left(self.starts, group.start), bisect_left(self.starts, group.objects_end)
        whose = authors(self.all[low:high], self.shadow, group.start)
        return tuple((one.start, one.end, Part.SPEAKS) for one in whose[:1])

    def _seen_by(self, actors: Sequence[Actor], group: Group) -> list[Participant]:
        """Those before whose eyes something is signed: "dưới sự chứng kiến của A và B"."""
        seen = words_of.SEEN_BY.search(self.shadow, group.triggers[0].end, group.end)
        witnesses = self._listed([one for one in actors if seen and one[0] >= seen.end()])
        return [(a, b, Part.WITNESSES) for a, b, _ in witnesses]

    def _witnesses(self, actors: Sequence[Actor], group: Group) -> list[Participant]:
        """Those who are told to have seen what is signed."""
        sees = self.shadow.find("chứng kiến", group.start, group.triggers[0].at)
        return [(a, b, Part.WITNESSES) for a, b, _ in actors if b <= sees]

    def _visitors(self, actors: list[Actor], group: Group) -> tuple[Participant, ...]:
        """Who acts right before the verb, else whose the visit is said to be; in a row the person named."""
        at, after = group.triggers[0].at, group.triggers[0].end
        if at == after:
            people = [one for one in actors if one[2] is Label.PERSON] or actors
            return tuple((a, cell_end(self.text, a, b, label), Part.VISITS) for a, b, label in people[:1])
        before = [one for one in actors if one[1] <= at and one[2] is not Label.PLACE]
        if self.shadow[at:after] in words_of.RECEIVES_THEM:
            near = words_of.WHOSE.match(self.shadow, after)
            first = near.end() if near else after
            guests = [one for one in actors if one[1] > after]
            guests = [one for one in guests if one[2] is not Label.PLACE or one[0] == first][:1]
            hosting = [(a, b, Part.HOSTS) for a, b, _ in self._run(before)]
            return (*hosting, *((a, b, Part.VISITS) for a, b, _ in guests))
        hosts, others = self._inviting(before, group.start, at)
        before = list(others)
        hosts = hosts or [
            one for one in before if words_of.INVITED.search(self.shadow, max(0, one[0] - 90), one[0])
        ]
        inviting = words_of.INVITES.search(self.shadow, group.start, at)
        if inviting and not hosts:
            hosts = self._subject([one for one in before if one[1] <= inviting.start()], inviting.start())
            before = [one for one in before if one[0] >= inviting.end()] + hosts
        guests = [one for one in before if one not in hosts] or self._subject_before(group)
        if self.shadow.endswith("chuyến ", 0, at) and (owner := self._owner(after, group.end)):
            return ((*owner, Part.VISITS),)
        named = any(one[2] is Label.PERSON for one in guests)
        delegations = [one for one in guests if one[2] is None and self.shadow.startswith("đoàn", one[0])]
        if named:
            guests = self._subject(guests, at)
            guests += others_with(actors, self.shadow, guests[-1][1], at)
        else:
            guests = delegations[-1:] or guests[:1]
        if not guests:
            people = [one for one in actors if one[0] > after and one[2] is Label.PERSON]
            guests = [one for one in people if not words_of.INVITED.search(self.shadow, after, one[0])][:1]
        if named:
            guests += led_delegation(self.text, self.shadow, guests[-1][1], at, self.by_start)
        if not hosts and words_of.INVITED_THEN.search(self.shadow, after, group.end):
            behind = [one for one in actors if one[0] > after and one[2] is not Label.PLACE]
            hosts = [one for one in behind if words_of.INVITED.search(self.shadow, after, one[0])]
        found = [(a, b, Part.VISITS) for a, b, _ in guests] + [(a, b, Part.HOSTS) for a, b, _ in hosts]
        return tuple(sorted(set(found)))

    def _inviting(self, before: Sequence[Actor], start: int, at: int) -> tuple[list[Actor], Sequence[Actor]]:
        """Those at whose invitation somebody acts, and the others: "Nhận lời mời của A, B sang thăm". Of
        several with their wives, who is named last is the guest."""
        invited = words_of.INVITED_THEN.search(self.shadow, start, at)
        people = [
            one for one in before if invited and invited.end() <= one[0] < at and one[2] is Label.PERSON
        ]
        if len(people) < 2:
            return [], before
        hosts = people[:1]
        for host, one in pairwise(people[:-1]):
            if not words_of.SPOUSE.match(self.shadow, host[1]):
                break
            hosts.append(one)
        spouse = words_of.SPOUSE.match(self.shadow, hosts[-1][1])
        end = spouse.end() if spouse else hosts[-1][1]
        return hosts, [one for one in before if one[0] >= end or one[1] <= hosts[0][0]]

    def _subject(self, before: list[Actor], at: int) -> list[Actor]:
        """Who does what the verb at ``at`` says: those right before it, persons first; the sentence's own
        subject where "và" goes on with a second verb: "A gặp B và dự …"."""
        people = [one for one in before if one[2] is Label.PERSON]
        if not people:
            return self._run(before)
        goes_on = words_of.AND.search(self.shadow, people[-1][1], at)
        if goes_on and not words_of.STAYS.search(self.shadow, people[-1][1], at):
            return self._listed(people)
        return self._run(before[: before.index(people[-1]) + 1])

    def _owner(self, after: int, end: int) -> tuple[int, int] | None:
        """Whose visit it is: "chuyến thăm chính thức Lào của Thủ tướng A"."""
        for actor in self.all[bisect_left(self.starts, after) : bisect_left(self.starts, end)]:
            if actor.label is not Label.PLACE and words_of.OF.search(self.shadow, after, actor.start):
                return actor.start, actor.end
        return owning_post(self.text, after, end)

    def _of_conference(self, actors: Sequence[Actor], group: Group) -> tuple[Participant, ...]:
        """Each actor does what the first verb behind it says, or behind those listed with it."""
        start, end = group.start, group.end
        actors = self._inviting(actors, start, group.triggers[0].at)[1]
        goes = self._goes_to(actors, group)
        if is_circumstance(self.shadow, start, group.triggers[0].at):
            end = max(self.shadow.find(",", group.triggers[0].end, end), group.triggers[0].end)
            actors = [one for one in actors if one[1] <= end]
        found: list[Participant] = []
        part: Part | None = None
        organised = "tổ chức" in self.shadow[start:end]
        after = end
        for a, b, label in reversed(actors):
            says = words_of.SAYS.search(self.shadow, b, min(after, b + _NEAR))
            words = self.shadow[b : says.start() if says else min(after, b + _NEAR)]
            listed = after < end and words_of.LISTED.fullmatch(self._between(b, after)) is not None
            if not listed:
                part = next((role for pattern, role in words_of.ROLES if pattern.search(words)), None)
                if part is Part.CHAIR and organised and "phối hợp" in words:
                    part = Part.ORGANISES
            low = max(start, a - LONGEST_LEAD)
            part_of = next((role for led, role in words_of.LED_BY if led.search(self.shadow, low, a)), None)
            part = part_of or part
            if part is not None and (label is not Label.PLACE or part in _OF_STATES):
                found.insert(0, (a, b, part))
            after = a
        found = self._with_them(actors, found, group)
        if session := words_of.SESSION.match(self.shadow, group.triggers[0].end):
            index = bisect_left(self.starts, session.end())
            whose = [one for one in self.all[index : index + 1] if one.start == session.end()]
            found += [(one.start, one.end, Part.ORGANISES) for one in whose]
        if self.shadow.startswith(words_of.WELCOMES, group.triggers[0].end):
            behind = [one for one in actors if one[0] >= group.triggers[0].end and one[2] in _NAMED][:1]
            guests = [one for one in behind if " do " not in self.shadow[group.triggers[0].end : one[0]]]
            found += [(a, b, Part.VISITS) for a, b, _ in guests]
        if goes and goes[0][0] > group.triggers[0].at:
            found = []
        known = {one[:2] for one in found}
        found += [one for one in goes if one[:2] not in known]
        found += [(m.start, m.end, Part.ATTENDS) for m in self.counted if start <= m.start and m.end <= end]
        return tuple(sorted(set(found))[:_MOST])

    def _with_them(
        self, actors: Sequence[Actor], found: list[Participant], group: Group
    ) -> list[Participant]:
        """``found`` with those who are listed: "với sự tham dự của A, B và C"."""
        for pattern, part in words_of.WITH_THEM:
            if among := pattern.search(self.shadow, group.start, group.end):
                listed = self._listed([one for one in actors if one[0] >= among.end()])
                known = {one[:2] for one in found}
                named = (one[:2] for one in listed if one[2] is not Label.PLACE)
                found = found + [(*span, part) for span in named if span not in known]
        return found

    def _goes_to(self, actors: Sequence[Actor], group: Group) -> list[Participant]:
        """The subject of the verb before a meeting: "X đi Lào để dự Hội nghị", "chủ trì phiên họp, X"."""
        at, after = group.listed or group.triggers[0].at, group.triggers[0].end
        verb = words_of.GOES.search(self.shadow, max(group.start, at - _NEAR), at)
        if verb is None:
            return []
        part = next(role for pattern, role in words_of.ROLES if pattern.search(verb[1]))
        before = [one for one in actors if one[1] <= verb.start(1) and one[2] is not Label.PLACE]
        if group.reported and not before:
            before = self._reporter(group)
        if before:
            return [(a, b, part) for a, b, _ in self._subject(before, verb.start(1))]
        behind = [one for one in actors if one[0] >= after and one[2] is not Label.PLACE]
        if words_of.PRESENT.match(self.shadow, after):
            return [(a, b, part) for a, b, _ in behind]
        behind = [one for one in behind if one[2] is Label.PERSON][:1]
        return [(a, b, part) for a, b, _ in behind if words_of.INVERTED.search(self.shadow, after, a)]
