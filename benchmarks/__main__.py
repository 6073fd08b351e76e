"""``make bench``: the bars, measured in one run, printed as a table, and kept in results.json unless short.

With ``--short`` the run of 600 reports, the forecasts of votes, the long tables and PostgreSQL are left out,
and the register has 20,000 rows instead of 1,000,000.
``--reading``, ``--review``, ``--register``, ``--foresight`` and ``--doors`` measure that part alone.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import chain
from pathlib import Path

from benchmarks import accuracy, reader
from benchmarks.bars import Bar
from benchmarks.citations import untraceable
from benchmarks.corpus import multiply, report_files
from benchmarks.doors import api, exports, reminders, sheets
from benchmarks.foresight import agreement, forecast, ideal_points
from benchmarks.processes import run_watched
from benchmarks.reading import bars as reading_bars
from benchmarks.register import measure

SAMPLE = accuracy.SAMPLE
RESULTS = Path(__file__).parent / "results.json"
BANGGIAO = str(Path(sys.executable).parent / "banggiao")


def review(reports: Path, out: Path) -> list[str]:
    """Return the command that reviews the sample's directive over a folder of reports."""
    return [
        BANGGIAO, "review", "--instrument", str(SAMPLE / "directive.docx"),
        "--reports", str(reports), "--out", str(out), "--period", "2020..2025",
    ]  # fmt: skip


def speed(folder: Path, *, short: bool) -> Iterator[Bar]:
    """Sixty reports, cold; the second run's bytes; six hundred."""
    sixty = [run_watched(review(SAMPLE / "reports", folder / f"run-{i}")) for i in range(3)]
    best = min(run.seconds for run in sixty)
    middle = sorted(run.seconds for run in sixty)[1]
    peak = max(run.peak_mb for run in sixty)
    yield Bar(
        "60 reports: cold start to three files, median of 3",
        f"{middle:.1f} s", "≤ 8 s (aim 5)", middle <= 8, told_only=True,
    )  # fmt: skip
    yield Bar("60 reports: peak memory of all processes", f"{peak:.0f} MB", "≤ 500 MB", peak <= 500)
    same = all(
        (folder / "run-0" / name).read_bytes() == (folder / "run-1" / name).read_bytes()
        for name in ("review.json", "review.docx", "matrix.xlsx")
    )
    yield Bar("two runs on the same input", "identical" if same else "different", "byte-identical", same)
    if short:
        return
    count = len(report_files(SAMPLE / "reports"))
    multiply(SAMPLE / "reports", folder / "600", times=10)
    many = run_watched(review(folder / "600", folder / "run-600"))
    ratio = (many.seconds / 10) / best
    yield Bar(
        f"cost per report, {count * 10} against {count}",
        f"{ratio:.2f} ×, {many.seconds:.1f} s, {many.peak_mb:.0f} MB",
        "flat (≤ 1.2 ×)",
        ratio <= 1.2,
        told_only=True,
    )


