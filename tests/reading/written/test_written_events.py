"""Events in short passages of many genres, written for the project by the label guide of the benchmark."""

from __future__ import annotations

import pytest

from tests.reading.written.passages import Passage, events_of, passages_in, read

PASSAGES = list(passages_in("events_one.txt", "events_two.txt", "events_three.txt"))


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.name)
def test_events_of_a_passage(passage: Passage) -> None:
    assert events_of(read(passage)) == list(passage.holds)
