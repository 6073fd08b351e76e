"""What is found by words, and by whom."""

from __future__ import annotations

import pytest

from banggiao.core.access import system
from banggiao.core.nouns import noun_of
from banggiao.search.selectors import narrowed, search
from banggiao.sources.records import records_create

BY = system("kiểm thử")


def captions(words, **more):
    return ["".join(text for text, _ in hit.caption) for hit in search(BY, words, **more).hits]


@pytest.fixture
def engagements(db):
    titles = [
        "Hội nghị đối ngoại toàn quốc",
        "Đôi ngoại tình",
        "Lễ ký Thỏa thuận hòa bình",
        "Tọa đàm về ngoại giao văn hoá",
        "Rà soát Chỉ thị 25-CT/TW",
    ]
    return records_create(noun_of("engagement"), [{"title": t, "kind": "meeting"} for t in titles], by=BY)


def test_words_without_diacritics_find_those_with(engagements):
    only = ["engagement"]
    assert set(captions("doi ngoai", nouns=only)) == {"Hội nghị đối ngoại toàn quốc", "Đôi ngoại tình"}
    assert captions("đối ngoại", nouns=only)[0] == "Hội nghị đối ngoại toàn quốc"
    assert "Tọa đàm về ngoại giao văn hoá" in captions("ngoại gi", nouns=only)
    rows = narrowed(noun_of("engagement").model.objects.all(), noun_of("engagement"), "hoà binh", BY)
    assert [r.caption for r in rows] == ["Lễ ký Thỏa thuận hòa bình"]
