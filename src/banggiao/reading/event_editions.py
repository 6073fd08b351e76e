"""Editions of known series of meetings, and short names in brackets: "APEC 2027", "(AMM-52)"."""

from __future__ import annotations

from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from banggiao.language import lazy_re as re
from banggiao.reading import event_words as words_of
from banggiao.reading.records import Label, Mention

_SERIES_SCAN = AhoCorasick(sorted(words_of.SERIES), matchkind=MatchKind.Standard)
_EDITION = re.compile(r"[- ]?((?:19|20)\d\d|\d{1,3})(?![\w/]|[.,]\d)")
_SHORT_NAME = re.compile(r" \(([A-ZĐ]{2,8}[- ]?\d{1,4})\)")


def editions(text: str, meetings: Sequence[Mention]) -> list[Mention]:
    """Return editions of known series, and the short names that stand in brackets behind a meeting."""
    taken = [(meeting.start, meeting.end) for meeting in meetings]
    found: dict[tuple[int, int], Mention] = {}
    for meeting in meetings:
        short = _SHORT_NAME.match(text, meeting.end)
        if short is None:
            continue
        at = text.find(short[1])
        while at >= 0:
            end = at + len(short[1])
            if not text[end : end + 1].isalnum() and not (at and text[at - 1].isalnum()):
                found[at, end] = Mention(at, end, Label.EVENT, meeting.key, meeting.value, "short name", 0.8)
            at = text.find(short[1], end)
    for _, at, end in _SERIES_SCAN.find_matches_as_indexes(text, overlapping=True):
        edition = _EDITION.match(text, end)
        if (
            edition
            and not (at and text[at - 1].isalnum())
            and not text.startswith(("%", " năm", " nước"), edition.end())
        ):
            span = (at, edition.end())
            found.setdefault(span, Mention(*span, Label.EVENT, None, text[at : span[1]], "edition", 0.8))
    return [one for span, one in found.items() if not any(a <= span[0] and span[1] <= b for a, b in taken)]
