"""The door of the API: what lies below its address is answered here, without sessions, cookies or pages."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from banggiao.api.problems import answer
from banggiao.api.refusing import failed, not_found, too_large

ROOT = "/api/"
URLS = "banggiao.api.urls"
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ApiMiddleware:
    """Answers requests below :data:`ROOT`, in the language that they prefer, Vietnamese unless they do."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ROOT):
            return self._get_response(request)
        language = _language(request)
        head = request.method == "HEAD"
        if head:  # what GET would say, without its body
            request.method = "GET"
        with translation.override(language):
            response = _answered(request)
        if head:
            response = _without_body(response)
        response["Content-Language"] = language
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response["X-Content-Type-Options"] = "nosniff"
        patch_vary_headers(response, ("Authorization", "Accept-Language"))
        return response


def _answered(request: HttpRequest) -> HttpResponseBase:
    try:
        request.get_host()
        found = resolve(request.path_info, urlconf=URLS)
        response: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    except Resolver404:
        return not_found()
    except DisallowedHost:
        return answer(400, "host", "Máy chủ không mang tên này. / The server does not bear this name.")
    except RequestDataTooBig:
        return too_large()
    except Exception as error:  # the last door: whatever fails is answered as all else
        return failed(error)
    if response.status_code == 405:
        return _no_operation(response)
    return response


def _without_body(response: HttpResponseBase) -> HttpResponse:
    return HttpResponse(status=response.status_code, headers=dict(response.headers))


def _no_operation(response: HttpResponseBase) -> HttpResponse:
    allowed = response.headers.get("Allow", "")
    detail = f"Ở đây chỉ có: {allowed}. / Here there is only: {allowed}."
    return answer(405, "method", detail, headers={"Allow": allowed})


def _language(request: HttpRequest) -> str:
    for code, quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        spoken = code.partition("-")[0]
        if quality and spoken in ("vi", "en"):
            return spoken
    return "vi"
