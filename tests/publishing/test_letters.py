"""The letters: what is asked of whom, in the layout of a công văn."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.document import Document

from banggiao.publishing import outline_docx, reminder_letter, request_letter
from tests.publishing.sample_appraisal import make_clauses

INSTRUMENT: dict[str, Any] = {
    "instrument_title": "Chỉ thị về đẩy mạnh hội nhập quốc tế của địa phương",
    "instrument_number": "01/CT-MAU",
    "period": (2020, 2025),
    "agency": "Cơ quan Mẫu",
}


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def text_of(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def request(**changes: Any) -> bytes:
    asked = {"body_name": "Bộ Mẫu", "clauses": make_clauses(), "due": (31, 1, 2026)} | INSTRUMENT | changes
    return request_letter(**asked)


def test_the_request_names_addressee_instrument_period_and_deadline() -> None:
    document = opened(request())
    text = text_of(document)
    assert "Kính gửi: Bộ Mẫu" in text
    assert "Chỉ thị số 01/CT-MAU về đẩy mạnh hội nhập quốc tế của địa phương giai đoạn 2020 - 2025" in text
    assert "trước ngày 31/01/2026." in text
    assert "V/v đề nghị báo cáo" in document.tables[0].rows[1].cells[0].text
    assert text.count("./.") == 1


def test_the_outline_asks_for_each_task_and_the_figures_table_has_a_row_and_a_column_for_each_year() -> None:
    document = opened(request())
    tasks = [clause for clause in make_clauses() if clause.group]
    lines = [paragraph.text for paragraph in document.paragraphs]
    for task in tasks:
        at = lines.index(f"{task.id}. {task.title}")
        assert [line.split(":")[0] for line in lines[at + 1 : at + 4]] == [
            "a) Kết quả",
            "b) Số liệu",
            "c) Minh chứng",
        ]
    table = document.tables[-1]
    assert [cell.text for cell in table.rows[0].cells][3:-1] == [str(year) for year in range(2020, 2026)]
    assert [row.cells[0].text for row in table.rows[1 : len(tasks) + 1]] == [task.id for task in tasks]
    assert not any(cell.text for row in table.rows[1:] for cell in row.cells[2:])


def test_the_outline_has_the_sections_that_a_report_is_read_by() -> None:
    headings = [
        p.text
        for p in opened(outline_docx(clauses=make_clauses(), **INSTRUMENT)).paragraphs
        if p.style.name == "Heading 1"
    ]
    assert headings[:5] == [
        "I. Tình hình chung",
        "II. Kết quả thực hiện",
        "III. Đánh giá",
        "IV. Phương hướng, nhiệm vụ thời gian tới",
        "V. Kiến nghị, đề xuất",
    ]


def test_annexes_number_their_own_pages() -> None:
    starts = opened(request()).element.xpath("//w:sectPr/w:pgNumType/@w:start")
    assert starts == ["1", "1", "1"]


def test_the_reminder_names_the_request_and_everyone_addressed() -> None:
    letter = reminder_letter(
        bodies=("Bộ A", "Bộ B"),
        request_number="12/CQM",
        request_date=(5, 3, 2026),
        due=(20, 4, 2026),
        **INSTRUMENT,
    )
    text = text_of(opened(letter))
    assert "- Bộ A;\n- Bộ B." in text
    assert "Công văn số 12/CQM ngày 05/03/2026" in text
    assert "trước ngày 20/04/2026." in text


def test_what_is_not_known_stays_dots() -> None:
    text = text_of(opened(reminder_letter(body_name="Bộ A", **INSTRUMENT)))
    assert "Kính gửi: Bộ A" in text
    assert "Công văn số …………… ngày … tháng … năm …" in text
    assert not any(
        digit in text.replace("01/CT-MAU", "").replace("2020 - 2025", "") for digit in "0123456789"
    )


def test_a_reminder_to_no_one_is_refused() -> None:
    with pytest.raises(ValueError, match="nơi nhận"):
        reminder_letter(**INSTRUMENT)


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert request() == request()


def test_a_long_period_still_fits_the_page() -> None:
    table = opened(request(period=(2005, 2025))).tables[-1]
    assert sum(column.width for column in table.columns) <= 252.5 * 36_000
    assert min(column.width for column in table.columns) > 4 * 36_000


def test_hostile_names_survive() -> None:
    assert "Kính gửi: <Bộ> & 😀" in text_of(opened(request(body_name="<Bộ> & 😀")))
