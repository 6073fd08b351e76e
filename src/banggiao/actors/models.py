"""Who acts: states, organisations, agencies, provinces; their dated names; who became whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from banggiao.core.intervals import PRECISIONS, Dated
from banggiao.core.models import Record


class Actor(Record, Dated):
    """A state, organisation, forum, agency, province, people's organisation or enterprise.

    ``code`` is its id in the pack ("mfa", "province-79"). The names here are the official ones of today;
    :class:`ActorName` has them all, with their time. ``codes`` holds codes of others (ISO 3166, UN M49).
    """

    code = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=32, db_index=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    name_vi = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    codes = models.JSONField(default=dict, blank=True)

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return self.name_vi


class ActorName(Record, Dated):
    """A name that an actor has, or had. ``kind``: official, abbreviation, alias or former.

    ``label`` is the kind of mention the name makes in a paper (ORG, LOC, TITLE).
    """

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=300)
    language = models.CharField(max_length=8)
    kind = models.CharField(max_length=16)
    label = models.CharField(max_length=8)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["actor", "name", "language", "kind", "valid_from"],
                name="actors_actorname_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(Record):
    """``predecessor`` became, or became part of, ``successor`` on ``on``.

    ``kind``: merged_into, split_into, renamed or replaced_by.
    """

    predecessor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="became")
    successor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="came_from")
    kind = models.CharField(max_length=16)
    on = models.DateField(null=True, blank=True)
    on_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "kind"], name="actors_succession_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="actors_succession_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"
