"""Somebody with a password, browsers in which she signs in, and an identity provider on this machine."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from banggiao.config.sign_in import provider

GOOD = "mot mat khau du dai"
HERE = Path(__file__).parent


@pytest.fixture
def lan(member):
    """A drafting officer with a password."""
    user = member("lan", mfa=["drafter"])
    user.set_password(GOOD)
    user.save()
    return user


@pytest.fixture
def chief(member):
    """An administrator with a password."""
    user = member("chanh", mfa=["administrator"])
    user.set_password(GOOD)
    user.save()
    return user


@pytest.fixture
def enter():
    """Sign in with a password, and return the browser and the answer."""

    def make(username="lan", password=GOOD, client=None, **more):
        client = client or Client()
        return client, client.post("/sign-in/", {"username": username, "password": password, **more})

    return make


class Provider:
    """The identity provider: a second Django with allauth's own, in a process of its own on loopback."""

    SECRET = "mot bi mat cua ung dung"

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._claims = folder / "claims.json"
        self.faults = folder / "faults.json"
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "provider_project",
            "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")]),
            "PROVIDER_FOLDER": str(folder),
            "PROVIDER_PORT": str(self.port),
            "PROVIDER_SECRET": self.SECRET,
        }
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "provider_project.py")], env=self._environment
        )
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{self.url}/.well-known/openid-configuration", timeout=1).close()
                return
            except OSError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("the identity provider did not start") from None
                time.sleep(0.05)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    def says(self, **claims: object) -> None:
        """Let the provider say this of everybody from now on, beside name and user name."""
        self._claims.write_text(json.dumps(claims), "utf-8")

    def faulty(self, **faults: object) -> None:
        """Let the provider lie in its ID tokens, or in what it says of itself."""
        self.faults.write_text(json.dumps(faults), "utf-8")

    def browse(self, address: str, username: str) -> str:
        """Sign somebody in at the provider, as her browser does, and return where it leads back to."""
        browser = requests.Session()
        browser.trust_env = False
        page = browser.get(address)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        answer = browser.post(
            page.url,
            data={
                "login": username,
                "password": GOOD,
                "csrfmiddlewaretoken": token.group(1) if token else "",
            },
            allow_redirects=False,
        )
        for _ in range(5):
            led = answer.headers["Location"]
            if urlsplit(led).path == "/sign-in/sso/back/":
                return led
            answer = browser.get(requests.compat.urljoin(self.url, led), allow_redirects=False)
        raise AssertionError(f"the provider did not lead back: {answer.status_code} {answer.text[:300]}")


@pytest.fixture(scope="session")
def provider_process(tmp_path_factory):
    """One provider for all tests."""
    running = Provider(tmp_path_factory.mktemp("provider"))
    yield running
    running.stop()


@pytest.fixture
def idp(provider_process, settings, tmp_path):
    """The provider, known to the workspace, with a table of roles."""
    roles = tmp_path / "roles.csv"
    roles.write_text(
        "claim,value,body,group\n"
        "groups,soan-thao,mfa,drafter\n"
        "groups,lanh-dao,mfa,approver\n"
        "realm_access.roles,doc,bct,reader\n",
        "utf-8",
    )
    settings.SOCIALACCOUNT_PROVIDERS = provider(provider_process.url, "banggiao", Provider.SECRET)
    settings.OIDC_ROLES = str(roles)
    provider_process.says(groups=["soan-thao"])
    provider_process.faulty()
    provider_process.roles = roles
    return provider_process


@pytest.fixture
def by_provider(idp):
    """Go the whole way of single sign-on, and return the browser and the last answer."""

    def go(username="mai", client=None, onward="/", alter=lambda query: query, start="/sign-in/sso/"):
        client = client or Client()
        led = client.post(start, {"next": onward})
        assert led.status_code == 302, led.content.decode()[:500]
        back = idp.browse(led["Location"], username)
        query = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
        return client, client.get("/sign-in/sso/back/", alter(query))

    return go
