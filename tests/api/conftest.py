"""A caller of the API: somebody's token, and requests with it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from banggiao.access.models import Purpose
from banggiao.access.tokens import token_make
from banggiao.access.viewers import viewer_of

ROOT = "/api/v1"


class Caller:
    """Sends requests with a token."""

    def __init__(self, user, token, text):
        self.user, self.token, self.text = user, token, text
        self._client = Client()

    @property
    def viewer(self):
        return viewer_of(self.user)

    def browser(self):
        """The same person at the screen."""
        client = Client()
        client.force_login(self.user)
        return client

    def ask(self, method, path, body=None, query=None, **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        kind = named.pop("content-type", "application/json")
        return self._client.generic(
            method, f"{ROOT}/{path}", data, content_type=kind, query_params=query,
            headers={"authorization": f"Bearer {self.text}", **named},
        )  # fmt: skip

    def get(self, path, query=None, **headers):
        return self.ask("GET", path, None, query, **headers)

    def post(self, path, body, **headers):
        return self.ask("POST", path, body, **headers)

    def patch(self, path, body, **headers):
        return self.ask("PATCH", path, body, **headers)


def caller_for(user, *scopes):
    token, text = token_make(
        user=user, by=viewer_of(user), purpose=Purpose.API, name="kiểm thử", scopes=scopes or ["*:write"],
        last_day=timezone.localdate() + timedelta(days=5),
    )  # fmt: skip
    token.expires_at = timezone.now() + timedelta(days=5)  # tests set the calendar, never the clock
    token.save(update_fields=["expires_at"])
    return Caller(user, token, text)


@pytest.fixture
def caller(member):
    """Make a caller: an approver of Bộ Ngoại giao with a token for everything, unless told otherwise."""

    def make(username="thu", *scopes, **roles):
        return caller_for(member(username, **(roles or {"mfa": ["drafter", "approver"]})), *scopes)

    return make
