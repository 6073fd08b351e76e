"""What was done: visits, meetings, conferences, negotiations, signings, campaigns, courses; who took part."""

from __future__ import annotations

from django.db import models

from banggiao.actors.models import Actor, Person
from banggiao.core.intervals import Dated
from banggiao.core.lists import list_index
from banggiao.core.models import NounRecord
from banggiao.instruments.models import Instrument

_NARROWS = ("kind", "status", "channel", "direction", "field", "host", "counterpart")


class Engagement(NounRecord, Dated):
    """A dated, placed activity. Its interval is when it takes place, the last day included.

    ``channel`` (Party, State, National Assembly, People) is of the activity, never of a body (A1.01).
    ``beneficiary`` is whom it serves: a province, enterprises,
    citizens (A1.22). ``plan`` is the programme that provides for it; none means "ngoài chương trình".
    """

    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=16)
    direction = models.CharField(max_length=8, blank=True)
    level = models.CharField(max_length=64, blank=True)
    channel = models.CharField(max_length=64, blank=True)
    field = models.CharField(max_length=64, blank=True)
    host = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="hosts")
    counterpart = models.ForeignKey(
        Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements"
    )
    place = models.CharField(max_length=300, blank=True)
    format = models.CharField(max_length=8, blank=True)
    status = models.CharField(max_length=16, default="planned")
    plan = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements"
    )
    beneficiary = models.CharField(max_length=300, blank=True)
    purpose = models.TextField(blank=True)
    outcome = models.TextField(blank=True)

    class Meta(Dated.Meta):
        indexes = [
            list_index("engagements_by_date", "valid_from", narrows=_NARROWS),
            list_index("engagements_with", "counterpart", "valid_from", narrows=_NARROWS),
            list_index("engagements_of_host", "host", "valid_from", narrows=_NARROWS),
            list_index("engagements_of_kind", "kind", "valid_from", narrows=_NARROWS),
            list_index("engagements_of_status", "status", "valid_from", narrows=_NARROWS),
            list_index("engagements_of_channel", "channel", "valid_from", narrows=_NARROWS),
            list_index("engagements_of_field", "field", "valid_from", narrows=_NARROWS),
            list_index("engagements_sorted", "sort_key", narrows=("valid_from", *_NARROWS)),
            # Titles begin with the kind: in their order one kind stands far from the beginning.
            list_index("engagements_kind_sorted", "kind", "sort_key", narrows=("valid_from", *_NARROWS)),
        ]


class Participation(NounRecord):
    """That a person or a body takes part in an engagement, in one role."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="participations")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=16)
    headcount = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(actor__isnull=False) | models.Q(person__isnull=False),
                name="engagements_participation_of_someone",
            )
        ]
