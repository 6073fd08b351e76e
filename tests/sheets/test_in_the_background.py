"""What takes long is done by a job: large files are checked and loaded, long lists written for one person alone."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest
from books import book, proposals
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from banggiao.actors.models import Actor
from banggiao.core.access import label_get, system
from banggiao.core.jobs import run_until_idle
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of
from banggiao.engagements.models import Engagement
from banggiao.sheets import staging
from banggiao.sheets.jobs import clear, load
from banggiao.sheets.models import FileState, ListFile, ListState, SheetFile
from banggiao.sources.records import records_create

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam", "home")]
PAGE = "/r/engagement/sheets/"


@pytest.fixture
def browser(sign_in):
    return sign_in("lan", mfa=["drafter"])


@pytest.fixture
def long(monkeypatch):
    """Every list is too long to wait for, every file too large."""
    monkeypatch.setattr("banggiao.web.views.listing.MOST_AT_ONCE", 1)
    monkeypatch.setattr("banggiao.sheets.receiving.AT_ONCE", 10)
    monkeypatch.setattr("banggiao.sheets.loading.AT_ONCE", 10)


@pytest.fixture
def meetings(vietnam):
    Engagement.objects.all().delete()
    rows = [{"title": f"Họp {n}", "kind": "meeting", "place": "=1+1"} for n in range(3)]
    return records_create(noun_of("engagement"), rows, by=system("kiểm thử"))


def dropped(browser, data, name="lon.xlsx"):
    browser.post(f"{PAGE}upload/", {"files": [SimpleUploadedFile(name, data)]})
    return SheetFile.objects.latest("id")


def test_a_large_file_is_checked_and_loaded_by_jobs(browser, long):
    file = dropped(browser, book(proposals(5)))
    browser.post(f"{PAGE}{file.key}/", {f"column.{n}": name for n, name in enumerate(file.columns)})
    file.refresh_from_db()
    assert file.state == FileState.QUEUED
    assert "every 2s" in browser.get(PAGE).content.decode()
    run_until_idle()
    file.refresh_from_db()
    assert (file.state, file.rows) == (FileState.READY, 5)
    before = Engagement.objects.count()
    browser.post(f"{PAGE}load/")
    file.refresh_from_db()
    assert file.state == FileState.LOADING
    staging.progress_tell(file.key, 3)
    assert browser.get(PAGE).context["files"][0]["done"] == 3
    run_until_idle()
    file.refresh_from_db()
    assert (file.state, Engagement.objects.count() - before) == (FileState.LOADED, 5)
    load({"file": str(file.key)})  # its worker may die before it can say that it is done
    assert Engagement.objects.count() - before == 5


def test_a_file_that_waited_for_a_day_is_let_go(browser):
    file = dropped(browser, book(proposals(2)))
    other = dropped(browser, book(proposals(3)), "moi.xlsx")
    SheetFile.objects.filter(pk=file.pk).update(created_at=timezone.now() - timedelta(hours=25))
    clear({})
    assert not staging.path_in(staging.STAGED, file.key).exists()
    assert staging.path_in(staging.STAGED, other.key).exists()
    assert [one["name"] for one in browser.get(PAGE).context["files"]] == ["moi.xlsx"]


def test_a_file_whose_time_ran_out_says_so(browser):
    file = dropped(browser, book(proposals(2)))
    staging.remove(staging.STAGED, file.key)
    answer = browser.post(f"{PAGE}{file.key}/", {"column.1": "title"}, follow=True)
    assert answer.status_code == 200 and "thả lại" in answer.content.decode()


def test_a_long_list_is_written_by_a_job_and_fetched_by_who_asked(browser, sign_in, long, meetings):
    assert browser.get("/r/engagement/list.xlsx?sort=title", follow=True).status_code == 200
    file = ListFile.objects.get()
    assert browser.get(f"/lists/{file.key}/").status_code == 404
    assert not Event.objects.filter(code="engagement.exported").exists()
    run_until_idle()
    file.refresh_from_db()
    assert (file.state, file.rows) == (ListState.READY, 3)
    event = Event.objects.get(code="engagement.exported")
    assert event.after["query"] == "sort=title" and event.after["rows"] == 3
    assert "Tải về" in browser.get("/lists/").content.decode()
    data = b"".join(browser.get(f"/lists/{file.key}/").streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [sheet.cell(n, 1).value for n in (2, 3, 4)] == ["Họp 0", "Họp 1", "Họp 2"]
    place = next(cell for cell in sheet[2] if cell.value == "=1+1")
    assert place.data_type == "s" and place.quotePrefix
    other = sign_in("minh", mfa=["drafter"])
    assert other.get(f"/lists/{file.key}/").status_code == 404
    assert other.get("/lists/").context["files"] == []


def test_a_long_list_holds_what_the_person_may_see_when_it_is_written(browser, long, meetings):
    browser.get("/r/engagement/list.xlsx")
    narrow = label_get(circulation="agency", owner=Actor.objects.get(code="bct").key)
    Engagement.objects.filter(title="Họp 1").update(label=narrow)
    run_until_idle()
    assert ListFile.objects.get().rows == 2


def test_a_list_that_nobody_fetched_is_gone_after_a_day(browser, long, meetings):
    browser.get("/r/engagement/list.xlsx")
    run_until_idle()
    file = ListFile.objects.get()
    ListFile.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert browser.get(f"/lists/{file.key}/").status_code == 404
    clear({})
    assert not staging.path_in(staging.LISTS, file.key).exists()
