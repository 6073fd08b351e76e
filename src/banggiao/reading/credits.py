"""Publishers named by the credit of a picture or a text: "(Ảnh: A/ TTXVN)", "Theo A/Dân trí"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banggiao.reading.paper import Paper
from banggiao.reading.records import Label, Mention

_PUBLISHER = re.compile(
    r"(?:[Ảả]nh: ?(?:[^/()\n.]{3,40}/ ?)?([A-ZĐ]{2,6}\d?)(?![\w])"
    r"|^Theo [^/]{4,40}/ ?([^\W\d_][\w ]{2,24})$"
    r"|^\(?([A-ZĐ]{2,6}\d?)\)? [-–] )"
)


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
