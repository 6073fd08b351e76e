"""Editions of known series of meetings, and short names in brackets: "APEC 2027", "(AMM-52)"."""

from __future__ import annotations

from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from banggiao.language import lazy_re as re
from banggiao.reading import event_words as words_of
from banggiao.reading.records import Label, Mention

_ENGLISH = ("Congress", "Summit", "Conference", "Expo", "Festival", "Fair", "Forum", "Games")
_SERIES_SCAN = AhoCorasick([*sorted(words_of.SERIES), *_ENGLISH], matchkind=MatchKind.Standard)
_YEAR = re.compile(r" (?:19|20)\d\d(?![\w/])")
_EDITION = re.compile(r"[- ]?((?:19|20)\d\d|\d{1,3})(?![\w/]|[.,]\d)")
_MOST_WORDS = 6  # words of a name before its kind
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
    for index, at, end in _SERIES_SCAN.find_matches_as_indexes(text, overlapping=True):
        english = index >= len(words_of.SERIES)
        start = _english_start(text, at) if english else at
        edition = (_YEAR if english else _EDITION).match(text, end) if start >= 0 else None
        if (
            edition
            and not (at and text[at - 1].isalnum())
            and not text.startswith(("%", " năm", " nước"), edition.end())
        ):
            span = (start, edition.end())
            found.setdefault(span, Mention(*span, Label.EVENT, None, text[start : span[1]], "edition", 0.8))
    return [one for span, one in found.items() if not any(a <= span[0] and span[1] <= b for a, b in taken)]


def _english_start(text: str, at: int) -> int:
    """Return where the English name of a meeting begins whose kind stands at ``at``, -1 where there is none:
    "Global Trade Congress 2026"."""
    start = at
    for _ in range(_MOST_WORDS):
        if text[start - 1 : start] != " ":
            break
        before = max(text.rfind(" ", 0, start - 1), text.rfind("\n", 0, start - 1)) + 1
        word = text[before : start - 1]
        if not (word[:1].isupper() and word.isascii() and word.replace("-", "").isalpha()):
            break
        start = before
    return start if start < at else -1
