"""Background work in the register's own database: enqueued in the writer's transaction, leased by one worker,
retried with growing pauses, and taken over when a worker dies (docs/decisions/0002-own-job-table.md).

A handler may be run again after it has finished (its worker died before it could say so). It must then leave
the same records: look at the state of what it works on inside its own transaction.
"""

from __future__ import annotations

import logging
import os
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from banggiao.core.keys import uuid7
from banggiao.core.logs import describe_error
from banggiao.core.models import Job, JobState

Payload = dict[str, Any]
Handler = Callable[[Payload], None]

LEASE = timedelta(minutes=5)
"""How long a worker may be silent. No handler may take longer."""
MAX_ATTEMPTS = 5
AT_ONCE = timedelta()

_handlers: dict[str, Handler] = {}
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


def job_claim(*, now: datetime | None = None, lease: timedelta = LEASE) -> Job | None:
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
            state=JobState.RUNNING, lease=token, lease_until=moment + lease, attempts=F("attempts") + 1
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
        _handlers[job.kind](job.payload)
    except Exception as error:
        _log.error("job %s of kind %s failed: %s", job.key, job.kind, describe_error(error))
        if job.attempts >= MAX_ATTEMPTS:
            _give_up(job, error)
        else:
            job_fail(job, error)
        return False
    return job_finish(job)


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
        job = job_claim()
        if job is None:
            stop = wait()
        else:
            job_run(job)
