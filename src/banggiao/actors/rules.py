"""What must hold of actors, successions, tenures and ties, said in words before the database refuses it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from banggiao.actors.models import Actor, Post, Succession
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Fault, Values
from banggiao.core.trees import rows_in_circle

EXCLUSIVE_TIES = frozenset({"diplomatic", "partnership"})
"""Kinds of which a pair has one at a time."""

_ORGAN = re.compile(r"[0-9A-Z]{1,16}(?:\.[0-9A-Z]{1,16}){0,7}")
_CYCLE = Fault(
    "parent", "cycle", "Cấp trên này nằm dưới chính chủ thể.", "This parent stands below the actor itself."
)
_CIRCLE = Fault(
    "successor", "cycle", "Kế tục thành vòng: chủ thể này đã là tiền thân của chủ thể kia.",
    "The succession goes round: the successor is a predecessor already.",
)  # fmt: skip


def actors_check(rows: Sequence[Values], records: Sequence[NounRecord | None]) -> Iterator[tuple[int, Fault]]:
    """Refuse a parent that stands below the actor itself."""
    for n in rows_in_circle(Actor, "parent", rows, records):
        yield n, _CYCLE


def successions_check(
    rows: Sequence[Values], records: Sequence[NounRecord | None]
) -> Iterator[tuple[int, Fault]]:
    """Refuse a succession that leads back to its predecessor. A renaming back is another actor's."""
    asked = [
        (n, row["predecessor"], row["successor"])
        for n, row in enumerate(rows)
        if row.get("predecessor") and row.get("successor")
    ]
    if not asked:
        return
    after: dict[str, set[str]] = {}
    mine = [record.pk for record in records if record is not None]
    known = Succession.objects.current().exclude(pk__in=mine)
    for before, then in known.values_list("predecessor__key", "successor__key"):
        after.setdefault(str(before), set()).add(str(then))
    for n, before, then in asked:
        if _reaches(after, then, before):
            yield n, _CIRCLE
        else:
            after.setdefault(before, set()).add(then)


def _reaches(after: dict[str, set[str]], start: str, goal: str) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        at = waiting.pop()
        if at == goal:
            return True
        for then in after.get(at, ()):
            if then not in seen:
                seen.add(then)
                waiting.append(then)
    return False


def code_check(row: Values) -> Iterable[Fault]:
    """Refuse an organisation code in other signs than envelopes write: capital letters, digits and dots."""
    code = row.get("code") or ""
    if row.get("scheme") == "organ" and code and not _ORGAN.fullmatch(code):
        yield Fault("code", "signs", "Mã định danh cơ quan chỉ gồm chữ cái in hoa, chữ số và dấu chấm.",
                    "An organisation code holds capital letters, digits and dots only.")  # fmt: skip


def tie_check(row: Values) -> Iterable[Fault]:
    """Refuse a tie of an actor with itself, a partnership without its tier, and a field of any tie that is no
    focal point's."""
    if row.get("subject") and row.get("subject") == row.get("counterpart"):
        yield Fault("counterpart", "itself", "Hai bên phải khác nhau.", "The two sides must differ.")
    if row.get("kind") == "partnership" and not row.get("rank"):
        yield Fault("rank", "required", "Hãy ghi bậc đối tác.", "Give the partnership's tier.")
    if row.get("field") and row.get("kind") != "focal":
        yield Fault("field", "focal-only", "Lĩnh vực chỉ ghi cho quan hệ “đầu mối”.",
                    "A field is told of a focal point only.")  # fmt: skip


def ties_prepared(records: Sequence[Any]) -> None:
    """Mark the ties of which a pair has one at a time."""
    for tie in records:
        tie.exclusive = tie.kind in EXCLUSIVE_TIES


def post_single_copied(records: Sequence[Any]) -> None:
    """Copy from its post whether a tenure excludes another holder."""
    single = set(
        Post.objects.filter(pk__in={tenure.post_id for tenure in records}, single=True).values_list(
            "pk", flat=True
        )
    )
    for tenure in records:
        tenure.single = tenure.post_id in single
