"""kill -9 of the web server and the worker under load loses nothing that was acknowledged, leaves nothing half
written, and lets the jobs go on."""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import threading
import time
from urllib.parse import urlencode

import pytest

PEOPLE = 4
ROUNDS = 3
PASSWORD = "mat-khau-cua-nguoi-thu"
SERVER = "import sys; from banggiao.config.serve import serve; serve('127.0.0.1', int(sys.argv[1]))"
PREPARE = f"""
from django.contrib.auth.hashers import make_password
from banggiao.access.models import User
User.objects.filter(username="thu").update(password=make_password({PASSWORD!r}), must_change_password=False)
"""
HOLDS = """
import json
from banggiao.core.models import Event, Job
from banggiao.core.nouns import noun_of
from banggiao.core.sealing import audit_verify, events_seal
from banggiao.engagements.models import Engagement
from banggiao.search.services import of_noun
from banggiao.sources.models import Claim
made = {str(key): title for key, title in
        Engagement.objects.filter(title__startswith="Việc khi máy chủ").values_list("key", "title")}
about = {"noun": "engagement", "record_key__in": list(made)}
claims = Claim.objects.filter(**about)
events = Event.objects.filter(code="engagement.created", **about)
found = set(of_noun(noun_of("engagement")).values_list("record_id", flat=True))
ids = set(Engagement.objects.filter(key__in=list(made)).values_list("pk", flat=True))
events_seal()
print(json.dumps({
    "titles": sorted(made.values()),
    "claims": sorted(str(key) for key in claims.values_list("record_key", flat=True)),
    "events": sorted(str(key) for key in events.values_list("record_key", flat=True)),
    "keys": sorted(made), "found": ids <= found, "sound": audit_verify().sound,
    "orphans": Event.objects.filter(code="engagement.created").exclude(
        record_key__in=Engagement.objects.values("key")).count(),
}))
"""
ASK_FOR_WORK = """
from banggiao.core.jobs import job_enqueue
from banggiao.core.models import Job
Job.objects.all().delete()  # what filling the register left to do takes long
for n in range(20):
    job_enqueue(kind="tests.slow", idempotency_key=f"{n}", payload={"n": n})
"""
WORKER = """
import django; django.setup()
import sys, time
from datetime import timedelta
from banggiao.core import jobs
from banggiao.core.audit import record_event
from banggiao.core.keys import uuid7
from banggiao.core.models import Event
jobs.LEASE, jobs.BEAT = timedelta(seconds=1), timedelta(milliseconds=200)
@jobs.handles("tests.slow")
def slow(payload):
    print(payload["n"], flush=True)
    if not Event.objects.filter(code="tests.done", reason=str(payload["n"])).exists():
        record_event("tests.done", noun="tests", record_key=uuid7(), who="tác vụ", reason=str(payload["n"]))
    if sys.argv[1] == "hang" and payload["n"] == 7:
        sys.stdin.read()
end = time.monotonic() + 60
while time.monotonic() < end:
    jobs.run_until_idle()
    if not jobs.Job.objects.filter(kind="tests.slow").exclude(state="done").exists():
        break
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """The real server with its worker, which can be killed with all that it started."""

    def __init__(self, register, port):
        self.port = port
        self.process = register.start(
            "-c", SERVER, str(port), stdout=subprocess.DEVNULL, start_new_session=True
        )
        deadline = time.monotonic() + 90
        while True:
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", port)) == 0:
                    return
            assert self.process.poll() is None, "the server did not start"
            assert time.monotonic() < deadline, "the server did not answer"
            time.sleep(0.05)

    def family(self):
        listing = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
        pairs = [tuple(map(int, line.split())) for line in listing.stdout.splitlines()]
        found = [self.process.pid]
        for parent in found:
            found += [child for child, own in pairs if own == parent]
        return found

    def kill(self):
        """kill -9 of web server, its processes and the worker, at once."""
        for pid in reversed(self.family()):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()


class Person:
    """Who enters engagements through the form, and sends again what was never answered."""

    def __init__(self, number):
        self.number = number
        self.sent, self.acknowledged = [], []
        self.unanswered = None
        self.cookies: dict[str, str] = {}

    def write_until(self, port, stop):
        """Write as fast as the server answers, until it is gone."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            if not self.cookies:
                self.sign_in(connection)
            while not stop.is_set():
                form = self.unanswered or self.filled(connection)
                self.unanswered = form
                status, answer = self.ask(connection, "POST", "/r/engagement/new/", form)
                assert status in (200, 204, 302), (status, answer)
                self.acknowledged.append(form["title"])
                self.unanswered = None
        except (OSError, http.client.HTTPException):
            return  # the server was killed: what was not acknowledged may be there or not
        finally:
            connection.close()

    def filled(self, connection):
        page = self.ask(connection, "GET", "/r/engagement/new/")[1]
        once = re.search(r'name="_once" value="([^"]+)"', page)[1]
        title = f"Việc khi máy chủ bị ngắt {self.number}-{len(self.sent)}"
        self.sent.append(title)
        return {
            "title": title,
            "kind": "meeting",
            "status": "planned",
            "_once": once,
            "_distinct": "1",
            "csrfmiddlewaretoken": token(page),
        }

    def sign_in(self, connection):
        page = self.ask(connection, "GET", "/sign-in/")[1]
        form = {"csrfmiddlewaretoken": token(page), "username": "thu", "password": PASSWORD, "next": "/"}
        status, _ = self.ask(connection, "POST", "/sign-in/", form)
        assert status == 302

    def ask(self, connection, method, address, form=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, address, body, headers)
        response = connection.getresponse()
        data = response.read().decode()
        for given in response.headers.get_all("Set-Cookie") or []:
            name, _, value = given.split(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, data


def token(page):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_half_written(full):
    full.script(PREPARE)
    draw = random.Random()
    people = [Person(number) for number in range(PEOPLE)]

    def acknowledged():
        return sum(len(person.acknowledged) for person in people)

    for _ in range(ROUNDS):
        server = Served(full, free_port())
        stop = threading.Event()
        writing = [
            threading.Thread(target=p.write_until, args=(server.port, stop), daemon=True) for p in people
        ]
        wanted = acknowledged() + draw.randrange(6, 30)  # the moment of the kill: another in each run
        try:
            for thread in writing:
                thread.start()
            deadline = time.monotonic() + 90
            while acknowledged() < wanted:
                assert any(thread.is_alive() for thread in writing), "nobody could write"
                assert time.monotonic() < deadline, "too few writes"
                time.sleep(draw.random() / 100)
        finally:
            server.kill()
            stop.set()
            for thread in writing:
                thread.join(30)
    server = Served(full, free_port())  # it starts again without any repair
    server.kill()
    there = json.loads(full.script(HOLDS))
    sent = {title for person in people for title in person.sent}
    answered = {title for person in people for title in person.acknowledged}
    assert answered <= set(there["titles"]), "an acknowledged write was lost"
    assert set(there["titles"]) <= sent, "a write that nobody sent"
    assert len(there["titles"]) == len(set(there["titles"])), "a form sent again made a second record"
    assert there["claims"] == there["keys"], "a record without its claim, or a claim without its record"
    assert there["events"] == there["keys"], "a record without its event"
    assert there["orphans"] == 0
    assert there["found"], "a record that search does not know"
    assert there["sound"]
    assert len(answered) >= 6 * ROUNDS


@pytest.mark.slow
def test_jobs_go_on_after_their_worker_was_killed(full):
    full.script(ASK_FOR_WORK)
    worker = full.start("-c", WORKER, "hang", stdin=-1, stdout=-1)
    try:
        begun = [worker.stdout.readline().strip() for _ in range(8)]
        assert begun == [str(n) for n in range(8)]
    finally:
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            pipe.close()
    again = full.run("-c", WORKER, "go on").split()
    assert "7" in again, "the killed worker's job is taken over when its lease has run out"
    assert set(again) == {str(n) for n in range(7, 20)}
    done = full.script(
        "from banggiao.core.models import Event, Job\n"
        "print(Job.objects.filter(kind='tests.slow', state='done').count(),"
        " Event.objects.filter(code='tests.done').count())"
    )
    assert done == "20 20"


def test_the_embedded_database_survives_a_power_cut():
    from django.conf import settings

    from banggiao.config.environment import database

    assert "synchronous=FULL" in database("", settings.BANGGIAO_HOME)["OPTIONS"]["init_command"]
