"""The example of the documents does what it says."""

from __future__ import annotations

import io
import textwrap
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from banggiao.engagements.models import Engagement

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "use-the-api.md"


class Opened(io.BytesIO):
    """What urlopen gives."""

    def __init__(self, answer):
        super().__init__(answer.content)
        self.headers = answer.headers


def example():
    """The code below "With the standard library"."""
    text = PAGE.read_text("utf-8").partition("## With the standard library\n")[2].partition("\n## ")[0]
    return textwrap.dedent(text)


def test_the_example_reads_page_by_page_creates_once_and_changes(caller, monkeypatch, capsys):
    one = caller()
    one.post(
        "engagement",
        {"values": {"title": "Thăm Lào", "kind": "visit", "status": "held", "valid_from": "2025-05"}},
    )

    def urlopen(request):
        told = urlsplit(request.full_url)
        answer = Client().generic(
            request.get_method(), told.path, request.data or b"", query_params=dict(parse_qsl(told.query)),
            headers={name.lower(): value for name, value in request.header_items()},
        )  # fmt: skip
        assert answer.status_code < 300, answer.content.decode()
        return Opened(answer)

    monkeypatch.setenv("BANGGIAO_TOKEN", one.text)
    monkeypatch.setattr("urllib.request.urlopen", urlopen)
    for _ in range(2):  # sent again: the first answer comes again, with the tag that it had then
        try:
            exec(compile(example(), PAGE.name, "exec"), {})
        except AssertionError as refused:
            assert '"status":412' in str(refused)
    assert "Thăm Lào" in capsys.readouterr().out
    assert Engagement.objects.get(title="Hội đàm về hàng hải").place == "Huế"
