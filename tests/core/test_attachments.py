"""Files on records: what is taken and what is not, and files that come in parts over a line that breaks."""

import base64
import contextlib
import importlib.util
import io
import itertools
import os
import sys
import zipfile
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from banggiao.core.access import label_get, system
from banggiao.core.attachments import (
    AT_ONCE,
    PATIENCE,
    attachment_add,
    attachment_archive,
    attachment_relabel,
    attachments_on,
    clean_name,
    examine,
    upload_find,
    upload_start,
    upload_take,
    upload_whole,
    uploads_expire,
)
from banggiao.core.errors import DeedRefused
from banggiao.core.files import file_read
from banggiao.core.models import Attachment, Event, Upload
from banggiao.core.partial import key_new, part_write, parts_kept, parts_read
from banggiao.reading.intake.kinds import kind_by_head

_PAPERS = Path(__file__).parents[1] / "reading" / "intake" / "papers.py"
_spec = importlib.util.spec_from_file_location("intake_papers", _PAPERS)
papers = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = papers
_spec.loader.exec_module(papers)

BY = system("Nguyễn Văn Thử")
CONTENT = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}"/></Types>'
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x01" * 200 + b"\xff\xd9"
DOCX = papers.docx_of("BÁO CÁO", "Kết quả công tác đối ngoại năm 2025.")
TEXT = "BÁO CÁO\nKết quả công tác đối ngoại năm 2025.\n".encode()


def png(tail=b""):
    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (1).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body + tail


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx(words="Số liệu", **more):
    types = CONTENT.format(part="xl/workbook.xml", kind="spreadsheetml.sheet.main+xml")
    sheet = "<worksheet><sheetData><row><c t='s'><v>0</v></c></row></sheetData></worksheet>"
    return papers.zipped(
        {
            "[Content_Types].xml": types,
            "xl/workbook.xml": f"<workbook xmlns:r='{RELATIONS}'><sheets><sheet name='a' r:id='r1'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<R><Relationship Id='r1' Type='{RELATIONS}/worksheet' Target='a.xml'/></R>",
            "xl/a.xml": sheet if words else "<worksheet/>",
            "xl/sharedStrings.xml": f"<sst><si><t>{words}</t></si></sst>",
            **more,
        }
    )


def odt(words="Báo cáo", kind="text"):
    spaces = " ".join(
        f"xmlns:{one}='urn:oasis:names:tc:opendocument:xmlns:{one}:1.0'" for one in ("office", "text")
    )
    content = f"<office:document-content {spaces}><office:body><office:text><text:p>{words}</text:p></office:text></office:body></office:document-content>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
    return stream.getvalue()


def edxml(*files):
    attached = "".join(
        f"<Attachment><ContentTransferEncoded>{base64.b64encode(data).decode()}</ContentTransferEncoded><AttachmentName>{name}</AttachmentName></Attachment>"
        for name, data in files
    )
    head = "<edXMLEnvelope><edXMLHeader><MessageHeader><Subject>Báo cáo</Subject></MessageHeader></edXMLHeader></edXMLEnvelope>"
    return f"<?xml version='1.0'?><edXML>{head}<AttachmentEncoded>{attached}</AttachmentEncoded></edXML>".encode()


