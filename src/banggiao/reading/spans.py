"""Spans that do not overlap, asked whether one of them covers another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from banggiao.reading.records import Mention


class Spans:
    """The spans of mentions of which none overlap."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._spans = sorted((mention.start, mention.end) for mention in mentions)
        self._starts = [start for start, _ in self._spans]

    def cover(self, mention: Mention) -> bool:
        """Whether ``mention`` lies within one of them."""
        index = bisect_right(self._starts, mention.start) - 1
        return index >= 0 and mention.end <= self._spans[index][1]


def outermost(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions by start, without those that overlap one before; of one start the longest."""
    end = -1
    for one in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            end = one.end
            yield one
