from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.language.numbers import group_digits, parse_number, parse_words, spell


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.234,5", "1234.5"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("2.500", "2500"),
        ("0.125", "0.125"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("07", "7"),
    ],
)
def test_a_written_number_has_the_value_an_official_reads(written: str, value: str) -> None:
    assert parse_number(written) == Decimal(value)


@pytest.mark.parametrize("written", ["", "1.2.3", "12.34,5.6", "1..2", "25-CT", "٣"])
def test_what_is_not_one_number_has_no_value(written: str) -> None:
    assert parse_number(written) is None


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_printed_number_reads_back(value: Decimal) -> None:
    assert parse_number(group_digits(value)) == value


@given(st.integers(min_value=0, max_value=10**15))
def test_a_printed_whole_number_reads_back(value: int) -> None:
    assert parse_number(group_digits(Decimal(value))) == value


@given(st.integers(min_value=0, max_value=999_999))
def test_a_spelled_number_reads_back(value: int) -> None:
    assert parse_words(spell(value)) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("hai mươi lăm", 25),
        ("một trăm linh năm", 105),
        ("mười hai", 12),
        ("ba", 3),
        ("hai nghìn", 2000),
        ("ba mươi tư", 34),
    ],
)
def test_spelled_numbers_in_use(words: str, value: int) -> None:
    assert parse_words(words) == value


@pytest.mark.parametrize("words", ["hai ba", "mươi hai", "trăm", "hai đoàn", "mười mươi"])
def test_what_is_no_spelled_number_is_refused(words: str) -> None:
    assert parse_words(words) is None


@given(st.text(alphabet="0123456789.,-/ haibmưươtrăngìlẻ", max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    parse_number(text)
    parse_words(text)
