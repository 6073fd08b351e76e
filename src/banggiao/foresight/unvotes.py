"""Voeten's roll calls as the R package `unvotes` publishes them: two tables, joined by `rcid`.

Votes: rcid, country, country_code (ISO 3166-1 alpha-2), vote (yes, no, abstain); absences are left out there.
Roll calls: rcid, session, date, unres, amend, para, short, descr. Both as CSV or Parquet, as exported from R.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from banggiao.foresight.checking import typed
from banggiao.foresight.refusal import Fault, FileRefused, listed
from banggiao.foresight.states import code_of, members_on, terms

VOTES = {"yes": "Y", "no": "N", "abstain": "A"}

LEFT_OUT = "Zanzibar"
"""A member for some months of 1963 and 1964, without a code."""

_PUT = r"(?:put to the vote|votes? (?:has|have) been requested|decision on)"
PARTIAL = re.compile(rf"{_PUT}[^.]{{0,200}}\b(?:paragraphs?|amendments?|section|division)\b", re.IGNORECASE)
"""How the President puts a paragraph or an amendment to the vote, at the end of a description."""


def read_unvotes(votes: Path, roll_calls: Path) -> pa.Table:
    """Return long rows; the symbol of a vote on a paragraph or an amendment ends in # and its rcid.

    Such are the votes flagged `amend` or `para`, those whose description ends as `PARTIAL` has it, and all
    but the last where several bear one symbol: the whole is put last. A member without a vote has X.
    """
    calls = _calls(Path(roll_calls))
    cells = _cells(Path(votes), calls)
    return pa.concat_tables([cells, _absent(cells, calls)]).drop_columns(["rcid"])


def _read(path: Path) -> pa.Table:
    if path.suffix == ".parquet":
        return pq.read_table(path)
    missing = pcsv.ConvertOptions(null_values=["", "NA"], strings_can_be_null=False)
    return pcsv.read_csv(path, pcsv.ReadOptions(), pcsv.ParseOptions(newlines_in_values=True), missing)


def _read_with(path: Path, *columns: str) -> pa.Table:
    table = _read(path)
    if missing := [name for name in columns if name not in table.column_names]:
        fault = Fault(f"thiếu cột {listed(missing)}", f"the column {listed(missing)} is missing")
        raise FileRefused(path.name, [fault])
    return table


def _calls(path: Path) -> pa.Table:
    table = _read_with(path, "rcid", "amend", "para", "descr")
    kinds = {"rcid": pa.int64(), "session": pa.int16(), "date": pa.date32(), "unres": pa.string()}
    calls = typed(table, kinds, path.name).sort_by("rcid")
    order = pc.sort_indices(table["rcid"])
    flags = [pc.equal(pc.cast(table[name].take(order), pa.float64()), 1) for name in ("amend", "para")]
    flagged = pc.fill_null(pc.or_kleene(*flags), False).to_pylist()
    texts = table["descr"].take(order).to_pylist()
    symbols = [re.sub(r"^R/", "A/RES/", symbol.strip()) for symbol in calls["unres"].to_pylist()]
    partial = [
        flag or bool(PARTIAL.search((text or "")[-300:])) for flag, text in zip(flagged, texts, strict=True)
    ]
    last = {symbol: row for row, symbol in enumerate(symbols) if not partial[row]}
    unique = [
        symbol if last.get(symbol) == row else f"{symbol}#{rcid}"
        for row, (symbol, rcid) in enumerate(zip(symbols, calls["rcid"].to_pylist(), strict=True))
    ]
    return calls.drop_columns(["unres"]).append_column("resolution", pa.array(unique))


def _cells(path: Path, calls: pa.Table) -> pa.Table:
    table = _read_with(path, "country", "country_code")
    table = table.filter(pc.not_equal(table["country"], LEFT_OUT))
    cast = typed(table, {"rcid": pa.int64(), "country": pa.string(), "vote": pa.string()}, path.name)
    known = np.isin(cast["rcid"].to_numpy(), calls["rcid"].to_numpy())
    two_letters = {term.iso2: term.iso3 for term in terms()}
    names = dict(zip(cast["country"].to_pylist(), table["country_code"].to_pylist(), strict=True))
    codes = {name: code_of(name) or two_letters.get(code or "") for name, code in names.items()}
    states = [codes[name] for name in cast["country"].to_pylist()]
    faults = []
    if unknown := [row for row, iso3 in enumerate(states, start=1) if iso3 is None]:
        strange = listed(name for name, iso3 in codes.items() if iso3 is None)
        faults.append(
            Fault(f"không có nước tên {strange}", f"there is no state named {strange}", tuple(unknown))
        )
    if not known.all():
        rows = tuple(int(row) + 1 for row in np.flatnonzero(~known))
        faults.append(Fault("rcid không có trong bảng các lần bỏ phiếu", "the rcid is in no roll call", rows))
    if faults:
        raise FileRefused(path.name, faults)
    row = np.searchsorted(calls["rcid"].to_numpy(), cast["rcid"].to_numpy())
    votes = [VOTES.get(vote, vote) for vote in cast["vote"].to_pylist()]
    return (
        calls.take(pa.array(row))
        .append_column("iso3", pa.array(states))
        .append_column("vote", pa.array(votes))
    )


def _absent(cells: pa.Table, calls: pa.Table) -> pa.Table:
    """Return rows of X for members of the day that have no vote in a roll call."""
    voted: dict[int, set[str]] = {}
    for rcid, iso3 in zip(cells["rcid"].to_pylist(), cells["iso3"].to_pylist(), strict=True):
        voted.setdefault(rcid, set()).add(iso3)
    rows, states = [], []
    for row, (rcid, day) in enumerate(zip(calls["rcid"].to_pylist(), calls["date"].to_pylist(), strict=True)):
        absent = sorted(members_on(day) - voted[rcid]) if rcid in voted else []
        rows += [row] * len(absent)
        states += absent
    absences = pa.array(["X"] * len(rows), pa.string())
    there = calls.take(pa.array(rows, pa.int64()))
    return there.append_column("iso3", pa.array(states, pa.string())).append_column("vote", absences)
