"""Agreement between states: the published measures, undefined where they are undefined."""

import csv
import math
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from banggiao.foresight.dyads import Dyads, agreement
from banggiao.foresight.measures import MEASURES
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import RollCalls

FIXTURE = Path(__file__).parent / "fpsim" / "values.csv"
CODES = {"Y": 0, "N": 1, "A": 2, "X": 3, "-": -1}


def calls_of(**votes: str) -> RollCalls:
    """Roll calls of one session from each member's votes as letters, - where it was no member."""
    count = len(next(iter(votes.values())))
    return RollCalls(
        np.array([f"A/RES/77/{n}" for n in range(count)]),
        np.full(count, 77, dtype=np.int16),
        np.full(count, np.datetime64("2022-12-07")),
        np.array(list(votes)),
        np.array([[CODES[vote] for vote in row] for row in zip(*votes.values(), strict=True)], dtype=np.int8),
    )


@pytest.fixture(scope="module")
def shipped() -> RollCalls:
    return RollCalls.shipped()


@pytest.fixture(scope="module")
def everyone(shipped: RollCalls) -> Dyads:
    return agreement(shipped)


def test_s_kappa_and_pi_equal_fpsim_on_a_thousand_pairs(everyone: Dyads) -> None:
    expected = list(csv.DictReader(FIXTURE.read_text().splitlines()))
    place = {
        key: row for row, key in enumerate(zip(everyone.groups, everyone.first, everyone.second, strict=True))
    }
    rows = [place[line["session"], line["first"], line["second"]] for line in expected]
    assert len(rows) == 1000
    assert everyone.n[rows].tolist() == [int(line["n"]) for line in expected]
    for measure in ("S", "kappa", "pi"):
        theirs = [float(line[measure]) for line in expected]
        np.testing.assert_allclose(everyone.values[measure][rows], theirs, rtol=0, atol=1e-9, equal_nan=True)


def test_lijphart_and_coincidence_equal_a_count_pair_by_pair(shipped: RollCalls, everyone: Dyads) -> None:
    column = {str(member): place for place, member in enumerate(shipped.members)}
    for row in np.random.default_rng(1).choice(len(everyone), 1000, replace=False):
        votes = shipped.votes[shipped.sessions == int(everyone.groups[row])]
        pairs = votes[:, [column[str(everyone.first[row])], column[str(everyone.second[row])]]].tolist()
        pairs = [pair for pair in pairs if min(pair) >= 0 and max(pair) < 3]
        half = sum(1 if one == other else 0.5 if 2 in (one, other) else 0 for one, other in pairs)
        cast = [one == other for one, other in pairs if 2 not in (one, other)]
        for measure, whole, part in (("lijphart", len(pairs), half), ("coincidence", len(cast), sum(cast))):
            value = everyone.values[measure][row]
            assert math.isnan(value) if not whole else value == pytest.approx(part / whole, abs=1e-12)


def test_what_is_undefined_is_nan_never_zero_and_never_one() -> None:
    pairs = agreement(calls_of(LAO="YYYY", VNM="YYYY", THA="XXXX", USA="AAAA"))
    told = {(str(a), str(b)): row for row, (a, b) in enumerate(zip(pairs.first, pairs.second, strict=True))}
    agreed, absent, abstained = told["LAO", "VNM"], told["LAO", "THA"], told["LAO", "USA"]
    assert pairs.n[[agreed, absent, abstained]].tolist() == [4, 0, 4]
    assert pairs.values["S"][agreed] == pairs.values["coincidence"][agreed] == 1
    assert math.isnan(pairs.values["kappa"][agreed]) and math.isnan(pairs.values["pi"][agreed])
    assert all(math.isnan(pairs.values[measure][absent]) for measure in MEASURES)
    assert math.isnan(pairs.values["coincidence"][abstained])
    assert pairs.values["lijphart"][abstained] == 0.5


def test_a_pair_with_one_member_alone_has_the_values_that_it_has_among_all(shipped: RollCalls) -> None:
    lately = shipped.of_sessions([77, 78])
    among_all = agreement(lately).between("VNM", "CHN")
    alone = agreement(lately, of="VNM").between("CHN", "VNM")
    assert set(alone.first) == {"VNM"}
    assert alone.n.tolist() == among_all.n.tolist()
    for measure in MEASURES:
        assert alone.values[measure].tolist() == among_all.values[measure].tolist()


def test_pairs_are_grouped_by_session_year_or_subject(shipped: RollCalls) -> None:
    lately, known = shipped.of_sessions([77, 78]), Resolutions.shipped()
    by = {
        group: agreement(lately, "S", by=group, of="VNM", resolutions=known)
        for group in ("session", "year", "all")
    }
    assert set(by["session"].groups) == {"77", "78"}
    assert set(by["year"].groups) == {"2022", "2023", "2024"}
    assert by["all"].between("VNM", "LAO").n.sum() == by["year"].between("VNM", "LAO").n.sum()
    subjects = agreement(lately, "S", by="subject", of="VNM", resolutions=known).between("VNM", "LAO")
    assert "Human rights" in subjects.groups
    assert 0 < subjects.n.max() < by["all"].between("VNM", "LAO").n[0]


def test_intervals_hold_the_value_keep_a_width_and_say_when_they_cannot_be_told(shipped: RollCalls) -> None:
    pairs = agreement(shipped.of_sessions([78]), of="VNM", level=0.95)
    for measure in MEASURES:
        low, value, high = pairs.low[measure], pairs.values[measure], pairs.high[measure]
        known = ~np.isnan(low)
        assert (low[known] <= value[known] + 1e-12).all() and (value[known] <= high[known] + 1e-12).all()
    same = agreement(calls_of(LAO="YYYY", VNM="YYYY"), level=0.95)
    assert same.low["lijphart"][0] < 1 == same.values["lijphart"][0]
    once = agreement(calls_of(LAO="YYYYN", VNM="YYYYY"), "pi", level=0.95)
    assert not math.isnan(once.values["pi"][0])
    assert math.isnan(once.low["pi"][0])


def test_the_interval_of_kappa_is_the_jackknife_over_roll_calls() -> None:
    one, other = "YYNAYYNNAY", "YYNAYNNAAY"
    value, without = [
        np.array([agreement(calls_of(LAO=a, VNM=b), "kappa").values["kappa"][0] for a, b in pairs])
        for pairs in (
            [(one, other)],
            [(one[:k] + one[k + 1 :], other[:k] + other[k + 1 :]) for k in range(10)],
        )
    ]
    error = math.sqrt(9 / 10 * ((without - without.mean()) ** 2).sum())
    told = agreement(calls_of(LAO=one, VNM=other), "kappa", level=0.95)
    assert told.low["kappa"][0] == pytest.approx(value[0] - 1.959963985 * error, abs=1e-8)


def test_what_does_not_exist_is_refused() -> None:
    calls = calls_of(LAO="YY", VNM="YY")
    with pytest.raises(ValueError, match="no measure"):
        agreement(calls, "friendship")
    with pytest.raises(ValueError, match="no member XYZ"):
        agreement(calls, of="XYZ")
    with pytest.raises(ValueError, match="no roll call"):
        agreement(calls.before(date(1945, 1, 1)))
    with pytest.raises(ValueError, match="needs the resolutions"):
        agreement(calls, by="subject")
