"""The WSGI application that granian serves."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

API_URLS = "banggiao.api.urls"
_GENERATIONS = (20_000, 20, 20)
"""A page makes some ten thousand objects, hardly any of them in circles: Python's own 700 would look through
them a dozen times while the page is drawn."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banggiao.config.settings")

application = get_wsgi_application()


def _settle() -> None:
    """Take what was loaded for the lifetime of the process out of what the collector looks through; it would
    stop a request for a tenth of a second."""
    for urls in (None, API_URLS):
        get_resolver(urls).url_patterns  # noqa: B018 - loads all views
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GENERATIONS)


_settle()
