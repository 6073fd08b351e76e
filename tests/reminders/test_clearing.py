"""What people were told is kept for a time and then let go, never so that somebody is told twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from banggiao.core.jobs import jobs_repeat, run_until_idle
from banggiao.core.models import Job
from banggiao.reminders.clearing import notices_clear
from banggiao.reminders.models import Digest, DigestState, Notice
from banggiao.reminders.passing import reminders_write
from tests.access.worlds import TODAY
from tests.reminders.conftest import task

pytestmark = pytest.mark.django_db
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)


def told(user, number, *, days, due=None, **more):
    notice = Notice.objects.create(
        user=user, noun="commitment", record_key=f"00000000-0000-7000-8000-{number:012}", occasion="x",
        due=due, **more,
    )  # fmt: skip
    Notice.objects.filter(pk=notice.pk).update(made_at=NOW - timedelta(days=days))
    return notice.pk


def test_notices_are_kept_for_the_days_that_are_set(ministry, settings):
    settings.TOLD_DAYS = 30
    old = [
        told(ministry.officer, 1, days=31),
        told(ministry.officer, 2, days=400, due=TODAY - timedelta(days=390)),
    ]
    kept = told(ministry.officer, 3, days=29)
    assert notices_clear(NOW) == len(old)
    assert list(Notice.objects.values_list("pk", flat=True)) == [kept]
    assert notices_clear(NOW) == 0


def test_mails_go_with_their_notices_and_those_that_wait_stay(ministry, settings):
    settings.TOLD_DAYS = 30
    day, then = TODAY - timedelta(days=40), NOW - timedelta(days=40)
    mails = [
        Digest.objects.create(user=user, day=day, address="a@b.example", state=state, try_after=then, sent_at=then)
        for user, state in ((ministry.officer, DigestState.SENT), (ministry.leader, DigestState.WAITING))
    ]  # fmt: skip
    told(ministry.officer, 1, days=40, digest=mails[0], digest_on=day)
    notices_clear(NOW)
    assert list(Digest.objects.values_list("pk", flat=True)) == [mails[1].pk]


def test_nobody_is_told_again_of_what_was_let_go(ministry, settings):
    settings.TOLD_DAYS = 0
    task(ministry.department, TODAY + timedelta(days=3))
    assert reminders_write(today=TODAY, now=NOW) > 0
    Notice.objects.update(made_at=NOW - timedelta(days=1))
    notices_clear(NOW)
    assert reminders_write(today=TODAY, now=NOW) == 0


def test_it_is_done_once_a_day(ministry, settings):
    settings.TOLD_DAYS = 30
    told(ministry.officer, 1, days=31)
    jobs_repeat(now=NOW)
    jobs_repeat(now=NOW + timedelta(hours=5))
    jobs = Job.objects.filter(kind__in=("reminders.clear", "webhooks.clear"))
    assert sorted(jobs.values_list("kind", flat=True)) == ["reminders.clear", "webhooks.clear"]
    Job.objects.exclude(kind="reminders.clear").delete()
    run_until_idle()
    assert not Notice.objects.exists()
