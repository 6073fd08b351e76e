"""Spreadsheets in: twenty files dropped on the page, and one table of 100,000 rows (generated data).

python -m benchmarks.doors.sheets
"""

from __future__ import annotations

import csv
import io
import json
import random
import sys
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.doors.workspace import client, measured_in, timed, workspace
from benchmarks.register.measure import Measured

HEAD = (
    "Tên hoạt động",
    "Loại",
    "Kênh",
    "Cơ quan chủ trì",
    "Đối tác",
    "Địa điểm",
    "Từ ngày",
    "Đến ngày",
    "Trạng thái",
)
PARTNERS = ("country-JPN", "country-LAO", "country-FRA", "country-KOR")
PLACES = ("Hà Nội", "Huế", "Đà Nẵng", "Tokyo")
PAGE = "/r/engagement/sheets/"
FILES, ROWS = 20, 50
LONG = 100_000
_ME = "benchmarks.doors.sheets"


def measured(*, short: bool = False) -> Iterator[Measured]:
    """Measure each in a workspace and a process of its own; a short run leaves the long tables out."""
    with workspace() as place:
        found = measured_in(place, _ME, "files")
    yield Measured(
        f"{FILES} files of {ROWS} rows: dropped, mapped, previewed, loaded", found["seconds"], "s", 10,
        note=_note(found),
    )  # fmt: skip
    if short:
        return
    for format in ("csv", "xlsx"):
        peaks = {}
        for rows in (LONG // 10, LONG):
            with workspace() as place:
                dropped = measured_in(place, _ME, "drop", format, str(rows))
                found = measured_in(place, _ME, "jobs", str(rows))
            peaks[rows] = found["peak_mb"]
        yield Measured(
            f"{LONG:,} rows of {format}: dropped, previewed, imported",
            round(dropped["seconds"] + found["seconds"], 2), "s", 20,
            note=f"{dropped['processor'] + found['processor']:.1f} s of processor time: "
            f"{dropped['seconds']} s to drop, {found['result']['checked']} s to check, "
            f"{found['result']['loaded']} s to load",
        )  # fmt: skip
        grown = peaks[LONG] - peaks[LONG // 10]
        yield Measured(
            f"{format}: memory of {LONG:,} rows beyond that of {LONG // 10:,}", grown, "MB", 30, timed=False,
            note=f"peak {peaks[LONG]} MB",
        )  # fmt: skip


def table(rows: int, start: int = 0) -> Iterator[tuple[str, ...]]:
    """Yield the head and the rows of a table, the same at each call."""
    draw = random.Random(start)
    yield HEAD
    for n in range(start, start + rows):
        day, month = draw.randint(1, 27), draw.randint(1, 12)
        field = draw.choice(("y tế", "giáo dục", "thương mại", "văn hóa"))
        yield (
            f"Đoàn công tác số {n} trao đổi hợp tác lĩnh vực {field}", "chuyến thăm, đoàn", "Nhà nước", "mfa",
            draw.choice(PARTNERS), draw.choice(PLACES), f"{day}/{month}/2026",
            f"{day + 1}/{month}/2026", "dự kiến",
        )  # fmt: skip


def as_csv(rows: int, start: int = 0) -> bytes:
    """Return a table as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows(table(rows, start))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: int, start: int = 0) -> bytes:
    """Return a table as a workbook."""
    from banggiao.publishing.workbook import LongSheet, Look, Workbook  # noqa: PLC0415

    book = Workbook()
    look = book.look(Look())
    lines = ([(told, look) for told in row] for row in table(rows, start))
    book.sheet(LongSheet("Đề xuất", [30] * len(HEAD), rows=lines))
    stream = io.BytesIO()
    book.write_to(stream, title="Đề xuất")
    return stream.getvalue()


def _files() -> dict[str, Any]:
    """Drop, preview and load the files of one drop by the page itself, as a browser asks for it."""
    browser = client()
    from banggiao.sheets.models import FileState, SheetFile  # noqa: PLC0415

    _mapped(browser)
    files = [(f"de-xuat-{n:02}.xlsx", as_xlsx(ROWS, n * ROWS)) for n in range(FILES)]

    def drop() -> int:
        for name, data in files:
            _sent(browser, name, data)
        assert browser.get(PAGE).status_code == 200
        browser.post(f"{PAGE}load/")
        return SheetFile.objects.filter(state=FileState.LOADED).count()

    found = timed(drop)
    assert found["result"] == FILES, found
    return found


def _sent(browser: Any, name: str, data: bytes) -> None:
    """Drop a file as the page's script does."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    answer = browser.post(
        f"{PAGE}upload/", {"files": [SimpleUploadedFile(name, data)]}, headers={"X-Requested-With": "upload"}
    )
    assert answer.json()["refused"] == 0, answer.content


def _mapped(browser: Any) -> None:
    """Say once what the columns of this sender are."""
    from banggiao.sheets.models import SheetFile  # noqa: PLC0415

    _sent(browser, "mau.xlsx", as_xlsx(1, 999_000))
    first = SheetFile.objects.get()
    browser.post(f"{PAGE}{first.key}/", {f"column.{n}": name for n, name in enumerate(first.columns)})
    browser.post(f"{PAGE}{first.key}/put-away/")


def _drop(format: str, rows: int) -> dict[str, Any]:
    """Drop one long table on the page of a sender whose columns are known."""
    browser = client()
    _mapped(browser)
    data = as_csv(rows) if format == "csv" else as_xlsx(rows)
    return timed(lambda: _sent(browser, f"dai.{format}", data))


def _jobs(rows: int) -> dict[str, Any]:
    """Check the table, look at its page, and load it, as the worker of jobs and the person do."""
    browser = client()
    from banggiao.core.jobs import job_claim, job_run  # noqa: PLC0415
    from banggiao.engagements.models import Engagement  # noqa: PLC0415
    from banggiao.sheets.models import FileState, SheetFile  # noqa: PLC0415

    file, before = SheetFile.objects.get(put_away_at__isnull=True), Engagement.objects.count()

    def reaches(state: FileState) -> float:
        began = time.perf_counter()
        while (job := job_claim()) is not None and job_run(job):
            file.refresh_from_db()
            if file.state == state:
                break
        assert file.state == state, (file.state, file.found)
        return round(time.perf_counter() - began, 2)

    def work() -> dict[str, float]:
        checked = reaches(FileState.READY)
        assert browser.get(f"{PAGE}{file.key}/").status_code == 200
        browser.post(f"{PAGE}load/")
        return {"checked": checked, "loaded": reaches(FileState.LOADED)}

    found = timed(work)
    assert file.rows == rows == Engagement.objects.count() - before, file.rows
    return found


def _note(found: dict[str, Any]) -> str:
    return f"{found['processor']} s of processor time, peak {found['peak_mb']} MB"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        what, *count = sys.argv[1:]
        work = {
            "files": _files,
            "drop": lambda: _drop(count[0], int(count[1])),
            "jobs": lambda: _jobs(int(count[0])),
        }
        print(json.dumps(work[what]()))
    else:
        for bar in measured():
            print(f"{bar.what:<70} {bar.told:>8}  {bar.bar_told}  {bar.note}", flush=True)
