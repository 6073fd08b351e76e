"""People and their posts: PER and TITLE mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from banggiao.language.names import CAPITAL_RUN, CAPITAL_WORD, SURNAMES, is_full_name, is_syllable
from banggiao.reading.paper import Paper
from banggiao.reading.records import Label, Mention

_DEPUTIES = ("", "phó ", "quyền ", "nguyên ", "cựu ")
_POSTS = (
    "tổng bí thư", "chủ tịch nước", "thủ tướng", "phó thủ tướng", "chủ tịch quốc hội", "bộ trưởng",
    "thứ trưởng",
    "trợ lý bộ trưởng", "đại sứ", "tổng lãnh sự", "đại biện lâm thời", "đại biện", "công sứ",
    "tham tán", "tổng thống",
    "quốc vương", "nhà vua", "ngoại trưởng", "tổng thư ký", "chủ tịch", "bí thư", "trưởng ban",
    "phó trưởng ban",
    "giám đốc", "tổng giám đốc", "vụ trưởng", "cục trưởng", "chánh văn phòng", "trưởng phòng", "viện trưởng",
    "chủ nhiệm", "ủy viên", "trưởng đoàn", "thống đốc", "thị trưởng", "tỉnh trưởng", "đặc phái viên",
    "cao ủy",
    "người phát ngôn", "chánh thanh tra", "tổng thanh tra", "trưởng", "phó trưởng", "chánh",
    "chủ tịch danh dự",
)  # fmt: skip
_HEADS = sorted({deputy + post for deputy in _DEPUTIES for post in _POSTS}, key=len)
_HEAD_SCAN = AhoCorasick(_HEADS, matchkind=MatchKind.Standard)
_NEEDS_BODY = frozenset(
    {"trưởng", "phó trưởng", "chánh", "phó chánh", "quyền trưởng", "quyền chánh", "nguyên trưởng"}
)
_ALONE = ("bộ trưởng", "thứ trưởng", "thủ tướng")  # with their body, a post even without a name
_PERMANENT = re.compile(r" thường trực(?!\w)")
_MEMBER_OF = re.compile(
    r" (?:dự khuyết )?(?:ban chấp hành )?(?:bộ chính trị|trung ương đảng|trung ương)(?!\w)"
)
_PORTFOLIOS = (
    "ngoại giao và hợp tác kinh tế", "ngoại giao và hợp tác quốc tế", "ngoại giao", "quốc phòng",
    "công an", "nội vụ",
    "tư pháp", "tài chính", "công thương", "nông nghiệp và môi trường", "nông nghiệp", "xây dựng",
    "văn hóa, thể thao và du lịch", "khoa học và công nghệ", "giáo dục và đào tạo", "giáo dục", "y tế",
    "kế hoạch và đầu tư", "giao thông vận tải", "thông tin và truyền thông",
    "tài nguyên và môi trường", "thương mại",
    "kinh tế", "an ninh", "thứ nhất",
)  # fmt: skip
_PORTFOLIO = re.compile(rf" (?:{'|'.join(_PORTFOLIOS)})(?!\w)")
_HONORIFICS = ("ông ", "bà ", "đồng chí ", "đ/c ", "ngài ", "giáo sư ", "tiến sĩ ", "nhà báo ")
_CREDIT = re.compile(r"(?:ảnh|photo|nguồn ảnh|ảnh minh họa): ?")
_AGENCY_FIRST = re.compile(r"[A-ZĐ]{2,6}\d?/ ?")
_PLACE_WORD = re.compile(
    r"(?:đường|phố|tỉnh|huyện|xã|phường|quận|thị xã|thị trấn|trường|giải|núi|sông|cầu|đảo|quần đảo"
    r"|thành phố|công viên|bảo tàng|đại học|học viện|khu|cảng|bến|chợ) \Z"
)


@dataclass(frozen=True, slots=True)
class _Post:
    start: int
    end: int
    head: str
    has_body: bool
    country: bool


def find_people(
    paper: Paper, shadow: str, names: Sequence[Mention], busy: Sequence[tuple[int, int]]
) -> list[Mention]:
    """Return persons and the posts tied to them, by start.

    ``names`` are the known names and composed bodies; ``busy`` spans hold no person (papers, meetings).
    """
    text = paper.text
    by_start: dict[int, Mention] = {}
    for mention in names:
        if mention.start not in by_start or mention.end > by_start[mention.start].end:
            by_start[mention.start] = mention
    posts = _posts(text, shadow, by_start)
    people: dict[int, Mention] = {}
    tied: set[int] = set()
    next_kept = -1
    for post in reversed(posts):
        person = _person_after(text, shadow, post, by_start)
        # "Ủy viên Trung ương Đảng, Phó Thủ tướng Chính phủ Trần Lưu Quang": the first post is his too.
        chained = post.end + 2 == next_kept and shadow.startswith(", ", post.end)
        if person is not None:
            people.setdefault(person.start, person)
        elif not chained and not (post.has_body and post.head.endswith(_ALONE)):
            continue
        tied.add(post.start)
        next_kept = post.start
    for person in [*_honoured(text, shadow, by_start), *_credited(paper, shadow, by_start)]:
        people.setdefault(person.start, person)
    spans = sorted([*busy, *((m.start, m.end) for m in names), *((m.start, m.end) for m in people.values())])
    for person in _bare(text, shadow, spans):
        people.setdefault(person.start, person)
    # "Ông Nguyễn Văn A, Phó Giám đốc Sở Ngoại vụ": a post right after its holder.
    ends = {person.end for person in people.values()}
    kept = [
        Mention(post.start, post.end, Label.POST, None, text[post.start : post.end], "post")
        for post in posts
        if post.start in tied or (post.start - 2 in ends and shadow.startswith(", ", post.start - 2))
    ]
    return sorted([*kept, *people.values()], key=lambda mention: mention.start)


def _posts(text: str, shadow: str, by_start: dict[int, Mention]) -> list[_Post]:
    longest: dict[int, int] = {}
    heads: dict[int, str] = {}
    for index, start, end in _HEAD_SCAN.find_matches_as_indexes(shadow, overlapping=True):
        if not text[start].isupper() or (end < len(text) and text[end].isalnum()):
            continue
        if start and text[start - 1].isalpha():
            continue
        if end > longest.get(start, 0):
            longest[start], heads[start] = end, _HEADS[index]
    posts: list[_Post] = []
    last_end = 0
    for start in sorted(longest):
        if start < last_end:
            continue
        post = _post(text, shadow, start, heads[start], by_start)
        if post is not None:
            posts.append(post)
            last_end = post.end
    return posts


def _post(text: str, shadow: str, start: int, head: str, by_start: dict[int, Mention]) -> _Post | None:
    end = start + len(head)
    permanent = _PERMANENT.match(shadow, end)
    if permanent:
        end = permanent.end()
    has_body = country = False
    if head.endswith("ủy viên") and (member := _MEMBER_OF.match(shadow, end)):
        return _Post(start, member.end(), head, True, False)
    body = by_start.get(end + 1) if text[end : end + 1] == " " else None
    if body is None and head.endswith(("trưởng ban", "chánh văn phòng", "vụ trưởng", "cục trưởng")):
        # "Trưởng Ban Đối ngoại Trung ương": the body's own head word is inside the post.
        word = (
            end - len(head.rsplit(" ", 1)[-1]) if not head.endswith("văn phòng") else end - len("văn phòng")
        )
        body = by_start.get(word)
    if body is not None and body.label is Label.ORGANISATION and body.end > end:
        end, has_body = body.end, True
    elif head in _NEEDS_BODY:
        return None
    elif (portfolio := _PORTFOLIO.match(shadow, end)) and text[end + 1].isupper():
        end = portfolio.end()
    place = by_start.get(end + 1) if text[end : end + 1] == " " else None
    if place is not None and place.label is Label.PLACE:
        end, country = place.end, True
    return _Post(start, end, head, has_body, country)


def _person_after(text: str, shadow: str, post: _Post, by_start: dict[int, Mention]) -> Mention | None:
    at = post.end
    if text[at : at + 1] != " ":
        return None
    for honorific in _HONORIFICS:
        if shadow.startswith(honorific, at + 1):
            at += len(honorific)
            break
    return _name_at(text, shadow, at + 1, by_start, foreign=post.country, one_word=False)


def _name_at(
    text: str, shadow: str, at: int, by_start: dict[int, Mention], *, foreign: bool, one_word: bool
) -> Mention | None:
    """Return the name that starts at ``at``: a run of capitalised words, cut where another name begins."""
    known = by_start.get(at)
    if known is not None and not (known.label is Label.PLACE and not one_word and _longer_run(text, known)):
        return None
    end, words = at, 0
    while word := CAPITAL_WORD.match(text, end):
        if word[0].isupper() and len(word[0]) > 1 and not foreign:
            break
        end, words = word.end(), words + 1
        if words == 6 or text[end : end + 1] != " ":
            break
        end += 1
    while end > at and text[end - 1] in " -'’":
        end -= 1
    if words == 0 or (words == 1 and not (one_word or foreign)):
        return None
    return Mention(at, end, Label.PERSON, None, text[at:end], "name")


def _longer_run(text: str, known: Mention) -> bool:
    run = CAPITAL_RUN.match(text, known.start)
    return run is not None and run.end() > known.end


def _honoured(text: str, shadow: str, by_start: dict[int, Mention]) -> list[Mention]:
    found: list[Mention] = []
    for honorific in _HONORIFICS:
        at = shadow.find(honorific)
        while at >= 0:
            start = at + len(honorific)
            if (at == 0 or not text[at - 1].isalnum()) and start < len(text) and text[start].isupper():
                person = _name_at(text, shadow, start, by_start, foreign=False, one_word=True)
                if person is not None:
                    found.append(person)
            at = shadow.find(honorific, start)
    return found


def _credited(paper: Paper, shadow: str, by_start: dict[int, Mention]) -> list[Mention]:
    """Names of photographers, of the author after "Theo …/paper", and of an author alone on a line."""
    text = paper.text
    found: list[Mention] = []
    for match in _CREDIT.finditer(shadow) if "ảnh:" in shadow else ():
        at = match.end()
        agency = _AGENCY_FIRST.match(text, at)
        at = agency.end() if agency else at
        person = _name_at(text, shadow, at, by_start, foreign=False, one_word=False)
        if person is not None and person.start not in by_start:
            found.append(person)
    for block in (*paper.blocks[:6], *paper.blocks[-4:]):
        words = text[block.start : block.end]
        start = block.start + (5 if words.startswith("Theo ") else 0)
        name = text[start : block.end].split("/")[0]
        named = any(at in by_start for at in range(start, min(block.end, start + len(name))))
        if not named and _is_byline(name, signed="/" in words[:60] and start > block.start):
            found.append(Mention(start, start + len(name), Label.PERSON, None, name, "byline", 0.6))
    return found


def _is_byline(words: str, *, signed: bool) -> bool:
    parts = words.split(" ")
    if not 2 <= len(parts) <= 4 or not all(part[:1].isupper() and part.isalpha() for part in parts):
        return False
    if all(part.isupper() for part in parts):
        return False
    return signed or all(is_syllable(part.lower()) for part in parts)


def credited_publishers(paper: Paper, shadow: str, names: Sequence[Mention]) -> list[Mention]:
    """Return publishers named by a credit: "(Ảnh: A/ TTXVN)", "Theo A/Dân trí", "(VOV5) -"."""
    text = paper.text
    known = {mention.start for mention in names}
    found: list[Mention] = []
    for block in paper.blocks:
        start = block.start
        # Only a line that can hold one: a caption, a "Theo …/paper", a paper's sign before the first dash.
        if "ảnh:" not in shadow[start : block.end] and not (
            text.startswith("Theo ", start) or " - " in shadow[start : start + 12]
        ):
            continue
        line = text[start : block.end]
        for match in _PUBLISHER.finditer(line):
            group = next(number for number in range(1, 4) if match[number])
            start, end = block.start + match.start(group), block.start + match.end(group)
            if start not in known:
                found.append(Mention(start, end, Label.ORGANISATION, None, text[start:end], "credit", 0.7))
    return found


_PUBLISHER = re.compile(
    r"(?:[Ảả]nh: ?(?:[^/()\n.]{3,40}/ ?)?([A-ZĐ]{2,6}\d?)(?![\w])"
    r"|^Theo [^/]{4,40}/ ?([^\W\d_][\w ]{2,24})$"
    r"|^\(?([A-ZĐ]{2,6}\d?)\)? [-–] )"
)


def _bare(text: str, shadow: str, busy: Sequence[tuple[int, int]]) -> list[Mention]:
    """Full Vietnamese names that no post or honorific announces: surname and two or three given syllables."""
    found: list[Mention] = []
    index = 0
    for run in CAPITAL_RUN.finditer(text):
        start, end = run.span()
        while index < len(busy) and busy[index][1] <= start:
            index += 1
        if index < len(busy) and busy[index][0] < end:
            continue
        words = shadow[start:end].split(" ")
        if words[0] not in SURNAMES or not 3 <= len(words) <= 4 or not is_full_name(words):
            continue
        if text[start:end].isupper() or _PLACE_WORD.search(shadow[max(0, start - 12) : start]):
            continue
        found.append(Mention(start, end, Label.PERSON, None, text[start:end], "full name", 0.7))
    return found
