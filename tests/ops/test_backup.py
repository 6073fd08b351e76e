"""A backup of a full register brings back the same rows, files and answers, or nothing changes."""

from __future__ import annotations

import json
import zipfile

import pytest

from banggiao.config.archive import ArchiveReader
from banggiao.config.engines import engine
from banggiao.config.restore import refuse_unfit
from banggiao.core.errors import DeedRefused
from tests.ops.conftest import POSTGRES

ERASE = """
from datetime import date
from banggiao.core.models import PersonalPayload
from django.utils import timezone
held = PersonalPayload.objects.filter(values__has_key="passport").order_by("pk").first()
PersonalPayload.objects.filter(pk=held.pk).update(values={}, erased_at=timezone.now())
from banggiao.core.erasures import erasures_told
erasures_told()
"""
PASSPORTS = """
from banggiao.core.models import PersonalPayload
print(PersonalPayload.objects.filter(values__has_key="passport").count())
"""


def refused(done, words):
    assert done.returncode == 1, done.stdout
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def altered(archive, change):
    """Write the archive anew with its parts passed through ``change(name, data)``; None leaves one out."""
    with zipfile.ZipFile(archive) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    with zipfile.ZipFile(archive, "w") as target:
        for name, data in parts.items():
            if (kept := change(name, data)) is not None:
                target.writestr(name, kept)


def test_a_restored_register_holds_and_answers_the_same(full, empty, archive):
    before = full.told()
    assert archive.stat().st_mode & 0o077 == 0
    done = empty.banggiao("restore", str(archive))
    assert done.returncode == 0, done.stderr
    after = empty.told()
    assert after["rows"] == before["rows"]
    assert after["files"] == before["files"] != {}
    assert after["answers"] == before["answers"]
    assert {status for status, _, _ in before["answers"].values()} == {200}
    assert after["audit"] == before["audit"]
    assert before["audit"][0] is True
    left = [path.name for path in empty.home.iterdir() if "before" in path.name or path.name.startswith(".")]
    assert left == []


def test_a_restored_register_goes_on(full, empty, archive):
    assert empty.banggiao("restore", str(archive)).returncode == 0
    again = empty.script(
        "from tests.ops.full_register import *\n"
        "last = Event.objects.latest('id').pk\n"
        "written(noun_of('engagement'), {'title': 'Sau khi khôi phục'})\n"
        "assert Event.objects.latest('id').pk > last\n"
        "events_seal(); print(audit_verify().sound)"
    )
    assert again == "True"


def test_a_backup_is_of_one_moment_while_others_write(full, empty, tmp_path):
    writer = full.start(
        "-c",
        "import django; django.setup()\n"
        "from tests.ops.full_register import *\n"
        "for n in range(100000):\n"
        "    written(noun_of('engagement'), {'title': f'Trong lúc sao lưu {n}'})\n"
        "    if n == 5: print('đang ghi', flush=True)\n",
        stdout=-1,
    )
    try:
        assert writer.stdout.readline() == "đang ghi\n"
        path = tmp_path / "so.zip"
        done = full.banggiao("backup", str(path))
        assert done.returncode == 0, done.stderr
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    assert empty.banggiao("restore", str(path)).returncode == 0
    whole = empty.script(
        "from banggiao.engagements.models import Engagement\n"
        "from banggiao.core.models import Event\n"
        "from banggiao.sources.models import Claim\n"
        "new = set(Engagement.objects.filter(title__startswith='Trong lúc').values_list('key', flat=True))\n"
        "claims = set(Claim.objects.filter(record_key__in=new).values_list('record_key', flat=True))\n"
        "events = set(Event.objects.filter(record_key__in=new).values_list('record_key', flat=True))\n"
        "print(len(new) > 5, new == claims == events)"
    )
    assert whole == "True True"


def test_values_erased_since_the_backup_are_not_brought_back(full, archive):
    assert full.script(PASSPORTS + ERASE + PASSPORTS).split() == ["4", "3"]
    done = full.banggiao("restore", "--replace", str(archive))
    assert done.returncode == 0, done.stderr
    assert full.script(PASSPORTS) == "3"
    assert "erased again: 1" in done.stdout


def test_values_that_only_the_log_knows_as_erased_are_not_brought_back(full, empty, archive):
    full.script(ERASE)
    (empty.home / "erasures.log").write_bytes((full.home / "erasures.log").read_bytes())
    assert empty.banggiao("restore", str(archive)).returncode == 0
    assert empty.script(PASSPORTS) == "3"


def test_an_archive_is_never_written_over(full, archive):
    before = archive.read_bytes()
    refused(full.banggiao("backup", str(archive)), "There is a file")
    assert archive.read_bytes() == before


def test_an_archive_that_was_not_written_whole_is_not_there(full, tmp_path):
    (full.home / "files" / "zz").mkdir(parents=True)
    (full.home / "files" / "zz" / "folder").mkdir()  # cannot be copied as a file
    done = full.banggiao("backup", str(tmp_path / "so.zip"))
    assert done.returncode != 0
    assert list(tmp_path.iterdir()) == []


def test_a_register_that_is_not_empty_is_replaced_only_when_told_and_the_old_is_kept(full, archive):
    newer = full.held("written(noun_of('engagement'), {'title': 'Mới hơn'})")
    refused(full.banggiao("restore", str(archive)), "--replace")
    assert full.held()["rows"] == newer["rows"]
    done = full.banggiao("restore", "--replace", str(archive))
    assert done.returncode == 0, done.stderr
    assert "kept as: before-" in done.stdout
    if not POSTGRES:
        assert len(list(full.home.glob("banggiao.sqlite3.before-*"))) == 1
    assert len(list(full.home.glob("files.before-*"))) == 1
    # What was kept aside is no part of the next backup, and does not hinder it.
    second = archive.with_name("lại.zip")
    assert full.banggiao("backup", str(second)).returncode == 0
    assert full.banggiao("restore", "--replace", str(second)).returncode == 0
    assert full.held()["rows"] != newer["rows"]


