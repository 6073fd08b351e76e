"""The command line. A command's own modules are imported when it runs, so that each starts at once."""

from __future__ import annotations

from pathlib import Path

import click

from banggiao.cli import upkeep
from banggiao.cli.votes import votes


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="banggiao", prog_name="banggiao")
def main() -> None:
    """Bang Giao: papers in, a sourced review out.

    Đọc văn kiện và báo cáo, đối chiếu từng mục, viết dự thảo tổng hợp có trích dẫn.
    """


@main.command()
@click.option(
    "--instrument",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Văn kiện được rà soát / the instrument under review.",
)
@click.option(
    "--reports",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục báo cáo / the folder of reports.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục kết quả / where the results are written.",
)
@click.option("--period", metavar="Y..Y", help="Kỳ rà soát / the years under review, such as 2020..2025.")
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="review.json của kỳ trước / the last review's review.json.",
)
@click.option("--agency", default="", help="Cơ quan tổng hợp / the agency that signs the review.")
@click.option("--place", default="", help="Địa danh / the place in the date line.")
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Số tiến trình / processes.")
def review(
    *,
    instrument: Path,
    reports: Path,
    out: Path,
    period: str | None,
    since: Path | None,
    agency: str,
    place: str,
    jobs: int | None,
) -> None:
    """Rà soát một văn kiện từ các báo cáo: review.docx, matrix.xlsx, review.json."""
    from banggiao.cli.review import Request, parse_period, run_review  # noqa: PLC0415

    request = Request(
        instrument=instrument,
        reports=reports,
        out=out,
        period=parse_period(period),
        since=since,
        agency=agency,
        place=place,
        processes=jobs,
    )
    run_review(request)


@main.command()
@click.argument("file", metavar="[FILE|DIR]", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "shape",
    type=click.Choice(["outline", "json", "annotations", "text"]),
    default="outline",
    show_default=True,
    help="Dạng kết quả / what is printed: annotations = W3C Web Annotations.",
)
@click.option("--json", "shape", flag_value="json", help="Như --format json / the same as --format json.")
@click.option(
    "--score",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="GOLD.jsonl",
    help="Chấm điểm trên văn bản đã gán nhãn / score on labelled texts.",
)
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Thư mục văn bản của --score / the folder of the texts of --score.",
)
@click.option(
    "--as",
    "spelling",
    metavar="nfd|caps|unaccented|nbsp|wrapped|tones|i-y",
    help="Chấm điểm khi văn bản viết cách khác / score the texts as if written so.",
)
@click.option("--ocr", is_flag=True, help="Nhận dạng trang quét (Tesseract vie) / recognise scanned pages.")
@click.option(
    "--release-to-model",
    "release",
    is_flag=True,
    help="Chuyển riêng tệp này cho mô hình nội bộ đã đặt / send this one file to the model that is set.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark", "ray"]),
    help="Đọc cả thư mục bằng / read a folder with: this machine's processes, Spark or Ray.",
)
@click.option("--workers", type=click.IntRange(1, 1024), help="Số tiến trình / workers for a folder.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="records.parquet|records.jsonl",
    help="Tệp kết quả đọc thư mục / where a folder's records are written.",
)
def read(
    *,
    file: Path | None,
    shape: str,
    score: Path | None,
    texts: Path | None,
    spelling: str | None,
    ocr: bool,
    release: bool,
    engine: str | None,
    workers: int | None,
    out: Path | None,
) -> None:
    """Đọc một văn bản, hay cả thư mục: thể thức, dàn ý, vai trò từng câu, tên riêng, số liệu, phân công."""
    if (file is None) is (score is None) or (score is None) is not (texts is None):
        raise click.UsageError("Cần FILE, hoặc --score cùng --texts / FILE, or --score with --texts.")
    if score and texts:
        from banggiao.cli.scoring import run_score  # noqa: PLC0415

        run_score(score, texts, spelling)
    elif file and file.is_dir():
        if ocr or release or shape != "outline":
            raise click.UsageError(
                "--ocr, --format, --release-to-model chỉ dùng cho một FILE / are for one FILE only."
            )
        from banggiao.cli.folder import run_folder  # noqa: PLC0415

        run_folder(file, engine=engine or "local", workers=workers, out=out)
    elif file:
        if engine or workers or out:
            raise click.UsageError("--engine, --workers, --out cần một DIR / are for a DIR only.")
        from banggiao.cli.read import run_read  # noqa: PLC0415

        run_read(file, shape=shape, ocr=ocr, release=release)


