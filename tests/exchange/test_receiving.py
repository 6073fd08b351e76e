"""Envelopes that come in: kept whole with their papers, found by codes, refused as a whole, never doubled."""

import base64
import hashlib
import importlib.util
import io
import re
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from banggiao.access.viewers import viewer_of
from banggiao.actors.models import Actor
from banggiao.core.access import system
from banggiao.core.attachments import attachments_on
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Attachment, Event
from banggiao.core.nouns import noun_of
from banggiao.exchange.models import Envelope
from banggiao.exchange.receiving import envelope_receive
from banggiao.instruments.models import Instrument
from banggiao.sources.models import Claim, Source
from banggiao.sources.records import record_create

from .envelopes import LETTER, envelope, header

_PAPERS = Path(__file__).parents[1] / "reading" / "intake" / "papers.py"
_spec = importlib.util.spec_from_file_location("intake_papers", _PAPERS)
papers = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = papers
_spec.loader.exec_module(papers)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam", "home")]

BY = system("văn thư")
DOCX = papers.docx_of("BÁO CÁO", "Kết quả công tác đối ngoại")


@pytest.fixture(autouse=True)
def codes():
    write("actorcode", code="000.00.00.G99", actor="mfa", scheme="organ", valid_to="2025-12-31")
    write("actorcode", code="G99", actor="mfa", scheme="organ", valid_from="2026")


def write(noun, /, **values):
    return record_create(noun_of(noun), values, by=BY)


def receive(data=None, *, name="a.edxml", by=BY, stated=False):
    return envelope_receive(name=name, data=data or envelope(), by=by, stated=stated)


def kept():
    models = (Envelope, Source, Attachment, Instrument, Claim, Event)
    return [model.objects.count() for model in models]


def test_it_becomes_a_record_with_its_paper_and_its_files():
    received = receive()
    one = received.envelope
    assert (one.way, one.number, one.subject) == ("in", "12/BC-UBND", "Kết quả công tác đối ngoại tháng 11")
    assert (str(one.date), str(one.due), one.priority, one.steering) == ("2026-11-20", "2026-12-01", 1, 0)
    assert (one.signer, one.signer_post, one.place) == ("Nguyễn Văn Thử", "Chủ tịch", "Thanh Hóa")
    assert one.trace == "000.00.00.H56 20/11/2026 08:30"
    assert one.source.text == LETTER
    assert (one.source.number, one.source.issuer, str(one.source.date)) == (
        "12/BC-UBND",
        "province-38",
        "2026-11-20",
    )
    assert {file.name for file in attachments_on(one, BY)} == {"a.edxml", "báo cáo.txt"}


def test_bodies_are_found_by_their_codes_old_and_new_and_unknown_ones_stay_open():
    received = receive()
    assert received.envelope.sender.code == "province-38"
    assert [body.code for body in received.envelope.receivers.all()] == [
        "mfa"
    ]  # by the code it had until 2025
    assert [one.code for one in received.unknown] == ["000.00.00.G77"]
    assert "000.00.00.G77 – Bộ thử" in received.envelope.receiver_codes


def test_a_paper_that_came_before_is_shown_and_not_doubled():
    first = receive().envelope
    before = kept()
    again = receive(envelope(("khác.txt", b"x")), name="b.edxml")
    assert again.before and again.envelope == first
    assert kept() == before
    changed = receive(envelope(("khác.txt", b"y"), business=2), name="c.edxml")
    assert not changed.before and changed.envelope.business == "update"


def test_an_instrument_is_linked_by_its_number_or_proposed_unconfirmed():
    decision = {"number": "34", "notation": "QĐ-UBND", "type_name": "QUYẾT ĐỊNH"}
    received = receive(envelope(**decision))
    made = received.envelope.instrument
    assert received.proposed
    assert (made.number, made.type, made.issuer) == ("34/QĐ-UBND", "Quyết định", "province-38")
    claim = Claim.objects.get(noun="instrument", record_key=made.key)
    assert (claim.state, claim.source) == ("proposed", received.envelope.source)
    second = receive(envelope(**decision, document_id="x2"), name="b.edxml")
    assert not second.proposed and second.envelope.instrument == made
    assert receive(envelope(document_id="x3"), name="c.edxml").envelope.instrument is None


def test_a_reader_may_not_and_a_drafters_envelope_is_for_her_own_body(member):
    with pytest.raises(DeedRefused) as refused:
        receive(by=viewer_of(member("doc", mfa=["reader"])))
    assert refused.value.code == "not-allowed"
    lan = viewer_of(member("lan", mfa=["drafter"]))
    received = receive(by=lan)
    mfa = Actor.objects.get(code="mfa")
    assert received.envelope.label.owner == mfa.key == received.envelope.source.label.owner
    outside = viewer_of(member("ngoai", bct=["drafter"]))
    assert not Envelope.objects.visible_to(outside).exists()
    assert not receive(envelope(("b.txt", b"b")), by=outside).before


