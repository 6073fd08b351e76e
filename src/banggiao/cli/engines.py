"""Who reads the chunks: this machine's processes, Spark or Ray. Each yields the chunks' records in order."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from typing import Any

import pyarrow as pa

from banggiao.cli.chunks import Chunk, read_chunk
from banggiao.cli.pipeline import context
from banggiao.reading.batch import RECORDS

Engine = Callable[[Iterable[Chunk], int], Iterator[pa.RecordBatch]]
AHEAD = 4  # chunks in work for each worker: enough to keep it busy, few enough to hold in memory


def local(chunks: Iterable[Chunk], workers: int) -> Iterator[pa.RecordBatch]:
    """Read with ``workers`` processes of this machine; with one, in this process."""
    if workers == 1:
        yield from map(read_chunk, chunks)
        return
    with ProcessPoolExecutor(workers, mp_context=context()) as pool:
        handed = (lambda chunk=chunk: pool.submit(read_chunk, chunk) for chunk in chunks)
        for future in _ahead(handed, workers * AHEAD):
            yield future.result()


def ray(chunks: Iterable[Chunk], workers: int) -> Iterator[pa.RecordBatch]:
    """Read with Ray tasks: in the cluster of RAY_ADDRESS, else in one started here for ``workers``."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # Ray reports its use to its makers unless told not to
    import ray as engine  # noqa: PLC0415

    here = {"num_cpus": workers, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
    engine.init(**({} if "RAY_ADDRESS" in os.environ else here), logging_level="ERROR", log_to_driver=False)
    try:
        task = engine.remote(read_chunk)
        handed = (lambda chunk=chunk: task.remote(chunk) for chunk in chunks)
        for reference in _ahead(handed, workers * AHEAD):
            yield engine.get(reference)
    finally:
        engine.shutdown()


def spark(chunks: Iterable[Chunk], workers: int) -> Iterator[pa.RecordBatch]:
    """Read with ``mapInArrow``: on the master of SPARK_MASTER, else in Spark's local mode with ``workers``.

    The files' paths must lead to them on every worker.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession  # noqa: PLC0415
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415

    wave = workers * AHEAD
    builder = SparkSession.builder.appName("banggiao read").config("spark.ui.enabled", "false")
    builder = builder.config("spark.default.parallelism", wave)
    if "SPARK_MASTER" in os.environ:
        builder = builder.master(os.environ["SPARK_MASTER"])
    else:
        builder = builder.master(f"local[{workers}]").config("spark.driver.host", "127.0.0.1")
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
    session = builder.getOrCreate()
    try:
        waiting = iter(chunks)
        while taken := list(islice(waiting, wave)):
            frame = session.createDataFrame(_frame(taken))
            records = frame.mapInArrow(_map_in_arrow, from_arrow_schema(RECORDS)).toArrow()
            yield from records.cast(RECORDS).to_batches()
    finally:
        session.stop()


ENGINES: dict[str, Engine] = {"local": local, "spark": spark, "ray": ray}


def _frame(chunks: list[Chunk]) -> pa.Table:
    """Return a table of one row a chunk, so that Spark cuts where we do."""
    return pa.table(
        {
            "names": [[name for name, _ in chunk] for chunk in chunks],
            "paths": [[path for _, path in chunk] for chunk in chunks],
        }
    )


def _map_in_arrow(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for row in batch.to_pylist():
            yield read_chunk(tuple(zip(row["names"], row["paths"], strict=True)))


def _ahead(handed: Iterable[Callable[[], Any]], most: int) -> Iterator[Any]:
    """Hand in work ahead of what is taken, at most ``most`` pieces; yield the pieces in order."""
    waiting: deque[Any] = deque()
    for hand_in in handed:
        waiting.append(hand_in())
        if len(waiting) >= most:
            yield waiting.popleft()
    yield from waiting
