"""Who carries on for a body that was merged, split, renamed or replaced, on a given day.

A succession takes effect on the first day that its date may mean ("2025-02" is 1 February 2025).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from banggiao.packs.dates import first_day
from banggiao.packs.records import SuccessionRow


class Succession:
    """The successions of a pack or of a register, ready for questions.

    Raises ValueError when a body would be, over any number of steps, its own successor.
    """

    def __init__(self, rows: Iterable[SuccessionRow]) -> None:
        self._after: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._before: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in rows:
            day = first_day(row.date)
            self._after[row.predecessor].append((day, row.successor))
            self._before[row.successor].append((day, row.predecessor))
        self._refuse_cycles()

    def successors(self, key: str, on: date) -> tuple[str, ...]:
        """The bodies that ``key`` directly became by ``on``; empty while it exists."""
        return self._step(self._after, key, on)

    def answers_for(self, key: str, until: date) -> tuple[str, ...]:
        """The bodies that answer for ``key`` at ``until``: itself, or its last successors."""
        found: dict[str, None] = {}
        self._last(key, until, found)
        return tuple(found)

    def predecessors(self, key: str, until: date) -> tuple[str, ...]:
        """All bodies, near and far, that had become (part of) ``key`` by ``until``, nearest first."""
        found: dict[str, None] = {}
        pending = [key]
        for body in pending:
            for before in self._step(self._before, body, until):
                if before not in found:
                    found[before] = None
                    pending.append(before)
        return tuple(found)

    @staticmethod
    def _step(links: dict[str, list[tuple[str, str]]], key: str, on: date) -> tuple[str, ...]:
        day = on.isoformat()
        return tuple(other for since, other in links.get(key, ()) if since <= day)

    def _last(self, key: str, until: date, found: dict[str, None]) -> None:
        following = self.successors(key, until)
        if not following:
            found[key] = None
        for body in following:
            self._last(body, until, found)

    def _refuse_cycles(self) -> None:
        done: set[str] = set()
        for start in list(self._after):
            self._visit(start, (), done)

    def _visit(self, key: str, path: tuple[str, ...], done: set[str]) -> None:
        if key in path:
            raise ValueError("vòng kế tục / succession cycle: " + " → ".join((*path, key)))
        if key in done:
            return
        for _, following in self._after.get(key, ()):
            self._visit(following, (*path, key), done)
        done.add(key)
