"""``banggiao manage load vn``: write a country pack into the register."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from banggiao.core.audit import LOCAL_PERSON
from banggiao.packs import PackError
from banggiao.sources.packs import pack_load


class Command(BaseCommand):
    help = "Load a country pack. Loading the same pack again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", choices=["vn"])
        parser.add_argument("--dry-run", action="store_true", help="only tell what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            change = pack_load(code=options["code"], who=LOCAL_PERSON, dry_run=options["dry_run"])
        except PackError as error:
            raise CommandError(str(error)) from error
        if not options["verbosity"]:
            return
        told = "Sẽ thay đổi" if options["dry_run"] else "Đã nạp"
        self.stdout.write(f"{told}: {change}")
        for line in change.told() if options["dry_run"] else ():
            self.stdout.write(line)
