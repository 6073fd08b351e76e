"""Originals are kept under the digest of their bytes, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import stat

import pytest

from banggiao.config.environment import database, secret_key
from banggiao.core.files import file_read, file_store, path_of


def test_a_file_is_found_by_the_digest_of_its_bytes(home):
    sha256 = file_store(b"abc")
    assert sha256 == hashlib.sha256(b"abc").hexdigest()
    assert file_read(sha256) == b"abc"


def test_the_same_bytes_are_kept_once(home):
    file_store(b"abc")
    before = path_of(file_store(b"abc")).stat().st_mtime_ns
    file_store(b"abc")
    assert path_of(hashlib.sha256(b"abc").hexdigest()).stat().st_mtime_ns == before
    assert len([p for p in (home / "files").rglob("*") if p.is_file()]) == 1


def test_a_write_that_fails_leaves_nothing(home, monkeypatch):
    def no_space(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(OSError, match="No space"):
        file_store(b"abc")
    assert [p for p in home.rglob("*") if p.is_file()] == []


def test_a_file_changed_on_disk_is_not_taken_for_the_original(home):
    sha256 = file_store(b"abc")
    path_of(sha256).write_bytes(b"abd")
    with pytest.raises(ValueError, match="changed on disk"):
        file_read(sha256)


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    key = secret_key(tmp_path)
    assert len(key) >= 50
    assert secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_postgresql_url_names_every_part(tmp_path):
    known = database("postgresql://an:m%40t@db.example:5433/so?sslmode=require", tmp_path)
    assert known["ENGINE"].endswith("postgresql")
    assert (known["USER"], known["PASSWORD"], known["HOST"], known["PORT"], known["NAME"]) == (
        "an", "m@t", "db.example", "5433", "so",
    )  # fmt: skip
    assert known["OPTIONS"]["sslmode"] == "require"


def test_without_a_url_the_database_is_a_file_in_the_data_folder(tmp_path):
    known = database("", tmp_path)
    assert known["NAME"] == tmp_path / "banggiao.sqlite3"
    assert known["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in known["OPTIONS"]["init_command"]


def test_another_kind_of_database_is_refused(tmp_path):
    with pytest.raises(ValueError, match="mysql"):
        database("mysql://x/y", tmp_path)
