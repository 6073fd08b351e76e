"""How states vote is forecast from what was before the origin, and from nothing else."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from banggiao.foresight.drafts import Draft
from banggiao.foresight.forecaster import NothingToLearnFrom, VoteForecaster
from banggiao.foresight.learning import Votes
from banggiao.foresight.past import Past
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import RollCalls
from tests.foresight.chamber import ORIGIN, chamber

BAN = Draft("Ban of nuclear tests", date=ORIGIN)
Facts = tuple[RollCalls, Resolutions]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return chamber()


@pytest.fixture(scope="module")
def learnt(facts: Facts) -> VoteForecaster:
    return VoteForecaster(ORIGIN).fit(*facts)


def altered_from(facts: Facts, day: date) -> Facts:
    """Every vote from a day on turned round, every title, text and sponsor of then another."""
    calls, texts = facts
    votes = calls.votes.copy()
    later = calls.dates >= np.datetime64(day, "D")
    votes[later] = (votes[later] + 1) % 4
    now = [adopted >= day for adopted in texts.dates]
    titles = ["Ban of nuclear tests" if new else old for new, old in zip(now, texts.titles, strict=True)]
    words = ["1. Condemns nuclear tests;" if new else "" for new in now]
    sponsors = [("BBB", "DDD") if new else () for new in now]
    assert later.any()
    assert not later.all()
    return (
        replace(calls, votes=votes),
        replace(texts, titles=titles, operatives=words, sponsors=sponsors),
    )


def test_a_text_that_comes_back_is_voted_as_before(learnt: VoteForecaster) -> None:
    forecast = learnt.predict_proba(BAN)
    of = dict(zip(forecast.members, forecast.of_voting(), strict=True))
    assert of["BBB"].argmax() == 1
    assert of["AAA"].argmax() == 0
    assert np.allclose(forecast.probabilities.sum(axis=1), 1)


def test_a_planted_future_changes_no_bit(facts: Facts, learnt: VoteForecaster) -> None:
    future = VoteForecaster(ORIGIN).fit(*altered_from(facts, ORIGIN))
    assert np.array_equal(future.predict_proba(BAN).probabilities, learnt.predict_proba(BAN).probabilities)


def test_what_happens_on_the_day_itself_changes_no_bit_either(facts: Facts, learnt: VoteForecaster) -> None:
    days = np.unique(facts[0].dates[facts[0].dates >= np.datetime64(ORIGIN, "D")])
    day = days[2].astype(date)
    told = learnt.as_of(day, *facts).predict_proba(BAN).probabilities
    planted = learnt.as_of(day, *altered_from(facts, day)).predict_proba(BAN).probabilities
    assert np.array_equal(told, planted)
    assert not np.array_equal(told, learnt.predict_proba(BAN).probabilities)


def test_a_past_that_changes_is_seen(facts: Facts, learnt: VoteForecaster) -> None:
    other = learnt.as_of(ORIGIN, *altered_from(facts, date(2014, 1, 1)))
    assert not np.array_equal(other.predict_proba(BAN).probabilities, learnt.predict_proba(BAN).probabilities)


def test_learning_twice_gives_the_same_bits(facts: Facts, learnt: VoteForecaster) -> None:
    again = VoteForecaster(ORIGIN).fit(*facts)
    assert np.array_equal(again.predict_proba(BAN).probabilities, learnt.predict_proba(BAN).probabilities)


def test_a_forecast_does_not_depend_on_the_drafts_beside_it(learnt: VoteForecaster) -> None:
    beside = learnt.predict_many([Draft("Law of the sea"), BAN])[1]
    assert np.allclose(beside.probabilities, learnt.predict_proba(BAN).probabilities, atol=1e-6)


def test_info_bars_what_it_does_not_name(facts: Facts) -> None:
    by_title = VoteForecaster(ORIGIN, ("title",)).fit(*facts)
    more = replace(BAN, text="1. Condemns tests;", sponsors=("BBB",))
    assert np.array_equal(
        by_title.predict_proba(more).probabilities, by_title.predict_proba(BAN).probabilities
    )


def test_a_draft_in_another_language_is_forecast_more_broadly_and_says_so(learnt: VoteForecaster) -> None:
    foreign = Draft(
        "Cấm thử vũ khí hạt nhân", text="1. Lên án các vụ thử vũ khí hạt nhân;", sponsors=("AAA",)
    )
    forecast, plain = learnt.predict_proba(foreign), learnt.predict_proba(BAN)
    assert len(forecast.notes) == 2
    assert not plain.notes
    assert str(forecast.notes[0]).startswith("Tên dự thảo")
    assert "not in the language" in forecast.notes[0].english
    entropy = [-(p * np.log(p)).sum() for p in (forecast.probabilities, plain.probabilities)]
    assert entropy[0] > entropy[1]


def test_the_tally_of_a_draft_in_another_language_has_a_wider_interval(learnt: VoteForecaster) -> None:
    def width(draft: Draft) -> int:
        low, high = learnt.tally(draft).intervals["Y"]
        return high - low

    assert width(Draft("Cấm thử vũ khí hạt nhân", sponsors=("AAA",))) > width(replace(BAN, sponsors=("AAA",)))


def test_precedents_come_nearest_first_with_their_votes(learnt: VoteForecaster) -> None:
    found = learnt.precedents(BAN, limit=3)
    assert [p.title for p in found] == [BAN.title] * 3
    assert found[0].date > found[1].date
    assert found[0].date < ORIGIN
    assert found[0].count("N") >= 4
    assert found[0].changes is None


def test_a_chamber_that_never_says_no_is_forecast_all_the_same(facts: Facts) -> None:
    calls, texts = facts
    agreed = replace(calls, votes=np.zeros_like(calls.votes))
    forecast = VoteForecaster(ORIGIN).fit(agreed, texts).predict_proba(BAN)
    assert forecast.probabilities[:, 0].min() > 0.9


def test_a_past_without_a_roll_call_is_refused_in_words(facts: Facts) -> None:
    with pytest.raises(NothingToLearnFrom, match=r"Không có cuộc biểu quyết nào.* / There is no roll call"):
        VoteForecaster(date(1946, 1, 1)).fit(*facts)


def test_it_learns_on_one_thread_whatever_the_machine(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []

    def learn(_: Past) -> None:
        threads.extend(pool["num_threads"] for pool in threadpool_info())

    monkeypatch.setattr(Votes, "learn", learn)
    with threadpool_limits(2):
        VoteForecaster(ORIGIN).fit(*facts)
    assert set(threads) == {1}
