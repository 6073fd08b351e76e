"""A span of a paper leads back to the same words of the file that it was read from."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.reading.alignment import Alignment
from banggiao.reading.intake import open_paper

LINES = [
    "Bộ Ngoại giao chủ trì, phối hợp với Bộ Công Thương",
    "  Hà Nội, ngày 12 tháng 3 năm 2024  ",
    "",
    "đoàn công tác thăm\u00a0Lào,\u200b Thái Lan",
    "hoà bình; thuý; Ủy ban",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=8), st.sampled_from(["NFC", "NFD"]))
def test_every_letter_of_the_paper_is_found_in_the_file(lines: list[str], form: str) -> None:
    original = unicodedata.normalize(form, "\n".join(["Nội dung", *lines]))
    paper = open_paper("t.txt", original.encode())
    alignment = Alignment(paper, original)
    for block in paper.blocks:
        span = alignment.span(block.start, block.end)
        assert span is not None
        there = unicodedata.normalize("NFC", original[slice(*span)]).replace("\u200b", "")
        assert there.split() == paper.words(block.start, block.end).split()


def test_a_wrapped_name_spans_the_line_break() -> None:
    wrapped = "\n".join(
        [
            "Trong chuyến thăm, Bộ trưởng đã hội đàm với người đồng cấp và chào xã giao Thủ",
            "tướng Chính phủ nước chủ nhà; hai bên nhất trí mở rộng hợp tác về nông nghiệp và",
            "giáo dục, đồng thời giao các cơ quan liên quan của hai nước sớm đàm phán để ký",
            "kết thỏa thuận mới trong năm nay.",
        ]
    )
    paper = open_paper("t.txt", wrapped.encode())
    at = paper.text.index("Thủ tướng")
    span = Alignment(paper, wrapped).span(at, at + len("Thủ tướng"))
    assert span is not None and wrapped[slice(*span)] == "Thủ\ntướng"
