"""The inbox, the bell, watching a record, out of office: as people use them in the browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.actors.models import Actor
from banggiao.core.following import events_follow
from banggiao.reminders.models import Absence, Notice, Watch
from banggiao.reminders.passing import reminders_write
from banggiao.reminders.watching import FOLLOWER, changes_tell
from banggiao.sources.records import record_change
from tests.access.worlds import TODAY
from tests.reminders.conftest import BY, task

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(sign_in, vietnam, today):
    return sign_in("thu")


@pytest.fixture
def ours(browser):
    """A task of the body at which she works, due in three days."""
    record = task(Actor.objects.get(code="mfa"), TODAY + timedelta(days=3), "Trình đề án thử")
    reminders_write(today=TODAY)
    return record


def page(browser, address="/reminders/"):
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def follow():
    events_follow(FOLLOWER, changes_tell)


def test_the_inbox_tells_what_falls_due_and_the_bell_counts_it(browser, ours):
    home = page(browser, "/")
    assert 'data-unread="1"' in home
    inbox = page(browser)
    assert "Trình đề án thử" in inbox
    assert "Còn 3 ngày" in inbox
    assert f"/r/commitment/{ours.key}/" in inbox


def test_what_is_read_is_not_counted_and_stays_in_the_list_of_all(browser, ours):
    notice = Notice.objects.get()
    browser.post("/reminders/read/", {"notice": [notice.pk]})
    assert "data-unread" not in page(browser)
    assert "Trình đề án thử" not in page(browser)
    assert "Trình đề án thử" in page(browser, "/reminders/?all=1")


def test_nobody_marks_what_others_were_told_as_read(browser, ours, sign_in):
    other = sign_in("lan", mfa=["reader"])
    other.post("/reminders/read/", {"notice": [Notice.objects.get().pk]})
    other.post("/reminders/read/", {"all": "1"})
    assert Notice.objects.get().read_at is None


def test_the_bell_costs_a_page_one_query_and_no_planning(browser, ours):
    page(browser, "/states/")
    with CaptureQueriesContext(connection) as queries:
        page(browser, "/states/")
    assert sum("reminders_" in query["sql"] for query in queries) == 1


class TestWatching:
    def watch(self, browser, record, on="1"):
        return browser.post(f"/r/commitment/{record.key}/watch/", {"on": on})

    def test_who_watches_is_told_when_somebody_else_changes_it(self, browser, ours):
        Notice.objects.all().delete()
        self.watch(browser, ours)
        assert "Đang theo dõi" in page(browser, f"/r/commitment/{ours.key}/")
        record_change(ours, {"beneficiary": "ngư dân"}, by=BY)
        follow()
        [notice] = Notice.objects.all()
        assert notice.step == ""
        assert "có thay đổi" in page(browser)
        follow()
        assert Notice.objects.count() == 1

    def test_who_changed_it_herself_or_watches_no_more_is_not_told(self, browser, ours):
        Notice.objects.all().delete()
        self.watch(browser, ours)
        browser.post(f"/r/commitment/{ours.key}/archive/", {"reason": "thử"})
        follow()
        assert not Notice.objects.exists()
        browser.post(f"/r/commitment/{ours.key}/restore/")
        self.watch(browser, ours, on="0")
        assert not Watch.objects.exists()
        record_change(ours, {"beneficiary": "x"}, by=BY)
        follow()
        assert not Notice.objects.exists()

    def test_who_may_no_longer_see_it_is_not_told(self, browser, ours, ministry):
        from banggiao.instruments.models import Commitment
        from tests.reminders.conftest import inside

        self.watch(browser, ours)
        Notice.objects.all().delete()
        Commitment.objects.filter(pk=ours.pk).update(label=inside(ministry.department))
        record_change(ours, {"beneficiary": "x"}, by=BY)
        follow()
        assert not Notice.objects.exists()

    def test_what_one_may_not_see_cannot_be_watched(self, browser, ministry):
        from tests.reminders.conftest import inside

        hidden = task(ministry.department, TODAY, label=inside(ministry.department))
        assert self.watch(browser, hidden).status_code == 404
        assert not Watch.objects.exists()


class TestOutOfOffice:
    def away(self, browser, **more):
        asked = {"first": "2026-11-23", "last": "2026-11-27", "deputy": "lan", **more}
        return browser.post("/reminders/away/", asked)

    @pytest.mark.parametrize("typed", [{}, {"first": "23/11/2026", "last": "27.11.2026"}])
    def test_an_absence_is_written_shown_and_taken_back(self, browser, sign_in, typed):
        sign_in("lan", mfa=["drafter"])
        assert self.away(browser, **typed).status_code == 302
        assert "23/11/2026 – 27/11/2026" in page(browser)
        browser.post(f"/reminders/away/{Absence.objects.get().key}/back/")
        assert not Absence.objects.exists()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"deputy": "ai-do"}, {"deputy": "thu"}, {"last": "2026-11-20"}, {"last": "2029-01-01"},
            {"first": "2026-10-01", "last": "2026-10-02"}, {"first": "hôm nay"},
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_refused_in_words(self, browser, sign_in, wrong):
        sign_in("lan", mfa=["drafter"])
        answer = self.away(browser, **wrong)
        assert answer.status_code == 422
        assert 'class="fault"' in answer.content.decode()
        assert not Absence.objects.exists()

    def test_two_absences_do_not_overlap_and_nobody_takes_back_anothers(self, browser, sign_in):
        other = sign_in("lan", mfa=["drafter"])
        self.away(browser)
        assert self.away(browser, first="2026-11-27", last="2026-11-30").status_code == 422
        other.post(f"/reminders/away/{Absence.objects.get().key}/back/")
        assert Absence.objects.count() == 1
