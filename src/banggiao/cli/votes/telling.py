"""What the commands of votes share: where the facts are, the sessions asked for, and refusals in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from banggiao.config.environment import HOME

SOURCES = "Nguồn / sources: Liên hợp quốc / United Nations (UNxml/GAresolutions); Voeten (CC0)."


def facts_folder(given: Path | None) -> Path:
    """Return the folder of loaded facts: as given, or that of the data folder."""
    return given or Path(HOME.value) / "votes"


def sessions_of(text: str) -> range:
    """Read sessions as the option gives them: 78, or 73-78; BadParameter where it is neither."""
    first, _, last = text.partition("-")
    if not first.isdigit() or not (last or first).isdigit() or int(last or first) < int(first):
        raise click.BadParameter(f"«{text}»: ghi 78 hoặc 73-78 / write 78 or 73-78")
    return range(int(first), int(last or first) + 1)


@contextmanager
def told() -> Iterator[None]:
    """End the command in words, exit code 1, where a file is refused or the extra is not installed."""
    try:
        from banggiao.foresight.refusal import FileRefused  # noqa: PLC0415 - heavy, and not always installed
    except ModuleNotFoundError as missing:
        raise click.ClickException(
            f'Thiếu gói {missing.name}; cài bằng: pip install "banggiao[foresight]" / '
            f"{missing.name} is not installed"
        ) from None
    try:
        yield
    except FileRefused as refusal:
        raise click.ClickException(str(refusal)) from None
