"""An instrument as clauses with stable ids, and the bodies that it asks to report.

A directive is cut where its own numbering cuts it: parts (I, II … or "Điều"), task groups (1, 2 …) and
clauses (1.1, a, bullets). The ids are the instrument's own numbers, so that people who quote "mục 2.3"
and the program mean the same words (requirement A5.02).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from banggiao.appraisal.records import Body, Clause, InstrumentPaper, Place
from banggiao.language.folding import fold
from banggiao.packs.succession import Succession
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.paper import Block
from banggiao.reading.records import Reading

_LABEL = re.compile(
    r"(?P<part>(?:Phần (?:thứ )?\w+|[IVX]{1,5})[.:]?)\s+(?=\S)"
    r"|(?P<article>Điều \d{1,3})[.:]?\s+"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+(?=\S)"
    r"|(?P<letter>[a-zđ])\)\s+"
    r"|(?P<bullet>[-–•+])\s+"
)
_KINDS = (
    ("viewpoint", ("quan diem", "phuong cham", "nguyen tac")),
    ("objective", ("muc tieu", "muc dich", "yeu cau")),
    ("task", ("nhiem vu", "giai phap", "noi dung")),
    ("measure", ("bien phap",)),
    ("", ("to chuc thuc hien", "kinh phi", "noi nhan", "boi canh", "tinh hinh", "phu luc", "danh sach")),
)
_END = ("noi nhan", "phu luc")


@dataclass(slots=True)
class _Node:
    label: str
    depth: int
    text: str
    block: Block
    start: int
    parent: _Node | None = None
    children: list[_Node] = field(default_factory=list)


def instrument_of(reading: Reading) -> InstrumentPaper:
    """Return how the instrument's own header names it; its file name stands in where it has no subject."""
    header = reading.header
    kind = header.type.text.capitalize() if header.type else ""
    subject = header.subject.text if header.subject else ""
    title = " ".join(part for part in (kind, subject) if part) or reading.paper.name
    return InstrumentPaper(
        title=title,
        number=reading.number,
        file=reading.paper.name,
        actor=header.actor or "",
        date=header.date,
    )


def clauses_of(reading: Reading) -> tuple[Clause, ...]:
    """Cut an instrument into clauses: viewpoints, objectives, task groups and their tasks, measures.

    Ids: tasks keep the instrument's numbers ("2" a group, "2.3" its clause, "2.b" where it is lettered);
    other kinds carry their part's number in front ("I.1"). A part that is none of these (organisation
    of the work, annexes) gives no clause.
    """
    clauses: list[Clause] = []
    taken: set[str] = set()
    leads = _leads_by_paragraph(reading)
    for part in _tree(reading):
        kind = _kind(part.text)
        if not kind:
            continue
        for node in _descendants(part):
            group = node.parent.label if node.parent is not part and node.parent else ""
            own = _own_id(node, part, kind)
            if own in taken:
                own = f"{part.label}.{own}"
            taken.add(own)
            title, text = _title_and_text(node.text)
            clauses.append(
                Clause(
                    id=own,
                    kind=kind,
                    group=_own_id(node.parent, part, kind) if group and node.parent else "",
                    title=title,
                    text=text,
                    place=Place(
                        file=reading.paper.name,
                        paragraph=node.block.paragraph,
                        page=node.block.page,
                        start=node.start,
                        end=node.block.end,
                        heading_path=(part.text,),
                    ),
                    leads=leads.get(node.block.paragraph, ()),
                )
            )
    return tuple(clauses)


def bodies_asked(
    reading: Reading, gazetteer: Gazetteer, succession: Succession, until: date
) -> tuple[Body, ...]:
    """Return the bodies that the instrument's own list (a table in an annex) asks to report, in its order.

    A row counts when one of its cells names an actor that exists at ``until``, the end of the review; the
    name as written is kept beside the register's key. Each body carries the actors merged into it by
    then, whose reports count for it.
    """
    paper = reading.paper
    asked: dict[str, Body] = {}
    for cells in _rows(reading):
        for block in cells:
            name = paper.words(block.start, block.end).strip()
            key = gazetteer.resolve(name, until)
            if key is None or key in asked:
                continue
            place = Place(paper.name, block.paragraph, block.page, block.start, block.end)
            asked[key] = Body(key, name, place, predecessors=succession.predecessors(key, until))
            break
    return tuple(asked.values())


