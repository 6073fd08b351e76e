"""A write that is sent twice is done once: its first answer is kept for a day under the caller's key."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from banggiao.access.models import Token
from banggiao.api.models import Answer
from banggiao.api.problems import Problem
from banggiao.api.telling import Reply

logger = logging.getLogger("banggiao.api")
KEPT = timedelta(hours=24)
HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


def once(request: HttpRequest, token: Token, deed: Callable[[], Reply]) -> Reply:
    """Do a write and return its answer; the kept one where the same request was done under the same key.

    What was refused is not kept: nothing was done, so the caller may mend it and send it again.

    Raises:
        Problem: the key is not one, or another request bore it.
    """
    logger.info("%s by token %s", request.method, token.key)  # the log joins it with the request of the audit
    key = request.headers.get(HEADER)
    if key is None:
        with transaction.atomic():
            return deed()
    if not _KEY.fullmatch(key):
        raise Problem(
            "idempotency-key", f"{HEADER} gồm 1 đến 200 ký tự ASCII không có dấu cách.",
            f"{HEADER} has 1 to 200 ASCII characters without spaces.",
        )  # fmt: skip
    digest = _digest(request)
    now = timezone.now()
    with transaction.atomic():
        Answer.objects.filter(made_at__lt=now - KEPT).delete()
        kept = Answer.objects.filter(token=token, idempotency_key=key).first()
        if kept is not None:
            return _again(kept, digest)
        try:
            with transaction.atomic():  # the same request at the same time waits here for the first to end
                kept = Answer.objects.create(token=token, idempotency_key=key, digest=digest, made_at=now)
        except IntegrityError:
            return _again(Answer.objects.get(token=token, idempotency_key=key), digest)
        reply = deed()
        kept.status, kept.headers, kept.body = reply.status, reply.headers, reply.body
        kept.save(update_fields=["status", "headers", "body"])
        return reply


def _again(kept: Answer, digest: str) -> Reply:
    if kept.digest != digest:
        raise Problem(
            "idempotency-reused", f"{HEADER} này đã dùng cho một yêu cầu khác.",
            f"This {HEADER} was used for another request.",
        )  # fmt: skip
    return Reply(kept.status, bytes(kept.body), {**kept.headers, "Idempotency-Replayed": "true"})


def _digest(request: HttpRequest) -> str:
    told = f"{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(told + request.body).hexdigest()
