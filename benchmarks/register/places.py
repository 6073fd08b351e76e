"""Where generated registers lie: made once for a size, and kept outside the repository for the next run."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tools.with_postgres import Cluster, unprivileged_user

ROOT = Path(__file__).resolve().parents[2]
SHELF = Path(os.environ.get("BANGGIAO_BENCH", "/var/tmp/banggiao-bench"))
"""PostgreSQL's own user must be able to reach it."""
POSTGRES_OPTIONS = (
    "-c listen_addresses='' -c shared_buffers=1GB -c effective_cache_size=4GB -c work_mem=32MB "
    "-c maintenance_work_mem=512MB -c max_wal_size=8GB -c checkpoint_timeout=30min -c random_page_cost=1.1 "
    "-c jit=off -c max_connections=40"
)
_MADE_BY = ("world.py", "generate.py")


@dataclass(frozen=True)
class Size:
    """How many rows of each a register has. ``claims`` counts those of engagements and commitments."""

    engagements: int
    commitments: int
    claims: int
    users: int

    def told(self) -> str:
        """Return the size in words."""
        return f"{self.engagements:,} engagements"


@dataclass(frozen=True)
class Place:
    """A generated register: what another process must be told to open it, and how its rows were written."""

    engine: str
    environment: dict[str, str]
    made: dict[str, Any] = field(default_factory=dict)

    def run(self, *arguments: str) -> str:
        """Run Python on the register and return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments], env=self.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE
        )
        return done.stdout.decode()


@contextmanager
def place(engine: str, size: Size) -> Iterator[Place]:
    """Open a register of this size, generated now where it is not on the shelf."""
    folder = SHELF / f"{engine}-{_named(size)}"
    for other in SHELF.glob(f"{engine}-{size.engagements}-*"):
        if other != folder:  # made by another generator, or before a migration
            shutil.rmtree(other, ignore_errors=True)
    if not (folder / "ready.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
    SHELF.mkdir(exist_ok=True, parents=True, mode=0o755)
    (folder / "home").mkdir(exist_ok=True, parents=True)
    with _database(engine, folder) as url:
        opened = Place(engine, _environment(folder / "home", url))
        ready = folder / "ready.json"
        if not ready.exists():
            asked = [f"--{name}={count}" for name, count in asdict(size).items()]
            ready.write_text(opened.run("-m", "benchmarks.register.generate", *asked), encoding="utf-8")
        yield Place(engine, opened.environment, json.loads(ready.read_text("utf-8")))


@contextmanager
def copied(of: Place) -> Iterator[Place]:
    """Open a copy of a small register that may be written to, and throw it away."""
    with tempfile.TemporaryDirectory(prefix="banggiao-bench-") as name:
        home = Path(name) / "home"
        shutil.copytree(of.environment["BANGGIAO_HOME"], home)
        url = of.environment["BANGGIAO_DATABASE_URL"]
        if of.engine == "sqlite":
            yield Place(of.engine, _environment(home, url), of.made)
            return
        import psycopg  # noqa: PLC0415 - needed for PostgreSQL only

        admin = url.replace("/banggiao?", "/postgres?")
        with psycopg.connect(admin, autocommit=True) as server:
            server.execute("CREATE DATABASE banggiao_copy TEMPLATE banggiao")
            try:
                yield Place(
                    of.engine, _environment(home, url.replace("/banggiao?", "/banggiao_copy?")), of.made
                )
            finally:
                server.execute("DROP DATABASE banggiao_copy WITH (FORCE)")


@contextmanager
def _database(engine: str, folder: Path) -> Iterator[str]:
    if engine == "sqlite":
        yield ""
        return
    # A short folder for the socket: its path holds at most 107 bytes.
    with tempfile.TemporaryDirectory(prefix="banggiao-pg-") as name:
        cluster = Cluster(Path(name), data=folder / "data", options=POSTGRES_OPTIONS)
        if user := unprivileged_user():
            shutil.chown(folder, user)
        try:
            cluster.start()
            yield cluster.url
        finally:
            cluster.stop("fast")


def _environment(home: Path, url: str) -> dict[str, str]:
    return {
        **os.environ, "BANGGIAO_HOME": str(home), "BANGGIAO_DATABASE_URL": url,
        "BANGGIAO_LOG_LEVEL": "WARNING", "DJANGO_SETTINGS_MODULE": "banggiao.config.settings",
    }  # fmt: skip


def _named(size: Size) -> str:
    """Return a name that another size, generator or database schema would not have."""
    told = hashlib.sha256(repr(size).encode())
    for name in _MADE_BY:
        told.update((Path(__file__).parent / name).read_bytes())
    for migration in sorted((ROOT / "src").glob("banggiao/*/migrations/0*.py")):
        told.update(migration.name.encode())
    return f"{size.engagements}-{told.hexdigest()[:12]}"
