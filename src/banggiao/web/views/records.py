"""What the pages of one record share: finding it, its address, the language, when the page is asked to be."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from banggiao.core.access import Question, Viewer
from banggiao.core.intervals import parse_given
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Noun, noun_of
from banggiao.core.prepared import KEY, prepared
from banggiao.language.typed import parse_typed_date
from banggiao.web.views.finding import noun_or_404


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who looks, as the middleware found out."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def language() -> str:
    """Return "vi" or "en"."""
    return "vi" if get_language() == "vi" else "en"


def record_or_404(request: HttpRequest, noun: str, key: UUID) -> tuple[Noun, NounRecord]:
    """Return a record that the viewer may see, archived or not, or answer that there is none."""
    described = noun_or_404(noun)
    viewer = viewer_of(request)
    record: NounRecord | None = next(iter(_record(described.code, viewer.labels).of(key=key)), None)
    if record is None or not viewer.may(Question(described.code, "view", label=record.label_id)):
        raise Http404
    return described, record


@prepared
def _record(noun: str, labels: frozenset[int] | None) -> QuerySet[Any]:
    rows: QuerySet[Any] = noun_of(noun).model.objects.visible_to(Viewer(name="", labels=labels))
    return rows.select_related("label").filter(key=KEY)


def address_of(noun: str, key: object, *, page: str = "record") -> str:
    """Return the address of a record's page."""
    return reverse(f"web:{page}", args=[noun, key])


def day_asked(request: HttpRequest, name: str) -> date | None:
    """Return the day that the address asks for, however it is typed; None where it names none."""
    return day_given(request.GET.get(name, ""))


def day_given(text: str) -> date | None:
    """Return the last day that a typed date may mean, None where it is no date."""
    typed = text.strip()
    try:
        return parse_given(parse_typed_date(typed) or typed).last
    except ValueError:
        return None


def end_of(day: date | None) -> datetime | None:
    """Return the last moment of a day here."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, time.max))


def list_of(noun: str) -> str:
    """Return the address of a noun's list."""
    return reverse("web:list", args=[noun])
