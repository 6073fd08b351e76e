"""One tagged text with its records, as FORMAT.md tells it, turned into gold or refused."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

LABELS = ("PER", "ORG", "LOC", "DOC", "DATE", "QTY", "FTA", "EVENT", "GROUP", "TITLE")
TASK_KINDS = ("task", "commitment")
EVENT_KINDS = ("visit", "meeting", "conference", "signing", "negotiation", "vote", "statement")
ROLES = (
    "chair", "directs", "opens", "closes", "speaks", "hosts", "organises",
    "visits", "meets", "signs", "witnesses", "negotiates", "votes", "attends",
)  # fmt: skip
FORMATS = ("in_person", "online", "hybrid")


_SEPARATOR = "\n=====\n"
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z_]*)(\??)((?:\s[^<>\n]*)?)>")
_ISO_ATTRIBUTE = re.compile(r'\s+iso="([^"]*)"\s*')
_ISO_POINT = re.compile(r"(\d{4}|-)(?:-(\d\d)(?:-(\d\d))?)?")
_ELLIPSIS = "[…]"

Span = dict[str, Any]
Gold = dict[str, Any]


class Problem(Exception):
    """What is wrong on one line of a tagged file."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


class Refused(Exception):
    """A tagged file that cannot be gold, with all its problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def iso_is_sound(value: str) -> bool:
    """Say whether a value is a day, month, year (a missing year is "-") or an interval of two such."""
    points = value.split("/")
    return len(points) <= 2 and all(_point_is_sound(point) for point in points)


def _point_is_sound(point: str) -> bool:
    match = _ISO_POINT.fullmatch(point)
    if not match or (match[1] == "-" and not match[2]):
        return False
    try:
        date(2024 if match[1] == "-" else int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def read_tagged(doc: str, tagged: str, original: str) -> Gold:
    """Return one document's gold, or raise Refused with every problem found."""
    body, separator, block = tagged.rpartition(_SEPARATOR)
    if not separator:
        raise Refused([Problem(tagged.count("\n") + 1, "no line ===== between the text and the records")])
    problems: list[Problem] = []
    plain, spans = _untag(body + "\n", problems)
    if plain not in (original, original + "\n"):
        problems.append(_first_difference(plain, original))
    first_line = (body + separator).count("\n") + 1
    tasks: list[Any] = []
    events: list[Any] = []
    if not problems:
        records = _Records(original, spans, block, first_line, problems)
        tasks, events = records.tasks(), records.events()
    if problems:
        raise Refused(sorted(problems, key=lambda problem: problem.line))
    digest = hashlib.sha256(original.encode()).hexdigest()
    return {"doc": doc, "spans": spans, "tasks": tasks, "events": events, "sha256": digest}


def _untag(body: str, problems: list[Problem]) -> tuple[str, list[Span]]:
    """Take the tags out; return the bare text and the spans, outer before inner."""
    pieces: list[str] = []
    length = 0
    at = 0
    stack: list[tuple[str, bool, str | None, int, int]] = []
    spans: list[Span] = []
    for match in _TAG.finditer(body):
        piece = body[at : match.start()]
        pieces.append(piece)
        length += len(piece)
        at = match.end()
        line = body.count("\n", 0, match.start()) + 1
        closing, label, optional, attributes = match.groups()
        if label not in LABELS:
            problems.append(Problem(line, f"unknown label {match[0]}"))
        elif not closing:
            iso = _iso_of(match[0], label, attributes, line, problems)
            stack.append((label, bool(optional), iso, length, line))
        elif not stack or stack[-1][0] != label:
            inside = f"inside <{stack[-1][0]}> of line {stack[-1][4]}" if stack else "that was never opened"
            problems.append(Problem(line, f"</{label}> {inside}: tags must nest"))
        else:
            _, is_optional, iso, start, _ = stack.pop()
            span: Span = {"start": start, "end": length, "label": label, "optional": is_optional}
            spans.append(span if iso is None else span | {"iso": iso})
    problems.extend(Problem(line, f"<{label}> is never closed") for label, _, _, _, line in stack)
    pieces.append(body[at:])
    text = "".join(pieces)
    spans.sort(key=lambda span: (span["start"], -span["end"], LABELS.index(span["label"])))
    _finish(text, spans, problems)
    return text, spans


