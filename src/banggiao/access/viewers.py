"""What a user may see and in which roles she acts, worked out from her memberships and kept per process.

The rules are those of :class:`banggiao.core.models.AccessLabel`. A membership as administrator or auditor
gives no sight of a body's own records: who needs it is given it, for everybody to see in the audit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from banggiao.access.matrix import matrix
from banggiao.access.models import Group, Membership, User
from banggiao.actors.models import Actor, Succession
from banggiao.core.access import PUBLIC_LABEL, Question, Viewer
from banggiao.core.models import AccessLabel, Circulation
from banggiao.core.stamps import stamps_now

STAMPS = ("labels", "memberships", "actors")
SEEING = frozenset({Group.READER, Group.DRAFTER, Group.APPROVER, Group.PERSONAL})
"""The groups whose members see what their body owns."""
EVERYWHERE = frozenset({Group.ADMINISTRATOR, Group.AUDITOR})
"""The groups whose work is the same for records of every body."""
NOBODY = Viewer(name="")
_VIEWERS_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Role:
    """A membership in force: which actor (its key), in which group; ``lent`` where it ends by itself."""

    actor: UUID
    group: str
    lent: bool


@dataclass(frozen=True, slots=True)
class Staff:
    """That a user (its id) works for an actor in a group; ``lent`` where it ends by itself."""

    user: int
    actor: UUID
    group: str
    lent: bool


class Tree:
    """Which actor stands below which. Whoever carries on for one that has ended stands above it.

    ``edges`` are (below, above).
    """

    def __init__(self, edges: Iterable[tuple[UUID, UUID | None]]) -> None:
        self._above: dict[UUID, list[UUID]] = defaultdict(list)
        self._below: dict[UUID, list[UUID]] = defaultdict(list)
        for lower, upper in edges:
            if upper is not None:
                self._above[lower].append(upper)
                self._below[upper].append(lower)

    def next_above(self, keys: Iterable[UUID]) -> set[UUID]:
        """Return the actors that stand right above these."""
        return {upper for key in keys for upper in self._above.get(key, ())}

    def below(self, key: UUID) -> set[UUID]:
        """Return the actor and all below it."""
        return _reached(self._below, key)

    def above(self, key: UUID) -> set[UUID]:
        """Return the actor and all above it."""
        return _reached(self._above, key)


def _reached(steps: Mapping[UUID, Iterable[UUID]], key: UUID) -> set[UUID]:
    found, waiting = {key}, [key]
    while waiting:
        fresh = [one for one in steps.get(waiting.pop(), ()) if one not in found]
        found.update(fresh)
        waiting += fresh
    return found


@dataclass(frozen=True, slots=True)
class Label:
    """An access label as it is today: ``closed`` until its embargo has passed."""

    id: int
    circulation: str
    owner: UUID | None
    named: frozenset[UUID]
    closed: bool


class Labels:
    """All access labels, by who may see what carries them."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self.by_id: dict[int, Label] = {}
        self._everybody: set[int] = set()
        self._owned: dict[UUID, list[int]] = defaultdict(list)
        self._named: dict[UUID, list[int]] = defaultdict(list)
        for label in labels:
            self.by_id[label.id] = label
            if label.owner is not None and (label.closed or label.circulation == Circulation.AGENCY):
                self._owned[label.owner].append(label.id)
            elif label.circulation == Circulation.PUBLIC:
                self._everybody.add(label.id)
            else:
                for key in label.named:
                    self._named[key].append(label.id)

    def seen(self, owners: set[UUID], names: Iterable[UUID]) -> frozenset[int]:
        """Return the ids of the labels seen by one who sees what ``owners`` own and bears these names."""
        found = set(self._everybody)
        for owner, ids in self._owned.items():
            if owner in owners:
                found.update(ids)
        for name in names:
            found.update(self._named.get(name, ()))
        return frozenset(found)


