"""The search page: one box over all nouns and papers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from banggiao.core.nouns import noun_of, nouns
from banggiao.search.selectors import MOST, POOL, Hit, NounCount, SearchPage, search
from banggiao.web.views.records import address_of, language, viewer_of

_LONGEST = 300


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """What was found, and where; without words, how to ask."""
    words = request.GET.get("q", "").strip()[:_LONGEST]
    after = request.GET.get("after", "")
    viewer = viewer_of(request)
    noun = request.GET.get("noun", "")
    noun = noun if any(one.code == noun for one in nouns()) else ""
    page = int(after) if after.isascii() and after.isdecimal() and len(after) < 6 else None
    found = search(viewer, words, nouns=[noun] if noun else None, after=page)
    context = {
        "words": words,
        "noun": noun,
        "hits": [_hit(hit) for hit in found.hits],
        "kinds": [_kind(one, words, noun) for one in found.counts],
        "told": _told(found),
        "narrow": found.more or found.count > POOL,
        "all_url": _address(words),
        "next": _address(words, noun, found.after) if found.after else "",
        "first": _address(words, noun) if page else "",
    }
    return render(request, "web/search.html", context)


def _hit(hit: Hit) -> dict[str, Any]:
    noun = noun_of(hit.noun)
    field = noun.by_name.get(hit.field)
    return {
        "url": address_of(hit.noun, hit.key),
        "noun": noun.label(language()),
        "caption": hit.caption,
        "snippet": hit.snippet,
        "field": field.label(language()) if field else "",
        "date": hit.date,
        "precision": hit.precision,
    }


def _kind(one: NounCount, words: str, chosen: str) -> dict[str, Any]:
    return {
        "name": noun_of(one.noun).label_many(language()),
        "count": one.count,
        "more": one.more,
        "url": _address(words, one.noun),
        "here": one.noun == chosen,
    }


def _told(found: SearchPage) -> str:
    if found.more:
        return _("More than %(count)s records match.") % {"count": _number(min(found.count, MOST))}
    return _("%(count)s records match.") % {"count": _number(found.count)}


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "." if language() == "vi" else ",")


def _address(words: str, noun: str = "", after: int | None = None) -> str:
    asked = {"q": words, "noun": noun, "after": after}
    return f"{reverse('web:search')}?{urlencode({name: value for name, value in asked.items() if value})}"