def _iso_of(tag: str, label: str, attributes: str, line: int, problems: list[Problem]) -> str | None:
    """Return the ISO value of an opening tag; none for other labels than DATE and for iso="?"."""
    match = _ISO_ATTRIBUTE.fullmatch(attributes)
    if label == "DATE" and match and match[1] == "?":
        return None
    if label == "DATE" and match and iso_is_sound(match[1]):
        return match[1]
    if label == "DATE":
        problems.append(Problem(line, f'{tag} needs a sound iso="…", or iso="?"'))
    elif attributes.strip():
        problems.append(Problem(line, f"{tag}: only DATE has an attribute"))
    return None


def _finish(text: str, spans: list[Span], problems: list[Problem]) -> None:
    """Give each span its text; empty, padded and doubled ones are problems."""
    seen: set[tuple[int, int, str]] = set()
    for span in spans:
        words = span["text"] = text[span["start"] : span["end"]]
        line = text.count("\n", 0, span["start"]) + 1
        key = (span["start"], span["end"], span["label"])
        if not words or words != words.strip():
            problems.append(
                Problem(line, f"<{span['label']}> is empty or begins or ends with a space: {words!r}")
            )
        elif key in seen:
            problems.append(Problem(line, f"<{span['label']}> twice over {words!r}"))
        seen.add(key)


def _first_difference(plain: str, original: str) -> Problem:
    pairs = zip(plain, original, strict=False)
    at = next((i for i, (ours, theirs) in enumerate(pairs) if ours != theirs), min(len(plain), len(original)))
    line = plain.count("\n", 0, at) + 1
    return Problem(
        line, f"the text differs: {plain[at : at + 30]!r} where the original has {original[at : at + 30]!r}"
    )


