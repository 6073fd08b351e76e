"""``banggiao votes load``: later sessions from the United Nations' published extract."""

from __future__ import annotations

from pathlib import Path

import click

from banggiao.cli.votes.telling import facts_folder, told

SHOWN = 10
"""Symbols named of what was added or changed; the rest is counted."""


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục dữ kiện, mặc định trong BANGGIAO_HOME / the folder of facts.",
)
def load(files: tuple[Path, ...], into: Path | None) -> None:
    """Nạp các khóa họp sau từ bản trích của Liên hợp quốc / add sessions from the United Nations' extract."""
    with told():
        from banggiao.foresight.facts import load_extracts  # noqa: PLC0415

        change = load_extracts(facts_folder(into), files)
    click.echo(
        f"Thêm {len(change.added)} nghị quyết, đổi {len(change.changed)}, giữ nguyên {change.unchanged} / "
        f"added {len(change.added)}, changed {len(change.changed)}, unchanged {change.unchanged}"
    )
    for label, symbols in (("thêm / added", change.added), ("đổi / changed", change.changed)):
        if symbols:
            more = f" … (+{len(symbols) - SHOWN})" if len(symbols) > SHOWN else ""
            click.echo(f"{label}: {', '.join(symbols[:SHOWN])}{more}")
