"""Bodies that no register lists one by one: "Sở Công Thương", "Vụ Kết cấu hạ tầng và đô thị", "Bộ Y tế Lào".

A body's name begins with what kind of body it is and runs on while the words are those of a name: capitals,
words that known names of bodies join, a further field, another body or a place at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from banggiao.language.folding import shadow as shadow_of
from banggiao.language.names import SURNAMES, is_full_name, is_syllable
from banggiao.language.scanning import Words
from banggiao.reading import body_words as words_of
from banggiao.reading.records import Label, Mention

_SCAN = Words([kind + " " for kind in words_of.KINDS])
_AT = re.compile(r" tại (?:tp\.? ?|thành phố |bang |tỉnh )?")
_LEVEL = re.compile(
    r" (?:tỉnh(?! trưởng| ủy)|thành phố|tp\.?|huyện|quận|thị xã|xã(?! hội)|phường|thị trấn|khu vực|bang|vùng"
    r"|đặc khu)(?!\w)"
)
_WORD = re.compile(r" ([^\W\d_][^\W_]*(?:[-.'’&][^\W_]+)*)")
_CAPITAL_WORD = re.compile(r"[^\W\d_][\w'’.-]*\w|[^\W\d_]")
_NUMBER = re.compile(r" \d{1,2}(?![\w%/.,])(?! (?:năm|tháng|ngày))")
_LIST = re.compile(r", (?:[^\W\d_]+ ){0,3}[^\W\d_]+(?=(?:, [^,.;:()]{3,40})? và [^\W\d_])")
_LAST_FIELD = re.compile(r" và ((?:[^\W\d_]+ ){0,3}[^\W\d_]+)(?=[,;.)\n])")
_PAIRED = re.compile(r" - (?:Việt|Trung|Lào|Mỹ|Nhật|Hàn|Nga|Pháp|Đức|Anh|Úc|Ấn|Thái)(?!\w)")
_SHORT_NAME = re.compile(
    r" \((?:sau đây (?:gọi|viết) (?:tắt )?là:? |gọi tắt là:? |viết tắt là:? )?[\"“']?"
    r"([A-ZĐ][\w&-]*[A-ZĐ]\w*|[A-Z][a-z]+(?: [A-Z][\w]+)+|[A-Z][a-z]{4,})[\"”']?\)"
)
_LONGEST = 120
_HEAD = 30  # characters that hold any kind of body


class Composer:
    """Knows which words the names of bodies join. Build once from known names."""

    def __init__(self, names: Iterable[str]) -> None:
        self.joined: set[tuple[str, str]] = set()
        for name in (*names, *words_of.FIELDS):
            self.joined.update(pairwise(shadow_of(name).split(" ")))

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
        kept = [name for name in names if name.label is not Label.ORGANISATION or not _inside(name, composed)]
        short = _defined(text, composed, {name.start for name in (*kept, *composed)})
        return sorted([*kept, *composed, *short], key=lambda name: name.start)

    def _starts(self, text: str, shadow: str, by_start: dict[int, Mention]) -> list[tuple[int, int]]:
        """Return where a name may begin and where its kind ends: known bodies, and kinds written as names."""
        starts = {at: 0 for at, name in by_start.items() if name.label is Label.ORGANISATION}
        for _, at, end in _SCAN.hits(shadow):
            if (at == 0 or not text[at - 1].isalnum()) and _begins(text, shadow, at, end):
                starts[at] = max(starts.get(at, 0), end - 1)
        places = [name for name in by_start.values() if name.label is Label.PLACE]
        inside = {at for place in places for at in range(place.start, place.end)}
        return sorted((at, end) for at, end in starts.items() if at not in inside)  # "Trường Sa", "Hội An"


class _Name:
    """One name, read to its end. ``at`` is where it ends so far; ``placed`` says that a place stands there,
    ``known`` that what stands there is a known name, whole."""

    def __init__(
        self, composer: Composer, text: str, shadow: str, start: int, by_start: dict[int, Mention]
    ) -> None:
        self.joined, self.text, self.shadow = composer.joined, text, shadow
        self.start, self.at, self.by_start = start, start, by_start
        self.placed = self.known = self.capitals = False

    def body(self, kind_end: int) -> Mention | None:
        """Return the body, None where nothing but its kind is there."""
        first = self.by_start.get(self.start)
        listed = first if first is not None and first.label is Label.ORGANISATION else None
        self.at = max(listed.end if listed else 0, kind_end)
        self.known = listed is not None and self.at == listed.end and not self._opens(self.start, self.at)
        after = _WORD.match(self.text, self.at)
        self.capitals = (
            self.text[self.start : self.at].isupper() and after is not None and _all_caps(after[1])
        )
        self._read()
        if listed is not None and self.at == listed.end:
            return listed
        named = any(letter.isupper() for letter in self.text[kind_end : self.at])
        if self.at == kind_end or not (listed or named or self._is(words_of.LEVELLED)):
            return None
        words = self.text[self.start : self.at]
        same = listed is not None and words.removesuffix(" Việt Nam") == self.text[self.start : listed.end]
        key = listed.key if listed is not None and same else None
        return Mention(self.start, self.at, Label.ORGANISATION, key, words, "body", 0.8)

    def _read(self) -> None:
        kind_end = 0 if self.known else self.at
        while self.at - self.start < _LONGEST and self.text[self.at : self.at + 1] in (" ", ","):
            if self._name() or self._pair():
                continue
            if self._seat() or self._level(at_kind=self.at == kind_end):
                return
            number = None if self.placed or self.known else _NUMBER.match(self.text, self.at)
            step = number.end() if number else 0 if self.placed else self._step()
            if not step:
                return
            if self.at == kind_end and not number and not self.capitals and not self._capital(self.at + 1):
                return
            self.at, self.known = step, False

    def _is(self, kinds: tuple[str, ...]) -> bool:
        return self.shadow.startswith(kinds, self.start)

    def _capital(self, at: int) -> bool:
        return self.text[at : at + 1].isupper()

    def _opens(self, start: int, end: int) -> bool:
        return self.shadow[start:end] in words_of.OPEN or self.shadow.startswith(words_of.OPEN_KINDS, start)

    # What may follow. Each moves to its end and says so.

    def _name(self) -> bool:
        """A known place or body right behind."""
        name = self.by_start.get(self.at + 1) if self.text[self.at] == " " else None
        if name is None or (name.label is Label.PLACE and self.placed):
            return False
        if name.label is Label.PLACE:
            self.placed = self.known = True
        elif name.label is Label.ORGANISATION:
            self.known = not self._opens(name.start, name.end)
        else:
            return False
        self.at = name.end
        return True

    def _pair(self) -> bool:
        """The other of two countries: "Hội Hữu nghị Việt Nam - Lào", "Hội đồng Kinh doanh Úc - Việt"."""
        place = self.by_start.get(self.at + 3) if self.text.startswith(" - ", self.at) else None
        if place is not None and place.label is Label.PLACE:
            self.at = place.end
        elif self.placed and (short := _PAIRED.match(self.text, self.at)):
            self.at = short.end()
        else:
            return False
        self.placed = True
        return True

    def _seat(self) -> bool:
        """Where a mission or an office sits: "tại Lào", "tại Geneva"."""
        seat = _AT.match(self.shadow, self.at)
        if seat is None or not self._is(words_of.SEATED):
            return False
        place = self.by_start.get(seat.end())
        if place is not None and place.label is Label.PLACE:
            self.at = place.end
        elif self._capital(seat.end()) and not self.capitals:
            self.at = _run(self.text, seat.end())
        else:
            return False
        return True

    def _level(self, *, at_kind: bool) -> bool:
        """The level that it is of: "tỉnh", "huyện Tri Tôn"."""
        level = _LEVEL.match(self.shadow, self.at)
        if level is None or (at_kind and not self._is(words_of.LEVELLED)):
            return False
        self.at = level.end()
        place = self.by_start.get(self.at + 1) if self.text[self.at : self.at + 1] == " " else None
        if place is not None and place.label is Label.PLACE:
            self.at = place.end
        elif self.text[self.at : self.at + 1] == " " and self._capital(self.at + 1):
            words = self.text[self.at + 1 : _run(self.text, self.at + 1)].lower().split(" ")
            if not is_full_name(words) or len(words) < 3:
                self.at += 1 + len(" ".join(words[:3]))
        return True

    # One more word. Each returns where the name then ends, 0 where it does not go on.

    def _step(self) -> int:
        if self.text.startswith((", ", " - "), self.at):
            return self._field()
        word = _WORD.match(self.shadow, self.at)
        if word is None:
            return 0
        if self._capital(self.at + 1) and not self.capitals:
            return self._capital_word(word)
        if word[1] == "và":
            return self._and(word.end())
        if word[1] == "về":
            after = _WORD.match(self.shadow, word.end())
            joined = after is not None and ("về", after[1]) in self.joined and self._is(words_of.ABOUT)
            return after.end() if after is not None and joined and not self.known else 0
        return self._small_word(word)

    @property
    def _before(self) -> str:
        return self.shadow[self.start : self.at].rsplit(" ", 1)[-1]

    def _field(self) -> int:
        comma = self.text[self.at] == ","
        after = _WORD.match(self.shadow, self.at + (1 if comma else 2))
        if after is None or not self._capital(after.start(1)) or _is_kind(self.shadow, after.start(1)):
            return 0
        if comma:
            listed = self._is(words_of.LISTED) and _LIST.match(self.shadow, self.at)
            return after.end() if listed or (self._before + ",", after[1]) in self.joined else 0
        twofold = self._is(words_of.TWOFOLD) and not self.known
        joined = ("-", after[1]) in self.joined or (self._before, "-") in self.joined
        return after.end() if joined or (twofold and after.start(1) not in self.by_start) else 0

    def _capital_word(self, word: re.Match[str]) -> int:
        if self.known and (self._before, word[1]) not in self.joined:
            return 0
        if self.shadow[self.start : self.at] in words_of.OPEN and not is_syllable(word[1]):
            return 0  # "Hạ viện Ozaki Tadashi": a person
        run = self.shadow[self.at + 1 : _run(self.text, self.at + 1)].split(" ")
        is_person = run[0] in SURNAMES and 3 <= len(run) <= 4 and is_full_name(run)
        return 0 if is_person else word.end()

    def _and(self, end: int) -> int:
        last = _LAST_FIELD.match(self.shadow, self.at)
        if last and not self.known and self._is(words_of.FIELDED) and not self._is_verb(end + 1):
            return last.end()
        after = _WORD.match(self.shadow, end)
        if after is None or self.known or _is_kind(self.shadow, end + 1):
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
        if self.known:
            return 0
        if not self.capitals and last[:1].isupper() and not last.isupper():
            return word.end()  # the second syllable of a word that began with a capital
        after = _WORD.match(self.shadow, word.end())
        joined = after is not None and (word[1], after[1]) in self.joined
        return after.end() if after is not None and joined and not self._capital(word.end() + 1) else 0

    def _is_verb(self, at: int) -> bool:
        """Whether what begins here can't be of a name: a verb, a word of grammar."""
        first, _, rest = self.shadow[at : at + _HEAD].partition(" ")
        second = re.match(r"\w*", rest)
        both = f"{first} {second[0]}" if second else first
        return (first in words_of.NEVER and both != "dự phòng") or both in words_of.VERBS


