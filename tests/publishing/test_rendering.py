"""What is written opens in LibreOffice and prints on the paper it is meant for."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from banggiao.publishing import request_letter, write_review_docx
from tests.publishing.sample_appraisal import make_appraisal

MM = 72 / 25.4

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


def in_top_margin(page: pypdfium2.PdfPage) -> str:
    width, height = page.get_size()
    return page.get_textpage().get_text_bounded(0, height - 19 * MM, width, height).strip()


def test_word_files_render_as_a4_pages(tmp_path: Path) -> None:
    appraisal = make_appraisal(per_report=10)
    write_review_docx(appraisal, tmp_path / "review.docx", agency="Cơ quan Mẫu")
    letter = request_letter(
        instrument_title=appraisal.instrument.title, body_name="Bộ Mẫu", clauses=appraisal.clauses
    )
    (tmp_path / "letter.docx").write_bytes(letter)
    profile = (tmp_path / "profile").as_uri()
    convert = f"soffice -env:UserInstallation={profile} --headless --convert-to pdf".split()
    subprocess.run(
        [*convert, "--outdir", tmp_path, tmp_path / "review.docx", tmp_path / "letter.docx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    for name in ("review.pdf", "letter.pdf"):
        with pypdfium2.PdfDocument(tmp_path / name) as pdf:
            assert len(pdf) > 3
            for index in range(len(pdf)):
                assert sorted(round(side / MM) for side in pdf[index].get_size()) == [210, 297]
            # Where Times New Roman is missing the renderer mixes fonts, so only plain letters are looked for.
            assert "HÒA XÃ" in pdf[0].get_textpage().get_text_range()
            assert in_top_margin(pdf[0]) == ""
            assert in_top_margin(pdf[1]) == ("2" if name == "review.pdf" else "")
