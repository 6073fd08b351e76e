"""Papers in capitals or without accents are written as they would be otherwise, in place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.language.spelling import in_capitals, restored, without_accents

WRITTEN = (
    "Thủ tướng Chính phủ giao Bộ Ngoại giao chủ trì, phối hợp với các bộ, ngành và UBND các tỉnh triển khai "
    "Kết luận số 402-KL/TU về hội nhập quốc tế, báo cáo trước ngày 30/6/2025."
)
BARE = (
    "Thu tuong Chinh phu giao Bo Ngoai giao chu tri, phoi hop voi cac bo, nganh va UBND cac tinh trien khai "
    "Ket luan so 402-KL/TU ve hoi nhap quoc te, bao cao truoc ngay 30/6/2025."
)


@pytest.mark.parametrize("text", [BARE, WRITTEN.upper()])
def test_accents_and_capitals_come_back(text: str) -> None:
    words = list(zip(restored(text).split(), WRITTEN.split(), strict=True))
    assert sum(one == other for one, other in words) >= 0.9 * len(words), words
    assert ("402-KL/TU", "402-KL/TU") in words


def test_a_person_keeps_capitals() -> None:
    said = restored(
        "Đồng chí Nguyễn Quỳnh Dao đã tiếp đoàn đại biểu của tỉnh, cùng dự có lãnh đạo Sở.".upper()
    )
    assert "Nguyễn Quỳnh Dao đã" in said


@pytest.mark.parametrize(
    "text",
    [
        WRITTEN,
        "QUYẾT ĐỊNH\n" + WRITTEN,
        "The committee on foreign affairs met in the capital and adopted a resolution on the law of the sea.",
        "12/3/2024; 45.000 USD; A/RES/77/1",
        "",
    ],
)
def test_what_is_written_in_full_or_in_another_language_stays(text: str) -> None:
    assert restored(text) is text


def test_a_line_of_capitals_makes_no_paper_of_capitals() -> None:
    assert in_capitals(WRITTEN.upper())
    assert not in_capitals(WRITTEN.upper() + WRITTEN)
    assert without_accents(BARE)
    assert not without_accents(BARE + WRITTEN)


@given(st.text(max_size=300))
def test_every_letter_stays_in_its_place(text: str) -> None:
    assert len(restored(text)) == len(text)
