"""Numbered parts that stand in one line."""

import pytest

from banggiao.reading.inline_parts import inline_parts


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in inline_parts(text, 0, len(text))]


def test_articles_and_their_numbers_are_parts() -> None:
    text = "Điều 5. Trách nhiệm của Bộ X 1. Chủ trì việc này. 2. Báo cáo. Điều 6. Hiệu lực 1. Một. 2. Hai."
    assert parts(text) == [
        "Điều 5. Trách nhiệm của Bộ X",
        "1. Chủ trì việc này.",
        "2. Báo cáo.",
        "Điều 6. Hiệu lực",
        "1. Một.",
        "2. Hai.",
    ]


def test_a_line_counts_on_from_what_it_begins_with() -> None:
    assert parts("3. Thống kê tàu thuyền ở cảng; 4. Báo cáo Bộ X: a) Số tàu; b) Số khách.") == [
        "3. Thống kê tàu thuyền ở cảng;",
        "4. Báo cáo Bộ X:",
        "a) Số tàu;",
        "b) Số khách.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ khoản 2. Điều này được thi hành từ ngày ký ban hành và thông báo.",
        "Kim ngạch năm 2030 tăng 2. Việt Nam và Lào có 3. Tổng cộng là nhiều hơn.",
    ],
)
def test_other_figures_are_none(text: str) -> None:
    assert parts(text) == [text]
