"""The header of an envelope: what is written reads back equal; what cannot be is refused by its element."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.publishing.edxml import AttachedFile, envelope_xml
from banggiao.reading.envelope import (
    NAMESPACE,
    Answered,
    EnvelopeHeader,
    Organ,
    Staff,
    Step,
    read_envelope_header,
)
from banggiao.reading.intake import open_paper, unpack
from banggiao.reading.refusal import Reason, Refusal

from .envelopes import DAY, LETTER, envelope, header

WORDS = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), codec="utf-8"), max_size=40
).map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))  # fmt: skip
SOME = WORDS.filter(bool)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)).map(lambda at: at.replace(microsecond=0))
COUNTS = st.none() | st.integers(0, 1_000_000)
ORGANS = st.builds(Organ, SOME, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS)
HEADERS = st.builds(
    EnvelopeHeader,
    sender=ORGANS, receivers=st.lists(ORGANS, max_size=3).map(tuple), document_id=SOME, subject=SOME,
    number=WORDS, notation=WORDS, place=WORDS, date=st.none() | DAYS, due=st.none() | DAYS,
    type=COUNTS, type_name=WORDS, type_detail=WORDS, content=WORDS, competence=WORDS, position=WORDS,
    signer=WORDS, places=st.lists(SOME, max_size=3).map(tuple), priority=COUNTS, sphere=WORDS, typer=WORDS,
    copies=COUNTS, pages=COUNTS, direction=WORDS, appendixes=st.lists(SOME, max_size=2).map(tuple),
    answers=st.lists(st.builds(Answered, SOME, WORDS, st.none() | DAYS, WORDS), max_size=2).map(tuple),
    steering=COUNTS, trace=st.lists(st.builds(Step, SOME, st.none() | MOMENTS), max_size=3).map(tuple),
    business=COUNTS, reason=WORDS, about=WORDS, paper=COUNTS, staff=st.builds(Staff, WORDS, WORDS, WORDS, WORDS),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(HEADERS)
def test_what_is_written_reads_back_equal(told):
    assert read_envelope_header("a.edxml", envelope_xml(told, [])) == told


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=200), min_size=1, max_size=3))
def test_files_come_out_as_they_went_in(contents):
    files = [
        AttachedFile(f"tệp {n}.bin", "application/octet-stream", b"#" + data)
        for n, data in enumerate(contents)
    ]
    data = envelope_xml(header(), files)
    assert [content for _, content in unpack("a.edxml", data)] == [file.data for file in files]
    assert data == envelope_xml(header(), files)


def test_it_is_written_in_the_shape_of_the_standard():
    from lxml import etree

    root = etree.fromstring(envelope())
    assert {etree.QName(one).namespace for one in root.iter()} == {NAMESPACE}
    told = [etree.QName(one).localname for one in root.iter()]
    assert told[:5] == ["edXML", "edXMLEnvelope", "edXMLHeader", "MessageHeader", "From"]
    assert {"Bussiness", "BussinessDocType", "TraceHeaderList", "edXMLManifest", "AttachmentEncoded"} < set(
        told
    )
    body = root.find(f"{{{NAMESPACE}}}edXMLEnvelope/{{{NAMESPACE}}}edXMLBody")
    assert body is not None
    (reference,) = body.iter(f"{{{NAMESPACE}}}Reference")
    assert reference.get("{http://www.w3.org/1999/xlink}href") == "cid:file-1"


def test_the_reader_of_papers_reads_it_too():
    paper = open_paper("a.edxml", envelope())
    assert paper.text == LETTER
    assert "edXML – Mã nơi gửi: 000.00.00.H56" in paper.notes


@pytest.mark.parametrize("written", ["2026-11-20", "2026-11-20T08:00:00", "20/11/2026", "2026/11/20"])
def test_days_are_read_as_senders_write_them(written):
    data = envelope().replace(b"PromulgationDate>2026/11/20", f"PromulgationDate>{written}".encode())
    assert read_envelope_header("a", data).date == DAY


@pytest.mark.parametrize(
    ("written", "instead", "element"),
    [
        ("PromulgationDate>2026/11/20", "PromulgationDate>2026/02/30", "PromulgationInfo/PromulgationDate"),
        ("PromulgationDate>2026/11/20", "PromulgationDate>hôm nay", "PromulgationInfo/PromulgationDate"),
        ("DueDate>2026/12/01", "DueDate>2026/13/01", "DueDate"),
        ("Timestamp>2026/11/20 08:30:00", "Timestamp>2026/11/20 25:30:00", "TraceHeader/Timestamp"),
        ("Priority>1", "Priority>-1", "OtherInfo/Priority"),
        ("Priority>1", "Priority>một", "OtherInfo/Priority"),
        ("BussinessDocType>0", "BussinessDocType>99999999", "Bussiness/BussinessDocType"),
        ("Subject>Kết quả công tác đối ngoại tháng 11", "Subject>" + "a" * 2001, "MessageHeader/Subject"),
        ("Subject>Kết quả công tác đối ngoại tháng 11", "Subject> ", "MessageHeader/Subject"),
        ("DocumentId>000.00.00.H56,2026/11/20,12/BC-UBND", "DocumentId>", "MessageHeader/DocumentId"),
        ("<edXML:Subject>", "<edXML:Subject>x</edXML:Subject><edXML:Subject>", "MessageHeader/Subject"),
        ("<edXML:Subject>", "<edXML:StatusCode>1</edXML:StatusCode><edXML:Subject>", "StatusCode"),
    ],
)
def test_what_cannot_be_is_refused_by_its_element(written, instead, element):
    data = envelope().decode()
    assert written in data
    with pytest.raises(Refusal) as refused:
        read_envelope_header("a.edxml", data.replace(written, instead, 1).encode())
    assert refused.value.reason is Reason.BROKEN
    told = refused.value.message("vi")
    assert told.startswith("a.edxml:") and element in told


@pytest.mark.parametrize("namespace", ["http://www.e-doc.vn/Schema/", "urn:x", "", NAMESPACE + "/"])
def test_another_namespace_is_refused(namespace):
    data = envelope().decode().replace(NAMESPACE, namespace or "urn:none")
    with pytest.raises(Refusal) as refused:
        read_envelope_header("a.edxml", data.encode())
    assert NAMESPACE in refused.value.message("vi")


def test_entities_and_document_types_are_refused():
    bomb = '<!DOCTYPE edXML [<!ENTITY a "' + "x" * 50 + '"><!ENTITY b "' + "&a;" * 50 + '">]>'
    outside = '<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    for head in (bomb, outside, '<!DOCTYPE edXML SYSTEM "http://127.0.0.1/a.dtd">'):
        data = envelope().decode().replace("?>", f"?>{head}", 1)
        for asked in (data, data.replace("Kết quả công tác", "&x;&b;", 1)):
            with pytest.raises(Refusal) as refused:
                read_envelope_header("a.edxml", asked.encode())
            assert refused.value.reason is Reason.BROKEN
            assert "root:" not in refused.value.message("vi")
