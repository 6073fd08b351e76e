"""What the how-to gives to receivers verifies what is really sent, and refuses what is forged or old."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from banggiao.webhooks.signing import secret_new, signed

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "receive-webhooks.md"
NOW = 1_795_000_000


@pytest.fixture(scope="module")
def documented():
    given = {}
    exec(re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[1], given)
    return given["verified"]


def heads(secret, body=b"{}", at=NOW):
    signature = signed([secret_new(), secret], message="m", timestamp=at, body=body)
    return {"webhook-id": "m", "webhook-timestamp": str(at), "webhook-signature": signature}


def test_the_documented_function_passes_what_is_sent(documented):
    secret = secret_new()
    assert documented(secret, heads(secret), b"{}", NOW)


def test_it_refuses_what_is_forged_altered_or_old(documented):
    secret = secret_new()
    assert not documented(secret_new(), heads(secret), b"{}", NOW)
    assert not documented(secret, heads(secret), b"{ }", NOW)
    assert not documented(secret, heads(secret), b"{}", NOW + 301)
    assert not documented(secret, heads(secret) | {"webhook-id": "n"}, b"{}", NOW)
    assert not documented(secret, {}, b"{}", NOW)
