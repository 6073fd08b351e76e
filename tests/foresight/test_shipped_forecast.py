"""The library as installed: what ships is enough to learn and forecast from."""

from pathlib import Path

import pytest

from banggiao.foresight import learning
from banggiao.foresight.drafts import Draft
from banggiao.foresight.facts import Facts
from banggiao.foresight.forecaster import VoteForecaster


@pytest.mark.slow
def test_the_shipped_facts_forecast_by_words_of_texts_that_do_not_ship(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "SESSIONS", 1)
    at_hand = Facts.at_hand(tmp_path)
    origin = at_hand.calls.dates[-1].item()
    forecaster = VoteForecaster(origin).fit(at_hand.calls, at_hand.known)
    assert forecaster._past.texts.has["text"].sum() > 1000
    forecast = forecaster.predict_proba(
        Draft("Necessity of ending the economic, commercial and financial embargo against Cuba")
    )
    of = dict(zip(forecast.members, forecast.of_voting(), strict=True))
    assert of["USA"].argmax() == 1
    assert of["VNM"].argmax() == 0