def code_of(name, data, *, stated=True):
    with pytest.raises(DeedRefused) as refused:
        examine(name, data, stated=stated)
    return refused.value.code


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("báo cáo.docx", DOCX, "docx"),
        ("bang.xlsx", xlsx(), "xlsx"),
        ("thư.odt", odt(), "odt"),
        ("thư.rtf", rb"{\rtf1 B\'e1o c\'e1o}", "rtf"),
        ("gói.edxml", edxml(("a.docx", DOCX)), "edxml"),
        ("gói.xml", edxml(("a.docx", DOCX)), "edxml"),
        ("anh.JPG", JPEG, "jpg"),
        ("anh.png", png(), "png"),
        ("ghi.txt", TEXT, "txt"),
        ("bang.csv", b"a,b\n1,2\n", "txt"),
        ("ghi.txt", "Kết quả năm 2025".encode("utf-16"), "txt"),
        ("cũ.txt", "KÕt qu¶ c«ng t¸c ®èi ngo¹i n¨m nay".encode("latin-1"), "txt"),
        ("trang.html", "<html><body><p>Kết quả năm 2025</p></body></html>".encode(), "html"),
        ("báo cáo.pdf", papers.pdf_of([["Kết quả công tác năm 2025"]]), "pdf"),
    ],
)
def test_documents_are_told_by_their_bytes(name, data, kind):
    found, paper = examine(name, data, stated=True)
    assert found.code == kind
    assert (paper is not None) is found.paper


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", JPEG),
        ("a.png", png()),
        ("a.xlsx", xlsx("")),
        ("a.odt", odt("")),
        ("a.ods", odt(kind="spreadsheet")),
    ],
)
def test_what_the_program_cannot_read_wants_the_persons_word(name, data):
    assert code_of(name, data, stated=False) == "file-statement"
    examine(name, data, stated=True)


def test_a_scan_without_text_wants_the_persons_word_too():
    scan = papers.pdf_of([[]])
    assert code_of("quet.pdf", scan, stated=False) == "file-statement"
    kind, paper = examine("quet.pdf", scan, stated=True)
    assert (kind.code, paper) == ("pdf", None)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", papers.docx_of("MẬT", "Số: 12/BC-BNG")),
        ("a.txt", "TỐI MẬT\nBáo cáo".encode()),
        ("a.html", "<html><body><p>MẬT</p><p>Báo cáo</p></body></html>".encode()),
        ("a.xlsx", xlsx("TUYỆT MẬT")),
        ("a.odt", odt("Độ mật: MẬT")),
        ("a.txt", "Số: 462/BNG-CNV-m\nKính gửi".encode()),
        ("a.rtf", rb"{\rtf1 M\u7852?T\par x}"),
        ("a.edxml", edxml(("a.docx", DOCX), ("b.docx", papers.docx_of("MẬT", "x")))),
    ],
)
def test_marked_papers_are_refused_whatever_the_person_states(name, data):
    assert code_of(name, data, stated=True) == "file-secret"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.exe", b"MZ\x90\x00" + b"\0" * 64, "file-kind"),
        ("a.docx", b"MZ\x90\x00" + b"\0" * 64, "file-kind"),
        ("a.txt", b"\x7fELF" + b"\0" * 64, "file-kind"),
        ("a.txt", b"#!/bin/sh\nrm -rf /\n", "file-kind"),
        ("a.txt", b"@echo off\r\ndel *\r\n", "file-kind"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "file-kind"),
        ("a.html", b"<?xml version='1.0'?><svg onload='x()'/>", "file-kind"),
        ("a.html", b"<html><body><script>alert(1)</script></body></html>", "file-active"),
        ("a.html", b"<html><body><img src=x onerror=alert(1)></body></html>", "file-active"),
        ("a.html", b"<html><a href='java\nscript:x'>", "file-active"),
        ("a.html", b"<html><a href='&#106;ava&Tab;script&colon;x'>x</a>", "file-active"),
        ("a.html", b"<html><body></body></html>", "file-no-text"),
        ("a.html", b"<html><a href=' javascript:alert(1)'>x</a>", "file-active"),
        ("a.html", b"<html><meta http-equiv=refresh content='0;url=//x'>", "file-active"),
        ("a.html", b"<html><iframe src=//x></iframe>", "file-active"),
        ("a.xlsx", xlsx(**{"xl/vbaProject.bin": b"x"}), "file-active"),
        ("a.docx", papers.docx_of_body(papers.p("x"), **{"word/vbaProject.bin": b"x"}), "file-active"),
        ("a.xlsx", xlsx(**{"xl/embeddings/run.exe": b"MZ"}), "file-active"),
        ("a.pdf", b"%PDF-1.4\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n", "file-active"),
        ("a.rtf", rb"{\rtf1 x{\object{\*\objdata 0105}}}", "file-active"),
        ("a.edxml", edxml(("a.html", b"<html><script>x</script></html>")), "file-active"),
        ("a.edxml", edxml(("a.exe", b"MZ\x90\x00" + b"\0" * 64)), "file-kind"),
        ("a.edxml", edxml(("a.docx", DOCX))[:-9], "file-broken"),
        ("a.jpg", JPEG + DOCX, "file-mixed"),
        ("a.png", png(DOCX), "file-mixed"),
        ("a.png", png(b"<script>alert(1)</script>"), "file-mixed"),
        ("a.pdf", papers.pdf_of([["x"]]) + DOCX, "file-mixed"),
        ("a.docx", DOCX + b"%PDF-1.4 trailing", "file-mixed"),
        ("a.jpg", b"\xff\xd8\xff\xe1%PDF-1.4" + JPEG, "file-mixed"),
        ("a.jpg", b"\xff\xd8\xff<html><script>" + JPEG, "file-mixed"),
        ("a.txt", b"Hello\n" * 1000 + DOCX, "file-kind"),
        ("a.zip", papers.zipped({"a.txt": b"x"}), "file-kind"),
        ("a.gif", b"GIF89a" + b"\0" * 20, "file-kind"),
        ("a.pdf", DOCX, "file-extension"),
        ("a.docx", xlsx(), "file-extension"),
        ("a.txt", b"<html><body>x</body></html>", "file-extension"),
        ("a.exe", TEXT, "file-extension"),
        ("a.docx.exe", DOCX, "file-extension"),
        ("a.docx", b"", "file-empty"),
        ("a.docx", DOCX[: len(DOCX) // 2], "file-broken"),
    ],
)  # fmt: skip
def test_what_runs_pretends_or_is_two_things_is_refused(name, data, code):
    assert code_of(name, data) == code