def zip_of(name, data):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def inner(data):
    """An envelope whose attachment is these bytes, not packed."""
    start, end = b"<ContentTransferEncoded>", b"</ContentTransferEncoded>"
    whole = envelope()
    at, until = whole.index(start) + len(start), whole.index(end)
    return whole[:at] + (data if isinstance(data, bytes) else base64.b64encode(data[0])) + whole[until:]


def with_digest(value):
    digest = base64.b64encode(hashlib.sha256(value).digest()).decode()
    signature = (
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><Reference URI="cid:file-1">'
        '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
        f"<DigestValue>{digest}</DigestValue></Reference></SignedInfo></Signature></edXML:edXMLHeader>"
    )
    return envelope().replace(b"</edXML:edXMLHeader>", signature.encode())


def outside_told(address):
    """An envelope whose subject is what stands at an address."""
    head = f'?><!DOCTYPE edXML [<!ENTITY x SYSTEM "{address}">]>'.encode()
    return envelope(subject="SUBJECT").replace(b"?>", head, 1).replace(b"SUBJECT", b"&x;")


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"hello", "edxml-kind", "không phải gói tin"),
        (envelope()[:-30], "file-broken", "hỏng"),
        (envelope().replace(b"?>", b"?><!DOCTYPE a>", 1), "edxml-header", "DTD"),
        (outside_told("file:///etc/passwd"), "edxml-header", "DTD"),
        (outside_told("http://127.0.0.1:9/a"), "edxml-header", "DTD"),
        (envelope().replace(b"2016", b"2015"), "edxml-header", "không gian tên"),
        (envelope().replace(b"Date>2026/11/20", b"Date>2026/11/31"), "edxml-header", "PromulgationDate"),
        (re.sub(b"<AttachmentEncoded>.*</AttachmentEncoded>", b"", envelope()), "edxml-empty", "AttachmentEncoded"),
        (inner(b"!!! khong phai"), "file-broken", "Base64"),
        (inner([zip_of("a.txt", b"0" * 300_000_000)]), "file-bomb", "bung ra"),
        (inner([b"MZ\x90\x00" + b"\0" * 64]), "file-kind", ""),
        (envelope(("b.docx", papers.docx_of("MẬT", "Kế hoạch"))), "file-secret", "bí mật nhà nước"),
        (envelope(subject="TỐI MẬT"), "file-secret", "bí mật nhà nước"),
        (envelope(notation="BC-UBND-m"), "file-secret", "bí mật nhà nước"),
        (with_digest(b"other"), "file-broken", "băm"),
    ],
    ids=["kind", "cut", "dtd", "entity-file", "entity-address", "namespace", "day", "empty", "base64", "bomb", "program", "secret-file",
         "secret-subject", "secret-number", "digest"],
)  # fmt: skip
def test_what_is_wrong_is_refused_as_a_whole_and_nothing_is_kept(data, code, words, home):
    before = kept()
    with pytest.raises(DeedRefused) as refused:
        receive(data, stated=True)
    assert refused.value.code == code
    assert words in refused.value.vietnamese
    assert "a.edxml" in refused.value.vietnamese and "a.edxml" in refused.value.english
    assert kept() == before
    assert not list((home / "files").rglob("*")) if (home / "files").exists() else True


def test_a_secret_among_the_files_refuses_all_of_them(home):
    before = kept()
    data = envelope(("a.txt", b"Cong van"), ("b.docx", papers.docx_of("TUYỆT MẬT", "x")))
    with pytest.raises(DeedRefused) as refused:
        receive(data, stated=True)
    assert refused.value.code == "file-secret"
    assert kept() == before and not (home / "files").exists()


def test_scans_are_taken_on_the_persons_word():
    scan = papers.pdf_of([[]])
    with pytest.raises(DeedRefused) as refused:
        receive(envelope(("quét.pdf", scan)))
    assert refused.value.code == "file-statement"
    one = receive(envelope(("quét.pdf", scan)), stated=True).envelope
    assert one.source is None
    assert {file.name for file in attachments_on(one, BY)} == {"a.edxml", "quét.pdf"}


def test_the_page_takes_several_and_tells_each(sign_in):
    browser = sign_in()
    good = SimpleUploadedFile("tốt.edxml", envelope(("báo cáo.docx", DOCX)))
    bad = SimpleUploadedFile("hỏng.edxml", envelope().replace(b"Date>2026/11/20", b"Date>2026/11/31"))
    answer = browser.post("/exchange/", {"files": [good, bad]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert Envelope.objects.count() == 1
    assert "PromulgationDate" in page and "hỏng.edxml" in page
    assert "000.00.00.G77" in page and "/r/actorcode/new/?code=000.00.00.G77" in page
    assert browser.post("/exchange/", {}).status_code == 422
    again = browser.post("/exchange/", {"files": [SimpleUploadedFile("t.edxml", envelope())]})
    assert again.status_code == 200 and Envelope.objects.count() == 1
    key = Envelope.objects.get().key
    record = browser.get(f"/r/envelope/{key}/").content.decode()
    assert "12/BC-UBND" in record and "báo cáo.docx" in record
    assert header().subject in browser.get("/r/envelope/").content.decode()
