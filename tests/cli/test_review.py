"""`banggiao review` on real Word files: three files out, the same bytes twice, and a stopped run that goes on."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from banggiao.cli import main, pipeline
from banggiao.publishing.citations import read_citations

SAMPLE = Path(__file__).parents[2] / "samples" / "review"
DIRECTIVE = SAMPLE / "directive.docx"
BANGGIAO = Path(sys.executable).parent / "banggiao"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen of the sample's reports, in folders as they came, and the files to be refused."""
    folder = tmp_path_factory.mktemp("reports")
    readable = sorted(p for p in (SAMPLE / "reports").rglob("*.docx") if "to-refuse" not in p.parts)[:10]
    for path in [*readable, *(SAMPLE / "reports" / "to-refuse").iterdir()]:
        place = folder / path.relative_to(SAMPLE / "reports")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    return folder


def review(reports: Path, out: Path, *more: str) -> Result:
    arguments = ["review", "--instrument", str(DIRECTIVE), "--reports", str(reports), "--out", str(out)]
    return CliRunner().invoke(main, [*arguments, "--jobs", "1", *more])


@pytest.fixture(scope="module")
def reviewed(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("reviewed")
    result = review(reports, out, "--period", "2020..2025")
    assert result.exit_code == 0, result.output
    return out


def test_writes_the_three_files(reviewed: Path) -> None:
    found = json.loads((reviewed / "review.json").read_bytes())

    assert len(found["reports"]) == 10
    assert len(found["clauses"]) > 25
    assert len(found["bodies"]) == 63
    assert openpyxl.load_workbook(reviewed / "matrix.xlsx").sheetnames
    assert read_citations(reviewed / "review.docx")


def test_names_each_refused_file_with_its_reason_and_goes_on(reviewed: Path) -> None:
    expected = json.loads((SAMPLE / "expected.json").read_bytes())
    found = json.loads((reviewed / "review.json").read_bytes())

    assert {(r["file"], r["reason"]) for r in found["refused"]} == {
        (r["file"], r["reason"]) for r in expected["refused"]
    }


def test_two_runs_on_the_same_input_are_byte_identical(reports: Path, reviewed: Path, tmp_path: Path) -> None:
    again = CliRunner().invoke(
        main,
        ["review", "--instrument", str(DIRECTIVE), "--reports", str(reports), "--out", str(tmp_path),
         "--period", "2020..2025", "--jobs", "2"],
    )  # fmt: skip

    assert again.exit_code == 0, again.output
    for name in ("review.json", "review.docx", "matrix.xlsx"):
        assert (tmp_path / name).read_bytes() == (reviewed / name).read_bytes(), name


def test_a_killed_review_resumes_without_reading_finished_files_again(reports: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [
            BANGGIAO,
            "review",
            "--instrument",
            DIRECTIVE,
            "--reports",
            reports,
            "--out",
            tmp_path,
            "--jobs",
            "1",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    memory = tmp_path / ".read"
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline and not list(memory.glob("*.json")):
        os.sched_yield()
    process.send_signal(signal.SIGKILL)
    process.wait()
    finished = {path.name: path.stat().st_mtime_ns for path in memory.glob("*.json")}
    assert finished

    result = review(reports, tmp_path)

    assert result.exit_code == 0, result.output
    assert f"({len(finished)} đã đọc từ lần trước)" in result.output
    assert all((memory / name).stat().st_mtime_ns == written for name, written in finished.items())
    assert len(json.loads((tmp_path / "review.json").read_bytes())["reports"]) == 10


@pytest.mark.parametrize("rule", ["reading/dates.py", "packs/vn/actors.csv", "language/words.txt"])
def test_another_rule_or_name_makes_another_edition(rule: str, tmp_path: Path) -> None:
    def edition(program: str, name: str, words: str) -> str:
        path = tmp_path / program / name
        path.parent.mkdir(parents=True)
        path.write_text(words, "utf-8")
        return pipeline.edition_of(tmp_path / program)

    first = edition("first", rule, "a")
    assert edition("same", rule, "a") == first
    others = {edition("reworded", rule, "b"), edition("renamed", rule.replace("/", "/x"), "a")}
    assert len(others | {first}) == 3


def test_what_other_rules_read_is_read_again(
    reports: Path, reviewed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(reviewed, tmp_path, dirs_exist_ok=True)
    assert "(10 đã đọc từ lần trước)" in review(reports, tmp_path).output
    monkeypatch.setattr(pipeline, "_PROGRAM", tmp_path / "another program")
    assert "(0 đã đọc từ lần trước)" in review(reports, tmp_path).output


def test_nothing_of_a_secret_paper_stays_on_disk(reports: Path, reviewed: Path) -> None:
    expected = json.loads((SAMPLE / "expected.json").read_bytes())
    secret = [r for r in expected["refused"] if r["reason"] == "secret"]
    assert secret

    kept = b"".join(path.read_bytes() for path in (reviewed / ".read").iterdir())
    for refused in secret:
        assert Path(refused["file"]).name.encode() not in kept


def test_what_the_last_review_promised_is_compared(reports: Path, reviewed: Path, tmp_path: Path) -> None:
    result = review(reports, tmp_path, "--since", str(reviewed / "review.json"))

    assert result.exit_code == 0, result.output
    promises = json.loads((tmp_path / "review.json").read_bytes())["promises"]
    assert promises
    assert {p["outcome"] for p in promises} <= {"done", "doing", "no_evidence"}


@pytest.mark.parametrize("period", ["năm năm", "2025..2020", "20..25"])
def test_a_period_that_cannot_be_is_refused_in_words(reports: Path, tmp_path: Path, period: str) -> None:
    result = review(reports, tmp_path / "out", "--period", period)

    assert result.exit_code == 2
    assert period in result.output
    assert not (tmp_path / "out").exists()


def test_an_instrument_without_clauses_is_refused(reports: Path, tmp_path: Path) -> None:
    empty = tmp_path / "thu.txt"
    empty.write_text("Kính gửi các đồng chí.\n\nTrân trọng cảm ơn.", encoding="utf-8")

    result = CliRunner().invoke(
        main,
        ["review", "--instrument", str(empty), "--reports", str(reports), "--out", str(tmp_path / "out")],
    )

    assert result.exit_code == 1
    assert "thu.txt: không tìm thấy mục nào" in result.output


def test_a_file_that_is_no_review_is_refused_as_the_last_review(reports: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"a": 1}', encoding="utf-8")

    result = review(reports, tmp_path / "out", "--since", str(other))

    assert result.exit_code == 1
    assert "other.json" in result.output


def test_a_file_that_the_disk_does_not_give_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text("Bộ Công Thương đã tổ chức 5 hội nghị.", encoding="utf-8")
    (reports / "b.txt").write_text("Bộ Tài chính đã tổ chức 6 hội nghị.", encoding="utf-8")
    whole = Path.read_bytes

    def failing(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "no")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", failing)
    result = review(reports, tmp_path / "out")
    assert result.exit_code == 0
    assert "a.txt" in result.output
    assert "Không đọc được tệp từ đĩa" in result.output
    assert "Đã đọc 1 báo cáo" in result.output
