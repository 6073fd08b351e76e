"""Reading vote sheets: the forecast that answers a draft as it stands, and what a page shows of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from banggiao.actors.models import Actor
from banggiao.core.access import Question, Viewer
from banggiao.core.models import Job, JobState
from banggiao.core.nouns import noun_of
from banggiao.multilateral import learning
from banggiao.multilateral.asking import COUNTRY, asked_of, digest_of
from banggiao.multilateral.jobs import FORECAST, SCORE
from banggiao.multilateral.models import VoteDraft, VoteForecast, VoteOutcome

COMMITMENTS = 10
"""So many commitments stand beside a sheet; the register's own list has the rest."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the forecast of a draft stands: ``forecast`` is the latest, ``current`` whether it answers the
    draft as it is; ``state`` is ready, waiting, failed, stale, or
    missing where the extra is not installed."""

    state: str
    forecast: VoteForecast | None
    current: bool


def drafts_seen(viewer: Viewer) -> QuerySet[Any]:
    """Return the drafts that the viewer may see, those that come first at the head, each with the tally of
    its latest forecast."""
    latest = VoteForecast.objects.filter(draft=OuterRef("pk")).order_by("-pk")
    rows = VoteDraft.objects.visible_to(viewer).current().order_by(F("expected").desc(nulls_last=True), "-pk")
    told: QuerySet[Any] = rows.annotate(tally=Subquery(latest.values("sheet__tally")[:1]))
    return told


def standing_of(draft: VoteDraft) -> Standing:
    """Return where the forecast of a draft stands."""
    if not learning.available():
        kept = _latest(draft)
        return Standing("missing", kept, current=False)
    digest = digest_of(asked_of(draft))
    forecast = VoteForecast.objects.filter(draft=draft, digest=digest).first()
    if forecast is not None:
        return Standing("ready", forecast, current=True)
    job = Job.objects.filter(idempotency_key__startswith=f"{FORECAST}:{draft.key}:").order_by("-pk").first()
    state = "stale"
    if job is not None and job.state in (JobState.QUEUED, JobState.RUNNING):
        state = "waiting"
    elif job is not None and job.state == JobState.FAILED:
        state = "failed"
    return Standing(state, _latest(draft), current=False)


def forecasts_of(draft: VoteDraft) -> list[VoteForecast]:
    """Return the forecasts of a draft without their sheets, the latest first."""
    return list(VoteForecast.objects.filter(draft=draft).defer("sheet").order_by("-pk"))


def outcome_of(forecast: VoteForecast) -> VoteOutcome | None:
    """Return how a forecast turned out, as last entered."""
    found: VoteOutcome | None = VoteOutcome.objects.filter(forecast=forecast).order_by("-pk").first()
    return found


def being_scored(draft: VoteDraft) -> bool:
    """Return whether the scores of a draft's forecasts are being worked out."""
    waiting = Job.objects.filter(state__in=(JobState.QUEUED, JobState.RUNNING))
    return waiting.filter(idempotency_key__startswith=f"{SCORE}:{draft.key}:").exists()


def commitments_with_sponsors(draft: VoteDraft, viewer: Viewer, count: int = COMMITMENTS) -> list[Any]:
    """Return the commitments not yet done towards those who sponsor the draft, the soonest due first, as far
    as the viewer may see them and those they are towards."""
    if not viewer.may(Question("commitment", "view")):
        return []
    sponsors = Actor.objects.visible_to(viewer).filter(sponsored_drafts=draft)
    rows = noun_of("commitment").model.objects.visible_to(viewer).current()
    rows = rows.filter(counterpart__in=sponsors.values("pk"), done_on__isnull=True)
    return list(rows.select_related("counterpart").order_by(F("due").asc(nulls_last=True), "-pk")[:count])


def names_of_states(states: Iterable[str], viewer: Viewer, language: str) -> dict[str, str]:
    """Return what the states are called in the register; a code for one that it does not know."""
    codes = {f"{COUNTRY}{state}": state for state in states}
    names = {state: state for state in codes.values()}
    rows = Actor.objects.visible_to(viewer).filter(code__in=codes)
    for actor in rows.only("code", "caption", "name_en", "name_vi"):
        names[codes[actor.code]] = actor.called(language)
    return names


def _latest(draft: VoteDraft) -> VoteForecast | None:
    found: VoteForecast | None = VoteForecast.objects.filter(draft=draft).order_by("-pk").first()
    return found
