"""Dated rules as data: deadlines, approval authorities and norms, each with its legal reference; holidays.

They are computed by :mod:`banggiao.clock`, which explains every date; nothing of them is in code (B9.10).
"""

from __future__ import annotations

from django.db import models

from banggiao.actors.models import Actor
from banggiao.core.intervals import PRECISIONS, Dated
from banggiao.core.models import NounRecord


class DeadlineRule(NounRecord, Dated):
    """When something must be done: days before or after an occasion, or a day of the year.

    ``occasion`` is what starts the clock ("event_start", "return", "signing", "request"; "" for a yearly
    day); ``offset`` counts ``unit`` days, negative before the occasion; ``month`` and ``day`` are the yearly
    day, of ``year`` alone where that is given. ``owner`` is the body whose own rule it is, none for a rule of
    the State.
    """

    code = models.CharField(max_length=64)
    name = models.CharField(max_length=300)
    applies_to = models.CharField(max_length=300, blank=True)
    occasion = models.CharField(max_length=32, blank=True)
    offset = models.IntegerField(null=True, blank=True)
    unit = models.CharField(max_length=8, blank=True)
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    strict = models.CharField(max_length=8, blank=True)
    owner = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    legal_ref = models.CharField(max_length=300)
    note = models.TextField(blank=True)


class AuthorityRule(NounRecord, Dated):
    """Who decides what, under which condition."""

    code = models.CharField(max_length=64)
    subject = models.CharField(max_length=300)
    condition = models.CharField(max_length=500, blank=True)
    authority = models.CharField(max_length=300)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    legal_ref = models.CharField(max_length=300)
    note = models.TextField(blank=True)


class Norm(NounRecord, Dated):
    """A cap or rate: of what, for which class of guest or person, how much in which unit."""

    code = models.CharField(max_length=64)
    item = models.CharField(max_length=300)
    guest_class = models.CharField(max_length=64, blank=True)
    person = models.CharField(max_length=64, blank=True)
    amount = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=100, blank=True)
    text = models.CharField(max_length=500, blank=True)
    legal_ref = models.CharField(max_length=300)
    note = models.TextField(blank=True)


class Holiday(NounRecord):
    """A day on which State bodies do not work, or (``works``) a weekend day on which they do instead."""

    on = models.DateField()
    on_precision = models.CharField(max_length=8, choices=PRECISIONS, default="day")
    name = models.CharField(max_length=200)
    works = models.BooleanField(default=False)
    legal_ref = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["on"], condition=models.Q(archived_at__isnull=True), name="rules_holiday_once"
            )
        ]
