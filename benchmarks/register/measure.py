"""The register's bars on both databases: lists, records, search, depth, growth, page weight, bulk load."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.register.load import signed_in
from benchmarks.register.places import ROOT, Place, Size, copied, place

FULL = Size(engagements=1_000_000, commitments=300_000, claims=2_000_000, users=5_000)
SMALL = Size(engagements=10_000, commitments=3_000, claims=20_000, users=5_000)
SHORT = Size(engagements=20_000, commitments=6_000, claims=40_000, users=500)
SHORT_SMALL = Size(engagements=2_000, commitments=600, claims=4_000, users=500)
RATE = 20.0
"""Requests a second."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure: ``aim`` is what we want, ``bar`` what must be; smaller is better unless ``more``."""

    what: str
    value: float
    unit: str
    bar: float
    aim: float | None = None
    more: bool = False
    note: str = ""
    timed: bool = True

    @property
    def met(self) -> bool:
        """Whether the bar is met."""
        return self.value >= self.bar if self.more else self.value <= self.bar

    @property
    def told(self) -> str:
        """The figure with its unit."""
        value = f"{self.value:,.0f}" if self.value >= 1000 else f"{self.value:g}"
        return f"{value} {self.unit}".strip()

    @property
    def bar_told(self) -> str:
        """The bar in words."""
        aim = f" (aim {self.aim:g})" if self.aim is not None else ""
        return f"{'≥' if self.more else '≤'} {self.bar:g} {self.unit}".strip() + aim


def measure(engine: str, *, size: Size, small: Size, seconds: float) -> Iterator[Measured]:
    """Measure on one database."""
    with place(engine, small) as little:
        with copied(little) as scratch:
            speed = scratch.run("-c", _WRITE).strip()
        told = f"{engine}: bulk load, {little.made['rows']['Engagement']:,} rows there before"
        yield Measured(told, float(speed), "rows/s", 2000, 5000, more=True)
        with served(little) as url:
            few = _load(url, json.loads(little.run("-m", "benchmarks.register.plan")), seconds, (), ("list",))
    with place(engine, size) as big:
        yield Measured(
            f"{engine}: bulk load of {size.told()}, from the first to the last",
            big.made["per_second"]["engagement"], "rows/s", 2000, 5000, more=True,
            note=f"peak {big.made['peak_mb']:.0f} MB",
        )  # fmt: skip
        with served(big) as url:
            plan = json.loads(big.run("-m", "benchmarks.register.plan"))
            many = _load(url, plan, seconds, ("list", "detail", "search"), ("list", "first", "deepest"))
            weights = list(page_weights(url, plan))
    for name, bar, aim in (("list", 60, 30), ("detail", 30, 10), ("search", 120, 60)):
        got = many[name]
        slow = "; ".join(f"{took:.0f} ms {kind}" for took, kind in got["slowest"][:2])
        note = f"p50 {got['p50']:.0f}, p99 {got['p99']:.0f}, n {got['count']}; slowest: {slow}"
        yield Measured(
            f"{engine}: {name}, p95 at {RATE:.0f}/s, {size.told()}", got["p95"], "ms", bar, aim, note=note
        )
    first, deepest = many["first alone"]["p50"], many["deepest alone"]["p50"]
    yield Measured(
        f"{engine}: deepest page against the first", round(deepest / first, 2), "×", 1.5,
        note=f"median {deepest:.0f} ms against {first:.0f}",
    )  # fmt: skip
    now, then = many["list alone"]["p50"], few["list alone"]["p50"]
    yield Measured(
        f"{engine}: lists at {size.engagements:,} rows against {small.engagements:,}",
        round(now / then, 2), "×", 2.0,
        note=f"median {now:.0f} ms against {then:.0f}",
    )  # fmt: skip
    failed = {name: got["failed"] for name, got in many.items() if got["failed"]}
    count = sum(sum(statuses.values()) for statuses in failed.values())
    yield Measured(f"{engine}: requests that failed", count, "", 0, note=str(failed or ""), timed=False)
    if engine == "sqlite":
        yield from weights


