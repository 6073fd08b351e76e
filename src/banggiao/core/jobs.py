"""Background work in the register's own database: enqueued in the writer's transaction, leased by one worker,
retried with growing pauses, and taken over when a worker dies (docs/decisions/0002-own-job-table.md).

A handler may be run again after it has finished (its worker died before it could say so). It must then leave
the same records: look at the state of what it works on inside its own transaction.
"""

from __future__ import annotations

import logging
import os
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from banggiao.core.keys import uuid7
from banggiao.core.logs import describe_error
from banggiao.core.models import Job, JobState

Payload = dict[str, Any]
Handler = Callable[[Payload], None]

LEASE = timedelta(seconds=30)
"""How long a worker may be silent: after that another one takes its job."""
BEAT = timedelta(seconds=8)
"""How often a worker says that it is still at its job."""
LONGEST = timedelta(minutes=30)
"""How long a worker says so: a handler that takes longer hangs, and its job is given on."""
MAX_ATTEMPTS = 5
AT_ONCE = timedelta()

_handlers: dict[str, Handler] = {}
_repeated: dict[str, timedelta] = {}
_when_given_up: dict[str, Handler] = {}
_log = logging.getLogger(__name__)


def handles(kind: str, *, given_up: Handler | None = None) -> Callable[[Handler], Handler]:
    """Register the handler of a kind of job. ``given_up`` is called when the last attempt has failed."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        if given_up is not None:
            _when_given_up[kind] = given_up
        return handler

    return register


def repeats(kind: str, *, every: timedelta) -> Callable[[Handler], Handler]:
    """Register the handler of work that is done again and again: once in each stretch of time."""
    _repeated[kind] = every
    return handles(kind)


def jobs_repeat(*, now: datetime | None = None) -> None:
    """Ask for the repeated work of this stretch of time; several workers that ask, ask once.

    What is left of the stretches before is one row of a kind: the next does what the last one missed.
    """
    moment = now or timezone.now()
    for kind, every in _repeated.items():
        stretch = f"{kind}:{int(moment.timestamp() // every.total_seconds())}"
        if Job.objects.filter(idempotency_key=stretch).exists():
            continue
        with transaction.atomic():
            job_enqueue(kind=kind, idempotency_key=stretch, payload={})
            past = Job.objects.filter(kind=kind).exclude(idempotency_key=stretch)
            past.exclude(state=JobState.RUNNING).delete()


def job_enqueue(*, kind: str, idempotency_key: str, payload: Payload, delay: timedelta = AT_ONCE) -> Job:
    """Ask for work, in the caller's transaction. The same key asks only once, whatever became of the job."""
    job, _ = Job.objects.get_or_create(
        idempotency_key=idempotency_key,
        defaults={"kind": kind, "payload": payload, "run_after": timezone.now() + delay},
    )
    return job


def job_enqueue_waiting(*, kind: str, subject: str, payload: Payload, delay: timedelta = AT_ONCE) -> Job:
    """Ask for work on ``subject`` unless the same work still waits: many changes, one job that sees them all.
    With a ``delay`` more changes can gather before it begins.

    The waiting row is locked until the caller commits, so that no worker starts before the change is there.
    """
    with transaction.atomic():
        waiting = Job.objects.filter(
            kind=kind, idempotency_key__startswith=f"{kind}:{subject}:", state=JobState.QUEUED, attempts=0
        )
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        return waiting.first() or job_enqueue(
            kind=kind, idempotency_key=f"{kind}:{subject}:{uuid7()}", payload=payload, delay=delay
        )


