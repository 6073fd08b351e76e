"""People: names after a post, a form of address, in a credit, a signature, a table, or full names alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from banggiao.language import lazy_re as re
from banggiao.language.names import CAPITAL_RUN, CAPITAL_WORD, UPPER, is_full_name, is_syllable
from banggiao.language.scanning import Phrase, Words
from banggiao.reading import bylines
from banggiao.reading import post_words as words_of
from banggiao.reading.full_names import full_names_in, is_lunar_year
from banggiao.reading.held_posts import held_posts
from banggiao.reading.paper import Paper
from banggiao.reading.posts import Post, find_posts
from banggiao.reading.records import Label, Mention
from banggiao.reading.table_columns import cells_under

_ADDRESSED = Words([*words_of.HONORIFICS, *words_of.STYLES])
_CAREFUL = frozenset(("anh", "học giả", "gs", "ts", "bs"))  # in capitals they may be other words
_OF_A_COUNTRY = frozenset(("học giả", "chuyên gia", "nhà báo", "giáo sư", "phóng viên"))
_BEFORE_POST = re.compile(rf"(?:[{UPPER}][^\W\d_]*(?:[-'’][^\W\d_]+)*(?: |\Z)){{2,5}}\Z")
_PLURAL = ("các ", "hai ", "ba ", "những ")
_NEXT = re.compile(r", | và ")
_HONORIFIC = re.compile("|".join(map(re.escape, sorted(words_of.HONORIFICS, key=len, reverse=True))))
_DEGREES = re.compile(r"(?:(?:gs|pgs|ts|ths|bs|ks|thạc sĩ|tiến sĩ|giáo sư)[. ]{1,2}){1,4}")
_ROLE = Phrase(r"(?:người đồng cấp|(?:nhà )?lãnh đạo|tỷ phú|ứng cử viên|cựu binh|đạo diễn) ")
_PARTICLES = re.compile(r" ((?:[a-zà-ỹ]+ ){1,2})(?=[A-ZÀ-Ỹ])")
_SIGNED = re.compile(r"(?:\s|\((?:đã |ký|da )[^()\n]{0,40}\)|\[[^\]\n]{0,40}\]|đã ký|ký tên)*")
_LINE = re.compile(r"[^\t\n]*")
_NEXT_POST = re.compile(r"(?:,| ?[-–]|,? kiêm|,? đồng thời là) ")
_NAMES = ("họ và tên", "họ tên", "họ, tên", "người ký", "đại biểu", "thành viên", "họ và tên người")
_OTHER_SPELLING = re.compile(r" \(([A-Z][a-z]+(?:[ -][A-Z][a-z]+){1,3})\)")
_SHORT_NAME = re.compile(r" \([A-ZĐ][\w&-]*\)(?= )")
_CAPITAL_BEFORE = re.compile(rf"[{UPPER}][^\W\d_]* \Z")
_LAST_INITIALS = re.compile(rf"(?:\.[{UPPER}](?!\w)|\.(?= ))")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_NO_PERSON = re.compile(r"Quốc (?:tế|gia|hội|phòng|dân|khánh)(?!\w)")
_LONGEST, _LONGEST_STYLED = 6, 10  # words of a name, and of one with its noble styles


def find_people(
    paper: Paper,
    shadow: str,
    names: Sequence[Mention],
    busy: Sequence[tuple[int, int]],
    joined: Collection[tuple[str, str]] = frozenset(),
) -> list[Mention]:
    """Return persons and the posts tied to them, by start.

    ``names`` are the known names, places and composed bodies; ``busy`` spans hold no person (papers,
    meetings); ``joined`` are pairs of words in names of bodies. A post that holds a body or a place is
    returned even where nobody is named.
    """
    people = _People(paper, shadow, names, joined)
    people.after_posts()
    people.addressed()
    people.credited()
    people.in_tables()
    spans = [*busy, *((m.start, m.end) for m in names), *((m.start, m.end) for m in people.found.values())]
    people.counterparts()
    people.full_names(sorted(spans))
    people.before_posts()
    people.bracketed()
    people.repeated(busy)
    ends = {person.end for person in people.found.values()}
    posts = [
        (one, people.post_ends.get(one.start, one.end), one.start in people.tied) for one in people.posts
    ]
    return sorted(
        [*held_posts(paper.text, shadow, posts, ends), *people.found.values()],
        key=lambda mention: mention.start,
    )


class _People:
    """The persons and posts of one paper."""

    def __init__(
        self, paper: Paper, shadow: str, names: Sequence[Mention], joined: Collection[tuple[str, str]]
    ) -> None:
        self.paper, self.text, self.shadow = paper, paper.text, shadow
        self.by_start: dict[int, Mention] = {}
        for mention in names:
            if mention.start not in self.by_start or mention.end > self.by_start[mention.start].end:
                self.by_start[mention.start] = mention
        self.posts = find_posts(self.text, shadow, self.by_start, joined)
        self.post_starts = {post.start for post in self.posts}
        self.post_ends: dict[int, int] = {}  # where a signature shows that the post runs to the line's end
        spans = sorted((name.start, name.end) for name in names)
        self.name_starts, self.name_ends = [start for start, _ in spans], [end for _, end in spans]
        self.found: dict[int, Mention] = {}
        self.tied: set[int] = set()

    def add(self, start: int, end: int, rule: str, confidence: float = 1.0) -> None:
        self.found.setdefault(
            start, Mention(start, end, Label.PERSON, None, self.text[start:end], rule, confidence)
        )

    def inside_name(self, at: int) -> bool:
        """Whether a known name began before the character at ``at`` and holds it."""
        index = bisect_left(self.name_starts, at) - 1
        return index >= 0 and at < self.name_ends[index]

    # A name

    def name_at(self, at: int, *, foreign: bool = False, one_word: bool = False) -> int:
        """Return the end of the person's name that starts at ``at``: a run of capitalised words, cut where
        another name or a post begins; 0 where there is none."""
        if self._is_no_person(at, one_word):
            return 0
        initials = bylines.INITIALS.match(self.text, at)
        end = stop = initials.end() if initials else at
        words = 0
        styled = self.shadow.startswith(words_of.STYLES, at)
        if not foreign and self.text[at : at + 2].isupper() and self.text[at + 1 : at + 2].isalpha():
            return self._in_capitals(at)
        while word := CAPITAL_WORD.match(self.text, end):
            if word[0].isupper() and len(word[0]) > 1 and not (foreign or self._foreign_first(at, words)):
                break
            if words and (self._body_at(end) or end in self.post_starts or self._acts_for(word[0], end)):
                break
            stop, words = self._to_post(end, word.end()), words + 1
            if len(word[0]) == 1 and (last := _LAST_INITIALS.match(self.text, stop)):
                stop = last.end()
            end = self._step(stop)
            if words == (_LONGEST_STYLED if styled else _LONGEST) or not end:
                break
        while stop > at and self.text[stop - 1] in " -'’":
            stop -= 1
        if words > 1 and self.text.endswith((" Jr", " Sr"), at, stop) and self.text.startswith(".", stop):
            stop += 1
        first = self.shadow[at:stop]
        strange = words == 1 and len(first) > 3 and not is_syllable(first)
        if words == 0 or (words == 1 and not (one_word or foreign or strange)) or at in self.post_starts:
            return 0
        if _INNER_CAPITAL.search(self.text, at, stop) or self.shadow.startswith(words_of.NO_NAMES, at):
            return 0
        return stop

    def _foreign_first(self, at: int, words: int) -> bool:
        """Whether a foreign first name stands before a surname in capitals: "Pascal MARTIN"."""
        return words == 1 and not is_syllable(self.shadow[at : self.shadow.index(" ", at)])

    def _is_no_person(self, at: int, one_word: bool) -> bool:
        if _NO_PERSON.match(self.text, at) or is_lunar_year(self.shadow, at):
            return True
        known = self.by_start.get(at)
        if known is not None:
            return not (known.label is Label.PLACE and self._runs_on(known, one_word))
        # where the name of a body should have held it
        return self.shadow.startswith("việt nam", at) and not self.text[at + 9 : at + 10].isupper()

    def _acts_for(self, word: str, at: int) -> bool:
        """Whether the name is over, and for whom he speaks follows: "Trần A Thay mặt Thủ tướng"."""
        return word == "Thay" and self.shadow.startswith("thay mặt", at)

    def _to_post(self, at: int, end: int) -> int:
        """Return where the word ends, before a post that a dash joins to it: "Lê Văn An-Giám đốc"."""
        return next((post - 1 for post in range(at + 1, end) if post in self.post_starts), end)

    def _in_capitals(self, at: int) -> int:
        """Return the end of a Vietnamese name in capitals: three words of a run too long for one."""
        run = CAPITAL_RUN.match(self.text, at)
        words = self.shadow[at : run.end()].split(" ") if run else []
        words = words[:3] if len(words) > 4 else words
        return at + len(" ".join(words)) if len(words) > 2 and is_full_name(words) else 0

    def _step(self, end: int) -> int:
        if self.text[end : end + 1] != " ":
            return 0
        small = _PARTICLES.match(self.text, end)
        if small and all(word in words_of.NAME_PARTICLES for word in small[1].split()):
            return small.end()
        return end + 1

    def _body_at(self, at: int) -> bool:
        known = self.by_start.get(at)
        return known is not None and known.label is not Label.PLACE

    def _runs_on(self, known: Mention, one_word: bool) -> bool:
        run = CAPITAL_RUN.match(self.text, known.start)
        return not one_word and run is not None and run.end() > known.end

    # Where names stand

    def after_posts(self) -> None:
        """Names right after their posts: "Thủ tướng Phạm Minh Chính", "Giám đốc Sở, ông Lê A"; signatures."""
        next_kept = -1
        for post in reversed(self.posts):
            # "Ủy viên Trung ương Đảng, Phó Thủ tướng Chính phủ Trần Lưu Quang": the first post is his too.
            link = _NEXT_POST.match(self.shadow, post.end)
            chained = link is not None and link.end() == next_kept
            if self._holder(post) or self._signer(post) or chained:
                self.tied.add(post.start)
                next_kept = post.start

    def before_posts(self) -> None:
        """Names right before their posts: "Min Byung-hoon, Tổng Giám đốc Công ty A"."""
        for post in self.posts:
            for sign in (", ", " (", " - "):
                end = post.start - len(sign)
                name = _BEFORE_POST.search(self.text, max(0, end - 50), max(0, end))
                if not name or not self.text.startswith(sign, end) or name.start() in self.found:
                    continue
                start = name.start()
                other = (start and self.text[start - 1].isalnum()) or is_lunar_year(self.shadow, start)
                if not other and not self._holds_name(start, end) and self._like_a_person(start, end):
                    self.add(start, end, "holder", 0.8)

    def bracketed(self) -> None:
        """The other spelling of a transliterated name: "Xa-tô Ken (Sato Ken)"."""
        for person in [one for one in self.found.values() if "-" in one.value]:
            other = _OTHER_SPELLING.match(self.text, person.end)
            if other and other.start(1) not in self.by_start:
                self.add(*other.span(1), "name", 0.8)

    def _holds_name(self, start: int, end: int) -> bool:
        inside = any(
            at in self.by_start or at in self.post_starts or at in self.found for at in range(start, end)
        )
        return inside or self.inside_name(start)

    def _like_a_person(self, start: int, end: int) -> bool:
        words = self.shadow[start:end].split(" ")
        if any(len(word) > 1 and word.isupper() for word in self.text[start:end].split(" ")):
            return False
        return is_full_name(words) or not all(map(is_syllable, words))

    def _holder(self, post: Post) -> bool:
        short = _SHORT_NAME.match(self.text, post.end)
        at = short.end() if short else post.end
        comma = self.text.startswith(", ", at)
        if not comma and self.text[at : at + 1] != " ":
            return False
        at += 2 if comma else 1
        # "Thứ trưởng Ông Ích Tường": a form of address is small there
        learned = _DEGREES.match(self.shadow, at) if comma else None  # "Thiếu tướng, GS.TS Lê A"
        honorific = _HONORIFIC.match(self.shadow, at) if comma or self.text[at].islower() else None
        if comma and honorific is None and learned is None:
            return False
        at = honorific.end() if honorific and learned is None else at
        if degree := _DEGREES.match(self.shadow, at):
            at = degree.end()
        end = self.name_at(at, foreign=post.placed)
        if end and self._is_noun(at, end):
            return False
        if end:
            self.add(at, end, "name")
        return bool(end)

    def _is_noun(self, at: int, end: int) -> bool:
        """Whether one capital syllable begins a word, no name: "Chủ tịch Ủy ban"."""
        return " " not in self.text[at:end] and is_syllable(self.shadow[at:end])

    def _signer(self, post: Post) -> bool:
        """A post in capitals, alone in its line, above a name alone in its line."""
        text = self.text
        if not text[post.start : post.end].isupper():
            return False
        line = _LINE.match(text, post.end)
        rest = line[0] if line else ""
        if any(at in self.post_starts for at in range(post.end + 1, post.end + len(rest))):
            return False
        if not (rest == "" or rest.isupper()):
            return False
        if is_full_name(rest.lower().split()):  # "PHÓ THỦ TƯỚNG CHÍNH PHỦ ĐÀO XUÂN HẠNH"
            start = post.end + len(rest) - len(rest.lstrip())
            self.add(start, start + len(rest.strip()), "name")
            return True
        end = post.end + len(rest.rstrip())
        gap = _SIGNED.match(self.shadow, end)
        at = gap.end() if gap else end
        if degree := _DEGREES.match(self.shadow, at):
            at = degree.end()
        below = _LINE.match(text, at)
        name = below[0].rstrip() if below else ""
        broken = "\n" in text[end:at] or "\t" in text[end:at]
        if not broken or at in self.post_starts or not bylines.is_signature(name):
            return False
        self.add(at, at + len(name), "signature")
        self.post_ends[post.start] = end
        return True

    def addressed(self) -> None:
        """Names after "ông", "đồng chí", "GS.TS", and those that begin with a style."""
        text = self.text
        for index, start, stop in _ADDRESSED.hits(self.shadow):
            end = stop + 1 if text[stop : stop + 1] == " " else stop  # "TS. Lê A"
            if not text[end : end + 1].isupper() or (start and text[start - 1].isalnum()):
                continue
            if text[end - 1] in "\t\n" or self.inside_name(end):
                continue
            if index >= len(words_of.HONORIFICS):
                inside = any(one.start < start < one.end for one in self.found.values())
                if text[start].isupper() and not inside and (last := self.name_at(start, foreign=True)):
                    self.add(start, last, "style")
                continue
            if end in self.found or (text[start : end - 1].isupper() and end - start > 4):
                continue
            word = self.shadow[start:end].strip()
            careful = word in _CAREFUL and text[start].isupper()
            if careful and _CAPITAL_BEFORE.search(text, max(0, start - 12), start):
                continue  # a given name: "Phan Anh Sơn"
            country = self.by_start.get(end)
            if country is not None and self._is_country(country, word):
                if last := self.name_at(country.end + 1, foreign=True):
                    self.add(country.end + 1, last, "name")
                continue
            degree = _DEGREES.match(self.shadow, end)
            at = degree.end() if degree else end
            last = self.name_at(at, one_word=not careful)
            if last and not (word == "anh" and careful and not is_full_name(self.shadow[at:last].split(" "))):
                self.add(at, last, "name")
                if self.shadow.endswith(_PLURAL, 0, start):
                    self._listed(last)

    def _listed(self, end: int) -> None:
        """The other names of a list: "các ông Lê A, Trần B và Vũ C"."""
        while link := _NEXT.match(self.text, end):
            end = self.name_at(link.end())
            if end:
                self.add(link.end(), end, "name")

    def _is_country(self, name: Mention, word: str) -> bool:
        is_country = name.label is Label.PLACE and (name.key or "").startswith("country-")
        long = " " in name.value or not is_syllable(name.value.lower())
        return is_country and self.text[name.end : name.end + 1] == " " and (long or word in _OF_A_COUNTRY)

    def counterparts(self) -> None:
        """Foreign names after a role and a country: "người đồng cấp Lào Sisavath"."""
        for role in _ROLE.finditer(self.shadow):
            country = self.by_start.get(role.end())
            if (
                country is not None
                and country.label is Label.PLACE
                and self.text.startswith(" ", country.end)
            ):
                at = country.end + 1
                end = self.name_at(at, foreign=True)
                if end and (" " in self.text[at:end] or not is_syllable(self.shadow[at:end])):
                    self.add(at, end, "name", 0.8)

    def credited(self) -> None:
        """Names of photographers and authors after "Ảnh:", and those that stand alone in a line."""
        for match in bylines.CREDIT.finditer(self.shadow):
            agency = bylines.AGENCY_FIRST.match(self.text, match.end())
            at = agency.end() if agency else match.end()
            end = self.name_at(at) or bylines.end_in_capitals(self.text, at)
            end = at + len(bylines.OF_AGENCY.sub("", self.text[at:end]))
            if end > at and at not in self.by_start and self.shadow[at:end] not in bylines.NOBODY:
                self.add(at, end, "credit")
                also = bylines.ANOTHER_CREDITED.match(self.text, end)
                if also and all(map(is_syllable, also[1].lower().split(" "))):
                    self.add(*also.span(1), "credit", 0.8)
        for start, end in bylines.bylines_in(self.paper):
            if not any(at in self.by_start for at in range(start, end)):
                self.add(start, end, "byline", 0.6)

    def in_tables(self) -> None:
        """Cells that are a name and nothing else, under the head of names or beside a cell with a post."""
        if "\t" not in self.text and not any(block.cell for block in self.paper.blocks):
            return
        for head, start, end in cells_under(self.paper, self.shadow):
            cell = self.text[start:end]
            if _HONORIFIC.match(self.shadow, start):
                continue
            beside = end + 1 in self.post_starts or head.startswith(_NAMES)
            if beside and start not in self.by_start and bylines.is_signature(cell):
                self.add(start, end, "cell", 0.8)

    def full_names(self, busy: Sequence[tuple[int, int]]) -> None:
        """Full Vietnamese names that nothing announces."""
        for start, end in full_names_in(self.text, self.shadow, busy, self.post_starts):
            self.add(start, end, "full name", 0.7)

    def repeated(self, busy: Sequence[tuple[int, int]]) -> None:
        """Every other mention of a name found, whole: "Samdech Chhim Sothea khẳng định"."""
        taken = [(m.start, m.end) for m in self.by_start.values() if m.label is not Label.PLACE]
        taken += [(m.start, m.end) for m in self.by_start.values() if m.rule in ("address", "kind", "venue")]
        starts = {at for start, end in (*taken, *busy) for at in range(start, end)}
        words = sorted({person.value for person in self.found.values() if " " in person.value})
        scan = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
        for _, at, end in scan.find_matches_as_indexes(self.text) if words else ():
            glued = self.text[at - 1 : at].isalnum() or self.text[end : end + 1].isalnum()
            free = at not in starts and at not in self.found
            if free and not glued and not self._capital_beside(at, end):
                self.add(at, end, "again", 0.8)

    def _capital_beside(self, start: int, end: int) -> bool:
        return self.text[end : end + 1] == " " and self.text[end + 1 : end + 2].isupper()
