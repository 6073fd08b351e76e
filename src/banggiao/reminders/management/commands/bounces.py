"""``banggiao manage bounces PATH``: which addresses do the mails that came back mark as failing?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from banggiao.reminders.bounces import bounces_take


class Command(BaseCommand):
    help = "Take returned mails (RFC 3464) from a file, an mbox or a Maildir; mark the addresses that fail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="the file or folder that the mail server delivers to")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = bounces_take(options["path"])
        except OSError as error:
            raise CommandError(f"Không đọc được / cannot be read: {options['path']}") from error
        self.stdout.write(f"{count} địa chỉ bị trả lại / addresses marked as failing")
