"""A look at a web page's tags before the parser builds its tree: deep nesting makes the tree cost a square.

The parser goes up the open elements at each tag, repeats open formatting elements in each new block, and
cannot be interrupted; a few megabytes of ``<div>`` would keep it busy for hours, ``<b><p>`` fill the memory.
"""

from __future__ import annotations

from collections import Counter

from banggiao.language import lazy_re as re
from banggiao.reading.intake.limits import Watch
from banggiao.reading.refusal import Reason

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
# Elements that the next one ends by itself, or that hold nothing.
_UNNESTED = set(
    "area base body br col colgroup dd dt embed head hr html img input li link meta option p param source "
    "tbody td tfoot th thead tr track wbr".split()
)
_FORMATS = set("a b big code em font i nobr s small strike strong tt u".split())
_FORMAT_COST = 200  # a node made anew, against a step upwards
_COSTLIEST = 500_000_000  # steps, some two seconds; an honest page of a megabyte takes under ten million


def check_nesting(page: str, watch: Watch) -> None:
    """Go on when building the page's tree takes a bearable time and memory.

    Raises:
        Refusal: BOMB, TIMEOUT.
    """
    opened: Counter[str] = Counter()
    depth = formats = cost = 0
    for index, tag in enumerate(_TAG.finditer(page)):
        closing, name = tag[1], tag[2].lower()
        cost += depth + formats * _FORMAT_COST
        if cost > _COSTLIEST:
            raise watch.refusal(Reason.BOMB, "Thẻ lồng nhau quá sâu (tags nested too deep).")
        if not index % 10_000:
            watch.check()
        if name in _UNNESTED or (closing and not opened[name]):
            continue
        step = -1 if closing else 1
        opened[name] += step
        depth += step
        formats += step if name in _FORMATS else 0
