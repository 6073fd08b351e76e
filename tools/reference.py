"""Writes the reference pages that are derived from the code: commands and settings. `make docs` runs it."""

from __future__ import annotations

from pathlib import Path

import click

from banggiao.cli import main
from banggiao.config.environment import DECLARED
from banggiao.reading.refusal import MESSAGES

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
NOTICE = "<!-- Written by `make docs` from the code. -->\n\n"


def commands() -> str:
    """Return the page of commands: what each is for, and its options."""
    parts = [NOTICE, "# Commands\n"]
    context = click.Context(main, info_name="banggiao")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        usage = " ".join(["banggiao", name, *command.collect_usage_pieces(inner)])
        parts.append(f"\n## banggiao {name}\n\n{command.help}\n\n    {usage}\n")
        records = [p.get_help_record(inner) for p in command.params if isinstance(p, click.Option)]
        rows = [f"| `{option}` | {meaning} |\n" for option, meaning in filter(None, records)]
        if rows:
            parts.extend(["\n| Option | Meaning |\n|---|---|\n", *rows])
    return "".join(parts)


def settings() -> str:
    """Return the page of settings: environment variables, defaults, meaning."""
    rows = [f"| `{s.name}` | `{s.default}` | {s.help} |\n" for s in DECLARED]
    return "".join([NOTICE, "# Settings\n\n| Variable | Default | Meaning |\n|---|---|---|\n", *rows])


def refusals() -> str:
    """Return the page of refusals, in both languages."""
    rows = [f"| `{reason.value}` | {vi} | {en} |\n" for reason, (vi, en) in MESSAGES.items()]
    return "".join([NOTICE, "# Refusals\n\n| Reason | Tiếng Việt | English |\n|---|---|---|\n", *rows])


PAGES = {"commands.md": commands, "settings.md": settings, "refusals.md": refusals}

if __name__ == "__main__":
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
        print(f"docs/reference/{name}")
