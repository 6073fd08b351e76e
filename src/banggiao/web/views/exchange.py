"""Papers in and out as edXML envelopes: a door for files, no link to the national bus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from banggiao.actors.codes import ORGAN, codes_of
from banggiao.actors.models import Actor
from banggiao.core.access import Question, Viewer
from banggiao.core.attachments import attachments_on
from banggiao.core.errors import DeedRefused
from banggiao.core.files import file_read
from banggiao.core.keys import is_key
from banggiao.core.nouns import Kind
from banggiao.core.uploads import OversizedFile
from banggiao.exchange.models import Envelope
from banggiao.exchange.receiving import Received, envelope_receive, organ_words
from banggiao.exchange.sending import Letter, envelope_make
from banggiao.instruments.models import Instrument
from banggiao.publishing.letters import TYPE_OF_LETTER
from banggiao.reading.intake import readable_name
from banggiao.web.letters import GeneratedLetter, letter_asked
from banggiao.web.tables import Cell, Head, Line, Table, described, with_tables
from banggiao.web.templatetags.web import given, seen_by
from banggiao.web.views.records import address_of, day_given, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words

RECENT = 20
_LINES = ("number", "notation", "type", "place", "subject", "signer", "position", "competence")


@require_http_methods(["GET", "POST"])
def exchange(request: HttpRequest) -> HttpResponseBase:
    """Drop envelopes; see what became of each, and the latest ones."""
    viewer = viewer_of(request)
    viewer.require("envelope", "view")
    rows = list(_received(request, viewer)) if request.method == "POST" else []
    recent = Envelope.objects.visible_to(viewer).current().select_related("sender").order_by("-pk")
    context: dict[str, Any] = {
        "rows": rows,
        "nothing": request.method == "POST" and not rows,
        "refused": sum(1 for row in rows if row["refusal"]),
        "recent": recent[:RECENT],
        "may": viewer.may(Question("envelope", "create")),
        "new_code": reverse("web:new", args=["actorcode"])
        if viewer.may(Question("actorcode", "create"))
        else "",
    }
    failed = context["nothing"] or context["refused"]
    status = UNPROCESSABLE if failed else 200
    return with_tables(
        request, [_recent(context["recent"], viewer)],
        lambda tables: render(
            request, "web/exchange/home.html", {**context, "tables": tables}, status=status
        ),
    )  # fmt: skip


def _recent(envelopes: Iterable[Envelope], viewer: Viewer) -> Table:
    heads = [
        Head("envelope", _("Envelope")),
        Head("way", _("In or out"), field="envelope.way"),
        Head("date", _("Date"), Kind.DATE, field="envelope.date"),
        Head("sender", _("Sender"), field="envelope.sender"),
    ]
    ways = {"in": pgettext("envelope", "in"), "out": pgettext("envelope", "out")}
    lines = []
    for one in envelopes:
        sender = seen_by(one.sender, viewer) if one.sender else one.sender_code
        date = given(one.date, one.date_precision) if one.date else ""
        name = Cell(one.caption, address_of("envelope", one.key))
        lines.append(Line([name, ways.get(one.way, ""), date, sender], one.key))
    return described(
        "recent", _("The latest envelopes"), heads, lines, ("envelope",), nothing=_("No envelope yet.")
    )


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Make an envelope of an instrument, a letter of the workspace or a file, to chosen bodies."""
    viewer = viewer_of(request)
    viewer.require("envelope", "create")
    asked = request.POST if request.method == "POST" else request.GET
    instrument = _instrument(viewer, asked.get("instrument", ""))
    letter = letter_asked(request, asked)
    refusal: DeedRefused | None = None
    if request.method == "POST":
        try:
            envelope, _attachment = _made(request, viewer, instrument, letter)
        except DeedRefused as refused:
            refusal = refused
        else:
            return redirect(f"{address_of('envelope', envelope.key)}#files")
    today = timezone.localdate()
    home = Actor.objects.visible_to(viewer).filter(key=viewer.home).first() if viewer.home else None
    bodies = _addressees(viewer)
    codes = codes_of(viewer, [*bodies, *([home] if home else [])], today)
    chosen = set(request.POST.getlist("receivers"))
    if request.method == "GET" and letter is not None:
        chosen = {str(letter.to)}
    context = {
        "refusal": in_words(refusal) if refusal else "",
        "wrong": refusal.field if refusal else "",
        "instrument": instrument,
        "letter": letter,
        "home": home,
        "home_code": codes.get(home.pk, "") if home else "",
        "bodies": [
            {"actor": one, "code": codes[one.pk], "chosen": str(one.key) in chosen}
            for one in bodies
            if one.pk in codes and one != home
        ],
        "files": _own_files(viewer, instrument),
        "told": {**_suggested(instrument, letter), **(asked.dict() if request.method == "POST" else {})},
        "today": today,
    }
    return render(request, "web/exchange/send.html", context, status=UNPROCESSABLE if refusal else 200)


