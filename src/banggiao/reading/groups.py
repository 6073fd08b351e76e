"""Groups of bodies that are meant together: GROUP mentions."""

from __future__ import annotations

import re

from banggiao.reading.records import Label, Mention

_UNIT = (
    r"(?:ban|bộ|ngành|sở|địa phương|tỉnh|thành phố|huyện|quận|xã|phường|đặc khu|cơ quan ngang bộ"
    r"|cơ quan thuộc chính phủ|cơ quan|đơn vị|đoàn thể|tổ chức chính trị - xã hội|tổ chức chính trị-xã hội"
    r"|hội|hiệp hội|tập đoàn|tổng công ty|ban đảng|đảng ủy|tỉnh ủy|thành ủy|ubnd|ủy ban nhân dân|hđnd)"
)
_TAIL = (
    r"(?: (?:trung ương|liên quan|trực thuộc trung ương|trực thuộc|của trung ương|của tỉnh|của thành phố))*"
)
_GROUP = re.compile(
    rf"(?:tất cả |toàn thể )?(?:(?:ubnd|ủy ban nhân dân|hđnd|sở ngoại vụ|lãnh đạo) )?(?:(?:các|những) )?"
    rf"{_UNIT}{_TAIL}(?:(?:(?:, |,)(?:các )?(?!cơ quan đại diện)| và ){_UNIT}{_TAIL})*(?!\w)"
)
_MISSIONS = re.compile(r"các cơ quan đại diện (?:ngoại giao )?(?:(?:của )?việt nam|ta) ở nước ngoài")
_GROUP_HEADS = ("các ", "tất cả ", "ubnd các ", "ủy ban nhân dân các ")


def find_groups(text: str, shadow: str) -> list[Mention]:
    """Return groups of bodies named together: "các ban, bộ, ngành, địa phương", by start."""
    found: list[Mention] = []
    for head in _GROUP_HEADS:
        at = shadow.find(head)
        while at >= 0:
            stop = at + len(head)
            if (at == 0 or not shadow[at - 1].isalnum()) and not shadow.endswith("các cấp, ", 0, at):
                match = _MISSIONS.match(shadow, at) or _GROUP.match(shadow, at)
                if match and (match.re is _MISSIONS or _names_bodies(match[0])):
                    found.append(
                        Mention(at, match.end(), Label.GROUP, None, text[at : match.end()], "group", 0.8)
                    )
                stop = match.end() if match else stop
            at = shadow.find(head, stop)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _names_bodies(words: str) -> bool:
    """Whether at least two kinds of body are named, or the people's committees of all."""
    kinds = re.split(r", | và |,", words)
    return len(kinds) > 1 or words.startswith(("ubnd các ", "ủy ban nhân dân các "))
