"""Running a command as a user would, cold, and watching its time and the memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds on the clock, CPU seconds of all its processes, peak memory in MB.

    ``peak_mb`` adds up the resident memory of every process of the tree, shared pages counted again for
    each: the pessimistic figure.
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float
    output: str


def run_watched(command: Sequence[str], *, interval: float = 0.02) -> Run:
    """Run ``command`` to its end.

    Raises:
        RuntimeError: it did not end well; the message holds what it printed.
    """
    before = os.times()
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    peak = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(interval):
            peak = max(peak, sum(_resident_mb(pid) for pid in _tree(process.pid)))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    done.set()
    watcher.join()
    after = os.times()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{output}")
    cpu = (after.children_user - before.children_user) + (after.children_system - before.children_system)
    return Run(seconds, cpu, peak, output)


def _tree(pid: int) -> list[int]:
    found, pending = [], [pid]
    while pending:
        current = pending.pop()
        found.append(current)
        try:
            threads = list(Path(f"/proc/{current}/task").iterdir())
            for thread in threads:
                pending.extend(int(child) for child in (thread / "children").read_text().split())
        except OSError:
            continue
    return found


def _resident_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
