"""A folder's papers give the same rows, whoever reads them: one worker or eight, a process pool, Spark or Ray."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from banggiao.cli import main
from banggiao.reading.batch import FILES, RECORDS, read_batch

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "review"

needs_spark = [
    pytest.mark.engines,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="needs the extra spark (make engines)"),
    pytest.mark.skipif(shutil.which("java") is None, reason="needs Java, which Spark runs on"),
]
needs_ray = [
    pytest.mark.engines,
    pytest.mark.skipif(find_spec("ray") is None, reason="needs the extra ray (make engines)"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of papers, an archive of papers, and files that are refused."""
    made = tmp_path_factory.mktemp("papers")
    shutil.copy(SAMPLES / "directive.docx", made)
    shutil.copytree(SAMPLES / "reports" / "to-refuse", made / "to-refuse")
    for path in sorted((ROOT / "benchmarks" / "reading" / "texts").rglob("*.txt"))[:24]:
        shutil.copy(path, made)
    shutil.make_archive(str(made / "gói"), "zip", SAMPLES / "reports" / "to-refuse")
    return made


def read(folder: Path, out: Path, *options: str, hash_seed: str = "0") -> bytes:
    """Read ``folder`` in a process of its own; return the bytes written."""
    command = [sys.executable, "-c", "from banggiao.cli import main; main()", "read", str(folder)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [*command, "--out", str(out), *options], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return out.read_bytes()


@pytest.fixture(scope="module")
def alone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what one worker writes, in both formats."""
    made = tmp_path_factory.mktemp("alone")
    return {end: read(folder, made / f"r.{end}", "--workers", "1") for end in ("jsonl", "parquet")}


def rows(jsonl: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in jsonl.decode().splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["2", "8"])
def test_any_number_of_workers_and_any_hash_seed_write_the_same_bytes(
    workers: str, folder: Path, alone: dict[str, bytes], tmp_path: Path
) -> None:
    for end, bytes_of_one in alone.items():
        written = read(folder, tmp_path / f"r.{end}", "--workers", workers, hash_seed=workers)
        assert written == bytes_of_one, end


@pytest.mark.parametrize(
    "engine",
    [pytest.param("spark", marks=needs_spark), pytest.param("ray", marks=needs_ray)],
)
def test_another_engine_writes_the_same_bytes(
    engine: str, folder: Path, alone: dict[str, bytes], tmp_path: Path
) -> None:
    lines = read(folder, tmp_path / "r.jsonl", "--engine", engine, "--workers", "2")

    assert sorted(lines.splitlines()) == sorted(alone["jsonl"].splitlines())
    assert lines == alone["jsonl"]


def test_every_paper_and_every_refusal_is_a_row(alone: dict[str, bytes]) -> None:
    kinds: dict[str, int] = {}
    for row in rows(alone["jsonl"]):
        kinds[row["kind"]] = kinds.get(row["kind"], 0) + 1

    assert kinds["paper"] >= 25
    assert kinds["refusal"] >= 2
    assert {"header", "section", "statement", "mention", "assignment", "figure", "event"} <= kinds.keys()
    refused = [row["fields"]["reason"] for row in rows(alone["jsonl"]) if row["kind"] == "refusal"]
    assert "secret" in refused


def test_both_formats_hold_the_same_rows(alone: dict[str, bytes]) -> None:
    table = pq.read_table(pa.BufferReader(alone["parquet"]))

    assert table.schema.equals(RECORDS)
    from_parquet = [{**row, "fields": json.loads(row["fields"])} for row in table.to_pylist()]
    assert from_parquet == rows(alone["jsonl"])


def test_rows_of_a_file_do_not_hang_on_its_neighbours() -> None:
    names = ["directive.docx", "mật.txt", "a.txt"]
    contents = [(SAMPLES / "directive.docx").read_bytes(), "MẬT\nBáo cáo".encode(), None]
    together = read_batch(pa.RecordBatch.from_arrays([names, contents], schema=FILES))
    apart = [
        read_batch(pa.RecordBatch.from_arrays([[name], [content]], schema=FILES))
        for name, content in zip(names, contents, strict=True)
    ]

    assert pa.Table.from_batches([together]) == pa.Table.from_batches(apart).combine_chunks()
    assert [batch["kind"][0].as_py() for batch in apart] == ["paper", "refusal", "refusal"]


def test_an_empty_folder_gives_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "trống").mkdir()
    assert read(tmp_path / "trống", tmp_path / "r.jsonl") == b""


def test_a_missing_engine_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("banggiao.cli.folder.find_spec", lambda name: None if name == "ray" else True)
    told = CliRunner().invoke(main, ["read", str(folder), "--engine", "ray"])

    assert told.exit_code == 1
    assert "pip install 'banggiao[ray]'" in told.output


def test_an_engine_is_for_folders(folder: Path) -> None:
    told = CliRunner().invoke(main, ["read", str(folder / "directive.docx"), "--engine", "local"])

    assert told.exit_code == 2
    assert "DIR" in told.output


def test_reading_one_paper_needs_no_arrow() -> None:
    program = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from banggiao.cli import main\n"
        f"main(['read', {str(SAMPLES / 'directive.docx')!r}, '--json'])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
