"""Every record leaves as a W3C Web Annotation whose selectors find its words again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.packs import load_pack
from banggiao.reading.annotations import annotations_of
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.intake import DEFAULT_LIMITS, open_paper, walk
from banggiao.reading.pinned import Pinned, pinned
from banggiao.reading.reader import Reader
from banggiao.reading.records import Reading
from banggiao.reading.refusal import Refusal
from banggiao.reading.selectors import find, selectors_of

from ..intake.fuzzing import QUICK, SEEDS, case
from ..papers import paper_from_text

SAMPLES = Path(__file__).parents[3] / "samples" / "review"
TEXTS = Path(__file__).parents[3] / "benchmarks" / "reading" / "texts"
READER = Reader(Gazetteer.from_pack(load_pack("vn")))
TASK = """BỘ MẪU
Số: 12/CV-BM
Hà Nội, ngày 3 tháng 2 năm 2024
Bộ Ngoại giao chủ trì, phối hợp với Bộ Công Thương, Bộ Tài chính xây dựng Kế hoạch đối ngoại trước ngày 30/6/2024."""


def sample_papers() -> list[Reading]:
    readings = []
    for root in (SAMPLES, TEXTS):
        for name, path in walk(root):
            try:
                readings.append(READER.read(open_paper(name, path.read_bytes(), limits=DEFAULT_LIMITS)))
            except Refusal:
                continue
    return readings


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    read = sample_papers()
    assert len(read) > 60
    return read


def damaged(kind: str) -> list[Reading]:
    readings = []
    for seed in range(12):
        try:
            readings.append(READER.read(open_paper("tệp", case(kind, seed), limits=QUICK)))
        except Refusal:
            continue
    return readings


def items(collection: dict[str, Any]) -> list[dict[str, Any]]:
    return list(collection["first"]["items"])


def selectors(item: dict[str, Any]) -> list[dict[str, Any]]:
    return list(item["target"]["selector"])


def keep_their_words(reading: Reading) -> None:
    text = reading.paper.text
    for item in items(annotations_of(reading)):
        position, quote = selectors(item)
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"] != ""
        assert text.endswith(quote["prefix"], 0, start) and text.startswith(quote["suffix"], end)
        assert find(text, selectors(item)) == (start, end)


@pytest.mark.slow
def test_every_record_of_every_sample_paper_keeps_its_words(readings: list[Reading]) -> None:
    for reading in readings:
        keep_their_words(reading)


@pytest.mark.parametrize("kind", SEEDS)
def test_every_record_of_a_damaged_paper_keeps_its_words(kind: str) -> None:
    for reading in damaged(kind):
        keep_their_words(reading)


def test_no_record_and_no_span_in_a_record_is_left_out(readings: list[Reading]) -> None:
    for reading in readings[::4]:
        spans = {(each.kind, each.part, each.start, each.end) for each in pinned(reading)}
        for mention in reading.mentions:
            assert ("mention", "", mention.start, mention.end) in spans
        for statement in reading.statements:
            assert ("statement", "", statement.start, statement.end) in spans
            assert all(("statement", "evidence", *span) in spans for span in statement.evidence)
        for task in reading.assignments:
            assert task.lead is None or ("assignment", "lead", *task.lead) in spans
            assert all(("assignment", "supporters", *span) in spans for span in task.supporters)
            assert ("assignment", "action", *task.action) in spans
        for event in reading.happenings:
            assert ("event", "", event.start, event.end) in spans
            assert all(("event", "participants", *span[:2]) in spans for span in event.participants)


def test_a_paper_that_grew_at_its_head_keeps_its_places(readings: list[Reading]) -> None:
    added = "Công văn này thay công văn trước.\n" * 7
    found = 0
    for reading in (each for each in readings if len(each.paper.text) < 20_000):
        grown = added + reading.paper.text
        for item in items(annotations_of(reading)):
            position, quote = selectors(item)
            if not quote["prefix"]:
                continue
            place = find(grown, selectors(item))
            assert place == (position["start"] + len(added), position["end"] + len(added)), quote
            found += 1
    assert found > 1000


def test_words_that_are_gone_are_not_found() -> None:
    [quoted] = selectors_of("Bộ Ngoại giao báo cáo.", [(0, 13)]).values()

    assert find("Bộ Công Thương báo cáo.", quoted) is None


def test_words_in_two_new_surroundings_are_not_guessed() -> None:
    [quoted] = selectors_of("Lào và Cuba.", [(0, 3)]).values()

    assert find("Nước Lào xưa, nước Lào nay.", quoted) is None
    assert find("Nước Lào nay.", quoted) == (5, 8)


def test_an_assignment_stands_with_its_parts_and_its_rule() -> None:
    collection = annotations_of(READER.read(paper_from_text("giao-viec.txt", TASK)))
    by_tag: dict[str, list[dict[str, Any]]] = {}
    for item in items(collection):
        by_tag.setdefault(item["body"][0]["value"], []).append(item)

    [task] = by_tag["assignment"]
    assert task["creator"]["name"].startswith("rule ")
    assert json.loads(task["body"][1]["value"])["paragraph"] == 4
    [lead], [first, second] = by_tag["lead"], by_tag["supporters"]
    assert selectors(lead)[1]["exact"] == "Bộ Ngoại giao"
    assert [selectors(each)[1]["exact"] for each in (first, second)] == ["Bộ Công Thương", "Bộ Tài chính"]
    assert lead["body"][2] == {"type": "SpecificResource", "purpose": "linking", "source": task["id"]}
    assert {"header", "mention", "statement", "deadline"} <= by_tag.keys()


def test_a_collection_has_the_shape_of_the_model() -> None:
    reading = READER.read(paper_from_text("giao-viec.txt", TASK))
    collection = annotations_of(reading)
    all_items = items(collection)

    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection" and collection["total"] == len(all_items)
    assert collection["first"]["type"] == "AnnotationPage"
    assert len({item["id"] for item in all_items}) == len(all_items)
    for item in all_items:
        assert item.keys() == {"id", "type", "motivation", "creator", "generator", "body", "target"}
        assert item["target"]["source"].startswith("ni:///sha-256;")
    assert collection == annotations_of(reading)


@given(st.text("ab \n", min_size=1, max_size=60), st.data())
def test_a_place_in_any_text_is_found_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    spans = [(start, end), (0, 1), (len(text) - 1, len(text))]

    for span, quoted in selectors_of(text, spans).items():
        assert find(text, quoted) == span


def test_a_record_of_a_model_names_the_model() -> None:
    reading = READER.read(paper_from_text("giao-viec.txt", TASK))
    words = "Kế hoạch đối ngoại"
    at = reading.paper.text.index(words)
    proposal = Pinned("mention", 0, "", at, at + len(words), words, 4, None, "mô-hình", None, {}, "model")

    *own, last = items(annotations_of(reading, [proposal]))
    assert last["creator"]["name"] == "model mô-hình"
    assert last["id"] not in {item["id"] for item in own}
