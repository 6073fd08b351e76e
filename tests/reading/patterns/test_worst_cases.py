"""Texts made to be slow for a pattern of the reader are looked at in time that grows as they do."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from banggiao.language.headings import is_contents_line
from banggiao.reading.secrecy import mark_in

from .package import HERE, Used, used_patterns
from .worst import worst_of

LENGTH = 5_000  # letters of the shorter text; the longer has twice as many
MOST = 3.0  # times as long for twice the letters; a square takes four times
QUICK = 0.02  # seconds of processor time within which nothing is told of growth
PATIENCE = 0.5  # seconds of processor time; then it is called hopeless


@dataclass(frozen=True)
class Cap:
    """The most letters that the code lets a pattern look at, why, and what it makes of them before."""

    letters: int
    why: str
    made: Callable[[str], str] = str


CAPPED = {
    r"reading.gazetteer: '(\\w+) \\Z'": Cap(12, "the word before a name"),
    "reading.people._BEFORE_POST": Cap(50, "the name before a post"),
    "reading.people._CAPITAL_BEFORE": Cap(12, "the word before a name"),
    "reading.places._LAST_WORD": Cap(12, "the word before a name"),
    "reading.secrecy._NUMBER_LINE": Cap(400, "one line", lambda line: " ".join(line.split())),
    "reading.secrecy._SUSPECT": Cap(400, "one line"),
    "reading.sentences._TOKEN_BEFORE": Cap(12, "the word before a full stop"),
}
USED = used_patterns()


class Hopeless(Exception):
    """A pattern that would not come to an end."""


@contextmanager
def patience() -> Iterator[None]:
    """Raise :class:`Hopeless` in the block after :data:`PATIENCE`: matching looks at signals as it goes."""

    def give_up(*_: object) -> None:
        raise Hopeless

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds_at_best(used: Used, text: Any, times: int = 3) -> float:
    return min(seconds_of(used.look, text) for _ in range(times))


def slow_text(used: Used) -> str | None:
    """Return a text of the pattern's own that it is too slow on, None where there is none."""
    cap = CAPPED.get(used.name)
    length = cap.letters if cap else 2 * LENGTH
    for short, long in zip(worst_of(used.pattern, length // 2), worst_of(used.pattern, length), strict=False):
        text = cap.made(long) if cap else long
        try:
            with patience():
                if seconds_at_best(used, text, 1) < QUICK or (taken := seconds_at_best(used, text)) < QUICK:
                    continue
                if cap is None and taken < MOST * seconds_at_best(used, short):
                    continue
        except Hopeless:
            pass
        return repr(long[:60])
    return None


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


def test_the_patterns_of_the_rooms_that_read_are_all_seen() -> None:
    assert len(USED) > 400
    names = {used.name for used in USED}
    assert {
        "language.dates._ISO_DAY",
        "reading.happening_places._PLACE.plain",
    } <= names  # plain, and of a grammar
    assert names.issuperset(CAPPED)


def test_no_pattern_takes_more_than_the_texts_grow() -> None:
    slow = {used.name: used for used in USED}
    # What else the machine was doing may have slowed a pattern once; it does not slow the same one each time.
    for _ in range(3):
        slow = {name: used for name, used in slow.items() if slow_text(used)}
    assert slow == {}


@pytest.mark.parametrize(
    "pattern",
    [r"(?:a+)+b", r"(?:a|a)*b", r"\d+(?:[.,]\d+)*\Z", r"<[^>]*>", r"\s*x?\s*\Z", r"a.*b", r"(?:, | và )+\Z"],
)
def test_a_pattern_that_tries_all_ways_is_caught(pattern: str) -> None:
    planted = Used("planted", re.compile(pattern), frozenset({"search"}))
    assert any(slow_text(planted) for _ in range(3))  # a busy machine may hide how it grows, once


@pytest.mark.parametrize(
    "pattern", [r"(?:a++)+b", r"(?<!\d)\d++x", r"<[^<>]*>", r"\s*+x?+\Z", r"(?:, | và ){1,9}\Z"]
)
def test_a_pattern_that_grows_with_the_text_is_let_be(pattern: str) -> None:
    assert slow_text(Used("planted", re.compile(pattern), HERE)) is None
