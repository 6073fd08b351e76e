"""Posts whole, with their body, portfolio, country and seat: "Đại sứ Việt Nam tại Nhật Bản"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from banggiao.language.scanning import Words
from banggiao.reading import post_words as words_of
from banggiao.reading.records import Label, Mention

_SCAN = Words(words_of.HEADS)
_RANKS = frozenset(words_of.RANKS)
_LINK = re.compile(r", (?=[^,;.()\n]{4,30} và )| và ")
_WORD = re.compile(r" ([^\W\d_]+)(?!\w)")


@dataclass(frozen=True, slots=True)
class Post:
    """A post. ``holds`` says that a body or place is in it, ``placed`` that it ends with a place."""

    start: int
    end: int
    head: str
    holds: bool
    placed: bool


def find_posts(
    text: str, shadow: str, by_start: Mapping[int, Mention], joined: Collection[tuple[str, str]]
) -> list[Post]:
    """Return the posts written with a capital, by start. ``joined`` are pairs of words in names of bodies."""
    longest: dict[int, tuple[int, str]] = {}
    for index, start, end in _SCAN.hits(shadow):
        if not text[start].isupper() or (end < len(text) and text[end].isalnum()):
            continue
        if "\t" in text[start:end] or "\n" in text[start:end]:
            continue
        if (start and text[start - 1].isalpha()) or end <= longest.get(start, (0, ""))[0]:
            continue
        longest[start] = (end, words_of.HEADS[index])
    posts: list[Post] = []
    last_end = 0
    for start in sorted(longest):
        if start >= last_end:
            post = _Reading(text, shadow, by_start, joined).post(start, *longest[start])
            if post is not None:
                posts.append(post)
                last_end = post.end
    return posts


class _Reading:
    """One post, read to its end; ``at`` is where it ends so far."""

    def __init__(
        self, text: str, shadow: str, by_start: Mapping[int, Mention], joined: Collection[tuple[str, str]]
    ) -> None:
        self.text, self.shadow, self.by_start, self.joined = text, shadow, by_start, joined
        self.at = 0
        self.body = self.placed = False

    def post(self, start: int, end: int, head: str) -> Post | None:
        """Return the post, None where its head needs a body and has none."""
        self.at = end
        if head in _RANKS:
            return Post(start, end, head, False, False)
        if head.endswith("ủy viên") and (member := words_of.MEMBER_OF.match(self.shadow, end)):
            return Post(start, member.end(), head, True, False)
        if head.endswith("ủy viên") and self.shadow.startswith(" không thường trực", end):
            return None
        self._body_in_head(head)
        if not self.body:
            self._qualified()
            self._body()
        if head in words_of.NEEDS_BODY and not self.body:
            return None
        if not self.body and not self._short_body() and self._portfolio():
            self._body()
        self._qualified()
        self._where()
        if not (self.body or self.placed):
            self._short_body()
        before = words_of.BEFORE_HEADS.search(self.shadow, max(0, start - 12), start)
        if before and self.text[before.start()].islower():
            start = before.start()
        return Post(start, self.at, head, self.body or self.placed, self.placed)

    def _qualified(self) -> None:
        while qualifier := words_of.QUALIFIER.match(self.shadow, self.at):
            self.at = qualifier.end()
        if charged := words_of.CHARGED.match(self.text, self.at):
            self.at = charged.end()
        elif charge := words_of.IN_CHARGE.match(self.shadow, self.at):
            words = self.text[self.at : charge.end()]
            if words.islower():
                self.at = charge.end()

    def _name(self, at: int, label: Label) -> Mention | None:
        name = self.by_start.get(at)
        return name if name is not None and name.label is label else None

    def _body_in_head(self, head: str) -> None:
        """ "Trưởng Ban Đối ngoại Trung ương": the body's own first word is the end of the head."""
        if not head.endswith((*words_of.BODY_IN_HEAD, "vụ trưởng", "cục trưởng")):
            return
        for words in (4, 3, 2, 1):
            first = " ".join(head.split(" ")[-words:])
            body = self._name(self.at - len(first), Label.ORGANISATION)
            if body is not None and body.end > self.at:
                self.at, self.body = body.end, True
                return

    def _body(self) -> None:
        body = (
            self._name(self.at + 1, Label.ORGANISATION) if self.text[self.at : self.at + 1] == " " else None
        )
        if body is not None:
            self.at, self.body = body.end, True

    def _short_body(self) -> bool:
        """A body named before, by its kind alone: "Giám đốc Sở"."""
        short = words_of.SHORT_BODY.match(self.text, self.at)
        if short is None:
            return False
        self.at, self.body = short.end(), True
        return True

    def _portfolio(self) -> bool:
        """The field where no body is named: "Ngoại giao", "Thương mại và Du lịch"."""
        if not self.text[self.at + 1 : self.at + 2].isupper() or self.at + 1 in self.by_start:
            return False
        listed = words_of.PORTFOLIO.match(self.shadow, self.at)
        end = listed.end() if listed else self._field(self.at)
        if not end:
            return False
        self.at = end
        while link := _LINK.match(self.shadow, self.at):
            more = self._field(link.end() - 1)
            if not more or self.shadow.startswith(words_of.HEADS, link.end()):
                break
            self.at = more
            if link[0] == " và ":
                break
        return True

    def _field(self, at: int) -> int:
        """Return the end of the words that names of bodies join: a capital one and small ones, 0 if none."""
        first = _WORD.match(self.shadow, at)
        second = _WORD.match(self.shadow, first.end()) if first else None
        if first is None or second is None or not self.text[second.start(1)].islower():
            return 0
        if (first[1], second[1]) not in self.joined:
            return 0
        last = second
        while (more := _WORD.match(self.shadow, last.end())) and self.text[more.start(1)].islower():
            if (last[1], more[1]) not in self.joined or more[1] == "và":
                break
            last = more
        return last.end()

    def _where(self) -> None:
        """The country, province or town it is of, the body it belongs to, the place of a mission."""
        self._place(words_of.LEVEL.match(self.shadow, self.at))
        of = words_of.OF.match(self.shadow, self.at)
        inside = of is not None and of[0] == " trong "  # "Phân ban Việt Nam trong Ủy ban liên Chính phủ"
        if of and inside == self.body and (body := self._name(of.end(), Label.ORGANISATION)):
            self.at, self.body = body.end, True
        seat = words_of.SEAT.match(self.shadow, self.at)
        name = self.by_start.get(seat.end() + 1) if seat else None
        if seat and name is None:  # "tại Thành phố Hồ Chí Minh": the kind is of the name
            name = self.by_start.get(self.shadow.index(" ", seat.start() + 1) + 1)
        if name is not None and name.label is not Label.INSTRUMENT:
            self.at = name.end
            self.placed = self.placed or name.label is Label.PLACE
            self.body = self.body or name.label is Label.ORGANISATION

    def _place(self, level: re.Match[str] | None) -> None:
        for at in (self.at, level.end() if level else -1):
            place = self._name(at + 1, Label.PLACE) if at >= 0 and self.text[at : at + 1] == " " else None
            if place is not None:
                self.at, self.placed = place.end, True
                return
