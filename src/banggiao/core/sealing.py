"""The seal over the audit: committed events in batches, each chained to the batch before by SHA-256.

Writers never wait for it: it runs behind them. It shows that a row was changed, removed or put in among
sealed ones below the program. Whoever can write the database can also make the whole chain anew; so note the
last seal's digest elsewhere from time to time (a backup's manifest holds it) and ask for it when you verify.
"""

from __future__ import annotations

import hashlib
import json
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction

from banggiao.core.jobs import Payload, repeats
from banggiao.core.models import Event, Seal

BATCH = 2000
START = "0" * 64
"""What the first seal is chained to."""

_MARK = struct.Struct(">q16s")
_COLUMNS = ("id", "key", "code", "noun", "record_key", "before", "after", "who", "at", "request_id", "reason")
_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Break:
    """Where the audit is not what was sealed. ``event`` is None where the chain of seals itself is broken.

    ``code``: changed, removed, inserted (an event), chain (a seal).
    """

    code: str
    seal: int
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """What verifying found. ``waiting`` events are newer than the last seal; ``head`` is its digest."""

    seals: int
    events: int
    waiting: int
    head: str
    breaks: tuple[Break, ...]
    noted: bool = True

    @property
    def sound(self) -> bool:
        """Whether every sealed event stands as it was sealed, and the noted digest is in the chain."""
        return not self.breaks and self.noted


@dataclass(frozen=True, slots=True)
class SealedUntil:
    """Up to which moment the audit is sealed (None: not at all), and how many events are newer."""

    at: datetime | None
    waiting: int


def sealed_until() -> SealedUntil:
    """Return how far the audit is sealed; whether the seal holds, :func:`audit_verify` says."""
    last = _last_sealed()
    return SealedUntil(_moment_before(last + 1), Event.objects.filter(id__gt=last).count())


def whole_until(audit: Audit) -> datetime | None:
    """Return the moment of the last sealed event before anything that was tampered with, None where there is
    none."""
    firsts = dict(Seal.objects.values_list("pk", "first"))
    broken = [b.event if b.event is not None else firsts.get(b.seal, 1) for b in audit.breaks]
    return _moment_before(min(broken, default=_last_sealed() + 1))


def _moment_before(event: int) -> datetime | None:
    return Event.objects.filter(id__lt=event).order_by("-id").values_list("at", flat=True).first()


@repeats("core.seal", every=timedelta(minutes=10))
def seal_job(_: Payload) -> None:
    """Seal what was committed since the last time."""
    events_seal()


def events_seal(*, patience: float = 5.0) -> int:
    """Seal every event that can have no other come before it. Return how many were sealed.

    On PostgreSQL a transaction may commit an event with a smaller id than one that is seen already: the
    seal waits up to ``patience`` seconds for transactions that began before it, and seals nothing where they
    go on.
    """
    last = _last_sealed()
    horizon = events_horizon(patience)
    count = 0
    while horizon > last:
        ids = Event.objects.filter(id__gt=last, id__lte=horizon).order_by("id").values_list("id", flat=True)
        batch = list(ids[:BATCH])
        if not batch:
            break
        until = batch[-1] if len(batch) == BATCH else horizon
        if not _seal(last + 1, until):
            break  # another sealer was faster
        last = until
        count += len(batch)
    return count


def audit_verify(*, noted: str = "") -> Audit:
    """Compare every sealed event with its seal, and every seal with the one before.

    ``noted`` is the digest of a seal that was written down elsewhere; it must be in the chain.
    """
    breaks: list[Break] = []
    previous, after, events, seals, found = START, 0, 0, 0, not noted
    for seal in Seal.objects.order_by("first").iterator(chunk_size=50):
        digests = dict(_digests(seal.first, seal.last))
        sealed = dict(_MARK.iter_unpack(bytes(seal.marks)))
        breaks += _compare(seal, sealed, digests)
        chained = _chained(seal.previous, seal.first, seal.last, digests.values())
        honest = not any(b.seal == seal.pk for b in breaks)
        if seal.previous != previous or seal.first != after + 1 or (honest and chained != seal.digest):
            breaks.append(Break("chain", seal.pk))
        previous, after = seal.digest, seal.last
        seals, events = seals + 1, events + len(digests)
        found = found or seal.digest == noted
    waiting = Event.objects.filter(id__gt=after).count()
    return Audit(seals, events, waiting, "" if previous == START else previous, tuple(breaks), found)


def _compare(seal: Seal, sealed: dict[int, bytes], digests: dict[int, bytes]) -> Iterator[Break]:
    for event in sorted(sealed.keys() | digests.keys()):
        if event not in digests:
            yield Break("removed", seal.pk, event)
        elif event not in sealed:
            yield Break("inserted", seal.pk, event)
        elif digests[event][:16] != sealed[event]:
            yield Break("changed", seal.pk, event)


def _seal(first: int, last: int) -> bool:
    digests = dict(_digests(first, last))
    newest = Seal.objects.order_by("-last").first()
    previous = newest.digest if newest else START
    try:
        with transaction.atomic():
            Seal.objects.create(
                first=first,
                last=last,
                marks=b"".join(_MARK.pack(pk, digest[:16]) for pk, digest in digests.items()),
                previous=previous,
                digest=_chained(previous, first, last, digests.values()),
            )
    except IntegrityError:
        return False
    return True


def _chained(previous: str, first: int, last: int, digests: Any) -> str:
    told = hashlib.sha256(f"{previous}:{first}-{last}:".encode())
    for digest in digests:
        told.update(digest)
    return told.hexdigest()


def _digests(first: int, last: int) -> Iterator[tuple[int, bytes]]:
    """Yield the digest of each event's canonical form: its columns as a JSON list, keys sorted, UTC."""
    rows = Event.objects.filter(id__gte=first, id__lte=last).order_by("id").values_list(*_COLUMNS)
    for row in rows.iterator():
        values = dict(zip(_COLUMNS, row, strict=True))
        values["at"] = values["at"].astimezone(UTC).isoformat(timespec="microseconds")
        values["key"], values["record_key"] = str(values["key"]), str(values["record_key"])
        told = json.dumps(list(values.values()), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        yield values["id"], hashlib.sha256(told.encode()).digest()


def _last_sealed() -> int:
    newest = Seal.objects.order_by("-last").first()
    return newest.last if newest else 0


def events_horizon(patience: float) -> int:
    """Return the largest id below which no event can come any more."""
    if connection.vendor != "postgresql":  # SQLite has one writer at a time: ids are committed in order
        return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    with connection.cursor() as cursor:
        # Ids given out so far belong to transactions that are over, or hold a virtual id now. Whoever has
        # none yet will be given larger ones.
        cursor.execute("SELECT last_value FROM core_event_id_seq")
        horizon = int(cursor.fetchone()[0])
        older = _running(cursor)
        deadline = time.monotonic() + patience
        while older := older & _running(cursor):
            if time.monotonic() > deadline:
                return 0
            time.sleep(_POLL_SECONDS)
    return horizon


def _running(cursor: Any) -> set[str]:
    """Return the transactions of other clients that run on this database now; a vacuum writes no event."""
    cursor.execute(
        "SELECT l.virtualtransaction FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
        "WHERE l.locktype = 'virtualxid' AND l.granted AND l.pid <> pg_backend_pid() "
        "AND a.datname = current_database() AND a.backend_type = 'client backend'"
    )
    return {row[0] for row in cursor.fetchall()}
