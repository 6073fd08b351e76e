"""Alignment tells how a partner stood to us, with the votes behind every point."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from banggiao.foresight.alignment import alignment
from banggiao.foresight.ideal_points import IdealPoints
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import NOT_MEMBER, VOTES, RollCalls

CALLS = (
    # symbol, day, title, LAO, USA, VNM
    ("A/RES/70/1", date(2015, 12, 1), "Right to development", "Y", "N", "Y"),
    ("A/RES/70/2", date(2015, 12, 2), "Ban of nuclear tests", "Y", "A", "Y"),
    ("A/RES/70/3", date(2015, 12, 3), "Law of the sea", "X", "Y", "Y"),
    ("A/RES/71/1", date(2016, 12, 1), "Right to development", "Y", "N", "A"),
    ("A/RES/71/2", date(2016, 12, 2), "Ban of nuclear tests", "Y", "Y", "Y"),
    ("A/RES/71/3", date(2016, 12, 3), "Law of the sea", "Y", "N", "Y"),
    ("A/RES/72/1", date(2017, 12, 3), "Law of the sea", "Y", "X", "Y"),
)
"""Made-up votes on made-up texts."""


@pytest.fixture(scope="module")
def calls() -> RollCalls:
    votes = [[VOTES.index(vote) for vote in row[3:]] for row in CALLS]
    return RollCalls(
        np.array([row[0] for row in CALLS]),
        np.array([row[1].year - 1945 for row in CALLS], dtype=np.int16),
        np.array([row[1] for row in CALLS], dtype="datetime64[D]"),
        np.array(["LAO", "USA", "VNM"]),
        np.array(votes, dtype=np.int8),
    )


@pytest.fixture(scope="module")
def texts() -> Resolutions:
    empty, none = [""] * len(CALLS), [()] * len(CALLS)
    return Resolutions(
        symbols=[row[0] for row in CALLS],
        sessions=[row[1].year - 1945 for row in CALLS],
        bodies=empty,
        dates=[row[1] for row in CALLS],
        titles=[row[2] for row in CALLS],
        agenda_items=empty,
        committees=empty,
        drafts=empty,
        subjects=none,
        issues=none,
        sponsors=none,
        later_sponsors=none,
        preambles=empty,
        operatives=empty,
        recorded=[True] * len(CALLS),
    )


def read(calls: RollCalls, texts: Resolutions, partner: str = "USA", **more: object):
    return alignment(calls, texts, None, ours="VNM", partner=partner, **more)  # type: ignore[arg-type]


def test_each_year_stands_on_the_votes_that_both_cast(calls: RollCalls, texts: Resolutions) -> None:
    years = {point.group: point for point in read(calls, texts).by_year}
    assert {year: point.n for year, point in years.items()} == {"2015": 3, "2016": 3, "2017": 0}
    assert [(vote.symbol, vote.ours, vote.theirs, vote.apart) for vote in years["2016"].votes] == [
        ("A/RES/71/1", "A", "N", 1),
        ("A/RES/71/2", "Y", "Y", 0),
        ("A/RES/71/3", "Y", "N", 2),
    ]
    assert years["2016"].votes[0].title == "Right to development"
    assert years["2016"].votes[0].day == date(2016, 12, 1)


def test_the_measures_are_those_of_the_votes_behind_them(calls: RollCalls, texts: Resolutions) -> None:
    for point in (*read(calls, texts).by_year, *read(calls, texts).by_subject):
        told = point.measures["lijphart"].value
        if point.n:
            assert told == pytest.approx(1 - sum(vote.apart for vote in point.votes) / 2 / point.n)
            assert point.measures["lijphart"].low < told < point.measures["lijphart"].high
        else:
            assert told is None


def test_what_chance_alone_explains_is_undefined(calls: RollCalls, texts: Resolutions) -> None:
    year = next(point for point in read(calls, texts, "LAO").by_year if point.group == "2015")
    assert year.measures["S"].value == 1
    assert year.measures["kappa"].value is None


def test_a_subject_gathers_its_votes_of_all_years(calls: RollCalls, texts: Resolutions) -> None:
    subjects = {point.group: point for point in read(calls, texts).by_subject}
    assert [vote.symbol for vote in subjects["Economic development"].votes] == ["A/RES/70/1", "A/RES/71/1"]
    assert subjects["Economic development"].distance is None


def test_a_roll_call_of_an_unknown_text_still_counts_to_its_year(
    calls: RollCalls, texts: Resolutions
) -> None:
    years = read(calls, texts.take([1, 2, 3, 4, 5, 6])).by_year
    assert (years[0].n, years[0].votes[0].title, years[0].votes[0].subjects) == (3, "", ())


def test_who_is_ours_and_who_the_partner_is_kept_apart(calls: RollCalls, texts: Resolutions) -> None:
    other = alignment(calls, texts, None, ours="USA", partner="VNM")
    assert [(v.ours, v.theirs) for v in other.by_year[1].votes] == [("N", "A"), ("Y", "Y"), ("N", "Y")]


def test_the_distance_of_positions_is_told_with_an_interval_at_the_level(
    calls: RollCalls, texts: Resolutions
) -> None:
    points = IdealPoints().fit(calls)
    apart = points.distance("VNM", "USA")
    wide, narrow = (
        alignment(calls, texts, points, ours="VNM", partner="USA", level=level).by_year[0].distance
        for level in (0.95, 0.5)
    )
    assert wide.value == narrow.value == pytest.approx(apart.distance[0])
    assert 0 <= wide.low < narrow.low < narrow.value
    assert wide.high == pytest.approx(apart.distance[0] + 1.959964 * apart.se[0])
    last = alignment(calls, texts, points, ours="VNM", partner="USA").by_year[-1]
    assert last.distance is None


def test_years_before_one_of_them_was_a_member_are_not_told(calls: RollCalls, texts: Resolutions) -> None:
    votes = calls.votes.copy()
    votes[:3, 2] = NOT_MEMBER
    assert [point.group for point in read(replace(calls, votes=votes), texts).by_year] == ["2016", "2017"]


def test_a_state_that_is_no_member_or_is_ourselves_is_refused(calls: RollCalls, texts: Resolutions) -> None:
    with pytest.raises(ValueError, match="ATL"):
        read(calls, texts, "ATL")
    with pytest.raises(ValueError, match="differ"):
        read(calls, texts, "VNM")
