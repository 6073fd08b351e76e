"""Records made for writing many at once are those that the model itself would make."""

from __future__ import annotations

import time
from uuid import RFC_4122

from hypothesis import given
from hypothesis import strategies as st

from banggiao.core.bulk import records_new
from banggiao.core.keys import uuid7, uuid7s
from banggiao.core.nouns import nouns
from banggiao.language.folding import fold, shadow, to_nfc
from banggiao.search.tokens import EXACT, TITLE, pairs_of, tokens_of, words_of


def test_a_record_made_for_many_is_the_models_own():
    for noun in nouns():
        names = [field.attname for field in noun.model._meta.concrete_fields]
        one = {"caption": "Hội đàm", "label_id": 7}
        made, other = records_new(noun.model, {name: [value, value] for name, value in one.items()})
        own = noun.model(**one)
        told = [{n: v for n, v in vars(r).items() if n in names and n != "key"} for r in (made, own)]
        assert told[0] == told[1], noun.code
        assert made._state.adding and made.key != own.key
        lists = [n for n in names if isinstance(vars(made)[n], list | dict)]
        assert all(vars(made)[n] is not vars(other)[n] for n in lists)  # each has its own


@given(
    st.text(st.sampled_from("aÁoàyĐİΣς -–\u200b\xa0\u1680'“_1/.") | st.characters(codec="utf-8"), max_size=40)
)
def test_a_text_is_found_by_the_words_of_the_whole_however_it_is_read(text):
    name = to_nfc(text)
    plain = words_of(fold(name))
    told = [*plain, *(TITLE + word for word in plain), *(EXACT + word for word in words_of(shadow(name)))]
    assert tokens_of([], [name], []) == " ".join(dict.fromkeys([*told, *pairs_of(plain)]))


def test_many_keys_made_at_once_stand_in_order_among_those_made_singly():
    made = [uuid7(), *uuid7s(5000), uuid7(), *uuid7s(1), uuid7()]
    assert made == sorted(made) and len(set(made)) == len(made)
    assert {(key.version, key.variant) for key in made} == {(7, RFC_4122)}
    assert abs((made[-1].int >> 80) - time.time() * 1000) < 60_000  # milliseconds
    assert uuid7s(0) == []
