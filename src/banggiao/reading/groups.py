"""Groups of bodies that are meant together: "các ban, bộ, ngành Trung ương", "các Bộ: Ngoại giao, Công an".

A group is found at "các" and read to both sides: what bodies or posts it joins, what is said of them, the
names that follow, and before it the body that each of the areas has ("UBND các tỉnh").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from banggiao.language import lazy_re as re
from banggiao.language.names import UPPER
from banggiao.language.scanning import Before, Phrase
from banggiao.reading import group_members as grammar
from banggiao.reading import group_words as words_of
from banggiao.reading.bare_groups import bare_groups, counted
from banggiao.reading.group_lists import Lists
from banggiao.reading.records import Label, Mention

_OF = re.compile(r" (?:thuộc|của) ")
_OWNER = re.compile(r" (?:thuộc|trực thuộc|thuộc và trực thuộc|thuộc, trực thuộc|của) ")
_POST_LAST = re.compile(rf"(?<!\w)(?:{words_of.POSTS})(?: (?:{words_of.BODIES}))?\Z")
_OURS = re.compile(
    r"(?:đảng|nhà nước|quốc hội|chính phủ|trung ương|tỉnh ủy|thành ủy|ubnd|hđnd|ủy ban nhân dân"
    r"|hội đồng nhân dân|bộ|sở|ban|văn phòng|ủy ban|cục|vụ|tổng cục|viện|học viện|trường|đại học|đảng ủy"
    r"|hội|liên hiệp|liên đoàn|mặt trận|quân khu|quân đội|công an|tập đoàn|tổng công ty)(?!\w)"
)
_PARTS = re.compile(
    r"(?:cơ quan|đơn vị|phòng|ban|vụ|cục|sở|ngành) (?:chức năng|chuyên môn|nghiệp vụ|trực thuộc)\Z"
)
_PILLARS_TOO = re.compile(
    r"(?:(?:,| và) (?:của )?(?:nhà nước|chính phủ|quốc hội|mặt trận tổ quốc(?: việt nam)?|mttq(?: việt nam)?"
    r"|(?:các )?đoàn thể|trung ương)(?!\w)){1,4}"
)
_OF_MEN = Before(r"(?:cán bộ|nhân dân|người dân|đại biểu|doanh nghiệp|người lao động|lãnh đạo) \Z")
_AREA = re.compile(rf"(?:{words_of.AREAS})(?!\w)")
_AREA_SET = re.compile(
    rf"(?:{words_of.AREAS})(?!\w)(?:(?:, ?| và )(?:các )?(?:{words_of.AREAS})(?!\w)){{0,12}}\Z"
)
_BEFORE = Before(
    rf"(?:(?:(?:{words_of.POSTS})(?: (?:{words_of.OF_PLACE}))?(?:, | và ))?(?:(?:{words_of.POSTS}) )?"
    rf"(?:(?:(?:{words_of.OF_PLACE})(?:, | và )){{0,4}}(?:{words_of.OF_AREAS}))"
    rf"|chủ tịch hội đồng (?:thành viên|quản trị)(?:,| và) tổng giám đốc"
    rf"|(?:phó )?trưởng|(?:{words_of.POSTS})|ct(?: và|,)) \Z"
)
_EACH_HEAD = re.compile(rf"(?<!\w)(?:(?:{words_of.POSTS})(?: các)? )?(?:{words_of.EACH_FIELDED}) ")
_EACH = re.compile(
    rf"{_EACH_HEAD.pattern}(?:{words_of.SERVICES}|{words_of.FIELDS})"
    rf"(?:(?:, | và )(?:{words_of.EACH_FIELDED}) (?:{words_of.SERVICES}|{words_of.FIELDS})){{0,4}} \Z"
)
_OF_PLACES = re.compile(
    r"(?:sở(?! ngoại giao)|phòng|ban chỉ huy|bộ chỉ huy|liên đoàn|hội|đoàn thanh niên|công đoàn|trung tâm|cục"
    r"|chi cục|đài|trạm|hạt|đội|văn phòng|ban quản lý|ban chỉ đạo|ban tổ chức|tòa án|viện kiểm sát|kho bạc"
    r"|bảo hiểm|ngân hàng)(?!\w)"
)
"""Named bodies of which each place has one: "Liên đoàn Lao động các tỉnh"."""
_ALL = Before(r"(?:tất cả|toàn thể) \Z")
_EVERY = Phrase(rf"(?<!\w)(?:tất cả|một số) (?!các )(?={grammar.KIND}(?!\w))")
_IN_NAMES = ("liên hiệp ", "liên minh ", "hiệp hội ", "cơ quan trung ương ", "cơ quan trung ương của ")
_COMRADES = re.compile(r"(?:đồng chí|đ/c) ")
_ONE_PERSON = re.compile(rf":|, (?:Phó|Ủy viên|Uỷ viên) |,? [{UPPER}]\w+ [{UPPER}]\w+")
_DEPUTY = re.compile(r"phó (thủ tướng|chủ tịch|giám đốc|bí thư|chủ nhiệm|tổng giám đốc)(?!\w)")
_PERSON = re.compile(rf":?[ \n][{UPPER}]\w+ [{UPPER}]\w+")
_STANDING = re.compile(
    r"(?:thường trực|tt\.?) ?(?:tỉnh ủy|thành ủy|huyện ủy), (?:hđnd, ubnd|hđnd)(?: (?:tỉnh|thành phố))?"
)
_FIELD = re.compile(rf"(?:{words_of.FIELDS})(?!\w)(?! và(?! (?:các|{words_of.NO_FIELDS})(?!\w)))")
_OF_NO_FIELD = re.compile(rf"(?:{words_of.NO_FIELDS})(?!\w)")
_SHORT = re.compile(r"[A-ZĐ][\wĐ&]*[A-ZĐ\d](?:-[A-ZĐ]{2,})?(?!\w|-\w)")
_TO_MARK = re.compile(r"[^\W\d_]\w*(?: [^\W\d_]\w*){0,5}(?= ?[,;.\n)]|\Z)")
_FOREIGN_SEAT = re.compile(
    r"(?:thương vụ|đại sứ quán|đsq|tổng lãnh sự quán|tlsq|cơ quan đại diện|đại sứ)(?!\w)"
)
_AREA_WORD = re.compile(rf"(?:(?:{words_of.AREAS}) )?")
_LINK = re.compile(r", (?:tại |và )?| và ")
_LONGEST_BEFORE = 80
_LONGEST_POST = 70
_HOME = "country-VNM"
_PLACE_BEFORE = Before(r"(?:tại|ở|từ|sang|khắp|đến|giữa|thăm|trong) \Z")
_NAME = re.compile(r"[^\W\d_][\w-]*(?: [^\W\d_][\w-]*)*")
_NO_PLACE = re.compile(
    r"(?:phó|trưởng|giám đốc|thứ|bí thư|chủ tịch|bộ|sở|ban|cục|vụ|công an"
    r"|đại sứ|đại biện|đại diện|tổng lãnh|lãnh sự|tham tán|tùy viên|thủ tướng|ông|bà|ngài|đồng chí"
    r"|hội|hiệp hội|trung tâm|công ty|tập đoàn|văn phòng|thương vụ|phái đoàn)(?!\w)"
)


def find_groups(text: str, shadow: str, names: Sequence[Mention] = ()) -> list[Mention]:
    """Return groups of bodies named together, by start. ``names`` are the known names, which may end one."""
    by_start: dict[int, Mention] = {}
    for name in names:
        if name.start not in by_start or name.end > by_start[name.start].end:
            by_start[name.start] = name
    reader = _Groups(text, shadow, by_start)
    found = sorted(
        [*reader.plural(), *reader.elliptic(), *reader.bare()], key=lambda one: (one.start, -one.end)
    )
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


class _Groups:
    def __init__(self, text: str, shadow: str, by_start: Mapping[int, Mention]) -> None:
        self.text, self.shadow, self.by_start = text, shadow, by_start
        self.lists = Lists(text, shadow, by_start)
        self.by_end = {one.end: one for one in by_start.values() if one.label is Label.ORGANISATION}

    def plural(self) -> Iterator[Mention]:
        """Groups that "các" or "tất cả" opens."""
        at, last = self.shadow.find("các "), 0
        while at >= 0:
            glued = at > 0 and (self.shadow[at - 1].isalnum() or self.shadow.endswith("các cấp, ", 0, at))
            group = None if glued or at < last else self._at(at)
            if group is not None:
                yield group
                last = group.end
            at = self.shadow.find("các ", at + 4)
        for every in _EVERY.finditer(self.shadow):
            end = self._members(every.end(), prefixed=False)
            if end and (every[0] == "tất cả " or "," in self.shadow[every.end() : end]):
                yield self._group(every.start(), end)

    def _at(self, at: int) -> Mention | None:
        first = at + 4
        if comrades := _COMRADES.match(self.shadow, first):
            at = first = comrades.end()
        start = self._start(at) if first == at + 4 else at
        prefixed = start < at and not self.shadow.startswith(("tất cả", "toàn thể"), start)
        end = 0 if self._is_one_post(at, first) else self._members(first, prefixed=prefixed)
        if not end or self._are_told(first, end) or self.shadow.endswith(_IN_NAMES, 0, at):
            return None
        if self._is_foreign(end) or self.shadow.startswith(
            (" hai nước", " hai bên", " việt nam - ", " việt nam-"), end
        ):
            return None
        words = self.shadow[first:end]
        listed = self._names_from(end, words, prefixed=prefixed)
        if listed > end:
            return self._group(start, listed)
        start = self._headed(start, first, words)
        if self._names_from(end, words, prefixed=True) > end:
            return None  # "các xã Thanh Thuỷ, Lũng Cú": places, one by one
        one = "," not in words and " và " not in words and not prefixed
        if one and (grammar.BARE.fullmatch(words) or self._is_where(start, words)):
            return None
        return self._group(start, end)

    def _is_one_post(self, at: int, first: int) -> bool:
        """Whether the first of several comrades is told by a post: "các đồng chí Phó Thủ tướng Trần A"."""
        one = grammar.member(self.text, self.shadow, first) if at == first else None
        return one is not None and bool(
            grammar.HOLDER.match(one[0]) and _ONE_PERSON.match(self.text, one.end())
        )

    def _headed(self, start: int, first: int, words: str) -> int:
        """Return where the one begins whose deputies in a body follow: "Chủ tịch, các Phó Chủ tịch UBND"."""
        post = _DEPUTY.match(words)
        if post is None or post.end() == len(words) or start + 4 != first:
            return start
        for joined in (", ", " và "):
            head = post[1] + joined
            if (
                self.shadow.endswith(head, 0, start)
                and not self.shadow[start - len(head) - 1 : start - len(head)].isalnum()
            ):
                return start - len(head)
        return start

    def _are_told(self, first: int, end: int) -> bool:
        """Whether the holders of a post in a body are named: "các Thứ trưởng Bộ Y tế Trần A, Lê B"."""
        return grammar.HOLDER.match(self.shadow, first) is not None and bool(_PERSON.match(self.text, end))

    def _is_foreign(self, end: int) -> bool:
        """Whether another country is named whose bodies they are: "các cơ quan chức năng của Lào"."""
        if self.text[end : end + 1] != " ":
            return False
        if words_of.ABROAD.match(self.shadow, end):
            return True
        return self._is_abroad(words_of.OF_SIDE.match(self.shadow, end).end())  # type: ignore[union-attr]

    def _members(self, at: int, *, prefixed: bool) -> int:
        """Return the end of the bodies that are joined from ``at`` on, 0 where there are none."""
        end = self.lists.end(at, prefixed=prefixed)
        owned = self._owned(at, end) if end else 0
        if owned > end and any(map(self._is_abroad, range(end, owned))):
            return 0
        return self._to_line_end(at, owned) if owned else 0

    def _is_abroad(self, at: int) -> bool:
        """Whether the name of another country stands there."""
        name = self.by_start.get(at)
        return name is not None and (name.key or "").startswith("country-") and name.key != _HOME

    def _owned(self, at: int, end: int) -> int:
        """Return where the body ends that the members are of: "các vụ, cục thuộc Bộ Ngoại giao"."""
        words = self.shadow[at:end]
        of_fields = words in words_of.NAMED_KINDS and words not in words_of.OF_NAMED_FIELDS
        if of_fields and self.text[end + 1 : end + 2].islower():  # "các sở ngoại vụ"
            field = _FIELD.match(self.shadow, end + 1)
            if field:
                return field.end()
        last = end + 1 if words.endswith(" thuộc") else self.shadow.rfind(" ", at, end) + 1
        owner = _OWNER.match(self.shadow, end)
        post = _POST_LAST.search(words[-_LONGEST_POST:])
        body = self.by_start.get(owner.end() if owner else last)
        part = post or _PARTS.search(words[-_LONGEST_POST:])
        if part and not owner and (body is None or body.end <= end):
            body = self.by_start.get(end + 1)
        if body is None or body.label is not Label.ORGANISATION or body.end < end:
            return end
        if not _OURS.match(self.shadow, body.start) or not (owner or part or _OF.search(words)):
            return end
        pillars = _PILLARS_TOO.match(self.shadow, body.end)
        return pillars.end() if pillars else body.end

    def _is_where(self, start: int, words: str) -> bool:
        """Whether an area is only where something is: "tại các tỉnh biên giới"."""
        low = max(0, start - 20)
        before = _PLACE_BEFORE.search(self.shadow, low, start) or _OF_MEN.search(self.shadow, low, start)
        return before is not None and _AREA.match(words) is not None

    def _start(self, at: int) -> int:
        """Read to the left: "tất cả các …", "UBND các tỉnh", "Thủ trưởng các đơn vị"."""
        line = self.text.rfind("\n", 0, at) + 1
        low = max(line, at - _LONGEST_BEFORE)
        everything = _ALL.search(self.shadow, low, at)
        if everything:
            return everything.start()
        best = at
        if not self.shadow.endswith(_BEFORE.endings, low, at):
            return self._each(low, at)
        for begin in range(at - 3, low - 1, -1):
            if begin > low and self.shadow[begin - 1].isalnum():
                continue
            if _BEFORE.plain.match(self.shadow, begin, at):
                best = begin
        return min(best, self._each(low, at))

    def _each(self, low: int, at: int) -> int:
        """Return where the body begins that each of the areas has: "Giám đốc Sở Y tế các tỉnh"."""
        if _AREA.match(self.shadow, at + 4):
            for head in _EACH_HEAD.finditer(self.shadow, low, at):
                if _EACH.match(self.shadow, head.start(), at):
                    return head.start()
            body = self.by_end.get(at - 1)
            if body is not None and _OF_PLACES.match(self.shadow, body.start):
                return body.start
        return at

    def _names_from(self, end: int, words: str, *, prefixed: bool) -> int:
        """Return where the names end that follow the kind: ": Ngoại giao, Công an", " Vị Xuyên, Xín Mần"."""
        colon = self.shadow.startswith(": ", end)
        at = end + (2 if colon else 1)
        if not colon and not self.shadow.startswith(" ", end):
            return end
        if (prefixed and _AREA_SET.search(words)) or words in ("tỉnh ủy", "thành ủy", "huyện ủy"):
            return self._listed(at, end, self._place)
        if _FOREIGN_SEAT.match(words):
            return self._seats_from(end)
        if (colon or self.text[at : at + 1].isupper()) and words in words_of.NAMED_KINDS:
            return self._listed(at, end, self._field)
        return end

    def _seats_from(self, end: int) -> int:
        """Return where the places end in which missions are: " tại Lào, Thái Lan", " tại các nước Á"."""
        seat = words_of.SEAT.match(self.shadow, end)
        if seat is None:
            return end
        several = self._listed(seat.end(), end, self._place)
        one = self.by_start.get(seat.end())
        last = one.end if several == end and one and one.label is Label.PLACE else several
        lands = words_of.LANDS_TOO if last > end else words_of.LANDS
        near = lands.match(self.shadow, last if last > end else seat.end())
        if near is None:
            return last
        part = self.by_start.get(near.end() + 1)
        return part.end if part and part.label is Label.PLACE else near.end()

    def _listed(self, at: int, none: int, item: Callable[[int], int]) -> int:
        """Return the end of a list of two or more items from ``at`` on, ``none`` where there are fewer."""
        count, end, first = 0, none, at
        while (stop := item(at)) > at:
            count, end = count + 1, stop
            link = _LINK.match(self.shadow, stop)
            if link is None or ("\n" in self.text[stop : link.end()] and not link[0].startswith(",")):
                break  # a line that ends with a comma goes on below
            at = link.end()
        whole = count == 1 and item == self._field and _FIELD.fullmatch(self.shadow, first, end)
        return end if count > 1 or (whole and self.text[first].isupper()) else none

    def _place(self, at: int) -> int:
        begin = _AREA_WORD.match(self.shadow, at).end()  # type: ignore[union-attr]
        name = self.by_start.get(begin)
        if name is not None:
            return name.end if name.label is Label.PLACE else at
        run = _NAME.match(self.text, begin)
        if run is None or not self.text[begin].isupper() or _NO_PLACE.match(self.shadow, begin):
            return at
        end = begin
        for word in run[0].split(" "):
            if not word[0].isupper():
                break
            end += len(word) + 1
        return end - 1

    def _field(self, at: int) -> int:
        name = self.by_start.get(at)
        if name is not None and name.label is Label.ORGANISATION and " " in self.text[at : name.end]:
            field = _FIELD.match(self.shadow, at)
            return field.end() if field and field.end() >= name.end else at
        if not self.text[at : at + 1].isupper() or _OF_NO_FIELD.match(self.shadow, at):
            return at
        known = _FIELD.match(self.shadow, at) or _SHORT.match(self.text, at) or _TO_MARK.match(self.text, at)
        return known.end() if known else at

    def bare(self) -> Iterator[Mention]:
        """Groups that begin with their first noun: "Bộ, cơ quan ngang bộ"."""

        def members(at: int) -> int:
            return self._members(at, prefixed=False)

        def is_name(start: int, end: int) -> bool:
            named = self.by_start.get(start)
            return named is not None and named.end > end

        for start, end in bare_groups(self.text, self.shadow, members, is_name):
            yield self._group(start, end)

    def elliptic(self) -> Iterator[Mention]:
        """Groups of names with one head: "Thường trực Tỉnh ủy, HĐND", "Đại sứ quán … tại Lào, Thái Lan"."""
        for head in ("thường trực ", "tt ", "tt. ", "tt."):
            at = self.shadow.find(head)
            while at >= 0:
                standing = _STANDING.match(self.shadow, at)
                if standing:
                    yield self._group(at, standing.end())
                at = self.shadow.find(head, at + len(head))
        for start, end in counted(self.shadow):
            yield self._group(start, self._listed(end + 1, end, self._place))
        for start, name in self.by_start.items():
            if name.label is Label.ORGANISATION and _FOREIGN_SEAT.match(self.shadow, start):
                seat = self.shadow.rfind(" tại ", start, name.end)
                end = self._listed(seat + 5, name.end, self._place) if seat > 0 else name.end
                if self._names_its_head(name.end):
                    continue
                if end > name.end and not self.shadow.startswith("tại ", name.end):
                    yield self._group(start, end)

    def _names_its_head(self, end: int) -> bool:
        """Whether behind a mission stands who heads it, and no further place: "…, Juan Perez"."""
        comma = self.text.startswith(", ", end) and not self.shadow.startswith("tại ", end + 2)
        further = self.by_start.get(end + 2)
        known = further is not None and further.rule == "gazetteer"
        return comma and not known and _NAME.match(self.text, end + 2) is not None

    def _to_line_end(self, start: int, end: int) -> int:
        line = self.text.find("\n", start, end)
        end = end if line < 0 else line
        return start + len(self.text[start:end].rstrip(" ,;"))

    def _group(self, start: int, end: int) -> Mention:
        return Mention(start, end, Label.GROUP, None, self.text[start:end], "group", 0.8)
