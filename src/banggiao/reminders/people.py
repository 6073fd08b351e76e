"""Whom a step tells: the people of the body in charge, of the body above it, or the leader in charge of its
field of work; and who stands in for somebody who is out of office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from banggiao.access.viewers import Tree, sight, staff_on
from banggiao.actors.models import Charge
from banggiao.core.access import PUBLIC_LABEL
from banggiao.core.duties import Due
from banggiao.reminders.models import Absence, Stands
from banggiao.reminders.steps import LEAD, LEADER, Step


class People:
    """Everybody who may be told something on a day, by body and group; users are meant by their ids."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._at: dict[UUID, list[tuple[int, str]]] = defaultdict(list)
        for one in staff_on(today):
            self._at[one.actor].append((one.user, one.group))
        self._tree: Tree = sight(today).tree
        self._found: dict[tuple[UUID, str, frozenset[str]], frozenset[int]] = {}

    def told(self, due: Due, step: Step, body: UUID) -> frozenset[int]:
        """Return whom a step tells of what a body is in charge of."""
        if step.to == LEADER:
            return frozenset(self._leaders.get(due.work, ())) if due.work else frozenset()
        asked = (body, step.to, step.groups)
        if asked not in self._found:
            starts = {body} if step.to == LEAD else self._tree.next_above([body])
            self._found[asked] = self._nearest(starts, step.groups)
        return self._found[asked]

    def instead(self, user: int) -> int | None:
        """Return who stands in for a user today; None where she is there, or whoever would is away too."""
        at, passed = user, {user}
        while at in self._deputies:
            at = self._deputies[at]
            if at in passed:
                return None
            passed.add(at)
        return at if at != user else None

    def _nearest(self, bodies: Iterable[UUID], groups: frozenset[str]) -> frozenset[int]:
        """Return the people in these groups at the bodies, or else at the nearest above that have any."""
        here, passed = set(bodies), set[UUID]()
        while here:
            found = {user for body in here for user, group in self._at.get(body, ()) if group in groups}
            if found:
                return frozenset(found)
            passed |= here
            here = self._tree.next_above(here) - passed
        return frozenset()

    @cached_property
    def _deputies(self) -> dict[int, int]:
        rows = Absence.objects.filter(first__lte=self._today, last__gte=self._today)
        return dict(rows.order_by("id").values_list("user_id", "deputy_id"))

    @cached_property
    def _leaders(self) -> dict[str, set[int]]:
        """The users who are leaders in charge, by field of work, as everybody may know it."""
        users = dict(Stands.objects.values_list("person_id", "user_id"))
        rows = Charge.objects.current().filter(
            _on(self._today), _on(self._today, "tenure__"), label_id=PUBLIC_LABEL,
            tenure__archived_at__isnull=True, tenure__person__in=users,
        )  # fmt: skip
        found: dict[str, set[int]] = defaultdict(set)
        for field, person in rows.values_list("field", "tenure__person_id"):
            found[field].add(users[person])
        return found


def _on(today: date, of: str = "") -> Q:
    begun = Q(**{f"{of}valid_from__isnull": True}) | Q(**{f"{of}valid_from__lte": today})
    return begun & (Q(**{f"{of}valid_to__isnull": True}) | Q(**{f"{of}valid_to__gte": today}))
