"""All partners side by side: the same figures as one partner's alignment over the same years."""

import pytest

from banggiao.foresight.alignment import alignment
from banggiao.foresight.dyads import agreement
from banggiao.foresight.ideal_points import IdealPoints
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import RollCalls
from banggiao.foresight.standings import FEWEST, distance_year, standings, years_of


@pytest.fixture(scope="module")
def calls() -> RollCalls:
    return years_of(RollCalls.shipped(), 2021)


def test_years_begin_with_the_one_asked_for(calls: RollCalls) -> None:
    assert str(calls.dates.min())[:4] == "2021"
    assert len(calls.resolutions) + len(
        RollCalls.shipped().before(calls.dates.min().item()).resolutions
    ) == len(RollCalls.shipped().resolutions)


def test_every_partner_has_the_figures_of_its_pair(calls: RollCalls) -> None:
    pairs = agreement(calls, by="all", of="VNM", level=0.9)
    found = standings(calls, None, ours="VNM", level=0.9)
    assert [one.partner for one in found] == pairs.second.tolist()
    for one in (found[0], found[90], found[-1]):
        pair = pairs.between("VNM", one.partner)
        assert one.n == pair.n[0]
        assert one.distance is None
        for name, figure in one.measures.items():
            told = (figure.value, figure.low, figure.high)
            assert told == pytest.approx((pair.values[name][0], pair.low[name][0], pair.high[name][0]))


def test_the_distance_is_that_of_the_last_year_with_enough_votes(calls: RollCalls) -> None:
    points = IdealPoints(most_steps=3).fit(calls)
    found = {one.partner: one.distance for one in standings(calls, points, ours="VNM")}
    alone = alignment(calls, Resolutions.shipped(), points, ours="VNM", partner="USA")
    enough = [point for point in alone.by_year if point.n >= FEWEST]
    assert enough[-1].group == distance_year(calls) < alone.by_year[-1].group
    assert found["USA"] == enough[-1].distance is not None
    assert distance_year(years_of(calls, 2024)) == "2024"


def test_no_roll_call_ranks_nobody(calls: RollCalls) -> None:
    assert standings(years_of(calls, 2044), None, ours="VNM") == ()
    with pytest.raises(ValueError, match="ATA"):
        standings(calls, None, ours="ATA")
