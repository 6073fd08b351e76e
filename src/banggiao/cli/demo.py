"""``banggiao demo``: the sample papers, reviewed on the command line and in the workspace."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from banggiao.cli.review import Request, run_review

SAMPLE = Path(__file__).parents[3] / "samples" / "review"
PERIOD = (2020, 2025)
TITLE = "Sơ kết 5 năm thực hiện Chỉ thị mẫu"
WHO = "demo"
BODY = "mfa"
ALL = ("reader", "drafter", "approver", "personal", "auditor", "administrator")
PEOPLE = (
    ("quantri", "Quản trị (mẫu)", ALL),
    ("soanthao", "Chuyên viên soạn thảo (mẫu)", ("drafter",)),
    ("duyet", "Lãnh đạo duyệt (mẫu)", ("approver",)),
)


def run_demo(port: int, *, serve: bool) -> None:
    """Prepare the demonstration, print where its results lie, and serve. What was prepared before is kept."""
    if not (SAMPLE / "directive.docx").exists():
        click.echo("Bộ văn bản mẫu nằm trong mã nguồn; hãy chạy lệnh này từ bản mã nguồn.", err=True)
        click.echo("The sample papers come with the source code; run this command from a checkout.", err=True)
        sys.exit(1)
    home = Path(os.environ.setdefault("BANGGIAO_HOME", "demo")).resolve()
    click.secho("1/3 Rà soát trên dòng lệnh", bold=True)
    run_review(
        Request(
            instrument=SAMPLE / "directive.docx",
            reports=SAMPLE / "reports",
            out=home / "results",
            period=PERIOD,
        )
    )
    _prepare_workspace()
    if serve:
        from banggiao.config.serve import serve as serve_workspace  # noqa: PLC0415

        serve_workspace(
            "127.0.0.1",
            port,
            ready=_show,
        )


def _show(url: str) -> None:
    """Print links by which the sample's people sign in; each works once, so they are made at each start."""
    from django.db import connections  # noqa: PLC0415

    from banggiao.config.accounts import account_make  # noqa: PLC0415

    click.secho("Không gian làm việc (mỗi liên kết dùng một lần, trong 24 giờ; Ctrl-C để dừng):", bold=True)
    for username, name, groups in PEOPLE:
        link = account_make(username=username, name=name, actor=BODY, groups=groups, url=url)
        click.echo(f"  {name}: {link}")
    connections.close_all()


def _prepare_workspace() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banggiao.config.settings")
    import django  # noqa: PLC0415 - the settings' folder is named just before
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    click.secho("2/3 Gói Việt Nam", bold=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load", "vn")
    click.secho("3/3 Đợt rà soát mẫu trong không gian làm việc", bold=True)
    _people()
    _review_in_workspace()


def _people() -> None:
    """Make the sample's people. They sign in by link and need no password."""
    from banggiao.access.models import User  # noqa: PLC0415
    from banggiao.access.services import user_ensure  # noqa: PLC0415
    from banggiao.actors.models import Actor  # noqa: PLC0415
    from banggiao.core.access import system  # noqa: PLC0415

    body = Actor.objects.get(code=BODY)
    for username, name, groups in PEOPLE:
        made = user_ensure(username=username, name=name, actor=body, groups=groups, by=system(WHO))
        User.objects.filter(pk=made.pk).update(must_change_password=False)


def _review_in_workspace() -> None:
    """Create the sample review and hand in its papers, as a person would; go on where it was stopped."""
    from banggiao.core.jobs import run_until_idle  # noqa: PLC0415
    from banggiao.reading.intake import walk  # noqa: PLC0415
    from banggiao.reviews.models import Review, Submission  # noqa: PLC0415
    from banggiao.reviews.services import review_create, submission_receive  # noqa: PLC0415
    from banggiao.reviews.weighing import weigh_again  # noqa: PLC0415

    review = Review.objects.filter(title=TITLE, archived_at__isnull=True).first()
    if review is None:
        directive = SAMPLE / "directive.docx"
        review = review_create(
            name=directive.name, data=directive.read_bytes(), who=WHO, title=TITLE, period=PERIOD
        )
    handed_in = set(Submission.objects.filter(review=review).values_list("file_name", flat=True))
    files = [item for item in walk(SAMPLE / "reports") if item[0] not in handed_in]
    with click.progressbar(files, label="Nhận báo cáo", file=sys.stderr) as bar:
        for name, path in bar:
            submission_receive(review=review, name=name, data=path.read_bytes(), who=WHO)
            run_until_idle()
    if files:
        weigh_again({"review": str(review.key)})
    click.echo(f"Đã nhận {Submission.objects.filter(review=review).count()} tệp.")
