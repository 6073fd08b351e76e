"""Records entered twice are found: without diacritics, across word order, by abbreviation, days apart."""

import random
import time

import pytest

from banggiao.core.access import Viewer
from banggiao.core.nouns import noun_of
from banggiao.engagements.models import Engagement
from banggiao.search.services import entries_write
from banggiao.sources import duplicates
from banggiao.sources.deeds import record_archive, record_relabel
from banggiao.sources.duplicates import duplicates_in, duplicates_of
from tests.register.deeds_tools import BY, actor, agency, meeting, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]


def captions(noun, given, viewer=BY):
    return [candidate.caption for candidate in duplicates_of(noun_of(noun), given, viewer)]


@pytest.mark.parametrize(
    "typed",
    [
        "Hội hữu nghị Việt – Nhật",
        "hoi huu nghi viet - nhat",
        "Hội Việt - Nhật hữu nghị",
        "Hội hữu nghị Việt-Nhật TP",
    ],
)
def test_a_name_is_found_without_diacritics_and_across_word_order(typed):
    actor("hn-nhat", "Hội hữu nghị Việt - Nhật")
    assert captions("actor", {"name_vi": typed, "kind": "people"}) == ["Hội hữu nghị Việt - Nhật"]


def test_an_abbreviation_is_found_both_ways():
    whole = actor("vjfa", "Viện Nghiên cứu Đông Bắc Á")
    assert captions("actor", {"name_vi": "VNCĐBA"}) == [whole.caption]
    short = actor("x", "TTBV")
    assert captions("actor", {"name_vi": "Trung tâm Biên Viễn"}) == [short.caption]


def test_units_of_the_same_name_under_two_bodies_are_two():
    actor("so-1", "Phòng Lãnh sự ủy quyền", parent="province-31")
    assert captions("actor", {"name_vi": "Phòng Lãnh sự ủy quyền", "parent": "province-79"}) == []
    assert captions("actor", {"name_vi": "Phòng Lãnh sự ủy quyền", "parent": "province-31"}) != []


def test_one_visit_entered_by_two_bodies_is_found_by_its_partner_and_days():
    meeting(title="Hội đàm Bộ trưởng Ngoại giao", counterpart="country-JPN", valid_from="2025-10-29")
    again = {"title": "Bộ trưởng Ngoại giao hội đàm", "kind": "meeting", "counterpart": "country-JPN"}
    assert captions("engagement", {**again, "valid_from": "30/10/2025"}) == ["Hội đàm Bộ trưởng Ngoại giao"]
    assert captions("engagement", {**again, "valid_from": "30/11/2025"}) == [], "next month's is another"
    other = {**again, "valid_from": "30/10/2025", "counterpart": "country-FRA"}
    assert captions("engagement", other) == [], "with another partner it is another"


def test_one_visit_in_other_words_is_found_where_partner_and_days_agree():
    meeting(
        title="Đoàn Bộ Ngoại giao thăm Tokyo", counterpart="country-JPN", host="mfa", valid_from="2025-10-29"
    )
    found = duplicates_of(
        noun_of("engagement"),
        {
            "title": "Đoàn Bộ Ngoại giao đi Tokyo",
            "counterpart": "country-JPN",
            "host": "mfa",
            "valid_from": "2025-10-28",
        },
        BY,
    )
    assert [c.reason for c in found] == [duplicates.SAME_PARTNER]


def test_a_part_is_compared_within_its_whole_only():
    one, two = meeting(title="A"), meeting(title="B")
    write("participation", engagement=str(one.key), actor="mfa", role="host")
    assert captions("participation", {"engagement": str(two.key), "actor": "mfa", "role": "host"}) == []
    assert captions("participation", {"engagement": str(one.key), "actor": "mfa", "role": "host"}) != []


def test_what_a_viewer_may_not_see_and_what_is_archived_is_never_named():
    one = meeting(title="Phương án đàm phán kín", counterpart="country-JPN")
    record_relabel(one, label=agency(), by=BY, reason="nội bộ")
    gone = meeting(title="Phương án đàm phán kín", counterpart="country-JPN")
    record_archive(gone, by=BY, reason="thừa")
    public = Viewer(name="khách", labels=frozenset({1}), may=lambda _: True)
    assert captions("engagement", {"title": "Phương án đàm phán kín"}, public) == []
    assert len(captions("engagement", {"title": "Phương án đàm phán kín"})) == 1
    assert duplicates_in(noun_of("engagement"), public)[0] == []


def test_pairs_of_a_noun_come_with_their_likeness_and_reason():
    one, two = actor("a1", "Quỹ Hòa bình Á châu"), actor("a2", "Quy Hoa Binh chau A")
    found = [
        pair
        for pair in duplicates_in(noun_of("actor"), BY)[0]
        if {pair.first.key, pair.second.key} == {one.key, two.key}
    ]
    (pair,) = found
    assert pair.reason is duplicates.SAME_WORDS
    assert pair.score >= 0.98
    assert pair.first.key == one.key


def test_a_province_and_the_one_that_has_its_name_since_the_merger_are_two():
    names = [pair.first.caption for pair in duplicates_in(noun_of("actor"), BY, limit=1000)[0]]
    assert "Phú Thọ" not in names


def test_other_figures_and_other_partners_are_other_things():
    meeting(title="Kỳ họp thứ 12 Ủy ban hợp tác", counterpart="country-JPN")
    assert (
        captions("engagement", {"title": "Kỳ họp thứ 13 Ủy ban hợp tác", "counterpart": "country-JPN"}) == []
    )
    paper = write("instrument", title="Hiệp định thử")
    write("party", instrument=str(paper.key), actor="country-JPN", role="party")
    assert captions("party", {"instrument": str(paper.key), "actor": "country-FRA", "role": "party"}) == []


def test_a_large_noun_is_looked_through_by_windows_to_the_same_end(monkeypatch):
    generator = random.Random(7)
    rows = []
    for n in range(230):
        title = f"Hội thảo {generator.randrange(90)} {generator.randrange(90)} {n // 2 + 500}"
        rows.append(Engagement(title=title, caption=title, kind="conference"))
    entries_write(noun_of("engagement"), Engagement.objects.bulk_create(rows))
    twin = Engagement.objects.create(
        title="Hoi thao le ky niem", caption="Hoi thao le ky niem", kind="conference"
    )
    old = Engagement.objects.create(
        title="Hội thảo lễ kỷ niệm", caption="Hội thảo lễ kỷ niệm", kind="conference"
    )
    entries_write(noun_of("engagement"), [twin, old])
    at_once, after = duplicates_in(noun_of("engagement"), BY, limit=1000)
    assert after is None
    monkeypatch.setattr(duplicates, "SMALL", 10)
    by_window, before = set(), None
    while True:
        pairs, before = duplicates_in(noun_of("engagement"), BY, before=before, limit=1000)
        by_window |= {frozenset((p.first.key, p.second.key)) for p in pairs}
        if before is None:
            break
    assert frozenset((twin.key, old.key)) in by_window
    assert {frozenset((p.first.key, p.second.key)) for p in at_once} <= by_window


def test_twice_as_many_records_take_about_twice_as_long_not_four_times():
    def seconds(count):
        sketches = [
            duplicates.Sketch(n, None, f"Hoạt động đối ngoại số {n} của đoàn {n * 7919}", {}, None)
            for n in range(count)
        ]
        start = time.perf_counter()
        list(duplicates._pairs_among(noun_of("engagement"), sketches))
        return time.perf_counter() - start

    assert seconds(4000) < 3.2 * seconds(2000) + 0.2
