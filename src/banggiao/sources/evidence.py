"""Who says so: what every write of the register rests on."""

from __future__ import annotations

import hashlib
from typing import NamedTuple
from uuid import UUID

from banggiao.core.access import Viewer
from banggiao.sources.models import Source, SourceKind


class Evidence(NamedTuple):
    """Who says so. ``source`` None is the person who writes; ``start:end`` and ``words`` are the place in the
    source and its words there; ``heading_path`` are the headings above it, of a sheet its name and the cells.
    What is not ``confirmed`` stays a proposal that a person must decide on. ``thread`` and ``supersedes`` (a
    claim's id) are given where a data set's later row takes the place of an earlier one."""

    source: Source | None = None
    words: str = ""
    start: int = 0
    end: int = 0
    paragraph: int | None = None
    page: int | None = None
    heading_path: tuple[str, ...] = ()
    rule: str = "hand"
    verification: str = ""
    confirmed: bool = True
    thread: UUID | None = None
    supersedes: int | None = None


BY_HAND = Evidence()


def person_source(by: Viewer) -> Source:
    """Return the source that stands for a person who enters facts by hand."""
    identity = str(by.user or by.name)
    source, _ = Source.objects.get_or_create(
        sha256=hashlib.sha256(f"person:{identity}".encode()).hexdigest(),
        defaults={
            "name": by.name[:500],
            "title": by.name,
            "caption": by.name[:300],
            "format": "",
            "kind": SourceKind.PERSON,
        },
    )
    return source
