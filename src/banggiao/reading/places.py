"""Places that no list knows: "xã Nậm Chảy", "khách sạn Lotte Seoul", "số 2 Ngọc Hà", "tại Johor Bahru".

A name is a run of capitalised words, announced by a kind of place, a word such as "tại", the head of a
column, or by another place of the same list. Names found once are found again all over the paper.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from banggiao.language import lazy_re as re
from banggiao.language.names import SURNAMES, UPPER, is_syllable
from banggiao.language.scanning import Words
from banggiao.reading import place_words as words_of
from banggiao.reading.addresses import ROAD_NUMBER, addresses_in
from banggiao.reading.paper import Paper
from banggiao.reading.place_columns import place_cells
from banggiao.reading.place_districts import DISTRICTS
from banggiao.reading.place_names import DIVISION, LATIN, Runs, is_native, is_person
from banggiao.reading.place_world import WORLD
from banggiao.reading.records import Label, Mention, is_common_body
from banggiao.reading.spans import Spans, outermost

_OF_POSTS = frozenset(post.strip() for post in words_of.POSTS_OF_PLACES)
_KINDS = (*words_of.KINDS, *words_of.VENUES, *words_of.AT, *words_of.TOWARDS, *sorted(_OF_POSTS))
_ALONE = words_of.STANDING_ALONE
_REGIONS = ("biển", "miền")
_SCAN = Words([kind if kind in _ALONE else kind + " " for kind in _KINDS])
_VENUES = frozenset(words_of.VENUES)
_AT = frozenset(words_of.AT)
_TOWARDS = frozenset(words_of.TOWARDS)
_NUMBERED = ("quận", "phường", "xã")
_NUMBER = re.compile(r" (\d{1,2})(?![\w.,/%]*\d)(?!\w)")
_MANY = re.compile(r"(?:^|\W)(?:các|những|hai|ba|bốn|năm|sáu|\d{1,2})(?: cặp)? \Z")
_LINK = re.compile(r", |; | và | - | – |,(?=\S)")
_COMMA = re.compile(r", | và ")
_WORD = re.compile(r" ([^\W_]+(?:[-'’.][^\W_]+)*)")
_LINK_BEHIND = re.compile(r", | và | - | – ")
_LAST_WORD = re.compile(r"([^\W_]+) \Z")
_FIRST = sorted(set(words_of.KINDS) - words_of.WRITTEN_SMALL, key=len, reverse=True)
_KIND_FIRST = re.compile(rf"(?:{'|'.join(map(re.escape, _FIRST))}) ")
_AT_FIRST = re.compile(rf"(?:{'|'.join((*words_of.AT, *words_of.TOWARDS))}) ")
_SEGMENT_END = re.compile(r"\Z| \(|[,;.:)\n\t(]| và | - | – |/")

_DISTRICTS = AhoCorasick((*DISTRICTS, *WORLD), matchkind=MatchKind.LeftmostLongest)
_BUILDINGS = ("tòa nhà", "toà nhà")
_QUARTER = re.compile(rf", ((?:[{UPPER}][\w'’-]* ){{1,3}}City)(?!\w)")
"""The quarter that a building's name ends with: "Tòa nhà T18, Times City"."""
_COUNCILS = ("ubnd ", "hđnd ", "ủy ban nhân dân ", "hội đồng nhân dân ", "mttq ")
_PARK = re.compile(rf"[A-Z]{{3,6}}(?: [{UPPER}][^\W\d_]+){{0,2}}(?![\w-]| [A-Z](?!\w))")
_AFTER = re.compile(r" ([^\W\d_]+)")

Known = Callable[[str], str | None]
Joined = Collection[tuple[str, str]]


