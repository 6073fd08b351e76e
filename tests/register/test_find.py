"""Records to choose from while somebody types."""

import pytest

from banggiao.core.access import Viewer, system
from banggiao.core.nouns import noun_of
from banggiao.sources.finding import records_found
from banggiao.sources.records import records_create

ANYBODY = system("kiểm thử")


@pytest.fixture
def agencies(db):
    rows = [
        {"name_vi": "Sở Ngoại vụ thành phố Thử", "code": "thu-a", "kind": "agency"},
        {"name_vi": "Trung tâm Dịch vụ của Sở Ngoại vụ thành phố Thử", "code": "thu-b", "kind": "unit"},
        {"name_vi": "Ông Trời", "code": "so-ngoai-vu", "kind": "agency"},
    ]
    return records_create(noun_of("actor"), rows, by=ANYBODY)


def test_a_code_stands_first_then_captions_that_begin_with_the_words_then_the_others(agencies):
    actor = noun_of("actor")

    assert [one.caption for one in records_found(actor, "Sở Ngoại vụ thành phố Thử", ANYBODY)] == [
        "Sở Ngoại vụ thành phố Thử",
        "Trung tâm Dịch vụ của Sở Ngoại vụ thành phố Thử",
    ]
    assert records_found(actor, "so-ngoai-vu", ANYBODY)[0].caption == "Ông Trời"


def test_without_words_the_list_begins_at_its_beginning(vietnam):
    assert len(records_found(noun_of("actor"), "  ", ANYBODY)) == 12


def test_what_may_not_be_seen_is_not_offered(agencies):
    assert records_found(noun_of("actor"), "thu-a", Viewer("người lạ")) == []


def test_the_address_answers_with_key_caption_and_what_tells_namesakes_apart(sign_in, agencies):
    client = sign_in()
    answer = client.get("/r/actor/find/", {"q": "thu-b"})

    assert answer.json()["found"][0] == {
        "key": str(agencies[1].key),
        "caption": "Trung tâm Dịch vụ của Sở Ngoại vụ thành phố Thử",
        "note": "đơn vị",
    }
    assert client.get("/r/nothing/find/").status_code == 404
