"""The background work of vote sheets: learning, forecasting, scoring."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from banggiao.core.jobs import Payload, handles, job_enqueue_waiting
from banggiao.core.models import NounRecord
from banggiao.multilateral import learning
from banggiao.multilateral.asking import OURS, asked_of, digest_of, state_of
from banggiao.multilateral.models import VoteDraft, VoteForecast, VoteOutcome

FORECAST, LEARN, SCORE = "multilateral.forecast", "multilateral.learn", "multilateral.score"
ASEAN = "org-asean"


def forecast_ask(draft: VoteDraft) -> None:
    """Ask for the forecast of a draft as it now stands."""
    if learning.available():
        job_enqueue_waiting(kind=FORECAST, subject=str(draft.key), payload={"draft": str(draft.key)})


def learning_ask() -> None:
    """Ask that the forecaster learn, so that the first sheet need not wait for it."""
    if learning.available():
        job_enqueue_waiting(kind=LEARN, subject="facts", payload={})


def drafts_asked(drafts: Sequence[NounRecord]) -> None:
    """Ask for the forecasts of drafts just written."""
    for draft in drafts:
        if isinstance(draft, VoteDraft):
            forecast_ask(draft)


def soundings_asked(soundings: Sequence[Any]) -> None:
    """Ask anew for the forecasts of the drafts of soundings just written."""
    for draft in VoteDraft.objects.filter(soundings__in=[one.pk for one in soundings]).distinct():
        forecast_ask(draft)


@handles(LEARN)
def learn(_: Payload) -> None:
    """Learn from the facts at hand unless that was done."""
    known = learning.facts()
    learning.learnt(known, learning.origin_of(known, None))


@handles(FORECAST)
def forecast(payload: Payload) -> None:
    """Forecast a draft as it stands, unless the same was asked before."""
    draft = VoteDraft.objects.select_related("label").get(key=payload["draft"])
    asked = asked_of(draft)
    digest = digest_of(asked)
    if VoteForecast.objects.filter(draft=draft, digest=digest).exists():
        return
    origin, sheet = sheet_of(asked, groups={"ASEAN": asean_members()})
    with transaction.atomic():
        VoteForecast.objects.get_or_create(
            draft=draft, digest=digest,
            defaults={"asked": asked, "origin": origin, "version": learning.version(), "sheet": sheet},
        )  # fmt: skip


def sheet_of(asked: dict[str, Any], groups: dict[str, list[str]]) -> tuple[date, dict[str, Any]]:
    """Return the origin and the sheet of what is asked."""
    from banggiao.foresight.drafts import Draft  # noqa: PLC0415 - heavy, and not always installed
    from banggiao.foresight.sheets import vote_sheet  # noqa: PLC0415

    known = learning.facts()
    expected = date.fromisoformat(asked["expected"]) if asked["expected"] else None
    origin = learning.origin_of(known, expected)
    learnt = learning.learnt(known, origin)
    draft = Draft(
        asked["title"],
        asked["text"] or None,
        asked["agenda_item"] or None,
        asked["committee"] or None,
        tuple(asked["sponsors"]),
        expected,
    )
    members = set(learnt.forecaster.predict_proba(draft).members.tolist())
    told = {state: vote for state, vote in asked["known"].items() if state in members}
    return origin, vote_sheet(
        learnt.forecaster,
        learnt.baselines,
        draft,
        ours=OURS,
        earlier_text=asked["earlier_text"],
        known=told,
        groups=groups,
    )


def asean_members() -> list[str]:
    """Return the members of ASEAN today by code, from the register's memberships that everybody may see."""
    from banggiao.actors.models import Tie  # noqa: PLC0415
    from banggiao.core.access import PUBLIC_LABEL  # noqa: PLC0415

    rows = Tie.objects.current().filter(
        kind="member", counterpart__code=ASEAN, valid_to__isnull=True, label_id=PUBLIC_LABEL
    )
    return sorted(filter(None, (state_of(tie.subject) for tie in rows.select_related("subject"))))


@handles(SCORE)
def score(payload: Payload) -> None:
    """Score the forecasts of a draft that were made without knowing its vote."""
    from banggiao.foresight.sheet_scores import sheet_scores  # noqa: PLC0415

    draft = VoteDraft.objects.get(key=payload["draft"])
    found = votes_on(draft.symbol) if not payload["votes"] else None
    source, votes = ("facts", found[1]) if found else ("typed", payload["votes"])
    day = found[0] if found else draft.adopted
    if not votes:
        return
    told = json.dumps([draft.symbol, votes], sort_keys=True)
    digest = hashlib.sha256(told.encode()).hexdigest()
    for forecast in VoteForecast.objects.filter(draft=draft):
        if day is not None and forecast.origin > day:
            continue
        VoteOutcome.objects.get_or_create(
            forecast=forecast, digest=digest,
            defaults={
                "symbol": draft.symbol, "source": source, "votes": votes, "who": payload["who"],
                "scores": sheet_scores(forecast.sheet, votes, forecast.asked["known"]),
            },
        )  # fmt: skip


def votes_on(symbol: str) -> tuple[date, dict[str, str]] | None:
    """Return the day and the votes of a resolution where the facts at hand hold its roll call."""
    from banggiao.foresight.rollcalls import NOT_MEMBER, VOTES  # noqa: PLC0415

    calls = learning.facts().calls
    try:
        row = calls.index_of(symbol.strip())
    except KeyError:
        return None
    votes = zip(calls.members.tolist(), calls.votes[row].tolist(), strict=True)
    day: date = calls.dates[row].astype(date)
    return day, {state: VOTES[code] for state, code in votes if code != NOT_MEMBER}
