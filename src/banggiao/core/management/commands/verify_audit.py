"""``banggiao verify-audit``: is the audit still what was sealed?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from banggiao.core.sealing import Break, audit_verify, events_seal

_WORDS = {
    "changed": "sự kiện {event} đã bị sửa / event {event} was changed (seal {seal})",
    "removed": "sự kiện {event} đã bị xóa / event {event} was removed (seal {seal})",
    "inserted": "sự kiện {event} bị chèn thêm / event {event} was put in (seal {seal})",
    "chain": "chuỗi niêm phong đứt tại {seal} / the chain of seals is broken at {seal}",
}
_SHOWN = 50


class Command(BaseCommand):
    help = "Verify the seal over the audit; exit code 1 where a row was changed, removed or put in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--noted", default="", help="a seal's digest that was noted elsewhere before")
        parser.add_argument("--seal", action="store_true", help="first seal what was committed since")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["seal"]:
            events_seal()
        audit = audit_verify(noted=options["noted"])
        self.stdout.write(
            f"{audit.events} sự kiện trong {audit.seals} niêm phong, {audit.waiting} chưa niêm phong / "
            f"{audit.events} events in {audit.seals} seals, {audit.waiting} not sealed yet\n"
            f"niêm phong cuối / last seal: {audit.head or '-'}"
        )
        if audit.sound:
            self.stdout.write("Nguyên vẹn / sound")
            return
        told = [told_of(one) for one in audit.breaks[:_SHOWN]]
        if len(audit.breaks) > _SHOWN:
            told.append(f"… {len(audit.breaks) - _SHOWN} chỗ khác / more")
        if not audit.noted:
            told.append("không có niêm phong đã ghi lại / the noted seal is not in the chain")
        raise CommandError("\n".join(told))


def told_of(one: Break) -> str:
    """Return in words where the audit is broken."""
    return _WORDS[one.code].format(event=one.event, seal=one.seal)
