"""The language of a page, and who looks at it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from banggiao.access.models import User
from banggiao.access.second_factors import factor_needed
from banggiao.access.sessions import session_seen
from banggiao.access.viewers import NOBODY, viewer_of
from banggiao.core.errors import DeedRefused
from banggiao.web.entering import BOTH

GetResponse = Callable[[HttpRequest], HttpResponse]
OPEN = ("/sign-in/", "/language/", "/reminders/stop/", "/feed/")
"""Where one may be without having signed in. Static files are answered before."""


class VietnameseFirstMiddleware:
    """Speaks the language of the person's own choice (a cookie), else Vietnamese.

    The browser's language is not asked: many official machines carry an English browser.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self._get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ViewerMiddleware:
    """Says on every request who looks: ``request.user``, ``request.viewer``. Others are asked to sign in."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = get_user(request)
        known = user if isinstance(user, User) else None
        request.user = user
        request.viewer = viewer_of(known) if known else NOBODY  # type: ignore[attr-defined]
        if not request.path.startswith(OPEN):
            if known is None:
                return self._elsewhere(request, reverse("web:sign_in"))
            owed = self._owed(request, known)
            if owed:
                return self._elsewhere(request, owed)
        response = self._get_response(request)
        if known is not None:
            session_seen(request)
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def _owed(self, request: HttpRequest, user: User) -> str:
        """Return the page of what the person must do before she goes on, "" where it is nothing."""
        if user.must_change_password:
            own = (reverse("web:password"), reverse("web:sign_out"))
            return "" if request.path in own else reverse("web:password")
        groups = request.viewer.groups  # type: ignore[attr-defined]
        if not factor_needed(groups) or request.session.get(BOTH):
            return ""
        here = request.path.startswith(reverse("web:account")) or request.path == reverse("web:sign_out")
        return "" if here else reverse("web:account")

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say in words what a role does not allow."""
        if not isinstance(exception, DeedRefused) or exception.code != "not-allowed":
            return None
        words = exception.message("vi" if translation.get_language() == "vi" else "en")
        return render(request, "web/not_allowed.html", {"words": words}, status=403)

    def _elsewhere(self, request: HttpRequest, url: str) -> HttpResponse:
        """Lead to ``url`` and back to this page afterwards; a script's request makes the whole page go."""
        script = request.headers.get("HX-Request") == "true"
        here = (
            urlsplit(request.headers.get("HX-Current-URL", ""))
            if script
            else urlsplit(request.get_full_path())
        )
        back = f"{here.path}?{here.query}" if here.query else here.path
        asked = f"{url}?{urlencode({'next': back})}" if back not in ("", "/") else url
        if script:
            return HttpResponse(status=204, headers={"HX-Redirect": asked})
        if request.headers.get("X-Requested-With") == "upload":
            return HttpResponse(status=401)
        return redirect(asked)
