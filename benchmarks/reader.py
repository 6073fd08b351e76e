"""The reader's speed on one core, in processor time, each run in a process of its own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.bars import Bar
from benchmarks.corpus import report_files

_ROUNDS = 3


def measured(reports: Path, *, short: bool) -> Iterator[Bar]:
    """Read the sample's docx reports: how fast, in how much memory, and whether always alike."""
    count = "6" if short else "20"
    run = _run(reports, count, "1", "0")
    speed = run["bytes"] / 1e6 / sum(run["read"])
    whole = [a + b for a, b in zip(run["intake"], run["read"], strict=True)]
    docx, theirs = len(whole) / sum(whole), len(whole) / sum(run["python-docx"])
    slowest = sorted(whole)[min(len(whole) - 1, int(len(whole) * 0.99))] * 1000
    yield Bar("text to records, one core", f"{speed:.2f} MB/s", "≥ 2 MB/s", speed >= 2, told_only=True)
    yield Bar(
        f"docx of 20 pages to records (python-docx, text alone: {theirs:.1f} a second)",
        f"{docx:.1f} a second", "≥ 35, and faster", docx >= 35 and docx > theirs, told_only=True,
    )  # fmt: skip
    yield Bar(
        "docx of 20 pages to records, p99", f"{slowest:.0f} ms", "≤ 60 ms", slowest <= 60, told_only=True
    )
    yield Bar(
        "import and load of the reader", f"{run['load']:.2f} s", "≤ 0.3 s", run["load"] <= 0.3, told_only=True
    )
    yield Bar("peak memory while reading", f"{run['mb']:.0f} MB", "≤ 100 MB", run["mb"] <= 100)
    runs = [("1", "1"), ("2", "2"), ("8", "3")]
    alike = {run["digest"], *(_run(reports, count, workers, seed)["digest"] for workers, seed in runs)}
    told = "identical" if len(alike) == 1 else "different"
    yield Bar("1, 2, 8 workers, four hash seeds", told, "identical", len(alike) == 1)


def _run(reports: Path, count: str, workers: str, seed: str) -> Any:
    command = [sys.executable, "-m", "benchmarks.reader", str(reports), count, workers]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return json.loads(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)


def _digest(path: Path) -> str:
    from banggiao.cli.names import pack_gazetteer  # noqa: PLC0415
    from banggiao.reading.export import reading_to_dict  # noqa: PLC0415
    from banggiao.reading.intake import open_paper  # noqa: PLC0415
    from banggiao.reading.reader import Reader  # noqa: PLC0415

    reading = Reader(pack_gazetteer()).read(open_paper(path.name, path.read_bytes()))
    return hashlib.sha256(json.dumps(reading_to_dict(reading)).encode()).hexdigest()


def _times(paths: list[Path]) -> dict[str, object]:
    """Processor seconds of each part, the best of a few rounds."""
    began = time.process_time()
    import banggiao.cli.read  # noqa: PLC0415, F401
    from banggiao.cli.names import pack_gazetteer  # noqa: PLC0415
    from banggiao.reading.intake import open_paper  # noqa: PLC0415
    from banggiao.reading.reader import Reader  # noqa: PLC0415

    reader = Reader(pack_gazetteer())
    load = time.process_time() - began
    intake, read = [9.9] * len(paths), [9.9] * len(paths)
    size = 0
    for round_ in range(_ROUNDS):
        for index, path in enumerate(paths):
            data = path.read_bytes()
            start = time.process_time()
            paper = open_paper(path.name, data)
            opened = time.process_time()
            reader.read(paper)
            intake[index] = min(intake[index], opened - start)
            read[index] = min(read[index], time.process_time() - opened)
            size += len(paper.text.encode()) if round_ == 0 else 0
    # Not getrusage: its peak is that of the process which started this one, where that was larger.
    status = Path("/proc/self/status").read_text("ascii", "replace")
    mb = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    return {"load": load, "intake": intake, "read": read, "bytes": size, "mb": mb}


def _of_python_docx(path: Path) -> float:
    import docx  # noqa: PLC0415

    start = time.process_time()
    document = docx.Document(str(path))
    text = [paragraph.text for paragraph in document.paragraphs]
    text += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    "\n".join(text)
    return time.process_time() - start


def main() -> None:
    """Read FOLDER's first COUNT reports with WORKERS processes, and print what was measured as JSON."""
    paths = [path for path in report_files(Path(sys.argv[1])) if path.suffix == ".docx"]
    paths = paths[: int(sys.argv[2])]
    told: dict[str, object] = {}
    if sys.argv[3] == "1":
        told |= _times(paths)
        told["python-docx"] = [min(_of_python_docx(path) for _ in range(_ROUNDS)) for path in paths]
    with ProcessPoolExecutor(int(sys.argv[3])) as pool:
        told["digest"] = hashlib.sha256("".join(pool.map(_digest, paths)).encode()).hexdigest()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
