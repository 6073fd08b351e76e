"""Labelled papers written otherwise: the spans stay on their words."""

import unicodedata

import pytest

from banggiao.cli.spellings import SPELLINGS, respelt
from banggiao.reading.scoring import GoldSpan

TEXT = "Bộ Ngoại giao Hoà Bình, ông Lý Uý, tỉnh Thanh Hóa\t5 tỷ"


@pytest.mark.parametrize(
    ("spelling", "words"),
    [
        ("nfd", unicodedata.normalize("NFD", "Thanh Hóa")),
        ("caps", "THANH HÓA"),
        ("unaccented", "Thanh Hoa"),
        ("nbsp", "Thanh\xa0Hóa"),
        ("wrapped", "Thanh Hóa"),
        ("tones", "Thanh Hoá"),
        ("i-y", "Thanh Hóa"),
    ],
)
def test_a_span_keeps_its_words(spelling: str, words: str) -> None:
    start = TEXT.index("Thanh Hóa")
    text, (span,) = respelt(TEXT, [GoldSpan(start, start + 9, "LOC")], spelling)
    assert text[span.start : span.end] == words


def test_every_spelling_is_tried_above() -> None:
    assert len(SPELLINGS) == 7


def test_tones_and_letters_are_swapped_both_ways() -> None:
    assert respelt(TEXT, (), "tones")[0] == "Bộ Ngoại giao Hòa Bình, ông Lý Úy, tỉnh Thanh Hoá\t5 tỷ"
    assert respelt(TEXT, (), "i-y")[0] == "Bộ Ngoại giao Hoà Bình, ông Lí Uý, tỉnh Thanh Hóa\t5 tỉ"


def test_lines_are_wrapped_between_words() -> None:
    text, _ = respelt("một hai ba " * 20, (), "wrapped")
    lines = text.split("\n")
    assert len(lines) == 4 and max(map(len, lines)) <= 70
    assert " ".join(lines) == "một hai ba " * 20
