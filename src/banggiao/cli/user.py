"""``banggiao user``: accounts made on the machine itself."""

from __future__ import annotations

import sys
from typing import NoReturn

import click


def run_break_glass(username: str, *, name: str, actor: str) -> None:
    """Make the break-glass account, or seal it anew, and print its password once."""
    from banggiao.config.accounts import UnknownActor, break_glass_make, set_up  # noqa: PLC0415

    set_up()
    from banggiao.core.database import database_required  # noqa: PLC0415
    from banggiao.core.errors import DeedRefused  # noqa: PLC0415

    try:
        database_required()
        password = break_glass_make(username=username, name=name, actor=actor)
    except UnknownActor:
        _refuse_actor(actor)
    except DeedRefused as refusal:
        _refuse(refusal.vietnamese, refusal.english)
    click.echo(
        "Mật khẩu niêm phong, chỉ hiện một lần: in ra, niêm phong và cất giữ. / "
        "The sealed password, shown only once: print it, seal it, lock it away:",
        err=True,
    )
    click.echo(password)


def run_add(username: str, *, name: str, actor: str, groups: tuple[str, ...], port: int) -> None:
    """Make an account, or add roles to it, and print a link that signs in once."""
    from banggiao.config.accounts import UnknownActor, account_make, address, set_up  # noqa: PLC0415

    set_up()
    from banggiao.core.database import database_required  # noqa: PLC0415
    from banggiao.core.errors import DeedRefused  # noqa: PLC0415

    try:
        database_required()
        link = account_make(
            username=username, name=name or username, actor=actor, groups=groups, url=address(port)
        )
    except UnknownActor:
        _refuse_actor(actor)
    except DeedRefused as refusal:
        _refuse(refusal.vietnamese, refusal.english)
    click.echo("Liên kết đăng nhập một lần, trong 24 giờ / signs in once, within 24 hours:", err=True)
    click.echo(link)


def _refuse_actor(actor: str) -> NoReturn:
    _refuse(
        f"Không có chủ thể mã “{actor}”. Đã nạp gói dữ liệu chưa? (banggiao load vn)",
        f"No actor has the code “{actor}”. Is a pack loaded? (banggiao load vn)",
    )


def _refuse(vietnamese: str, english: str) -> NoReturn:
    click.echo(vietnamese, err=True)
    click.echo(english, err=True)
    sys.exit(1)
