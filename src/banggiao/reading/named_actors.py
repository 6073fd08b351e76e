"""Who is named in a clause: persons for their posts, delegations, bodies; and which are listed together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from banggiao.language import lazy_re as re
from banggiao.reading import participant_words as words_of
from banggiao.reading.delegations import nouns
from banggiao.reading.happening_speakers import Actor
from banggiao.reading.records import Label, Mention, Part

Participant = tuple[int, int, Part]

_ACTORS = frozenset({Label.PERSON, Label.POST, Label.ORGANISATION, Label.GROUP, Label.PLACE})
_LEADS = ("dẫn đầu ", "trưởng ", "làm trưởng ")
_LED = re.compile(r"(?<!\w)do [^,;.]{0,120}\Z")
_ASIDE = 30  # characters behind a name in brackets
LONGEST_LEAD = 120  # characters of circumstances before a subject


class Named:
    """The actors of a paper. Persons stand for their posts, a delegation's head for the delegation."""

    def __init__(self, text: str, shadow: str, mentions: Sequence[Mention]) -> None:
        self.text, self.shadow = text, shadow
        self.posts = {m.start: m.end for m in mentions if m.label is Label.POST}
        self.counted = [m for m in mentions if m.label is Label.QUANTITY and self._counts_people(m)]
        self.leads: dict[int, int] = {}
        self.all = self._outer([m for m in mentions if m.label in _ACTORS])
        self.starts = [actor.start for actor in self.all]
        self.by_start = {actor.start: actor for actor in self.all}

    def _counts_people(self, mention: Mention) -> bool:
        return words_of.COUNTED.search(self.shadow, mention.start, mention.end) is not None

    def _outer(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Leave out what stands inside another actor, and the posts of persons that are named."""
        outer: list[Mention] = []
        tail = 0  # where a person's appositions end
        of_part = False  # the last of them is a post in a part of a body
        for mention in mentions:
            if (outer and mention.start < outer[-1].end) or mention.start < tail:
                continue
            if self._is_short_form(mention, outer):
                continue
            between = self.shadow[tail : mention.start][:LONGEST_LEAD] if tail else "-"
            if mention.label is Label.POST and words_of.APPOSITION.fullmatch(between):
                tail, of_part = mention.end, self._is_of_part(mention)
                continue
            if of_part and between == ", " and self._is_whole(mention):
                tail = mention.end
                continue
            if mention.label is Label.PERSON:
                self._drop_posts_of(mention, outer)
                tail, of_part = mention.end, False
            else:
                tail = 0
            outer.append(mention)
        return outer

    def _is_part_of(self, post: Mention, body: Mention) -> bool:
        """Whether ``post`` is in a part of the body right behind it: "Vụ trưởng Vụ Âu, Bộ Ngoại giao"."""
        near = self.shadow[post.end : body.start] in (", ", " ", " thuộc ")
        return near and post.label is Label.POST and self._is_of_part(post) and self._is_whole(body)

    def _is_of_part(self, post: Mention) -> bool:
        """Whether it is in a part of a body: "Vụ trưởng Vụ Châu Âu"."""
        return words_of.OF_PART.search(self.shadow, post.start, post.end) is not None

    def _is_whole(self, body: Mention) -> bool:
        """Whether it may be the body whose part was named before it: ", Bộ Ngoại giao"."""
        return body.label is Label.ORGANISATION and self.shadow.startswith(words_of.WHOLES, body.start)

    def _is_short_form(self, mention: Mention, outer: Sequence[Mention]) -> bool:
        """Whether it stands in brackets behind a post: "Tổng Giám đốc Tổ chức Y tế Thế giới (WHO) A"."""
        post = outer[-1] if outer and outer[-1].label is Label.POST else None
        return (
            post is not None
            and self.text[post.end : mention.start].strip() == "("
            and self._is_aside(mention)
        )

    def _drop_posts_of(self, person: Mention, outer: list[Mention]) -> None:
        """Take away the posts, or the body, that stand right before the name of a person."""
        if not outer or not words_of.HONOURED.fullmatch(self.shadow, outer[-1].end, person.start):
            return
        if outer[-1].label is not Label.POST:
            if self.shadow[outer[-1].end : person.start] != " ":
                return
            whole = outer.pop()
            if not (outer and self._is_part_of(outer[-1], whole)):
                return
        start = outer.pop().start
        while (
            outer
            and outer[-1].label is Label.POST
            and words_of.POSTS.fullmatch(self.shadow, outer[-1].end, start)
        ):
            start = outer.pop().start
        self.leads[person.start] = start

    def within(self, start: int, end: int) -> list[Actor]:
        """Return the actors that act in ``start:end``: not places where something is, nor owners."""
        found: list[Actor] = []
        where = end
        for actor in self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            before = self.shadow[max(start, actor.start - 40) : actor.start]
            if actor.end > end or words_of.WHERE.search(before):
                where = actor.end
                continue
            further = actor.label is Label.PLACE and self.shadow[where : actor.start] == ", "
            ends = actor.end == len(self.text) or self.text[actor.end] == "\n"
            if further and (ends or self.shadow.startswith(words_of.NO_VERB, actor.end)):
                continue  # "tại Giơ-ne-vơ, Thụy Sĩ"
            if actor.label is Label.PLACE and words_of.DATELINE.match(self.shadow, actor.end):
                continue
            if before.endswith("(") and (actor.label is Label.PLACE or self._is_aside(actor)):
                continue
            found.append((actor.start, actor.end, actor.label))
        for noun in nouns(self.text, self.shadow, start, end, self.by_start):
            inside = any(a < noun[0] < b for a, b, _ in found)
            if not inside and not self.shadow.endswith("làm ", 0, noun[0]):
                found = [*(one for one in found if one[1] <= noun[0] or noun[1] <= one[0]), noun]
        if (short := self._short(start, end)) and not any(a < short[1] and short[0] < b for a, b, _ in found):
            found.append(short)
        found.sort()
        return found

    def bodies(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the bodies, groups, posts, delegations and counted people that ``start:end`` lists."""
        listed = (Label.ORGANISATION, Label.GROUP, Label.POST)
        found = [
            (a, b)
            for a, b, label in self.within(start, end)
            if label in listed or (label is None and self.shadow.startswith(words_of.PRESENT_TOO, a))
        ]
        return sorted(
            [*found, *((m.start, m.end) for m in self.counted if start <= m.start and m.end <= end)]
        )

    def is_delegation(self, participant: Participant) -> bool:
        """Whether it is a delegation as a noun, for which whoever leads it stands."""
        return self.shadow.startswith(("đoàn", "phái đoàn"), participant[0])

    def _is_aside(self, actor: Mention) -> bool:
        """Whether it only says in brackets what stands before them: "Viện Nghiên cứu (TDRI)"."""
        far = 1 if actor.label in (Label.PERSON, Label.POST) else _ASIDE
        closes = self.text.find(")", actor.end, actor.end + far)
        return closes >= 0 and " - " not in self.text[actor.end : closes]

    def _short(self, start: int, end: int) -> Actor | None:
        """The subject of a clause that is a bare post or a body's short form: "Thứ trưởng gặp …"."""
        begin = start
        while 0 <= begin - start < LONGEST_LEAD:
            short = words_of.SHORT.match(self.text, begin, end)
            if short and self.posts.get(begin, 0) <= short.end():
                return short.start(), short.end(), Label.POST
            begin = max(self.text.find(", ", begin, end), self.text.find(": ", begin, end)) + 2
            if begin < 2:
                break
        return None

    def _led(self, actors: list[Actor]) -> list[Actor]:
        """Where a delegation is led by a person who is named, the person stands for it."""
        kept: list[Actor] = []
        for actor in actors:
            start, _, label = actor
            if label is None and self.shadow.endswith(_LEADS, 0, start):
                continue
            if label is Label.PERSON and kept and kept[-1][2] is None and self._is_of(kept[-1], start):
                kept.pop()  # "Đoàn Chủ tịch UBND tỉnh A thăm": the person stands for it
            if label is Label.PERSON and _LED.search(self.shadow, max(0, start - 130), start):
                while kept and kept[-1][2] is not Label.PERSON:
                    if kept.pop()[2] is None:
                        break
            kept.append(actor)
        return kept

    def _is_of(self, noun: Actor, start: int) -> bool:
        between = self.text[noun[1] : start]
        return self.shadow.startswith("đoàn", noun[0]) and len(between) < 60 and between[1:2].isupper()

    def _run(self, actors: list[Actor]) -> list[Actor]:
        """The last actor and those listed with it."""
        run: list[Actor] = []
        for actor in reversed(actors):
            if run and not self.is_listed(actor[1], run[0][0]):
                break
            run.insert(0, actor)
        return run

    def is_listed(self, start: int, end: int) -> bool:
        between = self._between(start, end)
        return words_of.LISTED.search(between) is not None and words_of.BREAKS.search(between) is None

    def _between(self, start: int, end: int) -> str:
        """The last words between two actors, without the second's posts and what stands in brackets."""
        return words_of.ASIDE.sub("", self.shadow[start : max(start, self.leads.get(end, end))])[-50:]

    def _listed(self, actors: list[Actor]) -> list[Actor]:
        """The first actor and those listed with it."""
        run = actors[:1]
        for actor in actors[1:]:
            if not self.is_listed(run[-1][1], actor[0]):
                break
            run.append(actor)
        return run