@pytest.mark.parametrize(
    "change",
    [
        lambda name, data: data[:-1] + bytes([data[-1] ^ 1]) if name.startswith("files/") else data,
        lambda name, data: None if name.startswith("files/") else data,
        lambda name, data: data[: len(data) // 2] if name.startswith("database") else data,
        lambda name, data: None if name == "manifest.json" else data,
        lambda name, data: b"{}" if name == "manifest.json" else data,
        lambda name, data: b"[]" if name == "manifest.json" else data,
        lambda name, data: data.replace(b"files/", b"../../") if name == "manifest.json" else data,
    ],
    ids=[
        "a changed file",
        "a lost file",
        "half a database",
        "no manifest",
        "an empty one",
        "a list",
        "outside",
    ],
)
def test_a_damaged_archive_is_refused(archive, change):
    altered(archive, change)
    with pytest.raises(DeedRefused, match="damaged"):
        ArchiveReader(archive)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no", b"text"])
def test_what_is_no_archive_is_refused(tmp_path, data):
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(DeedRefused, match="damaged"):
        ArchiveReader(tmp_path / "a.zip")


def test_an_archive_of_another_kind_of_database_is_refused(archive):
    def change(name, data):
        return data.replace(ours, theirs) if name == "manifest.json" else data

    ours, theirs = b"database.sqlite3", b"database.pgdump"
    if POSTGRES:
        ours, theirs = theirs, ours
    with zipfile.ZipFile(archive) as given:
        parts = {name.replace(ours.decode(), theirs.decode()): given.read(name) for name in given.namelist()}
    with zipfile.ZipFile(archive, "w") as target:
        for name, data in parts.items():
            target.writestr(name, change(name, data))
    with pytest.raises(DeedRefused, match="The backup is of"):
        refuse_unfit(ArchiveReader(archive), engine())


@pytest.mark.parametrize("what", ["damaged", "migration", "format", "counts"])
def test_an_archive_that_does_not_fit_changes_nothing(empty, archive, what):
    def change(name, data):
        if name != "manifest.json":
            return data
        told = json.loads(data)
        if what == "migration":
            told["migrations"].append(["core", "9999_of_tomorrow"])
        elif what == "format":
            told["format"] = 99
        elif what == "counts":
            told["counts"]["core_event"] += 1
        else:
            told["parts"].popitem()
        return json.dumps(told).encode()

    words = {
        "migration": "newer version",
        "format": "newer version",
        "damaged": "damaged",
        "counts": "core_event",
    }
    altered(archive, change)
    refused(empty.banggiao("restore", str(archive)), words[what])
    assert {path.name for path in empty.home.iterdir()} <= {"secret_key", "files", "banggiao.sqlite3"}
    assert not any(empty.home.glob("files/*"))
    assert empty.script("from banggiao.config.engines import engine; print(engine().empty())") == "True"


def test_a_register_in_use_is_not_replaced(full, archive):
    user = full.start(
        "-c",
        "import django; django.setup()\n"
        "from banggiao.core.models import Event; Event.objects.count()\n"
        "print('mở', flush=True); import sys; sys.stdin.read()",
        stdin=-1,
        stdout=-1,
    )
    try:
        assert user.stdout.readline() == "mở\n"
        refused(full.banggiao("restore", "--replace", str(archive)), "stop banggiao serve")
        refused(full.banggiao("upgrade"), "stop banggiao serve")
    finally:
        user.communicate("")


def test_a_restore_that_was_killed_is_undone_by_the_next(full, archive, tmp_path):
    newer = full.held("written(noun_of('engagement'), {'title': 'Mới hơn'})")
    died = full.python(
        "-c",
        "import django, os, signal; django.setup()\n"
        "from pathlib import Path\n"
        "from banggiao.config import restore\n"
        "restore.bring_up_to_date = lambda: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"restore.restore(Path({str(archive)!r}), replace=True)",
    )
    assert died.returncode == -9
    refused(full.banggiao("backup", str(tmp_path / "half.zip")), "cut short")
    refused(full.banggiao("serve", "--port", "1"), "cut short")
    after = full.held("from banggiao.config.restore import undo_unfinished; undo_unfinished()")
    assert (after["rows"], after["files"]) == (newer["rows"], newer["files"])


def test_originals_damaged_on_the_disk_are_told_and_do_not_hinder_the_backup(full, tmp_path):
    victim = next((full.home / "files").glob("??/*"))
    victim.write_bytes(b"khac")
    done = full.banggiao("backup", str(tmp_path / "so.zip"))
    assert done.returncode == 0
    assert victim.name in done.stderr


@pytest.mark.skipif("not POSTGRES", reason="of PostgreSQL's own tools")
def test_without_pg_dump_the_refusal_says_what_to_install(full, tmp_path):
    done = full.python(
        "-c",
        "import django; django.setup()\n"
        "from banggiao.config import engines\n"
        "engines._installed = lambda name: None\n"
        "from banggiao.cli import main; main()",
        "backup",
        str(tmp_path / "so.zip"),
    )
    refused(done, "postgresql-client")
    assert list(tmp_path.iterdir()) == []
