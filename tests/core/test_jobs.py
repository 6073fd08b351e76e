"""Background jobs: asked for once, held by one worker, tried again, taken over when a worker dies."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from banggiao.core import jobs
from banggiao.core.jobs import (
    MAX_ATTEMPTS,
    handles,
    job_beat,
    job_claim,
    job_enqueue,
    job_enqueue_waiting,
    job_finish,
    job_run,
    run_until_idle,
)
from banggiao.core.models import Job

KIND = "tests.note"


@pytest.fixture
def notes(monkeypatch):
    """A handler that writes down what it was asked to do."""
    monkeypatch.setattr(jobs, "_handlers", dict(jobs._handlers))
    monkeypatch.setattr(jobs, "_when_given_up", dict(jobs._when_given_up))
    monkeypatch.setattr(jobs, "_repeated", {})
    written: list[str] = []

    @handles(KIND)
    def note(payload):
        written.append(payload["text"])

    return written


def ask(key="1", text="a"):
    return job_enqueue(kind=KIND, idempotency_key=key, payload={"text": text})


@pytest.mark.django_db
def test_the_same_work_is_asked_for_once(notes):
    assert ask() == ask()
    run_until_idle()
    ask()
    run_until_idle()
    assert notes == ["a"]


@pytest.mark.django_db
def test_work_asked_for_in_a_transaction_that_fails_is_never_done(notes):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ask()
        raise ZeroDivisionError
    assert run_until_idle() == 0
    assert notes == []


@pytest.mark.django_db
def test_jobs_are_done_in_the_order_in_which_they_were_asked_for(notes):
    for text in "abc":
        ask(text, text)
    assert run_until_idle() == 3
    assert notes == ["a", "b", "c"]


@pytest.mark.django_db
def test_many_changes_leave_one_waiting_job(notes):
    first = job_enqueue_waiting(kind=KIND, subject="x", payload={"text": "a"})
    assert job_enqueue_waiting(kind=KIND, subject="x", payload={"text": "a"}) == first
    assert job_enqueue_waiting(kind=KIND, subject="y", payload={"text": "b"}) != first
    job_claim()
    assert job_enqueue_waiting(kind=KIND, subject="x", payload={"text": "a"}) != first


@pytest.mark.django_db
def test_a_job_that_is_held_is_not_given_to_another_worker(notes):
    ask()
    assert job_claim() is not None
    assert job_claim() is None


@pytest.mark.django_db
def test_a_lease_that_ran_out_is_given_on_and_its_first_holder_can_no_longer_finish(notes):
    ask()
    first = job_claim()
    later = timezone.now() + jobs.LEASE + timedelta(seconds=1)
    second = job_claim(now=later)
    assert second is not None
    assert second.pk == first.pk
    assert second.attempts == 2
    assert job_finish(first) is False
    assert Job.objects.get().state == "running"
    assert job_finish(second) is True
    assert Job.objects.get().state == "done"


@pytest.mark.django_db
def test_a_worker_that_says_that_it_is_alive_keeps_its_job_however_long_it_takes(notes):
    ask()
    mine = job_claim()
    later = timezone.now() + jobs.LEASE - timedelta(seconds=1)
    assert job_beat(mine, now=later)
    assert job_claim(now=later + timedelta(seconds=2)) is None
    other = job_claim(now=later + jobs.LEASE + timedelta(seconds=1))
    assert other.pk == mine.pk
    assert not job_beat(mine)  # it was given on: the first worker cannot take it back


@pytest.mark.django_db(transaction=True)
def test_a_working_handler_keeps_its_lease_from_beside(notes, monkeypatch):
    monkeypatch.setattr(jobs, "BEAT", timedelta(milliseconds=20))
    leases = []

    @handles(KIND)
    def long_work(payload):
        first = Job.objects.get().lease_until
        end = time.monotonic() + 20
        while Job.objects.get().lease_until == first:
            assert time.monotonic() < end, "no beat came"
        leases.append(first)

    ask()
    assert run_until_idle() == 1
    assert len(leases) == 1
    assert Job.objects.get().state == "done"


@pytest.mark.django_db
def test_repeated_work_is_asked_for_once_in_each_stretch_of_time(notes):
    jobs.repeats("tests.repeated", every=timedelta(minutes=10))(lambda payload: notes.append("again"))
    noon = timezone.now().replace(hour=12, minute=0, second=0)
    mine = Job.objects.filter(kind="tests.repeated")
    for minute in (0, 1, 9, 10, 19):
        jobs.jobs_repeat(now=noon + timedelta(minutes=minute))
        run_until_idle()
    assert notes == ["again", "again"]
    assert mine.count() == 1  # the stretches before leave no rows behind


@pytest.mark.django_db
def test_a_failed_job_waits_longer_each_time_and_is_given_up_in_the_end(notes, monkeypatch):
    given_up = []

    def fail(payload):
        raise ValueError("lời trong văn bản")

    handles(KIND, given_up=given_up.append)(fail)
    ask()
    pauses = []
    now = timezone.now()
    for _ in range(MAX_ATTEMPTS):
        job = job_claim(now=now)
        job_run(job)
        job.refresh_from_db()
        pauses.append(job.run_after)
        now = max(now, job.run_after) + timedelta(seconds=1)
    assert job.state == "failed"
    assert given_up == [{"text": "a"}]
    waits = [round((b - a).total_seconds()) for a, b in pairwise(pauses)]
    assert waits[:3] == sorted(waits[:3])
    assert waits[0] >= 5
    assert job_claim(now=now + timedelta(days=1)) is None
    assert "ValueError" in job.last_error
    assert "lời" not in job.last_error


@pytest.mark.django_db
def test_a_job_whose_workers_all_die_is_given_up(notes):
    ask()
    now = timezone.now()
    for _ in range(MAX_ATTEMPTS):
        assert job_claim(now=now) is not None
        now += jobs.LEASE + timedelta(seconds=1)
    job = job_claim(now=now)
    assert job_run(job) is False
    assert Job.objects.get().state == "failed"
    assert notes == []


@pytest.mark.django_db
def test_the_database_refuses_a_running_job_without_a_lease():
    ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(state="running")


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_once_never_get_the_same_job(notes):
    for number in range(40):
        ask(str(number), str(number))
    claimed: list[list[int]] = [[], [], [], []]
    ready = threading.Barrier(len(claimed))

    def claim_all(mine):
        ready.wait()
        try:
            while (job := job_claim()) is not None:
                mine.append(job.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=claim_all, args=(mine,)) for mine in claimed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = [pk for mine in claimed for pk in mine]
    assert len(taken) == 40
    assert len(set(taken)) == 40


WORKER = """
import django; django.setup()
import sys
from banggiao.core.jobs import handles, run_until_idle
@handles("tests.note")
def hang(payload):
    print("begun", flush=True)
    sys.stdin.read()
run_until_idle()
"""


@pytest.mark.django_db(transaction=True)
def test_work_goes_on_after_its_worker_was_killed(notes, start_process):
    ask()
    worker = start_process(["-c", WORKER])
    assert worker.stdout.readline() == b"begun\n"
    assert Job.objects.get().state == "running"
    worker.kill()
    worker.wait()
    assert job_claim() is None  # the dead worker's lease still runs
    job = job_claim(now=timezone.now() + jobs.LEASE + timedelta(seconds=1))
    job_run(job)
    assert notes == ["a"]
    assert Job.objects.get().state == "done"


@pytest.mark.django_db(transaction=True)
def test_a_worker_stops_by_itself_when_its_server_is_gone(start_process):
    worker = start_process(["-m", "banggiao.config.management", "work", "--stop-with-parent"])
    started = time.monotonic()
    worker.stdin.close()  # what the system does when the server dies, however it dies
    assert worker.wait(timeout=20) == 0
    assert time.monotonic() - started < 20
