"""Tasks in short passages of many genres, written for the project by the label guide of the benchmark."""

from __future__ import annotations

import pytest

from tests.reading.written.passages import Passage, passages_in, read, tasks_of

PASSAGES = list(
    passages_in(
        "tasks_one.txt",
        "tasks_two.txt",
        "tasks_three.txt",
        "tasks_four.txt",
        "tasks_five.txt",
        "tasks_six.txt",
        "tasks_none.txt",
    )
)


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.name)
def test_tasks_of_a_passage(passage: Passage) -> None:
    assert tasks_of(read(passage)) == list(passage.holds)


def test_there_are_passages_of_many_genres() -> None:
    assert len(PASSAGES) >= 80
    assert sum(not passage.holds for passage in PASSAGES) >= 10, "papers that give no task are read, too"
