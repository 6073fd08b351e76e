"""The page of one record, whatever its noun: facts and who says so, what points at it, files, history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from banggiao.core.access import Question, Viewer
from banggiao.core.attachments import attachments_on
from banggiao.core.models import NounRecord
from banggiao.core.nouns import DATES, Field, Kind, Noun, pointing_at
from banggiao.core.values import column_values
from banggiao.reminders.services import is_watched
from banggiao.sources.cleaning import state_of
from banggiao.sources.history import history_of
from banggiao.sources.linking import COUNTED, Happening, Links, links_to, timeline
from banggiao.sources.merged import merged_into
from banggiao.sources.models import Claim
from banggiao.sources.reading_record import (
    Fact,
    Facts,
    Said,
    claims_about_now_or_then,
    is_by_hand,
    record_facts,
)
from banggiao.sources.retention import personal_keeping
from banggiao.sources.wording import Named, date_words
from banggiao.web.views.records import (
    address_of,
    day_asked,
    end_of,
    language,
    list_of,
    record_or_404,
    viewer_of,
)
from banggiao.web.views.releasing import release_context

RECENT = 6


@require_GET
def show(request: HttpRequest, noun: str, key: UUID) -> HttpResponse:
    """One record: now, or as it was known or true on a day."""
    described, record = record_or_404(request, noun, key)
    kept = merged_into(noun, key) if record.archived_at and "merged" not in request.GET else None
    if kept and described.model.objects.visible_to(viewer_of(request)).filter(key=kept).exists():
        return redirect(address_of(noun, kept))
    return record_page(request, described, record)


def record_page(
    request: HttpRequest, noun: Noun, record: NounRecord, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Render a record's page; ``more`` is what a refused deed wants to say on it."""
    viewer, spoken = viewer_of(request), language()
    known_on, true_on = day_asked(request, "known_on"), day_asked(request, "true_on")
    at = end_of(known_on)
    claims = claims_about_now_or_then(noun.code, record)
    facts = record_facts(noun, record, viewer, language=spoken, at=at, claims=claims)
    links = links_to(record, viewer, true_on=true_on, known_at=at)
    state = state_of(noun, record)
    may = {
        deed: viewer.may(Question(noun.code, deed, "", state, record.label_id))
        for deed in ("change", "archive", "restore", "choose", "confirm", "attach", "relabel", "merge")
    }
    personal = _personal(noun, record, viewer)
    context: dict[str, Any] = {
        "noun": noun,
        "noun_label": noun.label(spoken),
        "many": noun.label_many(spoken),
        "record": record,
        "back": list_of(noun.code),
        "facts": [_fact(fact) for fact in facts.facts if _told(fact)],
        "unsaid": [fact.label for fact in facts.facts if not _told(fact)],
        "claims": [_claim(said, noun, spoken) for said in facts.claims],
        "proposed": len(facts.proposed),
        "disputed": sum(fact.disputed for fact in facts.facts),
        "links": [_links(group, record, spoken) for group in links],
        "timeline": [_happening(entry, spoken) for entry in timeline(_own_days(noun, facts, at), links)],
        "files": attachments_on(record, viewer),
        "history": history_of(record, viewer, spoken, most=RECENT, claims=claims, names=facts.names),
        "label": record.label,
        "derived": derived_of(noun, record, spoken) if at is None else [],
        "known_on": known_on,
        "true_on": true_on,
        "today": timezone.localdate(),
        "may": may,
        "writable": noun.writable and record.archived_at is None and at is None,
        "changeable": noun.changeable and record.archived_at is None and at is None,
        "personal": personal,
        "keeping": personal_keeping(record) if personal else [],
        "release": release_context(record, viewer) if noun.writable else None,
        "pages": pages_of(noun, record),
        "on_record": True,
        "watched": is_watched(user=request.user.pk or 0, record=record),
        "upload_limit": settings.UPLOAD_FILE_LIMIT // (1024 * 1024),
        "additions": _additions(noun, record, viewer, spoken),
        "undoable": request.session.pop("undoable", None) if request.method == "GET" else None,
        **more,
    }
    return render(request, "web/register/detail.html", context, status=status)


def derived_of(noun: Noun, record: NounRecord, spoken: str) -> list[dict[str, Any]]:
    """Return what is derived of the record and never stored, in words, where its noun says how."""
    today = timezone.localdate()
    told = []
    for derived in noun.derived:
        code = str(derived.of(record, today))
        if not code:
            continue
        words = next((vi if spoken == "vi" else en for one, vi, en in derived.choices if one == code), code)
        told.append({"label": derived.label(spoken), "text": words, "late": code.endswith("late")})
    return told


