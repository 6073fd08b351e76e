"""Long rows of votes, typed and checked: all faults of a file are told at once, with their rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from banggiao.foresight.refusal import Fault, FileRefused, listed
from banggiao.foresight.states import codes

VOTES = ("Y", "N", "A", "X")
"""For, against, abstaining, and a member that did not vote; the place here is the code in a matrix."""

KINDS = {"session": pa.int16(), "date": pa.date32(), "resolution": pa.string(), "iso3": pa.string()}
Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Rows:
    """Long rows of votes (n), their text as places among distinct values."""

    sessions: npt.NDArray[np.int16]
    days: npt.NDArray[np.datetime64]
    symbols: npt.NDArray[np.str_]
    symbol: Places
    states: npt.NDArray[np.str_]
    state: Places
    kinds: npt.NDArray[np.str_]
    kind: Places

    @property
    def first(self) -> Places:
        """(R,) the first row of each resolution."""
        first = np.empty(len(self.symbols), dtype=np.intp)
        first[self.symbol[::-1]] = np.arange(len(self.symbol))[::-1]
        return first


def parquet(path: Path, **options: Any) -> pa.Table:
    """Read a Parquet file; FileRefused where it is none."""
    try:
        return pq.read_table(path, **options)
    except (pa.ArrowInvalid, pa.ArrowKeyError, OSError):
        fault = Fault("không đọc được: không phải tệp Parquet", "cannot be read: no Parquet file")
        raise FileRefused(Path(path).name, [fault]) from None


def typed(table: pa.Table, kinds: dict[str, pa.DataType], file: str) -> pa.Table:
    """Return the columns of `kinds` in these types; refuse a file that lacks one or cannot be cast to it."""
    missing = [name for name in kinds if name not in table.column_names]
    if missing:
        raise FileRefused(
            file, [Fault(f"thiếu cột {listed(missing)}", f"the column {listed(missing)} is missing")]
        )
    columns, faults = {}, []
    for name, kind in kinds.items():
        try:
            columns[name] = _cast(table[name], kind)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            faults.append(
                Fault(
                    f"cột «{name}» kiểu {table[name].type}, cần {kind}",
                    f"the column «{name}» is {table[name].type}, should be {kind}",
                )
            )
            continue
        empty = np.flatnonzero(pc.is_null(columns[name]).to_numpy(zero_copy_only=False))
        if len(empty):
            faults.append(Fault(f"cột «{name}» bỏ trống", f"the column «{name}» is empty", _told(empty)))
    if faults:
        raise FileRefused(file, faults)
    return pa.table(columns)


def _cast(values: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    """Cast without loss; a text column may come dictionary-encoded, and numbers are no text."""
    if pa.types.is_string(kind):
        if pa.types.is_dictionary(values.type):
            return values
        if not (pa.types.is_string(values.type) or pa.types.is_large_string(values.type)):
            raise pa.ArrowInvalid("not text")
        return values
    return values if values.type == kind else pc.cast(values, kind)


def rows_of(table: pa.Table, file: str = "", origin: date | None = None) -> Rows:
    """Take long rows of votes: session, date, resolution, iso3, vote.

    Raises FileRefused for missing columns, wrong types, unknown states, impossible votes, duplicate cells, a
    resolution with two dates or sessions or dated outside its session, and, where an `origin` is given, rows
    of that day or later.
    """
    table = typed(table, {**KINDS, "vote": pa.string()}, file)
    symbols, symbol = _encoded(table["resolution"])
    states, state = _encoded(table["iso3"])
    kinds, kind = _encoded(table["vote"])
    rows = Rows(
        table["session"].to_numpy(),
        table["date"].to_numpy().astype("datetime64[D]"),
        symbols, symbol, states, state, kinds, kind,
    )  # fmt: skip
    faults = [*_strange(rows), *_contradictory(rows), *_untimely(rows, origin)]
    if faults:
        raise FileRefused(file, faults)
    return rows


def _encoded(values: pa.ChunkedArray) -> tuple[npt.NDArray[np.str_], Places]:
    """Part a column of text into its distinct values and the place of each row's value among them."""
    if not pa.types.is_dictionary(values.type):
        values = pc.dictionary_encode(values)
    coded = values.unify_dictionaries()
    distinct = coded.chunk(0).dictionary.to_pylist() if coded.num_chunks else []
    places = [chunk.indices.to_numpy(zero_copy_only=False) for chunk in coded.chunks]
    return np.array(distinct, dtype=np.str_), np.concatenate([[], *places]).astype(np.intp)


def _told(rows: npt.NDArray[np.intp]) -> tuple[int, ...]:
    return tuple(int(row) + 1 for row in rows)


def _strange(rows: Rows) -> Iterator[Fault]:
    unknown = ~np.isin(rows.states, list(codes()))
    if unknown.any():
        names = listed(rows.states[unknown])
        yield Fault(
            f"không có nước mang mã {names}",
            f"there is no state with the code {names}",
            _told(np.flatnonzero(unknown[rows.state])),
        )
    impossible = ~np.isin(rows.kinds, VOTES)
    if impossible.any():
        names = listed(rows.kinds[impossible])
        yield Fault(
            f"phiếu {names} không có (chỉ có Y thuận, N chống, A trắng, X vắng mặt)",
            f"{names} is no vote (Y for, N against, A abstaining, X not voting)",
            _told(np.flatnonzero(impossible[rows.kind])),
        )


def _contradictory(rows: Rows) -> Iterator[Fault]:
    cell = rows.symbol * len(rows.states) + rows.state
    counts = np.bincount(cell, minlength=1)
    if counts.max() > 1:
        again = np.flatnonzero(counts[cell] > 1)
        yield Fault(
            "một nước có hai phiếu cho cùng một nghị quyết",
            "a state has two votes on the same resolution",
            _told(again),
        )
    first = rows.first[rows.symbol]
    for values, vietnamese, english in (
        (rows.days, "hai ngày", "two dates"),
        (rows.sessions, "hai khóa họp", "two sessions"),
    ):
        other = np.flatnonzero(values != values[first])
        if len(other):
            names = listed(rows.symbols[rows.symbol[other]])
            yield Fault(
                f"nghị quyết {names} mang {vietnamese}",
                f"the resolution {names} bears {english}",
                _told(other),
            )


def _untimely(rows: Rows, origin: date | None) -> Iterator[Fault]:
    years = rows.days.astype("datetime64[Y]").astype(np.int64) + 1970
    outside = np.flatnonzero(~np.isin(years - 1945 - rows.sessions, (-1, 0, 1, 2)))
    if len(outside):
        names = listed(rows.symbols[rows.symbol[outside]])
        yield Fault(
            f"nghị quyết {names} ghi ngày ngoài khóa họp của nó",
            f"the resolution {names} is dated outside its session",
            _told(outside),
        )
    if origin is not None:
        later = np.flatnonzero(rows.days >= np.datetime64(origin, "D"))
        if len(later):
            names = listed(rows.symbols[rows.symbol[later]])
            yield Fault(
                f"nghị quyết {names} có từ mốc dự báo {origin:%d/%m/%Y} trở đi",
                f"the resolution {names} is of the forecast's origin {origin} or later",
                _told(later),
            )
