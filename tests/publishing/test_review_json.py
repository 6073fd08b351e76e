"""The review for machines: a published schema, stable bytes, and the way back for the next review."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from banggiao.appraisal.records import Appraisal
from banggiao.publishing import ReviewFormatError, load_review, review_json
from banggiao.publishing.review_json import schema
from tests.publishing.sample_appraisal import make_appraisal


@pytest.fixture(scope="module")
def appraisal() -> Appraisal:
    return make_appraisal(per_report=10)


@pytest.fixture(scope="module")
def data(appraisal: Appraisal) -> bytes:
    return review_json(appraisal)


def changed(data: bytes, *path: Any, to: object) -> bytes:
    top = json.loads(data)
    node = top
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = to
    return json.dumps(top).encode()


def test_the_review_fits_its_published_schema(data: bytes) -> None:
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(json.loads(data))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("statements", 0, "place", "paragraph"), 0),
        (("statements", 0, "role"), "kết quả"),
        (("statements", 0, "matches", 0, "score"), 1.5),
        (("cells", 0, "coverage"), "full"),
        (("version",), 2),
        (("extra",), 1),
    ],
)
def test_the_schema_notices_a_wrong_review(data: bytes, path: tuple[Any, ...], value: object) -> None:
    assert not Draft202012Validator(schema()).is_valid(json.loads(changed(data, *path, to=value)))


def test_every_statement_says_where_it_stands_and_what_it_counts_for(
    appraisal: Appraisal, data: bytes
) -> None:
    statements = json.loads(data)["statements"]
    assert len(statements) == len(appraisal.findings)
    for statement, finding in zip(statements, appraisal.findings, strict=True):
        place = statement["place"]
        assert (place["file"], place["paragraph"], place["page"]) == (
            finding.place.file,
            finding.place.paragraph,
            finding.place.page,
        )
        assert place["end"] - place["start"] == len(finding.words)
        assert statement["matches"][0]["clause"] == finding.clause
        assert statement["decision"] == "proposed"


def test_the_bytes_depend_on_the_review_alone(data: bytes) -> None:
    assert review_json(make_appraisal(per_report=10)) == data
    assert data.endswith(b"}\n")
    assert "Ủy ban nhân dân".encode() in data

    def ordered(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        assert keys == sorted(keys)
        return dict(pairs)

    json.loads(data, object_pairs_hook=ordered)


def test_what_was_written_is_read_back_whole(appraisal: Appraisal, data: bytes) -> None:
    assert load_review(data) == appraisal


def test_hostile_text_stays_valid_json(appraisal: Appraisal) -> None:
    finding = replace(appraisal.findings[0], words='</script>\x00\u2028"\\ 😀 \ud800')
    [statement] = json.loads(review_json(replace(appraisal, findings=(finding,))))["statements"]
    assert statement["words"] == '</script>\x00\u2028"\\ 😀 ?'


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        (b"PK\x03\x04", "không phải JSON"),
        (b"\xff\xfe", "không phải JSON"),
        (b"[]", "không phải kết quả rà soát"),
        (b'{"format": "other"}', "không phải kết quả rà soát"),
        (b'{"format": "banggiao-review", "version": 9}', "phiên bản 9"),
        (b'{"format": "banggiao-review", "version": 1}', "sai cấu trúc"),
        (b"[" * 100_000, "JSON"),
    ],
)
def test_another_file_is_refused_with_the_reason(spoilt: bytes, says: str) -> None:
    with pytest.raises(ReviewFormatError, match=says):
        load_review(spoilt)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("statements", 3, "role"), "nonsense", r"statements\[3\].role"),
        (("statements", 3, "place", "start"), "12", r"statements\[3\].place.start"),
        (("statements", 3, "place"), None, r"statements\[3\].place"),
        (("statements", 0, "color"), "red", r"statements\[0\].color"),
        (("period",), [2020], "period"),
        (("missing",), "body-1", "missing"),
    ],
)
def test_a_wrong_shape_is_refused_with_its_place(
    data: bytes, path: tuple[Any, ...], value: object, where: str
) -> None:
    with pytest.raises(ReviewFormatError, match=where):
        load_review(changed(data, *path, to=value))
