"""``banggiao manage load``: a country pack, or a table, into the register."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from banggiao.core.access import label_get, system
from banggiao.core.audit import LOCAL_PERSON, request_id
from banggiao.core.database import database_required
from banggiao.core.errors import DeedRefused
from banggiao.core.keys import uuid7
from banggiao.core.models import AccessLabel
from banggiao.core.nouns import noun_of, nouns
from banggiao.packs import PackError
from banggiao.sources.headings import score_for
from banggiao.sources.packs import pack_load
from banggiao.sources.table_file import MAX_BYTES, TableRefused, table_read
from banggiao.sources.tables import mapping_from, table_load

PACKS = ("vn",)


class Command(BaseCommand):
    help = (
        "Load a country pack, or a table (CSV, xlsx, ods) as records of one noun. "
        "Loading the same again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", help="a pack (vn) or a table: CSV, xlsx, ods")
        parser.add_argument("--noun", default="", choices=["", *(n.code for n in nouns() if n.writable)])
        parser.add_argument(
            "--sheet", default="", help="the sheet of a workbook, where several could be meant"
        )
        parser.add_argument("--map", action="append", default=[], metavar="Column=field")
        parser.add_argument("--label", default="", choices=["", "public", "agency"])
        parser.add_argument("--owner", default="", help="the code of the body that owns the records")
        parser.add_argument(
            "--retain-until", default="", help="until when personal values are kept, YYYY-MM-DD"
        )
        parser.add_argument("--dry-run", action="store_true", help="only tell what would change")
        parser.add_argument("--force", action="store_true", help="load again what was loaded before")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["noun"] and options["what"] not in PACKS:
            raise CommandError("Hãy ghi --noun cho một bảng / a table needs --noun.")
        try:
            database_required()
        except DeedRefused as refused:
            raise CommandError(f"{refused.vietnamese}\n{refused.english}") from refused
        if options["noun"]:
            self._table(options)
        else:
            self._pack(options)

    def _pack(self, options: dict[str, Any]) -> None:
        try:
            change = pack_load(code=options["what"], who=LOCAL_PERSON, dry_run=options["dry_run"])
        except PackError as error:
            raise CommandError(str(error)) from error
        if not options["verbosity"]:
            return
        self.stdout.write(f"{_told(options)}: {change}")
        for line in change.told() if options["dry_run"] else ():
            self.stdout.write(line)

    def _table(self, options: dict[str, Any]) -> None:
        noun, path = noun_of(options["noun"]), Path(options["what"])
        request = str(uuid7())
        token = request_id.set(request)
        try:
            with path.open("rb") as file:
                table = table_read(
                    path.name, file.read(MAX_BYTES + 1), sheet=options["sheet"], score=score_for(noun)
                )
            loaded = table_load(
                noun=noun, table=table, by=system(LOCAL_PERSON), mapping=mapping_from(options["map"]),
                label=_label(options["label"], options["owner"]),
                retain_until=date.fromisoformat(options["retain_until"]) if options["retain_until"] else None,
                dry_run=options["dry_run"], force=options["force"],
            )  # fmt: skip
        except OSError as error:
            raise CommandError(f"Không mở được tệp / cannot open: {error}") from error
        except TableRefused as refused:
            raise CommandError("\n".join(map(str, refused.faults))) from refused
        except DeedRefused as refused:
            raise CommandError(refused.vietnamese) from refused
        finally:
            request_id.reset(token)
        if loaded.already:
            self.stdout.write(f"Đã nạp tệp này trước đây; không thay đổi gì: {path.name}")
            return
        self.stdout.write(f"{_told(options)}: {loaded.rows} {noun.vi}")
        for warning in loaded.warnings:
            self.stdout.write(f"  ! {warning}")
        for caption in loaded.examples if options["dry_run"] else ():
            self.stdout.write(f"  + {caption}")
        if not options["dry_run"]:
            self.stdout.write(f"Hoàn tác cả lần nạp / take it all back: banggiao undo {request}")


def _told(options: dict[str, Any]) -> str:
    return "Sẽ thay đổi" if options["dry_run"] else "Đã nạp"


def _label(circulation: str, owner: str) -> AccessLabel | None:
    """Return the label that the options ask for, None where they ask for none."""
    if not circulation:
        return None
    key: UUID | None = None
    if owner:
        found = noun_of("actor").model.objects.current().filter(code=owner).first()
        if found is None:
            raise DeedRefused("owner", f"Không có cơ quan “{owner}”.", f"No body “{owner}”.", field="owner")
        key = found.key
    return label_get(circulation=circulation, owner=key)
