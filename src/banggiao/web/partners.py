"""Who votes, as the register knows them: names, and the groups by which a list of partners is narrowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from banggiao.actors.models import Actor, Tie
from banggiao.core.access import Viewer
from banggiao.figures.checks import HOME
from banggiao.language.collation import sort_key
from banggiao.multilateral.asking import COUNTRY, state_of


@dataclass(frozen=True, slots=True)
class Partner:
    """A state that votes. ``actor`` is its record, None where the register (or the viewer) has none of it;
    ``ended`` is the day on which a state that is no more left the United Nations."""

    code: str
    name: str
    lang: str
    actor: Actor | None
    ended: date | None = None

    @property
    def sort(self) -> str:
        """Its place in the Vietnamese alphabet."""
        return sort_key(self.name)


@dataclass(frozen=True, slots=True)
class Group:
    """Some partners together: members of an organisation, or partners of one rank."""

    code: str
    name: str
    members: frozenset[str]


def partners_of(viewer: Viewer, language: str) -> dict[str, Partner]:
    """Return every state that ever was a member of the United Nations, and every other country, by code."""
    from banggiao.foresight.states import terms  # noqa: PLC0415 - needs the extra foresight

    known = {
        state_of(actor): Partner(state_of(actor), actor.called(language), "", actor)
        for actor in Actor.objects.visible_to(viewer).filter(code__startswith=COUNTRY)
    }
    last = {term.iso3: term for term in terms()}  # by code and date: the last term of each
    for code, term in last.items():
        if term.left:
            known[code] = Partner(code, term.name, "en", None, term.left)
        else:
            known.setdefault(code, Partner(code, term.name, "en", None))
    return known


def groups_of(viewer: Viewer, today: date, language: str) -> list[Group]:
    """Return the groups with partners in them: memberships first, then the ranks of our own partnerships."""
    held = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
    held &= Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    ties = Tie.objects.visible_to(viewer).current().filter(held)
    seen = Actor.objects.visible_to(viewer)
    memberships = ties.filter(kind="member", subject__code__startswith=COUNTRY, counterpart__in=seen)
    ranks = ties.filter(kind="partnership", subject__code=HOME, counterpart__code__startswith=COUNTRY)
    by_body = _gathered(
        (tie.counterpart.code, tie.counterpart.called(language), state_of(tie.subject))
        for tie in memberships.exclude(subject__code=HOME).select_related("subject", "counterpart")
    )
    by_rank = _gathered(
        (f"rank:{tie.rank}", tie.rank, state_of(tie.counterpart))
        for tie in ranks.exclude(rank="").select_related("counterpart")
    )
    return [*by_body, *by_rank]


def _gathered(rows: Any) -> list[Group]:
    names: dict[str, str] = {}
    members: dict[str, set[str]] = {}
    for code, name, member in rows:
        names[code] = name
        members.setdefault(code, set()).add(member)
    found = [Group(code, name, frozenset(members[code])) for code, name in names.items()]
    return sorted(found, key=lambda group: sort_key(group.name))
