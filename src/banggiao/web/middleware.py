"""The language of a page: Vietnamese, unless the person chose English here."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from banggiao.core.access import system
from banggiao.core.audit import LOCAL_PERSON

GetResponse = Callable[[HttpRequest], HttpResponse]


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
    """Says on every request who looks: ``request.viewer``."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = system(LOCAL_PERSON)  # type: ignore[attr-defined]
        return self._get_response(request)
