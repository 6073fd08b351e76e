"""Where the words that were asked for stand in the original text."""

from __future__ import annotations

from banggiao.language.folding import fold, shadow, to_nfc
from banggiao.search.tokens import WORD, Asked

Pieces = tuple[tuple[str, bool], ...]
"""Text in order, each piece with whether it is to be marked."""

_WIDTH = 240
_BEFORE = 60
_CHUNK = 4000
FAR = 100_000
"""So much of a long text is looked through for a snippet."""


def marked(text: str, asked: Asked) -> Pieces:
    """Return the text with the words that were asked for marked."""
    text = to_nfc(text)
    return _pieces(text, _spans(text, asked), 0, len(text))


def snippet(text: str, asked: Asked) -> Pieces:
    """Return the place in a text where most of the words stand together, marked; empty where none does."""
    text = to_nfc(text[:FAR])
    best: list[tuple[int, int, str]] = []
    most = 0
    for start in range(0, len(text), _CHUNK):
        spans = [(start + a, start + b, word) for a, b, word in _spans(text[start : start + _CHUNK], asked)]
        window, distinct = _together(spans)
        if distinct > most:
            best, most = window, distinct
        if most == len(set(asked.plain)):
            break
    if not best:
        return ()
    start = max(0, best[0][0] - _BEFORE)
    end = min(len(text), start + _WIDTH)
    start, end = _whole_words(text, start, end)
    shown = text[start:end]
    pieces = _pieces(shown, _spans(shown, asked), 0, len(shown))
    return (*((("… ", False),) if start else ()), *pieces, *(((" …", False),) if end < len(text) else ()))


def _spans(text: str, asked: Asked) -> list[tuple[int, int, str]]:
    """Return (start, end, word asked for) of each; a word that stands with the typed diacritics only so."""
    folded = fold(text)
    plain, exact = set(asked.plain), set(asked.exact)
    last = asked.plain[-1] if asked.open and asked.plain and len(asked.plain[-1]) > 1 else None
    found = []
    for match in WORD.finditer(folded):
        word = match[0]
        if word in plain:
            found.append((match.start(), match.end(), word))
        elif last and word.startswith(last):
            found.append((match.start(), match.end(), last))
    if found and asked.accented:
        told = shadow(text)
        same = [span for span in found if told[span[0] : span[1]] in exact]
        as_typed = {word for _, _, word in same}
        found = [span for span in found if span in same or span[2] not in as_typed]
    return found


def _together(spans: list[tuple[int, int, str]]) -> tuple[list[tuple[int, int, str]], int]:
    """Return the spans within a snippet's width that hold most different words, the first such."""
    best: list[tuple[int, int, str]] = []
    most = 0
    for n, (start, _, _) in enumerate(spans):
        window = [span for span in spans[n : n + 40] if span[1] <= start + _WIDTH - _BEFORE]
        distinct = len({word for _, _, word in window})
        if distinct > most:
            best, most = window, distinct
    return best, most


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start and start < end and not text[start - 1].isspace():
        start += 1
    while end < len(text) and end > start and not text[end].isspace():
        end -= 1
    return start, end


def _pieces(text: str, spans: list[tuple[int, int, str]], start: int, end: int) -> Pieces:
    pieces: list[tuple[str, bool]] = []
    at = start
    for first, last, _ in spans:
        if pieces and pieces[-1][1] and text[at:first] == " ":
            pieces[-1] = (pieces[-1][0] + text[at:last], True)
        else:
            if first > at:
                pieces.append((text[at:first], False))
            pieces.append((text[first:last], True))
        at = last
    if at < end:
        pieces.append((text[at:end], False))
    return tuple(pieces)
