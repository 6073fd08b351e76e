"""The logit beside the trees: it learns a plain relation, and says nothing where it was told nothing."""

import numpy as np

from banggiao.foresight.features import Evidence
from banggiao.foresight.forecasting import Record
from banggiao.foresight.logit import Logit
from banggiao.foresight.past import Past
from tests.foresight.chamber import ORIGIN, chamber


def test_a_logit_follows_the_rates_on_like_texts() -> None:
    values, names = table(strange=False)
    rates = values[:, names.index("sharp no")]
    logit = Logit.learn(values, names, rates > np.median(rates), np.ones(len(values)))
    chances = logit.chance(values)
    assert chances[rates.argmax()] > 0.5 > chances[rates.argmin()]


def test_one_answer_ever_given_is_a_chance_near_it() -> None:
    values, names = table(strange=False)
    chances = Logit.learn(values, names, np.zeros(len(values), bool), np.ones(len(values))).chance(values)
    assert chances.max() < 0.01


def test_a_draft_seen_as_strange_has_no_text_of_like_title_behind_it() -> None:
    values, names = table(strange=True)
    known, _ = table(strange=False)
    of = names.index("nearest title")
    assert values[:, of].max() < 0.6 < known[:, of].max()


def table(*, strange: bool) -> tuple[np.ndarray, list[str]]:
    """The features of all cells of the last drafts of the made-up chamber."""
    past = Past(Record(*chamber()).before(ORIGIN), np.datetime64(ORIGIN, "D"), ("title", "text", "sponsors"))
    rows = np.flatnonzero(past.recorded)[-20:]
    evidence = Evidence(past, past.texts.take(rows), past.dates[rows], np.full(len(rows), strange))
    values, names = evidence.table()
    return values.reshape(-1, len(names)), names
