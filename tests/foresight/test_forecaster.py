"""How states vote is forecast from what was before the origin, and from nothing else."""

from datetime import date

import numpy as np
import pytest

from banggiao.foresight.drafts import Draft
from banggiao.foresight.forecaster import VoteForecaster
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import RollCalls
from tests.foresight.chamber import ORIGIN, chamber


@pytest.fixture(scope="module")
def facts() -> tuple[RollCalls, Resolutions]:
    return chamber()


def test_a_text_that_comes_back_is_voted_as_before(facts: tuple[RollCalls, Resolutions]) -> None:
    forecast = VoteForecaster(ORIGIN).fit(*facts).predict_proba(Draft("Ban of nuclear tests", date=ORIGIN))
    of = dict(zip(forecast.members, forecast.of_voting(), strict=True))
    assert of["BBB"].argmax() == 1
    assert of["AAA"].argmax() == 0
    assert np.allclose(forecast.probabilities.sum(axis=1), 1)


def test_the_day_of_the_origin_and_later_ones_change_nothing(facts: tuple[RollCalls, Resolutions]) -> None:
    calls, texts = facts
    draft = Draft("Ban of nuclear tests", date=ORIGIN)
    told = VoteForecaster(ORIGIN).fit(calls.before(ORIGIN), texts.before(ORIGIN)).predict_proba(draft)
    all_of_it = VoteForecaster(ORIGIN).fit(calls, texts).predict_proba(draft)
    assert max(texts.dates) > ORIGIN > date(2000, 1, 1)
    assert np.array_equal(told.probabilities, all_of_it.probabilities)
