"""Text made to be slow: the time must grow with the length, not with its square."""

import time

import pytest

from banggiao.language.folding import shadow
from banggiao.reading.assignments import find_assignments
from banggiao.reading.figures import find_figures
from banggiao.reading.happenings import find_happenings
from banggiao.reading.mentions import find_mentions
from tests.reading.mentions.known import GAZETTEER
from tests.reading.papers import paper_from_text


def seconds(text: str) -> float:
    paper = paper_from_text("paper.txt", text)
    folded = shadow(paper.text)
    begun = time.process_time()
    mentions = find_mentions(paper, folded, GAZETTEER, None)
    find_figures(paper, folded, mentions)
    find_assignments(paper, folded, mentions, range(len(paper.blocks)))
    find_happenings(paper, folded, mentions, [], 0)
    return time.process_time() - begun


@pytest.mark.parametrize(
    "piece",
    [
        "1.", "1/2/", "1-A-", "-A", "A B ", "Ab Cd ", "các ban, bộ, ngành, ", "Hội nghị Đối ngoại ", "hai mươi ", "tăng 5%, ",
        "12 đoàn, ", "từ 1 đến ", "năm 2020-", "Bộ Ngoại giao chủ trì, phối hợp với ", "Bộ trưởng Bộ Ngoại giao, ",
        "Kế hoạch 1-KH/TU (sau đây gọi tắt là Kế hoạch A) ", "Ảnh: ", "(", "Sở Ngoại vụ ",
        "đoàn thăm Lào ngày 1/2/2024. ", "Đoàn\t12/3/2024\tLào\n",
    ],
)  # fmt: skip
def test_a_long_line_of_one_thing_is_read_in_time(piece: str) -> None:
    # 60 kB: far below a second where the work grows with the length, minutes where it grows with its square.
    assert seconds(piece * (60_000 // len(piece))) < 3
