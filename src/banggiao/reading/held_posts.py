"""Which posts are labelled: those that a named person holds, and those with a body or a place in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from banggiao.language import lazy_re as re
from banggiao.reading import post_words as words_of
from banggiao.reading.posts import Post
from banggiao.reading.records import Label, Mention

_HOLDER_BEFORE = (", ", " (", " - ", "\t", " – ")
_ANOTHER_AFTER = (", ", " - ", " – ")
_OF_SEVERAL = re.compile(
    r" các (?:nước|quốc gia|tỉnh|thành|bộ|ban|sở|địa phương|huyện|xã|đảng|cơ quan|đơn vị|bên|thành viên|cấp"
    r"|khu|ủy ban|ngành|trường|viện|tổ chức|đại sứ|phái đoàn)(?!\w)"
)
_OF_MANY = re.compile(r"(?<! về)(?<!hiệp)(?<!quản lý)(?<!vấn đề)(?<!vụ)(?<!cục) các ")
"""Not as names of bodies hold it: "Ủy ban công tác về các tổ chức …"."""
_JOINED = re.compile(r"(?:,? kiêm(?: nhiệm)?|,? đồng thời là|, hiện là|, nay là) \Z")


def held_posts(
    text: str, shadow: str, posts: Sequence[tuple[Post, int, bool]], people: Collection[int]
) -> Iterator[Mention]:
    """Yield the posts of named persons, and those that hold a body or a place, by start.

    ``posts`` are given with where they end and whether a name follows; ``people`` are the ends of names.
    """
    last = -1
    starts = {post.start: post for post, _, _ in posts}
    for post, end, tied in posts:
        if _OF_SEVERAL.match(shadow, end):
            continue
        held = tied or _after_holder(text, shadow, post.start, people, last)
        alone = (post.holds and (not post.small or post.head in words_of.SMALL_OF_STATES)) or (
            _goes_on(text, post, end, starts)
        )
        if held or (alone and not _stands_for_many(text, shadow, post)):
            last = end
            yield Mention(post.start, end, Label.POST, None, text[post.start : end], "post")


def _after_holder(text: str, shadow: str, start: int, people: Collection[int], last: int) -> bool:
    """Whether it follows its holder, "Ông Nguyễn Văn A, Phó Giám đốc Sở", or another post of his."""
    for sign in _HOLDER_BEFORE:
        before = start - len(sign)
        if text.startswith(sign, before):
            return before in people or (before == last and sign in _ANOTHER_AFTER)
    joined = _JOINED.search(shadow, max(0, start - 20), start)
    return joined is not None and (joined.start() in people or joined.start() == last)


def _goes_on(text: str, post: Post, end: int, starts: Mapping[int, Post]) -> bool:
    """Whether its holder's other post follows with its body: "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"."""
    other = starts.get(end + 2) if text.startswith(", ", end) and not (post.small or post.holds) else None
    return other is not None and other.holds and not other.small


def _stands_for_many(text: str, shadow: str, post: Post) -> bool:
    meeting = shadow.endswith(words_of.MEETING_BEFORE, 0, post.start)
    of_press = post.head == "đặc phái viên" and shadow.endswith("theo ", 0, post.start)
    if of_press or shadow.startswith(" ở nước ngoài", post.end):
        return True
    return bool(
        (meeting and (post.head in words_of.MINISTERS or words_of.PAIR_AFTER.match(text, post.end)))
        or shadow.endswith(words_of.PLURAL, 0, post.start)
        or (post.placed and shadow.endswith(words_of.SEVERAL, 0, post.start))
        or shadow.startswith(" cấp ", post.end)
        or _OF_MANY.search(shadow, post.start, post.end)
    )