class Sight:
    """All that decides who sees what on one day, and the viewers worked out from it so far."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._viewers: dict[tuple[UUID, str, str], Viewer] = {}

    @cached_property
    def tree(self) -> Tree:
        """The actors as they stand on the day."""
        return _tree(stamps_now("actors")[0], self.today)

    @cached_property
    def labels(self) -> Labels:
        """The access labels."""
        return Labels(self._read(AccessLabel.objects.all()))

    def label(self, pk: int) -> Label:
        """Return one label, also one made after the others were read: labels never change.

        Raises:
            LookupError: there is none.
        """
        if pk not in self.labels.by_id:
            for made in self._read(AccessLabel.objects.filter(pk=pk)):
                self.labels.by_id[pk] = made
        return self.labels.by_id[pk]

    def _read(self, rows: QuerySet[AccessLabel]) -> Iterator[Label]:
        for pk, circulation, owner, named, embargo in rows.values_list(
            "id", "circulation", "owner", "named", "embargo_until"
        ):
            keys = frozenset(UUID(key) for key in named)
            yield Label(pk, circulation, owner, keys, embargo is not None and self.today < embargo)

    def viewer(self, user: User) -> Viewer:
        """Return the user as a viewer."""
        known = (user.key, user.name, user.username)
        if known not in self._viewers:
            if len(self._viewers) >= _VIEWERS_KEPT:
                self._viewers.clear()
            self._viewers[known] = self._made(user)
        return self._viewers[known]

    def _made(self, user: User) -> Viewer:
        return self.made(user, roles_of(user, today=self.today))

    def made(self, user: User, roles: tuple[Role, ...]) -> Viewer:
        """Return the user as a viewer with these roles."""
        actors = {role.actor for role in roles if role.group in SEEING}
        owners = {key for actor in actors for key in self.tree.below(actor)}
        acts = Acts(self, user.key, roles)
        return Viewer(
            name=f"{user.name} ({user.username})",
            labels=self.labels.seen(owners, {user.key, *actors}),
            may=acts.may,
            user=user.key,
            home=home_of(roles),
            groups=frozenset(role.group for role in roles),
        )


class Acts:
    """In which groups a user acts on a record: those at its owner or above, not those of elsewhere."""

    def __init__(self, sight: Sight, user: UUID, roles: tuple[Role, ...]) -> None:
        self._sight, self._user, self._roles = sight, user, roles
        self._all = frozenset(role.group for role in roles)

    def may(self, question: Question) -> bool:
        """Return whether the permission matrix allows this to the user."""
        return matrix().may(self.groups(question.label), question)

    def groups(self, label_id: int | None) -> frozenset[str]:
        """Return the groups in which the user acts on records with this label, None for records in general.

        On a record of another body that she may see she is a reader.
        """
        if label_id is None:
            return self._all
        label = self._sight.label(label_id)
        if label.owner is None:
            return self._all
        above = self._sight.tree.above(label.owner)
        found = {role.group for role in self._roles if role.actor in above or role.group in EVERYWHERE}
        if SEEING & self._all and not label.closed:
            actors = {role.actor for role in self._roles if role.group in SEEING}
            if label.circulation == Circulation.PUBLIC or label.named & {self._user, *actors}:
                found.add(Group.READER)
        return frozenset(found)


def viewer_of(user: User, *, today: date | None = None) -> Viewer:
    """Return what the user may see and do on a day, today unless given. Somebody who left sees nothing.

    It takes one query where nothing has changed since the process last asked about this user.
    """
    if user.left_at is not None:
        return NOBODY
    return sight(today).viewer(user)


def viewers_of(users: Iterable[User], *, today: date) -> Iterator[tuple[User, Viewer]]:
    """Yield each of many users with what she may see and do on a day: one query for all their roles."""
    seeing, roles = sight(today), defaultdict(list)
    for role in staff_on(today):
        roles[role.user].append(Role(role.actor, role.group, role.lent))
    for user in users:
        yield user, seeing.made(user, tuple(roles[user.pk])) if user.left_at is None else NOBODY


def scoped(viewer: Viewer, body: UUID, *, today: date) -> Viewer:
    """Return a viewer narrowed to what somebody who works for a body sees too."""
    if viewer.labels is None:
        return viewer
    seeing = sight(today)
    return replace(viewer, labels=viewer.labels & seeing.labels.seen(seeing.tree.below(body), {body}))


def staff_on(today: date) -> Iterator[Staff]:
    """Yield every membership in force on a day of everybody who has not left, the oldest first."""
    rows = _in_force(Membership.objects.filter(user__left_at__isnull=True), today)
    for user, actor, group, lent_by in rows.values_list("user_id", "actor__key", "group", "lent_by"):
        yield Staff(user, actor, group, bool(lent_by))


def sight(today: date | None = None) -> Sight:
    """Return who sees what on a day, as the database has it now."""
    return _sight(stamps_now(*STAMPS), today or timezone.localdate())


def roles_of(user: User, *, today: date) -> tuple[Role, ...]:
    """Return the memberships of the user that are in force, the oldest first."""
    rows = _in_force(Membership.objects.filter(user=user), today)
    return tuple(
        Role(actor, group, bool(lent_by))
        for actor, group, lent_by in rows.values_list("actor__key", "group", "lent_by")
    )


def _in_force(rows: QuerySet[Membership], today: date) -> QuerySet[Membership]:
    begun = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=today), archived_at__isnull=True)
    return begun.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today)).order_by("id")


def home_of(roles: Iterable[Role]) -> UUID | None:
    """Return the actor for whom a person with these roles writes: her own before a lent one, where she
    drafts or approves before where she only reads."""
    writing = {Group.DRAFTER, Group.APPROVER}
    ordered = sorted(roles, key=lambda role: (role.lent, role.group not in writing))
    return ordered[0].actor if ordered else None


@lru_cache(maxsize=2)
def _sight(_stamps: tuple[int, ...], today: date) -> Sight:
    return Sight(today)


@lru_cache(maxsize=2)
def _tree(_stamp: int, today: date) -> Tree:
    parents = Actor.objects.values_list("key", "parent__key")
    return Tree([*parents, *heirs_on(today)])


def heirs_on(today: date) -> list[tuple[UUID, UUID]]:
    """Return (ended actor, who carries on for it) as of a day, by the successions that everybody may see.

    What a body was split into carries on for it once it has ended: a body that only gave up a part keeps
    what it owns. A succession that waits for its release gives sight of nothing.
    """
    rows = (
        Succession.objects.current()
        .filter(Q(on__isnull=True) | Q(on__lte=today), label=PUBLIC_LABEL)
        .filter(~Q(kind="split_into") | Q(predecessor__valid_to__lt=today))
    )
    return list(rows.values_list("predecessor__key", "successor__key"))
