"""What is found by words: diacritics, tones, phrases, numbers, beginnings; in which order; what is marked."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from banggiao.core.nouns import noun_of
from banggiao.reading.paper import Paper
from banggiao.search import selectors
from banggiao.search.selectors import narrowed, search
from banggiao.search.services import entries_rebuild, entries_remove, entries_write
from banggiao.sources.models import Source
from banggiao.sources.records import record_change, record_create, records_create
from banggiao.sources.services import paper_keep

from .conftest import BY, TITLES

ENGAGEMENT = noun_of("engagement")


def plain(pieces):
    return "".join(text for text, _ in pieces)


def found(words):
    """The short names of the corpus's engagements that are found, the best first."""
    names = {title: name for name, title in TITLES.items()}
    page = search(BY, words, nouns=["engagement"], limit=200)
    return [names[plain(hit.caption)] for hit in page.hits if plain(hit.caption) in names]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("doi ngoai zeta", {"toan-quoc", "doi-ngoai", "nhan-dan", "dan-nhan"}),
        ("DOI NGOAI nhan dan zeta", {"nhan-dan", "dan-nhan"}),
        ('"doi ngoai nhan dan" zeta', {"nhan-dan"}),
        ("“đối ngoại nhân dân” zeta", {"nhan-dan"}),
        ("hoà zeta", {"hoa-binh", "van-hoa"}),
        ("hoa binh zeta", {"hoa-binh"}),
        ("zeta dao tao", {"bao-cao"}),
        ("zeta đào tạo", {"bao-cao"}),
        ("zeta ngoại gi", {"van-hoa"}),
        ("zeta thoa th", {"hoa-binh"}),
        ("zeta 25-CT/TW", {"chi-thi"}),
        ("zeta 25 CT TW", {"chi-thi"}),
        ("zeta 25 ct/t", {"chi-thi"}),
        ("1234/BC-UBND", {"bao-cao"}),
        ("zeta 1234", {"bao-cao"}),
        ("zeta cá tra huế", set(TITLES)),
        ("zeta saturn", set()),
    ],
)
def test_words_find(corpus, words, names):
    assert set(found(words)) == names
    assert set(found(unicodedata.normalize("NFD", words))) == names


def test_both_places_of_the_tone_find_the_same(corpus):
    assert found("zeta thỏa thuận hòa bình") == found("zeta thoả thuận hoà bình") == ["hoa-binh"]


def test_the_same_diacritics_come_first(corpus):
    assert found("đôi ngoài zeta")[0] == "doi-ngoai"
    assert found("đối ngoại zeta")[:2] == ["nhan-dan", "toan-quoc"]


def test_the_same_diacritics_come_first_among_more_than_are_ranked(corpus, monkeypatch):
    rows = [{"title": f"Đồi ngoãi Zeta {n}", "kind": "meeting"} for n in range(12)]
    records_create(ENGAGEMENT, rows, by=BY)
    monkeypatch.setattr(selectors, "MOST", 5)
    monkeypatch.setattr(selectors, "POOL", 4)
    page = search(BY, "đối ngoại zeta")
    assert page.more and page.count == 5
    assert [plain(hit.caption) for hit in page.hits][:2] == [TITLES["nhan-dan"], TITLES["toan-quoc"]]


def test_a_title_weighs_more_than_a_text(corpus):
    record_create(ENGAGEMENT, {"title": "Cá tra", "kind": "meeting"}, by=BY)
    assert plain(search(BY, "ca tra").hits[0].caption) == "Cá tra"


def test_words_are_marked_in_the_original_text(corpus):
    hit = search(BY, "doi ngoai nhan dan zeta").hits[0]
    assert hit.caption == (("Đối ngoại nhân dân", True), (": gặp mặt ", False), ("Zeta", True))
    hit = search(BY, "cá tra zeta").hits[0]
    assert ("cá tra", True) in hit.snippet and hit.field == "purpose"


def test_counts_are_told_for_each_noun_and_stay_when_one_is_chosen(corpus):
    record_create(noun_of("actor"), {"name_vi": "Hội Zeta", "code": "zeta", "kind": "people"}, by=BY)
    counted = {one.noun: one.count for one in search(BY, "zeta").counts}
    assert counted == {"engagement": len(TITLES), "actor": 1}
    page = search(BY, "zeta", nouns=["actor"])
    assert [hit.noun for hit in page.hits] == ["actor"] and page.count == 1
    assert {one.noun: one.count for one in page.counts} == counted


def test_pages_follow_one_another_without_gap_or_repetition(corpus):
    whole = [hit.key for hit in search(BY, "zeta", limit=100).hits]
    seen, after = [], None
    while True:
        page = search(BY, "zeta", after=after, limit=3)
        seen += [hit.key for hit in page.hits]
        after = page.after
        if after is None:
            break
    assert seen == whole and len(seen) == len(TITLES)


def test_former_names_lead_to_the_actor_of_today(corpus):
    actor = record_create(noun_of("actor"), {"name_vi": "Sở Omega", "code": "omega", "kind": "agency"}, by=BY)
    name = {"name": "Ty Thái Ất Zeta", "actor": str(actor.key), "kind": "former", "language": "vi"}
    record_create(noun_of("actorname"), name, by=BY)
    hits = search(BY, "ty thai at zeta").hits
    assert [(hit.noun, hit.key) for hit in hits] == [("actor", actor.key)]
    actors = narrowed(type(actor).objects.all(), noun_of("actor"), "ty thai at zeta", BY)
    assert list(actors) == [actor]
    names = noun_of("actorname")
    assert [r.caption for r in narrowed(names.model.objects.all(), names, "thai at zeta", BY)] == [
        "Ty Thái Ất Zeta · Sở Omega"
    ]


