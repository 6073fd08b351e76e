"""`banggiao load` takes the sheet that is meant; where there is no register yet, commands say so in words."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from banggiao.cli import main
from banggiao.config import management
from banggiao.engagements.models import Engagement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(management, "execute_from_command_line", lambda argv: call_command(*argv[1:]))


@pytest.fixture
def nothing_migrated() -> Iterator[None]:
    """A database in which no table was made."""
    before = connections["default"]
    empty = DatabaseWrapper({**before.settings_dict, "NAME": ":memory:", "OPTIONS": {}})
    connections["default"] = empty
    yield
    connections["default"] = before
    empty.connection.close()


@pytest.fixture
def months(tmp_path: Path) -> Path:
    """A workbook of two sheets, each of which could be meant."""
    book = openpyxl.Workbook()
    for month in ("Tháng 2", "Tháng 3"):
        sheet = book.create_sheet(month)
        sheet.append(["Tên hoạt động", "Loại"])
        sheet.append([f"Họp thử của {month}", "meeting"])
    book.remove(book.worksheets[0])
    path = tmp_path / "hoat-dong.xlsx"
    book.save(path)
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.mark.usefixtures("vietnam", "home")
def test_the_sheet_that_is_named_is_loaded(months: Path) -> None:
    unclear = run("load", months, "--noun=engagement")
    assert isinstance(unclear.exception, CommandError)
    assert "Tháng 2" in str(unclear.exception)
    done = run("load", months, "--noun=engagement", "--sheet", "Tháng 3")
    assert done.exit_code == 0, done.exception
    loaded = Engagement.objects.filter(title__startswith="Họp thử của")
    assert list(loaded.values_list("title", flat=True)) == ["Họp thử của Tháng 3"]


@pytest.mark.usefixtures("nothing_migrated")
@pytest.mark.parametrize("command", [["load", "vn"], ["load", "a.csv", "--noun=engagement"], ["undo", "1"]])
def test_a_command_on_a_register_that_was_never_made_is_refused_in_words(command: list[str]) -> None:
    refused = run(*command)
    assert isinstance(refused.exception, CommandError)
    assert str(refused.exception) == (
        "Sổ đăng ký chưa được tạo ở đây. Hãy chạy “banggiao manage migrate” trước.\n"
        "There is no register here yet. Run “banggiao manage migrate” first."
    )


@pytest.mark.usefixtures("nothing_migrated")
@pytest.mark.parametrize("command", [["user", "add", "lan"], ["user", "break-glass"]])
def test_no_account_is_made_where_there_is_no_register(command: list[str]) -> None:
    refused = run(*command)
    assert refused.exit_code == 1
    assert "banggiao manage migrate" in refused.output
    assert "Traceback" not in refused.output
