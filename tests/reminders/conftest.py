"""What the tests of reminders share: a body with people, tasks that fall due, a real SMTP server in the process."""

from __future__ import annotations

import pytest
from django.utils import timezone

from banggiao.access.models import Group
from banggiao.core.access import label_get, system
from banggiao.core.nouns import noun_of
from banggiao.sources.records import record_create
from tests.access.worlds import TODAY, actor, user, works
from tests.reminders.smtp import MailServer

BY = system("kiểm thử")


def task(lead, due, text="Việc", label=None, **more):
    """A commitment that a body leads."""
    told = {"text": text, "lead": str(lead.key), "due": due and due.isoformat(), **more}
    return record_create(noun_of("commitment"), told, by=BY, label=label)


def inside(body):
    """The label of what only a body and those above it see."""
    return label_get(circulation="agency", owner=body.key)


@pytest.fixture
def today(monkeypatch):
    """22 November 2026, a Sunday."""
    monkeypatch.setattr(timezone, "localdate", lambda *given, **_: given[0].date() if given else TODAY)
    return TODAY


@pytest.fixture
def ministry(vietnam, today):
    """A ministry with a department, each with an officer and a leader."""
    top = actor("bo-nhac")
    below = actor("vu-nhac", top)
    people = {
        "officer": user("can-bo"), "leader": user("vu-truong"), "minister": user("bo-truong"),
        "reader": user("nguoi-xem"), "outsider": user("nguoi-ngoai"),
    }  # fmt: skip
    works(people["officer"], below, Group.DRAFTER)
    works(people["leader"], below, Group.APPROVER)
    works(people["reader"], below, Group.READER)
    works(people["minister"], top, Group.APPROVER)
    works(people["outsider"], actor("noi-khac"), Group.APPROVER)

    class Ministry:
        pass

    found = Ministry()
    found.top, found.department = top, below
    for name, person in people.items():
        setattr(found, name, person)
    return found


@pytest.fixture
def mail_server(settings):
    """A mail server on loopback that keeps what it takes."""
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.MAIL_HOST = settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = server.port
        settings.EMAIL_TIMEOUT = 5
        settings.MAIL_FROM = "Bang Giao <banggiao@mofa.example>"
        settings.MAIL_DOMAINS = []
        settings.PUBLIC_URL = "https://banggiao.example"
        yield server
