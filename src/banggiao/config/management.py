"""``banggiao manage …``: Django's management commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from django.core.management import execute_from_command_line


def run(argv: Sequence[str]) -> None:
    """Run the management command that ``argv`` names (without a program name before it)."""
    os.umask(0o077)  # the database that a command makes is for its owner alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banggiao.config.settings")
    execute_from_command_line(["banggiao manage", *argv])


if __name__ == "__main__":
    run(sys.argv[1:])
