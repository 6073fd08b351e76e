"""A workspace of its own for one measurement: a temporary data folder with the Vietnam pack, made for it and
thrown away; each measurement in a process of its own, so that its memory is its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def workspace() -> Iterator[dict[str, str]]:
    """Give the environment of a fresh workspace on SQLite."""
    with tempfile.TemporaryDirectory(prefix="banggiao-doors-") as folder:
        told = {
            **os.environ, "BANGGIAO_HOME": folder, "BANGGIAO_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "banggiao.config.settings",
        }  # fmt: skip
        told.pop("BANGGIAO_DATABASE_URL", None)
        manage = [sys.executable, "-m", "banggiao.config.management"]
        for command in (["migrate", "--verbosity", "0"], ["load", "vn"]):
            subprocess.run([*manage, *command], env=told, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        yield told


def measured_in(environment: dict[str, str], module: str, *arguments: str) -> dict[str, Any]:
    """Run one measurement of a module in a process of its own and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    )
    found: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return found


def timed(work: Callable[[], Any]) -> dict[str, Any]:
    """Do some work and return its seconds, its seconds of processor time, and the peak of memory in MB."""
    began, worked = time.perf_counter(), time.process_time()
    result = work()
    return {
        "seconds": round(time.perf_counter() - began, 2),
        "processor": round(time.process_time() - worked, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "result": result,
    }


def client() -> Any:
    """Return a browser in which a person of Bộ Ngoại giao is signed in."""
    import django  # noqa: PLC0415 - settings come from the environment

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from banggiao.access.models import Group, Membership, User  # noqa: PLC0415
    from banggiao.actors.models import Actor  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    user, made = User.objects.get_or_create(
        username="do", defaults={"name": "Đo", "must_change_password": False}
    )
    if made:
        for group in (Group.DRAFTER, Group.READER):
            Membership.objects.create(user=user, actor=Actor.objects.get(code="mfa"), group=group)
    browser = Client()
    browser.force_login(user)
    return browser
