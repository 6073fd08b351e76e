"""Votes before they are taken: drafts put to the vote, soundings, and forecasts kept to be scored."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from banggiao.actors.models import Actor
from banggiao.core.intervals import PRECISIONS
from banggiao.core.keys import uuid7
from banggiao.core.lists import list_index
from banggiao.core.models import NounRecord


class VoteDraft(NounRecord):
    """A draft resolution that is to be put to the vote, our position on it, and how it ended.

    ``text`` is preamble and operative part; ``earlier_text`` that of the last time, to tell what changed.
    ``symbol`` and ``adopted`` are the outcome: the resolution that the draft became, and its day.
    """

    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    earlier_text = models.TextField(blank=True)
    agenda_item = models.CharField(max_length=300, blank=True)
    committee = models.CharField(max_length=100, blank=True)
    sponsors = models.ManyToManyField(Actor, related_name="sponsored_drafts")
    expected = models.DateField(null=True, blank=True)
    expected_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    position = models.CharField(max_length=1, blank=True)
    explanation = models.TextField(blank=True)
    symbol = models.CharField(max_length=64, blank=True)
    adopted = models.DateField(null=True, blank=True)
    adopted_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [list_index("multilateral_drafts_by_day", "expected", narrows=("position", "committee"))]


class Sounding(NounRecord):
    """What a state let us know of its vote on a draft: when, by which way."""

    draft = models.ForeignKey(VoteDraft, on_delete=models.PROTECT, related_name="soundings")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="soundings")
    position = models.CharField(max_length=1)
    on = models.DateField(null=True, blank=True)
    on_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    channel = models.CharField(max_length=16, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["draft", "actor"], name="multilateral_soundings")]


class KeptForGood(models.QuerySet[Any]):
    """Rows that are only added and read."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("a forecast never changes")

    def delete(self) -> NoReturn:
        raise TypeError("a forecast never changes")


class Kept(models.Model):
    """A row that never changes once it was written; both databases refuse it."""

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = KeptForGood.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a forecast never changes")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("a forecast never changes")


class VoteForecast(Kept):
    """A forecast as it was made: what was asked, from which day on nothing was known, and what came out.

    ``asked`` is the draft as it stood with the soundings known; ``digest`` is of it and of the facts and the
    version, so that the same question has one answer. ``sheet`` is all that the page shows
    (:func:`banggiao.foresight.sheets.vote_sheet`). It is seen by those who see its draft.
    """

    draft = models.ForeignKey(VoteDraft, on_delete=models.PROTECT, related_name="forecasts")
    digest = models.CharField(max_length=64)
    asked = models.JSONField()
    origin = models.DateField()
    version = models.CharField(max_length=100)
    sheet = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "digest"], name="multilateral_forecast_once")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.origin}"


class VoteOutcome(Kept):
    """How a forecast turned out: the votes cast, where they are from, and the scores beside the baselines."""

    forecast = models.ForeignKey(VoteForecast, on_delete=models.PROTECT, related_name="outcomes")
    symbol = models.CharField(max_length=64)
    source = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    votes = models.JSONField()
    scores = models.JSONField()
    who = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forecast", "digest"], name="multilateral_outcome_once")
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.forecast_id}"
