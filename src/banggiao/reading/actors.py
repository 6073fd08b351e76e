"""Who is meant at a place in the text: actors named one by one, lists of them, the titles of parts."""

from __future__ import annotations

from collections.abc import Sequence

from banggiao.reading import actor_words as names_of
from banggiao.reading import assignment_words as words_of
from banggiao.reading.records import Label, Mention

_ACTORS = frozenset({Label.ORGANISATION, Label.GROUP, Label.PLACE, Label.POST, Label.PERSON})
_HOME = "country-VNM"
_MOST = 40


class Actors:
    """The actors of a paper, asked by place."""

    def __init__(self, text: str, shadow: str, mentions: Sequence[Mention]) -> None:
        self._text, self._shadow = text, shadow
        self._at: dict[int, Mention] = {}
        self._known: dict[tuple[int, int], Mention | None] = {}
        self.listing = {one.end for one in mentions if one.label in _ACTORS}
        """Where a comma may stand that only lists: behind an actor, or inside its name."""
        self.ends = frozenset(self.listing)
        joined = (one for one in mentions if one.label in (Label.GROUP, Label.ORGANISATION))
        self.listing.update(at for one in joined for at in range(one.start, one.end) if text[at] == ",")
        self._foreign: set[int] = set()
        for one in mentions:
            if one.label is Label.PLACE and (one.key or "").startswith("country-") and one.key != _HOME:
                self._foreign.add(one.start)
            if one.label in _ACTORS:
                known = self._at.get(one.start)
                if known is None or one.end > known.end:
                    self._at[one.start] = one

    def at(self, start: int, end: int) -> Mention | None:
        """Return the actor that begins at ``start``: a mention, bodies in general, or a short form."""
        place = (start, end)
        if place not in self._known:
            self._known[place] = self._read(start, end)
        return self._known[place]

    def _read(self, start: int, end: int) -> Mention | None:
        named = self._at.get(start)
        if named is not None and named.end > end:
            named = None
        general = None
        if self._shadow.startswith(names_of.GENERALLY, start) or self._shadow[start : start + 1].isdigit():
            general = names_of.GENERAL.match(self._shadow, start, end)
        if general and (named is None or general.end() > named.end):
            return Mention(start, general.end(), Label.GROUP, rule="general")
        if named is None:
            return self._unnamed(start, end)
        if named.label is Label.POST:
            person = self._at.get(named.end + 1)
            if person is not None and person.label is Label.PERSON and self._text[named.end] == " ":
                return person
        return named

    def told(self, start: int, end: int) -> Mention | None:
        """Return the body that is told by what it is for: no mention names it, what it must do has to
        follow."""
        if not self._shadow.startswith(names_of.TOLD_BY, start):
            return None
        told = names_of.TOLD.match(self._shadow, start, end)
        return Mention(start, told.end(), Label.GROUP, rule="told") if told else None

    def _unnamed(self, start: int, end: int) -> Mention | None:
        """Return the post or the short form that begins at ``start``, where no mention does."""
        if post := names_of.POST.match(self._shadow, start, end):
            body = self._at.get(post.end())
            if body is not None and body.label is Label.ORGANISATION:
                return Mention(start, body.end, Label.POST, rule="post")
        if not self._text[start : start + 1].isupper():
            return None
        if highest := names_of.HIGHEST.match(self._text, start, end):
            return Mention(start, highest.end(), Label.POST, rule="short")
        short = names_of.SHORT.match(self._text, start, end)
        return Mention(start, short.end(), Label.ORGANISATION, rule="short") if short else None

    def listed(self, start: int, end: int) -> tuple[tuple[Mention, ...], int]:
        """Return the actors listed from ``start`` on, and where the list ends."""
        found: list[Mention] = []
        at = stop = start
        while len(found) < _MOST and (actor := self.at(at, end)):
            found.append(actor)
            stop = self._past_aside(self._past_posts(actor, end), end)
            link = names_of.LISTED.match(self._shadow, stop, end)
            if link is None:
                break
            at = link.end()
            at = self.past_others(at, end)
            if self.at(at, end) is None:
                at = self.past_typed(at, end)
        return tuple(found), stop

    def past_typed(self, at: int, end: int) -> int:
        """Where an actor of a list may begin past what is not of it: "các xã A", "đồng chí B"."""
        typed = words_of.TYPED.match(self._shadow, at, end)
        return typed.end() if typed else at

    def past_others(self, at: int, end: int) -> int:
        """Where the next actor of a list stands past one that is no body: "doanh nghiệp cảng và Sở X"."""
        aside = names_of.NO_BODY.match(self._shadow, at, end)
        return aside.end() if aside and self.at(aside.end(), end) else at

    def _past_posts(self, actor: Mention, end: int) -> int:
        """Where the posts end that are told of a person: "ông A, Phó Chủ tịch UBND tỉnh, Trưởng ban"."""
        stop = actor.end
        while actor.label is Label.PERSON and (link := names_of.TOLD_OF.match(self._text, stop, end)):
            post = self.at(link.end(), end)
            if post is None or post.label is not Label.POST:
                break
            stop = post.end
        return stop

    def _past_aside(self, at: int, end: int) -> int:
        while aside := names_of.ASIDE.match(self._shadow, at, end):
            at = aside.end()
        if self._shadow.startswith(" của ", at):  # "Tổ công tác ODA của Chính phủ"
            owner = self._at.get(at + 5)
            if owner is not None and owner.label is Label.ORGANISATION and owner.end <= end:
                return owner.end
        if self._text.startswith(", ", at):  # "ông A, Bộ trưởng Bộ Công an, thay mặt …"
            post = self._at.get(at + 2)
            if post is not None and post.label is Label.POST and self._text.startswith(",", post.end):
                return post.end
        return at

    def is_country_named(self, start: int, end: int) -> bool:
        """Whether another country's name stands between two places."""
        return any(at in self._foreign for at in range(start, end))

    def is_foreign(self, actor: Mention) -> bool:
        """Whether it is another country's: that stands in its name, and neither ours nor a field of ours."""
        if actor.label is Label.GROUP or names_of.OUR_KINDS.match(self._shadow, actor.start):
            return False
        foreign = self.is_country_named(actor.start, actor.end)
        return foreign and "việt nam" not in self._shadow[actor.start : actor.end]

    def _to_colon(self, actors: tuple[Mention, ...], stop: int, end: int) -> tuple[tuple[Mention, ...], int]:
        """The actors with what of the last one's field goes on to the colon: "Vụ Kế hoạch, Tài chính:"."""
        if len(actors) == 1 and names_of.OF_PLACES.fullmatch(self._shadow, stop, end):
            return (actors[0]._replace(end=end),), end  # "Ban Tổ chức các tỉnh ủy, thành ủy"
        more = names_of.FIELD_ON.match(self._text, stop, end) if actors else None
        if more is None or self.at(stop + 2, end):
            return actors, stop
        if actors[-1].label is Label.GROUP:
            return actors, more.end()
        if actors[-1].label is not Label.ORGANISATION:
            return actors, stop
        return (*actors[:-1], actors[-1]._replace(end=more.end())), more.end()

    def of_title(self, start: int, end: int) -> tuple[tuple[Mention, ...], int]:
        """Return who a title or the head of a line names, where nothing but actors is there; and its end.

        "Sở Tài chính:", "Trách nhiệm của Sở Ngoại vụ", "Vụ Châu Mỹ, Vụ Đông Bắc Á".
        """
        before = names_of.HEADED_BY.match(self._shadow, start, end)
        for at in (start, before.end()) if before else (start,):
            actors, stop = self._to_colon(*self.listed(at, end), end)
            if actors and (at > start or any(one.label is not Label.PLACE for one in actors)):
                rest = self._shadow[stop:end].lstrip(" _").replace(":**", ":", 1)  # "**Bộ Công an:** …"
                below = " ".join(rest[2:].split(" ", 2)[:2]) in words_of.BIDS and rest[:2] in ("- ", "+ ")
                if not rest or rest in (":", ".") or rest.startswith(": ") or below:
                    return actors, stop
                if at > start and words_of.ON_WHAT.match(rest):
                    return actors, end
            typed = words_of.PREFIX.match(self._shadow, at, end)
            if typed and not actors:
                actors, stop = self.listed(typed.end(), end)
                if actors and self._shadow[stop:end].strip() in ("", ":"):
                    return actors, stop
        return (), start
