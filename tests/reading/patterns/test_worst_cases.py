"""Lines made to be slow for a pattern of the reader are looked at in time."""

from __future__ import annotations

import time

import pytest

from banggiao.language.headings import is_contents_line
from banggiao.reading.secrecy import mark_in


def seconds_of(look: object, line: str) -> float:
    assert callable(look)
    begun = time.process_time()
    look(line)
    return time.process_time() - begun


@pytest.mark.parametrize(
    "line", ["." * 5_000 + "x", "…" * 5_000 + "x", "_" * 5_000 + "x", ".... " * 1_000 + "7x"]
)
def test_leader_dots_that_lead_nowhere_are_left_in_time(line: str) -> None:
    assert seconds_of(is_contents_line, line) < 2


@pytest.mark.parametrize(
    "line", ["số" + " " * 390 + "/m", "số" + "\u00a0" * 390 + "/m", "Số :" + " " * 390 + "/m"]
)
def test_a_number_lost_in_blanks_is_left_in_time(line: str) -> None:
    assert seconds_of(mark_in, line) < 0.3


def test_what_the_two_look_for_is_still_found() -> None:
    assert is_contents_line("I. KẾT QUẢ ........................ 12")
    assert is_contents_line("II. Phương hướng …………… 7 ")
    assert not is_contents_line("Kinh phí 12")
    assert mark_in("Số:   12 / BC  -  m") == "-m"
    assert mark_in("Số: 12/BC-UBND") is None
