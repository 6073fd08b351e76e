"""A table that was loaded is taken back as a whole, from the command line and from its page, or not at all."""

import re

import pytest
from django.core.management import CommandError, call_command

from banggiao.core.access import system
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of
from banggiao.engagements.models import Engagement
from banggiao.sources.models import Source
from banggiao.sources.records import record_change, record_create

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam", "home")]
OTHER = system("Trần Thị Khác")
TABLE = "Tên hoạt động,Loại\n" + "".join(f"Họp thử số {n},meeting\n" for n in range(30))


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "hoat-dong.csv"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.fixture
def request_told(table, capsys):
    """Load the table; the number that the command prints."""
    return loaded(table, capsys)


def loaded(table, capsys, *more):
    call_command("load", str(table), "--noun=engagement", *more)
    return re.search(r"banggiao undo (\S+)", capsys.readouterr().out)[1]


def standing():
    return Engagement.objects.current().filter(title__startswith="Họp thử số").count()


@pytest.fixture
def administrator(sign_in):
    return sign_in("quantri", mfa=["administrator"])


def test_the_command_takes_back_all_that_the_load_brought_and_the_file_can_be_loaded_again(
    table, request_told, capsys
):
    assert standing() == 30
    call_command("undo", request_told, "--dry-run")
    assert capsys.readouterr().out == "Sẽ hoàn tác: 30 hoạt động\n"
    assert standing() == 30
    call_command("undo", request_told)
    assert "Đã hoàn tác: 30" in capsys.readouterr().out
    assert standing() == 0
    with pytest.raises(CommandError, match="Không còn gì để hoàn tác"):
        call_command("undo", request_told)
    again = loaded(table, capsys)
    assert again != request_told
    assert standing() == 30
    call_command("load", str(table), "--noun=engagement")
    assert "Đã nạp tệp này trước đây" in capsys.readouterr().out
    assert standing() == 30


def test_a_second_load_of_the_same_file_is_taken_back_alone(table, request_told, capsys):
    second = loaded(table, capsys, "--force")
    assert standing() == 60
    call_command("undo", request_told)
    assert standing() == 30
    call_command("load", str(table), "--noun=engagement")
    assert standing() == 30, "the second load stands, so the file is loaded"
    call_command("undo", second)
    assert standing() == 0


@pytest.mark.parametrize("built", ["changed", "used"])
def test_a_load_on_which_somebody_built_stays_whole_and_the_refusal_says_so(
    request_told, built, administrator
):
    one = Engagement.objects.get(title="Họp thử số 7")
    if built == "changed":
        record_change(one, {"place": "Huế"}, by=OTHER)
    else:
        values = {"engagement": str(one.key), "actor": "mfa", "role": "host"}
        record_create(noun_of("participation"), values, by=OTHER)
    with pytest.raises(CommandError) as refused:
        call_command("undo", request_told)
    answer = administrator.post(f"/loads/{request_told}/")
    assert answer.status_code == 422
    assert (OTHER.name if built == "changed" else "dựa vào") in str(refused.value)
    assert (OTHER.name if built == "changed" else "dựa vào") in answer.context["refusal"]
    assert standing() == 30


def test_an_administrator_sees_what_would_be_taken_back_and_takes_it_back(request_told, administrator):
    listed = administrator.get("/loads/").content.decode()
    assert "hoat-dong.csv" in listed and f"/loads/{request_told}/" in listed
    page = administrator.get(f"/loads/{request_told}/")
    assert page.context["counts"] == [("hoạt động", 30)]
    done = administrator.post(f"/loads/{request_told}/", follow=True)
    assert "Đã hoàn tác 30 việc" in done.content.decode()
    assert done.context["counts"] == []
    assert standing() == 0
    undone = Event.objects.filter(code="engagement.undone")
    assert set(undone.values_list("who", flat=True)) == {"Quantri (quantri)"}
    assert [one.undone for one in administrator.get("/loads/").context["loads"]] == [True]


def test_an_auditor_sees_the_loads_and_may_take_none_back(request_told, sign_in):
    auditor = sign_in("kiemtra", mfa=["auditor"])
    assert '<button class="btn btn-primary">' not in auditor.get(f"/loads/{request_told}/").content.decode()
    assert auditor.post(f"/loads/{request_told}/").status_code == 403
    assert standing() == 30


@pytest.mark.parametrize("groups", [["reader"], ["drafter", "approver", "personal"]])
def test_others_see_no_loads(request_told, sign_in, groups):
    browser = sign_in("ai", mfa=groups)
    assert browser.get("/loads/").status_code == 403
    assert browser.post(f"/loads/{request_told}/").status_code == 403
    assert standing() == 30


def test_only_loads_are_taken_back_by_their_page(administrator):
    from banggiao.core.audit import request_id

    token = request_id.set("khong-phai-nap")
    record_create(noun_of("engagement"), {"title": "Họp thử số lẻ", "kind": "meeting"}, by=OTHER)
    request_id.reset(token)
    assert administrator.post("/loads/khong-phai-nap/").status_code == 404
    assert standing() == 1


def test_a_load_of_a_bodys_own_records_is_taken_back_without_being_shown(table, capsys, administrator):
    number = loaded(table, capsys, "--label=agency", "--owner=bct")
    page = administrator.get(f"/loads/{number}/").content.decode()
    assert "Họp thử" not in page and "hoat-dong.csv" not in page
    administrator.post(f"/loads/{number}/")
    assert standing() == 0
    assert Source.objects.filter(name="hoat-dong.csv").exists(), "the file stays as a source"
