"""Lists as JSON: the same rows and columns as the other files, numbers as numbers, nothing beyond the screen."""

import csv
import io
import json

import pytest

from banggiao.core.access import system
from banggiao.core.nouns import noun_of, nouns
from banggiao.sources.records import record_create

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]


def fetched(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_each_list_offers_its_files_and_json_holds_the_rows_of_the_csv(sign_in):
    browser = sign_in()
    for noun in (noun for noun in nouns() if noun.exportable):
        page = browser.get(f"/r/{noun.code}/").content.decode()
        for format in ("csv", "xlsx", "docx", "json"):
            assert f"/r/{noun.code}/list.{format}" in page
        rows = json.loads(fetched(browser, f"/r/{noun.code}/list.json"))
        _, *lines = csv.reader(io.StringIO(fetched(browser, f"/r/{noun.code}/list.csv")))
        assert len(rows) == len(lines)
        assert all(row["key"] for row in rows)


def test_words_stay_as_they_are_and_numbers_are_numbers(sign_in):
    by = system("kiểm thử")
    record_create(noun_of("indicator"), {"code": "kt", "name_vi": "=1+1", "unit": "người"}, by=by)
    figure = {
        "indicator": "kt",
        "subject": "mfa",
        "value": "-1234.5",
        "unit": '"người"; lượt',
        "as_of": "2025",
    }
    record_create(noun_of("figure"), {**figure, "valid_from": "2024", "valid_to": "2024"}, by=by)
    (row,) = json.loads(fetched(sign_in(), "/r/figure/list.json?indicator=kt"))
    assert (row["indicator"], row["value"], row["unit"]) == ("=1+1", -1234.5, '"người"; lượt')
    assert row["counterpart"] is None
