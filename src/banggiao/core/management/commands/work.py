"""The worker process: ``banggiao manage work``."""

from __future__ import annotations

import logging
import signal
import sys
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from banggiao.core.collecting import collector_settle
from banggiao.core.jobs import run_until_idle, work

PAUSE_SECONDS = 0.3


class Command(BaseCommand):
    help = "Run background jobs until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="stop when nothing is left to do")
        parser.add_argument(
            "--stop-with-parent",
            action="store_true",
            help="stop when standard input closes: the server that started this worker is gone",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["until_idle"]:
            self.stdout.write(f"{run_until_idle()} jobs")
            return
        collector_settle()
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if options["stop_with_parent"]:
            threading.Thread(target=_watch_parent, args=(stop,), daemon=True).start()
        while not stop.is_set():
            try:
                work(wait=lambda: stop.wait(PAUSE_SECONDS))
            except DatabaseError as error:  # the database restarts or is busy: the jobs are still there
                logging.getLogger(__name__).warning("database: %s", type(error).__name__)
                close_old_connections()
                time.sleep(PAUSE_SECONDS)


def _watch_parent(stop: threading.Event) -> None:
    sys.stdin.buffer.read()
    stop.set()