def _begins(text: str, shadow: str, at: int, end: int) -> bool:
    """Whether a kind of body here begins a name: it has a capital, or follows the post of its head."""
    if text[end - 1] != " " or shadow.startswith("viên", end) or shadow.startswith("trung tâm hội nghị", at):
        return False
    short = shadow[at:end] in words_of.ABBREVIATED
    if text[at:end].isupper() and shadow.count(" ", at, end) == 1 and not short:
        return (at == 0 or text[at - 1] == "\n") and not shadow.startswith("báo cáo", at)
    if not text[at].isupper():
        of_head = shadow.endswith(("trưởng ", "chủ nhiệm "), 0, at) and text[at - 2].isalpha()
        return of_head and not _is_kind(shadow, end)
    of_post = shadow.endswith(("tướng ", "tịch ", "ban ", "phó "), 0, at)
    return not (of_post and shadow.startswith("thường trực ", at))


def _is_kind(shadow: str, at: int) -> bool:
    return _begins_with_kind(shadow[at : at + _HEAD])


@lru_cache(maxsize=4096)
def _begins_with_kind(words: str) -> bool:
    return any(words.startswith(kind + " ") for kind in words_of.KINDS)


def _all_caps(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _run(text: str, at: int) -> int:
    """Return the end of the run of capitalised words that begins here."""
    end = at
    while (word := _CAPITAL_WORD.match(text, end)) and word[0][0].isupper():
        end = word.end()
        if text[end : end + 1] != " ":
            return end
        end += 1
    return end - 1 if end > at and text[end - 1] == " " else end


def _defined(text: str, bodies: Sequence[Mention], taken: set[int]) -> list[Mention]:
    """Return every mention of the short names that stand in brackets behind a body: "(KCCI)"."""
    found: dict[str, Mention] = {}
    for body in bodies:
        short = _SHORT_NAME.match(text, body.end)
        if short:
            found.setdefault(short[1], body)
    mentions: list[Mention] = []
    for words, body in found.items():
        at = text.find(words)
        while at >= 0:
            end = at + len(words)
            glued = (at and text[at - 1].isalnum()) or text[end : end + 1].isalnum()
            if at not in taken and not glued and text[at - 1 : at] not in ("/", "-"):
                mentions.append(Mention(at, end, Label.ORGANISATION, body.key, body.value, "short name", 0.8))
                taken.add(at)
            at = text.find(words, end)
    return mentions


def _inside(name: Mention, bodies: Sequence[Mention]) -> bool:
    return any(body.start <= name.start and name.end <= body.end for body in bodies)
