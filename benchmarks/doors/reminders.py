"""One pass of reminders over a generated register: who must be told of what, written once.

    python -m benchmarks.doors.reminders [--short] [--engine postgresql]

300,000 generated commitments and 5,000 generated users (6,000 and 500 with ``--short``). The first pass is
the hardest day there is: nobody was told anything before, so that all that falls due or is overdue is told
at once; then comes the same pass again, which must add nothing, and that of the next day.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.register.measure import Measured
from benchmarks.register.places import Size, place

FULL = Size(engagements=1_000, commitments=300_000, claims=301_000, users=5_000)
QUICK = Size(engagements=1_001, commitments=6_000, claims=7_001, users=500)
DAY = date(2025, 6, 16)
"""A Monday in the years of the generated data."""
BAR = 10.0
STEPS = """code,noun,name_vi,name_en,offset,unit,until,to,groups,valid_from,valid_to,note
before-7,*,Còn 7 ngày,7 days left,-7,day,0,lead,reader drafter approver,,,
before-3,*,Còn 3 ngày,3 days left,-3,day,0,lead,reader drafter approver,,,
before-1,*,Còn 1 ngày,1 day left,-1,working,0,lead,reader drafter approver,,,
overdue,*,Quá hạn,Overdue,1,day,180,lead,reader drafter approver,,,
superior,*,Báo cấp trên,Superior,5,working,180,superior,reader drafter approver,,,
"""
"""A harder table than the one that ships: everybody in a body is told, and of all overdue for half a year."""


def main() -> None:
    """Measure, and print what was measured; with ``--here`` in the register that the environment names."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--short", action="store_true")
    asked.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    wanted = asked.parse_args()
    if wanted.here:
        print(json.dumps(passes()))
        return
    missed = 0
    for one in measured(wanted.engine, short=wanted.short):
        print(f"{one.what}: {one.told}, bar {one.bar_told}; {one.note}")
        missed += not one.met
    sys.exit(missed > 0)


def measured(engine: str, *, short: bool) -> Iterator[Measured]:
    """Measure the passes on one database."""
    size = QUICK if short else FULL
    with place(engine, size) as register:
        found = json.loads(register.run("-m", "benchmarks.doors.reminders", "--here"))
    for name, one in found["passes"].items():
        yield Measured(
            f"{engine}: reminders, {name}; {size.commitments:,} commitments, {size.users:,} users",
            one["seconds"], "s", BAR,
            note=f"{one['written']:,} reminders for {one['people']:,} people, CPU {one['cpu']} s, "
            f"peak memory {found['peak_mb']:.0f} MB",
        )  # fmt: skip
    yield Measured(f"{engine}: reminders told twice", found["twice"], "", 0, timed=False)


def passes() -> dict[str, object]:
    """Run the passes, and return what they took and wrote."""
    import django  # noqa: PLC0415 - in the process that measures alone

    django.setup()
    from django.conf import settings  # noqa: PLC0415

    from banggiao.reminders.models import Notice  # noqa: PLC0415
    from banggiao.reminders.steps import FILE  # noqa: PLC0415

    Notice.objects.all().delete()
    table = Path(settings.BANGGIAO_HOME) / FILE
    table.write_text(STEPS, "utf-8")
    found = {"first pass": _one(DAY), "the same pass again": _one(DAY)}
    found["pass of the next day"] = _one(DAY + timedelta(days=1))
    once = Notice.objects.values_list("user_id", "record_key", "occasion").distinct().count()
    twice = Notice.objects.count() - once
    Notice.objects.all().delete()
    table.unlink()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"passes": found, "twice": twice, "peak_mb": peak}


def _one(day: date) -> dict[str, object]:
    from banggiao.reminders.models import Notice  # noqa: PLC0415
    from banggiao.reminders.passing import reminders_write  # noqa: PLC0415

    began, cpu = time.perf_counter(), time.process_time()
    written = reminders_write(today=day)
    return {
        "seconds": round(time.perf_counter() - began, 2),
        "cpu": round(time.process_time() - cpu, 2),
        "written": written,
        "people": Notice.objects.values("user_id").distinct().count(),
    }


if __name__ == "__main__":
    main()
