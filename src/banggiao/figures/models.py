"""What is measured: indicators, and figures with their unit, period and as-of date."""

from __future__ import annotations

from django.db import models

from banggiao.actors.models import Actor
from banggiao.core.intervals import PRECISIONS, Dated
from banggiao.core.models import NounRecord


class Indicator(NounRecord):
    """What a figure measures, in which unit, and how it is counted."""

    code = models.CharField(max_length=64, unique=True)
    name_vi = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=64)
    counting = models.TextField(blank=True)


class Figure(NounRecord, Dated):
    """One observation. Its interval is the period that it speaks of; ``as_of`` is when it was counted."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    subject = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="figures")
    counterpart = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    value = models.DecimalField(max_digits=24, decimal_places=6)
    unit = models.CharField(max_length=64)
    as_of = models.DateField(null=True, blank=True)
    as_of_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    note = models.TextField(blank=True)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["indicator", "subject", "valid_from"], name="figures_series")]
