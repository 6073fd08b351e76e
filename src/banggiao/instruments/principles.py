"""The principles that a proposed agreement must be checked against before it is signed (A2.09, B4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from banggiao.core.models import NounRecord
from banggiao.core.nouns import Fault, Values
from banggiao.instruments.models import Instrument, PrincipleCheck

PRINCIPLES = (
    ("equality", "bình đẳng", "equality"),
    ("mutual_benefit", "cùng có lợi", "mutual benefit"),
    ("mutual_respect", "tôn trọng lẫn nhau", "mutual respect"),
    ("international_law", "phù hợp luật pháp quốc tế", "conformity with international law"),
    ("domestic_law", "phù hợp pháp luật trong nước", "conformity with domestic law"),
)
"""What is asked of every proposed agreement: (code, Vietnamese, English)."""

KINDS = frozenset({"agreement", "treaty", "fta"})
PROPOSED = frozenset({"study", "negotiation"})
"""The stages in which an agreement is no more than proposed."""
_CONCLUDED = frozenset({"signed", "approval", "in_force", "review"})


def is_proposed(instrument: Instrument) -> bool:
    """Tell whether the principles are asked of this instrument: a proposed agreement that no country pack
    follows (a pack reports what states have done; it proposes nothing)."""
    return instrument.code is None and instrument.kind in KINDS and instrument.lifecycle in PROPOSED


def principle_check(row: Values) -> Iterable[Fault]:
    """Refuse "not kept" and "does not apply" without an explanation."""
    if row.get("answer") in ("no", "na") and not row.get("note"):
        yield Fault(
            "note", "required", "Hãy giải trình vì sao chưa bảo đảm hoặc không áp dụng.",
            "Explain why it is not kept or does not apply.",
        )  # fmt: skip


def conclusion_check(
    rows: Sequence[Values], records: Sequence[NounRecord | None]
) -> Iterator[tuple[int, Fault]]:
    """Refuse to conclude a proposed agreement while a principle is not answered."""
    leaving: dict[int, Any] = {
        n: record
        for n, (row, record) in enumerate(zip(rows, records, strict=True))
        if isinstance(record, Instrument) and is_proposed(record) and row.get("lifecycle") in _CONCLUDED
    }
    if not leaving:
        return
    answered: dict[int, set[str]] = defaultdict(set)
    rows_of = PrincipleCheck.objects.current().filter(instrument__in=[one.pk for one in leaving.values()])
    for pk, principle in rows_of.values_list("instrument_id", "principle"):
        answered[pk].add(principle)
    for n, record in leaving.items():
        missing = [(vi, en) for code, vi, en in PRINCIPLES if code not in answered[record.pk]]
        if missing:
            yield (
                n,
                Fault(
                    "lifecycle",
                    "principles",
                    "Chưa thể chuyển khỏi giai đoạn đề xuất: chưa rà soát nguyên tắc "
                    + "; ".join(vi for vi, _ in missing)
                    + ".",
                    "It cannot leave the proposal stage: not checked yet: "
                    + "; ".join(en for _, en in missing)
                    + ".",
                ),
            )
