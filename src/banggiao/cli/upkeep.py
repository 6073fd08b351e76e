"""``banggiao backup``, ``restore``, ``upgrade``, ``verify-audit``: the register as a whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@contextmanager
def _register() -> Iterator[None]:
    """Open the register that the environment names; a refusal ends the command in words, exit code 1."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banggiao.config.settings")
    import django  # noqa: PLC0415 - a command's own modules are imported when it runs

    django.setup()
    from banggiao.core.errors import DeedRefused  # noqa: PLC0415

    try:
        yield
    except DeedRefused as refusal:
        raise click.ClickException(f"{refusal.vietnamese}\n{refusal.english}") from None


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Sao lưu toàn bộ sổ đăng ký vào một tệp, cả khi đang phục vụ / write the whole register to one file."""
    with _register():
        from banggiao.config.backup import backup_make  # noqa: PLC0415

        made = backup_make(file)
    rows = sum(made.counts.values())
    click.echo(
        f"{file}: {rows} dòng, {len(made.parts) - 1} tệp gốc / {rows} rows, {len(made.parts) - 1} originals"
    )
    click.echo(f"niêm phong cuối, hãy ghi lại nơi khác / last seal, note it elsewhere: {made.seal or '-'}")
    for name in made.damaged:
        click.echo(f"tệp gốc đã hỏng trên đĩa / damaged on the disk: {name}", err=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--replace", is_flag=True, help="Thay dữ liệu đang có, bản cũ giữ riêng / replace it, keep the old."
)
def restore(file: Path, replace: bool) -> None:
    """Khôi phục sổ đăng ký từ bản sao lưu / put the register back from a backup. Dừng máy chủ trước."""
    with _register():
        from banggiao.config.restore import restore as register_restore  # noqa: PLC0415

        done = register_restore(file, replace=replace)
    rows = sum(done.manifest.counts.values())
    click.echo(f"Đã khôi phục {rows} dòng của {done.manifest.made_at} / restored {rows} rows")
    if done.aside:
        click.echo(f"Dữ liệu cũ còn giữ dưới tên / the old data is kept as: before-{done.aside}")
    if done.erased:
        click.echo(f"Đã xóa lại {done.erased} dữ liệu cá nhân / erased again: {done.erased} personal values")
    for broken in done.breaks:
        click.echo(f"nhật ký kiểm toán / audit: {broken.code} {broken.event or broken.seal}", err=True)


@click.command()
@click.option(
    "--backup",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Ghi bản sao lưu trước khi nâng cấp vào đây / where the backup goes.  [backups/ in BANGGIAO_HOME]",
)
def upgrade(file: Path | None) -> None:
    """Đưa dữ liệu lên phiên bản này: sao lưu, chuyển đổi, kiểm tra; hỏng thì trở lại như cũ."""
    with _register():
        from banggiao.config.upgrade import upgrade as register_upgrade  # noqa: PLC0415

        done = register_upgrade(file)
    click.echo(
        f"{len(done.migrations)} bước chuyển đổi, {done.filled} bản ghi được bổ sung / "
        f"{len(done.migrations)} migrations, {done.filled} records filled"
    )
    click.echo(f"Bản sao lưu / backup: {done.backup}")


@click.command("verify-audit")
@click.option("--noted", default="", help="Niêm phong đã ghi lại ở nơi khác / a seal noted elsewhere before.")
@click.option("--seal", is_flag=True, help="Niêm phong phần mới trước / first seal what is new.")
def verify_audit(noted: str, seal: bool) -> None:
    """Kiểm tra nhật ký kiểm toán có bị sửa, xóa, chèn / is the audit still what was sealed?"""
    from banggiao.config.management import run  # noqa: PLC0415

    run(["verify_audit", *(["--seal"] if seal else []), *([f"--noted={noted}"] if noted else [])])


@click.command()
@click.argument("request_id", metavar="MÃ_YÊU_CẦU")
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem sẽ hoàn tác gì / only show what would be undone.")
def undo(request_id: str, dry_run: bool) -> None:
    """Hoàn tác cả một lần nạp bảng, theo mã mà lệnh load in ra / take back all that one load did."""
    from banggiao.config.management import run  # noqa: PLC0415

    run(["undo", *(["--dry-run"] if dry_run else []), "--", request_id])


COMMANDS = (backup, restore, upgrade, verify_audit, undo)