def job_claim(*, now: datetime | None = None) -> Job | None:
    """Take the oldest job that waits, or whose worker fell silent. Return None where there is none.

    The guarded UPDATE alone makes the claim safe on both engines; SKIP LOCKED only spares PostgreSQL's
    workers from queueing behind each other.
    """
    moment = now or timezone.now()
    free = Q(state=JobState.QUEUED, run_after__lte=moment) | Q(state=JobState.RUNNING, lease_until__lt=moment)
    with transaction.atomic():
        waiting = Job.objects.filter(free).order_by("run_after", "id")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        job = waiting.first()
        if job is None:
            return None
        token = uuid.uuid4()
        taken = Job.objects.filter(free, pk=job.pk).update(
            state=JobState.RUNNING, lease=token, lease_until=moment + LEASE, attempts=F("attempts") + 1
        )
        if not taken:
            return None
    job.refresh_from_db()
    return job


def job_finish(job: Job) -> bool:
    """Mark the job done. Return False, changing nothing, where the lease has gone to another worker."""
    return bool(
        Job.objects.filter(pk=job.pk, lease=job.lease).update(
            state=JobState.DONE, lease=None, lease_until=None, finished_at=timezone.now(), last_error=""
        )
    )


def job_fail(job: Job, error: BaseException) -> bool:
    """Put the job back with a pause of 2, 8, 32 … seconds, or give it up after :data:`MAX_ATTEMPTS`."""
    last = job.attempts >= MAX_ATTEMPTS
    now = timezone.now()
    return bool(
        Job.objects.filter(pk=job.pk, lease=job.lease).update(
            state=JobState.FAILED if last else JobState.QUEUED,
            lease=None,
            lease_until=None,
            run_after=now + timedelta(seconds=2 * 4 ** (job.attempts - 1)),
            finished_at=now if last else None,
            last_error=describe_error(error)[:300],
        )
    )


def job_run(job: Job) -> bool:
    """Run a claimed job's handler and write down how it ended. Return whether it succeeded."""
    if job.attempts > MAX_ATTEMPTS:  # its workers died each time: it may be what kills them
        _give_up(job, RuntimeError("every worker died"))
        return False
    try:
        with _beating(job):
            _handlers[job.kind](job.payload)
    except Exception as error:
        _log.error("job %s of kind %s failed: %s", job.key, job.kind, describe_error(error))
        if job.attempts >= MAX_ATTEMPTS:
            _give_up(job, error)
        else:
            job_fail(job, error)
        return False
    return job_finish(job)


def job_beat(job: Job, *, now: datetime | None = None) -> bool:
    """Say that the job's worker is alive. Return False where the lease has gone to another worker."""
    until = (now or timezone.now()) + LEASE
    return bool(Job.objects.filter(pk=job.pk, lease=job.lease).update(lease_until=until))


@contextmanager
def _beating(job: Job) -> Iterator[None]:
    """Keep the job's lease from running out while the handler works, from a thread beside it."""
    done = threading.Event()
    beating = threading.Thread(target=_beat_until, args=(job, done), daemon=True)
    beating.start()
    try:
        yield
    finally:
        done.set()


def _beat_until(job: Job, done: threading.Event) -> None:
    end = timezone.now() + LONGEST
    try:
        while not done.wait(BEAT.total_seconds()) and timezone.now() < end:
            try:
                if not job_beat(job):
                    return
            except DatabaseError:  # SQLite's one writer is at work: the next beat tells it
                connection.close()
    finally:
        connection.close()


def _give_up(job: Job, error: BaseException) -> None:
    with transaction.atomic():
        if job_fail(job, error) and job.kind in _when_given_up:
            _when_given_up[job.kind](job.payload)


def run_until_idle() -> int:
    """Run every job that can run now, and those that they enqueue. Return how many were run."""
    count = 0
    while (job := job_claim()) is not None:
        job_run(job)
        count += 1
    return count


def work(*, wait: Callable[[], bool]) -> None:
    """Run jobs until ``wait``, called when there is nothing to do, returns True (time to stop)."""
    _log.info("worker %d is ready", os.getpid())
    stop = False
    while not stop:
        jobs_repeat()
        job = job_claim()
        if job is None:
            stop = wait()
        else:
            job_run(job)
