"""Names of files as they are shown."""

from __future__ import annotations

import unicodedata


def readable_name(name: str) -> str:
    """Return a file name in NFC without what cannot be shown or turns the text around it: controls, direction
    marks, half characters."""
    return unicodedata.normalize("NFC", "".join(char for char in name if char.isprintable()))
