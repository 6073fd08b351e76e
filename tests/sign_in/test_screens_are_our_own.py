"""Every screen of signing in is the house's, Vietnamese first: no page and no word of the library is reached."""

from __future__ import annotations

import gettext
import re
from html import unescape
from pathlib import Path

import allauth
import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from banggiao.access.models import User
from banggiao.config.sign_in import provider
from tests.sign_in.authenticators import code

pytestmark = pytest.mark.django_db
LIBRARY = Path(allauth.__file__).parent
CATALOGUE = Path(__file__).resolve().parents[2] / "src/banggiao/web/locale/vi/LC_MESSAGES/django.mo"


def views(patterns):
    for one in patterns:
        if isinstance(one, URLPattern):
            yield one.callback
        else:
            yield from views(one.url_patterns)


def test_no_page_of_the_library_is_served():
    modules = {view.__module__ for view in views(get_resolver().url_patterns)}
    assert "banggiao.web.views.signing" in modules
    assert not [module for module in modules if module.startswith("allauth")]


def english():
    """Return what the house's screens and the library would say in English, as far as it is more than a word."""
    with CATALOGUE.open("rb") as file:
        ours = {key for key in gettext.GNUTranslations(file)._catalog if isinstance(key, str)}
    library = "\n".join(path.read_text("utf-8") for path in LIBRARY.rglob("locale/fr/**/django.po"))
    theirs = set(re.findall(r'^msgid "(.+)"$', library, flags=re.M))
    assert len(theirs) > 200
    return {told for told in ours | theirs if told.count(" ") > 1 and "%" not in told and "{" not in told}


def seen(answer):
    """Return the words of a page as a reader sees them."""
    page = re.sub(r"<(script|style).*?</\1>|<!--.*?-->", " ", answer.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_whole_way_of_signing_in_speaks_vietnamese(lan, enter, settings):
    settings.SOCIALACCOUNT_PROVIDERS = provider("http://127.0.0.1:9", "banggiao", "x")
    nobody = Client()
    browser, _ = enter()
    pages = [
        nobody.get("/sign-in/"),
        nobody.post("/sign-in/", {"username": "", "password": ""}),
        enter(password="sai")[1],
        nobody.post("/sign-in/sso/", {}),
        nobody.get("/sign-in/sso/back/"),
        nobody.get("/sign-in/sso/back/", {"state": "x", "error": "access_denied"}),
        nobody.post("/sign-in/passkey/", {"credential": "x"}, follow=True),
        nobody.get("/sign-in/second/", follow=True),
        nobody.get("/sign-in/link/x/", follow=True),
        browser.get("/account/"),
        browser.get("/account/totp/"),
        browser.post("/account/totp/", {"code": "000000"}),
        browser.post("/account/totp/", {"code": ""}),
        browser.post("/account/codes/", follow=True),
        browser.post("/account/factor/999/remove/", follow=True),
        browser.post("/account/session/999/end/", follow=True),
        browser.post("/account/sessions/end/", follow=True),
        browser.post("/account/passkey/", {"credential": "x"}, follow=True),
        browser.post("/account/totp/", {"code": code(browser.session["totp_secret"])}),
        browser.post("/account/codes/"),
        browser.post("/account/sso/", {}),
    ]
    half, _ = enter()
    pages += [
        half.get("/sign-in/second/"),
        half.post("/sign-in/second/", {"code": "000000"}),
        half.post("/sign-in/second/", {"credential": "x"}),
    ]
    settings.PASSWORDS = False
    pages.append(nobody.get("/sign-in/"))
    unwanted = english()
    for answer in pages:
        words = seen(answer)
        assert 'lang="vi"' in answer.content.decode()
        assert [told for told in unwanted if told in words] == []
        assert all(
            (template.name or "").startswith(("web/", "django/forms/")) for template in answer.templates
        )
    assert User.objects.filter(username="lan").exists()


def test_no_page_of_signing_in_carries_a_script_of_its_own(lan, enter):
    browser, _ = enter()
    for answer in (Client().get("/sign-in/"), browser.get("/account/"), browser.get("/account/totp/")):
        scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", answer.content.decode(), flags=re.S)
        assert scripts
        assert all("src=" in head and not body.strip() for head, body in scripts)
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert " style=" not in answer.content.decode()
