"""The way to the pages on votes: where the extra `foresight` is not installed they say so."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banggiao.multilateral import learning

NOT_INSTALLED = 503


def _page(name: str) -> Callable[..., HttpResponseBase]:
    """Return the view of this name in `web.alignment.pages`, which is loaded when it is first asked for."""

    def shown(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        if not learning.available():
            context = {"command": f'pip install "{learning.EXTRA}"'}
            return render(request, "web/alignment/not_installed.html", context, status=NOT_INSTALLED)
        pages = import_module("banggiao.web.alignment.pages")
        answer: HttpResponseBase = getattr(pages, name)(request, *args, **given)
        return answer

    return require_GET(shown)


show = _page("show")
ready = _page("ready")
partner = _page("partner")
votes = _page("votes")
