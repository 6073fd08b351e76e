"""Keeping the search index true to the register, in the writer's own transaction."""

from __future__ import annotations

from collections.abc import Sequence

from banggiao.core.models import NounRecord
from banggiao.core.nouns import Noun


def entries_write(noun: Noun, records: Sequence[NounRecord]) -> None:
    """Let records be found by the words of their searched fields, in place of what was known of them."""
