"""``banggiao read --score`` scores any labelled folder."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from banggiao.cli import main

TEXT = "Ngày 12/3/2024, Bộ Ngoại giao chủ trì hội nghị tại Hà Nội."


def gold(folder: Path, **more: object) -> Path:
    (folder / "001.txt").write_text(TEXT, "utf-8")
    spans = [("Ngày 12/3/2024", "DATE"), ("Bộ Ngoại giao", "ORG"), ("hội nghị", "EVENT"), ("Hà Nội", "LOC")]
    told = {
        "doc": "001.txt",
        "spans": [
            {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "label": label}
            for words, label in spans
        ],
        "tasks": [],
        "events": [],
        **more,
    }
    path = folder / "gold.jsonl"
    path.write_text(json.dumps(told, ensure_ascii=False) + "\n", "utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments)])


def test_a_table_by_label_ends_with_the_micro_f1(tmp_path: Path) -> None:
    done = run("--score", gold(tmp_path), "--texts", tmp_path)
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert [line.split()[0] for line in lines[1:5]] == ["DATE", "EVENT", "LOC", "ORG"]
    assert lines[2].split()[1:] == ["100.00", "0.00", "0.00", "0", "0", "1"]
    assert lines[-1] == "micro F1 85.71", "three of four found, nothing false"


@pytest.mark.parametrize(
    "wrong",
    [
        {"doc": "../001.txt"},
        {"doc": "none.txt"},
        {"spans": [{"start": 5, "end": 999, "label": "ORG"}]},
        {"spans": [{"start": 5, "end": 9, "label": "NOBODY"}]},
        {"spans": None},
    ],
)
def test_a_gold_file_that_does_not_fit_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    done = run("--score", gold(tmp_path, **wrong), "--texts", tmp_path)
    assert done.exit_code == 1
    assert "not a gold file" in done.output


def test_a_paper_or_a_gold_file_not_both_and_not_half(tmp_path: Path) -> None:
    path = gold(tmp_path)
    for arguments in ([], [tmp_path / "001.txt", "--score", path], ["--score", path], ["--texts", tmp_path]):
        assert run(*arguments).exit_code == 2


def test_the_papers_may_be_scored_as_if_written_otherwise(tmp_path: Path) -> None:
    path = gold(tmp_path)
    done = run("--score", path, "--texts", tmp_path, "--as", "nfd")
    assert done.output.splitlines()[-1] == "micro F1 85.71"
    assert run("--score", path, "--texts", tmp_path, "--as", "none").exit_code == 2


def test_a_task_found_in_a_paper_without_one_counts_where_others_have_tasks(tmp_path: Path) -> None:
    order = "Nội dung họp.\nGiao Sở Ngoại vụ báo cáo trước ngày 30/6/2024."
    (tmp_path / "002.txt").write_text(order, "utf-8")
    task = {
        "start": 14,
        "end": len(order),
        "lead": {"start": 19, "end": 30},
        "supporters": [],
        "deadline": None,
    }
    none = {"doc": "002.txt", "spans": [], "tasks": [], "events": []}
    one = {**none, "tasks": [task]}
    path = tmp_path / "gold.jsonl"
    (tmp_path / "003.txt").write_text(order, "utf-8")

    path.write_text("\n".join(map(json.dumps, (one, {**none, "doc": "003.txt"}))), "utf-8")
    counted = next(
        line for line in run("--score", path, "--texts", tmp_path).output.splitlines() if "task " in line
    )
    assert counted.split()[-3:] == ["1", "2", "1"], "one right, two found, one labelled"

    path.write_text(json.dumps(none), "utf-8")
    assert "task" not in run("--score", path, "--texts", tmp_path).output, "no tasks were labelled there"
