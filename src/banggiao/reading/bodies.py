"""Bodies that no register lists one by one: "Sở Công Thương", "Vụ Kết cấu hạ tầng và đô thị", "Bộ Y tế Lào".

A name begins with its kind and runs on with capitals, words that known names join, a field, a body, a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from banggiao.language.folding import shadow as shadow_of
from banggiao.language.names import SURNAMES, is_full_name, is_syllable
from banggiao.language.scanning import Words
from banggiao.reading import body_shapes as shapes
from banggiao.reading import body_words as words_of
from banggiao.reading.body_fields import FIELDS, JOINT_FIELDS
from banggiao.reading.body_starts import HEAD, LEVEL, begins, begins_with_kind, is_kind
from banggiao.reading.post_words import STYLES
from banggiao.reading.records import Label, Mention
from banggiao.reading.short_names import short_names
from banggiao.reading.spans import Spans

_SCAN = Words([kind + " " for kind in words_of.KINDS])


class Composer:
    """Knows which words the names of bodies join. Build once from known names."""

    def __init__(self, names: Iterable[str]) -> None:
        self.joined: set[tuple[str, str]] = set()
        for name in (*names, *FIELDS, *JOINT_FIELDS, *words_of.KINDS):
            self.joined.update(pairwise(shadow_of(name).split(" ")))

    @classmethod
    def of_joined(cls, joined: Iterable[tuple[str, str]]) -> Composer:
        """Return a composer that knows these pairs of words, the ``joined`` of another one."""
        self = cls.__new__(cls)
        self.joined = set(joined)
        return self

    def bodies(self, text: str, shadow: str, names: Sequence[Mention]) -> list[Mention]:
        """Return ``names`` with the bodies that their kind and field give, by start; places inside stay.

        Where the name of a known body runs on, the longer body takes its place. It is another one, with no
        key, unless only "Việt Nam" was added.
        """
        by_start: dict[int, Mention] = {}
        for name in names:
            if name.start not in by_start or name.end > by_start[name.start].end:
                by_start[name.start] = name
        composed: list[Mention] = []
        last = 0
        for at, kind_end in self._starts(text, shadow, by_start):
            if at >= last:
                body = _Name(self, text, shadow, at, by_start).body(kind_end)
                if body is not None:
                    composed.append(body)
                    last = body.end
        inside = Spans(composed)
        kept = [n for n in names if n.label is not Label.ORGANISATION or not inside.cover(n)]
        foreign = [name for name in kept if name.rule == "foreign name"]
        short = short_names(text, [*composed, *foreign], {name.start for name in (*kept, *composed)})
        return sorted([*kept, *composed, *short], key=lambda name: name.start)

    def _starts(self, text: str, shadow: str, by_start: dict[int, Mention]) -> list[tuple[int, int]]:
        """Return where a name may begin and where its kind ends: known bodies, and kinds written as names."""
        starts = {at: 0 for at, name in by_start.items() if name.label is Label.ORGANISATION}
        for _, at, end in _SCAN.hits(shadow):
            if (at == 0 or not text[at - 1].isalnum()) and begins(text, shadow, at, end):
                starts[at] = max(starts.get(at, 0), end - 1)
        places = [name for name in by_start.values() if name.label is Label.PLACE]
        inside = {at for place in places for at in range(place.start, place.end)}
        return sorted((at, end) for at, end in starts.items() if at not in inside)  # "Trường Sa", "Hội An"


class _Name:
    """One name. ``at`` is where it ends so far, with a place (``placed``) or a known name (``known``)."""

    def __init__(
        self, composer: Composer, text: str, shadow: str, start: int, by_start: dict[int, Mention]
    ) -> None:
        self.joined, self.text, self.shadow = composer.joined, text, shadow
        self.start, self.at, self.by_start = start, start, by_start
        self.kind_end = self.listed_end = start
        self.placed = self.known = self.capitals = False

    def body(self, kind_end: int) -> Mention | None:
        """Return the body, None where nothing but its kind is there."""
        first = self.by_start.get(self.start)
        listed = first if first is not None and first.label is Label.ORGANISATION else None
        self.listed_end = listed.end if listed else 0
        self.at = max(self.listed_end, kind_end)
        self.kind_end = kind_end or self.at
        self.known = listed is not None and self.at == listed.end and not self._opens(self.start, self.at)
        after = shapes.WORD.match(self.text, self.at)
        self.capitals = (
            self.text[self.start : self.at].isupper() and after is not None and shapes.all_caps(after[1])
        )
        if listed and self.shadow.endswith(("hai ", "ba "), 0, self.start):  # "hai Đảng Việt Nam - Lào"
            return listed
        if listed and self.at == listed.end and self.shadow.endswith(words_of.LEVELS, self.start, self.at):
            self._of_level()
            return listed if self.at == listed.end else self._made(None)
        self._qualified()
        self._read()
        self._about()
        self.at = shapes.after_ordinal(self.shadow, self.kind_end, self.at)
        self._to_bracket()
        return listed if listed and self.at == listed.end else self._made(listed, kind_end)

    def _made(self, listed: Mention | None, kind_end: int = 0) -> Mention | None:
        own = self.text[kind_end : self.at]
        named = any(letter.isupper() for letter in own) or (
            any(map(str.isdigit, own)) and self._is(words_of.NUMBERED)
        )
        if self.at == kind_end or not (listed or named or self._is(words_of.LEVELLED)):
            return None
        words = self.text[self.start : self.at]
        same = listed is not None and words.removesuffix(" Việt Nam") == self.text[self.start : listed.end]
        key = listed.key if listed is not None and same else None
        return Mention(self.start, self.at, Label.ORGANISATION, key, words, "body", 0.8)

    def _read(self) -> None:
        kind_end = 0 if self.known else self.at
        if self.known and self._foreign_fields():
            return
        while self.at - self.start < shapes.LONGEST and self.text[self.at : self.at + 1] in (" ", ","):
            if self._name() or self._pair():
                continue
            if self._seat() or self._level(at_kind=self.at == self.kind_end):
                return
            numbers = shapes.ANY_NUMBER if self._is(words_of.NUMBERED) else shapes.NUMBER
            number = None if self.placed or self.known else numbers.match(self.text, self.at)
            if not (number or self.known) and self._is(words_of.SERIAL):
                number = shapes.SERIAL.match(self.shadow, self.at)
            step = number.end() if number else 0 if self.placed else self._step()
            if not step:
                return
            own = self.at + (3 if self.text.startswith(" - ", self.at) else 1)
            if self.at == kind_end and not (number or self.capitals or self._capital(own)):
                return
            self.at, self.known = step, False

    def _is(self, kinds: tuple[str, ...]) -> bool:
        return self.shadow.startswith(kinds, self.start)

    def _capital(self, at: int) -> bool:
        return self.text[at : at + 1].isupper()

    def _opens(self, start: int, end: int) -> bool:
        if self.shadow[start:end] in words_of.OPEN or self.shadow.endswith(" đảng", start, end):
            return True
        return self.shadow.startswith(words_of.OPEN_KINDS, start)

    # What may follow. Each moves to its end and says so.

    def _name(self) -> bool:
        """A known place or body right behind."""
        name = self.by_start.get(self.at + 1) if self.text[self.at] == " " else None
        if name is None or (name.label is Label.PLACE and self.placed):
            return False
        if name.label is Label.PLACE:
            self.placed = self.known = True
        elif name.label is Label.ORGANISATION:
            of_kind = name.key is None and self._is(("công ty", "tổng công ty", "tập đoàn"))
            self.known = not (of_kind or self._opens(name.start, name.end))
        else:
            return False
        self.at = name.end
        return True

    def _pair(self) -> bool:
        """The other of two countries: "Hội Hữu nghị Việt Nam - Lào", "Hội đồng Kinh doanh Úc - Việt"."""
        place = self.by_start.get(self.at + 3) if self.text.startswith(" - ", self.at) else None
        alone = self.known and not self.placed  # "ASEAN - Nhật Bản": two sides
        forum = place is not None and self.placed and self.shadow[place.start : place.end] in words_of.FORUMS
        if place is not None and (place.label is Label.PLACE or forum) and not alone:
            self.at = place.end
        elif self.placed and (short := shapes.PAIRED.match(self.text, self.at)):
            self.at = short.end()
        else:
            return False
        self.placed = True
        return True

    def _seat(self) -> bool:
        """Where a mission or an office sits: "tại Lào", "tại Geneva"."""
        seat = shapes.AT.match(self.shadow, self.at)
        if seat is None or not self._is(words_of.SEATED):
            return False
        place = self.by_start.get(seat.end())
        if place is not None and place.label in (Label.PLACE, Label.ORGANISATION):
            self.at = place.end
        elif self._capital(seat.end()):
            self.at = shapes.run(self.text, seat.end())
        else:
            return False
        if others := shapes.OTHERS.match(self.shadow, self.at):
            self.at = others.end()
        return True

    def _level(self, *, at_kind: bool) -> bool:
        """The level that it is of: "tỉnh", "huyện Tri Tôn"."""
        level = LEVEL.match(self.shadow, self.at)
        if level is None or (at_kind and not self._is(words_of.LEVELLED)):
            return False
        self.at = level.end()
        self._of_level()
        return True

    def _of_level(self) -> None:
        """Which one of the level: "UBND huyện Tri Tôn". The head of a province's body may stand there."""
        place = self.by_start.get(self.at + 1) if self.text[self.at : self.at + 1] == " " else None
        if place is not None and place.label is Label.PLACE:
            self.at = place.end
        elif self.text[self.at : self.at + 1] == " " and self._capital(self.at + 1):
            words = self.text[self.at + 1 : shapes.run(self.text, self.at + 1)].lower().split(" ")
            headed = self.shadow.endswith(words_of.HEADS, 0, self.start)
            like_one = self.shadow.endswith(" tỉnh", 0, self.at) or is_full_name(words)
            person = headed and len(words) > 2 and like_one
            if not person and not self.shadow.startswith(words_of.PAPERS, self.at + 1):
                self.at += 1 + len(" ".join(words[:3]))
        self.at = shapes.after_number(self.text, self.at)

    def _qualified(self) -> None:
        """Small words between the kind and the name: "Ủy ban hỗn hợp Việt Nam - Lào"."""
        if self.at != self.kind_end or not self._is(words_of.QUALIFIABLE):
            return
        while words := next((one for one in words_of.QUALIFIED if self._word_is(one)), ""):
            self.at += len(words)
            self.known = False

    def _word_is(self, words: str) -> bool:
        end = self.at + len(words)
        small = self.text[self.at + 1 : self.at + 2].islower() or self.capitals
        return small and self.shadow.startswith(words, self.at) and not self.shadow[end : end + 1].isalnum()

    def _foreign_fields(self) -> bool:
        """A ministry of another country that begins as one of ours: "Bộ Nội vụ và Truyền thông Nhật Bản"."""
        if not self._is(words_of.LISTED) or not self.text.startswith((" và ", ", "), self.at):
            return False
        ahead = (self.by_start.get(at) for at in range(self.at, self.at + shapes.LONGEST // 2))
        place = next((name for name in ahead if name is not None), None)
        if place is None or place.label is not Label.PLACE or place.value == "Việt Nam":
            return False
        fields = shapes.FIELDS.fullmatch(self.text, self.at, place.start)
        if fields is None:
            return False
        for field in shapes.AND.split(self.shadow[fields.start() : fields.end()].strip())[1:]:
            if begins_with_kind(field + " ") or not set(pairwise(field.split(" "))) <= self.joined:
                return False
        self.at, self.known, self.placed = place.end, False, True
        self._pair()
        return True

    def _about(self) -> None:
        """What a joint body of two countries is about: "về hợp tác kinh tế - thương mại"."""
        about = shapes.ABOUT.match(self.shadow, self.at) if self.placed and self._is(words_of.ABOUT) else None
        if about is None:
            return
        self.at = about.end() - 1
        caps = self.text[self.start : self.at].isupper()
        while word := shapes.WORD.match(self.shadow, self.at):
            ends = self._is_verb(self.at + 1) and word[1] not in words_of.OF_SUBJECTS
            if ends or (self._capital(self.at + 1) and not caps):
                break
            self.at = word.end()
            if link := shapes.SUBJECT_LINK.match(self.shadow, self.at):
                self.at = link.end() - 1

    def _to_bracket(self) -> None:
        """The last words before its abbreviation in brackets: "Quỹ Rừng nhiệt đới mãi mãi (TFFF)"."""
        end = self.at
        for _ in range(7):
            if end > self.kind_end and shapes.IN_BRACKETS.match(self.text, end):
                self.at = end
                return
            word = shapes.WORD.match(self.shadow, end)
            if word is None or (self._is_verb(end + 1) and word[1] != "về"):
                return
            end = word.end()

    # One more word. Each returns where the name then ends, 0 where it does not go on.

    def _step(self) -> int:
        if self.text.startswith((", ", " - "), self.at):
            return self._field()
        word = shapes.WORD.match(self.shadow, self.at)
        if word is None:
            return 0
        if self._capital(self.at + 1) and not self.capitals:
            return self._capital_word(word)
        if word[1] == "và":
            return self._and(word.end())
        if word[1] == "về":
            after = shapes.WORD.match(self.shadow, word.end())
            joined = after is not None and ("về", after[1]) in self.joined and self._is(words_of.ABOUT)
            return after.end() if after is not None and joined and not self.known else 0
        return self._small_word(word)

    @property
    def _before(self) -> str:
        return self.shadow[self.start : self.at].rsplit(" ", 1)[-1]

    def _field(self) -> int:
        comma = self.text[self.at] == ","
        after = shapes.WORD.match(self.shadow, self.at + (1 if comma else 2))
        if after is None or (is_kind(self.shadow, after.start(1)) and self._capital(after.start(1))):
            return 0
        if comma and (self._before + ",", after[1]) in shapes.JOINT:
            return after.end()
        if not self._capital(after.start(1)):
            return 0
        if comma:
            listed = self._is(words_of.LISTED) and shapes.LIST.match(self.shadow, self.at)
            return after.end() if listed or (self._before + ",", after[1]) in self.joined else 0
        twofold = self._is(words_of.TWOFOLD) and not self.shadow.startswith(words_of.POSTS, after.start(1))
        joined = ("-", after[1]) in self.joined or (self._before, "-") in self.joined
        field = after.start(1) not in self.by_start and not self.text[after.start(1) : after.end(1)].isupper()
        return after.end() if joined or (twofold and field) else 0

    def _capital_word(self, word: re.Match[str]) -> int:
        if self.known and (self._before, word[1]) not in self.joined:
            return word.end() if self._parent(self.at + 1) else 0
        if self.shadow[self.start : self.at] in words_of.OPEN and not is_syllable(word[1]):
            return 0  # "Hạ viện Ozaki Tadashi": a person
        if self.shadow.startswith(STYLES, self.at + 1):
            return 0
        run = self.shadow[self.at + 1 : shapes.run(self.text, self.at + 1)].split(" ")
        headed = self.at > self.kind_end and self.shadow.endswith(words_of.HEADS, 0, self.start)
        if headed and len(run) > 1 and not any(map(is_syllable, run)) and not self._is(words_of.TRADERS):
            return 0  # "Quốc vụ khanh Bộ Kinh tế Liên bang Udo Brandner"
        is_person = run[0] in SURNAMES and 3 <= len(run) <= 4 and is_full_name(run)
        return 0 if is_person else word.end()

    def _parent(self, at: int) -> bool:
        """Whether the body that it is a part of begins here: "Đảng ủy Bộ đội Biên phòng tỉnh"."""
        return self._is(words_of.PARTS) and is_kind(self.shadow, at) and not self.text[at : at + 2].isupper()

    def _and(self, end: int) -> int:
        if is_kind(self.shadow, end + 1) or end + 1 in self.by_start:
            return 0
        if self._capital(end + 1) and self.shadow.startswith(words_of.POSTS, end + 1):
            return 0
        last = shapes.LAST_FIELD.match(self.shadow, self.at)
        if last and not self.known and self._is(words_of.FIELDED):
            first = min((at for at in shapes.words_at(last) if self._is_verb(at)), default=last.end() + 1)
            if first - 1 > end:
                return first - 1
        after = shapes.WORD.match(self.shadow, end)
        field = self._is(words_of.FIELDED) and self._capital(end + 1) and self.at > self.listed_end
        if after is None or (self.known and not field):
            return 0
        if self._capital(end + 1) and not self.capitals:
            return after.end()
        return after.end() if ("và", after[1]) in self.joined and not self._is_verb(end + 1) else 0

    def _small_word(self, word: re.Match[str]) -> int:
        if self._is_verb(self.at + 1):
            return 0
        before = self._before
        if (before, word[1]) in self.joined:
            return word.end()
        last = self.text[self.at - len(before) : self.at]
        if self.known or word[1] == "toàn":  # "toàn Trung Quốc"
            return word.end() if word[1] == "toàn" and word.end() + 1 in self.by_start else 0
        begun = (
            last[:1].isupper()
            and not last.isupper()
            and is_syllable(before)
            and not shapes.is_proper(self.text[self.kind_end : self.at], self.joined)
        )
        if self._is(words_of.TRADERS):
            goes_on = self.text[word.end() : word.end() + 1] == " " and self._capital(word.end() + 1)
            begun = begun and goes_on and is_syllable(word[1]) and word[1] not in words_of.NO_LAST_WORD
        if not self.capitals and begun:
            return word.end()  # the second syllable of a word that began with a capital
        return self._last_word(word)

    def _last_word(self, word: re.Match[str]) -> int:
        """A word that no list knows, before a place or joined to the next."""
        if self._is(words_of.TRADERS) and self._capital(self.at - len(self._before)):
            return 0
        place = self.by_start.get(word.end() + 1)
        of_place = place is not None and place.label is Label.PLACE
        if (of_place or LEVEL.match(self.shadow, word.end())) and word[1] not in words_of.NO_LAST_WORD:
            return word.end() if self._is(words_of.LAST_WORD) else 0
        after = shapes.WORD.match(self.shadow, word.end())
        joined = after is not None and (word[1], after[1]) in self.joined
        return after.end() if after is not None and joined and not self._capital(word.end() + 1) else 0

    def _is_verb(self, at: int) -> bool:
        """Whether what begins here can't be of a name."""
        first, _, rest = self.shadow[at : at + HEAD].partition(" ")
        second = re.match(r"\w*", rest)
        both = f"{first} {second[0]}" if second else first
        if f"{self._before} {first}" in words_of.COMPOUNDS:
            return False
        return (first in words_of.NEVER and both != "dự phòng") or both in words_of.VERBS
