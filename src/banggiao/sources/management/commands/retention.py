"""``banggiao manage retention``: erase personal values whose retention date has passed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from banggiao.sources.retention import retention_apply


class Command(BaseCommand):
    help = "Erase personal values whose retention date has passed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", default="", help="as if it were this day (YYYY-MM-DD)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            today = date.fromisoformat(options["today"]) if options["today"] else timezone.localdate()
        except ValueError as error:
            raise CommandError(f"--today: {error}") from None
        self.stdout.write(f"{retention_apply(today)} claims' personal values were erased")
