"""A review whose worker was killed goes on, and does not read finished papers again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from banggiao.core.jobs import run_until_idle
from banggiao.core.models import Job
from banggiao.reading.reader import Reader
from banggiao.reviews import selectors, services
from banggiao.reviews.models import Submission
from tests.reviews.papers import TRAINING, report

BODIES = ("Bộ Công Thương", "Bộ Quốc phòng", "Ủy ban nhân dân tỉnh Quảng Ninh", "Ủy ban nhân dân tỉnh Cà Mau")

WORKER_THAT_HANGS_AT_THE_THIRD_PAPER = """
import django; django.setup()
import sys
from banggiao.core.jobs import run_until_idle
from banggiao.reading.reader import Reader
read, count = Reader.read_statements, 0
def hang(self, paper):
    global count
    count += 1
    if count == 3:
        print("third", flush=True)
        sys.stdin.read()
    return read(self, paper)
Reader.read_statements = hang
run_until_idle()
"""


@pytest.mark.django_db(transaction=True)
def test_a_killed_review_resumes_without_reading_finished_papers_again(review, start_process, monkeypatch):
    for number, body in enumerate(BODIES):
        paper = report(body, TRAINING, number=f"{number}/BC")
        services.submission_receive(review=review, name=f"{number}.docx", data=paper, who="Lan")
    worker = start_process(["-c", WORKER_THAT_HANGS_AT_THE_THIRD_PAPER])
    assert worker.stdout.readline() == b"third\n"
    worker.kill()
    worker.wait()
    assert list(Submission.objects.order_by("id").values_list("state", flat=True)) == [
        "read", "read", "reading", "queued",
    ]  # fmt: skip
    Job.objects.filter(state="running").update(lease_until=timezone.now() - timedelta(seconds=1))

    read_again: list[str] = []
    read = Reader.read_statements

    def noting(self, paper):
        read_again.append(paper.name)
        return read(self, paper)

    monkeypatch.setattr(Reader, "read_statements", noting)
    run_until_idle()
    assert sorted(read_again) == ["2.docx", "3.docx"]
    assert set(Submission.objects.values_list("state", flat=True)) == {"read"}
    assert len({c.body for c in selectors.matrix(review).cells}) == 4
