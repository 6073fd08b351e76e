"""What a forecast has to beat: always yes, the base rate, a copy of the last vote."""

import datetime as dt

import numpy as np
import pytest

from banggiao.foresight import Draft
from banggiao.foresight.baselines import BASELINES, AlwaysYes, BaseRate, CopyLastVote
from banggiao.foresight.rollcalls import NO, YES
from banggiao.foresight.titles import Titles
from tests.foresight.generated import NORTH, record

ORIGIN = dt.date(2020, 10, 1)


@pytest.fixture(scope="module")
def assembly():
    return record()


@pytest.mark.parametrize("kind", BASELINES.values())
def test_every_member_of_the_day_has_a_distribution(assembly, kind):
    forecast = kind(ORIGIN).fit(*assembly).predict_proba(Draft("Generated text on decolonization"))
    assert forecast.members.tolist() == assembly[0].members_on(ORIGIN).tolist()
    assert forecast.probabilities.sum(axis=1) == pytest.approx(np.ones(len(forecast.members)))
    assert (forecast.probabilities > 0).all()


def test_always_yes_says_the_same_of_all(assembly):
    forecast = AlwaysYes(ORIGIN).fit(*assembly).predict_proba(Draft("Anything"))
    assert (forecast.probabilities == forecast.probabilities[0]).all()
    past = assembly[0].before(ORIGIN).votes
    assert forecast.probabilities[0, YES] == pytest.approx((past == YES).mean(), abs=0.03)


def test_the_base_rate_is_a_members_own(assembly):
    forecast = BaseRate(ORIGIN).fit(*assembly).predict_proba(Draft("Anything"))
    no = dict(zip(forecast.members.tolist(), forecast.probabilities[:, NO], strict=True))
    assert min(no[state] for state in NORTH) > max(no[state] for state in no if state not in NORTH)


def test_a_copied_vote_is_the_nearest_titles_and_is_as_sure_as_copies_have_held(assembly):
    rollcalls, resolutions = assembly
    copying = CopyLastVote(ORIGIN).fit(rollcalls, resolutions)
    forecast = copying.predict_proba(Draft("Generated text on nuclear disarmament"))
    past = rollcalls.before(ORIGIN)
    titles = [resolutions.titles[resolutions.index_of(str(symbol))] for symbol in past.resolutions]
    last = max(row for row, title in enumerate(titles) if title == "Generated text on nuclear disarmament")
    cast = past.votes[last]
    assert (forecast.probabilities.argmax(axis=1)[cast == YES] == YES).all()
    sure = forecast.probabilities[cast == YES, YES]
    assert 0.8 < sure.min() < 0.98


def test_a_title_unlike_any_other_is_copied_with_less_trust(assembly):
    copying = CopyLastVote(ORIGIN).fit(*assembly)
    known, unknown = copying.predict_many(
        [Draft("Generated text on decolonization"), Draft("Zymurgy and quixotry")]
    )
    assert known.probabilities.max(axis=1).mean() > unknown.probabilities.max(axis=1).mean()


def test_the_nearest_title_is_of_an_earlier_day_and_the_latest_of_equals(assembly):
    rollcalls, resolutions = assembly
    titles = Titles(rollcalls, resolutions)
    day = rollcalls.dates[rollcalls.sessions == 74].min()
    nearest = titles.nearest(["Generated text on a culture of peace"], day)
    assert rollcalls.dates[nearest.rows[0]] < day
    assert rollcalls.sessions[nearest.rows[0]] == 73
    assert nearest.similarity[0] == pytest.approx(1.0)
    assert titles.nearest(["Generated"], rollcalls.dates[0]).rows.tolist() == [-1]
