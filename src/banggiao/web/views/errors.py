"""Requests that Django itself refuses, in words."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_LARGE = 413


def refused_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that is malformed, or larger than the server takes."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return render(request, "413.html", status=TOO_LARGE)
    return render(request, "400.html", status=400)
