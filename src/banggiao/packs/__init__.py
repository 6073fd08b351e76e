"""Country packs: facts as CSV files, one per row, each with its source and verification mark."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from banggiao.packs.loading import read_pack
from banggiao.packs.names import pack_names
from banggiao.packs.records import Name, Pack
from banggiao.packs.succession import Succession
from banggiao.packs.table import PackError

__all__ = ["Name", "Pack", "PackError", "Succession", "load_pack", "pack_names", "read_pack"]


@cache
def load_pack(code: str = "vn") -> Pack:
    """Read the pack that ships under ``code``. Raises :class:`PackError` when a row cannot be right."""
    return read_pack(Path(__file__).parent / code, code)
