"""Old Word files: guarded before conversion, converted apart, nothing left behind."""

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from banggiao.reading.intake import Limits, doc, open_paper
from banggiao.reading.refusal import Reason, Refusal

from .papers import long_report, python_docx_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def ole(*, flags: bytes = b"\0\0", words: bytes = b"", stream: str = "WordDocument") -> bytes:
    """Return what the guard sees of a .doc: a Word stream's head, some text, a directory entry."""
    fib = b"\xec\xa5" + b"\0" * 8 + flags
    return (
        OLE + fib.ljust(512, b"\0") + words.ljust(512, b"\0") + stream.encode("utf-16-le").ljust(512, b"\0")
    )


def reason_of(data: bytes, limits: Limits | None = None) -> Reason:
    with pytest.raises(Refusal) as refused:
        open_paper("cũ.doc", data, limits=limits or Limits())
    return refused.value.reason


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where conversions put their folders, instead of the shared memory that other programs use too."""
    place = tmp_path / "bộ nhớ"
    place.mkdir()
    monkeypatch.setattr(doc, "_SHARED_MEMORY", place)
    return place


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc.shutil, "which", lambda name: None)


@pytest.mark.usefixtures("without_office")
def test_without_libreoffice_the_refusal_says_how_to_convert() -> None:
    assert reason_of(ole()) is Reason.NEEDS_CONVERSION


@pytest.mark.usefixtures("without_office")
@pytest.mark.parametrize("encoding", ["utf-16-le", "cp1258"])
def test_a_stamp_in_the_raw_bytes_refuses_before_any_conversion(encoding: str) -> None:
    stamp = "MẬT" if encoding == "utf-16-le" else "MÂ\u0323T"
    assert reason_of(ole(words=f"BỘ A\r{stamp}\rBÁO CÁO\r".encode(encoding, "ignore"))) is Reason.SECRET
    assert reason_of(ole(words="bảo mật\r".encode(encoding, "ignore"))) is Reason.NEEDS_CONVERSION


def test_passwords_and_other_office_files_are_told_apart() -> None:
    assert reason_of(ole(flags=b"\x00\x01")) is Reason.ENCRYPTED
    assert reason_of(OLE + "EncryptedPackage".encode("utf-16-le")) is Reason.ENCRYPTED
    assert reason_of(ole(stream="Workbook")) is Reason.UNKNOWN_FORMAT


@pytest.fixture(scope="module")
def to_doc(tmp_path_factory: pytest.TempPathFactory):
    def convert(data: bytes) -> bytes:
        folder = tmp_path_factory.mktemp("doc")
        (folder / "a.docx").write_bytes(data)
        subprocess.run(
            ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
             "--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(folder / "a.docx")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return (folder / "a.doc").read_bytes()

    return convert


@pytest.mark.libreoffice
@needs_office
def test_a_doc_reads_as_the_docx_it_was(to_doc, workplace: Path) -> None:
    original = long_report(characters=5000)
    paper = open_paper("cũ.doc", to_doc(original))
    assert paper.format == "doc"
    assert paper.text == open_paper("mới.docx", original).text
    assert list(workplace.iterdir()) == []


@pytest.mark.libreoffice
@needs_office
def test_a_stamped_doc_leaves_nothing(to_doc, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = docx.Document()
    for text in ("BỘ NGOẠI GIAO", "TỐI MẬT", "Nội dung"):
        document.add_paragraph(text)
    data = to_doc(python_docx_bytes(document))
    with monkeypatch.context() as patch:
        patch.setattr(doc, "_convert", lambda *_: pytest.fail("a stamped paper was converted"))
        assert reason_of(data) is Reason.SECRET
    assert list(workplace.iterdir()) == []


@pytest.mark.libreoffice
@needs_office
def test_a_stamp_that_only_the_conversion_shows_leaves_nothing_either(
    to_doc, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "MẬT"
    document.add_paragraph("Nội dung")
    data = to_doc(python_docx_bytes(document))
    monkeypatch.setattr(doc, "_raw_texts", lambda data: iter(()))
    assert reason_of(data) is Reason.SECRET
    assert list(workplace.iterdir()) == []


@pytest.mark.libreoffice
@needs_office
def test_a_conversion_that_takes_too_long_is_ended(workplace: Path) -> None:
    assert reason_of(ole(), Limits(seconds=0.05)) in (Reason.TIMEOUT, Reason.BROKEN)
    assert list(workplace.iterdir()) == []
