"""At which level an actor stands (các cấp, A1.06, A1.16): its kind decides, or it is told."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

LEVELS = (
    ("central", "trung ương", "central"),
    ("province", "cấp tỉnh", "province"),
    ("commune", "cấp xã", "commune"),
    ("unit", "đơn vị trực thuộc", "unit of a body"),
    ("mission", "cơ quan đại diện ở nước ngoài", "mission abroad"),
    ("international", "quốc gia, quốc tế", "state or international body"),
)
_OF_KIND = {
    "government": "central",
    "ministry": "central",
    "ministerial": "central",
    "assembly": "central",
    "province": "province",
    "unit": "unit",
    "mission": "mission",
    "country": "international",
    "territory": "international",
    "organisation": "international",
    "organ": "international",
    "forum": "international",
}
"""Of the other kinds (Party and State bodies, agencies, fronts, press …) there are some at several levels."""


def level_of(actor: Any, _: date) -> str:
    """Return the actor's level, "" where neither it nor its kind tells."""
    return str(actor.own_level) or _OF_KIND.get(actor.kind, "")


def on_level(level: str, _: date) -> Q:
    """Return the condition that picks the actors of a level, as :func:`level_of` decides it."""
    kinds = [kind for kind, of in _OF_KIND.items() if of == level]
    return Q(own_level=level) | Q(own_level="", kind__in=kinds)
