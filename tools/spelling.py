"""Count pairs of neighbouring words in our own texts, for papers in capitals or without accents.

    python tools/spelling.py

writes ``src/banggiao/language/spelling.tsv``: what stands before (a word, "^" for the start of a sentence, a
mark), the word, how often. Counted are the train texts of the reading benchmark, the names of the Viet Nam
pack, the sample reports and the word lists of the grammars; never the benchmark's dev and test texts.
"""

from __future__ import annotations

import csv
import importlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from banggiao.language.folding import to_nfc
from banggiao.language.spelling import PAIRS, pieces
from banggiao.reading.intake import open_paper

ROOT = Path(__file__).parents[1]
LISTS = (
    "body_words",
    "post_words",
    "place_words",
    "quantity_words",
    "reference_words",
    "event_words",
    "group_words",
)
COLUMNS = ("name", "name_vi", "text", "title", "title_vi", "text_vi")
HEAD = "# tools/spelling.py: what stands before, the word, how often. Counted in texts of this repository.\n"


def texts() -> Iterator[str]:
    benchmark = ROOT / "benchmarks/reading"
    for line in (benchmark / "gold.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        if told["split"] == "train":
            yield (benchmark / "texts" / told["doc"]).read_text("utf-8")
    for path in sorted((ROOT / "src/banggiao/packs/vn").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row.get("language", "vi") == "vi":
                    yield from (row[name] for name in COLUMNS if row.get(name))
    for path in sorted((ROOT / "samples/review/reports").rglob("*.docx"))[:40]:
        if "to-refuse" not in path.parts:
            yield open_paper(path.name, path.read_bytes()).text
    yield (ROOT / "README.vi.md").read_text("utf-8")


def lists() -> Iterator[str]:
    for name in LISTS:
        yield from _words_in(vars(importlib.import_module(f"banggiao.reading.{name}")).values())


def _words_in(values: object) -> Iterator[str]:
    for value in values if not isinstance(values, str) else ():  # type: ignore[attr-defined]
        if isinstance(value, str):
            yield f"… {value} …"
        elif isinstance(value, tuple | frozenset):
            yield from (f"… {one} …" for one in sorted(map(str, value)))


def counted(sources: Iterator[str]) -> Counter[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for text in sources:
        # Lines in capitals say nothing of capitals.
        lines = (line for line in to_nfc(text).splitlines() if not (line.isupper() and len(line) > 9))
        last = ""
        for before, word in pieces("\n".join(lines)):
            pairs[before or last, word[0]] += 1
            last = word[0]
    return pairs


def without_capitals(pairs: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Leave out words in capitals that are written small as well: they stand in headings."""
    small = {word.lower() for _, word in pairs if not word.isupper()}
    return Counter(
        {
            pair: count
            for pair, count in pairs.items()
            if not any(len(word) > 1 and word.isupper() and word.lower() in small for word in pair)
        }
    )


def every() -> Counter[tuple[str, str]]:
    """The texts' pairs; of the lists, which are written small, those that the texts have in no case."""
    pairs = without_capitals(counted(texts()))
    seen = {(first.lower(), word.lower()) for first, word in pairs}
    pairs.update(
        {pair: count for pair, count in counted(lists()).items() if pair not in seen and pair[0] != "…"}
    )
    return pairs


def main() -> None:
    lines = [f"{first}\t{word}\t{count}\n" for (first, word), count in sorted(every().items())]
    PAIRS.write_text(HEAD + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
