"""One name of a body, read from its kind to its end."""

from __future__ import annotations

import re
from itertools import pairwise

from banggiao.language.names import SURNAMES, is_full_name
from banggiao.reading import body_shapes as shapes
from banggiao.reading import body_words as words_of
from banggiao.reading.body_starts import LEVEL, begins_with_kind, is_kind, shares_a_state
from banggiao.reading.body_steps import TWO_WORDS, Steps
from banggiao.reading.records import Label, Mention

_HO_CHI_MINH = ["hồ", "chí", "minh"]


class BodyName(Steps):
    """One name."""

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
        if listed and listed.key and self.shadow.startswith("hội nghị ", self.start):
            return listed
        if listed and self.shadow[self.start : listed.end] in words_of.OF_STATES and self._shares_a_state():
            return listed
        if listed and self.at == listed.end and self.shadow.endswith(words_of.LEVELS, self.start, self.at):
            self._of_level()
            return listed if self.at == listed.end else self._made(None)
        self.placed = self._is(words_of.OF_TWO) and self.shadow.endswith(" việt nam", self.start, self.at)
        self._qualified()
        if self._is(words_of.CHARGED) and (prepares := shapes.PREPARES.match(self.shadow, self.at)):
            self.at, self.known = prepares.end(), False
        self._read()
        self._of_united_nations()
        self._about()
        self._of_parliament()
        if bearer := shapes.NAMED_FOR.match(self.text, self.at):
            self.at = bearer.end()
        self.at = shapes.after_ordinal(self.shadow, self.kind_end, self.at)
        self._to_bracket()
        return listed if listed and self.at == listed.end else self._made(listed, kind_end)

    def _shares_a_state(self) -> bool:
        """Whether other bodies of one state stand before it: "Đảng, Nhà nước, Quốc hội Việt Nam"."""
        return shares_a_state(self.shadow, self.start, self.shadow[self.start : self.listed_end] + " ")

    def _made(self, listed: Mention | None, kind_end: int = 0) -> Mention | None:
        own = self.text[kind_end : self.at]
        named = any(letter.isupper() for letter in own) or (
            any(map(str.isdigit, own)) and self._is(words_of.NUMBERED)
        )
        named = named or (" về " in own and self._is(words_of.CHARGED))
        cell = self.at == kind_end and self._is_cell()
        if not cell and (self.at == kind_end or not (listed or named or self._is(words_of.LEVELLED))):
            return None
        words = self.text[self.start : self.at]
        same = listed is not None and words.removesuffix(" Việt Nam") == self.text[self.start : listed.end]
        key = listed.key if listed is not None and same else None
        return Mention(self.start, self.at, Label.ORGANISATION, key, words, "body", 0.8)

    def _is_cell(self) -> bool:
        """Whether a council in capitals ends a cell whose wall was kept: "TM. ỦY BAN NHÂN DÂN |"."""
        alone = (
            self.text.startswith(" |", self.at) and self.shadow[self.start : self.at] in words_of.OF_LEVELS
        )
        return alone and self.text[self.start : self.at].isupper()

    def _read(self) -> None:
        kind_end = 0 if self.known else self.at
        if self.known and self._foreign_fields():
            return
        while self.at - self.start < shapes.LONGEST and self.text[self.at : self.at + 1] in shapes.GOES_ON:
            if self._name() or self._pair():
                continue
            if self._qualified_place():
                continue
            if self._seat() or self._level(at_kind=self.at == self.kind_end):
                return
            number = self._number()
            of_matter = self.capitals and self._is(words_of.CHARGED) and self._matter()
            step = number
            if not (number or self.placed or of_matter):
                step = self._step() or self._other_half() or self._trade()
            if not step:
                return
            dash = shapes.DASH.match(self.text, self.at)
            own = dash.end() if dash else self.at + 1
            named = number or self.capitals or self._capital(own) or self._is(words_of.TRADERS)
            if self.at == kind_end and not named:
                return
            self.at, self.known = step, False

    def _number(self) -> int:
        """Return the end of the body's number or year, 0 where there is none."""
        numbers = shapes.ANY_NUMBER if self._is(words_of.NUMBERED) else shapes.NUMBER
        number = None if self.placed or self.known else numbers.match(self.text, self.at)
        if self._is(words_of.CHARGED) and (year := shapes.YEAR.match(self.text, self.at)):
            number = year
        if not (number or self.known) and self._is(words_of.SERIAL):
            number = shapes.SERIAL.match(self.shadow, self.at)
        return number.end() if number else 0

    # What may follow. Each moves to its end and says so.

    def _name(self) -> bool:
        """A known place or body right behind."""
        state = self.text.startswith(" nước ", self.at) and self._is(words_of.OF_A_STATE)
        name = self.by_start.get(self.at + (6 if state else 1)) if self.text[self.at] == " " else None
        if name is None or (name.label is Label.PLACE and self.placed):
            return False
        if self.shadow[self.start : self.at] in words_of.FORUMS:  # "SOM ASEAN Việt Nam", "WEF ASEAN"
            return False
        if name.label is Label.PLACE:
            self.placed = self.known = True
        elif name.label is Label.ORGANISATION:
            of_kind = name.key is None and self._is(("công ty", "tổng công ty", "tập đoàn", "bệnh viện"))
            self.known = not (of_kind or self._opens(name.start, name.end))
        else:
            return False
        self.at = name.end
        return True

    def _pair(self) -> bool:
        """The other of two countries: "Hội Hữu nghị Việt Nam - Lào", "Hội đồng Kinh doanh Úc - Việt"."""
        dash = shapes.DASH.match(self.text, self.at)
        place = self.by_start.get(dash.end()) if dash else None
        alone = self.known and not self.placed  # "ASEAN - Nhật Bản": two sides
        forum = place is not None and self.placed and self.shadow[place.start : place.end] in words_of.FORUMS
        if place is not None and (place.label is Label.PLACE or forum) and not alone:
            self.at = place.end
        elif (
            not self.placed
            and self._is(words_of.OF_TWO)
            and (both := shapes.SHORT_PAIR.match(self.text, self.at))
        ):
            self.at = both.end()
        elif self.placed and (short := shapes.PAIRED.match(self.text, self.at)):
            self.at = short.end()
        else:
            return False
        self.placed = True
        return True

    def _seat(self) -> bool:
        """Where a mission or an office sits: "tại Lào", "tại Geneva"."""
        seat = shapes.AT.match(self.shadow, self.at)
        if seat is None and self._is(words_of.EMBASSIES):
            seat = shapes.AT_HOST.match(self.text, self.at)
        seated = self._is(words_of.SEATED) or shapes.MISSION.search(self.shadow, self.start, self.at)
        if seat is None or not seated or self._is(("hội đồng",)):
            return False
        place = self.by_start.get(seat.end())
        if place is not None and place.label in (Label.PLACE, Label.ORGANISATION):
            self.at = place.end
        elif self._capital(seat.end()) and not shapes.NO_SEAT.match(self.shadow, seat.end()):
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
        mark = self.text[self.at : self.at + 1]
        place = self.by_start.get(self.at + 1) if mark in (" ", ".") else None  # "TP.Đà Nẵng"
        if place is not None and place.label is Label.PLACE:
            self.at = place.end
        elif self.text[self.at : self.at + 1] == " " and self._capital(self.at + 1):
            words = self.text[self.at + 1 : shapes.run(self.text, self.at + 1)].lower().split(" ")
            headed = self.shadow.endswith(words_of.HEADS, 0, self.start)
            like_one = self.shadow.endswith(" tỉnh", 0, self.at) or is_full_name(words)
            person = headed and len(words) > 2 and like_one and words[:3] != _HO_CHI_MINH
            if headed and not person:
                words = _before_person(words)
            if not person and not self.shadow.startswith(words_of.PAPERS, self.at + 1):
                self.at += 1 + len(" ".join(words[:3]))
        self.at = shapes.after_number(self.text, self.at)

    def _qualified(self) -> None:
        """Small words between the kind and the name: "Ủy ban hỗn hợp Việt Nam - Lào"."""
        if self.at != self.kind_end or not self._is(words_of.QUALIFIABLE):
            return
        while words := next((one for one in words_of.QUALIFIED if self._word_is(one)), ""):
            if self.known and words[1:] in words_of.VERBS:
                return  # "Ban Bí thư tổ chức Hội nghị"
            self.at += len(words)
            self.known = False

    def _qualified_place(self) -> bool:
        """The same small words before the two sides: "Ủy ban Chỉ đạo hợp tác song phương Việt Nam - Lào"."""
        if self.placed or not self._is(words_of.QUALIFIABLE) or self.at == self.kind_end:
            return False
        at = self.at
        while words := next((one for one in words_of.QUALIFIED if self.shadow.startswith(one + " ", at)), ""):
            at += len(words)
        place = self.by_start.get(at + 1)
        if at == self.at or place is None or place.label is not Label.PLACE:
            return False
        self.at, self.known = at, False
        return True

    def _word_is(self, words: str) -> bool:
        end = self.at + len(words)
        small = self.text[self.at + 1 : self.at + 2].islower() or self.capitals
        return small and self.shadow.startswith(words, self.at) and not self.shadow[end : end + 1].isalnum()

    def _foreign_fields(self) -> bool:
        """A ministry of another country that begins as one of ours: "Bộ Nội vụ và Truyền thông Nhật Bản"."""
        if not self._is(words_of.LISTED) or not self.text.startswith((" và ", ", "), self.at):
            return False
        ahead = (self.by_start.get(at) for at in range(self.at, self.at + shapes.LONGEST))
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
        charged = self._is(words_of.CHARGED)
        about = shapes.ABOUT.match(self.shadow, self.at)
        if about is None and charged:
            about = self._matter()
        if about is None or not (charged or (self.placed and self._is(words_of.ABOUT))):
            return
        whole = shapes.TO_BRACKET.match(self.text, self.at) if charged else None
        if whole and not shapes.CAPITAL_KIND.search(self.text, *whole.span()):
            self.at = whole.end()
            return
        end = first = about.end() - 1
        caps = self.text[self.start : end].isupper()
        while word := shapes.WORD.match(self.shadow, end):
            self.at, at = end, end + 1
            ends = self._is_verb(at) and not self._is_subject(at) and (end > first or not charged)
            named = self._capital(at) and not caps and (end > first or is_kind(self.shadow, at))
            named = named and word[1] != "covid-19"
            if ends or named or shapes.PART_OF_DAY.match(self.shadow, at):
                break
            end = word.end()
            if link := shapes.SUBJECT_LINK.match(self.shadow, end) or (charged and self._next_subject(end)):
                end = link.end() - 1 if "-" in link[0] or not charged else end + 1
            elif field := shapes.OF_A_FIELD.match(self.shadow, end):
                end = field.end()
        else:
            self.at = end
        while (last := self.shadow.rfind(" ", self.start, self.at)) > 0:
            if self.shadow[last + 1 : self.at] not in words_of.LOOSE_ENDS:
                break
            self.at = last
        other_side = self._is(("đoàn đàm phán",)) and self.shadow.startswith(" với ", self.at)
        place = self.by_start.get(self.at + (5 if other_side else 1))
        if place is not None and place.label is Label.PLACE and self.text[self.at] == " ":
            self.at, self.placed, self.known = place.end, True, False
            self._pair()

    def _matter(self) -> re.Match[str] | None:
        """What it is set up for, right behind whose it is."""
        whose = self.shadow.endswith(words_of.WHOSE, self.start, self.at)
        return shapes.MATTER.match(self.shadow, self.at) if whose else None

    def _of_united_nations(self) -> None:
        """That it is an organ of the United Nations."""
        of_them = shapes.OF_UNITED_NATIONS.match(self.shadow, self.at)
        if of_them and self.at > self.kind_end and self._is(words_of.OF_UNITED_NATIONS):
            self.at, self.known = of_them.end(), True

    def _of_parliament(self) -> None:
        """The rest of a committee's fields, and that it is the parliament's."""
        if self.at == self.kind_end or not self._is(("ủy ban",)):
            return
        rest = shapes.OF_PARLIAMENT.match(self.shadow, self.at)
        fields = shapes.AND.split(rest[1])[1:] if rest else []
        if rest and not any(begins_with_kind(field + " ") for field in fields):
            self.at = rest.end()

    def _is_subject(self, at: int) -> bool:
        words = TWO_WORDS.match(self.shadow, at)
        return words is not None and words[0] in words_of.OF_SUBJECTS

    def _next_subject(self, end: int) -> re.Match[str] | None:
        """The comma before another of the subjects: "về phòng, chống tham nhũng, lãng phí"."""
        comma = shapes.NEXT_SUBJECT.match(self.shadow, end)
        if comma is None or (self._capital(comma.start(1)) and not self.capitals):
            return None
        before = self.shadow[:end].rpartition(" ")[2] + ","
        joined = (comma[1], comma[2]) in self.joined or (before, comma[1]) in shapes.JOINT
        return comma if joined and not self._is_verb(comma.start(1)) else None

    def _to_bracket(self) -> None:
        """The last words before its abbreviation in brackets: "Quỹ Rừng nhiệt đới mãi mãi (TFFF)"."""
        end = self.at
        if end == self.listed_end and self.known:
            return
        for _ in range(7):
            if end > self.kind_end and shapes.IN_BRACKETS.match(self.text, end):
                self.at = end
                return
            word = shapes.WORD.match(self.shadow, end)
            if word is None or (self._is_verb(end + 1) and word[1] != "về"):
                return
            if word[1] == "và" and is_kind(self.shadow, word.end() + 1):
                return
            end = word.end()


def _before_person(words: list[str]) -> list[str]:
    """Return what stands before a person's full name: "Điện lực miền Nam Nguyễn Văn Hải"."""
    for at in range(1, min(len(words) - 1, 4)):
        if words[at] in SURNAMES and is_full_name(words[at:]):
            return words[:at]
    return words
