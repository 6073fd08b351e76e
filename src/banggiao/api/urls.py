"""The addresses of the API."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from banggiao.api.describing import PREFIX
from banggiao.api.doors import api_made
from banggiao.api.telling import Reply, tag, unless_known

api = api_made()


@require_GET
def description(request: HttpRequest) -> HttpResponse:
    """The description of the API, for everybody: it holds no data."""
    body = api.description_json
    return unless_known(request, Reply(200, body, {"ETag": tag(body)}))


urlpatterns = [
    path(f"{PREFIX.strip('/')}/openapi.json", description, name="openapi"),
    path(f"{PREFIX.strip('/')}/", api.urls),
]
