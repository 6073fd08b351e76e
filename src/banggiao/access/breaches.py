"""Passwords known from breaches, looked up in a file on this machine.

The file is the list that the service Pwned Passwords gives for download: lines ``SHA1:count``, the
digests in capitals and in order (https://haveibeenpwned.com/Passwords). It is searched where it lies, in some
forty reads for thirty gigabytes; nothing of a password leaves the machine.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from banggiao.access.models import User

_LINE = 128
"""Bytes within which a line ends, at the longest."""


class BreachedPasswordValidator:
    """Refuses passwords that the operator's file of breaches holds. Without a file it refuses none."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Pass where the password is not in the file.

        Raises:
            ValidationError: it is, or the file cannot be read: a list that fails in silence protects nobody.
        """
        path = settings.BREACHED_PASSWORDS
        if not path:
            return
        try:
            known = is_breached(password, Path(path))
        except OSError:
            raise ValidationError(
                _("The list of breached passwords cannot be read. Tell the operator of the server."),
                code="breach-list",
            ) from None
        if known:
            raise ValidationError(
                _("This password is in a list of passwords that became known. Choose another."),
                code="breached",
            )

    def get_help_text(self) -> str:
        """Say the rule."""
        return str(_("Not a password that became known in a breach."))


def is_breached(password: str, path: Path) -> bool:
    """Return whether the file of ordered digests at ``path`` holds the password's."""
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as file:
        return _holds(file, digest)


def _holds(file: IO[bytes], digest: bytes) -> bool:
    low, high = 0, file.seek(0, os.SEEK_END)
    while high - low > _LINE:
        middle = (low + high) // 2
        file.seek(middle)
        file.readline()  # the rest of a line begun before
        line = file.readline()
        if line and line[: len(digest)].upper() < digest:
            low = middle
        else:
            high = middle
    file.seek(low)
    near = file.read(high - low + 3 * _LINE)
    return any(line[: len(digest)].upper() == digest for line in near.split(b"\n"))
