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


def example(heading="With the standard library"):
    """The code below a heading."""
    text = PAGE.read_text("utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return textwrap.dedent(text)


def answered(request, token=""):
    """What the workspace answers, to another token where one is given."""
    told = urlsplit(request.full_url)
    headers = {name.lower(): value for name, value in request.header_items()}
    answer = Client().generic(
        request.get_method(), told.path, request.data or b"", query_params=dict(parse_qsl(told.query)),
        headers=headers | ({"authorization": f"Bearer {token}"} if token else {}),
    )  # fmt: skip
    assert answer.status_code < 300, answer.content.decode()
    return Opened(answer)


def test_the_example_reads_page_by_page_creates_once_and_changes(caller, monkeypatch, capsys):
    one = caller()
    one.post(
        "engagement",
        {"values": {"title": "Thăm Lào", "kind": "visit", "status": "held", "valid_from": "2025-05"}},
    )

    monkeypatch.setenv("BANGGIAO_TOKEN", one.text)
    monkeypatch.setattr("urllib.request.urlopen", answered)
    for _ in range(2):  # sent again: the first answer comes again, with the tag that it had then
        try:
            exec(compile(example(), PAGE.name, "exec"), {})
        except AssertionError as refused:
            assert '"status":412' in str(refused)
    assert "Thăm Lào" in capsys.readouterr().out
    assert Engagement.objects.get(title="Hội đàm về hàng hải").place == "Huế"


def test_the_example_names_readers_and_opens_a_record_with_a_second_person(caller, monkeypatch):
    one, other = caller(), caller("duyet", mfa=["approver"])

    def urlopen(request):
        return answered(request, other.text if request.full_url.endswith("/decide") else "")

    monkeypatch.setenv("BANGGIAO_TOKEN", one.text)
    monkeypatch.setattr("urllib.request.urlopen", urlopen)
    exec(compile(example() + example("For named readers, and for everybody"), PAGE.name, "exec"), {})
    made = Engagement.objects.filter(title="Hội đàm về hàng hải").order_by("id")
    assert [str(record.label.circulation) for record in made] == ["public", "named"]
