"""Mails that came back: delivery status notifications (RFC 3464) say which address fails, and for which mail.

Anybody can write such a notification. It counts only where it returns the Message-ID of a mail that was sent,
and names the address to which that mail went.
"""

from __future__ import annotations

import email
import email.policy
import mailbox
import re
from collections.abc import Iterator
from datetime import datetime
from email.message import Message
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from banggiao.reminders.digests import address_fails, digest_done
from banggiao.reminders.models import Digest, DigestState

_FOR_GOOD = re.compile(r"5\.\d{1,3}\.\d{1,3}")
_KEY = re.compile(
    r"^message-id:\s*<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@", re.IGNORECASE | re.MULTILINE
)
LARGEST = 10 * 1024 * 1024
"""Bytes of a returned mail that are looked at."""


def bounces_take(path: Path, *, now: datetime | None = None) -> int:
    """Take every mail of a file, a mailbox file (mbox) or a Maildir; mails taken leave the Maildir's "new".

    Return how many addresses were marked as failing.

    Raises:
        FileNotFoundError: there is no such file or folder.
    """
    moment = now or timezone.now()
    if not path.exists():
        raise FileNotFoundError(path)
    if path.is_dir():
        box = mailbox.Maildir(path, create=False)
        count = 0
        for key in list(box.iterkeys()):
            message = box[key]
            if message.get_subdir() == "new":
                count += bounce_take(message.as_bytes(), now=moment)
                message.set_subdir("cur")
                message.add_flag("S")
                box[key] = message
        return count
    data = path.read_bytes()
    if data.startswith(b"From "):
        return sum(
            bounce_take(message.as_bytes(), now=moment) for message in mailbox.mbox(path, create=False)
        )
    return bounce_take(data, now=moment)


def bounce_take(data: bytes, *, now: datetime) -> int:
    """Take one mail. Return how many addresses it marks as failing: none where it is no notification."""
    message = email.message_from_bytes(data[:LARGEST], policy=email.policy.compat32)
    digest = _returned(message)
    if digest is None:
        return 0
    for address, status in _failures(message):
        if address.casefold() == digest.address.casefold():
            with transaction.atomic():
                address_fails(user=digest.user_id, address=digest.address, status=status, now=now)
                digest_done(digest, DigestState.REFUSED, now=now, error=status)
            return 1
    return 0


def _failures(message: Message) -> Iterator[tuple[str, str]]:
    """Yield (address, status) of each recipient for whom the delivery failed for good."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else ():
            if not isinstance(block, Message):
                continue
            status = _FOR_GOOD.match(str(block.get("Status", "")).strip())
            _kind, _, address = str(block.get("Final-Recipient", "")).partition(";")
            if status and str(block.get("Action", "")).strip().casefold() == "failed" and address.strip():
                yield address.strip(), status[0]


def _returned(message: Message) -> Digest | None:
    """Return the digest that a notification returns, None where it returns none that was sent."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            payload = part.get_payload(decode=True)
            heads = payload.decode("ascii", "replace") if isinstance(payload, bytes) else ""
        elif kind == "message/rfc822":
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            heads = f"Message-ID: {first.get('Message-ID', '')}" if isinstance(first, Message) else ""
        else:
            continue
        found = _KEY.search(heads)
        if found:
            return Digest.objects.filter(key=UUID(found[1]), state=DigestState.SENT).first()
    return None
