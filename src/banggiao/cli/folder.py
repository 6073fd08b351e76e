"""``banggiao read DIR``: a folder's papers as rows of records, by one engine or another, the same rows."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

Write = Callable[[Any], object]
Writer = Callable[[Path], AbstractContextManager[Write]]

NEEDS = {"local": ("pyarrow", "scale"), "spark": ("pyspark", "spark"), "ray": ("ray", "ray")}
_GROUP = 50_000  # rows of one row group of a Parquet file


def run_folder(folder: Path, *, engine: str, workers: int | None, out: Path | None) -> None:
    """Read the papers below ``folder`` and write their records to ``out``, or as JSON lines to the screen.

    What was read and what was refused is told on the error stream; a refused file is a row too.
    """
    _installed(engine)
    from banggiao.cli.chunks import chunks_of  # noqa: PLC0415
    from banggiao.cli.engines import ENGINES  # noqa: PLC0415

    told: Counter[str] = Counter()
    batches = ENGINES[engine](chunks_of(folder), workers or os.cpu_count() or 1)
    with _writer(out) as write:
        for batch in batches:
            told.update(batch["kind"].to_pylist())
            _tell_refusals(batch)
            write(batch)
    papers, refused = told["paper"], told["refusal"]
    click.echo(
        f"Đã đọc {papers} văn bản, từ chối {refused} / {papers} papers read, {refused} refused.", err=True
    )


def _installed(engine: str) -> None:
    for module, extra in (NEEDS["local"], NEEDS[engine]):
        if find_spec(module) is None:
            raise click.ClickException(
                f"Chưa cài {module}: pip install 'banggiao[{extra}]' / {module} is not installed."
            )


def _tell_refusals(batch: Any) -> None:
    for kind, fields in zip(batch["kind"].to_pylist(), batch["fields"].to_pylist(), strict=True):
        if kind == "refusal":
            said = json.loads(fields)
            click.echo(f"{said['vi']}\n{said['en']}", err=True)


@contextmanager
def _writer(out: Path | None) -> Iterator[Write]:
    """Yield what writes a batch. A file appears under its name only when it is whole."""
    if out is None:
        yield lambda batch: click.echo(_lines_of(batch), nl=False)
        return
    unfinished = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        writer: Writer = _lines
        if out.suffix == ".parquet":
            writer = _parquet
        with writer(unfinished) as write:
            yield write
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def _lines_of(batch: Any) -> str:
    rows = [{**row, "fields": json.loads(row["fields"])} for row in batch.to_pylist()]
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


@contextmanager
def _lines(path: Path) -> Iterator[Write]:
    with path.open("w", encoding="utf-8", newline="\n") as target:
        yield lambda batch: target.write(_lines_of(batch))


@contextmanager
def _parquet(path: Path) -> Iterator[Write]:
    """Yield what writes batches in row groups of one size, however the engine cut them."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow.parquet import ParquetWriter  # noqa: PLC0415

    from banggiao.reading.batch import RECORDS  # noqa: PLC0415

    held = pa.Table.from_batches([], RECORDS)
    with ParquetWriter(path, RECORDS, compression="zstd") as target:

        def write(batch: Any) -> None:
            nonlocal held
            held = pa.concat_tables([held, pa.Table.from_batches([batch])])
            while held.num_rows >= _GROUP:
                target.write_table(held.slice(0, _GROUP))
                held = held.slice(_GROUP)

        yield write
        target.write_table(held)
