"""An upload never touches the disk, and the log never holds words of a paper."""

from __future__ import annotations

import io
import logging
import tempfile

from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory

from banggiao.core.logs import RequestFilter, WordlessFormatter
from banggiao.core.uploads import OversizedFile


def parse(files):
    """Return what a request with these files holds, as the settings' own handlers read it."""
    fields = {f"f{i}": SimpleUploadedFile(name, data) for i, (name, data) in enumerate(files)}
    return list(RequestFactory().post("/", fields).FILES.values())


def test_the_settings_name_the_handler_that_stays_in_memory(settings):
    assert settings.FILE_UPLOAD_HANDLERS == ["banggiao.core.uploads.MemoryOnlyUploadHandler"]


def test_a_large_upload_stays_in_memory(monkeypatch):
    def on_disk(*args, **kwargs):
        raise AssertionError("an upload was written to a temporary file")

    for name in ("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, on_disk)
    data = bytes(range(256)) * 40_000  # ten megabytes, four times what Django would keep in memory
    (upload,) = parse([("báo cáo.docx", data)])
    assert type(upload) is InMemoryUploadedFile
    assert upload.name == "báo cáo.docx"
    assert upload.read() == data


def test_a_file_above_the_limit_keeps_its_name_and_no_bytes(settings):
    settings.UPLOAD_FILE_LIMIT = 100_000
    large, small = parse([("lon.docx", b"x" * 100_001), ("nho.docx", b"y" * 100_000)])
    assert isinstance(large, OversizedFile)
    assert (large.name, large.size, large.read()) == ("lon.docx", 100_001, b"")
    assert small.read() == b"y" * 100_000


def test_what_takes_a_request_above_its_limit_keeps_its_name_and_the_rest_goes_on(settings):
    settings.UPLOAD_REQUEST_LIMIT = 250_000
    files = parse([("a.docx", b"x" * 100_000), ("b.docx", b"y" * 200_000), ("c.docx", b"z" * 100_000)])
    assert [(f.name, isinstance(f, OversizedFile), len(f.read())) for f in files] == [
        ("a.docx", False, 100_000),
        ("b.docx", True, 0),
        ("c.docx", False, 100_000),
    ]


def test_a_logged_error_tells_its_kind_and_lines_and_none_of_its_words():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(WordlessFormatter("%(levelname)s [%(request_id)s] %(message)s"))
    handler.addFilter(RequestFilter())
    log = logging.Logger("test")
    log.addHandler(handler)
    try:
        try:
            int("đoàn công tác Quảng Ninh")
        except ValueError as error:
            raise RuntimeError("đoàn công tác Hải Phòng") from error
    except RuntimeError:
        log.exception("job failed")
    told = stream.getvalue()
    assert "job failed" in told
    assert "RuntimeError" in told
    assert "ValueError" in told
    assert "test_uploads_and_logs.py" in told
    assert "đoàn công tác" not in told
