"""From quotes to places: code finds the words in the text, and drops what is not there or not there once."""

from __future__ import annotations

from enum import StrEnum

from banggiao.language.folding import to_nfc
from banggiao.reading.llm.answer import Quoted

Span = tuple[int, int]


class Dropped(StrEnum):
    """Why a quote was dropped."""

    ABSENT = "absent"  # not in the text, word for word
    AMBIGUOUS = "ambiguous"  # there more than once
    CUT = "cut"  # begins or ends inside a word
    KNOWN = "known"  # a rule found the same record


def anchor(text: str, quoted: Quoted, within: Span) -> Span | Dropped:
    """Return the place of the record's quote: in its context, which must stand once in ``text[within]``."""
    context = place_of(text, quoted.context, within, whole_words=False)
    return context if isinstance(context, Dropped) else place_of(text, quoted.quote, context)


def place_of(text: str, words: str, within: Span, *, whole_words: bool = True) -> Span | Dropped:
    """Return the one place of ``words`` in ``text[within]``, letter by letter however those are composed.

    A quote that stands there twice is dropped, not guessed, and not taken for all of its places.
    """
    start, end = within
    quote = to_nfc(words).strip()
    at = text.find(quote, start, end) if quote else -1
    if at < 0:
        return Dropped.ABSENT
    if text.find(quote, at + 1, end) >= 0:
        return Dropped.AMBIGUOUS
    after = at + len(quote)
    if whole_words and (_joined(text, at) or _joined(text, after)):
        return Dropped.CUT
    return at, after


def _joined(text: str, at: int) -> bool:
    """Whether ``at`` lies inside a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
