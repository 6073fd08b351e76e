"""How far two annotators agree: exact spans, and tasks and events by sentence and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.reading.tagged import LABELS, Gold, Span


def f1(both: int, first: int, second: int) -> float | None:
    """F1 of two sets from the size of their intersection and of each; none when both are empty."""
    return round(2 * both / (first + second), 4) if first + second else None


def agreement(ours: Iterable[Gold], theirs: Iterable[Gold]) -> dict[str, Any]:
    """Compare two annotators over the documents that both labelled."""
    by_doc = {gold["doc"]: gold for gold in theirs}
    pairs = [(gold, by_doc[gold["doc"]]) for gold in ours if gold["doc"] in by_doc]
    counts = {label: Counter[str]() for label in LABELS}
    iso = Counter[str]()
    tasks = Counter[str]()
    events = Counter[str]()
    for a, b in pairs:
        _count_spans(a, b, counts, iso)
        _count_records(a["tasks"], b["tasks"], tasks, ("lead", "deadline"), "supporters")
        _count_records(a["events"], b["events"], events, ("date", "place", "format"), "participants")
    total = sum(counts.values(), Counter[str]())
    return {
        "documents": len(pairs),
        "spans": {"micro": _scores(total)} | {label: _scores(counts[label]) for label in LABELS},
        "iso_same": _share(iso["same"], iso["both"]),
        "tasks": _scores(tasks) | _part_scores(tasks, ("lead", "deadline"), "supporters"),
        "events": _scores(events) | _part_scores(events, ("date", "place", "format"), "participants"),
    }


def _key(span: Span) -> tuple[int, int, str]:
    return span["start"], span["end"], span["label"]


def _count_spans(a: Gold, b: Gold, counts: dict[str, Counter[str]], iso: Counter[str]) -> None:
    """Count required spans; one that is optional for one annotator does not count against the other."""
    first = {_key(span): span for span in a["spans"]}
    second = {_key(span): span for span in b["spans"]}
    for key in first.keys() | second.keys():
        there = [spans[key] for spans in (first, second) if key in spans]
        if all(span["optional"] for span in there):
            continue
        counts[key[2]].update({"a": key in first, "b": key in second, "both": len(there) == 2})
        if key[2] == "DATE" and len(there) == 2:
            iso.update({"both": 1, "same": there[0].get("iso") == there[1].get("iso")})


def _count_records(
    ours: list[Span], theirs: list[Span], counts: Counter[str], parts: tuple[str, ...], listed: str
) -> None:
    counts.update({"a": len(ours), "b": len(theirs)})
    for a, b in match_records(ours, theirs):
        counts["both"] += 1
        counts.update({part: _said(a[part]) == _said(b[part]) for part in parts})
        first, second = ({(_said(x), x.get("role")) for x in record[listed]} for record in (a, b))
        counts.update({f"{listed} a": len(first), f"{listed} b": len(second), listed: len(first & second)})


def match_records(ours: list[Span], theirs: list[Span]) -> list[tuple[Span, Span]]:
    """Pair tasks, or events, of one kind whose sentences overlap; the likest first, each at most once."""
    candidates = []
    for i, a in enumerate(ours):
        for j, b in enumerate(theirs):
            overlap = min(a["end"], b["end"]) - max(a["start"], b["start"])
            if a["kind"] == b["kind"] and overlap > 0:
                candidates.append((-_alike(a, b), -overlap, i, j))
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(candidates):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(ours[i], theirs[j]) for i, j in sorted(pairs.items())]


def _alike(a: Span, b: Span) -> int:
    """How many parts two records share: what tells two tasks or events of one sentence apart."""
    parts = sum(_said(a.get(k)) == _said(b.get(k)) for k in ("lead", "deadline", "date", "place", "name"))
    people = ({_said(x) for x in record.get("participants", [])} for record in (a, b))
    return parts + 2 * len(set.intersection(*people))


def _said(part: Any) -> str | None:
    """A part's words, for comparison: the same name may be quoted from another line."""
    words = part["text"] if isinstance(part, dict) else part
    return words.casefold() if isinstance(words, str) else None


def _scores(counts: Counter[str]) -> dict[str, Any]:
    both, a, b = counts["both"], counts["a"], counts["b"]
    return {"f1": f1(both, a, b), "both": both, "a": a, "b": b}


def _part_scores(counts: Counter[str], parts: tuple[str, ...], listed: str) -> dict[str, Any]:
    shares = {f"{part}_same": _share(counts[part], counts["both"]) for part in parts}
    return shares | {f"{listed}_f1": f1(counts[listed], counts[f"{listed} a"], counts[f"{listed} b"])}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def differences(a: Gold, b: Gold, text: str) -> Iterator[str]:
    """Yield one line for each span, task or event that only one of two annotators has."""
    for side, mine, other in (("a", a, b), ("b", b, a)):
        known = {_key(span) for span in other["spans"]}
        for span in mine["spans"]:
            if _key(span) not in known:
                mark = "?" if span["optional"] else ""
                yield f"{_line(text, span)}: only {side}: {span['label']}{mark} {span['text']!r}"
        for name in ("tasks", "events"):
            matched = {id(pair[side == "b"]) for pair in match_records(a[name], b[name])}
            for record in mine[name]:
                if id(record) not in matched:
                    yield f"{_line(text, record)}: only {side}: {record['kind']} {record['text'][:80]!r}"


def _line(text: str, span: Span) -> int:
    return text.count("\n", 0, span["start"]) + 1
