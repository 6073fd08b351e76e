"""The menus at the head of every page: the lists of the register that the viewer may see, by room."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from banggiao.core.access import Question
from banggiao.core.nouns import nouns

register = template.Library()

ROOMS = {
    "actors": _("Actors and ties"),
    "instruments": _("Instruments and commitments"),
    "engagements": _("Activities"),
    "figures": _("Figures"),
    "rules": _("Rules"),
    "sources": _("Sources"),
}
PAGES = (
    ("calendar", _("Calendar of duties")),
    ("deadline", _("Work out a deadline")),
    ("states", _("State of commitments")),
    ("coverage", _("Coverage of a year")),
    ("inherit", _("Agreements of ended bodies")),
    ("authority", _("Authority and norms")),
    ("checks", _("Rows and official totals")),
)
"""Pages of the register that are no list, by the name of their address."""


@register.inclusion_tag("web/_menus.html", takes_context=True)
def menus(context: dict[str, Any]) -> dict[str, Any]:
    """Draw the menus; nothing for somebody who has not signed in."""
    request = context["request"]
    viewer = getattr(request, "viewer", None)
    language = "vi" if get_language() == "vi" else "en"
    rooms: dict[str, list[dict[str, Any]]] = {}
    for noun in nouns() if viewer else []:
        if viewer is not None and viewer.may(Question(noun.code, "view")):
            url = reverse("web:list", args=[noun.code])
            link = {"url": url, "label": noun.label_many(language), "here": request.path == url}
            rooms.setdefault(noun.model._meta.app_label, []).append(link)
    return {
        "rooms": [(ROOMS.get(app, app), rooms[app]) for app in sorted(rooms, key=_place)],
        "pages": [link for link in (_link(request, name, label) for name, label in PAGES) if link]
        if rooms
        else [],
        "reviews": _link(request, "reviews", _("Reviews")) if rooms else None,
        "in_review": bool(context.get("review")) or request.path.startswith("/reviews/"),
        "in_register": request.path.startswith("/r/"),
        "in_pages": any(request.path == link["url"] for link in (_link(request, *p) for p in PAGES) if link),
    }


def _place(app: str) -> int:
    known = list(ROOMS)
    return known.index(app) if app in known else len(known)


def _link(request: Any, name: str, label: Any) -> dict[str, Any] | None:
    try:
        url = reverse(f"web:{name}")
    except NoReverseMatch:
        return None
    return {"url": url, "label": label, "here": request.path == url}
