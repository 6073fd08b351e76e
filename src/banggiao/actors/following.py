"""Who carries on for an actor that was merged, split, renamed or replaced, and whose work one carries on.

A succession takes effect on the first day that its date may mean; one without a date has taken effect. A
circle, which the register refuses but an old row may hold, is walked once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from banggiao.actors.models import Actor, Succession
from banggiao.core.access import Viewer
from banggiao.core.stamps import stamps_now


class Step(NamedTuple):
    """From when on, which actor (its integer id), and how: merged_into, split_into, renamed, replaced_by."""

    since: date
    actor: int
    kind: str


@dataclass(frozen=True)
class Following:
    """All successions of the register, ready for questions about integer ids."""

    after: dict[int, list[Step]]
    before: dict[int, list[Step]]

    @classmethod
    def load(cls) -> Following:
        """Read the successions that were not archived, in one query."""
        after: dict[int, list[Step]] = defaultdict(list)
        before: dict[int, list[Step]] = defaultdict(list)
        rows = Succession.objects.current().order_by("on", "id")
        for old, new, on, kind in rows.values_list("predecessor_id", "successor_id", "on", "kind"):
            after[old].append(Step(on or date.min, new, kind))
            before[new].append(Step(on or date.min, old, kind))
        return cls(dict(after), dict(before))

    def successors(self, actor: int, on: date) -> list[int]:
        """Return what the actor directly became by ``on``; nothing while it lives."""
        return [step.actor for step in self.after.get(actor, ()) if step.since <= on]

    def last(self, actor: int, on: date) -> list[int]:
        """Return who answers for the actor on ``on``: itself, or its last successors."""
        found: dict[int, None] = {}
        seen: set[int] = set()
        waiting = [actor]
        while waiting:
            at = waiting.pop(0)
            if at in seen:
                continue
            seen.add(at)
            following = [new for new in self.successors(at, on) if new not in seen]
            waiting += following
            if not following:
                found[at] = None
        return list(found)

    def predecessors(self, actor: int, on: date) -> list[int]:
        """Return all that had become (part of) the actor by ``on``, near and far, the nearest first."""
        found: dict[int, None] = {}
        waiting = [actor]
        for at in waiting:
            for step in self.before.get(at, ()):
                if step.since <= on and step.actor != actor and step.actor not in found:
                    found[step.actor] = None
                    waiting.append(step.actor)
        return list(found)


def successors(actor: Actor, on: date) -> list[Actor]:
    """Return the actors that ``actor`` directly became by ``on``: several after a split."""
    return _actors(Following.load().successors(actor.pk, on))


def answers_for(actor: Actor, on: date) -> list[Actor]:
    """Return who answers for ``actor`` on ``on``: itself while it lives, else its last successors."""
    return _actors(Following.load().last(actor.pk, on))


def predecessors(actor: Actor, on: date) -> list[Actor]:
    """Return the actors whose work ``actor`` carries on, near and far, the nearest first."""
    return _actors(Following.load().predecessors(actor.pk, on))


def actor_ids_with_history(ids: Iterable[int], on: date | None = None) -> frozenset[int]:
    """Return the ids of these actors and of all their predecessors, for a filter that includes them."""
    actors, day = set(ids), on or date.today()
    following = _following(stamps_now("actors")[0])
    return frozenset(actors.union(*(following.predecessors(pk, day) for pk in actors)))


@lru_cache(maxsize=2)
def _following(_stamp: int) -> Following:
    """Return the successions as they stand at a stamp: every list that is narrowed by an actor asks."""
    return Following.load()


def successions_of(viewer: Viewer, actor: Actor) -> list[Succession]:
    """Return the successions by which ``actor`` ended, with their successors, the first first."""
    rows = Succession.objects.visible_to(viewer).current().filter(predecessor=actor)
    return list(rows.select_related("predecessor", "successor").order_by("on", "id"))


def inherited_from(viewer: Viewer, actor: Actor, on: date) -> list[Actor]:
    """Return the predecessors of ``actor`` that the viewer may see: "thừa kế từ …" on its page."""
    ids = Following.load().predecessors(actor.pk, on)
    seen = set(Actor.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    return _actors(pk for pk in ids if pk in seen)


def _actors(ids: Iterable[int]) -> list[Actor]:
    wanted = list(ids)
    found = Actor.objects.in_bulk(wanted)
    return [found[pk] for pk in wanted]
