"""The server answers this machine only, and its worker lives as long as the server does."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from banggiao.cli import main
from banggiao.config.serve import NotLoopback, Worker, loopback_address, serve

SLEEPER = [sys.executable, "-c", "import sys; sys.stdin.read()"]


def until(condition, seconds=60.0):
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.10", "example.org", ""])
def test_any_address_but_loopback_is_refused(host):
    with pytest.raises(NotLoopback, match="chỉ trả lời tại máy này"):
        serve(host, 8000)


@pytest.mark.parametrize(
    ("host", "address"), [("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), ("::1", "::1")]
)
def test_loopback_addresses_are_served(host, address):
    assert loopback_address(host) == address


def test_a_worker_that_died_is_started_again():
    worker = Worker(SLEEPER, pause=0.01)
    try:
        first = worker.pid
        os.kill(first, signal.SIGKILL)
        until(lambda: worker.pid != first and alive(worker.pid))
    finally:
        worker.stop()


def test_a_stopped_worker_is_gone_and_stays_gone():
    worker = Worker(SLEEPER, pause=0.01)
    pid = worker.pid
    worker.stop()
    assert not alive(pid)
    assert worker.pid == pid


def test_a_worker_that_does_not_end_by_itself_is_killed():
    worker = Worker([sys.executable, "-c", "import time; time.sleep(600)"], pause=0.01)
    worker.stop(patience=0.2)
    assert not alive(worker.pid)


SERVER = """
import sys
from banggiao.config.serve import serve
serve("127.0.0.1", int(sys.argv[1]))
"""


def descendants(pid):
    """Return the processes that ``pid`` started, and those that they started."""
    listing = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [tuple(map(int, line.split())) for line in listing.stdout.splitlines()]
    found = [pid]
    for parent in found:
        found += [child for child, own in pairs if own == parent]
    return set(found[1:])


@pytest.fixture(scope="module")
def served_home(tmp_path_factory):
    """A data folder that the first server fills and the second finds filled."""
    return tmp_path_factory.mktemp("served")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_no_process_outlives_the_server(served_home, how):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "BANGGIAO_HOME": str(served_home), "BANGGIAO_DATABASE_URL": ""}
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(port)], env=environment, stderr=subprocess.DEVNULL
    )
    family = set()
    try:
        until(lambda: answers(port), 60)
        family = descendants(server.pid)
        assert len(family) >= 2  # the web server's process and the worker
        server.send_signal(how)
        server.wait(30)
        until(lambda: not any(alive(pid) for pid in family), 15)
    finally:
        for pid in [server.pid, *family]:
            if alive(pid):
                os.kill(pid, signal.SIGKILL)


def answers(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def test_the_command_line_says_in_words_why_another_address_is_refused():
    answer = CliRunner().invoke(main, ["serve", "--host", "0.0.0.0"])
    assert answer.exit_code == 2
    assert "chỉ trả lời tại máy này" in answer.output
    assert "Traceback" not in answer.output


def test_the_database_is_its_owners_alone_even_in_a_folder_that_was_open(tmp_path):
    tmp_path.chmod(0o755)
    command = [sys.executable, "-m", "banggiao.config.management", "migrate", "core", "-v0"]
    environment = os.environ | {
        "BANGGIAO_HOME": str(tmp_path),
        "BANGGIAO_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "banggiao.config.settings",
    }
    subprocess.run(command, env=environment, check=True)
    assert (tmp_path / "banggiao.sqlite3").stat().st_mode & 0o077 == 0


def test_what_stays_for_good_is_out_of_the_collectors_way():
    """Else it would stop a request for a tenth of a second to look through all that was loaded."""
    told = "import gc; import banggiao.config.wsgi; print(gc.get_freeze_count(), gc.get_threshold()[0])"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    frozen, threshold = map(int, ran.stdout.split())
    assert frozen > 50_000
    assert threshold > 10_000