def reading() -> Iterator[Bar]:
    """All records of a report against python-docx pulling the text of the same file, turn by turn."""
    import docx  # noqa: PLC0415

    from banggiao.packs import load_pack  # noqa: PLC0415
    from banggiao.reading.gazetteer import Gazetteer  # noqa: PLC0415
    from banggiao.reading.intake import open_paper  # noqa: PLC0415
    from banggiao.reading.reader import Reader  # noqa: PLC0415

    own_reader = Reader(Gazetteer.from_pack(load_pack("vn")))
    files = [path for path in report_files(SAMPLE / "reports") if path.suffix == ".docx"][:20]

    def ours(path: Path) -> None:
        own_reader.read(open_paper(path.name, path.read_bytes()))

    def theirs(path: Path) -> None:
        document = docx.Document(str(path))
        text = [paragraph.text for paragraph in document.paragraphs]
        text += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        "\n".join(text)

    ratios, mine = [], []
    for path in files:
        own = min(_cpu(lambda p=path: ours(p)) for _ in range(3))
        other = min(_cpu(lambda p=path: theirs(p)) for _ in range(3))
        ratios.append(own / other)
        mine.append(own)
    ratio = sorted(ratios)[len(ratios) // 2]
    middle = sorted(mine)[len(mine) // 2] * 1000
    yield Bar(
        "reading a report, all records, against python-docx's text",
        f"{ratio:.2f} × ({middle:.0f} ms)",
        "≤ 2.0 ×",
        ratio <= 2.0,
        told_only=True,
    )


def reading_papers(*, short: bool) -> Iterator[Bar]:
    """The reader's speed, memory and sameness; how well it reads, beside another reader."""
    yield from chain(reader.measured(SAMPLE / "reports", short=short), reading_bars.measured(short=short))


def matching() -> Iterator[Bar]:
    """The frozen half of the gold, the development half for comparison, and the control."""
    pile = accuracy.read_pile()
    test, dev = accuracy.score("test", pile), accuracy.score("dev", pile)
    yield Bar(
        f"statement to clause, test half, top-1 (n = {test.statements}; dev {dev.top1:.3f})",
        f"{test.top1:.3f}", "≥ 0.90", test.top1 >= 0.90,
    )  # fmt: skip
    yield Bar(
        f"coverage cells, test half, F1 (n = {test.cells_gold}; dev {dev.cells_f1:.3f})",
        f"{test.cells_f1:.3f}", "≥ 0.92", test.cells_f1 >= 0.92,
    )  # fmt: skip
    chance = 1 / 25
    yield Bar(
        "the same with the gold shuffled", f"{test.control:.3f}", "near chance", test.control < 3 * chance
    )
    yield Bar("roles, test half", f"{test.roles_right / test.roles:.3f}", "told", None)
    yield Bar("statements of no clause kept apart", f"{test.silent_right / test.silent:.3f}", "told", None)
    yield Bar("figures of matched statements", f"{test.figures_right / test.figures:.3f}", "told", None)


def findings(folder: Path) -> Iterator[Bar]:
    """Contradictions, missing reporters and refusals against what was planted; citations traced."""
    expected = json.loads((SAMPLE / "expected.json").read_text("utf-8"))
    found = json.loads((folder / "run-0" / "review.json").read_text("utf-8"))
    missing = (set(expected["missing"]), set(found["missing"]))
    yield Bar("missing reporters", _set(*missing), "all, none invented", missing[0] == missing[1])
    planted = {_planted(item) for item in expected["contradictions"]}
    reported = {_reported(item) for item in found["contradictions"]}
    yield Bar("contradictions", _set(planted, reported), "all, none invented", planted == reported)
    refused = (
        {(item["file"], item["reason"]) for item in expected["refused"]},
        {(item["file"], item["reason"]) for item in found["refused"]},
    )
    yield Bar(
        "refused files, with the right reason", _set(*refused), "all, no other", refused[0] == refused[1]
    )
    lost, traced = untraceable(folder / "run-0" / "review.docx")
    yield Bar("factual sentences of review.docx without a source", f"{lost} of {traced}", "0", lost == 0)


def _planted(item: dict[str, object]) -> tuple[object, ...]:
    return (item["kind"], item["year"], tuple(sorted(item["values"])), tuple(sorted(set(item["files"]))))  # type: ignore[call-overload]


def _reported(item: dict[str, object]) -> tuple[object, ...]:
    sides: list[dict[str, dict[str, object]]] = item["sides"]  # type: ignore[assignment]
    values = tuple(sorted(float(side["figure"]["value"]) for side in sides))  # type: ignore[arg-type]
    files = tuple(sorted({str(side["place"]["file"]) for side in sides}))
    return (item["kind"], item["period"], values, files)


def review_of_reports(folder: Path, *, short: bool) -> Iterator[Bar]:
    """A review from the command line: how long it takes, and how right it is."""
    yield from chain(speed(folder, short=short), reading(), matching(), findings(folder))


def register(*, short: bool) -> Iterator[Bar]:
    """The register's bars, on both databases; a short run asks SQLite alone."""
    for engine in ("sqlite", "postgresql")[: 1 if short else 2]:
        for one in measure.measured(engine, short=short):
            yield Bar(one.what, one.told, one.bar_told, one.met, told_only=one.timed)


def foresight(*, short: bool) -> Iterator[Bar]:
    """Foresight's bars; the forecasts, which take long, only where the run is not short."""
    forecasts = () if short else forecast.measured()
    for one in (*agreement.measured(), *ideal_points.measured(), *forecasts):
        yield Bar(one.what, one.told, one.bar_told, one.met, told_only=one.timed)


def doors(*, short: bool) -> Iterator[Bar]:
    """Spreadsheets in, long lists out, the API, reminders; a short run asks SQLite alone."""
    found = [
        sheets.measured(short=short),
        *([] if short else [exports.measured()]),
        *(api.measured(engine, short=short) for engine in ("sqlite", "postgresql")[: 1 if short else 2]),
        reminders.measured("sqlite", short=short),
    ]
    for one in chain.from_iterable(found):
        yield Bar(one.what, one.told, one.bar_told, one.met, told_only=one.timed)


def _set(wanted: set[object], found: set[object]) -> str:
    return f"{len(wanted & found)} of {len(wanted)}, {len(found - wanted)} invented"


def _cpu(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> int:
    """Measure, print, keep. Ends with 1 where a bar that does not depend on the machine is missed."""
    short = "--short" in sys.argv[1:]
    folder = Path(tempfile.mkdtemp(prefix="banggiao-bench-"))
    bars: dict[str, list[Bar]] = {}
    parts: dict[str, Iterator[Bar]] = {
        "--reading": reading_papers(short=short),
        "--review": review_of_reports(folder, short=short),
        "--register": register(short=short),
        "--foresight": foresight(short=short),
        "--doors": doors(short=short),
    }
    wanted = [name for name in parts if name in sys.argv[1:]] or list(parts)
    try:
        for name in wanted:
            bars[name] = []
            for bar in parts[name]:
                bars[name].append(bar)
                mark = {True: "met", False: "MISSED", None: ""}[bar.met]
                print(f"{bar.what:<70} {bar.value:>24}  {bar.bar:<20} {mark}", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if not short:
        keep(bars)
    return 1 if any(bar.met is False and not bar.told_only for bar in chain(*bars.values())) else 0


def keep(bars: dict[str, list[Bar]]) -> None:
    """Write the parts that were measured into results.json beside those that were measured before."""
    kept = json.loads(RESULTS.read_text("utf-8"))["parts"] if RESULTS.exists() else {}
    machine = {
        "day": date.today().isoformat(), "cores": os.cpu_count(), "python": platform.python_version(),
    }  # fmt: skip
    kept |= {
        name.removeprefix("--"): {**machine, "bars": [asdict(bar) for bar in part]}
        for name, part in bars.items()
    }
    RESULTS.write_text(json.dumps({"parts": kept}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
