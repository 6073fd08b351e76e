"""Spreadsheets in: twenty files dropped on the page, and one table of 100,000 rows (generated data).

python -m benchmarks.doors.sheets
"""

from __future__ import annotations

import csv
import io
import json
import random
import sys
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
                found = measured_in(place, _ME, format, str(rows))
            peaks[rows] = found["peak_mb"]
        yield Measured(f"{LONG:,} rows of {format} loaded", found["seconds"], "s", 20, note=_note(found))
        grown = peaks[LONG] - peaks[LONG // 10]
        yield Measured(
            f"{format}: memory of {LONG:,} rows beyond that of {LONG // 10:,}", grown, "MB", 300, timed=False,
            note=f"peak {peaks[LONG]} MB; SQLite's cache of indexes may take 256 MB",
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
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    browser = client()
    from banggiao.sheets.models import FileState, SheetFile  # noqa: PLC0415

    def sent(name: str, data: bytes) -> None:
        answer = browser.post(
            f"{PAGE}upload/",
            {"files": [SimpleUploadedFile(name, data)]},
            headers={"X-Requested-With": "upload"},
        )
        assert answer.json()["refused"] == 0, answer.content

    sent("mau.xlsx", as_xlsx(1, 999_000))
    first = SheetFile.objects.get()
    browser.post(f"{PAGE}{first.key}/", {f"column.{n}": name for n, name in enumerate(first.columns)})
    browser.post(f"{PAGE}{first.key}/put-away/")
    files = [(f"de-xuat-{n:02}.xlsx", as_xlsx(ROWS, n * ROWS)) for n in range(FILES)]

    def drop() -> int:
        for name, data in files:
            sent(name, data)
        assert browser.get(PAGE).status_code == 200
        browser.post(f"{PAGE}load/")
        return SheetFile.objects.filter(state=FileState.LOADED).count()

    found = timed(drop)
    assert found["result"] == FILES, found
    return found


def _long(format: str, rows: int) -> dict[str, Any]:
    """Load one long table as its job does, after it was dropped and mapped."""
    browser = client()
    import gc  # noqa: PLC0415

    from banggiao.access.models import User  # noqa: PLC0415
    from banggiao.access.viewers import viewer_of  # noqa: PLC0415
    from banggiao.core.nouns import noun_of  # noqa: PLC0415
    from banggiao.engagements.models import Engagement  # noqa: PLC0415
    from banggiao.sources.headings import score_for  # noqa: PLC0415
    from banggiao.sources.table_file import table_read  # noqa: PLC0415
    from banggiao.sources.tables import table_load  # noqa: PLC0415

    data = as_csv(rows) if format == "csv" else as_xlsx(rows)
    assert browser.get(PAGE).status_code == 200
    gc.freeze()
    noun, by = noun_of("engagement"), viewer_of(User.objects.get(username="do"))
    before = Engagement.objects.count()

    def load() -> int:
        return table_load(
            noun=noun, table=table_read(f"dai.{format}", data, score=score_for(noun)), by=by
        ).rows

    found = timed(load)
    assert found["result"] == rows == Engagement.objects.count() - before, found
    return found


def _note(found: dict[str, Any]) -> str:
    return f"{found['processor']} s of processor time, peak {found['peak_mb']} MB"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        what, *count = sys.argv[1:]
        print(json.dumps(_files() if what == "files" else _long(what, int(count[0]))))
    else:
        for bar in measured():
            print(f"{bar.what:<70} {bar.told:>8}  {bar.bar_told}  {bar.note}", flush=True)
