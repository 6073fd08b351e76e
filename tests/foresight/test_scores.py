"""Scores, against small cases worked out by hand and against scikit-learn."""

import math

import numpy as np
import pytest
from sklearn import metrics

from banggiao.foresight import scores
from banggiao.foresight.rollcalls import ABSENT, ABSTAIN, NO, YES

Y, N, A, X = (np.int8(code) for code in (YES, NO, ABSTAIN, ABSENT))


@pytest.fixture
def cells():
    """Two thousand generated cells of four classes, forecast with some skill."""
    rng = np.random.default_rng(5)
    probabilities = rng.dirichlet([2, 0.5, 0.7, 0.4], size=2000)
    votes = np.array([rng.choice(4, p=row) for row in probabilities], dtype=np.int8)
    return probabilities, votes


def test_log_loss_of_two_votes_by_hand():
    probabilities = np.array([[0.5, 0.25, 0.25, 0.0], [0.1, 0.8, 0.1, 0.0]])
    assert scores.log_loss(probabilities, np.array([Y, N])) == pytest.approx(
        -(math.log(0.5) + math.log(0.8)) / 2
    )


def test_brier_of_two_votes_by_hand():
    probabilities = np.array([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0]])
    assert scores.brier(probabilities, np.array([Y, N])) == pytest.approx((0.25 + 0.0625 + 0.0625) / 2)


def test_log_loss_brier_and_f1_are_scikit_learns(cells):
    probabilities, votes = cells
    cast = np.eye(4)[votes]
    chosen = probabilities.argmax(axis=1)
    assert scores.log_loss(probabilities, votes) == pytest.approx(
        metrics.log_loss(votes, probabilities), rel=1e-4
    )
    assert scores.brier(probabilities, votes) == pytest.approx(
        sum(metrics.brier_score_loss(cast[:, k], probabilities[:, k]) for k in range(4))
    )
    assert scores.macro_f1(probabilities, votes) == pytest.approx(
        metrics.f1_score(votes, chosen, average="macro")
    )


def test_area_under_the_curve_and_average_precision_are_scikit_learns_with_ties(cells):
    probabilities, votes = cells
    rounded, happened = probabilities[:, 1].round(2), votes == NO
    assert scores.area_under_curve(rounded, happened) == pytest.approx(
        metrics.roc_auc_score(happened, rounded)
    )
    assert scores.average_precision(rounded, happened) == pytest.approx(
        metrics.average_precision_score(happened, rounded)
    )


def test_calibration_error_by_hand():
    """Three forecasts of .9 of which two come true, one of .5 that does: |2 - 2.7| + |1 - .5|, over four."""
    probabilities = np.array([[0.9, 0.1, 0.0]] * 3 + [[0.5, 0.3, 0.2]])
    votes = np.array([Y, Y, N, Y])
    assert scores.expected_calibration_error(probabilities, votes) == pytest.approx((0.7 + 0.5) / 4)


def test_votes_drawn_from_the_forecast_are_calibrated_and_overconfident_ones_are_not(cells):
    probabilities, votes = cells
    sharp = probabilities**3 / (probabilities**3).sum(axis=1, keepdims=True)
    assert scores.expected_calibration_error(probabilities, votes) < 0.04
    assert scores.expected_calibration_error(sharp, votes) > 0.1


def test_three_classes_leave_out_absent_members_and_renormalise():
    probabilities = np.array([[0.4, 0.2, 0.2, 0.2], [0.1, 0.1, 0.1, 0.7], [0.25, 0.25, 0.0, 0.5]])
    three, cast, voted = scores.among_voters(probabilities, np.array([Y, X, N]))
    assert voted.tolist() == [True, False, True]
    assert cast.tolist() == [YES, NO]
    assert three[0] == pytest.approx([0.5, 0.25, 0.25])
    assert three[1] == pytest.approx([0.5, 0.5, 0.0], abs=1e-5)


def test_a_sure_mistake_costs_much_but_not_everything():
    assert scores.log_loss(np.array([[1.0, 0.0, 0.0]]), np.array([N])) == pytest.approx(-math.log(1e-6))


def test_who_changes_vote_is_asked_of_members_with_a_position_both_times():
    probabilities = np.array(
        [[0.9, 0.05, 0.05, 0.0], [0.3, 0.4, 0.3, 0.0], [0.5, 0.5, 0.0, 0.0], [0.2, 0.8, 0.0, 0.0]]
    )
    votes, last = np.array([Y, A, X, N]), np.array([Y, Y, N, -1])
    assert scores.vote_change_auc(probabilities, votes, last) == 1.0
    assert scores.vote_change_auc(probabilities[::-1], votes[::-1], last[::-1]) == 1.0
    assert scores.vote_change_auc(probabilities[[1, 0]], votes[:2], last[:2]) == 0.0


def test_scores_of_nothing_are_undefined():
    none = np.zeros((0, 3)), np.zeros(0, dtype=np.int8)
    assert all(
        math.isnan(score(*none))
        for score in (
            scores.log_loss,
            scores.brier,
            scores.expected_calibration_error,
            scores.macro_f1,
            scores.accuracy,
        )
    )
    assert math.isnan(scores.area_under_curve(np.ones(3), np.ones(3, dtype=bool)))
    assert math.isnan(scores.average_precision(np.ones(3), np.zeros(3, dtype=bool)))


def test_a_text_is_contested_when_a_tenth_of_those_voting_is_not_for():
    nine, ten = [Y] * 9 + [A], [Y] * 10 + [A]
    votes = np.array([[*nine, X], ten, [X] * 11], dtype=np.int8)
    assert scores.contested(votes).tolist()[:2] == [True, False]


def test_coverage_counts_both_ends_and_width_is_their_distance():
    intervals = np.array([[100, 110], [50, 90], [10, 12]])
    assert scores.coverage(intervals, np.array([110.0, 91.0, 10.0])) == (
        pytest.approx(2 / 3),
        pytest.approx(52 / 3),
    )


def test_the_bootstrap_draws_resolutions_whole():
    """A hundred members that all lose the same on a resolution are one observation, not a hundred."""
    rng = np.random.default_rng(1)
    per_resolution = rng.normal(size=40)
    clusters = np.repeat(np.arange(40).astype(str), 100)
    mean, low, high = scores.cluster_bootstrap(np.repeat(per_resolution, 100), clusters)
    assert mean == pytest.approx(per_resolution.mean())
    assert (high - low) == pytest.approx(2 * 1.96 * per_resolution.std() / math.sqrt(40), rel=0.1)
    assert scores.cluster_bootstrap(np.repeat(per_resolution, 100), clusters) == (mean, low, high)