def test_the_whole_text_of_a_paper_is_found_and_shown(corpus):
    text = "Kính gửi các cơ quan. " * 4000 + "Việc khai thác sao Diêm Vương được giao cho tỉnh."
    paper = Source.objects.create(
        sha256="d" * 64, name="bao-cao.docx", format="docx", text=text, caption="Báo cáo"
    )
    entries_write(noun_of("source"), [paper])
    (hit,) = search(BY, "sao diem vuong").hits
    assert hit.key == paper.key and ("sao Diêm Vương", True) in hit.snippet


def test_a_paper_that_was_read_is_found_by_its_number_and_its_words(db):
    text = "BÁO CÁO Kết quả trồng cây phong ba ở quần đảo"
    paper = Paper(
        sha256="e" * 64, name="phong-ba.docx", format="docx", text=text, blocks=(), pages=None, notes=()
    )
    paper_keep(paper=paper, number="77/BC-UBND", title="Kết quả trồng cây")
    for words in ("77/BC-UBND", "phong-ba.docx", "cay phong ba o quan dao"):
        assert [hit.noun for hit in search(BY, words).hits] == ["source"], words


def test_what_joins_others_stands_behind_what_has_a_name(corpus):
    actors = [
        record_create(noun_of("actor"), {"name_vi": name, "code": code, "kind": "agency"}, by=BY)
        for name, code in (("Viện Omicron", "o1"), ("Cục Omicron", "o2"))
    ]
    keys = [str(actor.key) for actor in actors]
    became = {"predecessor": keys[0], "kind": "merged_into", "successor": keys[1], "on": "2025-03"}
    record_create(noun_of("succession"), became, by=BY)
    hits = search(BY, "omicron").hits
    assert [hit.noun for hit in hits] == ["actor", "actor", "succession"]
    assert hits[2].precision == "month"


def test_a_change_replaces_what_was_found_before(corpus):
    record_change(corpus["hoa-binh"], {"title": "Lễ ký Gamma"}, by=BY, reason="sửa tên")
    assert not search(BY, "thoa thuan hoa binh zeta").hits
    assert [plain(hit.caption) for hit in search(BY, "gamma").hits] == ["Lễ ký Gamma"]


def test_what_was_removed_is_found_no_more_until_it_is_written_again(corpus):
    entries_remove(ENGAGEMENT, [corpus["hoa-binh"].pk])
    assert found("hoa binh zeta") == []
    entries_write(ENGAGEMENT, [corpus["hoa-binh"]])
    assert found("hoa binh zeta") == ["hoa-binh"]


def test_the_index_made_anew_finds_the_same(corpus):
    queries = ["zeta", "đối ngoại zeta", "25-CT/TW", "cá tra"]
    before = [found(words) for words in queries]
    entries_rebuild(ENGAGEMENT)
    assert [found(words) for words in queries] == before
    entries_rebuild()
    assert [found(words) for words in queries] == before


def test_a_list_is_narrowed_alike_when_much_matches(corpus, monkeypatch):
    def rows(words):
        queryset = ENGAGEMENT.model.objects.order_by("sort_key", "id")
        return list(narrowed(queryset, ENGAGEMENT, words, BY).values_list("caption", flat=True))

    few = [rows("zeta"), rows("doi ngoai zeta"), rows("zeta hội ngh")]
    assert few[0] == [TITLES[name] for name in ("bao-cao", "doi-ngoai", "nhan-dan", "toan-quoc", "hoa-binh",
                                                "dan-nhan", "chi-thi", "van-hoa")]  # fmt: skip
    monkeypatch.setattr(selectors, "_MOST_IN_LIST", 1)
    assert [rows("zeta"), rows("doi ngoai zeta"), rows("zeta hội ngh")] == few


ODD = st.text(
    st.sampled_from("abđếộ\"“”'()*:^+-_=@#&|!<>~\\/%;,.[]{} \t\n\0\u0301\u0323ANDORNOT0129İß中ﬁ²𝔘\ud83d")
    | st.characters()
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=ODD)
@example('a OR "b')
@example("NEAR(a b)")
@example("x*y :* & | ! ()")
@example('"' * 50)
@example("a" * 5000)
@example(" ".join(["từ"] * 500))
def test_whatever_is_typed_is_data(corpus, words):
    page = search(BY, words)
    assert len(page.hits) <= 20
    list(narrowed(ENGAGEMENT.model.objects.all(), ENGAGEMENT, words, BY)[:3])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_words_of_a_title_find_it_with_or_without_diacritics(corpus, data):
    name = data.draw(st.sampled_from(sorted(TITLES)))
    words = data.draw(st.lists(st.sampled_from(TITLES[name].split()), min_size=1, max_size=5))
    bare = "".join(c for c in unicodedata.normalize("NFD", " ".join(words)) if not unicodedata.combining(c))
    assert name in found(" ".join([*words, "Zeta"]))
    assert name in found(bare.replace("đ", "d").replace("Đ", "D") + " Zeta")
