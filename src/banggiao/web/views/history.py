"""The history of one record: every deed on it, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from banggiao.core.access import Question
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Noun
from banggiao.sources.cleaning import state_of
from banggiao.sources.history import Change, Entry, history_of
from banggiao.sources.undoing import last_deed
from banggiao.sources.wording import Named
from banggiao.web.tables import Cells, Head, Line, Table, described, file_asked, with_tables
from banggiao.web.templatetags.register import deed_words
from banggiao.web.views.detail import pages_of
from banggiao.web.views.records import language, list_of, record_or_404, viewer_of

SHOWN = 50
"""Deeds on one page."""
MOST_TAKEN = 100_000
"""Deeds in one file."""


@require_GET
def history(request: HttpRequest, noun: str, key: UUID) -> HttpResponseBase:
    """Everything that was ever done to a record, the latest first."""
    of, record = record_or_404(request, noun, key)
    viewer = viewer_of(request)
    undo = Question(noun, "undo", "", state_of(of, record), record.label_id)
    before, whole = request.GET.get("before", ""), bool(file_asked(request))
    place = int(before) if before.isdecimal() and not whole else None
    entries = history_of(record, viewer, language(), most=MOST_TAKEN if whole else SHOWN, before=place)
    context = {
        "noun": of,
        "noun_label": of.label(language()),
        "many": of.label_many(language()),
        "record": record,
        "entries": entries,
        "pages": pages_of(of, record),
        "back": list_of(of.code),
        "older": entries[-1].event.pk if len(entries) == SHOWN else None,
        "last": last_deed(record, viewer) if viewer.may(undo) else None,
    }
    return with_tables(request, [_deeds(of, record, entries)], "web/register/history.html", context)


def _deeds(noun: Noun, record: NounRecord, entries: Sequence[Entry]) -> Table:
    """A row for each field that a deed changed; one for a deed that changed none."""
    heads = [
        Head("at", _("When")),
        Head("who", _("Who")),
        Head("deed", _("Deed")),
        Head("reason", _("Reason")),
        Head("field", _("Field")),
        Head("before", _("Before")),
        Head("after", _("After")),
        Head("request", _("Request")),
    ]
    lines = []
    for one in entries:
        event = one.event
        deed: list[Cells] = [event.at, event.who, deed_words(one.code), event.reason]
        for change in one.changes or (None,):
            lines.append(Line([*deed, *_told(change), event.request_id]))
    title = f"{_('History')} - {record.caption[:80]}".replace("/", "-")
    return described("deeds", title, heads, lines, (noun.code,), label=record.label_id, about=record.key)


def _told(change: Change | None) -> tuple[str, str, str]:
    if change is None:
        return "", "", ""
    if change.hidden:
        return change.label, _("masked"), _("masked")
    return change.label, _words(change.before), _words(change.after)


def _words(values: Sequence[Named]) -> str:
    return "; ".join(one.text for one in values)
