"""Records that stand below one another: actors below their parents, instruments below what they carry out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banggiao.core.models import NounRecord
from banggiao.core.nouns import Values


def rows_in_circle(
    model: type[NounRecord], field: str, rows: Sequence[Values], records: Sequence[NounRecord | None]
) -> Iterator[int]:
    """Yield the places in ``rows`` of records that would stand below themselves by ``field``."""
    asked = {
        n: (str(record.key), row[field])
        for n, (row, record) in enumerate(zip(rows, records, strict=True))
        if record is not None and row.get(field)
    }
    if not asked:
        return
    known = model.objects.exclude(**{field: None}).values_list("key", f"{field}__key")
    above = {str(key): str(parent) for key, parent in known} | dict(asked.values())
    for n, (key, parent) in asked.items():
        seen = {key}
        at: str | None = parent
        while at is not None and at not in seen:
            seen.add(at)
            at = above.get(at)
        if at == key:
            yield n
