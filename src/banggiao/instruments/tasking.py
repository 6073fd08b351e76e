"""Tasks that a paper gives, taken into the register: what the reader proposes, a person ticks (A5.10, A5.12).

The quoted words and their place stay with the commitment as its claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db import transaction

from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.intervals import given_text, parse_given
from banggiao.core.models import NounRecord
from banggiao.core.nouns import noun_of
from banggiao.instruments.models import Commitment
from banggiao.language.folding import shadow
from banggiao.reading.records import Assignment, Reading, Role, Statement
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Claim, ClaimState, Source
from banggiao.sources.records import records_create

_AHEAD = frozenset({Role.DIRECTION, Role.PROPOSAL})
_REMARK = re.compile(
    r"(?:nhấn mạnh|chỉ đạo|yêu cầu|lưu ý|kết luận|đề nghị)(?!\w)[^.;:]{0,80}?[ ,:](?:cần|phải)(?: phải)? "
)
"""A leader's remark that asks for something: "Phó Thủ tướng nhấn mạnh cần …"."""


@dataclass(frozen=True, slots=True)
class ProposedTask:
    """A task that a paper gives. ``start:end`` is the sentence in the paper, ``words`` its words; ``text``
    what is to be done; ``lead`` and ``supporters`` the codes of actors that the reader knows; ``due`` the
    deadline as a given date, "" where none is told. ``rule`` is assignment, remark or direction."""

    start: int
    end: int
    words: str
    text: str
    lead: str
    supporters: tuple[str, ...]
    due: str
    paragraph: int
    page: int | None
    rule: str

    @property
    def place(self) -> str:
        """Its place, as forms send it back."""
        return f"{self.start}-{self.end}"


def tasks_in(reading: Reading) -> list[ProposedTask]:
    """Return the tasks that a paper gives, in its order: those that name who does what, leaders' remarks that
    ask for something, and sentences that say what is to be done."""
    known = {(m.start, m.end): m.key for m in reading.mentions if m.key}
    found = [_assigned(reading, alike, known) for alike in _by_place(reading.assignments)]
    given = [(one.start, one.end) for one in found]
    for statement in reading.statements:
        if any(start < statement.end and statement.start < end for start, end in given):
            continue
        remark = _REMARK.search(shadow(reading.paper.text[statement.start : statement.end]))
        if remark is not None:
            found.append(_said(reading, statement, statement.start + remark.end(), "remark"))
        elif statement.role.broad in _AHEAD:
            found.append(_said(reading, statement, statement.start, "direction"))
    return sorted(found, key=lambda one: (one.start, one.end))


def tells_conclusions(reading: Reading) -> bool:
    """Tell whether a paper reports what a leader concluded: a notice of conclusions, or a news item."""
    header = reading.header
    told = " ".join(one.text for one in (header.type, header.subject) if one)
    return header.publisher is not None or "kết luận" in shadow(told)


def tasks_taken(source: Source, viewer: Viewer) -> dict[str, UUID]:
    """Return place → key of the living commitment, for the tasks of a paper that were taken already, as far
    as the viewer may see them: nobody learns from a paper what another body keeps to itself."""
    claims = Claim.objects.filter(source=source, noun="commitment", recorded_to__isnull=True)
    rows = claims.exclude(state=ClaimState.REFUSED).order_by("-id").values_list("start", "end", "record_key")
    found = {f"{start}-{end}": key for start, end, key in rows}
    seen = Commitment.objects.visible_to(viewer).current()
    living = set(seen.filter(key__in=found.values()).values_list("key", flat=True))
    return {place: key for place, key in found.items() if key in living}


def tasks_take(
    source: Source, tasks: Sequence[ProposedTask], rows: Sequence[Mapping[str, object]], *, by: Viewer
) -> list[NounRecord]:
    """Make commitments of tasks that a person ticked; ``rows`` are their values. What was taken already is
    left out.

    Raises:
        RowsRefused: values that cannot be right (no lead, a date that cannot be), by their place in ``rows``.
        DeedRefused: no task was ticked, or the person may not create commitments.
    """
    if not tasks:
        raise DeedRefused("nothing-ticked", "Hãy đánh dấu ít nhất một nhiệm vụ.", "Tick at least one task.")
    with transaction.atomic():
        Source.objects.select_for_update().get(pk=source.pk)
        taken = tasks_taken(source, by)
        fresh = [n for n, task in enumerate(tasks) if task.place not in taken]
        try:
            return records_create(
                noun_of("commitment"),
                [rows[n] for n in fresh],
                by=by,
                evidence=[_evidence(source, tasks[n]) for n in fresh],
            )
        except RowsRefused as refused:
            raise RowsRefused([(fresh[n], fault) for n, fault in refused.faults]) from refused


def _evidence(source: Source, task: ProposedTask) -> Evidence:
    return Evidence(
        source=source, words=task.words, start=task.start, end=task.end,
        paragraph=task.paragraph, page=task.page, rule=f"task.{task.rule}",
    )  # fmt: skip


def _by_place(assignments: Sequence[Assignment]) -> Iterator[list[Assignment]]:
    """Yield the records of one sentence that charges several bodies alike together: it is ticked once."""
    for _, alike in groupby(assignments, key=lambda one: (one.start, one.end)):
        yield list(alike)


def _assigned(
    reading: Reading, alike: Sequence[Assignment], known: Mapping[tuple[int, int], str | None]
) -> ProposedTask:
    """Return a task as a proposal; of several charged alike the first leads, the others help."""
    paper, assignment = reading.paper, alike[0]
    block = paper.block_at(assignment.start)
    helping = [one.lead for one in alike[1:] if one.lead] + list(assignment.supporters)
    supporters = (known.get(span) for span in helping)
    return ProposedTask(
        assignment.start,
        assignment.end,
        paper.words(assignment.start, assignment.end),
        _sentence(paper.words(*assignment.action)),
        (known.get(assignment.lead) or "") if assignment.lead else "",
        tuple(code for code in supporters if code),
        _given(assignment.due or ""),
        block.paragraph,
        block.page,
        "remark" if assignment.rule in ("remark", "asks") else "assignment",
    )


def _said(reading: Reading, statement: Statement, action: int, rule: str) -> ProposedTask:
    paper = reading.paper
    return ProposedTask(
        statement.start,
        statement.end,
        paper.words(statement.start, statement.end),
        _sentence(paper.words(action, statement.end)),
        "",
        (),
        "",
        statement.paragraph,
        statement.page,
        rule,
    )


def _sentence(words: str) -> str:
    words = " ".join(words.split()).strip(" .;,/-+•")
    return words[:1].upper() + words[1:]


def _given(due: str) -> str:
    """Return the reader's ISO date or interval as a given date: year, quarter, month, or its last day."""
    first, _, last = due.partition("/")
    for text in _candidates(first):
        try:
            given = parse_given(text)
        except ValueError:
            continue
        if given.first and given.last and given.last.isoformat() == (last or first):
            return given_text(given.first, given.precision) or ""
    try:
        return given_text(parse_given(last or first).last, "day") or ""
    except ValueError:
        return ""


def _candidates(first: str) -> Iterator[str]:
    if len(first) != len("2025-10-30"):
        return
    if first[4:] == "-01-01":
        yield first[:4]
    if first[8:] == "01" and first[5:7] in ("01", "04", "07", "10"):
        yield f"{first[:4]}-Q{(int(first[5:7]) + 2) // 3}"
    if first[8:] == "01":
        yield first[:7]
