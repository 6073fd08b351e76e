"""Records to choose from while somebody types."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from banggiao.access.release import readers_found
from banggiao.core.access import Viewer
from banggiao.core.nouns import Noun, noun_of
from banggiao.sources.finding import Found, records_found

LONGEST = 200


def noun_or_404(code: str) -> Noun:
    """Return the noun of an address, or answer that there is none."""
    try:
        return noun_of(code)
    except KeyError:
        raise Http404 from None


@require_GET
def find(request: HttpRequest, noun: str) -> HttpResponse:
    """Answer with at most twelve records: {"found": [{"key", "caption", "note"}]}."""
    found = records_found(
        noun_or_404(noun),
        request.GET.get("q", "")[:LONGEST],
        request.viewer,  # type: ignore[attr-defined]
        language="vi" if get_language() == "vi" else "en",
    )
    return _told(found)


@require_GET
def find_readers(request: HttpRequest) -> HttpResponse:
    """Answer with bodies and users who may be named as readers of a record."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    spoken = "vi" if get_language() == "vi" else "en"
    return _told(readers_found(request.GET.get("q", "")[:LONGEST], viewer, language=spoken))


def _told(found: list[Found]) -> HttpResponse:
    answer = {"found": [{"key": one.key, "caption": one.caption, "note": one.note} for one in found]}
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response