class _Records:
    """The tasks and events of a file, their quotes turned into offsets."""

    def __init__(
        self, text: str, spans: list[Span], block: str, first_line: int, problems: list[Problem]
    ) -> None:
        self.text = text
        self.labelled = {(span["start"], span["end"]): span for span in reversed(spans)}
        self.dates = {(s["start"], s["end"]): s.get("iso") for s in spans if s["label"] == "DATE"}
        self.block = block
        self.first_line = first_line
        self.problems = problems
        try:
            self.data: Any = json.loads(block)
        except json.JSONDecodeError as error:
            self.data = {}
            problems.append(Problem(first_line + error.lineno - 1, f"the records are not JSON: {error.msg}"))
            return
        if not isinstance(self.data, dict) or set(self.data) - {"tasks", "events"}:
            self.data = {}
            problems.append(Problem(first_line, 'the records are one object {"tasks": […], "events": […]}'))

    def tasks(self) -> list[Span]:
        keys = {"sentence", "kind", "lead", "supporters", "deadline", "clause"}
        return self._each("tasks", keys, self._task)

    def events(self) -> list[Span]:
        keys = {"sentence", "kind", "name", "participants", "date", "place", "format"}
        return self._each("events", keys, self._event)

    def _each(self, name: str, keys: set[str], build: Callable[[dict[str, Any]], Span]) -> list[Span]:
        built = []
        for item in self.data.get(name, []):
            try:
                if not isinstance(item, dict) or "sentence" not in item:
                    raise self._problem(item, f"each of {name} is an object with a sentence")
                if set(item) - keys:
                    raise self._problem(item["sentence"], f"unknown keys {sorted(set(item) - keys)}")
                built.append(build(item))
            except Problem as problem:
                self.problems.append(problem)
        return sorted(built, key=lambda record: (record["start"], record["end"]))

    def _task(self, item: dict[str, Any]) -> Span:
        sentence = self._quote(item["sentence"])
        supporters = self._list(item, "supporters")
        return sentence | {
            "kind": self._choice(item, "kind", TASK_KINDS, "task"),
            "lead": self._part(item.get("lead"), sentence),
            "supporters": [self._quote(quote, sentence) for quote in supporters],
            "deadline": self._part(item.get("deadline"), sentence),
            "clause": self._clause(item),
        }

    def _event(self, item: dict[str, Any]) -> Span:
        sentence = self._quote(item["sentence"])
        participants = []
        for participant in self._list(item, "participants"):
            if not isinstance(participant, dict) or set(participant) - {"quote", "n", "role"}:
                raise self._problem(
                    item["sentence"], f"a participant is a quote with a role: {participant!r}"
                )
            role = self._choice(participant, "role", ROLES, None)
            participants.append(self._quote(participant, sentence) | {"role": role})
        return sentence | {
            "kind": self._choice(item, "kind", EVENT_KINDS, None),
            "name": self._part(item.get("name"), sentence),
            "participants": participants,
            "date": self._part(item.get("date"), sentence),
            "place": self._part(item.get("place"), sentence),
            "format": self._choice(item, "format", FORMATS, None) if item.get("format") else None,
        }

    def _clause(self, item: dict[str, Any]) -> str | None:
        clause = item.get("clause")
        if clause is not None and not isinstance(clause, str):
            raise self._problem(item["sentence"], f'clause is text such as "II.3", not {clause!r}')
        return clause

    def _part(self, quote: Any, sentence: Span) -> Span | None:
        return None if quote is None else self._quote(quote, sentence)

    def _list(self, item: dict[str, Any], key: str) -> list[Any]:
        value = item.get(key, [])
        if not isinstance(value, list):
            raise self._problem(item["sentence"], f"{key} is a list")
        return value

    def _choice(self, item: dict[str, Any], key: str, allowed: tuple[str, ...], default: str | None) -> str:
        value = item.get(key, default)
        if not isinstance(value, str) or value not in allowed:
            raise self._problem(
                item.get("sentence", item.get("quote")), f"{key} {value!r} is none of {allowed}"
            )
        return value

    def _quote(self, quote: Any, sentence: Span | None = None) -> Span:
        """Return where a quote stands: {start, end, text}, and for a labelled date its ISO value."""
        words = quote.get("quote") if isinstance(quote, dict) else quote
        number = quote.get("n") if isinstance(quote, dict) else None
        if not isinstance(words, str) or not words.strip():
            raise self._problem(quote, f"not a quote: {quote!r}")
        places = list(self._places(words))
        if not places:
            raise self._problem(words, f"not in the text: {words!r}")
        if number is not None:
            if not isinstance(number, int) or not 1 <= number <= len(places):
                raise self._problem(words, f"{words!r} stands {len(places)} times, there is no {number!r}")
            start, end = places[number - 1]
        elif sentence is None and len(places) > 1:
            raise self._problem(words, f'{words!r} stands {len(places)} times: say which with "n"')
        else:
            start, end = places[0] if sentence is None else self._nearest(places, sentence)
        found: Span = {"start": start, "end": end, "text": self.text[start:end]}
        iso = self.dates.get((start, end))
        return found | {"iso": iso} if sentence is not None and iso is not None else found

    def _places(self, words: str) -> Iterator[tuple[int, int]]:
        head, ellipsis, tail = words.partition(_ELLIPSIS)
        head, tail = (head.rstrip(), tail.lstrip()) if ellipsis else (head, "")
        start = self.text.find(head) if head else -1
        while start >= 0:
            end = start + len(head)
            tail_at = self.text.find(tail, end) if tail else end
            if tail_at >= 0:
                yield start, tail_at + len(tail)
            start = self.text.find(head, start + 1)

    def _nearest(self, places: list[tuple[int, int]], sentence: Span) -> tuple[int, int]:
        """Prefer a labelled place in the sentence, then any there, then the last before it."""
        inside = [p for p in places if sentence["start"] <= p[0] and p[1] <= sentence["end"]]
        if inside:
            return next((place for place in inside if place in self.labelled), inside[0])
        before = [place for place in places if place[1] <= sentence["start"]]
        labelled = [place for place in before if place in self.labelled]
        return (labelled or before or places[:1])[-1]

    def _problem(self, about: Any, reason: str) -> Problem:
        words = about.get("quote", about.get("sentence")) if isinstance(about, dict) else about
        at = self.block.find(json.dumps(words, ensure_ascii=False)) if isinstance(words, str) else -1
        return Problem(self.first_line + self.block.count("\n", 0, max(at, 0)), reason)