_WRITE = (
    "import django; django.setup()\n"
    "from benchmarks.writing import rows_per_second\n"
    "print(max(rows_per_second() for _ in range(2)))"
)


def _load(
    url: str, plan: dict[str, Any], seconds: float, names: tuple[str, ...], alone: tuple[str, ...]
) -> dict[str, Any]:
    asked = {
        "url": url, "users": plan["users"], "password": plan["password"], "rate": RATE, "seconds": seconds,
        "asks": {name: plan["asks"][name] for name in names},
        "alone": {name: plan["asks"][name] for name in alone},
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.register.load"], input=json.dumps(asked).encode(), cwd=ROOT,
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@contextmanager
def served(of: Place) -> Iterator[str]:
    """Serve a register as ``banggiao serve`` does, and return its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = f"from banggiao.config.serve import serve; serve(port={port})"
    server = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**of.environment, "BANGGIAO_WEB_PROCESSES": "2"},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 120
        while True:
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if server.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("the server did not start")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def page_weights(url: str, plan: dict[str, Any]) -> Iterator[Measured]:
    """Weigh pages as a browser gets them for the first time: with all that they load, compressed as sent."""
    host, port = "127.0.0.1", int(url.rpartition(":")[2])
    cookie = signed_in(host, port, plan["users"][0], plan["password"])
    for name, address in plan["pages"].items():
        sent, whole, status = _cold(http.client.HTTPConnection(host, port, timeout=60), address, cookie)
        if status == 200:
            yield Measured(
                f"page weight, cold: {name}", round(sent / 1024, 1), "KB", 300, 120,
                note=f"{whole / 1024:.0f} KB not compressed", timed=False,
            )  # fmt: skip


def _cold(connection: http.client.HTTPConnection, address: str, cookie: str) -> tuple[int, int, int]:
    sent, whole, status, text = _fetched(connection, address, cookie)
    if status != 200:
        return 0, 0, status
    loaded = set(re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="(/static/[^"]+)"', text))
    for asset in list(loaded):
        if asset.endswith(".css"):
            style = _fetched(connection, asset, cookie)[3]
            folder = asset.rpartition("/")[0]
            fonts = re.findall(r"url\([\"']?([^\"')]+)[\"']?\)", style)
            loaded |= {_resolved(folder, font) for font in fonts if not font.startswith("data:")}
    for asset in loaded:
        part, uncompressed, _, _ = _fetched(connection, asset, cookie)
        sent, whole = sent + part, whole + uncompressed
    return sent, whole, status


def _resolved(folder: str, given: str) -> str:
    if given.startswith("/"):
        return given
    parts = folder.split("/")
    for part in given.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _fetched(connection: http.client.HTTPConnection, address: str, cookie: str) -> tuple[int, int, int, str]:
    connection.request("GET", address, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    response = connection.getresponse()
    data = response.read()
    plain = gzip.decompress(data) if response.getheader("Content-Encoding") == "gzip" else data
    return len(data), len(plain), response.status, plain.decode("utf-8", errors="replace")


def measured(engine: str, *, short: bool) -> Iterator[Measured]:
    """Measure at the sizes that the bars speak of, or at small ones that CI has time for."""
    if short:
        return measure(engine, size=SHORT, small=SHORT_SMALL, seconds=5)
    return measure(engine, size=FULL, small=SMALL, seconds=30)


def main() -> int:
    """Measure at any size: ``python -m benchmarks.register.measure ENGINE ENGAGEMENTS``."""
    engine, count = sys.argv[1], int(sys.argv[2])
    size = Size(count, count * 3 // 10, count * 2, 5_000)
    missed = 0
    for one in measure(engine, size=size, small=SMALL, seconds=15):
        mark = "met" if one.met else "MISSED"
        print(f"{one.what:<72} {one.told:>16}  {one.bar_told:<28} {mark}  {one.note}", flush=True)
        missed += not one.met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
