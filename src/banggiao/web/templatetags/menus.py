"""The menus at the head of every page: the lists of the register that the viewer may see, by room."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from banggiao.core.access import Question
from banggiao.core.nouns import noun_of, nouns
from banggiao.web.fragments import fragment

register = template.Library()

ROOMS = {
    "actors": _("Actors and ties"),
    "instruments": _("Instruments and commitments"),
    "engagements": _("Activities"),
    "figures": _("Figures"),
    "multilateral": _("Multilateral"),
    "exchange": _("Exchange of papers"),
    "rules": _("Rules"),
    "sources": _("Sources"),
}
PAGES = (
    ("calendar", _("Calendar of duties")),
    ("deadline", _("Work out a deadline")),
    ("authority", _("Authority and norms")),
    ("states", _("State of commitments")),
    ("coverage", _("Coverage of a year")),
    ("diversity", _("Spread over partners")),
    ("alignment", _("Alignment in votes")),
    ("focal", _("Focal points")),
    ("inherit", _("Agreements of ended bodies")),
    ("checks", _("Rows and official totals")),
    ("votes", _("Vote sheets")),
    ("exchange", _("Papers as edXML")),
    ("list_files", _("Lists asked for")),
)
"""Pages of the register that are no list, by the name of their address."""


@register.simple_tag(takes_context=True)
def menus(context: dict[str, Any]) -> SafeString:
    """Draw the menus; nothing for somebody who has not signed in."""
    request = context["request"]
    viewer = getattr(request, "viewer", None)
    seen = tuple(noun.code for noun in nouns() if viewer and viewer.may(Question(noun.code, "view")))
    in_review = bool(context.get("review")) or request.path.startswith("/reviews/")
    here = request.path if request.path in _addresses() else "/r/" if request.path.startswith("/r/") else ""
    return fragment("web/_menus.html", seen=seen, here=here, in_review=in_review)


@register.simple_tag
def rooms(seen: tuple[str, ...]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Return the lists of these nouns by room."""
    language = "vi" if get_language() == "vi" else "en"
    found: dict[str, list[dict[str, Any]]] = {}
    for noun in map(noun_of, seen):
        link = {"url": reverse("web:list", args=[noun.code]), "label": noun.label_many(language)}
        found.setdefault(noun.model._meta.app_label, []).append(link)
    return [(ROOMS.get(app, app), found[app]) for app in sorted(found, key=_place)]


@register.simple_tag
def follow_up() -> list[dict[str, Any]]:
    """Return the pages of the register that are no list."""
    return [{"url": reverse(f"web:{name}"), "label": label} for name, label in PAGES]


@cache
def _addresses() -> frozenset[str]:
    lists = {reverse("web:list", args=[noun.code]) for noun in nouns()}
    return frozenset(lists | {reverse(f"web:{name}") for name, _label in PAGES})


def _place(app: str) -> int:
    known = list(ROOMS)
    return known.index(app) if app in known else len(known)
