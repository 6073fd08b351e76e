"""Envelopes that come in: looked at whole in memory, then kept with their papers, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from banggiao.actors.codes import actors_by_code
from banggiao.actors.models import Actor
from banggiao.core.access import PUBLIC_LABEL, Question, Viewer, label_get
from banggiao.core.attachments import attachment_add, clean_name, examine
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.models import AccessLabel, Circulation
from banggiao.core.nouns import noun_of
from banggiao.exchange.models import Envelope
from banggiao.exchange.nouns import BUSINESS
from banggiao.instruments.models import Instrument
from banggiao.reading.envelope import EnvelopeHeader, Organ, read_envelope_header
from banggiao.reading.intake import unpack
from banggiao.reading.intake.edxml_opening import is_envelope
from banggiao.reading.intake.kinds import FileKind
from banggiao.reading.intake.limits import DEFAULT_LIMITS, Watch
from banggiao.reading.intake.xml import forbid_doctype
from banggiao.reading.paper import Paper
from banggiao.reading.refusal import Refusal
from banggiao.sources.attaching import file_attach
from banggiao.sources.evidence import BY_HAND, Evidence
from banggiao.sources.models import Source
from banggiao.sources.pack_files import kind_of_instrument
from banggiao.sources.records import record_create
from banggiao.sources.services import paper_keep

IN = "in"
RULE = "edxml"
"""What proposed the facts of an envelope."""
NO_INSTRUMENT = "other"


@dataclass(frozen=True, slots=True)
class _Opened:
    """An envelope that was looked at whole: its header, the paper it is, its files and which are papers."""

    name: str
    data: bytes
    header: EnvelopeHeader
    paper: Paper | None
    files: tuple[tuple[str, bytes, bool], ...]


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an envelope: its record; whether it was there ``before``; the codes that nobody is known
    by; whether its instrument was ``proposed`` from it."""

    envelope: Envelope
    before: bool = False
    unknown: tuple[Organ, ...] = ()
    proposed: bool = False


def envelope_receive(*, name: str, data: bytes, by: Viewer, stated: bool) -> Received:
    """Keep an envelope, its papers and what its header says. One that is there already changes nothing.

    ``stated`` is the person's word that no file in it holds a State secret, asked where one cannot be read.

    Raises:
        DeedRefused: the person may not do this, or the envelope cannot be taken; the element is named.
        RowsRefused: its header holds values that the register does not take.
    """
    by.require("envelope", "create")
    name = clean_name(name)
    try:
        forbid_doctype(data, Watch(name, DEFAULT_LIMITS))
        if not is_envelope(data):
            raise DeedRefused(
                "edxml-kind",
                f"{name}: không phải gói tin edXML.",
                f"{name}: this is no edXML envelope.",
                field="files",
            )
        _, paper = _examined(name, data, stated=stated)
        header = read_envelope_header(name, data)
    except Refusal as refusal:
        told = f"{name}: {refusal.detail}"
        raise DeedRefused("edxml-header", told, told, field="files") from refusal
    opened = _Opened(name, data, header, paper, tuple(_files(name, data, stated=stated)))
    known = _known(header, by)
    if known is not None:
        return Received(known, before=True, unknown=_unknown(header, _meant(header, by)))
    with transaction.atomic():
        return _keep(opened, by)


def envelope_known(document_id: str, way: str, business: str, by: Viewer) -> Envelope | None:
    """Return the envelope of this paper that is there already, as far as the viewer may see it."""
    rows = (
        Envelope.objects.visible_to(by).current().filter(way=way, document_id=document_id, business=business)
    )
    return rows.order_by("pk").first()


def receiver_lines(header: EnvelopeHeader) -> str:
    """Return the receivers as the envelope writes them, a line for each."""
    return "\n".join(organ_words(organ) for organ in header.receivers)


def organ_words(organ: Organ) -> str:
    """Return a body as an envelope names it: "000.00.00.H56 – UBND tỉnh Thanh Hóa"."""
    return " – ".join(part for part in (organ.code, organ.name or organ.in_charge) if part)


def _examined(name: str, data: bytes, *, stated: bool) -> tuple[FileKind, Paper | None]:
    """Look at a file as :func:`examine` does; a refusal names it."""
    try:
        return examine(name, data, stated=stated)
    except DeedRefused as refused:
        if refused.vietnamese.startswith(name):
            raise
        raise DeedRefused(
            refused.code, f"{name}: {refused.vietnamese}", f"{name}: {refused.english}", field=refused.field
        ) from refused


def _files(name: str, data: bytes, *, stated: bool) -> Iterator[tuple[str, bytes, bool]]:
    """Yield the files of the envelope with whether each is a paper, each looked at before any is kept."""
    inside: set[str] = set()
    for path, content in unpack(name, data):
        if isinstance(content, Refusal):
            raise DeedRefused("edxml-file", content.message("vi"), content.message("en"), field="files")
        inner = clean_name(path.rpartition("/")[2])
        try:
            _, paper = _examined(inner, content, stated=stated)
        except DeedRefused as refused:
            raise DeedRefused(
                refused.code, f"{name}, {refused.vietnamese}", f"{name}, {refused.english}", field="files"
            ) from refused
        inside.add(inner)
        yield inner, content, paper is not None
    if not inside:
        raise DeedRefused(
            "edxml-empty", f"{name}: gói tin không kèm tệp nào (AttachmentEncoded).",
            f"{name}: the envelope carries no file (AttachmentEncoded).", field="files",
        )  # fmt: skip


