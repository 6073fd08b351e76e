"""Names in common use that no register needs to hold: bodies, papers and places as official texts write them.

They are lists of words, one name a line, so that whoever knows another adds a line. A name here has no key:
the reader marks it, and nothing more is known of what bears it. Where the register knows a name, its own
counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from banggiao.packs.records import Name
from banggiao.reading.records import Label

_LABELS = {"bodies": Label.ORGANISATION, "papers": Label.INSTRUMENT, "places": Label.PLACE}
LISTS = tuple(Path(__file__).with_name(f"{listed}.txt") for listed in _LABELS)
"""The files, one for each label."""


def common_names() -> Iterator[Name]:
    """Yield every listed name, without a key."""
    for file in LISTS:
        for line in file.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                yield Name("", line, _LABELS[file.stem], "", "")
