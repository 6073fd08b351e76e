"""A paper in capitals or without accents is read by what it means, and told in its own words."""

import pytest

from banggiao.reading.records import Label
from tests.reading.mentions.test_bank import reader
from tests.reading.papers import paper_from_text

TEXT = (
    "Chiều ngày 12/3/2024, tại Hà Nội, Thứ trưởng Bộ Ngoại giao Nguyễn Quỳnh Dao tiếp Đại sứ Nhật Bản.\n"
    "Hai bên trao đổi việc thực hiện Nghị quyết số 59-NQ/TW và chuẩn bị 12 dự án hợp tác trong năm 2025."
)
BARE = (
    "Chieu ngay 12/3/2024, tai Ha Noi, Thu truong Bo Ngoai giao Nguyen Quynh Dao tiep Dai su Nhat Ban.\n"
    "Hai ben trao doi viec thuc hien Nghi quyet so 59-NQ/TW va chuan bi 12 du an hop tac trong nam 2025."
)
SOUGHT = (Label.ORGANISATION, Label.PLACE, Label.INSTRUMENT, Label.DATE, Label.QUANTITY, Label.PERSON)


@pytest.mark.parametrize("text", [TEXT.upper(), BARE])
def test_the_same_is_found_at_the_same_places(text: str) -> None:
    def found(words: str) -> set[tuple[int, int, Label]]:
        read = reader().read(paper_from_text("paper.txt", words))
        return {(one.start, one.end, one.label) for one in read.mentions if one.label in SOUGHT}

    wanted = found(TEXT)
    assert len(wanted) >= 7
    assert len(found(text) & wanted) >= len(wanted) - 1


def test_the_reading_holds_the_papers_own_words_and_says_how_it_was_read() -> None:
    paper = paper_from_text("paper.txt", BARE)
    read = reader().read(paper)
    assert read.paper is paper
    assert all(one.rule.startswith("respelt: ") for one in read.mentions)
