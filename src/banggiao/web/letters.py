"""Letters that the workspace writes, as what goes out in an envelope: found by what a form names them by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from banggiao.actors.models import Actor
from banggiao.publishing.letters import REMINDER_SUBJECT, REQUEST_SUBJECT
from banggiao.publishing.naming import instrument_phrase
from banggiao.web.views.bodies import body_or_404, file_name, letter_to
from banggiao.web.views.outcome import reminder_to
from banggiao.web.views.records import viewer_of
from banggiao.web.views.shared import review_or_404


@dataclass(frozen=True)
class GeneratedLetter:
    """A letter: how forms name it, the key of the body it is to, its subject, its file."""

    asked: str
    to: UUID | None
    subject: str
    name: str
    data: Callable[[], bytes]


_KINDS = {
    "request": (REQUEST_SUBJECT, "De-nghi-bao-cao", letter_to),
    "reminder": (REMINDER_SUBJECT, "Don-doc", reminder_to),
}


def letter_asked(request: HttpRequest, asked: Mapping[str, str]) -> GeneratedLetter | None:
    """Return the letter that a form names ("request:REVIEW:BODY"), None where it names none; answer that
    there is none where the viewer may not have it."""
    told = asked.get("letter", "")
    if not told:
        return None
    kind, _, rest = told.partition(":")
    review_key, _, code = rest.partition(":")
    try:
        subject, name, write = _KINDS[kind]
        review = review_or_404(request, UUID(review_key), "export")
    except (KeyError, ValueError):
        raise Http404 from None
    body = body_or_404(review, code)
    actor = Actor.objects.visible_to(viewer_of(request)).current().filter(code=code).first()
    of = instrument_phrase(review.instrument.title, review.instrument.number)
    return GeneratedLetter(
        told,
        actor.key if actor else None,
        subject.format(of),
        f"{name} - {file_name(body)}.docx",
        lambda: write(review, body),
    )
