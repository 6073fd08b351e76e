"""``banggiao undo``: take back all that one load did, or nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from banggiao.core.access import system
from banggiao.core.audit import LOCAL_PERSON
from banggiao.core.database import database_required
from banggiao.core.errors import DeedRefused
from banggiao.sources.loads import taken_back
from banggiao.sources.undoing import undo_request


class Command(BaseCommand):
    help = "Take back all that one request did, a whole load too; refused where somebody built on it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("request_id", help="the number that load printed")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would be taken back")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            database_required()
            counts = taken_back(options["request_id"])
            if not options["dry_run"]:
                undo_request(options["request_id"], by=system(LOCAL_PERSON))
        except DeedRefused as refused:
            raise CommandError(f"{refused.vietnamese}\n{refused.english}") from refused
        told = "; ".join(f"{count.number} {count.noun.vi}" for count in counts) or "0"
        self.stdout.write(f"{'Sẽ hoàn tác' if options['dry_run'] else 'Đã hoàn tác'}: {told}")
