"""Vietnamese order: the alphabet, tones, numbers, people; the same on both databases."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.language.collation import person_sort_key, sort_key

ALPHABET = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y".split()
TONES = "ba bà bả bã bá bạ".split()
IN_ORDER = [
    ALPHABET,
    TONES,
    ["ba lô", "ba zan", "bà con", "bạ"],  # a word's tone before the next word's letters, as in dictionaries
    ["ha", "ha noi", "hà", "hà nội", "hạ"],
    ["an", "an giang", "anh"],  # the shorter word first
    ["Dương", "Đà Nẵng", "Đắk Lắk", "Em"],
    ["Quý 2", "Quý 9", "Quý 10", "Quý II"],
    ["2.9", "2.10", "3.1"],
    ["Nghị định 9/2019", "Nghị định 30/2020", "Nghị định 191/2026"],
    ["Yên Bái", "Zambia", "Казахстан", "Россия", "中国"],
]
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵfjwz"
words = st.text(st.sampled_from(LETTERS + LETTERS.upper() + " -0123456789"), max_size=40)


@pytest.mark.parametrize("expected", IN_ORDER, ids=lambda names: names[0])
def test_order(expected):
    mixed = random.Random(25).sample(expected, len(expected))
    assert sorted(mixed, key=sort_key) == expected


def test_people_go_by_given_name():
    names = [
        "Lê Văn An",
        "Trần An",
        "Nguyễn Thị Ánh",
        "Đỗ Bình",
        "Hoàng Bình",
        "Phạm Dũng",
        "Bùi Đức",
        "Ai Ý",
    ]
    assert sorted(random.Random(3).sample(names, len(names)), key=person_sort_key) == names


def test_case_punctuation_and_the_place_of_the_tone_do_not_count():
    assert sort_key("HÒA BÌNH") == sort_key("hoà-bình") == sort_key(" hòa  bình. ")


@given(st.text(max_size=400))
def test_any_text_has_a_short_plain_key(text):
    key = sort_key(text)
    assert re.fullmatch("[0-9a-z]{0,200}", key) and key == sort_key(text)
    assert len(person_sort_key(text)) <= 200


@given(first=words, second=words)
def test_a_beginning_comes_first(first, second):
    assert sort_key(first) <= sort_key(f"{first} {second}")


@given(number=st.integers(0, 10**30), other=st.integers(0, 10**30))
def test_numbers_are_compared_as_numbers(number, other):
    assert (sort_key(f"Quý {number}") < sort_key(f"Quý {other}")) == (number < other)


def by_the_book(text):
    """The order as a dictionary has it, told without keys: word by word, letters, then tones."""
    marks = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
    letters = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
    told = []
    for word in text.lower().split():
        bare, tones = [], []
        for char in word:
            parts = unicodedata.normalize("NFD", char)
            tones += [marks[mark] for mark in parts if mark in marks]
            base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in marks))
            bare.append(letters.index(base))
        told.append((bare, tones))
    return told


syllables = st.text(st.sampled_from(LETTERS), min_size=1, max_size=4)
names = st.lists(syllables, min_size=1, max_size=4).map(" ".join)


@given(first=names, second=names)
def test_keys_order_as_the_dictionary_does(first, second):
    assert (sort_key(first) < sort_key(second)) == (by_the_book(first) < by_the_book(second))


def test_the_database_sorts_keys_as_the_program_does(db):
    from banggiao.core.access import system
    from banggiao.core.nouns import noun_of
    from banggiao.sources.records import records_create

    titles = [f"{name} · Zeta" for group in IN_ORDER for name in group]
    random.Random(7).shuffle(titles)
    noun = noun_of("engagement")
    made = records_create(noun, [{"title": t, "kind": "meeting"} for t in titles], by=system("kiểm thử"))
    stored = noun.model.objects.filter(pk__in=[r.pk for r in made]).order_by("sort_key", "caption")
    assert [r.caption for r in stored] == sorted(titles, key=lambda t: (sort_key(t), t.encode()))
