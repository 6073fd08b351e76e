"""``banggiao user``: accounts made on the machine itself."""

from __future__ import annotations

import sys

import click


def run_add(username: str, *, name: str, actor: str, groups: tuple[str, ...], port: int) -> None:
    """Make an account, or add roles to it, and print a link that signs in once."""
    from banggiao.config.accounts import UnknownActor, account_make, address, set_up  # noqa: PLC0415

    set_up()
    from banggiao.core.errors import DeedRefused  # noqa: PLC0415

    try:
        link = account_make(
            username=username, name=name or username, actor=actor, groups=groups, url=address(port)
        )
    except UnknownActor:
        _refuse(
            f"Không có chủ thể mã “{actor}”. Đã nạp gói dữ liệu chưa? (banggiao load vn)",
            f"No actor has the code “{actor}”. Is a pack loaded? (banggiao load vn)",
        )
    except DeedRefused as refusal:
        _refuse(refusal.vietnamese, refusal.english)
    click.echo("Liên kết đăng nhập một lần, trong 24 giờ / signs in once, within 24 hours:", err=True)
    click.echo(link)


def _refuse(vietnamese: str, english: str) -> None:
    click.echo(vietnamese, err=True)
    click.echo(english, err=True)
    sys.exit(1)