def _keep(opened: _Opened, by: Viewer) -> Received:
    header, paper = opened.header, opened.paper
    meant = _meant(header, by)
    sender = meant.get(header.sender.code)
    label = _own_label(by)
    source = _source(header, paper, sender, label, by)
    instrument, proposed = _instrument(header, sender, source, by)
    receivers = dict.fromkeys(str(meant[one.code].key) for one in header.receivers if one.code in meant)
    values: dict[str, object] = {
        "way": IN, "document_id": header.document_id, "number": header.full_number, "subject": header.subject,
        "date": header.date and header.date.isoformat(), "type": header.type_name, "content": header.content,
        "sender": sender and str(sender.key), "sender_code": header.sender.code,
        "sender_name": header.sender.name or header.sender.in_charge, "receivers": list(receivers),
        "receiver_codes": receiver_lines(header), "place": header.place, "signer": header.signer,
        "signer_post": header.position, "due": header.due and header.due.isoformat(),
        "priority": header.priority, "steering": header.steering, "business": business_of(header),
        "reason": header.reason, "about": header.about, "trace": _trace(header),
        "source": source and str(source.key), "instrument": instrument and str(instrument.key),
    }  # fmt: skip
    told = Evidence(source=source, rule=RULE) if source else BY_HAND
    envelope = _recorded(opened.name, values, told, by)
    attachment_add(record=envelope, name=opened.name, data=opened.data, by=by, stated=True)
    main = next((inner for inner, _, is_paper in opened.files if is_paper), None)
    for inner, content, _ in opened.files:
        # of the main paper the words are the envelope's source already
        keep = attachment_add if inner == main else file_attach
        keep(record=envelope, name=inner, data=content, by=by, stated=True)
    return Received(envelope, unknown=_unknown(header, meant), proposed=proposed)


def _recorded(name: str, values: dict[str, object], evidence: Evidence, by: Viewer) -> Envelope:
    told = {field: value for field, value in values.items() if value not in ("", None, [])}
    noun = noun_of("envelope")
    try:
        made = record_create(noun, told, by=by, evidence=evidence)
    except RowsRefused as refused:
        field = noun.by_name.get(refused.field)
        raise DeedRefused(
            refused.code,
            f"{name}: {field.label('vi') if field else ''}: {refused.vietnamese}",
            f"{name}: {field.label('en') if field else ''}: {refused.english}",
            field="files",
        ) from refused
    envelope: Envelope = Envelope.objects.select_related("label").get(pk=made.pk)
    return envelope


def business_of(header: EnvelopeHeader) -> str:
    """Return what the envelope does with its paper."""
    if header.business is None:
        return "new"
    return BUSINESS[header.business][0] if header.business < len(BUSINESS) - 1 else "other"


def _source(
    header: EnvelopeHeader, paper: Paper | None, sender: Actor | None, label: AccessLabel, by: Viewer
) -> Source | None:
    """Return the paper as a source, None where nothing of it can be read or the person may not see it."""
    if paper is None:
        return None
    source = paper_keep(
        paper=paper, number=header.full_number, issuer=sender.code if sender else "",
        dated=header.date.isoformat() if header.date else None, title=header.subject, label=label,
    )  # fmt: skip
    return source if by.sees(source.label_id) else None


def _instrument(
    header: EnvelopeHeader, sender: Actor | None, source: Source | None, by: Viewer
) -> tuple[Instrument | None, bool]:
    """Return the instrument that the paper is, and whether it was proposed from it just now."""
    if header.full_number:
        rows = Instrument.objects.visible_to(by).current().filter(number__iexact=header.full_number)
        if header.date is not None:
            rows = rows.filter(Q(date=header.date) | Q(date__isnull=True))
        found = list(rows[:2])
        if found:
            return (found[0] if len(found) == 1 else None), False
    told = header.type_name.strip().capitalize()
    kind = kind_of_instrument(told, header.full_number)
    may = by.may(Question("instrument", "create"))
    if kind == NO_INSTRUMENT or source is None or not may or business_of(header) != "new":
        return None, False
    values = {
        "title": header.subject, "number": header.full_number, "type": told, "kind": kind,
        "date": header.date and header.date.isoformat(), "issuer": sender and sender.code,
        "lifecycle": "unknown",
    }  # fmt: skip
    values = {field: value for field, value in values.items() if value}
    proposal = Evidence(source=source, rule=RULE, confirmed=False)
    made = record_create(noun_of("instrument"), values, by=by, evidence=proposal)
    return Instrument.objects.get(pk=made.pk), True


def _known(header: EnvelopeHeader, by: Viewer) -> Envelope | None:
    return envelope_known(header.document_id, IN, business_of(header), by)


def _meant(header: EnvelopeHeader, by: Viewer) -> dict[str, Actor]:
    """Return code as written → the actor that it names on the paper's day."""
    codes = {organ.code for organ in (header.sender, *header.receivers) if organ.code}
    found = actors_by_code(by, {code.upper() for code in codes}, header.date)
    return {code: found[code.upper()] for code in codes if code.upper() in found}


def _unknown(header: EnvelopeHeader, meant: dict[str, Actor]) -> tuple[Organ, ...]:
    return tuple(dict.fromkeys(one for one in (header.sender, *header.receivers) if one.code not in meant))


def _own_label(by: Viewer) -> AccessLabel:
    if by.home is None:
        return AccessLabel.objects.get(pk=PUBLIC_LABEL)
    return label_get(circulation=Circulation.AGENCY, owner=by.home)


def _trace(header: EnvelopeHeader) -> str:
    return "\n".join(f"{step.organ} {_moment(step.at)}".strip() for step in header.trace)


def _moment(at: datetime | None) -> str:
    return f"{at:%d/%m/%Y %H:%M}" if at else ""