@main.command()
@click.argument("what", metavar="vn|FILE")
@click.option("--noun", default="", help="Mỗi dòng là một … / what each row is: engagement, commitment …")
@click.option("--sheet", default="", help="Trang cần nạp trong tệp nhiều trang / which sheet of a workbook.")
@click.option("--map", "pairs", multiple=True, metavar="CỘT=TRƯỜNG", help="Cột ghi tên khác / column=field.")
@click.option("--label", default="", help="public, agency: ai được xem / who may see the records.")
@click.option("--owner", default="", help="Mã cơ quan chủ quản / the owner's code, such as mfa.")
@click.option("--retain-until", default="", help="Ngày xóa dữ liệu cá nhân / when personal data are erased.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem thay đổi / only show what would change.")
@click.option("--force", is_flag=True, help="Nạp lại tệp đã nạp / load again what was loaded before.")
def load(
    *,
    what: str,
    noun: str,
    sheet: str,
    pairs: tuple[str, ...],
    label: str,
    owner: str,
    retain_until: str,
    dry_run: bool,
    force: bool,
) -> None:
    """Nạp gói quốc gia (vn) hoặc một bảng (xlsx, ods, CSV) vào sổ / load a country pack or a table."""
    from banggiao.config.management import run  # noqa: PLC0415

    named = {"noun": noun, "sheet": sheet, "label": label, "owner": owner, "retain-until": retain_until}
    arguments = [f"--{name}={value}" for name, value in named.items() if value]
    arguments += [f"--map={pair}" for pair in pairs]
    arguments += ["--dry-run"] * dry_run + ["--force"] * force
    run(["load", *arguments, "--", what])


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(host: str, port: int) -> None:
    """Mở không gian làm việc trên máy này / serve the workspace on this machine only."""
    from banggiao.config.serve import NotLoopback  # noqa: PLC0415
    from banggiao.config.serve import serve as serve_workspace  # noqa: PLC0415
    from banggiao.core.errors import DeedRefused  # noqa: PLC0415

    try:
        serve_workspace(host, port)
    except NotLoopback as refusal:
        raise click.BadParameter(str(refusal), param_hint="--host") from None
    except ValueError as wrong:  # a row of the permission matrix
        raise click.ClickException(str(wrong)) from None
    except DeedRefused as refusal:  # a restore was cut short
        raise click.ClickException(f"{refusal.vietnamese}\n{refusal.english}") from None


@main.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-serve", is_flag=True, help="Dừng sau khi chuẩn bị xong / stop before serving.")
def demo(port: int, no_serve: bool) -> None:
    """Nạp gói Việt Nam và bộ văn bản mẫu, chạy rà soát, rồi mở không gian làm việc."""
    from banggiao.cli.demo import run_demo  # noqa: PLC0415

    run_demo(port, serve=not no_serve)


@main.group()
def user() -> None:
    """Tài khoản người dùng, lập ngay trên máy chủ / user accounts, made on the machine itself."""


@user.command("add")
@click.argument("username")
@click.option("--name", default="", help="Họ và tên / full name.")
@click.option("--at", "actor", default="mfa", show_default=True, help="Mã cơ quan / the body's code.")
@click.option("--admin", is_flag=True, help="Vai trò quản trị / as administrator.")
@click.option(
    "--group",
    "groups",
    multiple=True,
    type=click.Choice(["reader", "drafter", "approver", "personal", "auditor", "administrator"]),
    help="Vai trò, ghi được nhiều lần / a role; may be repeated.",
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def user_add(
    *, username: str, name: str, actor: str, admin: bool, groups: tuple[str, ...], port: int
) -> None:
    """Lập tài khoản hoặc thêm vai trò, in liên kết đăng nhập một lần / make an account, print a link."""
    from banggiao.cli.user import run_add  # noqa: PLC0415

    chosen = (*groups, *(["administrator"] if admin else []))
    run_add(username, name=name, actor=actor, groups=chosen, port=port)


@user.command("break-glass")
@click.argument("username", default="khancap")
@click.option("--name", default="Tài khoản khẩn cấp", help="Tên hiện trên màn hình / name on the screen.")
@click.option("--at", "actor", default="mfa", show_default=True, help="Mã cơ quan / the body's code.")
def user_break_glass(*, username: str, name: str, actor: str) -> None:
    """Lập hoặc niêm phong lại tài khoản khẩn cấp, in mật khẩu / make or reseal the break-glass account."""
    from banggiao.cli.user import run_break_glass  # noqa: PLC0415

    run_break_glass(username, name=name, actor=actor)


@main.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Lệnh quản trị / administrative commands (migrate, check …)."""
    from banggiao.config.management import run  # noqa: PLC0415

    run(list(arguments))


for command in upkeep.COMMANDS:
    main.add_command(command)
main.add_command(votes)
