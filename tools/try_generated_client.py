"""Proves that the description of the API makes a working Python client:

    python tools/try_generated_client.py

Installs openapi-python-client from PyPI into an environment of its own, serves a register of its own, generates
the client from the served description, and reads, creates, changes and archives with it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOKEN = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("load", "vn", verbosity=0, skip_checks=True)
from django.utils import timezone
from banggiao.access.models import Purpose
from banggiao.access.services import user_ensure
from banggiao.access.tokens import token_make
from banggiao.access.viewers import viewer_of
from banggiao.actors.models import Actor
from banggiao.core.access import system
user = user_ensure(username="thu", name="Người thử", actor=Actor.objects.get(code="mfa"), groups=["approver"],
                   by=system("thử"))
print(token_make(user=user, by=viewer_of(user), purpose=Purpose.API, name="thử", scopes=["*:write"],
                 last_day=timezone.localdate())[1])
"""
CALLS = """
import sys
from bang_giao_client import AuthenticatedClient
from bang_giao_client.api.actor import actor_list
from bang_giao_client.api.engagement import engagement_archive, engagement_change, engagement_create, engagement_read
from bang_giao_client.models import (Deed, EngagementChange, EngagementChanges, EngagementCreate, EngagementNew,
    EngagementNewKind, EngagementRecord, Refusal)

client = AuthenticatedClient(sys.argv[1], token=sys.argv[2])
page = actor_list.sync(client=client, limit=5, sort="name_vi")
assert len(page.rows) == 5 and page.next_, page
second = actor_list.sync(client=client, limit=5, sort="name_vi", cursor=page.next_)
assert not {row.key for row in page.rows} & {row.key for row in second.rows}
values = EngagementNew(title="Hội đàm thử", kind=EngagementNewKind("meeting"), host=str(page.rows[0].key))
new = EngagementCreate(values=values)
made = engagement_create.sync_detailed(client=client, body=new, idempotency_key="thu-1")
again = engagement_create.sync_detailed(client=client, body=new, idempotency_key="thu-1")
assert isinstance(made.parsed, EngagementRecord) and again.content == made.content, made.content
key = made.parsed.key
change = EngagementChange(values=EngagementChanges(place="Huế"), reason="thử")
changed = engagement_change.sync_detailed(key, client=client, body=change, if_match=made.headers["ETag"])
assert changed.parsed.values.place == "Huế", changed.content
lost = engagement_change.sync_detailed(key, client=client, body=change, if_match=made.headers["ETag"])
assert lost.status_code == 412 and isinstance(lost.parsed, Refusal), lost.content
engagement_archive.sync(key, client=client, body=Deed(reason="thử"), if_match=changed.headers["ETag"])
assert engagement_read.sync(key, client=client).archived
print("the generated client reads, pages, creates once, changes, is refused a lost update, and archives")
"""


def main() -> int:
    """Generate, serve, call."""
    with tempfile.TemporaryDirectory(prefix="banggiao-client-") as name:
        folder = Path(name)
        venv.create(folder / "tool", with_pip=True)
        tool = folder / "tool" / "bin"
        subprocess.run([tool / "pip", "install", "-q", "openapi-python-client"], check=True)
        environment = {
            **os.environ, "BANGGIAO_HOME": str(folder / "home"), "BANGGIAO_DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "banggiao.config.settings",
        }  # fmt: skip
        token = _said([sys.executable, "-c", TOKEN], environment).strip()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        server = subprocess.Popen(
            [sys.executable, "-c", f"from banggiao.config.serve import serve; serve(port={port})"],
            env=environment, cwd=ROOT, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            (folder / "openapi.json").write_bytes(_fetched(f"{url}/api/v1/openapi.json"))
            client = folder / "src" / "bang_giao_client"
            client.parent.mkdir()
            _said(
                [str(tool / "openapi-python-client"), "generate", "--meta", "none", "--path",
                 str(folder / "openapi.json"), "--output-path", str(client)], environment,
            )  # fmt: skip
            calls = [str(tool / "python"), "-c", CALLS, url, token]
            print(_said(calls, {**os.environ, "PYTHONPATH": str(client.parent)}).strip())
        finally:
            server.terminate()
            server.wait(30)
    return 0


def _said(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()


def _fetched(url: str) -> bytes:
    deadline = time.monotonic() + 120
    while True:
        try:
            with urllib.request.urlopen(url) as answer:
                data: bytes = answer.read()
                return data
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
