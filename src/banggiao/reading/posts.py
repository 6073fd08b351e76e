"""Posts whole, with their body, portfolio, country and seat: "Đại sứ Việt Nam tại Nhật Bản"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from banggiao.language import lazy_re as re
from banggiao.language.names import UPPER
from banggiao.language.scanning import Words
from banggiao.reading import post_words as words_of
from banggiao.reading.records import Label, Mention

_SCAN = Words(words_of.HEADS)
_LONGEST_FIELD = 50
_RANKS = frozenset(words_of.RANKS)
_GOVERNMENT = re.compile(r" chính phủ(?! (?:các|hai))(?!\w)")
_BODY_LINK = re.compile(r"(?:,| [-–]) ")
_SECOND = re.compile(
    r" và ((?:Tập đoàn|Tổng công ty|Công ty|Ngân hàng|Học viện|Trường Đại học|Bệnh viện|Hiệp hội) )"
    rf"(?=[{UPPER}])"
)
"""What joins a second body of the same kind: "Tập đoàn A và Tập đoàn B"."""
_POST_BEGINS = tuple(
    f"{head} "
    for head in (*words_of.HEADS, "thành viên", "đại diện")
    if head not in words_of.NEEDS_BODY | words_of.FIELDS_TOO
)
_SHARED = re.compile(r" ?[-–] ")
_MINISTERS = ("bộ trưởng", "thứ trưởng", "quốc vụ khanh")
_MISSION = " quán"
_LINK = re.compile(r", (?=[^,;.()\n]{4,30} và )| và ")
_WORD = re.compile(r" ([^\W\d_]+)(?!\w)")


@dataclass(frozen=True, slots=True)
class Post:
    """A post. ``holds`` says that a body or place is in it, ``placed`` that it ends with a place, ``small``
    that it begins with a small letter."""

    start: int
    end: int
    head: str
    holds: bool
    placed: bool
    small: bool = False


def find_posts(
    text: str, shadow: str, by_start: Mapping[int, Mention], joined: Collection[tuple[str, str]]
) -> list[Post]:
    """Return the posts, by start. ``joined`` are pairs of words in names of bodies.

    A post written small is returned where it is one that papers write so.
    """
    longest: dict[int, tuple[int, str]] = {}
    for index, start, end in _SCAN.hits(shadow):
        head = words_of.HEADS[index]
        if not (text[start].isupper() or head in words_of.SMALL) or (end < len(text) and text[end].isalnum()):
            continue
        if "\t" in text[start:end] or "\n" in text[start:end]:
            continue
        glued = start and text[start - 1].isalpha()
        if _names_a_body(shadow, start, head):
            continue
        if glued and not (text[start].isupper() and text[start - 1].islower() and " " in head):
            continue
        if head.startswith("quyền ") and shadow.endswith(("ủy ", "uỷ "), 0, start):
            continue  # "thừa ủy quyền Thủ tướng": the head without it is found too
        if end > longest.get(start, (0, ""))[0]:
            longest[start] = (end, head)
    posts: list[Post] = []
    last_end = 0
    for start in sorted(longest):
        if start >= last_end:
            post = _Reading(text, shadow, by_start, joined).post(start, *longest[start])
            if post is not None:
                if posts and _share_place(shadow, posts[-1], post):
                    post = replace(post, start=posts[-1].start, small=posts.pop().small)
                posts.append(post)
                last_end = post.end
    return posts


def _names_a_body(shadow: str, start: int, head: str) -> bool:
    """Whether a body's name begins right before: "Bộ Tư lệnh Cảnh sát biển", "Ban Giám đốc Sở Ngoại vụ"."""
    of_command = head in words_of.OF_COMMANDS and shadow.endswith("bộ ", 0, start)
    return of_command or (head in ("giám đốc", "tổng giám đốc") and shadow.endswith("ban ", 0, start))


