"""Writes the reference pages that are derived from the code: commands and settings. `make docs` runs it."""

from __future__ import annotations

import os
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


def permissions() -> str:
    """Return the page of the permission matrix, in Vietnamese: who may do what."""
    from django.utils import translation

    from banggiao.access.matrix import ANY, OTHER_NOUNS, OWN, PERSONAL, matrix_read
    from banggiao.access.words import ACTIONS, GROUPS
    from banggiao.core.nouns import nouns

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
"có" không gồm dữ liệu cá nhân, tài khoản người dùng và tác vụ nền: ba thứ này phải ghi rõ. Vai trò chỉ có giá trị
với bản ghi của cơ quan giao vai trò và các cơ quan cấp dưới; với bản ghi của nơi khác mà mình được xem, mọi người
đều chỉ là người xem. Bảng gốc: `src/banggiao/access/matrix.csv`; muốn đổi, đặt tệp `matrix.csv` cùng các cột vào thư
mục `BANGGIAO_HOME` rồi khởi động lại (dòng sai bị từ chối, nêu rõ dòng và cột).

| Nhóm | Bản ghi | Trường | Việc | Trạng thái | Được? | Giải thích |
|---|---|---|---|---|---|---|
"""

PAGES = {
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
