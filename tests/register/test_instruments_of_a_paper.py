"""Instruments that a paper names: known, or kept as unresolved until they are merged into the one meant; and
where a source was published."""

import pytest

from banggiao.core.access import system
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.nouns import noun_of
from banggiao.instruments.models import Instrument
from banggiao.instruments.references import instruments_meant, instruments_named, unresolved_keep
from banggiao.reading.intake import open_paper
from banggiao.reviews.reader import register_reader
from banggiao.sources.merging import records_merge
from banggiao.sources.models import Claim, ClaimState
from banggiao.sources.records import record_change, record_create
from banggiao.sources.selectors import paper_of
from banggiao.sources.services import paper_keep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("kiểm thử")
PAPER = """Bài viết

Ngành Ngoại giao triển khai Nghị quyết số 59-NQ/TW và Kế hoạch số 9876-KH/XYZ của cơ quan thử.

Kế hoạch số 9876-KH/XYZ nêu rõ các việc phải làm.
"""


@pytest.fixture
def source():
    return paper_keep(paper=open_paper("bai-viet.txt", PAPER.encode()), title="Bài viết")


def named(source):
    return instruments_named(register_reader().read(paper_of(source)))


def test_each_instrument_is_named_once_with_all_its_places(source):
    known, unknown = named(source)
    assert (known.number, unknown.number) == ("59-NQ/TW", "9876-KH/XYZ")
    assert known.code and not unknown.code
    assert len(unknown.places) == 2
    assert source.text[unknown.start : unknown.end] == "Kế hoạch số 9876-KH/XYZ"


def test_one_the_register_does_not_know_is_kept_unresolved_with_the_papers_words(source):
    found = named(source)
    assert {i.code for i in instruments_meant(source, found, BY).values()} == {found[0].code}
    (kept,) = unresolved_keep(source, found, [one.place for one in found], by=BY)
    assert (kept.number, kept.lifecycle) == ("9876-KH/XYZ", "unresolved")
    claim = Claim.objects.get(noun="instrument", record_key=kept.key)
    assert (claim.state, claim.words, claim.source) == (
        ClaimState.PROPOSED, "Kế hoạch số 9876-KH/XYZ", source,
    )  # fmt: skip
    assert unresolved_keep(source, found, [found[1].place], by=BY) == []


def test_it_is_resolved_by_merging_it_into_the_one_that_was_meant(source):
    found = named(source)
    (kept,) = unresolved_keep(source, found, [found[1].place], by=BY)
    real = record_create(
        noun_of("instrument"), {"title": "Kế hoạch thật", "kind": "programme", "lifecycle": "in_force"}, by=BY
    )
    records_merge(
        real, kept, by=BY, choices={"title": "keep", "lifecycle": "keep"}, reason="chính là văn kiện này"
    )
    meant = instruments_meant(source, found, BY)[found[1].place]
    assert meant.pk == real.pk
    assert not Instrument.objects.current().filter(lifecycle="unresolved").exists()


def test_one_entered_by_hand_is_known_by_its_number(source):
    made = record_create(noun_of("instrument"), {"title": "Kế hoạch", "number": "9876-KH/XYZ"}, by=BY)
    found = named(source)
    assert instruments_meant(source, found, BY)[found[1].place] == made


def test_nothing_ticked_is_refused(source):
    with pytest.raises(DeedRefused):
        unresolved_keep(source, named(source), [], by=BY)


def test_the_page_keeps_what_is_ticked_and_lists_it(sign_in, source):
    browser = sign_in()
    address = f"/r/source/{source.key}/instruments/"
    assert address in browser.get(f"/r/source/{source.key}/").content.decode()
    place = named(source)[1].place
    page = browser.get(address).content.decode()
    assert place in page and named(source)[0].place not in page
    assert browser.post(address, {}).status_code == 422
    assert browser.post(address, {"named": [place]}).status_code == 302
    assert "9876-KH/XYZ" in browser.get("/r/instrument/?lifecycle=unresolved").content.decode()
    assert place not in browser.get(address).content.decode()


def test_a_source_says_where_it_was_published_and_only_an_address_on_the_web_is_one(source):
    record_change(
        source, {"publisher": "Báo thử", "url": "https://vi-du.vn/bai?x=1"}, by=BY, reason="ghi nơi công bố"
    )
    source.refresh_from_db()
    assert (source.publisher, source.url) == ("Báo thử", "https://vi-du.vn/bai?x=1")
    for bad in (
        "javascript:alert(1)", "ftp://vi-du.vn/x", "vi-du.vn", "https://", "https://a:b@vi-du.vn/",
        "https://vi-du.vn/a b", "http://[::1", "https://vi-du.vn:99999/",
    ):  # fmt: skip
        with pytest.raises(RowsRefused) as refused:
            record_change(source, {"url": bad}, by=BY, reason="thử")
        assert refused.value.faults[0][1].field == "url"


@pytest.mark.parametrize("given", [{"title": "Tên khác"}, {"publisher": "Báo thử", "text": "lời khác"}])
def test_what_was_read_of_it_is_not_rewritten(source, given):
    with pytest.raises(DeedRefused) as refused:
        record_change(source, given, by=BY, reason="thử")
    assert refused.value.code == "not-writable"
    with pytest.raises(DeedRefused):
        record_create(noun_of("source"), {"publisher": "Báo thử"}, by=BY)


def test_its_page_offers_only_these_two_inputs_and_links_out_without_opening(sign_in, source):
    browser = sign_in("kim", mfa=["approver"])
    form = browser.get(f"/r/source/{source.key}/change/").content.decode()
    assert 'name="url"' in form and 'name="publisher"' in form
    assert 'name="text"' not in form and 'name="kind"' not in form
    answer = browser.post(
        f"/r/source/{source.key}/change/",
        {"publisher": "Báo thử", "url": "https://vi-du.vn/bai", "title": "đổi trộm", "_reason": "nguồn"},
    )
    assert answer.status_code == 302
    page = browser.get(f"/r/source/{source.key}/").content.decode()
    assert (
        '<a href="https://vi-du.vn/bai" rel="noopener noreferrer nofollow">https://vi-du.vn/bai</a>' in page
    )
    source.refresh_from_db()
    assert source.title == "Bài viết"
    (kept,) = unresolved_keep(source, named(source), [named(source)[1].place], by=BY)
    assert "(Báo thử)" in browser.get(f"/r/instrument/{kept.key}/").content.decode()
    assert browser.get("/r/source/new/").status_code == 404