def _share_place(shadow: str, first: Post, second: Post) -> bool:
    """Whether two posts are one: by a dash, "Bí thư - Tỉnh trưởng tỉnh A", or with nothing between."""
    bare = first.head.endswith("bí thư") and not first.holds
    if first.head == "bộ trưởng" and second.head == "chủ nhiệm" and not first.holds:
        return second.start == first.end + 1  # "Bộ trưởng Chủ nhiệm Văn phòng Chính phủ"
    return bare and second.placed and _SHARED.fullmatch(shadow, first.end, second.start) is not None


def without_posts(
    text: str, shadow: str, names: Sequence[Mention], known: Sequence[Mention]
) -> list[Mention]:
    """Return ``names``, bodies cut where a comma or dash begins a post: "Bộ Ngoại giao, Chủ nhiệm".

    Those of the ``known`` names that stand behind the cut are names again: "…, Thủ tướng Chính phủ".
    """
    kept: list[Mention] = []
    for name in names:
        body = _without_posts(text, shadow, name) if name.rule == "body" else name
        second = _SECOND.search(text, body.start, body.end) if name.rule == "body" else None
        if second and text.startswith(second[1], body.start):
            first = text[body.start : second.start()]
            kept.append(body._replace(end=second.start(), key=None, value=first))
            at = second.start(1)
            body = body._replace(start=at, key=None, value=text[at : body.end])
        kept.append(body)
        if body.end < name.end:
            kept += [one for one in known if body.end < one.start and one.end <= name.end]
    return kept


def _without_posts(text: str, shadow: str, body: Mention) -> Mention:
    for link in _BODY_LINK.finditer(text, body.start, body.end):
        if shadow.startswith(_POST_BEGINS, link.end()) and text[link.end()].isupper():
            return body._replace(end=link.start(), value=text[body.start : link.start()])
    return body


