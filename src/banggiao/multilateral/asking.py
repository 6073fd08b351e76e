"""What a forecast is asked: the draft as it stands, with the soundings that everybody who sees it may see."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from banggiao.actors.models import Actor
from banggiao.core.access import covers
from banggiao.multilateral import learning
from banggiao.multilateral.models import Sounding, VoteDraft

COUNTRY = "country-"
OURS = "VNM"
GROUPS = {
    "org-asean": "@ASEAN", "org-g77": "@G77", "org-nam": "@NAM", "org-oic": "@OIC", "org-eccas": "@ECCAS",
    "org-ecowas": "@ECOWAS", "org-sadc": "@SADC",
}  # fmt: skip
"""Organisations that sponsor as a group: the actor's code and what the roll calls' sponsors call it."""


def state_of(actor: Actor) -> str:
    """Return the state's ISO 3166-1 alpha-3 code, "" where the actor is no state."""
    return actor.code.removeprefix(COUNTRY) if actor.code.startswith(COUNTRY) else ""


def asked_of(draft: VoteDraft) -> dict[str, Any]:
    """Return what is asked of a forecaster, as plain values."""
    sponsors = [
        state_of(actor) or GROUPS.get(actor.code, "")
        for actor in draft.sponsors.select_related("label").order_by("code")
        if covers(actor.label, draft.label)
    ]
    return {
        "title": draft.title,
        "text": draft.text,
        "earlier_text": draft.earlier_text,
        "agenda_item": draft.agenda_item,
        "committee": draft.committee,
        "sponsors": sorted(set(filter(None, sponsors))),
        "expected": day_of(draft),
        "known": _known(draft),
    }


def day_of(draft: VoteDraft) -> str | None:
    """Return the day of the vote as expected, None where it is not known to the day.

    The outcome does not count: a forecast must stay the one that was made before it.
    """
    known = draft.expected is not None and draft.expected_precision == "day"
    return draft.expected.isoformat() if known and draft.expected else None


def digest_of(asked: dict[str, Any]) -> str:
    """Return what tells one question from another: what is asked, of which forecaster, on which facts."""
    told = json.dumps(asked, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{told} {learning.version()} {learning.facts_digest()}".encode()).hexdigest()


def _known(draft: VoteDraft) -> dict[str, str]:
    """Return the latest position of each state that was sounded."""
    rows = Sounding.objects.current().filter(draft=draft).select_related("actor__label", "label")
    told: dict[str, tuple[date, int, str]] = {}
    for row in rows:
        state = state_of(row.actor)
        if state and covers(row.label, draft.label) and covers(row.actor.label, draft.label):
            place = (row.on or date.min, row.pk, row.position)
            told[state] = max(told.get(state, place), place)
    return {state: position for state, (_, _, position) in sorted(told.items())}