def pages_of(noun: Noun, record: NounRecord) -> dict[str, str]:
    """Return the addresses of the pages of a record."""
    args = [noun.code, record.key]
    return {name: reverse(f"web:{name}", args=args) for name in ("record", "change", "history", "attach")}


def _told(fact: Fact) -> bool:
    return bool(fact.shown or fact.masked or fact.others)


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.field.name,
        "label": fact.label,
        "values": [_out(fact.field, _named(one)) for one in fact.shown],
        "long": fact.field.kind is Kind.LONG_TEXT,
        "said": fact.said,
        "number": str(fact.said.number) if fact.said else "",
        "masked": fact.masked,
        "reason": fact.reason,
        "chosen_by": fact.chosen_by,
        "disputed": fact.disputed,
        "sides": [_side(one, one is fact.said) for one in (fact.said, *fact.others) if one]
        if fact.disputed
        else [],
    }


def _named(named: Named) -> dict[str, Any]:
    url = address_of(named.noun, named.key) if named.key else ""
    return {"text": named.text, "url": url, "hidden": named.hidden, "lang": named.lang, "out": ""}


def _out(field: Field, named: dict[str, Any]) -> dict[str, Any]:
    """Let the value of a LINK field lead out of the register, as far as it is an address on the web."""
    leads = field.kind is Kind.LINK and named["text"].startswith(("https://", "http://"))
    return {**named, "out": named["text"] if leads else ""}


def _side(said: Said, holds: bool) -> dict[str, Any]:
    return {
        "said": said,
        "number": str(said.number),
        "values": [_named(one) for one in said.words],
        "holds": holds,
    }


def _claim(said: Said, noun: Noun, spoken: str) -> dict[str, Any]:
    claim = said.claim
    fields = [noun.by_name[name].label(spoken) for name in claim.says if name in noun.by_name]
    return {
        "number": str(said.number),
        "claim": claim,
        "source": source_name(claim),
        "source_url": "" if is_by_hand(claim) else address_of("source", claim.source.key),
        "by_hand": is_by_hand(claim),
        "fields": fields,
        "unverified": said.unverified,
        "proposed": claim.state == "proposed",
    }


def source_name(claim: Claim) -> str:
    """Return what the source of a claim is called, and who published it."""
    source = claim.source
    name = source.caption or source.title or source.name
    return f"{name} ({source.publisher})" if source.publisher else name


def _links(group: Links, record: NounRecord, spoken: str) -> dict[str, Any]:
    listing = ""
    if group.field.filtered:
        query = urlencode({group.field.name: str(record.key)})
        listing = f"{list_of(group.noun.code)}?{query}"
    return {
        "title": group.noun.label_many(spoken),
        "as": group.field.label(spoken),
        "id": f"{group.noun.code}-{group.field.name}",
        "count": f"{COUNTED}+" if group.more else str(group.count),
        "listing": listing if group.count > len(group.shown) else "",
        "shown": [
            {
                "url": address_of(group.noun.code, link.key),
                "caption": link.caption,
                "since": date_words(link.since, spoken) if link.since else "",
            }
            for link in group.shown
        ],
    }


def _additions(noun: Noun, record: NounRecord, viewer: Viewer, spoken: str) -> list[dict[str, str]]:
    """Return what may be added that names this record: where to, and as what."""
    return [
        {
            "url": f"{reverse('web:new', args=[other.code])}?{urlencode({f.name: str(record.key)})}",
            "label": f"{other.label(spoken)} ({f.label(spoken)})",
        }
        for other, f in pointing_at(noun.code)
        if other.writable and viewer.may(Question(other.code, "create"))
    ]


def _happening(entry: Happening, spoken: str) -> dict[str, Any]:
    link = entry.link
    return {
        "given": date_words(entry.given, spoken),
        "day": entry.day,
        "label": entry.label.label(spoken),
        "caption": link.caption if link else "",
        "url": address_of(entry.noun.code, link.key) if link and entry.noun else "",
    }


def _own_days(noun: Noun, facts: Facts, at: Any) -> Iterable[tuple[Any, date | None, str | None]]:
    """Yield the dates of the record itself, as far as the viewer may know them."""
    for fact in facts.facts:
        if fact.field.kind not in DATES or not fact.shown:
            continue
        given = fact.said.claim.says[fact.field.name] if fact.said else None
        if given:
            yield fact.field, column_values(fact.field, given)[fact.field.column], given


def _personal(noun: Noun, record: NounRecord, viewer: Viewer) -> list[str]:
    """Name the personal fields that the viewer may ask to see."""
    state = state_of(noun, record)
    return [
        f.label(language())
        for f in noun.personal_fields
        if viewer.may(Question(noun.code, "read_personal", f.name, state, record.label_id))
    ]
