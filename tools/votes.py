"""Make the facts that ship with `banggiao.foresight`: roll calls and resolutions of sessions 1 to 78.

    python tools/votes.py FOLDER

FOLDER holds `votes.parquet` (session, date, resolution, iso3, vote), `resolutions.parquet` and `raw/*.json`, the
United Nations' own extracts, whose lines stand in place of the same resolutions. Texts are left out. What is
repaired on the way is told in src/banggiao/foresight/data/README.md and printed here with its counts.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from banggiao.foresight.facts import RESOLUTION_COLUMNS, Facts, written
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import RollCalls
from banggiao.foresight.unxml import read_extract, resolutions_table, votes_table

OUT = Path(__file__).parents[1] / "src" / "banggiao" / "foresight" / "data"

NAMIBIA_JOINED = date(1990, 4, 23)
GERMANIES_JOINED = date(1973, 9, 18)


def without_false_namibia(votes: pa.Table) -> pa.Table:
    """Give Yemen its votes under NAM before 1973, and leave out those of 1973 to 1990, which are of two states.

    A source that writes «NA» for a state without a two-letter code was read as Namibia. By elimination against
    the membership of each day the only such state until 1973 is the Yemen Arab Republic (Yemen's seat); after
    that it is Yemen or the Federal Republic of Germany, and the rows do not tell which.
    """
    day, namibia = pc.cast(votes["date"], pa.date32()), pc.equal(votes["iso3"], "NAM")
    yemen = pc.and_(namibia, pc.less(day, GERMANIES_JOINED))
    lost = pc.and_(pc.and_(namibia, pc.invert(yemen)), pc.less(day, NAMIBIA_JOINED))
    print(f"NAM: {pc.sum(yemen).as_py()} rows given to YEM, {pc.sum(lost).as_py()} rows left out")
    place = votes.column_names.index("iso3")
    renamed = votes.set_column(place, "iso3", pc.if_else(yemen, "YEM", votes["iso3"]))
    return renamed.filter(pc.invert(lost))


def main(folder: Path) -> None:
    votes = without_false_namibia(pq.read_table(folder / "votes.parquet"))
    resolutions = pq.read_table(folder / "resolutions.parquet", columns=RESOLUTION_COLUMNS.names)
    facts = Facts.of_tables(votes, resolutions)
    lines = [line for path in sorted((folder / "raw").glob("*.json")) for line in read_extract(path)]
    facts, change = facts.with_tables(votes_table(lines), resolutions_table(lines))
    print(f"extracts: {len(lines)} lines; added {len(change.added)}, changed {len(change.changed)}")
    written(facts, OUT)
    calls, known = RollCalls.shipped(), Resolutions.shipped()
    print(f"{calls.votes.shape[0]} roll calls, {calls.votes.shape[1]} states, {len(known)} resolutions")
    print({path.name: path.stat().st_size for path in sorted(OUT.iterdir())})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
