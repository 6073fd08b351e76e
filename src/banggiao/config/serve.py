"""Serving the workspace on this machine: migrations, the job worker beside it, and the web server."""

from __future__ import annotations

import ipaddress
import os
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

from banggiao.config.environment import WEB_PROCESSES

WORKER = [sys.executable, "-m", "banggiao.config.management", "work", "--stop-with-parent"]
RESTART_SECONDS = 1.0


class NotLoopback(ValueError):
    """The address asked for can be reached from other machines."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host}: máy chủ chỉ trả lời tại máy này (127.0.0.1, ::1, localhost); muốn phục vụ máy khác, "
            "đặt một reverse proxy có HTTPS phía trước (docs/how-to/serve-a-body.md). / "
            f"{host}: the server answers on loopback only (127.0.0.1, ::1, localhost); to serve other "
            "machines, put a reverse proxy with HTTPS before it (docs/how-to/serve-a-body.md)."
        )


def loopback_address(host: str) -> str:
    """Return ``host`` as an address of this machine itself.

    Raises:
        NotLoopback: it is any other address.
    """
    if host == "localhost":
        return "127.0.0.1"
    try:
        if ipaddress.ip_address(host).is_loopback:
            return host
    except ValueError:
        pass
    raise NotLoopback(host)


class Worker:
    """The job worker as a child process: started again when it dies, gone when the server is gone.

    Its standard input is a pipe that this process holds: when this process ends, however it ends, the pipe
    closes and the worker stops by itself.
    """

    def __init__(self, command: list[str] | None = None, pause: float = RESTART_SECONDS) -> None:
        self._command = command or WORKER
        self._pause = pause
        self._stopping = threading.Event()
        self._process = self._start()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def _start(self) -> subprocess.Popen[bytes]:
        # A session of its own, so that Ctrl-C reaches the server alone and the worker ends its job in peace.
        return subprocess.Popen(self._command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603

    def _watch(self) -> None:
        while True:
            self._process.wait()
            if self._stopping.wait(self._pause):
                return
            self._process = self._start()

    def stop(self, patience: float = 10.0) -> None:
        """Let the worker finish its job, then end it; kill it when that takes longer than ``patience``."""
        self._stopping.set()
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._thread.join(patience)


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    open_worker: bool = True,
    *,
    open_browser: bool = False,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Bring the database up to date, load the Vietnam pack where nothing is loaded, and serve.

    ``ready`` is called with the address once the server is about to answer. Without it, and where there
    are no users yet, a link for the first administrator is printed.

    Raises:
        NotLoopback: ``host`` can be reached from other machines.
        DeedRefused: a restore was cut short: the data is half of the old and half of the new; or the table of
            the roles that a sign-in provider gives cannot be used.
    """
    address = loopback_address(host)
    os.umask(0o077)  # what is kept is for its owner alone, also in a data folder that was open before
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banggiao.config.settings")

    import django  # noqa: PLC0415 - the settings module must be named first
    from django.apps import apps  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415

    django.setup()
    from banggiao.config.backup import refuse_unfinished  # noqa: PLC0415 - models must be ready first

    refuse_unfinished()
    call_command("migrate", verbosity=0, interactive=False)
    if not apps.get_model("actors", "Actor").objects.exists():
        call_command("load", "vn", verbosity=0)
    from django.conf import settings  # noqa: PLC0415 - models must be ready first

    from banggiao.access.matrix import matrix  # noqa: PLC0415
    from banggiao.access.provisioning import grants_checked  # noqa: PLC0415
    from banggiao.config.accounts import first_link  # noqa: PLC0415

    matrix()  # a wrong row stops the start, not the first request
    if settings.OIDC_ROLES:
        grants_checked(Path(settings.OIDC_ROLES))
    url = f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"
    link = first_link(url) if ready is None else ""  # who gives `ready` says himself how to sign in
    if link:
        print(f"Chưa có người dùng. Quản trị đầu tiên: {link} (dùng một lần, trong 24 giờ)", flush=True)  # noqa: T201
    connections.close_all()  # the server's processes open their own
    worker = Worker() if open_worker else None
    try:
        server = Granian(
            "banggiao.config.wsgi:application",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            workers=int(WEB_PROCESSES.value),
            blocking_threads=2,
            log_access=False,
            websockets=False,
        )
        if ready is not None:
            ready(url)
        if open_browser:
            server.on_startup(lambda: webbrowser.open(url))
        server.serve()
    finally:
        if worker is not None:
            worker.stop()
