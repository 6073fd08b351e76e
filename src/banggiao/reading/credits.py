"""Publishers that a credit names, or what they are: "(Ảnh: A/ TTXVN)", "Theo A/Dân trí", "báo Thanh Niên"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banggiao.language import lazy_re as re
from banggiao.language.names import UPPER, is_syllable
from banggiao.language.scanning import Phrase
from banggiao.reading.paper import Paper
from banggiao.reading.publishers import PUBLISHERS
from banggiao.reading.records import Label, Mention

_KNOWN = "|".join(map(re.escape, sorted(PUBLISHERS, key=len, reverse=True)))
_PUBLISHER = re.compile(
    rf"(?:[Ảả]nh: ?(?:[^/()\n.]{{3,40}}[/–-] ?)?(?:báo )?([A-ZĐ]{{3,6}}\d?|{_KNOWN})(?![\w]| [A-ZĐ]{{2}})"
    r"|^Theo [^/]{4,40}/ ?([^\W\d_][\w ]{2,24})$"
    rf"|^\(?([A-ZĐ]{{2,6}}\d?|(?<=\()(?:{_KNOWN})(?=\)))\)? [-–] )"
)
_PRESS = Phrase(
    r"(?:nhật báo|tuần báo|tờ báo|báo|tờ|hãng tin|hãng thông tấn|kênh truyền hình|trang tin|tạp chí) "
)
_PRESS_KNOWN = re.compile(rf"(?:{_KNOWN})(?!\w)(?! [{UPPER}])")
_PRESS_RUN = re.compile(rf"[{UPPER}][\w'’-]*(?: (?:of the |of )?[{UPPER}][\w'’-]*){{0,4}}")


def credited_publishers(paper: Paper, shadow: str, names: Sequence[Mention]) -> list[Mention]:
    """Return them: "(Ảnh: A/ TTXVN)", "Theo A/Dân trí", "(VOV5) -", "báo Tuổi Trẻ"."""
    text = paper.text
    known = {mention.start for mention in names}
    bodies = {mention.start for mention in names if mention.label is not Label.PLACE}
    found = list(_named(text, shadow, bodies))
    known.update(mention.start for mention in found)
    pictured = "ảnh:" in shadow
    for block in paper.blocks:
        start = block.start
        # Only a line that can hold one: a caption, a "Theo …/paper", a paper's sign before the first dash.
        if not (
            text.startswith("Theo ", start)
            or " - " in shadow[start : start + (30 if text.startswith("(", start) else 12)]
            or (pictured and "ảnh:" in shadow[start : block.end])
        ):
            continue
        line = text[start : block.end]
        for match in _PUBLISHER.finditer(line):
            group = next(number for number in range(1, 4) if match[number])
            start, end = block.start + match.start(group), block.start + match.end(group)
            if start not in known:
                found.append(Mention(start, end, Label.ORGANISATION, None, text[start:end], "credit", 0.7))
    return found


def _named(text: str, shadow: str, known: set[int]) -> Iterator[Mention]:
    """Publishers behind what they are, which is written small: "tờ Phnom Penh Post"."""
    for press in _PRESS.finditer(shadow):
        at = press.end()
        whole = text[press.start()].isupper() and not text.startswith("Tờ ", press.start())
        if at in known or whole or text[press.start() - 1 : press.start()].isalnum():
            continue
        listed = _PRESS_KNOWN.match(text, at)
        name = listed or _PRESS_RUN.match(text, at)
        if name is None or (not listed and all(map(is_syllable, name[0].lower().split(" ")))):
            continue
        yield Mention(at, name.end(), Label.ORGANISATION, None, name[0], "credit", 0.7)
