"""What the register's tests share: a data folder of their own, and a database that other processes can open."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep the test database in a file: a worker process cannot open one that is in memory."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Load the Vietnam pack once, before the first test that uses the database."""
    from banggiao.sources.packs import pack_load

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        pack_load(who="kiểm thử")


@pytest.fixture(scope="session")
def migrated(
    django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path | None:
    """A copy of the test database, for a register of its own; None where there is none, or it is no file."""
    from django.db import connection

    known = connection.settings_dict
    if connection.vendor != "sqlite" or str(known["NAME"]) != str(known["TEST"]["NAME"]):
        return None  # tests that need no database run after the others, or alone
    path = tmp_path_factory.mktemp("migrated") / "banggiao.sqlite3"
    with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("VACUUM INTO %s", [str(path)])
    return path


@pytest.fixture
def home(tmp_path: Path, settings: object) -> Path:
    """An empty data folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    settings.BANGGIAO_HOME = folder  # type: ignore[attr-defined]
    return folder


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """The test database, as another process names it."""
    from django.db import connection

    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{quote(str(known['NAME']))}"
    return (
        f"postgresql://{quote(known['USER'])}:{quote(known['PASSWORD'])}@/{quote(known['NAME'])}"
        f"?host={quote(known['HOST'], safe='')}&port={known['PORT']}"
    )


@pytest.fixture
def start_process(
    home: Path, database_url: str
) -> Iterator[Callable[[Sequence[str]], subprocess.Popen[bytes]]]:
    """Start Python processes that use the test's database and data folder; none outlives the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "BANGGIAO_HOME": str(home),
            "BANGGIAO_DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "banggiao.config.settings",
        }
        process = subprocess.Popen(
            [sys.executable, *arguments], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


ALL_GROUPS = ("reader", "drafter", "approver", "personal", "auditor", "administrator")


@pytest.fixture
def member(db: None) -> Callable[..., object]:
    """Make a user who works for actors: ``member("lan", mfa=["drafter"], bct=["reader"])``."""
    from banggiao.access.services import user_ensure
    from banggiao.actors.models import Actor
    from banggiao.core.access import system

    def make(username: str, **roles: Sequence[str]) -> object:
        user = None
        for code, groups in roles.items():
            actor = Actor.objects.get(code=code.replace("_", "-"))
            user = user_ensure(
                username=username, name=username.title(), actor=actor, groups=groups, by=system("kiểm thử")
            )
            user.must_change_password = False
            user.save(update_fields=["must_change_password"])
        return user

    return make


@pytest.fixture
def sign_in(member: Callable[..., object]) -> Callable[..., object]:
    """Return a browser in which somebody is signed in: with every role at Bộ Ngoại giao unless told."""
    from django.test import Client

    def make(username: str = "thu", *, client: Client | None = None, **roles: Sequence[str]) -> Client:
        browser = client or Client()
        browser.force_login(member(username, **(roles or {"mfa": ALL_GROUPS})))  # type: ignore[arg-type]
        return browser

    return make


@pytest.fixture
def vietnam(db: None) -> None:
    """The Vietnam pack in the register: there already, unless a test before emptied the tables."""
    from banggiao.actors.models import Actor
    from banggiao.sources.packs import pack_load

    if not Actor.objects.exists():
        pack_load(who="kiểm thử")
