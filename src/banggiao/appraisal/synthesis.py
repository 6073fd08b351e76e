"""The synthesis: passages of sourced sentences, and gaps said plainly.

The order is that of a review report (requirement A5.05) and of the annual report's form (B11k): tình hình,
kết quả, đánh giá, phương hướng, kiến nghị. Every factual sentence is a statement in its report's own
words; every count comes from the same cells as the matrix; nothing else is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from banggiao.appraisal.coverage import RANK, coverage_of
from banggiao.appraisal.records import (
    Body,
    CellState,
    Clause,
    Contradiction,
    Coverage,
    Decision,
    Finding,
    Passage,
    Promise,
    Sentence,
)
from banggiao.reading.records import Role

FACTS_PER_CLAUSE = 6
FACTS_OF_CONTEXT = 4
FACTS_PER_ROLE = 12
LONGEST_FACT = 600
NAMES_IN_A_GAP = 12

_OUTCOMES = {
    "done": "đã có kết quả",
    "doing": "đã có báo cáo, chưa có số liệu hoặc minh chứng",
    "no_evidence": "chưa thấy kết quả trong báo cáo",
}
_KINDS = {
    "within": "trong cùng một báo cáo",
    "annex": "giữa lời văn và phụ lục",
    "between": "giữa các báo cáo",
}


@dataclass(frozen=True, slots=True)
class Material:
    """What a synthesis is written from."""

    clauses: Sequence[Clause]
    bodies: Sequence[Body]
    missing: Sequence[str]
    counting: Sequence[tuple[Finding, str]]
    cells: Sequence[CellState]
    contradictions: Sequence[Contradiction]
    promises: Sequence[Promise]
    names: Mapping[str, str]
    compared: bool


def compose(material: Material) -> tuple[Passage, ...]:
    """Write the passages of a review. Passage ids are stable, so that edited prose keeps its place."""
    return (
        Passage("I. TÌNH HÌNH", 1, (), "I"),
        Passage("1. Bối cảnh, cơ hội, thách thức", 2, _by_role(material, Role.CONTEXT), "I.1"),
        Passage("2. Việc gửi báo cáo", 2, _reporting(material), "I.2"),
        Passage("II. KẾT QUẢ THEO NHÓM NHIỆM VỤ", 1, (), "II"),
        *_results(material),
        Passage("III. ĐÁNH GIÁ", 1, (), "III"),
        Passage("1. Tồn tại, hạn chế", 2, _by_role(material, Role.SHORTCOMING), "III.1"),
        Passage("2. Nguyên nhân", 2, _by_role(material, Role.CAUSE), "III.2"),
        Passage("3. Số liệu chưa thống nhất", 2, _contradictions(material), "III.3"),
        *((_promises(material),) if material.compared else ()),
        Passage("IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI", 1, _by_role(material, Role.DIRECTION), "IV"),
        Passage("V. KIẾN NGHỊ, ĐỀ XUẤT", 1, _by_role(material, Role.PROPOSAL), "V"),
    )


def _reporting(material: Material) -> tuple[Sentence, ...]:
    asked, missing = len(material.bodies), len(material.missing)
    everyone = tuple(body.key for body in material.bodies)
    sentences = [
        Sentence(
            f"Có {asked - missing}/{asked} cơ quan, địa phương được yêu cầu đã gửi báo cáo.",
            bodies=everyone,
            kind="count",
            draft=False,
        )
    ]
    merged = [body for body in material.bodies if body.predecessors]
    answered: dict[str, list[str]] = defaultdict(list)
    for finding, key in material.counting:
        if finding.actor != key and finding.actor not in answered[key]:
            answered[key].append(finding.actor)
    for body in merged:
        if answered[body.key]:
            former = ", ".join(_name(material, actor) for actor in answered[body.key])
            sentences.append(
                Sentence(
                    f"Báo cáo của {former} được tính cho {body.name} sau sắp xếp.",
                    bodies=(body.key,),
                    kind="count",
                    draft=False,
                )
            )
    if missing:
        sentences.append(_gap(material, "Chưa có báo cáo của", material.missing))
    return tuple(sentences)


def _results(material: Material) -> list[Passage]:
    whole = [cell for cell in material.cells if cell.year is None]
    by_clause: dict[str, list[CellState]] = defaultdict(list)
    for cell in whole:
        by_clause[cell.clause].append(cell)
    groups = {clause.group for clause in material.clauses if clause.group}
    passages = []
    for clause in material.clauses:
        if clause.kind not in ("task", "measure"):
            continue
        heading = f"{clause.id}. {clause.title}"
        if clause.id in groups:
            passages.append(Passage(heading, 2, (), f"II.{clause.id}"))
        else:
            sentences = _clause_sentences(material, clause, by_clause[clause.id])
            passages.append(Passage(heading, 3, sentences, f"II.{clause.id}"))
    return passages


def _clause_sentences(material: Material, clause: Clause, cells: Sequence[CellState]) -> tuple[Sentence, ...]:
    covered = {cell.body: cell.coverage for cell in cells}
    figure = sum(RANK[c] >= RANK[Coverage.FIGURE] for c in covered.values())
    evidence = sum(c is Coverage.EVIDENCE for c in covered.values())
    silent = tuple(body.key for body in material.bodies if body.key not in covered)
    sentences = []
    if covered:
        sentences.append(
            Sentence(
                f"Có {len(covered)}/{len(material.bodies)} cơ quan, địa phương báo cáo nội dung này; "
                f"{figure} có số liệu, {evidence} có minh chứng.",
                bodies=tuple(sorted(covered)),
                kind="count",
                draft=False,
            )
        )
    results = [(f, body) for f, body in material.counting if f.role is Role.RESULT and f.clause == clause.id]
    sentences.extend(_facts(material, results, FACTS_PER_CLAUSE))
    if not covered:
        sentences.append(_nobody(material))
    elif silent:
        sentences.append(_gap(material, "Chưa có báo cáo về nội dung này của", silent))
    return tuple(sentences)


def _by_role(material: Material, role: Role) -> tuple[Sentence, ...]:
    spoken = [(f, body) for f, body in material.counting if f.role is role]
    if role is Role.CONTEXT:  # how things stand, said in words: a count is somebody's result
        facts = _facts(material, [pair for pair in spoken if not pair[0].figures], FACTS_OF_CONTEXT)
    else:
        facts = _facts(material, [pair for pair in spoken if pair[0].clause], FACTS_PER_ROLE)
    return tuple(facts) or (_nobody(material),)


def _nobody(material: Material) -> Sentence:
    everyone = tuple(body.key for body in material.bodies)
    words = "Chưa có cơ quan, địa phương nào báo cáo nội dung này."
    return Sentence(words, bodies=everyone, kind="gap", draft=False)


def _facts(material: Material, candidates: Iterable[tuple[Finding, str]], most: int) -> list[Sentence]:
    """Choose the best statements, one per body: what people confirmed, then evidence, then figures."""
    best: list[Finding] = []
    seen: set[str] = set()
    fitting = [
        (finding, body)
        for finding, body in candidates
        if len(finding.words) <= LONGEST_FACT and not finding.from_table
    ]
    for finding, body in sorted(fitting, key=lambda pair: _preference(pair[0])):
        if body not in seen:
            seen.add(body)
            best.append(finding)
        if len(best) == most:
            break
    return [
        Sentence(
            text=f"{_name(material, finding.actor)}: {finding.corrected_words or finding.words}",
            findings=(finding.id,),
            draft=finding.decision is Decision.PROPOSED,
        )
        for finding in best
    ]


def _preference(finding: Finding) -> tuple[bool, int, float, str, int]:
    score = finding.matches[0].score if finding.matches else 0.0
    return (
        finding.decision is Decision.PROPOSED,
        -RANK[coverage_of(finding)],
        -score,
        finding.place.file,
        finding.place.start,
    )


def _contradictions(material: Material) -> tuple[Sentence, ...]:
    sentences = []
    for contradiction in material.contradictions:
        sides = "; ".join(
            f"{_name(material, side.actor)} nêu {_written(side.figure.value)} {side.figure.unit}".rstrip()
            for side in contradiction.sides
        )
        year = f" năm {contradiction.period}" if contradiction.period else ""
        sentences.append(
            Sentence(
                f"Số liệu «{contradiction.indicator}»{year} khác nhau {_KINDS[contradiction.kind]}: {sides}.",
                findings=(contradiction.id,),
                kind="contradiction",
            )
        )
    return tuple(sentences)


def _promises(material: Material) -> Passage:
    counts: dict[str, int] = defaultdict(int)
    for promise in material.promises:
        counts[promise.outcome] += 1
    sentences = [
        Sentence(
            f"Kỳ trước có {len(material.promises)} việc được nêu cho thời gian tới: "
            + "; ".join(f"{counts[key]} {words}" for key, words in _OUTCOMES.items())
            + ".",
            kind="count",
            bodies=tuple(sorted({promise.body for promise in material.promises})),
            draft=False,
        )
    ]
    for promise in material.promises:
        sentences.append(
            Sentence(
                f"{_name(material, promise.body)} đã nêu: «{promise.words}»; {_OUTCOMES[promise.outcome]}.",
                findings=(promise.id, *promise.findings),
                bodies=(promise.body,),
                kind="promise",
            )
        )
    return Passage("4. Việc đã hứa kỳ trước", 2, tuple(sentences), "III.4")


def _gap(material: Material, opening: str, keys: Sequence[str]) -> Sentence:
    named = [_name(material, key) for key in keys]
    if len(named) > NAMES_IN_A_GAP:
        rest = len(named) - NAMES_IN_A_GAP
        listed = ", ".join(named[:NAMES_IN_A_GAP]) + f" và {rest} cơ quan, địa phương khác (xem ma trận)"
        opening = f"{opening} {len(named)} cơ quan, địa phương:"
    else:
        listed = ", ".join(named)
    return Sentence(f"{opening} {listed}.", bodies=tuple(keys), kind="gap", draft=False)


def _name(material: Material, key: str) -> str:
    return material.names.get(key, key)


def _written(value: float) -> str:
    """Write a number the Vietnamese way: 1.234,5."""
    text = f"{value:,.10g}" if value != int(value) else f"{int(value):,}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
