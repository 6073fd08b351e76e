"""``banggiao read``: one paper, and all that was read in it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from banggiao.cli.names import known_gazetteer
from banggiao.reading.export import reading_to_dict
from banggiao.reading.intake import open_paper
from banggiao.reading.pinned import Pinned
from banggiao.reading.reader import Reader
from banggiao.reading.records import Reading
from banggiao.reading.refusal import Refusal


def run_read(file: Path, *, shape: str, ocr: bool = False, release: bool = False) -> None:
    """Read ``file`` and print what was read.

    ``shape`` is "outline" (the outline and roles, for a person), "json" (everything), "annotations" (W3C Web
    Annotations) or "text" (the text in which all offsets count). With ``release``, the model that the
    settings name is asked too; what it proposes stands beside what was read.
    """
    try:
        paper = open_paper(file.name, file.read_bytes(), ocr=ocr)
    except Refusal as refusal:
        click.echo(refusal.message("vi"), err=True)
        click.echo(refusal.message("en"), err=True)
        sys.exit(1)
    if shape == "text":
        click.echo(paper.text, nl=False)
        return
    reading = Reader(known_gazetteer()).read(paper)
    proposals: tuple[Pinned, ...] = ()
    if release:
        from banggiao.cli.model import released  # noqa: PLC0415

        proposals = released(reading).records
    if shape == "outline":
        _print(reading)
        _print_proposals(proposals)
        return
    if shape == "annotations":
        from banggiao.reading.annotations import annotations_of  # noqa: PLC0415 - knows the program's version

        data = annotations_of(reading, proposals)
    else:
        data = reading_to_dict(reading)
        if release:
            data["proposals"] = [asdict(each) for each in proposals]
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True))


def _print_proposals(proposals: Sequence[Pinned]) -> None:
    if proposals:
        click.secho("Mô hình đề xuất (chưa xác nhận) / proposed by a model, not confirmed", bold=True)
    for each in proposals:
        what = each.part or each.values.get("label") or each.values.get("kind")
        click.echo(f"  {'  ' if each.part else ''}[{what}] {each.words}")


def _print(reading: Reading) -> None:
    header = reading.header
    for label, value in (
        ("Cơ quan", header.agency),
        ("Số", header.number),
        ("Ký hiệu", header.notation),
        ("Địa danh", header.place),
        ("Loại", header.type),
        ("Trích yếu", header.subject),
    ):
        if value is not None:
            click.echo(f"{label}: {value.text}")
    if header.date:
        click.echo(f"Ngày: {header.date}")
    for note in reading.paper.notes:
        click.echo(f"Ghi chú: {note}")
    section: int | None = -1
    for statement in reading.statements:
        if statement.section != section:
            section = statement.section
            click.secho(" › ".join(reading.heading_path(section)) or "(đầu văn bản)", bold=True)
        words = reading.paper.words(statement.start, statement.end)
        click.echo(f"  [{statement.role.value}] {words}")
    click.echo(
        f"{len(reading.statements)} câu, {len(reading.mentions)} tên và mốc, "
        f"{len(reading.figures)} số liệu, {len(reading.assignments)} phân công."
    )
