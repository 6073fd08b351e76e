"""A token comes so often a minute and no oftener, whichever of the server's processes it asks."""

from __future__ import annotations

import subprocess
import sys
from uuid import uuid4

import pytest

from banggiao.api import counting
from banggiao.api.counting import Counting

ONE_AFTER_THE_OTHER = """
import sys, uuid
from types import SimpleNamespace
from banggiao.api import counting
counting.settings = SimpleNamespace(BANGGIAO_HOME=sys.argv[1])
one = counting.Counting()
print(sum(not one.wait(uuid.UUID(sys.argv[2]), 500) for _ in range(400)))
"""


def passed(processes, token, limit, times):
    """How many of so many requests pass, sent to the processes in turn."""
    return sum(not processes[n % len(processes)].wait(token, limit) for n in range(times))


def test_all_processes_together_give_no_more_than_the_limit(home):
    token = uuid4()
    assert passed([Counting(), Counting(), Counting()], token, 30, 100) == 30
    assert passed([Counting()], token, 30, 10) == 0  # one that is started anew gives no more either
    assert passed([Counting()], uuid4(), 30, 10) == 10  # another token has a minute of its own


def test_processes_that_count_at_once_miss_nothing(home):
    token = str(uuid4())
    asked = [sys.executable, "-c", ONE_AFTER_THE_OTHER, str(home), token]
    running = [subprocess.Popen(asked, stdout=subprocess.PIPE) for _ in range(2)]
    assert sum(int(process.communicate()[0]) for process in running) == 500


def test_the_next_minute_begins_anew(home, monkeypatch):
    one, other, token, now = Counting(), Counting(), uuid4(), counting.time.time()
    clock = [now]
    monkeypatch.setattr(counting.time, "time", lambda: clock[0])
    assert passed([one, other], token, 5, 9) == 5
    clock[0] = now + 58
    assert one.wait(token, 5) == 2
    clock[0] = now + 61
    assert passed([one, other], token, 5, 9) == 5
    clock[0] = now - 3600  # a clock that was set back does not lock anybody out
    assert one.wait(token, 5) == 0


@pytest.mark.django_db
def test_where_nothing_can_be_written_reading_goes_on(caller, home):
    (home / "cache").write_text("in the way")
    assert caller().get("term", {"limit": "1"}).status_code == 200