class _Places(Runs):
    """The places of one paper, gathered rule by rule."""

    def __init__(
        self, paper: Paper, shadow: str, names: Sequence[Mention], resolve: Known, joined: Joined
    ) -> None:
        super().__init__(paper.text, shadow, names)
        self.paper, self.resolve, self.joined = paper, resolve, joined
        self.found: dict[int, Mention] = {}
        self.again: set[str] = set()

    def add(self, start: int, end: int, rule: str, key: str | None = None) -> None:
        """Take the place, unless a longer one stands there."""
        other = self.found.get(start)
        if other is None or other.end < end:
            words = self.text[start:end]
            self.found[start] = Mention(start, end, Label.PLACE, key or self.resolve(words), words, rule, 0.8)

    # Rules

    def after_kinds(self) -> None:
        """Places after what kind they are, and lists of them; places after "tại"."""
        text, shadow = self.text, self.shadow
        kinds: dict[int, tuple[int, str]] = {}
        for index, at, end in _SCAN.hits(shadow):
            kind = _KINDS[index]
            if not (text[end : end + 1].isupper() or text[end : end + 1].isdigit() or kind in _VENUES):
                continue
            if (at and text[at - 1].isalnum()) or (
                text[end : end + 1].isalnum() if kind in _ALONE else text[end - 1] != " "
            ):
                continue
            longer = kinds.get(end)
            if longer is None or at < longer[0]:
                kinds[end] = (at, kind)
        for end, (at, kind) in sorted(kinds.items()):
            stands_alone = at in self.known and self.known[at].rule == "gazetteer" and self.body_at(at)
            if self.in_name(end) and (kind not in _VENUES or stands_alone or self.in_name(at)):
                continue
            if kind in _VENUES and (text[at].isupper() or kind not in words_of.KINDS):
                self._venue(at, end, kind)
            elif kind in _AT:
                self._at(end)
            elif kind in _TOWARDS:
                self._towards(end, kind)
            elif kind in _OF_POSTS:
                self._of_post(end)
            elif self._is_kind(at, kind):
                self._of_kind(at, end, kind)

    def _is_kind(self, at: int, kind: str) -> bool:
        if kind in words_of.WRITTEN_SMALL and not self.text[at].islower():
            # "Châu trưởng Châu Hồng Hà": the post has said what it is
            return kind == "châu" and self.shadow.endswith("trưởng ", 0, at)
        if kind == "tỉnh" and self.shadow.endswith(_COUNCILS, 0, at):
            return False  # all provinces are known: "Chủ tịch UBND tỉnh Y Bin Niê"
        before = self.shadow[max(0, at - 8) : at].rstrip(" ").rsplit(" ", 1)[-1]
        return before not in words_of.NOT_A_KIND_AFTER.get(kind, ())

    def _of_kind(self, at: int, start: int, kind: str) -> None:
        text = self.text
        if text[start].isdigit():
            number = _NUMBER.match(text, start - 1)
            if number and kind in _NUMBERED and text[at].isupper():
                self.add(at, number.end(), "number")
            elif kind in words_of.ROADS and not number and (road := ROAD_NUMBER.match(text, start)):
                self.add(at, road.end(), "road")
            return
        if kind in words_of.ROADS and (road := ROAD_NUMBER.match(text, start)):
            self.add(at, road.end(), "road")
            return
        end = self._name(start, kind)
        if not end:
            return
        many = _MANY.search(self.shadow, max(0, at - 14), at) is not None
        paired = kind.startswith(words_of.PAIRED)
        while end and (link := _LINK.match(text, end)):
            sign = link[0].strip()
            if not (paired if sign in "-–" else many):
                return
            end = self._name(link.end(), kind)

    def _name(self, start: int, kind: str) -> int:
        """Take the name at ``start``; return its end, 0 where there is none."""
        known = self.known.get(start)
        if known is not None and known.label is not Label.PLACE:
            return 0
        end = self.run(start)
        numbered = _NUMBER.match(self.text, end) if kind in _NUMBERED else None
        if numbered and not self.shadow.startswith((" năm", " ngày", " người"), numbered.end()):
            end = numbered.end()
        end = end if numbered else self._before_person(start, end)
        if known is not None and (known.end >= end or not (numbered or self._one_more(known, end))):
            return known.end
        if kind in words_of.OF_INDUSTRY and (park := _PARK.match(self.text, start)):
            self.add(start, park.end(), "kind")
            return park.end()
        like_a_person = kind in words_of.LIKE_PERSONS
        if not self.is_name(start, end, like_a_person=like_a_person) or self.text[start:end].isupper():
            return 0
        self.add(start, end, "kind", self.resolve(f"{kind} {self.text[start:end]}"))
        if kind not in words_of.ROADS:
            self._again(start, end)
        return end

    def _again(self, start: int, end: int) -> None:
        """Seek the name again, a part such as "-do" also with other dashes."""
        name = self.text[start:end]
        self.again.add(name)
        if part := DIVISION.search(name):
            self.again.update(
                name[: part.start()] + dash + part[1] for dash in ("-", " -", "- ", " –", " - ")
            )

    def _one_more(self, known: Mention, end: int) -> bool:
        """Whether one more Vietnamese syllable follows the known name: "Điện Biên Phủ"."""
        more = self.shadow[known.end + 1 : end]
        return " " not in more and is_syllable(more) and self.shadow.count(" ", known.start, end) == 2

    def _before_person(self, start: int, end: int) -> int:
        """Cut a person's name off the end: "Châu Hồng Hà Dương Khải Văn"."""
        words = self.shadow[start:end].split(" ")
        last = end - len(" ".join(words[-3:]))
        if len(words) >= 4 and is_person(words[-3:]) and last not in self.known:
            return start + len(" ".join(words[:-3]))
        return end

    def _venue(self, at: int, start: int, kind: str) -> None:
        """A venue's name: its kind, and small words of such names until a capital one."""
        text = self.text
        if not (text[at].isupper() or kind in words_of.VENUES_WRITTEN_SMALL) or text[at:start].isupper():
            return
        end, named = (start, True) if kind in _ALONE else (start - 1, False)
        while word := _WORD.match(text, end):
            if self.body_at(end + 1) and not is_common_body(self.known[end + 1]):  # "khách sạn Lotte Seoul"
                end, named = (end, named) if named else (self.known[end + 1].end, True)
                break
            small = self.shadow[word.start(1) : word.end(1)]
            name = word[1][0].isupper() or (word[1].isdigit() and len(word[1]) < 4)
            if not name and (small not in words_of.IN_A_VENUE or kind in _ALONE or kind in _REGIONS):
                break
            end = word.end()
            named = named or name or small == "tỉnh" or self.shadow.endswith("thành phố", start, end)
        if kind == "khu công nghệ cao" and end > start:  # a kind of place before a name
            if self.known.get(start + 1) is None:
                self.add(start + 1, end, "kind")
            return
        town = _QUARTER.match(text, end) if named and kind in _BUILDINGS else None
        if town and self.known.get(town.start(1)) is None:
            end = town.end()
        country = self.known.get(end - len("việt nam")) if kind == "không gian" else None
        if named and country is None and not self.shadow.endswith((" bộ", " sở"), at, end):
            self.add(at, end, "venue")
            self.again.add(text[at:end])

    def _at(self, start: int) -> None:
        known = self.known.get(start)
        if not self.text[start].isupper() or self.in_body(start):
            return
        end = self._before_person(start, self.run(start))
        if known is not None and not self._runs_on(known, end):
            return
        if self.text[start:end].isupper() or not self.is_name(start, end):
            return
        if self.shadow[start:end] in ("bộ", "sở", "ban", "cục", "vụ"):
            return  # "ở Bộ, ngành"
        after = _AFTER.match(self.shadow, end)
        common = after is not None and (self.shadow[start:end].rsplit(" ", 1)[-1], after[1]) in self.joined
        if common or any(self.body_at(at) for at in range(start, end)):
            return  # "Cung Hữu nghị"
        self.add(start, end, "at")
        self.again.add(self.text[start:end])

    def _towards(self, start: int, word: str) -> None:
        end = self.run(start)
        if start in self.known or not self.text.startswith(words_of.GO_ON, end):
            return
        words = self.shadow[start:end]
        spelled = is_native(words) or all("-" in one for one in words.split(" "))
        single = " " not in words and "-" not in words
        if (word in words_of.FOREIGN_MAY_BE_BODIES and not spelled) or (single and is_syllable(words)):
            return
        if words.split(" ")[0] not in SURNAMES or " " not in words:
            self._at(start)

    def _of_post(self, start: int) -> None:
        """The place between a post and a name: "Tỉnh trưởng Luổng-pha-bang Bun-lượt Phăn-tha-vông"."""
        words = self.text[start : self.run(start)].split(" ")
        if len(words) > 2 and all("-" in word for word in words):
            self.add(start, start + len(words[0]), "post")

    def _runs_on(self, known: Mention, end: int) -> bool:
        """Whether a town's name goes on in foreign words: "Johor Bahru" """
        is_town = known.end < end and (known.key or "").startswith("place-")
        return is_town and not is_native(self.shadow[known.end + 1 : end])

    def addresses(self) -> None:
        """Addresses and markers of the border."""
        for start, end in addresses_in(self.text, self.shadow, self.run):
            if not any(self.body_at(at) for at in range(start, end)):
                self.add(start, end, "address")

    def columns(self) -> None:
        """Cells of columns that hold places."""
        if "\t" not in self.text and not any(block.cell for block in self.paper.blocks):
            return
        for start, end, gates in place_cells(self.paper, self.shadow):
            between = _LINK_BEHIND if gates else _COMMA
            kind = _KIND_FIRST.match(self.shadow, start, end)
            at = kind.end() if kind else start
            while at < end:
                stop = self.run(at)
                if stop > at and stop <= end and self.known.get(at) is None and not self.in_body(at):
                    whole = stop == end or _SEGMENT_END.match(self.text, stop)
                    if whole and self.is_name(at, stop):
                        self.add(at, stop, "column")
                        self.again.add(self.text[at:stop])
                link = between.search(self.text, max(at, min(stop, end)), end)
                at = link.end() if link else end

    def neighbours(self) -> None:
        """Names in one list with places, on either side: "Thượng Hải, Ô-xa-ca, Busan"."""
        queue = sorted([*self.found.values(), *(n for n in self.known.values() if n.label is Label.PLACE)],
                       key=lambda name: name.start)  # fmt: skip
        while queue:
            place = queue.pop()
            for start, end in (self._next(place.end), self._previous(place.start)):
                if end and start not in self.found and start not in self.known and not self.in_body(start):
                    self.add(start, end, "list")
                    self.again.add(self.text[start:end])
                    queue.append(self.found[start])

    def _next(self, end: int) -> tuple[int, int]:
        text = self.text
        link = _LINK_BEHIND.match(text, end)
        if not link or not text[link.end() : link.end() + 1].isupper():
            return 0, 0
        start = link.end()
        if _KIND_FIRST.match(self.shadow, start):
            return 0, 0
        stop = self.run(start)
        closed = _SEGMENT_END.match(text, stop)
        if not closed or (link[0] == " và " and closed[0] not in (",", ".", ";", ")", "\n")):
            return 0, 0
        return (start, stop) if self._listed(start, stop) else (0, 0)

    def _previous(self, start: int) -> tuple[int, int]:
        text = self.text
        for link in (", ", " - ", " – "):
            if text.endswith(link, 0, start):
                end = start - len(link)
                at = max(text.rfind(sign, max(0, end - 40), end) for sign in ",(\n\t;:/")
                at += 2 if text[at + 1 : at + 2] == " " else 1
                kind = _KIND_FIRST.match(self.shadow, at, end) or _AT_FIRST.match(self.shadow, at, end)
                at = kind.end() if kind else at
                if end - at > 2 and text[at].isupper() and self.run(at) == end and self._listed(at, end):
                    return at, end
        return 0, 0

    def _listed(self, start: int, end: int) -> bool:
        words = self.shadow[start:end].split(" ")
        if not self.is_name(start, end) or self.text[start:end].isupper():
            return False
        if words[0] in SURNAMES and is_native(self.shadow[start:end]):
            return False
        return len(words) > 1 or (not is_syllable(words[0]) and len(words[0]) > 3)

    def in_bodies(self) -> None:
        """The two sides in the name of a body of two: "Hội Hữu nghị Việt Nam - Lào"."""
        whole = Spans(name for name in self.known.values() if name.label is Label.PLACE)
        for name in self.known.values():
            at = self.text.find(" - ", name.start, name.end) if name.label is not Label.PLACE else -1
            if at < 0 or whole.cover(Mention(at, at + 3, Label.PLACE)):
                continue
            for start, end in ((name.start, at), (at + 3, name.end)):
                key = self.resolve(self.text[start:end])
                if key and key.startswith(("country-", "place-", "province-")):
                    self.add(start, end, "body", key)

    def districts(self) -> None:
        """Districts and towns without their kind: "các huyện ủy Hướng Hóa, Đakrông"."""
        for _, at, end in _DISTRICTS.find_matches_as_indexes(self.text):
            part = at > 1 and self.text[at - 1] == "-" and self.text[at - 2].isalnum()  # "Antwerp-Bruges"
            free = at not in self.found and at not in self.known and not self.in_name(at)
            if free and not part and self._apart(at, end):
                self.add(at, end, "district")

    def repeated(self) -> None:
        """Every other mention of the names found."""
        words = sorted(name for name in self.again if " " in name or not is_syllable(name.lower()))
        scan = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
        for _, at, end in scan.find_matches_as_indexes(self.text) if words else ():
            if at not in self.found and at not in self.known and self._apart(at, end):
                self.add(at, end, "again")

    def _apart(self, start: int, end: int) -> bool:
        """Whether the words are no part of a longer name."""
        if self.text[end : end + 1].isalnum() or (start and self.text[start - 1].isalnum()):
            return False
        if self.in_body(start):
            return False
        if self.shadow.endswith(words_of.POSTS_OF_PLACES, 0, start):
            return True
        if self.text[end : end + 1] == " " and self.text[end + 1 : end + 2].isupper():
            return False
        before = _LAST_WORD.search(self.text, max(0, start - 12), start)
        return not (before and before[1][0].isupper() and not LATIN.match(before[1]))


def find_places(
    paper: Paper, shadow: str, names: Sequence[Mention], resolve: Known, joined: Joined = frozenset()
) -> tuple[list[Mention], list[Mention]]:
    """Return ``names`` less those that a longer place takes in, and the places found, both by start.

    ``resolve`` gives the key of a name, None where it has none; ``joined`` are pairs of words in names of
    bodies, which no place ends between.
    """
    places = _Places(paper, shadow, names, resolve, joined)
    places.after_kinds()
    places.addresses()
    places.columns()
    places.repeated()
    places.districts()
    places.neighbours()
    places.repeated()
    places.in_bodies()
    found = list(outermost(places.found.values()))
    starts = [place.start for place in found]
    kept = []
    for name in names:
        index = bisect_right(starts, name.start) - 1
        inside = index >= 0 and name.end <= found[index].end and name.label is Label.PLACE
        if not inside:
            kept.append(name)
    return kept, found
