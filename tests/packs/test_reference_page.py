"""The page about the pack counts what the pack holds."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from banggiao import packs
from banggiao.packs import load_pack, pack_names

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "vietnam-pack.md").read_text("utf-8")
FOLDER = Path(packs.__file__).parent / "vn"
ROWS = {}
for file in sorted(FOLDER.glob("*.csv")):
    with file.open(encoding="utf-8", newline="") as lines:
        ROWS[file.name] = list(csv.DictReader(lines))


def test_the_page_counts_the_rows_of_every_file():
    told = {name: int(count) for name, count in re.findall(r"^\| `(\w+\.csv)` \| (\d+) \|", PAGE, re.M)}
    assert told == {name: len(rows) for name, rows in ROWS.items()}


def test_the_page_counts_the_marks():
    told = {mark: int(count) for mark, count in re.findall(r"^\| (\w+) \|.*\| (\d+) \|$", PAGE, re.M)}
    assert told == Counter(row["verification"] for rows in ROWS.values() for row in rows)


def test_the_page_counts_the_names():
    assert f"give the reader {len(list(pack_names(load_pack())))} names" in PAGE
