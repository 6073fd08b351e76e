"""One word more in the name of a body: whether it belongs to the name, and where the name then ends."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from banggiao.language import lazy_re as re
from banggiao.language.names import SURNAMES, is_full_name, is_syllable
from banggiao.reading import body_shapes as shapes
from banggiao.reading import body_words as words_of
from banggiao.reading.body_starts import LEVEL, is_kind
from banggiao.reading.post_words import STYLES
from banggiao.reading.records import Label, Mention

_OF_A_FORM = 2  # spaces in a kind that says its form, "công ty cổ phần"
_ROMAN = re.compile(r" [IVX]+(?!\w)")
TWO_WORDS = re.compile(r"([^\W_]+)(?: [^\W_]+)?")


class Steps:
    """A name that ends at ``at`` so far, with a place (``placed``) or a known name (``known``).

    Each step returns where the name then ends, 0 where it does not go on.
    """

    def __init__(
        self,
        joined: AbstractSet[tuple[str, str]],
        text: str,
        shadow: str,
        start: int,
        by_start: dict[int, Mention],
    ) -> None:
        self.joined, self.text, self.shadow = joined, text, shadow
        self.start, self.at, self.by_start = start, start, by_start
        self.kind_end = self.listed_end = start
        self.placed = self.known = self.capitals = False

    def _is(self, kinds: tuple[str, ...]) -> bool:
        return self.shadow.startswith(kinds, self.start)

    def _capital(self, at: int) -> bool:
        return self.text[at : at + 1].isupper()

    def _opens(self, start: int, end: int) -> bool:
        if self.shadow[start:end] in words_of.OPEN or self.shadow.endswith(" đảng", start, end):
            return True
        return self.shadow.startswith(words_of.OPEN_KINDS, start)

    def _step(self) -> int:
        if self.text.startswith(", ", self.at) or shapes.DASH.match(self.text, self.at):
            return self._field()
        word = shapes.WORD.match(self.shadow, self.at)
        if word is None or self._is_congress():
            return 0
        if self._capital(self.at + 1) and not self.capitals:
            return self._capital_word(word)
        if word[1] == "và":
            return self._and(word.end())
        return self._on(word.end()) if word[1] == "về" else self._small_word(word)

    def _is_congress(self) -> bool:
        """Whether the number of its congress follows a party: "Đại hội Đảng XII"."""
        bare = self.at == self.kind_end and self._is(("đảng ",))
        return bare and _ROMAN.match(self.text, self.at) is not None

    def _on(self, end: int) -> int:
        """What the body is on, in words that known names join; those set up for one matter are read apart."""
        after = shapes.WORD.match(self.shadow, end)
        if after is None or self.known or self._is(words_of.CHARGED) or not self._is(words_of.ABOUT):
            return 0
        return after.end() if after[1] != "việc" and ("về", after[1]) in self.joined else 0

    @property
    def _before(self) -> str:
        return self.shadow[self.start : self.at].rsplit(" ", 1)[-1].rsplit("-", 1)[-1]

    def _field(self) -> int:
        comma = self.text[self.at] == ","
        dash = shapes.DASH.match(self.text, self.at)
        after = shapes.FIRST_WORD.match(self.shadow, dash.end() if dash else self.at + 2)
        if after is None or self._is_other_body(after.start(1), comma=comma):
            return 0
        if comma and (self._before + ",", after[1]) in shapes.JOINT:
            return after.end()
        small = self.text[after.start(1)].islower()
        if dash and small and {(self._before, "-"), ("-", after[1])} <= self.joined:
            return after.end()
        if not self._capital(after.start(1)):
            return 0
        if comma:
            listed = self._is(words_of.LISTED) and shapes.LIST.match(self.shadow, self.at)
            return after.end() if listed or (self._before + ",", after[1]) in self.joined else 0
        return self._other_field(after)

    def _is_other_body(self, at: int, *, comma: bool) -> bool:
        """Whether the next of a list of bodies begins here: "Bộ Ngoại giao, VCCI và …"."""
        known = self.by_start.get(at) if comma else None
        if known is not None and known.label is Label.ORGANISATION:
            return True
        return is_kind(self.shadow, at) and self._capital(at)

    def _other_field(self, after: re.Match[str]) -> int:
        """The field behind a dash: "Phòng Lễ tân - Lãnh sự"."""
        other = after.start(1) in self.by_start
        two_sides = other and self.at == self.listed_end  # "ASEAN - Nhật Bản"
        if two_sides or self.shadow.startswith(words_of.POSTS, after.start(1)):
            return 0
        second = shapes.WORD.match(self.shadow, after.end())
        known_field = second is not None and (after[1], second[1]) in self.joined
        known_field = known_field and self.at > self.listed_end
        twofold = self._is(words_of.TWOFOLD) or (self._is(words_of.TWOFOLD_IF_KNOWN) and known_field)
        joined = ("-", after[1]) in self.joined or (self._before, "-") in self.joined
        field = not other and not self.text[after.start(1) : after.end(1)].isupper()
        return after.end() if joined or (twofold and field) else 0

    def _capital_word(self, word: re.Match[str]) -> int:
        if self.known and (self._before, word[1]) not in self.joined:
            return word.end() if self._parent(self.at + 1) or self._of_occasion() else 0
        ruled = self.shadow.startswith(words_of.RULED, self.at + 1)
        if self.shadow[self.start : self.at] in words_of.OPEN and (ruled or not is_syllable(word[1])):
            named = (
                not ruled and self._is(("đảng ",)) and not self.shadow.endswith(words_of.HEADS, 0, self.start)
            )
            return word.end() if named else 0  # "Hạ viện Ozaki Tadashi": a person
        run = self.shadow[self.at + 1 : shapes.run(self.text, self.at + 1)].split(" ")
        if self.shadow.startswith(STYLES, self.at + 1) or self._heads_the_party(run):
            return 0
        headed = self.at > self.kind_end and self.shadow.endswith(words_of.HEADS, 0, self.start)
        if headed and len(run) > 1 and not any(map(is_syllable, run)) and not self._is(words_of.TRADERS):
            return 0  # "Quốc vụ khanh Bộ Kinh tế Liên bang Udo Brandner"
        korean = self.shadow.endswith(words_of.HEADS, 0, self.start) and shapes.KOREAN.match(
            self.text, self.at
        )
        abbreviated = headed and self._is_abbreviated() and self.at + 1 not in self.by_start
        if korean or (abbreviated and len(run) > 1):
            return 0  # "Chủ tịch Tập đoàn SK Kim Tae-il", "Phó Chủ tịch Tập đoàn KD Han Seo Yun"
        is_person = run[0] in SURNAMES and 3 <= len(run) <= 4 and is_full_name(run)
        # "Công ty Kim Hạnh Việt" bears a person's name; "Giám đốc Công ty Kim Hạnh Việt" may be either.
        named_for = self._is(words_of.NAMED_FOR) and not self.shadow.endswith(words_of.HEADS, 0, self.start)
        return word.end() if named_for or not is_person else 0

    def _is_abbreviated(self) -> bool:
        """Whether its own name is capitals: "Tập đoàn CJ"."""
        own = self.text[self.kind_end : self.at].strip()
        return len(own) > 1 and own.isupper() and " " not in own and own not in words_of.FORMS

    def _heads_the_party(self, run: list[str]) -> bool:
        """Whether a person follows a body of the Party: "Chánh Văn phòng Trung ương Đảng Lê Hoài"."""
        of_party = self.at == self.listed_end and self.shadow.endswith(" đảng", self.start, self.at)
        return of_party and run[0] in SURNAMES and len(run) > 1 and is_full_name(run)

    def _of_occasion(self) -> bool:
        """Whether the occasion begins here that it was set up for: "Ban Chỉ đạo Hội nghị WEF"."""
        charged = self._is(words_of.CHARGED) or self._is(("ban tổ chức", "ban thư ký"))
        return charged and shapes.OCCASION.match(self.shadow, self.at + 1) is not None

    def _parent(self, at: int) -> bool:
        """Whether the body that it is a part of begins here: "Đảng ủy Bộ đội Biên phòng tỉnh"."""
        if self.shadow.startswith("đảng ", at) and self._is(words_of.OF_PARTIES):
            return True  # "Ủy ban Đối ngoại Đảng Nhân dân Campuchia"
        return self._is(words_of.PARTS) and is_kind(self.shadow, at) and not self.text[at : at + 2].isupper()

    def _and(self, end: int) -> int:
        if is_kind(self.shadow, end + 1) or end + 1 in self.by_start:
            return 0
        headed = words_of.POSTS if self._capital(end + 1) else words_of.HONORIFICS
        if self.shadow.startswith(headed, end + 1):
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
            return 0 if shapes.SPOKEN.fullmatch(self.text, end + 1, after.end()) else after.end()
        return after.end() if ("và", after[1]) in self.joined and not self._is_verb(end + 1) else 0

    def _small_word(self, word: re.Match[str]) -> int:
        if self._is_verb(self.at + 1) or (self.known and word[1] == "không"):
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

    def _other_half(self) -> int:
        """The other half of the name behind "&": "Trung tâm Nghiên cứu & Phát triển"."""
        other = None if self.known else shapes.AMPERSAND.match(self.text, self.at)
        return other.end() if other else 0

    def _trade(self) -> int:
        """What a trader does, in small letters before its own name: "Công ty Cổ phần phim Thiên Ngân"."""
        run = shapes.TRADE.match(self.text, self.at) if self._is(words_of.TRADERS) else None
        if run is None or run.end() + 1 in self.by_start:
            return 0
        if self.at == self.kind_end and self.shadow.count(" ", self.start, self.at) < _OF_A_FORM:
            return 0  # "Công ty giao hàng cho An Phú"
        if shapes.is_proper(self.text[self.kind_end : self.at], self.joined):
            return 0
        words = shapes.words_at(run)
        return run.end() if not any(map(self._is_verb, words)) else 0

    def _last_word(self, word: re.Match[str]) -> int:
        """A word that no list knows, before a place or joined to the next."""
        if self._is(words_of.TRADERS) and self._capital(self.at - len(self._before)):
            return 0
        place = self.by_start.get(word.end() + 1)
        of_place = place is not None and place.label is Label.PLACE
        if (of_place or LEVEL.match(self.shadow, word.end())) and word[1] not in words_of.NO_LAST_WORD:
            key = place.key if of_place and place is not None else None
            abroad = key is not None and key.startswith("country-") and key != "country-VNM"
            abroad = abroad and self._is(("bộ ",))
            return word.end() if abroad or self._is(words_of.LAST_WORD) else 0
        after = shapes.WORD.match(self.shadow, word.end())
        joined = after is not None and (word[1], after[1]) in self.joined
        return after.end() if after is not None and joined and not self._capital(word.end() + 1) else 0

    def _is_verb(self, at: int) -> bool:
        """Whether what begins here can't be of a name."""
        words = TWO_WORDS.match(self.shadow, at)
        first, both = (words[1], words[0]) if words else ("", "")
        if f"{self._before} {first}" in words_of.COMPOUNDS:
            return False
        return (first in words_of.NEVER and both != "dự phòng") or both in words_of.VERBS