class _Reading:
    """One post, read to its end; ``at`` is where it ends so far."""

    def __init__(
        self, text: str, shadow: str, by_start: Mapping[int, Mention], joined: Collection[tuple[str, str]]
    ) -> None:
        self.text, self.shadow, self.by_start, self.joined = text, shadow, by_start, joined
        self.at = 0
        self.small = self.head_of_state = False
        self.body = self.placed = False

    def post(self, start: int, end: int, head: str) -> Post | None:
        """Return the post, None where its head needs a body and has none."""
        self.at = end
        self.small = self.text[start].islower()
        self.head_of_state = head in words_of.NO_SEAT
        if head in _RANKS:
            return Post(start, end, head, False, False, self.small)
        if self.shadow.startswith(_MISSION, end):  # "Tổng Lãnh sự quán": the mission; its deputy is a post
            if not head.startswith("phó "):
                return None
            self.at += len(_MISSION)
        if head.endswith("ủy viên") and (member := words_of.MEMBER_OF.match(self.shadow, end)):
            self.at = max(member.end(), self._party(member.end()))
            self._place(None)
            return Post(start, self.at, head, True, False)
        if head.endswith("ủy viên") and self.shadow.startswith(" không thường trực", end):
            return None
        self._body_in_head(head)
        if not self.body:
            self._qualified()
            self._body()
        if not self.body and self.text[start:end].isupper():
            self._body_below(start)
        if head in words_of.NEEDS_BODY and not self.body:
            return None
        if not self.body and not self._short_body() and self._portfolio(head):
            self._body()
        self._qualified()
        self._where()
        if not (self.body or self.placed):
            self._short_body()
        before = words_of.BEFORE_HEADS.search(self.shadow, max(0, start - 12), start)
        if before and self.text[before.start()].islower():
            start = before.start()
        return Post(start, self.at, head, self.body or self.placed, self.placed, self.small)

    def _party(self, end: int) -> int:
        """Return where the known name of the party ends whose "Đảng" ends at ``end``, 0 if there is none."""
        party = self._name(end - len("đảng"), Label.ORGANISATION)
        return party.end if party is not None else 0

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
        if working := words_of.WORKING.match(self.text, self.at):
            self.at, self.body = working.end(), True

    def _body(self) -> None:
        body = (
            self._name(self.at + 1, Label.ORGANISATION) if self.text[self.at : self.at + 1] == " " else None
        )
        if body is not None:
            self.at, self.body = body.end, True
        elif self.shadow.endswith(words_of.AIDES, 0, self.at) and (
            aided := words_of.AIDED.match(self.shadow, self.at)
        ):
            self.at, self.body = aided.end(), True
        elif self.shadow.endswith("thủ tướng", 0, self.at) and (
            government := _GOVERNMENT.match(self.shadow, self.at)
        ):
            self.at, self.body = government.end(), True

    def _body_below(self, start: int) -> None:
        """The body that fills the line below a post in capitals: "Q. VỤ TRƯỞNG", "VỤ LUẬT PHÁP …"."""
        body = self._name(self.at + 1, Label.ORGANISATION) if self.text.startswith("\n", self.at) else None
        if body is None or not self.text.startswith("\n", body.end):
            return
        in_capitals = self.text[body.start : body.end].isupper()
        if in_capitals and not self.text.endswith("KT. ", 0, start):
            self.at, self.body = body.end, True

    def _short_body(self) -> bool:
        """A body named before, by its kind alone: "Giám đốc Sở"."""
        short = words_of.SHORT_BODY.match(self.text, self.at)
        if short is None:
            return False
        self.at, self.body = short.end(), True
        return True

    def _portfolio(self, head: str) -> bool:
        """The field where no body is named: "Ngoại giao", "Thương mại và Du lịch"."""
        if head.endswith(_MINISTERS) and (short := words_of.SHORT_PORTFOLIO.match(self.text, self.at)):
            self.at = short.end()
            return True
        listed = words_of.PORTFOLIO.match(self.shadow, self.at)
        capital = self.text[self.at + 1 : self.at + 2].isupper()
        if not (capital or (listed and head.endswith(_MINISTERS))) or self.at + 1 in self.by_start:
            return False
        end = self._field_of_state(self.at) if head.endswith(_MINISTERS) and capital else 0
        end = end or (listed.end() if listed else self._field(self.at))
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
        if self.text[at] == "\t":
            return 0  # the next cell
        if (first[1], second[1]) not in self.joined:
            return 0
        last = second
        while (more := _WORD.match(self.shadow, last.end())) and self.text[more.start(1)].islower():
            if (last[1], more[1]) not in self.joined or more[1] == "và":
                break
            last = more
        return last.end()

    def _field_of_state(self, at: int) -> int:
        """Return the end of a minister's field before a country: "Năng lượng và Mỏ" of Laos; 0 if none."""
        end, last = at, ""
        while (word := _WORD.match(self.shadow, end)) and end - at < _LONGEST_FIELD:
            capital = self.text[word.start(1)].isupper()
            place = self._name(word.start(1), Label.PLACE)
            if place is not None and (place.key or "").startswith("country-"):
                return end if last and last != "và" else 0
            small = word[1] == "và" or (last, word[1]) in self.joined
            if not capital and (not last or not small):
                return 0
            end, last = word.end(), word[1]
        return 0

    def _where(self) -> None:
        """The country, province or town it is of, the body it belongs to, the place of a mission."""
        if ordinal := words_of.ORDINAL.match(self.shadow, self.at):
            self.at = ordinal.end()
        self._place(words_of.LEVEL.match(self.shadow, self.at))
        of = words_of.OF.match(self.shadow, self.at)
        inside = of is not None and of[0] == " trong "  # "Phân ban Việt Nam trong Ủy ban liên Chính phủ"
        if of and inside == self.body and (body := self._name(of.end(), Label.ORGANISATION)):
            self.at, self.body = body.end, True
        seat = None if self.head_of_state else words_of.SEAT.match(self.shadow, self.at)
        if self.body and (field := words_of.ENVOY_FIELD.match(self.text, self.at)):
            self.at = field.end()
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
