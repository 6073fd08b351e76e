"""Trees see features as steps, and answer the same whatever the scale of a feature."""

import numpy as np

from banggiao.foresight.trees import STEPS, Steps, Trees

RNG = np.random.default_rng(7)
VALUES = RNG.normal(size=(4000, 3)).astype(np.float32)
VALUES[::9, 1] = np.nan
ANSWER = VALUES[:, 0] + 0.3 * RNG.normal(size=4000) > 0.5
WEIGHTS = np.ones(4000)


def test_steps_rise_with_the_feature_and_what_is_not_known_stays_so() -> None:
    steps = Steps.learn(VALUES).of(VALUES)
    order = np.argsort(VALUES[:, 0])
    assert (np.diff(steps[order, 0]) >= 0).all()
    assert len(np.unique(steps[:, 0])) == STEPS
    assert np.array_equal(np.isnan(steps), np.isnan(VALUES))


def test_a_feature_that_is_never_known_or_never_changes_has_one_step() -> None:
    values = np.stack([np.full(50, np.nan), np.full(50, 3.0)], axis=1).astype(np.float32)
    steps = Steps.learn(values).of(values)
    assert np.isnan(steps[:, 0]).all()
    assert len(np.unique(steps[:, 1])) == 1


def test_the_chance_of_yes_follows_the_feature_that_decides() -> None:
    steps = Steps.learn(VALUES)
    trees = Trees.learn(steps.of(VALUES), ANSWER, WEIGHTS, count=30, features=1.0)
    low, high = trees.chance(steps.of(np.array([[-2, 0, 0], [2, 0, 0]], dtype=np.float32)))
    assert low < 0.1
    assert high > 0.8


def test_an_answer_never_given_is_all_but_ruled_out() -> None:
    trees = Trees.learn(VALUES, np.zeros(4000, dtype=bool), WEIGHTS, count=5)
    assert trees.chance(VALUES[:2]).tolist() == [0.001, 0.001]


def test_a_feature_never_known_where_it_is_learnt_from_tells_nothing() -> None:
    values = VALUES.copy()
    values[:, 2] = np.nan
    trees = Trees.learn(values, ANSWER, WEIGHTS, count=5, features=1.0)
    told = VALUES[:5].copy()
    assert np.array_equal(trees.chance(told), trees.chance(values[:5]))
