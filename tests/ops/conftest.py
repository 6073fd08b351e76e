"""Registers of their own, in a data folder and a database that only the test and its processes use."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
POSTGRES = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
_numbers = count(1)


@dataclass(frozen=True)
class Register:
    """A register that a command or a script is run on, as its operator runs it."""

    home: Path
    name: str  # of its PostgreSQL database

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "BANGGIAO_HOME": str(self.home),
            "BANGGIAO_DATABASE_URL": _url(self.name) if POSTGRES else "",
            "BANGGIAO_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "banggiao.config.settings",
        }

    def start(self, *arguments: str, **more: Any) -> subprocess.Popen[str]:
        """Start Python with these arguments."""
        return subprocess.Popen(
            [sys.executable, *arguments], env=self.environment, cwd=ROOT, text=True, **more
        )

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python with these arguments and return what it said."""
        with self.start(*arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            out, error = process.communicate()
        return subprocess.CompletedProcess(arguments, process.returncode, out, error)

    def run(self, *arguments: str) -> str:
        """Run a script or module that must succeed."""
        done = self.python(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def script(self, code: str) -> str:
        """Run lines of Python after Django is set up."""
        return self.run("-c", f"import django; django.setup()\n{code}").strip()

    def banggiao(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the program's command line."""
        return self.python("-c", "from banggiao.cli import main; main()", *arguments)

    def held(self, deed: str = "") -> dict[str, Any]:
        """Return what lies in the register's database and files, after a deed in it."""
        code = f"from tests.ops.full_register import *\n{deed}\nprint(json.dumps(held()))"
        return json.loads(self.script(code))

    def told(self) -> dict[str, Any]:
        """Return what the register holds and answers."""
        return json.loads(self.run("-m", "tests.ops.full_register", "told"))


def _admin(sql: str) -> None:
    import psycopg

    known = settings.DATABASES["default"]
    with psycopg.connect(
        host=known["HOST"], port=known["PORT"], user=known["USER"], password=known["PASSWORD"],
        dbname="postgres", autocommit=True,
    ) as connection:  # fmt: skip
        connection.execute(sql)


def _url(name: str) -> str:
    known = settings.DATABASES["default"]
    return (
        f"postgresql://{quote(known['USER'])}:{quote(known['PASSWORD'])}@/{name}"
        f"?host={quote(known['HOST'], safe='')}&port={known['PORT']}"
    )


@pytest.fixture(scope="session")
def make_register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Register]]:
    """Make an empty register, or one like another that nobody has open."""
    made: list[Register] = []

    def make(like: Register | None = None) -> Register:
        register = Register(
            tmp_path_factory.mktemp("register") / "home", f"ops_{os.getpid()}_{next(_numbers)}"
        )
        if like is None:
            register.home.mkdir(mode=0o700)
        else:
            shutil.copytree(like.home, register.home)
        if POSTGRES:
            _admin(f"CREATE DATABASE {register.name} TEMPLATE {like.name if like else 'template0'}")
        made.append(register)
        return register

    yield make
    for register in made:
        if POSTGRES:
            _admin(f"DROP DATABASE {register.name} WITH (FORCE)")


@pytest.fixture(scope="session")
def _full(make_register: Callable[..., Register], migrated: Path | None) -> Register:
    register = make_register()
    if migrated is None:
        register.run("-m", "banggiao.config.management", "migrate", "-v0", "--skip-checks")
    else:
        shutil.copy(migrated, register.home)
    register.run("-m", "tests.ops.full_register", "fill")
    return register


@pytest.fixture
def full(_full: Register, make_register: Callable[..., Register]) -> Register:
    """A full register of this version."""
    return make_register(like=_full)


@pytest.fixture(scope="session")
def _archive(_full: Register, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "so.zip"
    done = _full.banggiao("backup", str(path))
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def archive(_archive: Path, tmp_path: Path) -> Path:
    """A backup of the full register."""
    return Path(shutil.copy(_archive, tmp_path / "so.zip"))


@pytest.fixture
def empty(make_register: Callable[..., Register]) -> Register:
    """A data folder and a database with nothing in them."""
    return make_register()
