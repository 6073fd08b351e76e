"""A cold page is light: styles and scripts come compressed."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

OWN = ["web/app.css", "web/app.js", "web/list.css"]
VENDORED = ["vendor/htmx/htmx.min.js", "vendor/bootstrap/bootstrap.css"]


def sent(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [*OWN, *VENDORED])
def test_a_style_or_script_is_sent_compressed(client: Client, name: str) -> None:
    answer = client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip, br"})
    packed, plain = sent(answer), Path(finders.find(name)).read_bytes()
    assert answer["Content-Encoding"] == "gzip"
    assert (int(answer["Content-Length"]), "Accept-Encoding" in answer["Vary"]) == (len(packed), True)
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 2


def test_a_browser_that_takes_no_compression_gets_the_file_as_it_is(client: Client) -> None:
    answer = client.get("/static/web/app.css", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer
    assert sent(answer) == Path(finders.find("web/app.css")).read_bytes()


def test_what_did_not_change_is_not_sent_again(client: Client) -> None:
    first = client.get("/static/web/app.css", headers={"Accept-Encoding": "gzip"})
    again = client.get(
        "/static/web/app.css", headers={"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]}
    )
    assert (again.status_code, sent(again)) == (304, b"")


def test_a_font_is_packed_already(client: Client) -> None:
    answer = client.get("/static/vendor/be-vietnam-pro/latin-400.woff2", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer
