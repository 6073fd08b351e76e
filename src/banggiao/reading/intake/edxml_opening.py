"""How an edXML envelope begins: apart from its reader, so that other files need not load it."""

from __future__ import annotations

from banggiao.language import lazy_re as re
from banggiao.reading.intake.text import marked_encoding

_HEAD = 4096
OPENING = re.compile(
    r"\s*+(?:<\?xml[^<>]{0,200}\?>\s*+)?(?:<!--(?:(?!-->).){0,2000}-->\s*+)*+<(?:\w+:)?edXML(?:Envelope)?[\s>]",
    re.DOTALL,
)


def is_envelope(data: bytes) -> bool:
    """Tell whether a file is an edXML envelope, by its beginning."""
    head = data[:_HEAD]
    if b"edXML" not in head.replace(b"\0", b""):
        return False
    return OPENING.match(head.decode(marked_encoding(head) or "utf-8", "ignore").lstrip("\ufeff")) is not None
