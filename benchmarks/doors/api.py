"""The bars of the API, over a generated register and the real server:

    python -m benchmarks.doors.api [--short] [sqlite | postgresql]

Lists of 50 at 20 requests a second, the deepest page against the first, and records written in bulk,
validated, with claims and audit. ``--short`` takes 20,000 rows in place of 1,000,000.
"""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.register.measure import FULL, RATE, SHORT, SHORT_SMALL, SMALL, Measured, served
from benchmarks.register.places import ROOT, Place, copied, place

ROWS, BATCHES = 2_000, 5
"""Of a bulk create: rows a request, and requests that are measured."""
SECONDS = {FULL: 30, SHORT: 5}


def measured(engine: str, *, short: bool) -> Iterator[Measured]:
    """Measure on one database."""
    size, small = (SHORT, SHORT_SMALL) if short else (FULL, SMALL)
    with place(engine, small) as little, copied(little) as scratch:
        plan = _plan(scratch)
        with served(scratch) as url:
            yield Measured(
                f"{engine}: API bulk create", _bulk(url, plan), "rows/s", 2000, 5000, more=True,
                note=f"{BATCHES} requests of {ROWS:,} rows, one after the other",
            )  # fmt: skip
    with place(engine, size) as big:
        plan = _plan(big)
        with served(big) as url:
            got = _load(url, plan, SECONDS[size])
    lists, first, deepest = got["list"], got["first alone"]["p50"], got["deepest alone"]["p50"]
    yield Measured(
        f"{engine}: API list of 50, p95 at {RATE:.0f}/s, {size.told()}", lists["p95"], "ms", 60,
        note=f"p50 {lists['p50']:.0f}, p99 {lists['p99']:.0f}, n {lists['count']}",
    )  # fmt: skip
    yield Measured(
        f"{engine}: API deepest page against the first", round(deepest / first, 2), "×", 1.5,
        note=f"median {deepest:.0f} ms against {first:.0f}",
    )  # fmt: skip
    failed = {name: one["failed"] for name, one in got.items() if one["failed"]}
    count = sum(sum(statuses.values()) for statuses in failed.values())
    yield Measured(f"{engine}: API requests that failed", count, "", 0, note=str(failed or ""), timed=False)


def _plan(of: Place) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(of.run("-m", "benchmarks.doors.api_plan"))
    return plan


def _load(url: str, plan: dict[str, Any], seconds: float) -> dict[str, Any]:
    asked = {"url": url, "rate": RATE, "seconds": seconds, **plan}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.register.load"], input=json.dumps(asked).encode(), cwd=ROOT,
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _bulk(url: str, plan: dict[str, Any]) -> float:
    """Create rows in bulk; return rows a second by the clock, of the requests after the first."""
    from benchmarks.writing import engagement_rows  # noqa: PLC0415

    rows = [{"values": row} for row in engagement_rows(ROWS * (BATCHES + 1), plan["hosts"])]
    connection = http.client.HTTPConnection("127.0.0.1", int(url.rpartition(":")[2]), timeout=120)
    headers = {"Authorization": f"Bearer {plan['writer']}", "Content-Type": "application/json"}
    took = 0.0
    for n in range(BATCHES + 1):
        body = json.dumps({"rows": rows[n * ROWS : (n + 1) * ROWS]}).encode()
        began = time.perf_counter()
        connection.request("POST", "/api/v1/engagement/bulk", body, headers)
        answer = connection.getresponse()
        told = answer.read()
        if answer.status != 201:
            raise SystemExit(f"bulk create: {answer.status} {told[:500].decode(errors='replace')}")
        took += time.perf_counter() - began if n else 0.0  # the first request makes the process warm
    return round(ROWS * BATCHES / took)


def main() -> int:
    """Print the bars; fail where one is missed."""
    asked = sys.argv[1:]
    engines = [one for one in asked if not one.startswith("-")] or ["sqlite"]
    missed = 0
    for engine in engines:
        for one in measured(engine, short="--short" in asked):
            print(
                f"{'✓' if one.met else '✗'} {one.what}: {one.told} (bar {one.bar_told}) {one.note}",
                flush=True,
            )
            missed += not one.met
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
