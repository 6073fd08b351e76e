"""The description of the API is one, tells what the nouns tell, and holds: each operation answers as it says."""

from __future__ import annotations

import json

import pytest
import schemathesis

from banggiao.api.doors import api_made
from banggiao.core.nouns import noun_of, nouns
from tests.api.conforming import conforms, keys_there, operations
from tests.api.conftest import caller_for

pytestmark = pytest.mark.django_db
ASKED = {"engagement": 5, "person": 3, "source": 3}
"""Noun → cases an operation: many kinds of field, personal ones, one that is only read. `make conform` asks all
nouns, a thousand times each; what is built for an operation's cases takes some 30 MB."""


@pytest.fixture(scope="module")
def described():
    return json.loads(api_made().description_json)


def test_it_is_a_description_of_openapi_3_1(described):
    assert described["openapi"].startswith("3.1")
    schemathesis.openapi.from_dict(described).validate()


def test_every_noun_has_its_operations_and_its_fields_in_both_languages(described):
    paths = described["paths"]
    for noun in nouns():
        of_all, of_one = paths[f"/api/v1/{noun.code}"], paths[f"/api/v1/{noun.code}/{{key}}"]
        assert "get" in of_all and "get" in of_one
        assert ("post" in of_all) == noun.writable
        assert ("patch" in of_one) == noun.changeable
        assert (f"/api/v1/{noun.code}/bulk" in paths) == noun.writable
        values = described["components"]["schemas"][f"{noun.code.title()}Values"]["properties"]
        assert set(values) == {f.name for f in noun.open_fields}
        for f in noun.open_fields:
            assert values[f.name]["description"].startswith(f"{f.vi} / {f.en}")
    filters = {one["name"] for one in paths["/api/v1/engagement"]["get"]["parameters"]}
    offered = {f.name for f in noun_of("engagement").open_fields if f.filtered}
    assert offered | {"q", "sort", "true_on", "known_on", "archived", "cursor", "limit"} <= filters


def test_personal_fields_are_written_and_never_told(described):
    schemas = described["components"]["schemas"]
    personal = {f.name for f in noun_of("person").personal_fields}
    assert personal <= set(schemas["PersonNew"]["properties"])
    assert not personal & set(schemas["PersonValues"]["properties"])


def test_every_noun_that_people_write_circulates_and_says_so(described):
    schemas, paths = described["components"]["schemas"], described["paths"]
    for noun in nouns():
        for deed in ("release", "decide"):
            assert (f"/api/v1/{noun.code}/{{key}}/{deed}" in paths) == noun.writable
        if noun.writable:
            for sent in ("Create", "Bulk"):
                offered = schemas[f"{noun.code.title()}{sent}"]["properties"]
                assert ("circulation" in offered) == (not noun.part_of)
        assert {"circulation", "release"} <= set(schemas[f"{noun.code.title()}Record"]["properties"])
    assert schemas["CirculationNew"]["properties"]["reach"]["enum"] == ["agency", "named"]


def test_the_operations_answer_as_they_say(member):
    one = caller_for(member("thu", mfa=["drafter", "approver", "personal"]))
    keys = keys_there()
    for operation in operations(tuple(ASKED)):
        cases = ASKED[operation.path.split("/")[3]]
        conforms(operation, token=one.text, cases=cases, keys=keys, seed=None)
