"""The WSGI application that granian serves."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from banggiao.core.collecting import collector_settle

API_URLS = "banggiao.api.urls"

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banggiao.config.settings")

application = get_wsgi_application()


def _settle() -> None:
    """Load all views, and leave them to the lifetime of the process."""
    for urls in (None, API_URLS):
        get_resolver(urls).url_patterns  # noqa: B018 - loads all views
    collector_settle()


_settle()
