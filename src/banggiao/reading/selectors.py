"""Selectors of the W3C Web Annotation model: how a place in a text is written down and found again.

https://www.w3.org/TR/annotation-model/#text-quote-selector and #text-position-selector. Offsets count code
points, as the model asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

Span = tuple[int, int]

CONTEXT = 32  # characters before and after the quoted words
WIDEST = 512
_POSITION, _QUOTE = "TextPositionSelector", "TextQuoteSelector"


def selectors_of(text: str, spans: Iterable[Span]) -> dict[Span, list[dict[str, Any]]]:
    """Return for each span its position and its quotation, which select the same words.

    Where two of the spans would be quoted alike, their prefix and suffix grow, up to 512 characters, until
    they differ; the time this takes grows with the number of spans, not with the length of the text.
    """
    out: dict[Span, list[dict[str, Any]]] = {}
    alike = sorted(set(spans))
    width = CONTEXT
    while alike:
        quoted = {span: _quote(text, span, width) for span in alike}
        times = Counter(tuple(quote.values()) for quote in quoted.values())
        alike = []
        for (start, end), quote in quoted.items():
            if times[tuple(quote.values())] > 1 and width < WIDEST:
                alike.append((start, end))
            else:
                out[start, end] = [{"type": _POSITION, "start": start, "end": end}, quote]
        width *= 2
    return out


def find(text: str, selectors: Sequence[dict[str, Any]]) -> Span | None:
    """Return the place that ``selectors`` name in ``text``, which may have changed since; None if it is gone.

    The position holds where it still has the quoted words between the quoted prefix and suffix. Otherwise the
    quotation is looked for, and of several places with the same surroundings the one nearest to the position
    is meant; words whose surroundings changed are found only if they stand in one place.
    """
    by_type = {selector["type"]: selector for selector in selectors}
    quote, was = by_type[_QUOTE], by_type[_POSITION]["start"]
    prefix, exact, suffix = quote["prefix"], quote["exact"], quote["suffix"]
    if text.startswith(prefix + exact + suffix, was - len(prefix)) and was >= len(prefix):
        return was, was + len(exact)
    places = [place + len(prefix) for place in _places(text, prefix + exact + suffix)]
    if not places:
        places = _places(text, exact)
        if len(places) != 1:
            return None
    start = min(places, key=lambda place: (abs(place - was), place))
    return start, start + len(exact)


def _quote(text: str, span: Span, width: int) -> dict[str, str]:
    start, end = span
    return {
        "type": _QUOTE,
        "exact": text[start:end],
        "prefix": text[max(start - width, 0) : start],
        "suffix": text[end : end + width],
    }


def _places(text: str, words: str) -> list[int]:
    places, at = [], text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places
