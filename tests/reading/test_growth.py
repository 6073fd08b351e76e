"""The time a hostile text takes grows as its length does."""

import gc
import time

import pytest

from banggiao.packs import load_pack
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.intake import open_paper
from banggiao.reading.reader import Reader

SHORT, LONGER = 5_000, 8  # letters, and how many times as many
MOST = 3.0  # times the growth in length; a square would be eight times


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Gazetteer.from_pack(load_pack("vn")))


def _cpu(reader: Reader, words: str, letters: int) -> float:
    paper = open_paper("a.txt", (words * (letters // len(words))).encode())
    gc.disable()  # what other tests left in memory would be looked through in this one's time
    began = time.process_time()
    reader.read(paper)
    taken = time.process_time() - began
    gc.enable()
    return taken


@pytest.mark.parametrize(
    "words",
    [
        "A", "1", "Bộ ", "Bộ Ngoại giao và ", "Bộ Ngoại giao\n", "giao Bộ Ngoại giao; ", "UBND các tỉnh, ",
        "Thường trực Tỉnh ủy, ", "((", "và ", "12 ", "a\t", "1\tBộ A\t2 đoàn\n", '"', "Chỉ thị về ",
        "Nguyễn Văn An ", "ngày 1/1 - ", "sẽ làm, ",
    ],
)  # fmt: skip
def test_a_text_of_one_thing_over_and_over_is_read_in_time_that_grows_with_its_length(
    reader: Reader, words: str
) -> None:
    _cpu(reader, words, 500)
    floor = 0.01  # what a clock of processor time tells apart
    short = max(floor, min(_cpu(reader, words, SHORT) for _ in range(2)))
    # What else the machine does may slow one reading, not each.
    assert min(_cpu(reader, words, SHORT * LONGER) for _ in range(3)) < short * LONGER * MOST


def test_what_news_tells_of_help_takes_no_longer_in_long_sentences(reader: Reader) -> None:
    words, news = "A sẽ hỗ trợ ", "Đại hội bế mạc\nChiều 12/12/2031, tại Hà Nội, đại hội đã bế mạc.\n"
    texts = [news + (words * times + ". ") * (480 // times) for times in (20, 240)]
    reader.read(open_paper("a.txt", texts[0].encode()))
    short, long = (min(_cpu(reader, text, len(text)) for _ in range(2)) for text in texts)
    assert long < short * MOST
