"""Writes the reference pages that are derived from the code: commands and settings. `make docs` runs it."""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import click

from banggiao import packs
from banggiao.cli import main
from banggiao.config.environment import DECLARED
from banggiao.reading.refusal import MESSAGES

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
NOTICE = "<!-- Written by `make docs` from the code. -->\n\n"


def commands() -> str:
    """Return the page of commands: what each is for, and its options."""
    parts = [NOTICE, "# Commands\n"]
    context = click.Context(main, info_name="banggiao")
    listed = [(name, main.get_command(context, name)) for name in main.list_commands(context)]
    for outer, group in [one for one in listed if isinstance(one[1], click.Group)]:
        listed.remove((outer, group))
        listed += [(f"{outer} {name}", group.commands[name]) for name in group.list_commands(context)]
    for name, command in sorted(listed, key=lambda one: one[0]):
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        usage = " ".join(["banggiao", name, *command.collect_usage_pieces(inner)])
        parts.append(f"\n## banggiao {name}\n\n{command.help}\n\n    {usage}\n")
        records = [p.get_help_record(inner) for p in command.params if isinstance(p, click.Option)]
        cells = [[told.replace("|", "\\|") for told in record] for record in records if record]
        rows = [f"| `{option}` | {meaning} |\n" for option, meaning in cells]
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


def permissions() -> str:
    """Return the page of the permission matrix, in Vietnamese: who may do what."""
    from django.utils import translation  # noqa: PLC0415

    from banggiao.access.matrix import ANY, OTHER_NOUNS, OWN, PERSONAL, matrix_read  # noqa: PLC0415
    from banggiao.access.words import ACTIONS, GROUPS  # noqa: PLC0415
    from banggiao.core.nouns import nouns  # noqa: PLC0415

    parts = [NOTICE, PERMISSIONS]
    with translation.override("vi"):
        any_of = {ANY: "mọi", PERSONAL: "dữ liệu cá nhân"}
        groups = {code: str(name) for code, name in GROUPS.items()} | {ANY: "mọi người"}
        actions = {code: str(name) for code, name in ACTIONS.items()} | any_of
        named = {noun.code: noun.vi for noun in nouns()} | OTHER_NOUNS | any_of
        for rule in matrix_read(OWN.read_text("utf-8")).rules:
            cells = [
                groups[rule.group], named[rule.noun], any_of.get(rule.field, rule.field), actions[rule.action],
                any_of.get(rule.state, rule.state), "có" if rule.allowed else "**không**", rule.note,
            ]  # fmt: skip
            parts.append("| " + " | ".join(cells) + " |\n")
    return "".join(parts)


PERMISSIONS = """# Ma trận quyền (permissions)

Ai được làm gì. Dòng nói "không" thắng dòng nói "có"; điều không dòng nào nói đến thì không được phép. "Mọi" ở dòng
"có" không gồm dữ liệu cá nhân, tài khoản người dùng, tác vụ nền và nhật ký toàn hệ thống: phải ghi rõ. Vai trò chỉ có giá trị
với bản ghi của cơ quan giao vai trò và các cơ quan cấp dưới; với bản ghi của nơi khác mà mình được xem, mọi người
đều chỉ là người xem. Bảng gốc: `src/banggiao/access/matrix.csv`; muốn đổi, đặt tệp `matrix.csv` cùng các cột vào thư
mục `BANGGIAO_HOME` rồi khởi động lại (dòng sai bị từ chối, nêu rõ dòng và cột).

| Nhóm | Bản ghi | Trường | Việc | Trạng thái | Được? | Giải thích |
|---|---|---|---|---|---|---|
"""

PACK = Path(packs.__file__).parent / "vn"
PACK_FILES = {
    "actors.csv": "a body or post of Viet Nam, or one of its provinces or special zones; former ones too",
    "countries.csv": "a country or territory of ISO 3166-1 with codes and year of admission to the UN",
    "organisations.csv": "an international organisation, an organ of one, a forum, a foreign agency",
    "places.csv": "a region, or a foreign city or province, that reports often name",
    "names.csv": "one more name of a bearer from any other file: abbreviation, spelling, former or English name",
    "actor_codes.csv": "a code by which edXML envelopes know a body, and for how long",
    "successions.csv": "who became (part of) whom, and when",
    "trade_agreements.csv": "a trade agreement with its parties and dates",
    "instruments.csv": "a directive, law, decree, treaty … by number, title, date, status and what followed it",
    "vocabularies.csv": "one entry of a fixed list: channels, fields of work, tiers, document types, event series …",
    "ties.csv": "a dated tie: partnership tier, diplomatic relations, membership, seat, chair, host, candidature, role",
    "people.csv": "a person who holds or held a post",
    "posts.csv": "a post of a body",
    "tenures.csv": "who held which post, as long as the source says",
    "engagements.csv": "a conference of a numbered series, or a review",
    "indicators.csv": "what a figure measures, in which unit, counted how",
    "figures.csv": "an official total, a series, with period and as-of date",
    "deadlines.csv": "a deadline rule: days from an occasion, or a day of the year; versions share a code",
    "authorities.csv": "who decides what, under which condition",
    "norms.csv": "a cap of Circular 35/2026/TT-BTC by guest class and person",
    "holidays.csv": "a day off, or (works) a weekend day worked instead",
    "reports.csv": "a report required, in the shape of Decree 09/2019",
    "claims.csv": "one field said once more: another source that disagrees, or a value less sure than its row",
}
MARKS = {
    "V": "seen in the legal text or on an official page",
    "N": "news report",
    "T": "third-party copy of a legal text",
    "D": "public data set",
    "conf": "sources disagree; both stand as claims, or the note says how",
    "U": "not verified: general knowledge, shown as such",
}


def vietnam_pack() -> str:
    """Return the page of the Vietnam pack: its files and marks, counted, and what is not in it."""
    rows = {}
    for name in PACK_FILES:
        with (PACK / name).open(encoding="utf-8", newline="") as lines:
            rows[name] = list(csv.DictReader(lines))
    marks = Counter(row["verification"] for found in rows.values() for row in found)
    names = len(list(packs.pack_names(packs.load_pack())))
    text = (Path(__file__).parent / "vietnam-pack.md").read_text(encoding="utf-8")
    files = "".join(f"| `{name}` | {len(rows[name])} | {what} |\n" for name, what in PACK_FILES.items())
    told = "".join(f"| {mark} | {what} | {marks[mark]} |\n" for mark, what in MARKS.items())
    for field, value in (("files", files), ("marks", told), ("names", str(names))):
        text = text.replace(f"<!-- {field} -->", value.rstrip("\n"))
    return NOTICE + text


PAGES = {
    "vietnam-pack.md": vietnam_pack,
    "permissions.md": permissions,
    "commands.md": commands,
    "settings.md": settings,
    "refusals.md": refusals,
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banggiao.config.settings")
    import django

    django.setup()
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
        print(f"docs/reference/{name}")
