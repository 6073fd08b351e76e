"""A worker that is killed in the middle: no reminder twice, none lost, and no other mail than the same one
again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from banggiao.reminders.digests import HELD
from banggiao.reminders.mailing import mails_send
from banggiao.reminders.models import Choice, Digest, Notice
from banggiao.reminders.passing import reminders_write
from tests.access.worlds import TODAY, actor, user, works
from tests.reminders.conftest import task

MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
PEOPLE = 5
TASKS = 4

PASS_THAT_HANGS = """
import django; django.setup()
import sys
from datetime import date
from banggiao.reminders import passing
passing.AT_ONCE = 6
ask, count = passing.digests_ask, 0
def hang(*given):
    global count
    count += 1
    if count == 3:
        print("third", flush=True)
        sys.stdin.read()
    return ask(*given)
passing.digests_ask = hang
passing.reminders_write(today=date(2026, 11, 22))
"""
MAILS = """
import django; django.setup()
from datetime import UTC, datetime
from banggiao.reminders.mailing import mails_send
mails_send(now=datetime(2026, 11, 22, 1, 0, tzinfo=UTC))
"""


@pytest.fixture
def office(vietnam, today):
    body = actor("so-nhac")
    people = [user(f"nguoi-{n}") for n in range(PEOPLE)]
    for person in people:
        works(person, body, "drafter")
        address = f"{person.username}@mofa.example"
        Choice.objects.create(user=person, mail="daily", address=address, confirmed_at=MORNING)
    tasks = [task(body, TODAY + timedelta(days=n), f"Việc {n}") for n in range(1, TASKS + 1)]
    return people, tasks


@pytest.mark.django_db(transaction=True)
def test_a_pass_that_is_killed_between_two_parts_is_finished_by_the_next(office, start_process):
    worker = start_process(["-c", PASS_THAT_HANGS])
    assert worker.stdout.readline() == b"third\n"
    worker.kill()
    worker.wait()
    before = Notice.objects.count()
    assert before == 12, "what was committed stays, what was not is not there"
    assert reminders_write(today=TODAY) == PEOPLE * TASKS - before
    assert reminders_write(today=TODAY) == 0
    people, tasks = office
    for person in people:
        held = Notice.objects.filter(user=person).values_list("record_key", flat=True)
        assert sorted(held) == sorted(record.key for record in tasks)


@pytest.mark.django_db(transaction=True)
def test_mails_go_on_after_their_worker_was_killed_and_nobody_gets_two(
    office, start_process, mail_server, monkeypatch, settings
):
    settings.MAIL_HOST = "127.0.0.1"
    reminders_write(today=TODAY, now=MORNING)
    monkeypatch.setenv("BANGGIAO_MAIL", f"smtp://127.0.0.1:{mail_server.port}")
    monkeypatch.setenv("BANGGIAO_MAIL_FROM", "Bang Giao <banggiao@mofa.example>")
    started = []

    def kill_at_the_third():
        if len(mail_server.taken) == 3:
            started[0].kill()
            started[0].wait()

    mail_server.after_data = kill_at_the_third
    started.append(start_process(["-c", MAILS]))
    started[0].wait(60)
    assert len(mail_server.taken) == 3
    assert Digest.objects.filter(state="sent").count() == 2, "it could not hear that the third was taken"
    mail_server.after_data = lambda: None
    assert mails_send(now=MORNING + timedelta(minutes=1)) == PEOPLE - 3
    assert mails_send(now=MORNING + HELD + timedelta(minutes=1)) == 1
    assert mails_send(now=MORNING + 2 * HELD) == 0
    by_person = {}
    for [to], mail in mail_server.taken:
        by_person.setdefault(to, set()).add(mail["Message-ID"])
    assert len(by_person) == PEOPLE, "none is lost"
    assert all(len(ids) == 1 for ids in by_person.values()), "the one that was sent again is the same mail"
    assert len(mail_server.taken) == PEOPLE + 1
