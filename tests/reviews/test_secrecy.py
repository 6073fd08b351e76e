"""Of a secret paper nothing is left: not in the database, the data folder, the temporary folders or the log."""

from __future__ import annotations

import hashlib
import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection

from banggiao.core.jobs import run_until_idle
from banggiao.language.folding import fold
from banggiao.reviews import services
from banggiao.reviews.models import Submission
from tests.reviews.papers import TRAINING, report, secret, zipped

WORDS = "Zyxwvut phương án đàm phán Qwertzu"
TRACES = ("Zyxwvut", "Qwertzu", "đàm phán Q")


def holders(folder: Path, needles: list[bytes]) -> list[Path]:
    """Return the files below ``folder`` that hold one of the needles."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


def packed_words(paper: bytes) -> bytes:
    """Return bytes that only this Word file holds: the middle of its packed text."""
    member = ZipFile(BytesIO(paper)).getinfo("word/document.xml")
    middle = member.header_offset + member.compress_size // 2
    return paper[middle : middle + 200]


def in_database(needles: list[str]) -> list[str]:
    """Return the tables with a row that holds one of the needles, as it is or as the search index has it."""
    needles = [*needles, *(fold(needle) for needle in needles)]
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == "search_words":  # its words lie in the tables search_words_…
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(needle in str(row) for row in cursor.fetchall() for needle in needles):
                found.append(table)
    return found


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The only temporary folder that the program knows."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.mark.parametrize("packed", [False, True])
def test_nothing_of_a_secret_paper_is_left(review, home, temporary, caplog, packed):
    paper = secret(WORDS)
    sent = zipped(a_docx=paper, b_docx=report("Bộ Công Thương", TRAINING)) if packed else paper
    with caplog.at_level(0):
        services.submission_receive(review=review, name="bao-cao", data=sent, who="Lan")
        run_until_idle()
    refused = Submission.objects.get(state="refused")
    assert refused.reason_code == "secret"
    assert (refused.sha256, refused.source, refused.number, refused.title) == ("", None, "", "")

    digest = hashlib.sha256(paper).hexdigest()
    needles = [text.encode(coding) for text in TRACES for coding in ("utf-8", "utf-16-le")]
    needles += [digest.encode(), bytes.fromhex(digest), packed_words(paper)]
    database = Path(connection.settings_dict["NAME"]).parent if connection.vendor == "sqlite" else home
    for folder in (home, temporary, database):
        assert holders(folder, needles) == []
    assert in_database([*TRACES, digest]) == []
    assert not any(trace in caplog.text for trace in TRACES)


def test_the_search_would_find_a_paper_that_is_kept(review, home, temporary):
    """The control: the same search finds the words of a paper that may be kept."""
    paper = report("Bộ Công Thương", f"Đã tổ chức {WORDS}.")
    services.submission_receive(review=review, name="a.docx", data=paper, who="Lan")
    run_until_idle()
    digest = hashlib.sha256(paper).hexdigest()
    assert holders(home, [packed_words(paper)]) != []
    assert {"sources_source", "sources_claim"} <= set(in_database(list(TRACES)))
    assert "reviews_submission" in in_database([digest])


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_secret_paper_is_left_on_the_disk_of_a_database_that_committed(
    review, home, temporary, tmp_path_factory
):
    paper = secret(WORDS)
    services.submission_receive(review=review, name="a.docx", data=paper, who="Lan")
    run_until_idle()
    base = (
        tmp_path_factory.getbasetemp()
    )  # data folder, temporary folder, SQLite file and its write-ahead log
    assert (base / "database0" / "test.sqlite3").exists() or connection.vendor == "postgresql"
    assert holders(base, [*(trace.encode() for trace in TRACES), packed_words(paper)]) == []
