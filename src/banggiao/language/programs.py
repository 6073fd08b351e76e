"""Regular expressions as the programs that the standard library's engine runs."""

from __future__ import annotations

import re
import sys
from array import array
from base64 import b64decode, b64encode
from importlib import import_module

from banggiao.language.derived import derived

# Not documented, and alike from Python 3.11 to 3.13; tests compare what they give with what ``re`` gives.
_parser, _compiler, _engine = (import_module(name) for name in ("re._parser", "re._compiler", "_sre"))

ENGINE = f"{sys.implementation.cache_tag} {_engine.MAGIC} {sys.byteorder}"
"""What runs the programs: those of another engine are of no use."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` does; from its program, where that is known."""
    all_flags, code, groups, names = derived(f"{int(flags)} {pattern}", lambda: _program(pattern, flags))
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    words = array("I", b64decode(code)).tolist()
    program: re.Pattern[str] = _engine.compile(pattern, all_flags, words, groups, names, tuple(by_number))
    return program


def _program(pattern: str, flags: int) -> tuple[int, str, int, dict[str, int]]:
    """Return its flags, also those that it sets itself, its code, the number and the names of its groups."""
    tree = _parser.parse(pattern, flags)
    code = array("I", _compiler._code(tree, flags)).tobytes()
    state = tree.state
    return int(flags | state.flags), b64encode(code).decode(), state.groups - 1, dict(state.groupdict)
