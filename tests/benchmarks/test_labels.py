"""Tagged texts become gold, or are refused with the line and the reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.reading import labels
from benchmarks.reading.agreement import agreement, match_records
from benchmarks.reading.tagged import Refused, iso_is_sound, read_tagged

TEXT = """Chiều 27/1, Trưởng Ban Đối ngoại Trung ương Nguyễn Minh Khoa tiếp đoàn Lào tại Hà Nội.
Giao Bộ Ngoại giao chủ trì, phối hợp với Bộ Công Thương báo cáo trước ngày 30/6/2021.
Bộ Ngoại giao báo cáo Thủ tướng.
"""
TAGGED = """<DATE iso="2021-01-27">Chiều 27/1</DATE>, <TITLE>Trưởng <ORG>Ban Đối ngoại Trung ương</ORG></TITLE> \
<PER>Nguyễn Minh Khoa</PER> tiếp đoàn <LOC>Lào</LOC> tại <LOC>Hà Nội</LOC>.
Giao <ORG>Bộ Ngoại giao</ORG> chủ trì, phối hợp với <ORG>Bộ Công Thương</ORG> báo cáo trước \
<DATE iso="2021-06-30">ngày 30/6/2021</DATE>.
<ORG?>Bộ Ngoại giao</ORG> báo cáo <TITLE>Thủ tướng</TITLE>.
"""
RECORDS = {
    "tasks": [
        {
            "sentence": "Giao Bộ Ngoại giao […] 30/6/2021.",
            "lead": "Bộ Ngoại giao",
            "supporters": ["Bộ Công Thương"],
            "deadline": "ngày 30/6/2021",
            "clause": "1",
        }
    ],
    "events": [
        {
            "sentence": "Chiều 27/1, […] tại Hà Nội.",
            "kind": "meeting",
            "participants": [
                {"quote": "Nguyễn Minh Khoa", "role": "hosts"},
                {"quote": "đoàn Lào", "role": "visits"},
            ],
            "date": "Chiều 27/1",
            "place": "Hà Nội",
            "format": "in_person",
        }
    ],
}


def a_file(tagged: str = TAGGED, **records: object) -> str:
    return f"{tagged}=====\n{json.dumps(RECORDS | records, ensure_ascii=False, indent=1)}\n"


def problems_of(written: str, text: str = TEXT) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_tagged("001.txt", written, text)
    return [str(problem) for problem in refused.value.problems]


def test_a_sound_file_becomes_gold_whose_offsets_hold() -> None:
    gold = read_tagged("001.txt", a_file(), TEXT)
    assert set(gold) == {"doc", "spans", "tasks", "events", "sha256"}
    for span in gold["spans"]:
        assert TEXT[span["start"] : span["end"]] == span["text"]
    assert gold["spans"][0] == {
        "start": 0, "end": 10, "label": "DATE", "optional": False, "iso": "2021-01-27", "text": "Chiều 27/1",
    }  # fmt: skip
    nested = [s["text"] for s in gold["spans"][1:3]]
    assert nested == ["Trưởng Ban Đối ngoại Trung ương", "Ban Đối ngoại Trung ương"]
    assert [s["text"] for s in gold["spans"] if s["optional"]] == ["Bộ Ngoại giao"]


def test_parts_of_a_task_are_quoted_from_its_own_sentence() -> None:
    task = read_tagged("001.txt", a_file(), TEXT)["tasks"][0]
    assert task["text"].startswith("Giao") and task["text"].endswith("30/6/2021.")
    assert task["kind"] == "task"
    assert task["lead"]["start"] == TEXT.index("Bộ Ngoại giao")
    assert task["deadline"]["iso"] == "2021-06-30"
    assert [s["text"] for s in task["supporters"]] == ["Bộ Công Thương"]


def test_a_lead_may_stand_in_the_heading_before_its_bullets() -> None:
    text = "2. Sở Ngoại vụ:\n- Chủ trì đón đoàn.\n3. Sở Tài chính:\n- Bố trí kinh phí.\n"
    tasks = [{"sentence": "- Bố trí kinh phí.", "lead": "Sở Tài chính"}]
    gold = read_tagged("002.txt", f"{text}=====\n{json.dumps({'tasks': tasks})}\n", text)
    assert gold["tasks"][0]["lead"]["start"] == text.index("Sở Tài chính")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("tiếp đoàn", "tiếp  đoàn"), "line 1: the text differs"),
        (("</ORG></TITLE>", "</TITLE></ORG>"), "line 1: </TITLE> inside <ORG> of line 1: tags must nest"),
        (("<LOC>Lào</LOC>", "<LAND>Lào</LAND>"), "line 1: unknown label <LAND>"),
        (("<PER>", "<PER iso='2021'>"), "line 1: <PER iso='2021'>: only DATE has an attribute"),
        (('iso="2021-06-30"', 'iso="2021-06-31"'), "line 2: <DATE iso=\"2021-06-31\"> needs a sound iso"),
        (("<LOC>Lào</LOC>", "<LOC>Lào </LOC>"), "line 1: <LOC> is empty or begins or ends with a space"),
        (("Hà Nội</LOC>", "Hà Nội"), "line 1: <LOC> is never closed"),
        (("<LOC>Lào</LOC>", "<LOC><LOC>Lào</LOC></LOC>"), "line 1: <LOC> twice over 'Lào'"),
    ],
)  # fmt: skip
def test_faults_in_the_tags_are_told_with_their_line(change: tuple[str, str], reason: str) -> None:
    assert any(problem.startswith(reason) for problem in problems_of(a_file(TAGGED.replace(*change))))


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ({"tasks": [{"sentence": "Giao Bộ Quốc phòng"}]}, "not in the text: 'Giao Bộ Quốc phòng'"),
        ({"tasks": [{"sentence": "Bộ Ngoại giao"}]}, "stands 2 times: say which"),
        ({"tasks": [{"sentence": {"quote": "Bộ Ngoại giao", "n": 3}}]}, "there is no 3"),
        ({"tasks": [{"sentence": "Thủ tướng", "leader": "x"}]}, "unknown keys ['leader']"),
        ({"events": [{"sentence": "Thủ tướng", "kind": "party"}]}, "kind 'party' is none of"),
        (
            {"events": [{"sentence": "Thủ tướng", "kind": "visit", "participants": [{"quote": "Lào"}]}]},
            "role None",
        ),
        ({"others": []}, "the records are one object"),
    ],
)
def test_faults_in_the_records_are_told_with_their_line(records: dict[str, object], reason: str) -> None:
    (problem,) = problems_of(a_file(**records))
    assert reason in problem
    assert int(problem.split(":")[0].removeprefix("line ")) > 4


def test_broken_json_and_a_missing_separator_are_refused() -> None:
    assert problems_of(TAGGED) == ["line 4: no line ===== between the text and the records"]
    assert problems_of(f"{TAGGED}=====\n{{\n")[0].startswith("line 6: the records are not JSON")


@pytest.mark.parametrize(
    "value", ["2021", "2021-02", "2024-02-29", "--01-25", "--06", "2021/2025", "2024-04/2024-06"]
)
def test_sound_iso_values(value: str) -> None:
    assert iso_is_sound(value)


@pytest.mark.parametrize("value", ["", "-", "27/1", "2023-02-29", "2021-13", "2020/2021/2022", "--", "21"])
def test_unsound_iso_values(value: str) -> None:
    assert not iso_is_sound(value)


def test_two_like_annotators_agree_wholly() -> None:
    gold = read_tagged("001.txt", a_file(), TEXT)
    figures = agreement([gold], [gold])
    assert figures["documents"] == 1
    assert figures["spans"]["micro"] == {"f1": 1.0, "both": 10, "a": 10, "b": 10}
    assert figures["spans"]["GROUP"]["f1"] is None
    assert figures["iso_same"] == figures["tasks"]["f1"] == figures["tasks"]["lead_same"] == 1.0
    assert figures["events"]["participants_f1"] == 1.0


def test_disagreement_counts_but_an_optional_span_does_not() -> None:
    other = TAGGED.replace("<LOC>Hà Nội</LOC>", "Hà Nội").replace(
        "<ORG?>Bộ Ngoại giao</ORG>", "Bộ Ngoại giao"
    )
    tasks = [RECORDS["tasks"][0] | {"lead": "Bộ Công Thương"}]
    figures = agreement(
        [read_tagged("001.txt", a_file(), TEXT)], [read_tagged("001.txt", a_file(other, tasks=tasks), TEXT)]
    )
    assert figures["spans"]["LOC"] == {"f1": 0.6667, "both": 1, "a": 2, "b": 1}
    assert figures["spans"]["ORG"]["f1"] == 1.0
    assert (figures["tasks"]["f1"], figures["tasks"]["lead_same"], figures["tasks"]["deadline_same"]) == (
        1.0,
        0.0,
        1.0,
    )


def test_two_tasks_of_one_sentence_are_told_apart_by_their_lead() -> None:
    def task(lead: str) -> dict[str, object]:
        return {"start": 0, "end": 50, "kind": "task", "lead": {"text": lead}}

    pairs = match_records([task("Bộ A"), task("Bộ B")], [task("Bộ B"), task("Bộ A")])
    assert all(a["lead"] == b["lead"] for a, b in pairs)
    assert len(pairs) == 2


def test_the_split_is_seeded_and_covers_every_document() -> None:
    docs = [f"{i:03}.txt" for i in range(1, 67)]
    split = labels.splits(docs)
    assert split == labels.splits(reversed(docs))
    assert [list(split.values()).count(name) for name in ("train", "dev", "test")] == [36, 10, 20]
    assert labels.splits(docs, "another seed") != split


def test_build_writes_gold_and_agreement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("texts", "labelled", "annotators/a", "annotators/b"):
        (tmp_path / folder).mkdir(parents=True)
        name, content = ("001.txt", TEXT) if folder == "texts" else ("001.tagged", a_file())
        (tmp_path / folder / name).write_text(content, encoding="utf-8")
    labels.main(["--texts", str(tmp_path / "texts"), "check", str(tmp_path / "labelled")])
    assert json.loads(capsys.readouterr().out)["spans"] == 11
    labels.main(["build", str(tmp_path)])
    (line,) = (tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["split"] in {"train", "dev", "test"}
    assert json.loads((tmp_path / "agreement.json").read_text())["spans"]["micro"]["f1"] == 1.0


def test_agree_lists_the_differences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "001.txt").write_text(TEXT, encoding="utf-8")
    for side, tagged in (("a", TAGGED), ("b", TAGGED.replace("<LOC>Lào</LOC>", "Lào"))):
        (tmp_path / side).mkdir()
        (tmp_path / side / "001.tagged").write_text(a_file(tagged, events=[]), encoding="utf-8")
    labels.main(["--texts", str(tmp_path), "agree", str(tmp_path / "a"), str(tmp_path / "b"), "--list"])
    assert "001.txt:1: only a: LOC 'Lào'" in capsys.readouterr().out


def test_a_refused_file_fails_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "001.tagged").write_text(a_file(), encoding="utf-8")
    with pytest.raises(SystemExit):
        labels.main(["--texts", str(tmp_path), "check", str(tmp_path)])
    assert "there is no 001.txt" in capsys.readouterr().err
