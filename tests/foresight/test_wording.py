"""Words are counted alike whatever else is known; how much one weighs is learnt from the past."""

from datetime import date

import numpy as np

from banggiao.foresight.shipped_words import shipped_words
from banggiao.foresight.wording import Weighing, words_of


def test_vectors_have_length_one_and_a_seldom_word_weighs_more() -> None:
    past = [words_of(text) for text in ("the sea", "the law", "the law of the sea")]
    vectors = Weighing.learn(past).vectors(past)
    assert np.allclose((vectors**2).sum(axis=1), 1)
    first = vectors[[0]].toarray()[0]
    the, sea = (first[words_of(word)[0]] for word in ("the", "sea"))
    assert sea > the > 0


def test_pairs_of_words_count_where_they_are_asked_for() -> None:
    assert len(words_of("right to development")[0]) == 3
    assert len(words_of("right to development", True)[0]) == 5


def test_a_text_without_words_has_an_empty_vector() -> None:
    assert Weighing.learn([]).vectors([words_of("")]).nnz == 0


def test_the_words_that_ship_stand_by_symbol_and_day() -> None:
    words = shipped_words()
    places, often = words["A/RES/78/10", date(2023, 11, 21)]
    assert np.isin(words_of("Resolution")[0], places).all()
    assert often.min() >= 1
    assert max(day for _, day in words if day is not None) < date(2024, 9, 10)