def _rows(reading: Reading) -> Iterator[list[Block]]:
    """Yield the rows of the tables that follow a heading which announces a list of bodies."""
    paper, place, announced = reading.paper, (-1, -1), False
    row: list[Block] = []
    for block in paper.blocks:
        if block.cell is None:
            if row:
                yield row
                row = []
            words = fold(paper.words(block.start, block.end))
            announced = announced or ("danh sach" in words and "bao cao" in words)
            continue
        if not announced:
            continue
        here = (block.cell.table, block.cell.row)
        if here != place and row:
            yield row
            row = []
        place = here
        row.append(block)
    if row:
        yield row


def _tree(reading: Reading) -> list[_Node]:
    """Return the instrument's parts with their numbered children below them."""
    paper = reading.paper
    parts: list[_Node] = []
    trail: list[_Node] = []
    started = False
    for block in paper.blocks:
        if block.cell is not None:
            continue
        words = paper.words(block.start, block.end)
        folded = fold(words)
        if started and folded.startswith(_END):
            break
        found = _LABEL.match(words)
        if not found:
            if trail and started and trail[-1].depth > 0 and trail[-1].parent is not None:
                trail[-1].text += " " + words
            continue
        label, depth = _label(found, trail)
        node = _Node(label, depth, words[found.end() :].strip(), block, block.start + found.end())
        while trail and trail[-1].depth >= depth:
            trail.pop()
        if depth == 0:
            started = True
            parts.append(node)
        elif not trail:
            continue
        else:
            node.parent = trail[-1]
            trail[-1].children.append(node)
        trail.append(node)
    return parts


def _label(found: re.Match[str], trail: Sequence[_Node]) -> tuple[str, int]:
    """Return a label and its depth: parts 0, "1" 1, "1.1" 2, letters below whatever they stand in."""
    if found["part"]:
        return found["part"].rstrip(".:"), 0
    if found["article"]:
        return found["article"].removeprefix("Điều "), 1 if trail and trail[0].depth == 0 else 0
    if found["number"]:
        return found["number"], found["number"].count(".") + 1
    numbered = [node.depth for node in trail if node.label[:1].isdigit()]
    depth = (max(numbered) if numbered else 0) + 1
    if found["letter"]:
        return found["letter"], depth
    siblings = next((n for n in reversed(trail) if n.depth < depth + 1), None)
    return f"-{len(siblings.children) + 1 if siblings else 1}", depth + 1


def _descendants(part: _Node) -> Iterator[_Node]:
    for node in part.children:
        yield node
        yield from _descendants(node)


def _own_id(node: _Node, part: _Node, kind: str) -> str:
    label = node.label.lstrip("-")
    if "." not in label and node.parent is not None and node.parent is not part:
        label = f"{_own_id(node.parent, part, 'task')}.{label}"
    return label if kind in ("task", "measure") else f"{part.label}.{label}"


def _kind(title: str) -> str:
    folded = fold(title)
    for kind, words in _KINDS:
        if any(word in folded for word in words):
            return kind
    return ""


def _title_and_text(words: str) -> tuple[str, str]:
    """Split a run-in title ("Nâng cao nhận thức: …") from the text; a short clause is its own title."""
    head, colon, rest = words.partition(":")
    if colon and rest.strip() and len(head) <= 120:
        return head.strip(), rest.strip()
    sentence = re.split(r"(?<=[.;])\s", words, maxsplit=1)[0].rstrip(".;: ")
    return sentence if len(sentence) <= 160 else sentence[:157].rsplit(" ", 1)[0] + "…", words


def _leads_by_paragraph(reading: Reading) -> dict[int, tuple[str, ...]]:
    """Return the keys of the lead actors that assignments name, by the paragraph they stand in."""
    keys = {(m.start, m.end): m.key for m in reading.mentions if m.key}
    leads: dict[int, tuple[str, ...]] = {}
    for assignment in reading.assignments:
        key = keys.get(assignment.lead) if assignment.lead else None
        if key:
            paragraph = reading.paper.block_at(assignment.start).paragraph
            leads[paragraph] = (*leads.get(paragraph, ()), key)
    return leads
