"""Named meetings and occasions: EVENT mentions.

A name begins with the kind of meeting, written with a capital, goes on with what defines it and ends before a
word that no name holds: a verb, a word of grammar, a date. Its ordinal or year is part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from banggiao.language import lazy_re as re
from banggiao.language.names import SURNAMES, UPPER, is_full_name
from banggiao.language.scanning import Words
from banggiao.reading import event_lists as lists_of
from banggiao.reading import event_words as words_of
from banggiao.reading.event_editions import editions
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.records import Label, Mention, is_common_body
from banggiao.reading.reference_words import AGREEMENTS, LOOSE_TYPES, TREATIES

_KINDS = tuple(kind + " " for kind in words_of.KINDS)
_NAMING = tuple(f"{word} " for word in words_of.NAMING)
_PAPERS = tuple(f"{kind} " for kind in (*TREATIES, *AGREEMENTS, *LOOSE_TYPES))
_SCAN = Words(list(_KINDS))
_LOOSE = re.compile(rf" ((?:{'|'.join(sorted(LOOSE_TYPES))}) (?:số )?\d{{1,4}})(?![\w/-])")
_PART = re.compile(r" ([\w&]+(?:[-.'’/+][\w]+)*\.?)")
_ROMAN = re.compile(r" [IVXL]{1,7}(?!\w)")
_DASH = re.compile(r" [-–] (?=\w)")
_GLUED_EDITION = re.compile(r"[-+]\d{1,3}(?!\w)")
_BARE_DASH = re.compile(r"(?:[-–] ?| [-–])(?=[^\W\d_])")
_MARK = re.compile(r"[.,;:\"(\n]")
_THEME_BEHIND_COLON = re.compile(r': ["“][^"“”\n]{3,250}["”]')
_THEME = re.compile(r' ["“][^"“”\n]{3,160}["”]')
_CAPITALS = re.compile(rf"(?: [{UPPER}][^\W\d_]+){{3,5}}")
_SMALL_NAMING = tuple(f"{word} " for word in words_of.NAMING - {"đầu", "nước", "lễ", "hội"})
_DIALOGUE = "Đối thoại "  # a meeting, though known by name
_NEAR = 120  # characters between an occasion and its ordinal
_NUMBERS = 8  # characters of a number before a line
_NUMBERED = re.compile(r"(?:\(?[\dIVXa-h]{1,4}[.)]+|[-–+•*])\s*")
_LONGEST = 200  # characters of a name


def find_events(
    text: str,
    shadow: str,
    names: Sequence[Mention],
    numbered: Sequence[Mention],
    *,
    gazetteer: Gazetteer,
    on: date | None,
) -> list[Mention]:
    """Return named meetings and their short names, by start.

    Inside a name only a congress has its own: the one whose resolution a conference is about.
    """
    ends = {mention.start: mention.end for mention in (*names, *numbered)}
    bodies = {at: name.start for name in filter(is_common_body, names) for at in range(name.start, name.end)}
    found: list[Mention] = []
    last = 0
    for at, kind_end in _starts(text, shadow):
        inside = at < last
        congress = shadow.startswith("đại hội ", at) and not shadow.startswith("đại hội đồng", at)
        if (inside and not congress) or bodies.get(at, at) < at:  # "Tổ chức Hội nghị Hồi giáo"
            continue
        end = _Name(text, shadow, at, ends).end_of(kind_end)
        standing = shadow.startswith(words_of.STANDING, at) and not text.startswith(_DIALOGUE, at)
        known = ends.get(at, 0) + (standing or at in bodies)
        if end > kind_end and known <= end and not (inside and end > last):
            start = lists_of.twin_start(text, at)
            key = gazetteer.resolve(text[start:end], on)
            found.append(Mention(start, end, Label.EVENT, key, text[start:end], "event", 0.8))
            last = max(last, end)
    return sorted([*found, *editions(text, found)], key=lambda mention: mention.start)


def _starts(text: str, shadow: str) -> list[tuple[int, int]]:
    """Return where a name may begin and where its kind ends, by start and the longest kind first."""
    starts: list[tuple[int, int]] = []
    for _, at, end in _SCAN.hits(shadow):
        written = text[at].isupper() and text[end - 1] == " " and not (at and text[at - 1].isalnum())
        if written and not shadow.endswith(words_of.OF_A_PLACE, 0, at):
            starts.append((at, end - 1))
    return sorted(starts, key=lambda one: (one[0], -one[1]))


class _Name:
    """One name, read to its end. ``at`` is where it ends so far."""

    def __init__(self, text: str, shadow: str, start: int, ends: dict[int, int]) -> None:
        self.text, self.shadow, self.start, self.ends = text, shadow, start, ends

    def end_of(self, kind_end: int) -> int:
        """Return where the name ends, ``kind_end`` where the kind stands alone."""
        self.at = self.solid = self.at_kind = kind_end
        self.named = False  # whether a known name was read last
        self.paper = 0  # where a paper ends that was read
        self.capitals = self.text[self.start : kind_end].isupper()
        kind = self.shadow[self.start : kind_end]
        if kind == "cấp cao" and not words_of.EDITION_AHEAD.match(self.shadow, kind_end):
            return kind_end
        if kind == "chương trình":
            return self._of_meeting(kind_end)
        if self.shadow.startswith(words_of.ASSEMBLIES, self.start):
            return self._of_assembly(kind_end)
        known = self.ends.get(self.start, 0)
        if known > kind_end and (words_of.ORDINAL.match(self.shadow, known) or self._has_sides(known)):
            self.at = self.solid = known
            return self._run()
        if not self._is_defined(kind):
            return kind_end
        end = max(self._run(), lists_of.quoted_end(self.text, self.start))
        return end if self._names_one(kind, end) else kind_end

    def _has_sides(self, at: int) -> bool:
        """Whether a known name goes on with its sides and its ordinal: "… 5 tỉnh A - B - C lần thứ 8"."""
        return at + 1 in self.ends and self._goes_on_to_ordinal(at)

    def _of_assembly(self, kind_end: int) -> int:
        """A body that is called a congress or an assembly meets where it bears the number of a meeting."""
        end = self._run()
        words = words_of.OF_CONVENTION.sub("", self.shadow[kind_end:end].partition(" khóa ")[0])
        return end if words_of.ORDINAL.search(words) or any(map(str.isdigit, words)) else kind_end

    def _of_meeting(self, kind_end: int) -> int:
        """A programme is an occasion only where it is one of meeting: "Chương trình Gặp gỡ đầu Xuân"."""
        inner = words_of.MEETING_OF.match(self.shadow, kind_end)
        if inner is None:
            return kind_end
        if not (
            self.text[kind_end + 1].isupper() or self._is_inside() or _THEME.match(self.text, inner.end())
        ):
            return kind_end
        self.at = self.solid = inner.end()
        return self._run()

    def _run(self) -> int:
        while self.at - self.start < _LONGEST and (
            self.text[self.at : self.at + 1] == " " or self._other_side() or self._other_field()
        ):
            if twins := words_of.TWINS.match(self.text, self.at):
                self.at = twins.end()
            self.at = lists_of.aside_end(self.text, self.at) or self.at
            self.named = False
            if not self._go():
                break
        if self.at == self.solid and (theme := _THEME_BEHIND_COLON.match(self.text, self.at)):
            return theme.end()
        return self._goes_on()

    def _other_side(self) -> bool:
        """Read the other of two sides behind a bare dash: "Việt Nam-Lào", "ASEAN-Mỹ"."""
        dash = _BARE_DASH.match(self.text, self.at)
        end = self.ends.get(dash.end()) if dash else None
        if end is None:
            return False
        self.at = self.solid = end
        return self.text[end : end + 1] == " " or self._other_side()

    def _other_field(self) -> bool:
        """Read what a comma joins: "Ngày hội Văn hóa, Thể thao", "Việt Nam, Lào và Campuchia"."""
        if self.text[self.at : self.at + 1] != ",":
            return False
        end = lists_of.pair_end(self.text, self.shadow, self.at)
        end = end or (lists_of.sides_end(self.shadow, self.at, self.ends) if self.named else 0)
        self.at = self.solid = end or self.solid
        return end > 0

    def _goes_on(self) -> int:
        """Return where the name ends past a comma: with further fields of co-operation."""
        joined = " hợp tác " in self.shadow[self.start : self.solid]
        further = lists_of.fields_end(self.shadow, self.solid) if joined else 0
        return further or lists_of.between_end(self.shadow, self.start, self.solid, self.ends) or self.solid

    def _is_defined(self, kind: str) -> bool:
        """Whether what stands behind the kind defines a meeting."""
        at = self.at + 1
        after = _PART.match(self.shadow, self.at)
        if kind not in words_of.OCCASIONS and (
            _THEME.match(self.text, self.at) or words_of.ORDINAL.match(self.shadow, self.at)
        ):
            return True
        if after is None or self._is_stop(self.at):
            return False
        capital = self.text[at].isupper() and not self.capitals
        if kind in words_of.OCCASIONS:
            return self._is_occasion(at, capital=capital)
        if capital or at in self.ends or self._number():
            return True
        if self.shadow.startswith(words_of.DEFINING, at):
            return True
        plain = kind in words_of.PLAIN_MEETINGS and self._is_inside() and self.text[at].isalpha()
        return plain and after[1] not in words_of.JOINING and after[1] != "tân"

    def _is_occasion(self, at: int, *, capital: bool) -> bool:
        if self.shadow.startswith(words_of.FOUNDING, at):
            return not self._opens_line()
        meets = self._is_inside() or self.shadow.startswith("giao lưu", self.start)
        ordinal = words_of.ORDINAL.search(self.shadow, at, at + _NEAR) if meets else None
        if ordinal and "." not in self.shadow[at : ordinal.start()]:
            return True
        inside = self._is_inside() and self.shadow.startswith(_SMALL_NAMING, at)
        named = at in self.ends or self.shadow.startswith(_NAMING, at)
        return (capital and named) or inside

    def _names_one(self, kind: str, end: int) -> bool:
        """Whether ``kind`` and the words up to ``end`` name one meeting, and are not said of any."""
        words = self.text[self.at_kind : end]
        if any(letter.isdigit() or letter == '"' for letter in words) or words_of.ORDINAL.search(
            words.lower()
        ):
            return True
        if self.capitals:
            return False
        small = words.count(" ") > 2 or (words.count(" ") > 1 and " " in kind)
        if self._has_capital() or not small or kind == "lễ":
            return self._has_capital() or small
        return not self._opens_line() or (kind in words_of.AT_LINES and self._is_heading())

    def _opens_line(self) -> bool:
        if self.start == 0 or self.text[self.start - 1] in "\n\t":
            return True
        line = self.text.rfind("\n", 0, self.start) + 1
        return self.start - line < _NUMBERS and _NUMBERED.fullmatch(self.text, line, self.start) is not None

    def _is_heading(self) -> bool:
        """Whether the line ends without a mark, as no sentence does."""
        end = self.text.find("\n", self.start)
        return self.text[end - 1 if end > 0 else -1].isalnum()

    def _is_inside(self) -> bool:
        """Whether the kind stands inside a sentence, where only a name has a capital."""
        return self.text[self.start - 2 : self.start - 1].islower() and self.text[self.start - 1] == " "

    def _has_capital(self) -> bool:
        words = self.text[self.at_kind : self.solid]
        return not self.capitals and any(letter.isupper() for letter in words)

    def _is_stop(self, at: int) -> bool:
        first = _PART.match(self.shadow, at)
        if first is None:
            return True
        second = _PART.match(self.shadow, first.end())
        both = f"{first[1]} {second[1].rstrip('.')}" if second else first[1]
        work = self.shadow.startswith(words_of.WORK, at + 1) and self._has_capital()
        for_whom = first[1] == "cho" and self.shadow.startswith("tết ", self.start)
        if work or for_whom or self.shadow.startswith(words_of.OTHER_SIDE, at + 1):
            return True
        if both in words_of.NO_STOPS and not self.shadow.startswith(words_of.ASSEMBLY, self.start):
            return False
        if both in words_of.NOUNS and self.shadow.endswith(words_of.NOUNS[both], 0, at):
            return False
        small = self.capitals or self.text[at + 1].islower()
        together = self.capitals or not self.text[first.end() + 1 : first.end() + 2].isupper()
        return small and (first[1] in words_of.STOPS or (together and both in words_of.VERBS))

    # What may follow. Each moves to its end and says whether the name may go on.

    def _go(self) -> bool:
        if whole := words_of.PARTIES.match(self.shadow, self.at) or words_of.ABROAD.match(
            self.shadow, self.at
        ):
            self.at = self.solid = whole.end()
            return True
        if self._name() or self._dash():
            return not self._edition()
        if theme := _THEME.match(self.text, self.at):
            self.at = theme.end()
            ordinal = words_of.ORDINAL.match(self.shadow, self.at)
            self.solid = ordinal.end() if ordinal else self.at
            return False
        if ordinal := words_of.ORDINAL.match(self.shadow, self.at):
            session = self.shadow.startswith(words_of.SESSIONS, self.start) and ordinal.end() + 1 in self.ends
            first = session or self.at == self.at_kind
            self.at = self.solid = ordinal.end()
            if term := words_of.TERM.match(self.shadow, self.at):
                self.at = self.solid = term.end()
            return first and self.text[self.at + 1 : self.at + 2].isupper()
        if self.shadow[self.at + 1 : self.at + 2].isdigit() or self._roman():
            return self._numbered()
        return self._word()

    def _name(self) -> bool:
        end = self.ends.get(self.at + 1)
        if end is None:
            loose = _LOOSE.match(self.shadow, self.at)
            if loose is None or not self.text[loose.start(1)].isupper():
                return False
            end = loose.end()
        if self.shadow.startswith(_PAPERS, self.at + 1):
            self.paper = end
        self.at = self.solid = end
        self.named = True
        return True

    def _edition(self) -> bool:
        """Read the number that ends the name of a series: "CLV-10"."""
        number = _GLUED_EDITION.match(self.text, self.at)
        if number is not None:
            self.at = self.solid = number.end()
        return number is not None

    def _dash(self) -> bool:
        dash = _DASH.match(self.text, self.at)
        if dash is None:
            return False
        self.at = dash.end() - 1
        if self.text[self.at + 1].islower() and not self.shadow.startswith(("các ", "khu vực "), self.at + 1):
            self.at = len(self.text)
            return False
        return True

    def _roman(self) -> bool:
        return not self.capitals and _ROMAN.match(self.text, self.at) is not None

    def _number(self) -> re.Match[str] | None:
        number = words_of.NUMBER.match(self.text, self.at)
        if number is None or (number[2] or "") in words_of.COUNTED:
            return None
        return number

    def _numbered(self) -> bool:
        number = self._number()
        before = self.shadow[self.start : self.at].rsplit(" ", 1)[-1]
        if number is None or before in ("năm", "điều", "khoản", "cho", "với", "về"):
            return False
        self.at = self.solid = number.end(1)
        if term := words_of.TERM.match(self.shadow, self.at):
            self.at = self.solid = term.end()
        return self.shadow.startswith(words_of.SESSIONS, self.start) and self.at + 1 in self.ends

    def _word(self) -> bool:
        if reviewed := words_of.REVIEWED.match(self.shadow, self.at):
            self.at = self.solid = reviewed.end()
            return True
        into = words_of.INTO.match(self.shadow, self.at)
        if into and (end := self.ends.get(into.end())):
            self.at = self.solid = end
            return True
        part = _PART.match(self.shadow, self.at)
        if part is None or self._is_stop(self.at) or self._is_person():
            return False
        word, end = part[1].removesuffix("."), part.end()
        if part[1].endswith(".") and word not in ("tp", "st", "q"):
            end -= 1
        if word == "năm" and self.shadow[end + 1 : end + 5].isdigit():
            return False
        if word in ("và", "với", "về") and not self._joins(word, end):
            return False
        self.at = end
        if word not in words_of.JOINING:
            self.solid = end
        return end == part.end()

    def _joins(self, word: str, end: int) -> bool:
        """Whether "và", "với", "về" goes on with the name: other fields, the other side, a subject."""
        if self._is_stop(end) or end + 1 >= len(self.text):
            return False
        if word == "về":
            return end + 1 not in self.ends or self.solid > self.at_kind or self._has_ordinal()
        if word == "với":
            small = self.shadow.endswith(" gắn", 0, self.at) and self.text[end + 1].islower()
            series = words_of.SERIES_AT.match(self.text, end + 1) is not None
            return (
                small
                or series
                or (end + 1 in self.ends and not words_of.ORDINAL.search(self.shadow[self.start : self.at]))
            )
        other = self.shadow.startswith((*_KINDS, *_PAPERS), end + 1) and self.text[end + 1].isupper()
        known = end + 1 in self.ends
        if other and self.paper == self.at and (known or _LOOSE.match(self.shadow, end)):
            return True
        alike = self.text[end + 1].isupper() == self._last_is_capital()
        if known and self.text[self.at - 1] != ")":
            return False
        return not other and (alike or self._goes_on_to_ordinal(end))

    def _goes_on_to_ordinal(self, at: int) -> bool:
        """Whether nothing but names and fields stand before the ordinal that ends the name."""
        ordinal = words_of.ORDINAL.search(self.shadow, at, at + _NEAR)
        between = words_of.ASIDES.sub("", self.shadow[at : ordinal.start()]) if ordinal else "."
        return not _MARK.search(between) and words_of.STOPS.isdisjoint(between.split())

    def _has_ordinal(self) -> bool:
        line = self.shadow[self.at : self.at + _LONGEST].partition("\n")[0]
        return words_of.ORDINAL.search(line) is not None

    def _last_is_capital(self) -> bool:
        words = self.text[self.at_kind : self.solid].split(" ")
        return any(word[:1].isupper() for word in words[-2:])

    def _is_person(self) -> bool:
        placed = self.shadow.endswith(("thành phố", "tp."), self.start, self.at)
        if self.capitals or placed or not self.text[self.at + 1].isupper():
            return False
        run = _CAPITALS.match(self.text, self.at)
        words = run[0].lower().split() if run else []
        return words[:3] != words_of.OCEAN and bool(words) and words[0] in SURNAMES and is_full_name(words)
