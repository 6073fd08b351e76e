"""Calendar feeds: made, shown once, revoked; read by calendar programs without signing in."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banggiao.access.models import Purpose, Token, User
from banggiao.access.tokens import TokenRefused, token_make, token_revoke, token_use, tokens_of
from banggiao.core.errors import DeedRefused
from banggiao.publishing.icalendar import calendar_ics
from banggiao.web.feeds import BODY, MINE, Feed, entries_of, feed_of
from banggiao.web.views.records import day_given, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words

ICS = "text/calendar; charset=utf-8"
_USUAL_LIFE = timedelta(days=365)


@never_cache
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The feeds that one has, and a form for another; its address is shown once."""
    viewer, user = viewer_of(request), request.user
    assert isinstance(user, User)  # the middleware lets nobody else in
    asked = request.POST if request.method == "POST" else request.GET
    chosen = feed_of(viewer, asked.get("scope", ""))
    made, address, refusal = None, "", ""
    if request.method == "POST":
        try:
            made, address = _made(request, user, chosen)
        except DeedRefused as refused:
            refusal = in_words(refused)
    offered = [feed_of(viewer, MINE), feed_of(viewer, f"{BODY}:{viewer.home}"), chosen]
    feeds = {feed.scope: feed for feed in offered if feed is not None}
    mine = tokens_of(user).filter(purpose=Purpose.FEED)
    told = [(token, feed_of(viewer, token.scopes[0])) for token in mine]
    context = {
        "feeds": list(feeds.values()),
        "chosen": chosen,
        "tokens": told,
        "made": made,
        "address": address,
        "refusal": refusal,
        "last_day": asked.get("last_day") or f"{timezone.localdate() + _USUAL_LIFE:%d/%m/%Y}",
    }
    return render(request, "web/feeds.html", context, status=UNPROCESSABLE if refusal else 200)


@require_POST
def revoke(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make an end of one of one's own feeds."""
    rows = Token.objects.select_related("user").filter(purpose=Purpose.FEED)
    token = get_object_or_404(rows, key=key, user=request.user)
    token_revoke(token=token, by=viewer_of(request))
    messages.success(request, _("The feed was revoked; its address answers no more."))
    return redirect("web:feeds")


@require_safe
def read(request: HttpRequest, token: str) -> HttpResponse:
    """A feed as its owner may see it now; an address that is revoked, past its day or unknown is none."""
    try:
        bearer = token_use(token, Purpose.FEED)
    except TokenRefused:
        raise Http404 from None
    feed = feed_of(bearer.viewer, bearer.token.scopes[0])
    if feed is None:
        raise Http404
    entries = entries_of(feed, bearer.viewer, timezone.localdate(), request.build_absolute_uri)
    data = calendar_ics(feed.name, entries)
    tag = f'"{hashlib.sha256(data).hexdigest()}"'
    given = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    unchanged = tag in given or "*" in given
    response = HttpResponse(status=304) if unchanged else HttpResponse(data, content_type=ICS)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _made(request: HttpRequest, user: User, chosen: Feed | None) -> tuple[Token, str]:
    last_day = day_given(request.POST.get("last_day", ""))
    if chosen is None:
        raise DeedRefused("feed", "Hãy chọn lịch.", "Choose a calendar.", field="scope")
    if last_day is None:
        raise DeedRefused(
            "date", "Ghi ngày như 22/11/2026.", "Write a day such as 22/11/2026.", field="last_day"
        )
    made, text = token_make(
        user=user, by=viewer_of(request), purpose=Purpose.FEED, name=chosen.name[:100],
        scopes=[chosen.scope], last_day=last_day,
    )  # fmt: skip
    return made, request.build_absolute_uri(reverse("web:feed", args=[text]))
