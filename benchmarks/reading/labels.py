"""From tagged texts to gold, and how far two annotators agree.

    python -m benchmarks.reading.labels check FOLDER     every problem of every tagged file, with its line
    python -m benchmarks.reading.labels agree A B        agreement of two annotators (--list: the differences)
    python -m benchmarks.reading.labels build            gold.jsonl and agreement.json

FORMAT.md says how a tagged file is written, GUIDE.md what is labelled.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.reading.agreement import agreement, differences
from benchmarks.reading.tagged import Gold, Problem, Refused, read_tagged

HERE = Path(__file__).parent
SPLIT_SEED = "banggiao-reading-1"
SPLIT_SHARES = (("test", 0.30), ("dev", 0.15), ("train", 1.0))


def read_folder(folder: Path, texts: Path) -> tuple[list[Gold], dict[str, Refused]]:
    """Return the gold of a folder's tagged files, and what was refused."""
    golds: list[Gold] = []
    refused: dict[str, Refused] = {}
    for path in sorted(folder.glob("*.tagged")):
        original = texts / f"{path.stem}.txt"
        try:
            if not original.exists():
                raise Refused([Problem(1, f"there is no {original.name}")])
            # Bytes, because reading as text would turn line ends and so shift the offsets.
            tagged = path.read_bytes().decode()
            golds.append(read_tagged(original.name, tagged, original.read_bytes().decode()))
        except Refused as error:
            refused[path.name] = error
    return golds, refused


def splits(docs: Iterable[str], seed: str = SPLIT_SEED) -> dict[str, str]:
    """Say to which split each document belongs: by the order of a seeded hash, so that it never drifts."""
    ordered = sorted(docs, key=lambda doc: hashlib.sha256(f"{seed}:{doc}".encode()).hexdigest())
    chosen: dict[str, str] = {}
    share = 0.0
    for name, part in SPLIT_SHARES:
        share = min(1.0, share + part)
        for doc in ordered[: round(share * len(ordered))]:
            chosen.setdefault(doc, name)
    return chosen


def build(folder: Path) -> dict[str, Any]:
    """Write gold.jsonl from the adjudicated files and agreement.json from the two annotators'."""
    golds = _sound(folder / "labelled", folder / "texts")
    split = splits(gold["doc"] for gold in golds)
    lines = [json.dumps(gold | {"split": split[gold["doc"]]}, ensure_ascii=False) for gold in golds]
    (folder / "gold.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    pair = [folder / "annotators" / name for name in ("a", "b")]
    if all(side.is_dir() for side in pair):
        figures = agreement(*(_sound(side, folder / "texts") for side in pair))
        (folder / "agreement.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return tally(golds) | {"splits": dict(Counter(split.values()))}


def tally(golds: Sequence[Gold]) -> dict[str, Any]:
    """How much there is of what."""
    spans = Counter(span["label"] for gold in golds for span in gold["spans"])
    records = {name: sum(len(gold[name]) for gold in golds) for name in ("tasks", "events")}
    return {"documents": len(golds), "spans": spans.total(), **dict(sorted(spans.items())), **records}


def _sound(folder: Path, texts: Path) -> list[Gold]:
    golds, refused = read_folder(folder, texts)
    for name, error in refused.items():
        for problem in error.problems:
            print(f"{folder / name}: {problem}", file=sys.stderr)
    if refused:
        sys.exit(1)
    return golds


def _show_agreement(ours: list[Gold], theirs: list[Gold], texts: Path, *, listed: bool) -> None:
    if listed:
        by_doc = {gold["doc"]: gold for gold in theirs}
        for gold in ours:
            if gold["doc"] in by_doc:
                text = (texts / gold["doc"]).read_bytes().decode()
                for line in differences(gold, by_doc[gold["doc"]], text):
                    print(f"{gold['doc']}:{line}")
    print(json.dumps(agreement(ours, theirs), indent=1))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one of the three commands."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.labels")
    parser.add_argument("--texts", type=Path, default=HERE / "texts", help="where the NNN.txt lie")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check").add_argument("folder", type=Path)
    agree = commands.add_parser("agree")
    agree.add_argument("a", type=Path)
    agree.add_argument("b", type=Path)
    agree.add_argument("--list", action="store_true", help="also each difference, with its line in the text")
    commands.add_parser("build").add_argument("folder", type=Path, nargs="?", default=HERE)
    given = parser.parse_args(arguments)
    if given.command == "check":
        print(json.dumps(tally(_sound(given.folder, given.texts))))
    elif given.command == "agree":
        ours, theirs = _sound(given.a, given.texts), _sound(given.b, given.texts)
        _show_agreement(ours, theirs, given.texts, listed=given.list)
    else:
        print(json.dumps(build(given.folder)))


if __name__ == "__main__":
    main()
