"""Envelopes that go out: addressed by codes, complete, read back by our own door, never sent twice."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from banggiao.access.viewers import viewer_of
from banggiao.actors.models import Actor
from banggiao.core.access import system
from banggiao.core.errors import DeedRefused
from banggiao.core.files import file_read
from banggiao.core.models import Attachment
from banggiao.core.nouns import noun_of
from banggiao.exchange.models import Envelope
from banggiao.exchange.receiving import envelope_receive
from banggiao.exchange.sending import Letter, envelope_make
from banggiao.reading.envelope import read_envelope_header
from banggiao.sources.attaching import file_attach
from banggiao.sources.records import record_create

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam", "home")]

BY = system("văn thư")
NOW = datetime(2026, 11, 22, 9, 30)
LETTER = Letter(
    date=date(2026, 11, 20), number="15", notation="BNG-VP", type="Công văn", place="Hà Nội",
    subject="Về việc phối hợp báo cáo", content="Đề nghị phối hợp", signer="Nguyễn Văn Thử",
    position="Chánh Văn phòng", competence="TL.", due=date(2026, 12, 1), priority=2, steering=1,
)  # fmt: skip
FILES = (("công văn.txt", "Kính gửi: Ủy ban nhân dân tỉnh".encode()), ("phụ lục.txt", "Phụ lục".encode()))


def write(noun, /, **values):
    return record_create(noun_of(noun), values, by=BY)


@pytest.fixture(autouse=True)
def own_code():
    return write("actorcode", code="000.00.00.G99", actor="mfa", scheme="organ")


@pytest.fixture
def lan(member):
    return viewer_of(member("lan", mfa=["drafter"]))


def actors(*codes):
    return [Actor.objects.get(code=code) for code in codes]


def make(by, **more):
    told = {"letter": LETTER, "receivers": actors("province-38"), "files": FILES, "now": NOW, "stated": False}
    return envelope_make(by=by, **(told | more))


def changed(**more):
    return Letter(**({name: getattr(LETTER, name) for name in Letter.__dataclass_fields__} | more))


def test_what_goes_out_comes_in_equal(lan):
    write("actorcode", code="000.00.00.G88", actor="bct", scheme="organ")
    envelope, attachment = make(lan, receivers=actors("province-38", "bct"))
    data = file_read(attachment.sha256)
    header = read_envelope_header(attachment.name, data)
    assert header.document_id == "000.00.00.G99,2026/11/20,15/BNG-VP"
    assert [(one.code, one.name) for one in header.receivers][1][0] == "000.00.00.G88"
    received = envelope_receive(name=attachment.name, data=data, by=BY, stated=False)
    came, went = received.envelope, envelope
    same = ("number", "date", "subject", "content", "type", "place", "signer", "signer_post", "due", "priority",
            "steering", "document_id", "sender", "sender_code", "receiver_codes", "business")  # fmt: skip
    assert {name: getattr(came, name) for name in same} == {name: getattr(went, name) for name in same}
    assert set(came.receivers.all()) == set(went.receivers.all()) == set(actors("province-38", "bct"))
    assert came.source.text == "Kính gửi: Ủy ban nhân dân tỉnh"
    assert not received.unknown and not received.before
    assert (went.way, came.way) == ("out", "in")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"letter": changed(number="")}, "edxml-missing"),
        ({"letter": changed(notation="")}, "edxml-missing"),
        ({"letter": changed(subject="")}, "edxml-missing"),
        ({"letter": changed(signer="")}, "edxml-missing"),
        ({"letter": changed(subject="TỐI MẬT")}, "secret"),
        ({"letter": changed(notation="BNG-VP-m")}, "secret"),
        ({"files": ()}, "edxml-empty"),
        ({"files": (("a.txt", "TUYỆT MẬT\nKế hoạch".encode()),)}, "file-secret"),
        ({"files": (("a.exe", b"MZ" + b"\0" * 90),)}, "file-kind"),
        ({"receivers": []}, "edxml-receivers"),
    ],
)
def test_what_is_missing_or_secret_is_refused_and_nothing_is_made(lan, more, code, home):
    with pytest.raises(DeedRefused) as refused:
        make(lan, **more)
    assert refused.value.code == code and refused.value.vietnamese
    assert not Envelope.objects.exists() and not Attachment.objects.exists()
    assert not (home / "files").exists()


def test_a_body_without_a_code_on_that_day_is_named(lan):
    write("actorcode", code="000.00.00.G88", actor="bct", scheme="organ", valid_from="2027")
    with pytest.raises(DeedRefused) as refused:
        make(lan, receivers=actors("province-38", "bct"))
    assert refused.value.code == "edxml-code"
    assert Actor.objects.get(code="bct").name_vi in refused.value.vietnamese


def test_one_sends_in_the_name_of_ones_own_body_and_once(lan, member):
    with pytest.raises(DeedRefused) as refused:
        make(BY)
    assert refused.value.code == "edxml-sender"
    with pytest.raises(DeedRefused) as refused:
        make(viewer_of(member("doc", mfa=["reader"])))
    assert refused.value.code == "not-allowed"
    make(lan)
    with pytest.raises(DeedRefused) as refused:
        make(lan)
    assert refused.value.code == "edxml-sent"


def test_the_page_sends_an_instrument_with_its_files(sign_in, settings):
    plan = write("instrument", title="Kế hoạch thử", number="7/KH-BNG", type="Kế hoạch", date="2026-11-02")
    file = file_attach(record=plan, name="kế hoạch.txt", data=b"Ke hoach thu", by=BY, stated=False)
    browser = sign_in(mfa=["drafter"])
    address = f"/exchange/send/?instrument={plan.key}"
    page = browser.get(address).content.decode()
    assert (
        "Kế hoạch thử" in page and 'value="7"' in page and 'value="KH-BNG"' in page and "02/11/2026" in page
    )
    assert "000.00.00.H56" in page and "kế hoạch.txt" in page
    to = str(Actor.objects.get(code="province-38").key)
    form = {
        "instrument": str(plan.key), "number": "7", "notation": "KH-BNG", "date": "02/11/2026", "type": "Kế hoạch",
        "subject": "Kế hoạch thử", "signer": "Nguyễn Văn Thử", "receivers": [to], "file": [str(file.key)],
        "priority": "0", "steering": "0", "files": [SimpleUploadedFile("thêm.txt", "Thêm".encode())],
    }  # fmt: skip
    refused = browser.post(address, form | {"receivers": []})
    assert refused.status_code == 422 and "Kế hoạch thử" in refused.content.decode()
    form["files"] = [SimpleUploadedFile("thêm.txt", "Thêm".encode())]
    answer = browser.post(address, form)
    assert answer.status_code == 302, answer.content.decode()
    envelope = Envelope.objects.get()
    assert answer["Location"] == f"/r/envelope/{envelope.key}/#files"
    assert envelope.instrument == plan
    (attachment,) = Attachment.objects.filter(noun="envelope")
    sent = browser.get(f"/r/envelope/{envelope.key}/files/{attachment.key}/")
    header = read_envelope_header("a", sent.getvalue() if sent.streaming else sent.content)
    assert (header.full_number, header.receivers[0].code) == ("7/KH-BNG", "000.00.00.H56")
    came = envelope_receive(name="a.edxml", data=sent.content, by=BY, stated=False).envelope
    assert {one.name for one in Attachment.objects.filter(record_key=came.key)} == {
        "a.edxml", "kế hoạch.txt", "thêm.txt",
    }  # fmt: skip
    assert browser.get("/exchange/send/?instrument=x").status_code == 404
    assert browser.get(f"/exchange/send/?letter=request:{plan.key}:x").status_code == 404
    assert sign_in("doc", mfa=["reader"]).get("/exchange/send/").status_code == 403
