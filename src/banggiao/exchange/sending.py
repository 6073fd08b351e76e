"""Envelopes that go out: an edXML file addressed to chosen bodies, kept with what it carries.

The file is carried on by hand or by another system: nothing here is linked to the national bus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime

from django.db import transaction

from banggiao.actors.codes import codes_of
from banggiao.actors.models import Actor
from banggiao.core.access import Viewer
from banggiao.core.attachments import attachment_add, clean_name, examine
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Attachment
from banggiao.core.nouns import noun_of
from banggiao.core.secrecy import text_guarded
from banggiao.exchange.models import Envelope
from banggiao.exchange.receiving import envelope_known, receiver_lines
from banggiao.instruments.models import Instrument
from banggiao.publishing.edxml import AttachedFile, document_id, envelope_xml
from banggiao.reading.envelope import EnvelopeHeader, Organ, Step, read_envelope_header
from banggiao.sources.records import record_create

OUT = "out"
_REQUIRED = (
    ("number", "Hãy ghi số.", "Give the number."),
    ("notation", "Hãy ghi ký hiệu.", "Give the notation."),
    ("subject", "Hãy ghi trích yếu.", "Give the subject."),
    ("signer", "Hãy ghi người ký.", "Give the signer."),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a person says of the paper that goes out; ``date`` is the day that it bears."""

    date: Day
    number: str
    notation: str
    subject: str
    type: str = ""
    place: str = ""
    content: str = ""
    signer: str = ""
    position: str = ""
    competence: str = ""
    due: Day | None = None
    priority: int = 0
    steering: int = 0


def envelope_make(
    *,
    letter: Letter,
    receivers: Sequence[Actor],
    files: Sequence[tuple[str, bytes]],
    by: Viewer,
    now: datetime,
    stated: bool,
    instrument: Instrument | None = None,
) -> tuple[Envelope, Attachment]:
    """Write an envelope in the name of the person's own body; return its record and its file.

    ``now`` is when it is sent, by the clock of the place. ``stated`` is the person's word that no file holds
    a State secret, asked where one cannot be read.

    Raises:
        DeedRefused: the person may not do this or has no body; something is missing; a body has no
            organisation code on that day; a file may not be kept; the paper went out already.
    """
    by.require("envelope", "create")
    sender, codes = _addressed(by, receivers, letter.date)
    _complete(letter)
    carried = [_carried(name, data, stated=stated) for name, data in files]
    if not carried:
        raise DeedRefused(
            "edxml-empty", "Hãy chọn ít nhất một tệp.", "Choose at least one file.", field="files"
        )
    full = f"{letter.number}/{letter.notation}"
    header = EnvelopeHeader(
        sender=Organ(codes[sender.pk], sender.name_vi, sender.name_vi),
        receivers=tuple(Organ(codes[one.pk], one.name_vi, one.name_vi) for one in receivers),
        document_id=document_id(codes[sender.pk], letter.date, full), number=letter.number,
        notation=letter.notation, place=letter.place, date=letter.date, type_name=letter.type,
        subject=letter.subject, content=letter.content, competence=letter.competence,
        position=letter.position, signer=letter.signer, due=letter.due,
        places=tuple(one.name_vi for one in receivers), priority=letter.priority, steering=letter.steering,
        trace=(Step(codes[sender.pk], now.replace(microsecond=0, tzinfo=None)),), business=0, paper=0,
    )  # fmt: skip
    if envelope_known(header.document_id, OUT, "new", by) is not None:
        raise DeedRefused(
            "edxml-sent", f"Văn bản {full} đã có gói tin gửi đi.", f"An envelope of {full} was made already.",
            field="number",
        )  # fmt: skip
    data = envelope_xml(header, carried)
    name = clean_name(f"{full} {letter.date:%d-%m-%Y}.edxml".replace("/", "-"))
    if read_envelope_header(name, data) != header:
        raise DeedRefused(
            "edxml-words",
            "Có chữ không ghi được vào gói tin.",
            "Some words cannot be written into an envelope.",
        )
    with transaction.atomic():
        made = record_create(noun_of("envelope"), _values(header, sender, receivers, instrument), by=by)
        envelope = Envelope.objects.select_related("label").get(pk=made.pk)
        attachment, _ = attachment_add(record=envelope, name=name, data=data, by=by, stated=True)
        return envelope, attachment


def _addressed(by: Viewer, receivers: Sequence[Actor], on: Day) -> tuple[Actor, dict[int, str]]:
    """Return the sender, and each body's organisation code on a day by the body's id."""
    sender = Actor.objects.visible_to(by).filter(key=by.home).first() if by.home else None
    if sender is None:
        raise DeedRefused(
            "edxml-sender", "Tài khoản không gắn với cơ quan nào nên không gửi được.",
            "The account works for no body, so it cannot send.",
        )  # fmt: skip
    if not receivers:
        raise DeedRefused(
            "edxml-receivers", "Hãy chọn nơi nhận.", "Choose who receives it.", field="receivers"
        )
    codes = codes_of(by, [sender, *receivers], on)
    without = [one for one in (sender, *receivers) if one.pk not in codes]
    if without:
        named = "; ".join(one.name_vi for one in without)
        raise DeedRefused(
            "edxml-code",
            f"Chưa có mã định danh vào ngày {on:%d/%m/%Y}: {named}. Hãy ghi mã vào sổ mã định danh trước.",
            f"No organisation code on {on:%d/%m/%Y}: {named}. Record the code first.",
            field="receivers",
        )
    return sender, codes


def _complete(letter: Letter) -> None:
    for field, vietnamese, english in _REQUIRED:
        if not getattr(letter, field):
            raise DeedRefused("edxml-missing", vietnamese, english, field=field)
    text_guarded(f"Số: {letter.number}/{letter.notation}", "notation")
    for field in ("subject", "content"):
        text_guarded(getattr(letter, field), field)


def _carried(name: str, data: bytes, *, stated: bool) -> AttachedFile:
    name = clean_name(name)
    try:
        kind, _ = examine(name, data, stated=stated)
    except DeedRefused as refused:
        raise DeedRefused(
            refused.code, f"{name}: {refused.vietnamese}", f"{name}: {refused.english}", field="files"
        ) from refused
    return AttachedFile(name, kind.media_type, data)


def _values(
    header: EnvelopeHeader, sender: Actor, receivers: Sequence[Actor], instrument: Instrument | None
) -> dict[str, object]:
    values: dict[str, object] = {
        "way": OUT, "document_id": header.document_id, "number": header.full_number,
        "subject": header.subject, "content": header.content, "type": header.type_name,
        "date": header.date and header.date.isoformat(), "due": header.due and header.due.isoformat(),
        "sender": str(sender.key), "sender_code": header.sender.code, "sender_name": header.sender.name,
        "receivers": [str(one.key) for one in receivers], "receiver_codes": receiver_lines(header),
        "place": header.place, "signer": header.signer, "signer_post": header.position,
        "priority": header.priority, "steering": header.steering, "business": "new",
        "instrument": str(instrument.key) if instrument else None,
    }  # fmt: skip
    return {field: value for field, value in values.items() if value not in ("", None)}
