"""Steps of the ordinal probit model are those of its likelihood, on whatever scale it is told."""

from datetime import date

import numpy as np
import pytest
from scipy.special import ndtr

from banggiao.foresight.ordinal_probit import (
    FAR,
    Items,
    Year,
    first_items,
    moved,
    position_information,
    turned,
    update_items,
    years_of,
)
from banggiao.foresight.rollcalls import VOTES, RollCalls

VOTED = ("YYANNA", "NYAYXA", "YYNNYX", "AAYYXY", "NNNNNN")
"""Five made-up votes of six members; the third and fourth have two answers only, the last is unanimous."""


@pytest.fixture
def year() -> Year:
    calls = RollCalls(
        np.array([f"A/RES/70/{row}" for row in range(len(VOTED))]),
        np.full(len(VOTED), 70, dtype=np.int16),
        np.array([date(2015, 12, 1 + row) for row in range(len(VOTED))], dtype="datetime64[D]"),
        np.array(["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"]),
        np.array([[VOTES.index(vote) for vote in row] for row in VOTED], dtype=np.int8),
    )
    (only,) = years_of(calls)
    return only


def some(year: Year, dims: int) -> tuple[Items, np.ndarray]:
    chance = np.random.default_rng(5)
    first = first_items(year, dims)
    count = len(first.cutpoints)
    discrimination = chance.standard_normal((count, dims))
    return Items(discrimination, np.zeros((count, dims, dims)), first.cutpoints), chance.standard_normal(
        (6, dims)
    )


def log_likelihood(year: Year, items: Items, positions: np.ndarray) -> np.ndarray:
    """Return the log-likelihood of each member's votes, by the definition of the model."""
    worth = items.discrimination @ positions.T
    far = np.full((len(worth), 1), np.inf)
    ends = np.hstack([-far, items.cutpoints, far])
    chances = ndtr(ends[:, 1:, None] - worth[:, None]) - ndtr(ends[:, :-1, None] - worth[:, None])
    told = np.take_along_axis(chances, year.answer[:, None].astype(int), axis=1)[:, 0]
    return np.log(np.where(year.cast > 0, told, 1)).sum(axis=0)


def test_a_unanimous_vote_is_no_part_of_a_year(year: Year) -> None:
    assert year.rows.tolist() == [0, 1, 2, 3]
    assert year.two.tolist() == [False, False, True, True]


@pytest.mark.parametrize("dims", [1, 2])
def test_what_a_year_tells_of_a_position_is_the_slope_and_curvature_of_the_likelihood(
    year: Year, dims: int
) -> None:
    items, positions = some(year, dims)
    information, weighted = position_information(year, items, positions)
    slope = weighted - np.einsum("ckl,cl->ck", information, positions)
    tiny = 1e-4
    for axis in range(dims):
        step = np.eye(dims)[axis] * tiny
        up, here, down = (log_likelihood(year, items, positions + way * step) for way in (1, 0, -1))
        np.testing.assert_allclose(slope[:, axis], (up - down) / (2 * tiny), atol=1e-6)
        np.testing.assert_allclose(information[:, axis, axis], -(up - 2 * here + down) / tiny**2, atol=1e-5)


def test_steps_of_the_items_end_where_likelihood_and_prior_are_level(year: Year) -> None:
    items, positions = some(year, 1)
    for _ in range(60):
        items = update_items(year, items, positions, np.zeros((6, 1, 1)))

    def posterior(items: Items) -> float:
        prior = -0.5 * (items.discrimination**2).sum() - 0.005 * (items.cutpoints**2).sum()
        return float(log_likelihood(year, items, positions).sum() + prior)

    best = posterior(items)
    for row, column in [(0, 0), (0, 1), (1, 0), (3, 1)]:
        for way in (-0.01, 0.01):
            cutpoints = items.cutpoints.copy()
            cutpoints[row, column] += way
            assert posterior(Items(items.discrimination, items.covariance, cutpoints)) < best
    for row in range(4):
        for way in (-0.01, 0.01):
            discrimination = items.discrimination.copy()
            discrimination[row] += way
            assert posterior(Items(discrimination, items.covariance, items.cutpoints)) < best


def test_another_origin_and_scale_give_the_same_chances(year: Year) -> None:
    items, positions = some(year, 2)
    origin, scale = np.array([0.7, -0.4]), 1.8
    there = moved(year, items, origin, scale)
    np.testing.assert_allclose(
        log_likelihood(year, there, (positions - origin) / scale), log_likelihood(year, items, positions)
    )
    assert (there.cutpoints[year.two, 0] == -FAR).all()


def test_turned_axes_give_the_same_chances(year: Year) -> None:
    items, positions = some(year, 2)
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    np.testing.assert_allclose(
        log_likelihood(year, turned(items, turn), positions @ turn), log_likelihood(year, items, positions)
    )
