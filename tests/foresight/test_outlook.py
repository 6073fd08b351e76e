"""What members do together: the spread of forecasts, tallies, soundings, who may swing. All assemblies are made up."""

import datetime as dt
from functools import cache

import numpy as np
import pytest

from banggiao.foresight import Draft, Forecast
from banggiao.foresight.baselines import CopyLastVote
from banggiao.foresight.rollcalls import ABSENT, NO, VOTES, YES, RollCalls
from banggiao.foresight.soundings import UnknownSounding, update
from banggiao.foresight.spread import SUPPORT, Spread, averaged, axes, centred, tilted
from banggiao.foresight.swing import WORDS, Reason, reason_in
from banggiao.foresight.tally import tally
from tests.foresight.generated import NORTH, STATES, record

ORIGIN = dt.date(2020, 10, 1)
MEMBERS = np.array([f"M{number:02}" for number in range(60)])


@cache
def simulated(drafts: int, sd: float, pull: float = 0.0, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Forecasts of sixty members, and votes whose log-odds of support move by a shift per draft, and by a pull that
    the first half of the members feel one way and the second the other."""
    rng = np.random.default_rng(seed)
    forecasts = rng.dirichlet([6, 1, 1.5], size=(drafts, len(MEMBERS)))
    side = np.where(np.arange(len(MEMBERS)) < 30, 1.0, -1.0)
    shift = sd * rng.standard_normal((drafts, 1)) + pull * rng.standard_normal((drafts, 1)) * side
    variance = np.full(forecasts.shape[:2], sd**2 + pull**2)
    now = tilted(centred(forecasts, variance, SUPPORT), shift, SUPPORT)
    votes = (rng.random((drafts, len(MEMBERS), 1)) > now.cumsum(axis=-1)[..., :-1]).sum(axis=-1)
    return np.concatenate([0.97 * forecasts, np.full((*votes.shape, 1), 0.03)], axis=-1), votes.astype(
        np.int8
    )


@cache
def learnt(drafts: int, sd: float, pull: float = 0.0) -> Spread:
    """The spread learnt from simulated drafts."""
    return spread_of(*simulated(drafts, sd, pull), np.zeros(drafts, dtype=bool))


def spread_of(forecasts: np.ndarray, votes: np.ndarray, recurring: np.ndarray) -> Spread:
    """Learn with the members' places taken from the votes themselves."""
    days = np.datetime64("2019-01-01") + np.arange(len(votes))
    past = RollCalls(days.astype(str), np.full(len(votes), 73, np.int16), days, MEMBERS, votes)
    return Spread.learn(past, forecasts, votes, recurring)


@pytest.mark.parametrize("sd", [0.4, 1.2])
def test_the_shift_is_learnt_from_how_far_forecasts_strayed(sd):
    spread = learnt(150, sd)
    assert spread.sd(recurring=False) == pytest.approx(sd, rel=0.25)


def test_texts_that_come_back_and_new_ones_have_their_own_shift():
    forecasts, votes = (
        np.concatenate(both) for both in zip(simulated(80, 0.3), simulated(80, 1.2), strict=True)
    )
    spread = spread_of(forecasts, votes, np.arange(160) < 80)
    assert spread.sd(recurring=True) < 0.6 < spread.sd(recurring=False)


@pytest.mark.parametrize("sd", [0.4, 1.2])
def test_nine_tallies_in_ten_fall_into_their_interval(sd):
    spread = learnt(150, sd)
    forecasts, votes = simulated(120, sd, seed=1)
    inside = 0
    for forecast, cast in zip(forecasts, votes, strict=True):
        low, high = tally(Forecast(MEMBERS, forecast), spread, recurring=False).intervals["Y"]
        inside += low <= (cast == YES).sum() <= high + 2  # the votes are drawn without absences
    assert 0.85 <= inside / 120 <= 0.97


def test_members_taken_one_by_one_would_be_too_sure():
    """The fault that the shift is there for."""
    forecasts, _ = simulated(150, 1.2)
    together, alone = learnt(150, 1.2), learnt(80, 0.0)
    widths = [
        np.subtract(*tally(Forecast(MEMBERS, forecasts[0]), each, recurring=False).intervals["Y"][::-1])
        for each in (together, alone)
    ]
    assert widths[0] > 1.8 * widths[1]


def test_the_forecast_is_the_average_over_the_shift():
    forecast = np.array([[0.9, 0.02, 0.08], [0.2, 0.5, 0.3]])
    variance = np.array([1.5, 1.5])
    base = centred(forecast, variance, SUPPORT)
    assert averaged(base, np.zeros(2), variance, SUPPORT) == pytest.approx(forecast, abs=2e-3)


def test_the_tally_adds_up_and_knows_what_is_known():
    forecasts, _ = simulated(20, 0.5)
    spread, forecast = learnt(20, 0.5), Forecast(MEMBERS, forecasts[0])
    known = {str(code): NO for code in MEMBERS}
    told = tally(forecast, spread, recurring=False, known=known)
    assert told.intervals == {"Y": (0, 0), "N": (60, 60), "A": (0, 0), "X": (0, 0)}
    assert (told.majority, told.two_thirds) == (0.0, 0.0)
    free = tally(forecast, spread, recurring=False)
    assert sum(free.expected.values()) == pytest.approx(60)
    assert free.expected["Y"] == pytest.approx(forecasts[0][:, YES].sum(), abs=0.7)
    assert free == tally(forecast, spread, recurring=False)


def test_two_thirds_are_of_those_for_and_against():
    """Forty for, twenty against: exactly two thirds, however many abstain (article 18, rule 86)."""
    forecasts, _ = simulated(20, 0.5)
    spread, forecast = learnt(20, 0.5), Forecast(MEMBERS, forecasts[0])
    known = {str(code): YES if place < 40 else NO for place, code in enumerate(MEMBERS)}
    assert tally(forecast, spread, recurring=False, known=known).two_thirds == 1.0
    known["M00"] = ABSENT
    assert tally(forecast, spread, recurring=False, known=known).two_thirds == 0.0


@pytest.mark.parametrize("level", [0, 1, 90])
def test_a_level_is_a_probability(level):
    forecasts, _ = simulated(20, 0.5)
    with pytest.raises(ValueError, match="0 và 1"):
        tally(Forecast(MEMBERS, forecasts[0]), learnt(20, 0.5), recurring=False, level=level)


def test_the_axes_part_the_blocs_and_know_no_direction_by_chance():
    rollcalls, _ = record()
    places = axes(rollcalls)
    north = np.isin(rollcalls.members, NORTH)
    assert places[:, 0].tolist() == [1.0] * len(STATES)
    assert (places[north, 1] > 0).all() != (places[~north, 1] > 0).all()
    assert (places == axes(rollcalls)).all()


def test_a_known_vote_moves_those_who_vote_alike_and_less_the_others():
    spread = learnt(150, 0.3, 1.5)
    even = np.tile([0.6, 0.2, 0.18, 0.02], (len(MEMBERS), 1))
    told = update(Forecast(MEMBERS, even), spread, {f"M{n:02}": "N" for n in range(8)}, recurring=False)
    alike, others = told.probabilities[8:30, NO].mean(), told.probabilities[30:, NO].mean()
    assert alike > 0.4
    assert others < 0.2
    assert told.probabilities[:8].tolist() == [[0, 1, 0, 0]] * 8
    assert told.probabilities.sum(axis=1) == pytest.approx(np.ones(60))


def test_known_votes_make_the_rest_better_told():
    spread = learnt(150, 0.3, 1.5)
    losses = {0: [], 9: [], 30: []}
    for forecast, cast in zip(*simulated(60, 0.3, 1.5, seed=2), strict=True):
        for count, found in losses.items():
            known = {str(MEMBERS[place]): VOTES[cast[place]] for place in range(0, 2 * count, 2)}
            three = update(Forecast(MEMBERS, forecast), spread, known, recurring=False).of_voting()
            found.append(-np.log(three[np.arange(1, 60, 2), cast[1::2]]).mean())
    assert np.mean(losses[30]) < np.mean(losses[9]) < np.mean(losses[0]) - 0.05


def test_nothing_known_changes_nothing_and_an_absence_tells_of_no_position():
    forecasts, _ = simulated(20, 0.5)
    spread, forecast = learnt(20, 0.5), Forecast(MEMBERS, forecasts[0])
    assert update(forecast, spread, {}, recurring=False).probabilities == pytest.approx(
        forecasts[0], abs=3e-3
    )
    away = update(forecast, spread, {"M00": "X"}, recurring=False).probabilities
    assert away[0].tolist() == [0, 0, 0, 1]
    assert away[1:] == pytest.approx(forecasts[0][1:], abs=3e-3)


@pytest.mark.parametrize("known", [{"ATL": "Y"}, {"M00": "?"}])
def test_a_sounding_of_no_member_or_of_no_vote_is_refused(known):
    forecasts, _ = simulated(20, 0.5)
    with pytest.raises(UnknownSounding, match=next(iter(known))):
        update(Forecast(MEMBERS, forecasts[0]), learnt(20, 0.5), known, recurring=False)


@pytest.fixture(scope="module")
def forecaster():
    return CopyLastVote(ORIGIN).fit(*record())


def test_a_forecaster_learns_its_own_spread_from_the_past_alone(forecaster):
    rollcalls, resolutions = record()
    later = rollcalls.votes.copy()
    later[rollcalls.dates >= np.datetime64(ORIGIN)] = NO
    lied_to = RollCalls(rollcalls.resolutions, rollcalls.sessions, rollcalls.dates, rollcalls.members, later)
    draft = Draft("Generated text on decolonization")
    assert CopyLastVote(ORIGIN).fit(lied_to, resolutions).tally(draft) == forecaster.tally(draft)


def test_swings_are_ranked_and_told_from_the_last_position(forecaster):
    draft = Draft("Generated text on the right to development", sponsors=("USA",))
    ranked = forecaster.swing(draft)
    chances = [each.probability for each in ranked]
    assert chances == sorted(chances, reverse=True)
    assert all(each.last != each.likely and each.last in "YNA" for each in ranked)
    of = {each.member: each for each in ranked}
    assert "sponsor" in [reason.code for reason in of["USA"].reasons]


def test_a_draft_without_precedent_has_no_last_position_to_leave(forecaster):
    assert forecaster.swing(Draft("Zymurgy and quixotry")) == []


def test_every_reason_has_words_in_both_languages():
    figures = {"here": ("Y A Y",), "drifted": (0.8, 0.4, 5.0), "alone": (6.0, 10.0), "restless": (9.0, 40.0)}
    for code in WORDS:
        reason = Reason(code, figures.get(code, (0.3,)))
        assert reason_in(reason) != reason_in(reason, "en")
    assert reason_in(Reason("drifted", (0.8, 0.4, 5.0)), "en") == (
        "on this topic: for 80% before, 40% in the last two years (5 votes)"
    )
