"""Reading users: who there is, what somebody who leaves was writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Prefetch, QuerySet

from banggiao.access.models import Membership, User
from banggiao.core.access import PUBLIC_LABEL, Viewer
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Noun, noun_of, nouns
from banggiao.sources.models import Claim, Source

DRAFTS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """A record that somebody entered and that is not released."""

    noun: Noun
    record: NounRecord


def users_listed(words: str = "") -> QuerySet[User]:
    """Return the users, those still here first, with the memberships that are not archived."""
    held = Membership.objects.filter(archived_at__isnull=True).select_related("actor").order_by("id")
    users = User.objects.order_by("left_at", "name", "id").prefetch_related(
        Prefetch("memberships", queryset=held, to_attr="held")
    )
    if words.strip():
        users = users.filter(name__icontains=words.strip()[:100]) | users.filter(
            username__icontains=words.strip().casefold()[:100]
        )
    return users


def drafts_of(user: User, viewer: Viewer) -> Iterator[Draft]:
    """Yield what the user entered by hand and nobody released, as far as the viewer may see it."""
    own = Source.objects.filter(sha256=person_digest(user)).values("pk")
    for noun in nouns():
        if not noun.writable:
            continue
        keys = Claim.objects.filter(source__in=own, noun=noun.code).values("record_key")
        rows = noun_of(noun.code).model.objects.visible_to(viewer).current().filter(key__in=keys)
        for record in rows.exclude(label_id=PUBLIC_LABEL).order_by("-id")[:DRAFTS_SHOWN]:
            yield Draft(noun, record)


def person_digest(user: User) -> str:
    """Return the digest by which the source is known that stands for what this user entered by hand."""
    return sha256(f"person:{user.key}".encode()).hexdigest()
