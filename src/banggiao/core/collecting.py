"""Python's collector of objects that point at each other in circles, set once for a process that lives
long."""

from __future__ import annotations

import gc

_GENERATIONS = (20_000, 20, 20)
"""A page, or a few hundred rows, make some ten thousand objects, hardly any of them in circles: Python's own
700 would look through them a dozen times meanwhile."""


def collector_settle() -> None:
    """Take what was loaded for the lifetime of the process out of what the collector looks through; it would
    stop a request for a tenth of a second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GENERATIONS)