def _received(request: HttpRequest, viewer: Viewer) -> Iterator[dict[str, Any]]:
    """Take in each file by itself; one that is refused stops no other."""
    stated = bool(request.POST.get("stated"))
    for file in request.FILES.getlist("files"):
        name = readable_name(file.name or "").strip()
        row: dict[str, Any] = {"name": name, "refusal": "", "received": None}
        try:
            if isinstance(file, OversizedFile):
                raise DeedRefused("file-too-large", "Tệp quá lớn.", "The file is too large.", field="files")
            row["received"] = _told(envelope_receive(name=name, data=file.read(), by=viewer, stated=stated))
        except DeedRefused as refused:
            row["refusal"] = in_words(refused)
        yield row


def _told(received: Received) -> dict[str, Any]:
    return {
        "envelope": received.envelope,
        "before": received.before,
        "proposed": received.proposed,
        "unknown": [{"words": organ_words(one), "code": one.code.upper()} for one in received.unknown],
    }


def _made(
    request: HttpRequest, viewer: Viewer, instrument: Instrument | None, letter: GeneratedLetter | None
) -> Any:
    """Make the envelope that the form asks for.

    Raises:
        DeedRefused: it cannot be made; nothing was.
    """
    told = {name: " ".join(request.POST.get(name, "").split())[:2000] for name in _LINES}
    date = day_given(request.POST.get("date", ""))
    if date is None:
        raise DeedRefused(
            "date", "Ghi ngày dạng 22/11/2026.", "Write a day such as 22/11/2026.", field="date"
        )
    keys = [key for key in request.POST.getlist("receivers") if is_key(key)]
    receivers = list(Actor.objects.visible_to(viewer).current().filter(key__in=keys).order_by("sort_key"))
    files = [(letter.name, letter.data())] if letter is not None else []
    wanted = set(request.POST.getlist("file"))
    files += [
        (one.name, file_read(one.sha256)) for one in _own_files(viewer, instrument) if str(one.key) in wanted
    ]
    for sent in request.FILES.getlist("files"):
        if isinstance(sent, OversizedFile):
            raise DeedRefused("file-too-large", "Tệp quá lớn.", "The file is too large.", field="files")
        files.append((readable_name(sent.name or ""), sent.read()))
    return envelope_make(
        letter=Letter(
            date=date, due=day_given(request.POST.get("due", "")),
            priority=_small(request.POST.get("priority", "")),
            steering=_small(request.POST.get("steering", "")), **told,
        ),
        receivers=receivers, files=files, by=viewer, now=timezone.localtime(),
        stated=bool(request.POST.get("stated")), instrument=instrument,
    )  # fmt: skip


def _addressees(viewer: Viewer) -> list[Actor]:
    """Return the bodies that may be addressed: those with an organisation code."""
    rows = Actor.objects.visible_to(viewer).current().filter(valid_to__isnull=True)
    coded = rows.filter(dated_codes__scheme=ORGAN, dated_codes__archived_at__isnull=True)
    return list(coded.distinct().order_by("sort_key", "pk"))


def _own_files(viewer: Viewer, instrument: Instrument | None) -> list[Any]:
    return attachments_on(instrument, viewer) if instrument is not None else []


def _suggested(instrument: Instrument | None, letter: GeneratedLetter | None) -> dict[str, str]:
    if letter is not None:
        return {"subject": letter.subject, "type": TYPE_OF_LETTER}
    if instrument is None:
        return {}
    number, _slash, notation = instrument.number.partition("/")
    date = f"{instrument.date:%d/%m/%Y}" if instrument.date and instrument.date_precision == "day" else ""
    return {
        "number": number, "notation": notation, "type": instrument.type, "subject": instrument.title,
        "date": date,
    }  # fmt: skip


def _instrument(viewer: Viewer, key: str) -> Instrument | None:
    """Return the instrument that is to be sent, None where none is named."""
    if not key:
        return None
    if not is_key(key):
        raise Http404
    viewer.require("instrument", "export")
    rows = Instrument.objects.visible_to(viewer).current().select_related("label")
    found: Instrument | None = rows.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _small(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 else 0
