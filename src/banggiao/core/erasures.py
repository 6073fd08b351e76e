"""The log of erased personal values, kept beside the database: a backup made before an erasure still holds
the values, and whoever restores it must not bring them back. It holds the keys of claims, never values."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from banggiao.core.models import PersonalPayload

LOG_NAME = "erasures.log"


def log_path() -> Path:
    """Return where the log lies."""
    return Path(settings.BANGGIAO_HOME) / LOG_NAME


def erasures_note(claims: Iterable[UUID]) -> None:
    """Note that the personal values of these claims were erased. Call it once the erasure is committed."""
    told = "".join(f"{claim}\n" for claim in claims)
    if not told:
        return
    handle = os.open(log_path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as log:
        log.write(told)
        log.flush()
        os.fsync(log.fileno())


def erasures_noted(text: str | None = None) -> set[UUID]:
    """Return the claims in the log, or in the ``text`` of another; a line cut short is passed over."""
    if text is None:
        text = log_path().read_text(encoding="ascii", errors="replace") if log_path().exists() else ""
    noted = set()
    for line in text.splitlines():
        try:
            noted.add(UUID(line))
        except ValueError:
            continue
    return noted


def erasures_told() -> set[UUID]:
    """Return the claims whose values this database holds as erased, and bring the log up to them."""
    erased = PersonalPayload.objects.filter(erased_at__isnull=False)
    told = set(erased.values_list("claim_key", flat=True))
    erasures_note(sorted(told - erasures_noted()))
    return told
