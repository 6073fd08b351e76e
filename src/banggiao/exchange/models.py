"""Envelopes in which papers travel between offices."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from banggiao.actors.models import Actor
from banggiao.core.intervals import PRECISIONS
from banggiao.core.lists import list_index
from banggiao.core.models import NounRecord
from banggiao.instruments.models import Instrument
from banggiao.sources.models import Source


class Envelope(NounRecord):
    """An edXML envelope (QCVN 102:2016/BTTTT) that came in or was made to go out; its file is attached to it.

    ``sender`` and ``receivers`` are the actors that its codes name; a code by which nobody is known stays
    open. ``sender_code``, ``receiver_codes`` and the names beside them are told as the envelope writes them.
    ``document_id`` is the paper's own id: one that came twice is one. ``priority`` and ``steering`` are the
    numbers as written; ``way`` is in or out; ``trace`` where it passed, a line for each body.
    """

    way = models.CharField(max_length=8)
    document_id = models.CharField(max_length=500)
    number = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True, blank=True)
    date_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    type = models.CharField(max_length=200, blank=True)
    subject = models.TextField()
    content = models.TextField(blank=True)
    sender = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sender_code = models.CharField(max_length=64, blank=True)
    sender_name = models.CharField(max_length=300, blank=True)
    receivers = models.ManyToManyField(Actor, blank=True, related_name="+")
    receiver_codes = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    signer = models.CharField(max_length=200, blank=True)
    signer_post = models.CharField(max_length=300, blank=True)
    due = models.DateField(null=True, blank=True)
    due_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    priority = models.PositiveIntegerField(null=True, blank=True)
    steering = models.PositiveIntegerField(null=True, blank=True)
    business = models.CharField(max_length=16, default="new")
    reason = models.TextField(blank=True)
    about = models.CharField(max_length=500, blank=True)
    trace = models.TextField(blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="envelopes"
    )
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, null=True, blank=True, related_name="envelopes"
    )
    note = models.TextField(blank=True)

    class Meta:
        indexes = [list_index("exchange_envelopes_by_day", "date", narrows=("way", "sender", "instrument"))]
        constraints = [
            models.UniqueConstraint(
                fields=["way", "document_id", "business", "label"],
                condition=Q(archived_at__isnull=True),
                name="exchange_envelope_once",
            )
        ]

    def __str__(self) -> str:
        return self.caption or self.subject
