"""Ideal points find where members stand from their votes alone."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from banggiao.foresight.ideal_points import FittedIdealPoints, IdealPoints, latest_positions, long_rows
from banggiao.foresight.rollcalls import ABSENT, NO, NOT_MEMBER, YES, RollCalls

FIRST, YEARS, A_YEAR, MEMBERS = 2001, 6, 60, 40
CODES = np.array([f"{a}{b}X" for a in "ABCDE" for b in "ABCDEFGH"])


def simulated(seed: int = 0, dims: int = 1) -> tuple[RollCalls, np.ndarray]:
    """Votes drawn from the model itself, and the positions (T, C, K) that they were drawn from."""
    chance = np.random.default_rng(seed)
    walk = chance.standard_normal((YEARS, MEMBERS, dims)) * 0.2
    walk[0] = chance.standard_normal((MEMBERS, dims))
    positions = walk.cumsum(axis=0)
    rows = YEARS * A_YEAR
    year = np.repeat(np.arange(YEARS), A_YEAR)
    cutpoints = np.sort(chance.normal(0, 0.8, (rows, 2)), axis=1)
    discrimination = chance.standard_normal((rows, dims)) * 1.5
    worth = np.einsum("rk,rck->rc", discrimination, positions[year])
    worth += chance.standard_normal(worth.shape)
    votes = np.array([NO, 2, YES])[(worth[:, :, None] > cutpoints[:, None]).sum(axis=2)].astype(np.int8)
    votes[chance.random(votes.shape) < 0.1] = ABSENT
    days = [date(FIRST + y, 1 + n // 10, 1 + n % 10) for y in range(YEARS) for n in range(A_YEAR)]
    calls = RollCalls(
        np.array([f"A/RES/{FIRST - 1945 + r // A_YEAR}/{r % A_YEAR + 1}" for r in range(rows)]),
        (FIRST - 1945 + year).astype(np.int16),
        np.array(days, dtype="datetime64[D]"),
        CODES,
        votes,
    )
    return calls, positions


def fit(calls: RollCalls, **settings: object) -> FittedIdealPoints:
    return IdealPoints(**{"anchor": "AAX", **settings}).fit(calls)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def drawn() -> tuple[RollCalls, np.ndarray, FittedIdealPoints]:
    calls, positions = simulated()
    return calls, positions, fit(calls)


def test_positions_that_votes_were_drawn_from_are_found_again(drawn) -> None:
    _, truth, fitted = drawn
    sign = np.sign(np.nansum(truth[:, 0, 0]))
    for year in range(YEARS):
        assert np.corrcoef(fitted.theta[year, :, 0], sign * truth[year, :, 0])[0, 1] > 0.97


def test_nine_in_ten_true_positions_lie_within_their_ninety_per_cent_interval(drawn) -> None:
    _, truth, fitted = drawn
    told, true = fitted.theta[..., 0], truth[..., 0]
    slope = np.polyfit(told.ravel(), true.ravel(), 1)
    off = np.abs(true - np.polyval(slope, told)) / (np.abs(slope[0]) * fitted.se[..., 0])
    assert 0.8 < (off < 1.645).mean() < 0.97


def test_years_are_calendar_years_and_columns_are_those_of_the_roll_calls(drawn) -> None:
    calls, _, fitted = drawn
    assert fitted.years.tolist() == list(range(FIRST, FIRST + YEARS))
    assert fitted.members is calls.members
    assert fitted.theta.shape == (YEARS, MEMBERS, 1)
    assert fitted.cutpoints.shape == (YEARS * A_YEAR, 2)


def test_the_scale_is_of_mean_nought_and_variance_one(drawn) -> None:
    _, _, fitted = drawn
    assert np.nanmean(fitted.theta) == pytest.approx(0, abs=1e-9)
    assert np.nanstd(fitted.theta) == pytest.approx(1, abs=1e-9)


def test_the_same_roll_calls_give_the_same_bits(drawn) -> None:
    calls, _, fitted = drawn
    again = fit(calls)
    for name in ("theta", "covariance", "discrimination", "cutpoints"):
        assert getattr(again, name).tobytes() == getattr(fitted, name).tobytes()


def test_yes_for_no_everywhere_reflects_what_resolutions_ask_and_not_where_members_stand(drawn) -> None:
    calls, _, fitted = drawn
    votes = np.choose(calls.votes, [NO, YES, 2, ABSENT]).astype(np.int8)
    reflected = fit(replace(calls, votes=votes))
    np.testing.assert_allclose(reflected.theta, fitted.theta, atol=1e-6)
    np.testing.assert_allclose(reflected.discrimination, -fitted.discrimination, atol=1e-6)
    np.testing.assert_allclose(reflected.cutpoints, -fitted.cutpoints[:, ::-1], atol=1e-6)


def test_an_anchor_on_the_other_side_reflects_the_axis(drawn) -> None:
    _, _, fitted = drawn
    calls, *_ = drawn
    other = str(calls.members[np.argmin(fitted.theta[..., 0].sum(axis=0))])
    np.testing.assert_allclose(fit(calls, anchor=other).theta, -fitted.theta, atol=1e-12)


def test_a_member_that_never_votes_changes_nothing(drawn) -> None:
    calls, _, fitted = drawn
    silent = np.full((len(calls.votes), 1), ABSENT, dtype=np.int8)
    more = replace(
        calls,
        members=np.insert(calls.members, 5, "AEY"),
        votes=np.insert(calls.votes, [5], silent, axis=1),
    )
    others = fit(more)
    assert np.isnan(others.theta[:, 5]).all()
    np.testing.assert_array_equal(np.delete(others.theta, 5, axis=1), fitted.theta)


def test_unanimous_votes_change_nothing_and_have_no_discrimination(drawn) -> None:
    calls, _, fitted = drawn
    unanimous = np.where(calls.votes == ABSENT, ABSENT, YES).astype(np.int8)[:2]
    more = RollCalls(
        np.append(calls.resolutions, ["Z/1", "Z/2"]),
        np.append(calls.sessions, calls.sessions[-2:]),
        np.append(calls.dates, calls.dates[-2:]),
        calls.members,
        np.vstack([calls.votes, unanimous]),
    )
    again = fit(more)
    np.testing.assert_array_equal(again.theta, fitted.theta)
    assert np.isnan(again.discrimination[-2:]).all()


def test_a_vote_on_a_paragraph_changes_nothing(drawn) -> None:
    calls, _, _ = drawn
    partial = np.zeros(len(calls.votes), dtype=bool)
    partial[::3] = True
    with_parts, without = fit(replace(calls, partial=partial)), fit(calls.take(~partial))
    np.testing.assert_array_equal(with_parts.theta, without.theta)
    assert np.isnan(with_parts.discrimination[partial]).all()


def test_what_is_voted_later_does_not_enter_an_earlier_estimate(drawn) -> None:
    calls, _, _ = drawn
    day = date(FIRST + 4, 1, 1)
    planted = calls.votes.copy()
    planted[calls.dates >= np.datetime64(day)] = np.where(
        planted[calls.dates >= np.datetime64(day)] == YES, NO, YES
    )
    before, after = fit(calls.before(day)), fit(replace(calls, votes=planted).before(day))
    np.testing.assert_array_equal(before.theta, after.theta)
    assert not np.allclose(fit(replace(calls, votes=planted)).theta[3], fit(calls).theta[3])


def test_a_state_has_no_position_in_years_in_which_it_did_not_vote(drawn) -> None:
    calls, _, _ = drawn
    votes = calls.votes.copy()
    votes[: 2 * A_YEAR, 3] = NOT_MEMBER
    votes[4 * A_YEAR : 5 * A_YEAR, 3] = ABSENT
    theta = fit(replace(calls, votes=votes)).theta[:, 3, 0]
    assert np.isnan(theta).tolist() == [True, True, False, False, True, False]


def test_an_answer_that_nobody_gave_leaves_no_cutpoint_to_it(drawn) -> None:
    calls, _, _ = drawn
    votes = calls.votes.copy()
    for row, (gone, instead) in enumerate([(NO, 2), (2, NO), (YES, 2)]):
        votes[row][votes[row] == gone] = instead
    cutpoints = fit(replace(calls, votes=votes)).cutpoints
    assert cutpoints[0, 0] == -np.inf and np.isfinite(cutpoints[0, 1])
    assert cutpoints[1, 0] == cutpoints[1, 1] and np.isfinite(cutpoints[1, 0])
    assert np.isfinite(cutpoints[2, 0]) and cutpoints[2, 1] == np.inf


def test_two_axes_are_found_up_to_a_rotation() -> None:
    calls, truth = simulated(seed=3, dims=2)
    fitted = fit(calls, dims=2)
    told = np.column_stack([fitted.theta.reshape(-1, 2), np.ones(YEARS * MEMBERS)])
    true = truth.reshape(-1, 2)
    residual = true - told @ np.linalg.lstsq(told, true, rcond=None)[0]
    assert 1 - residual.var(axis=0).max() / true.var(axis=0).min() > 0.9
    seen = fitted.theta.reshape(-1, 2)
    assert abs(seen[:, 0] @ seen[:, 1]) / len(seen) < 1e-9
    assert seen[:, 0].var() > seen[:, 1].var()


def test_the_distance_of_two_members_has_an_error_from_both(drawn) -> None:
    _, _, fitted = drawn
    apart = fitted.distance("ABX", "CDX")
    one, other = (np.flatnonzero(fitted.members == code)[0] for code in ("ABX", "CDX"))
    np.testing.assert_allclose(apart.distance, np.abs(fitted.theta[:, one, 0] - fitted.theta[:, other, 0]))
    np.testing.assert_allclose(apart.se, np.hypot(fitted.se[:, one, 0], fitted.se[:, other, 0]))
    with pytest.raises(KeyError, match="ZZZ"):
        fitted.distance("ABX", "ZZZ")


def test_latest_positions_stand_by_the_columns_of_the_roll_calls(drawn) -> None:
    calls, truth, _ = drawn
    votes = calls.votes.copy()
    votes[:, 7] = ABSENT
    positions = latest_positions(replace(calls, votes=votes), years=3, dims=2, anchor="AAX")
    assert positions.shape == (MEMBERS, 2)
    assert np.flatnonzero(np.isnan(positions[:, 0])).tolist() == [7]
    seen = np.delete(np.arange(MEMBERS), 7)
    assert abs(np.corrcoef(positions[seen, 0], truth[-1, seen, 0])[0, 1]) > 0.95


def test_rows_are_told_for_the_members_asked_for(drawn) -> None:
    _, _, fitted = drawn
    rows = long_rows(fitted, ["CDX", "ABX"])
    assert rows["iso3"] == ["ABX"] * YEARS + ["CDX"] * YEARS
    assert rows["year"] == 2 * list(range(FIRST, FIRST + YEARS))
    assert list(rows) == ["iso3", "year", "ideal_point", "ideal_point_se"]


def test_a_chamber_never_divided_and_an_anchor_that_never_voted_are_refused(drawn) -> None:
    calls, _, _ = drawn
    with pytest.raises(ValueError, match="USA"):
        fit(calls, anchor="USA")
    with pytest.raises(ValueError, match="divided"):
        fit(replace(calls, votes=np.full_like(calls.votes, YES)))
    with pytest.raises(ValueError, match="positive evolution variance"):
        IdealPoints(evolution_var=0)
