"""A table that lies on disk is read as the same bytes in memory are, and is never held as a whole."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from books import book, proposals

from banggiao.core.errors import DeedRefused
from banggiao.core.files import file_copy, path_of
from banggiao.sources.contents import Contents
from banggiao.sources.table_file import TableRefused, table_read

WRONG_AT_THE_END = ("title,kind\n" + "Họp,meeting\n" * 3).encode() + b"H\xe1\xbb"


@pytest.mark.parametrize(
    "data",
    [
        "title,kind\nHội đàm,meeting\n".encode(),
        "﻿title;kind\r\nHội đàm;meeting\r\n".encode(),
        "title\tkind\nHội đàm\tmeeting\n".encode("utf-16"),
        book(proposals(2)),
    ],
    ids=["utf-8", "marked", "utf-16", "xlsx"],
)
def test_a_file_on_disk_is_read_as_its_bytes_are(tmp_path, data):
    path = tmp_path / "bang"
    path.write_bytes(data)
    held, lying = table_read("bang", data), table_read("bang", path)
    assert list(held.rows()) == list(lying.rows()) != []
    assert (held.sha256, held.header, held.format) == (lying.sha256, lying.header, lying.format)


@pytest.mark.parametrize(
    ("data", "line"), [(WRONG_AT_THE_END, 5), (b"title\n\xff\n", 2), (b"title\n\na\0b\n", 3)]
)
def test_what_is_no_text_is_refused_at_its_line(tmp_path, monkeypatch, data, line):
    monkeypatch.setattr("banggiao.sources.contents._PIECE", 7)
    path = tmp_path / "bang.csv"
    path.write_bytes(data)
    with pytest.raises(TableRefused) as refused:
        table_read("bang.csv", path)
    assert [fault.line for fault in refused.value.faults] == [line]


def test_a_long_table_on_disk_takes_no_memory_for_its_bytes(tmp_path):
    path = tmp_path / "dai.csv"
    path.write_text("title,kind\n" + f"{'Hội đàm ' * 100},meeting\n" * 8000, encoding="utf-8")
    tracemalloc.start()
    try:
        assert sum(1 for _ in table_read("dai.csv", path).rows()) == 8000
        assert tracemalloc.get_traced_memory()[1] < path.stat().st_size * 0.75
    finally:
        tracemalloc.stop()


def test_bytes_that_are_no_longer_those_of_the_table_are_not_kept(settings, tmp_path):
    settings.BANGGIAO_HOME = tmp_path
    told = Contents(b"title\nA\n").sha256
    with pytest.raises(ValueError, match="no longer"):
        file_copy(io.BytesIO(b"title\nB\n"), told)
    assert not path_of(told).exists()
    file_copy(io.BytesIO(b"title\nA\n"), told)
    assert path_of(told).read_bytes() == b"title\nA\n"


def test_a_file_that_was_taken_away_while_it_was_read_is_refused(tmp_path):
    path = tmp_path / "bang.csv"
    path.write_bytes(b"title\nA\n")
    table = table_read("bang.csv", path)
    path.unlink()
    with pytest.raises(DeedRefused) as refused:
        list(table.rows())
    assert refused.value.code == "file-gone"
