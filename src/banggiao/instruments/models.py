"""Instruments and their clauses, and the vocabularies that papers are filed under."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from banggiao.core.intervals import PRECISIONS
from banggiao.core.models import Record
from banggiao.sources.models import Source


class Instrument(Record):
    """A directive, resolution, programme, treaty, trade agreement, joint statement …

    ``code`` is its id in the pack, null for one that was read from a paper; ``issuer`` an actor's code;
    ``horizon`` the year or term that it looks to, as given; ``names`` the names by which papers call it, each
    with the kind of mention it makes.
    """

    code = models.CharField(max_length=64, unique=True, null=True, blank=True)
    type = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=100, blank=True)
    title = models.TextField()
    issuer = models.CharField(max_length=64, blank=True)
    date = models.DateField(null=True, blank=True)
    date_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    horizon = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=16, blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="instruments"
    )
    names = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class ClauseKind(models.TextChoices):
    VIEWPOINT = "viewpoint", "quan điểm"
    OBJECTIVE = "objective", "mục tiêu"
    TASK = "task", "nhiệm vụ"
    MEASURE = "measure", "biện pháp"


class Clause(Record):
    """A numbered part of an instrument. ``number`` ("2.3") is stable and never given to another clause.

    ``start:end`` is its span in the instrument's source, null for a clause entered by hand; ``leads`` are
    the codes of the actors that the instrument names to lead it.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="clauses")
    number = models.CharField(max_length=32)
    kind = models.CharField(max_length=16, choices=ClauseKind.choices)
    group = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    order = models.PositiveIntegerField()
    title = models.TextField()
    text = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    paragraph = models.PositiveIntegerField(null=True, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    heading_path = models.JSONField(default=list, blank=True)
    leads = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="instruments_clause_number_once"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(end__gte=F("start")),
                name="instruments_clause_span",
            ),
            models.CheckConstraint(condition=~Q(number=""), name="instruments_clause_has_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Term(Record):
    """An entry of a vocabulary: channel, field of work, result type, event series …

    ``names`` are those by which papers call it, each with the kind of mention it makes; most terms have none.
    """

    vocabulary = models.CharField(max_length=32)
    code = models.CharField(max_length=64)
    label_vi = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField()
    names = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="instruments_term_once"),
        ]

    def __str__(self) -> str:
        return self.label_vi