def test_a_document_with_two_parts_of_one_name_is_refused():
    """Word may read another of them than the guard."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("[Content_Types].xml", papers.TYPES)
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("word/document.xml", "<w/>")
    assert code_of("a.docx", stream.getvalue()) == "file-mixed"


def test_a_bomb_is_refused_unopened():
    bomb = papers.zipped({"[Content_Types].xml": papers.TYPES, "word/document.xml": b"\0" * 3_000_000})
    assert code_of("a.docx", bomb) == "file-bomb"


def test_what_would_keep_a_pattern_busy_for_hours_is_answered_at_once():
    for data in (
        b"<!---->" * 9000 + b"x",
        b"<" * 300_000,
        b"<html><meta " * 20_000,
        b"<html " + b" on" * 90_000,
    ):
        kind_by_head(data[:65536])
        with contextlib.suppress(DeedRefused):
            examine("a.html", data, stated=True)


def test_a_file_above_the_limit_is_refused(settings):
    settings.UPLOAD_FILE_LIMIT = 100
    assert code_of("a.txt", b"x" * 101) == "file-too-large"


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/báo cáo.docx", "báo cáo.docx"),
        ("C:\\Users\\lan\\báo cáo.docx", "báo cáo.docx"),
        ("b\u202excod.exe", "bxcod.exe"),
        ("a\x00b\r\n.docx", "ab.docx"),
        ("  .ẩn.docx. ", "ẩn.docx"),
        ('a"<b>|?*.docx', "a b .docx"),
        ("ba\u0301o.docx", "báo.docx"),
    ],
)
def test_names_lose_what_misleads(given_name, kept):
    assert clean_name(given_name) == kept


@pytest.mark.parametrize("name", ["", "...", "noextension", "/", ".docx"])
def test_names_of_nothing_are_refused(name):
    with pytest.raises(DeedRefused):
        clean_name(name)


@given(st.text(max_size=300))
def test_whatever_its_name_a_file_stays_in_its_place(name):
    try:
        kept = clean_name(name + ".docx")
    except DeedRefused:
        return
    assert kept.isprintable()
    assert len(kept) <= 200
    assert kept.endswith(".docx")
    assert not set('/\\:<>"|?*') & set(kept)
    assert not kept.startswith(".")


@hypothesis_settings(deadline=None)
@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_taken_or_refused_and_nothing_else(data):
    kind_by_head(data)
    for name in ("a.txt", "a.html", "a.docx", "a.png"):
        try:
            examine(name, data, stated=True)
        except DeedRefused as refused:
            assert refused.vietnamese


@pytest.fixture
def record(vietnam, home):
    from banggiao.actors.models import Actor

    return Actor.objects.get(code="country-JPN")


def test_a_file_is_kept_once_seen_with_its_record_and_told_in_the_audit(record):
    first, paper = attachment_add(record=record, name="x/báo cáo.docx", data=DOCX, by=BY, stated=False)
    again, _ = attachment_add(record=record, name="khác.docx", data=DOCX, by=BY, stated=False)
    assert first == again
    assert paper is not None
    assert first.name == "báo cáo.docx"
    assert file_read(first.sha256) == DOCX
    assert first.label_id == record.label_id
    event = Event.objects.filter(record_key=record.key, code="actor.file_added").get()
    assert event.after["file"] == "báo cáo.docx"
    other, _ = attachment_add(
        record=record, name="báo cáo.docx", data=papers.docx_of("Khác"), by=BY, stated=False
    )
    assert other.name == "báo cáo (2).docx"


def test_nothing_of_a_refused_file_stays(record, home):
    with pytest.raises(DeedRefused):
        attachment_add(record=record, name="a.docx", data=papers.docx_of("MẬT"), by=BY, stated=True)
    assert not Attachment.objects.filter(record_key=record.key).exists()
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_an_archived_file_leaves_the_page_with_a_reason_and_its_bytes_stay(record):
    kept, _ = attachment_add(record=record, name="a.txt", data=TEXT, by=BY, stated=False)
    with pytest.raises(DeedRefused):
        attachment_archive(attachment=kept, by=BY, reason=" ")
    attachment_archive(attachment=kept, by=BY, reason="Nhầm bản ghi")
    assert attachments_on(record, BY) == []
    assert file_read(kept.sha256) == TEXT


def test_a_file_may_be_seen_by_fewer_than_its_record(record, member):
    from banggiao.access.viewers import viewer_of

    kept, _ = attachment_add(record=record, name="a.txt", data=TEXT, by=BY, stated=False)
    outside = viewer_of(member("ngoai", bct=["reader"]))
    assert attachments_on(record, outside) == [kept]
    from banggiao.actors.models import Actor

    few = label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)
    attachment_relabel(attachment=kept, label=few, by=BY)
    assert attachments_on(record, viewer_of(member("ngoai", bct=["reader"]))) == []


# In parts


def sent(record, data, *, size=None, name="báo cáo.docx"):
    return upload_start(record=record, name=name, size=size or len(data), by=BY, stated=False)


def test_a_file_in_parts_goes_on_after_a_break(record):
    upload, secret = sent(record, DOCX)
    middle = len(DOCX) // 2
    upload = upload_take(upload=upload, secret=secret, offset=0, data=DOCX[:middle])
    upload = upload_take(upload=upload, secret=secret, offset=0, data=DOCX[:middle])  # its answer was lost
    found = upload_find(key=upload.key, secret=secret, by=BY)
    assert found.received == middle
    upload = upload_take(upload=found, secret=secret, offset=middle, data=DOCX[middle:])
    assert upload_whole(upload=upload, secret=secret) == DOCX
    assert list(parts_kept()) == []
    assert not Upload.objects.exists()


def test_parts_on_disk_are_unreadable_and_closed_to_others(record, home):
    words = TEXT * 400
    upload, secret = sent(record, words, name="a.txt")
    upload_take(upload=upload, secret=secret, offset=0, data=words[:9000])
    path = home / "partial" / str(upload.key)
    assert b"2025" not in path.read_bytes()
    assert secret not in str(Upload.objects.values().get())
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert parts_read(upload.key, secret) == words[:9000]


@hypothesis_settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 200_000), max_size=4), st.integers(1, 200_000))
def test_parts_of_any_length_join_to_the_whole(tmp_path_factory, cuts, size):
    from django.test import override_settings

    data, key = os.urandom(size), key_new()
    marks = sorted({0, size, *(cut for cut in cuts if cut < size)})
    with override_settings(BANGGIAO_HOME=tmp_path_factory.mktemp("parts")):
        for start, end in itertools.pairwise(marks):
            part_write("one", key, start, data[start:end])
        assert parts_read("one", key) == data


def test_a_part_must_follow_the_last_one(record):
    upload, secret = sent(record, DOCX)
    for offset, data in ((5, DOCX[5:]), (-1, DOCX), (0, DOCX + b"more")):
        with pytest.raises(DeedRefused) as refused:
            upload_take(upload=upload, secret=secret, offset=offset, data=data)
        assert refused.value.code == "upload-offset"
    with pytest.raises(DeedRefused):
        upload_whole(upload=upload, secret=secret)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.txt", "MẬT\nBáo cáo".encode()),
        ("a.docx", b"MZ\x90\x00" + b"\0" * 60),
        ("a.png", b"%PDF-1.4\n"),
    ],
)
def test_a_first_part_that_surely_shows_a_refused_file_ends_the_upload(record, home, name, head):
    upload, secret = sent(record, head, size=10_000, name=name)
    with pytest.raises(DeedRefused):
        upload_take(upload=upload, secret=secret, offset=0, data=head)
    assert not Upload.objects.exists()
    assert list(parts_kept()) == []


def test_a_mark_that_only_the_last_part_brings_is_still_seen(record):
    """Of a Word file the head of the paper may lie anywhere in the bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", papers.TYPES)
        archive.writestr("media/large.bin", os.urandom(600_000))
        archive.writestr(
            "word/document.xml", zipfile.ZipFile(io.BytesIO(papers.docx_of("MẬT"))).read("word/document.xml")
        )
    data = stream.getvalue()
    upload, secret = sent(record, data)
    upload_take(upload=upload, secret=secret, offset=0, data=data[:300_000])
    upload = upload_take(upload=Upload.objects.get(), secret=secret, offset=300_000, data=data[300_000:])
    whole = upload_whole(upload=upload, secret=secret)
    with pytest.raises(DeedRefused) as refused:
        attachment_add(record=record, name=upload.name, data=whole, by=BY, stated=True)
    assert refused.value.code == "file-secret"
    assert list(parts_kept()) == []


def test_an_upload_answers_only_its_own_sender_with_her_key(record):
    upload, secret = sent(record, DOCX)
    for by, key in ((system("Người khác"), secret), (BY, key_new()), (BY, "")):
        with pytest.raises(DeedRefused) as refused:
            upload_find(key=upload.key, secret=key, by=by)
        assert refused.value.code == "upload-gone"


def test_one_person_has_few_uploads_on_the_way(record):
    for _ in range(AT_ONCE):
        sent(record, DOCX)
    with pytest.raises(DeedRefused):
        sent(record, DOCX)


def test_broken_uploads_are_forgotten_after_a_day_with_all_that_arrived(record):
    old, secret = sent(record, DOCX)
    upload_take(upload=old, secret=secret, offset=0, data=DOCX[:100])
    fresh, own = sent(record, DOCX)
    upload_take(upload=fresh, secret=own, offset=0, data=DOCX[:100])
    Upload.objects.filter(pk=old.pk).update(created_at=timezone.now() - PATIENCE - timedelta(minutes=1))
    uploads_expire({})
    assert list(Upload.objects.all()) == [fresh]
    assert list(parts_kept()) == [fresh.key]
