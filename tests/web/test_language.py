"""Vietnamese first, English on request."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_pages_are_vietnamese_even_in_an_english_browser_until_english_is_chosen(sign_in) -> None:
    client = sign_in(client=Client(headers={"accept-language": "en-US,en;q=0.9"}))

    first = client.get("/")
    client.post("/language/", {"language": "en", "next": "/"})
    second = client.get("/")

    assert first.headers["Content-Language"] == "vi"
    assert 'lang="vi"' in first.content.decode()
    assert second.headers["Content-Language"] == "en"
    assert 'lang="en"' in second.content.decode()
