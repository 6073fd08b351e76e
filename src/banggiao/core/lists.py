"""Indexes that lists are walked by."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models

_SEEN = ("label", "archived_at")


def list_index(name: str, *first: str, narrows: Sequence[str] = ()) -> models.Index:
    """Return an index on ``first`` and the id that also holds all that a list may be narrowed by.

    A list with several filters is then walked in the index alone: rows that a further filter, or who looks,
    leaves out are passed over without being fetched.
    """
    held = [field for field in (*narrows, *_SEEN) if field not in first]
    return models.Index(fields=[*first, "id", *held], name=name)
