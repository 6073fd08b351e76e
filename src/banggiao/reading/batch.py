"""Many files at once: an Arrow batch of files in, an Arrow batch of records out.

The one function that every engine runs: a process pool, Spark, Ray. Needs the extra ``scale``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pyarrow as pa

from banggiao.packs import load_pack
from banggiao.reading.export import reading_to_dict
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.intake import open_papers
from banggiao.reading.paper import Paper
from banggiao.reading.pinned import pinned
from banggiao.reading.reader import Reader
from banggiao.reading.refusal import Reason, Refusal

FILES = pa.schema([pa.field("name", pa.string(), False), pa.field("content", pa.binary())])

# One row a record, or a span inside one; see docs/reference/records.md.
RECORDS = pa.schema(
    [
        pa.field("file", pa.string(), False),
        pa.field("sha256", pa.string()),
        pa.field("kind", pa.string(), False),
        pa.field("number", pa.int32(), False),
        pa.field("part", pa.string(), False),
        pa.field("start", pa.int32()),
        pa.field("end", pa.int32()),
        pa.field("words", pa.string()),
        pa.field("paragraph", pa.int32()),
        pa.field("page", pa.int32()),
        pa.field("origin", pa.string()),
        pa.field("rule", pa.string()),
        pa.field("confidence", pa.float64()),
        pa.field("fields", pa.string(), False),
    ]
)

Row = dict[str, Any]


def read_batch(files: pa.RecordBatch) -> pa.RecordBatch:
    """Read every file of a batch of :data:`FILES`; return a batch of :data:`RECORDS` in the files' order.

    Each paper gives a row of kind "paper" and then its records; an archive or an envelope gives several
    papers; a file that cannot be read, or whose content is null because it could not be fetched, gives one
    row of kind "refusal". Pure: the same batch always gives the same rows, and a file's rows do not hang on
    what else is in the batch.
    """
    columns: dict[str, list[Any]] = {name: [] for name in RECORDS.names}
    for name, content in zip(files["name"].to_pylist(), files["content"].to_pylist(), strict=True):
        for row in _rows(name, content):
            for column, values in columns.items():
                values.append(row.get(column))
    return pa.RecordBatch.from_pydict(columns, RECORDS)


def _rows(name: str, content: bytes | None) -> Iterator[Row]:
    try:
        if content is None:
            raise Refusal(Reason.BROKEN, name, "Không đọc được tệp từ đĩa (it cannot be read from the disk).")
        for member, opened in open_papers(name, content):
            yield from [_refusal(member, opened)] if isinstance(opened, Refusal) else _paper(member, opened)
    except Refusal as refusal:
        yield _refusal(name, refusal)


def _paper(name: str, paper: Paper) -> Iterator[Row]:
    reading = _reader().read(paper)
    about = reading_to_dict(reading)
    header = {field: about["header"][field] for field in ("date", "actor")}
    common = {"file": name, "sha256": paper.sha256}
    yield {**common, **_whole("paper", {**about["paper"], **header})}
    for each in pinned(reading):
        yield {
            **common,
            "kind": each.kind,
            "number": each.number,
            "part": each.part,
            "start": each.start,
            "end": each.end,
            "words": each.words,
            "paragraph": each.paragraph,
            "page": each.page,
            "origin": each.origin,
            "rule": each.rule,
            "confidence": each.confidence,
            "fields": _json(each.values),
        }


def _refusal(name: str, refusal: Refusal) -> Row:
    said = {"reason": refusal.reason.value, "vi": refusal.message("vi"), "en": refusal.message("en")}
    return {"file": name, **_whole("refusal", said)}


def _whole(kind: str, fields: Any) -> Row:
    return {"kind": kind, "number": 0, "part": "", "fields": _json(fields)}


def _json(fields: Any) -> str:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@cache
def _reader() -> Reader:
    """Return the process's one reader: a worker loads the known names once."""
    return Reader(Gazetteer.from_pack(load_pack("vn")))
