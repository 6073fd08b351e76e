"""Lists out: 100,000 rows as CSV, streamed, and as a workbook, written by a job (generated data).

python -m benchmarks.doors.exports
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.doors.sheets import LONG, as_csv
from benchmarks.doors.workspace import client, measured_in, timed, workspace
from benchmarks.register.measure import Measured

_ME = "benchmarks.doors.exports"


def measured() -> Iterator[Measured]:
    """Measure with a tenth of the rows and with all, each in a process of its own."""
    peaks: dict[tuple[str, int], int] = {}
    for rows in (LONG // 10, LONG):
        with workspace() as place:
            measured_in(place, _ME, "fill", str(rows))
            text = measured_in(place, _ME, "csv")
            book = measured_in(place, _ME, "xlsx")
        peaks["csv", rows], peaks["xlsx", rows] = text["peak_mb"], book["peak_mb"]
    yield Measured(
        f"{LONG:,} rows of CSV: the first byte", text["result"]["first"], "s", 1,
        note=f"all {text['result']['bytes'] / 1e6:.0f} MB after {text['seconds']} s",
    )  # fmt: skip
    yield Measured(
        f"{LONG:,} rows of XLSX written by the job", book["seconds"], "s", 15,
        note=f"{book['processor']} s of processor time, {book['result'] / 1e6:.0f} MB",
    )  # fmt: skip
    for format in ("csv", "xlsx"):
        grown = peaks[format, LONG] - peaks[format, LONG // 10]
        yield Measured(
            f"{format}: memory of {LONG:,} rows beyond that of {LONG // 10:,}", grown, "MB", 30, timed=False,
            note=f"peak {peaks[format, LONG]} MB",
        )  # fmt: skip


def _fill(rows: int) -> dict[str, Any]:
    """Load generated activities."""
    client()
    from banggiao.core.access import system  # noqa: PLC0415
    from banggiao.core.nouns import noun_of  # noqa: PLC0415
    from banggiao.sources.table_file import table_read  # noqa: PLC0415
    from banggiao.sources.tables import table_load  # noqa: PLC0415

    table_load(noun=noun_of("engagement"), table=table_read("a.csv", as_csv(rows)), by=system("đo"))
    return {}


def _csv() -> dict[str, Any]:
    """Take the list away as CSV, as a browser does."""
    browser = client()
    browser.get("/r/engagement/")  # what every process has asked for before

    def take() -> dict[str, Any]:
        began, first, length = time.perf_counter(), 0.0, 0
        answer = browser.get("/r/engagement/list.csv")
        for piece in answer.streaming_content:
            first = first or time.perf_counter() - began
            length += len(piece)
        return {"first": round(first, 3), "bytes": length}

    return timed(take)


def _xlsx() -> dict[str, Any]:
    """Ask for the list as a workbook, and write it as the job does."""
    browser = client()
    from banggiao.core.jobs import job_claim, job_run  # noqa: PLC0415
    from banggiao.sheets import staging  # noqa: PLC0415
    from banggiao.sheets.lists import WRITE  # noqa: PLC0415
    from banggiao.sheets.models import ListFile, ListState  # noqa: PLC0415

    answer = browser.get("/r/engagement/list.xlsx")
    assert answer.status_code == 302, answer

    def write() -> int:
        while (job := job_claim()) is not None:
            job_run(job)
            if job.kind == WRITE:
                break
        file = ListFile.objects.get()
        assert file.state == ListState.READY, file.reason_en
        return staging.path_in(staging.LISTS, file.key).stat().st_size

    return timed(write)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        what, *count = sys.argv[1:]
        print(json.dumps(_fill(int(count[0])) if what == "fill" else _csv() if what == "csv" else _xlsx()))
    else:
        for bar in measured():
            print(f"{bar.what:<70} {bar.told:>8}  {bar.bar_told}  {bar.note}", flush=True)
