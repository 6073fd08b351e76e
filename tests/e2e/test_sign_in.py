"""Second factors as a person takes them into use and signs in with them: an authenticator, and a passkey."""

import base64
import re
import time
from hashlib import sha1
from hmac import new as hmac

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import PASSWORD, Watch
from playwright.sync_api import expect


@pytest.fixture
def host(server):
    """The workspace by its name: passkeys are for names."""
    return server.replace("127.0.0.1", "localhost")


@pytest.fixture
def visit(chromium, host, signed_in):
    """Open a browser of nobody's at the workspace's name; what it may never do is watched."""
    opened = []

    def make():
        context = chromium.new_context(base_url=host, viewport={"width": 1280, "height": 800}, locale="vi-VN")
        watch, page = Watch(host), context.new_page()
        watch.attach(page)
        opened.append((context, watch))
        return page

    yield make
    for context, watch in opened:
        context.close()
        assert watch.complaints == []


def enter(page, username="duyet"):
    page.goto("/sign-in/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def violations(page):
    found = Axe().run(page).response["violations"]
    return [
        (item["id"], item["nodes"][0]["target"])
        for item in found
        if item["impact"] in {"serious", "critical"}
    ]


def shown_by_telephone(secret, steps=0):
    """Return the code by RFC 6238, worked out apart from the library that checks it."""
    mac = hmac(base64.b32decode(secret), (int(time.time()) // 30 + steps).to_bytes(8, "big"), sha1).digest()
    at = mac[-1] & 15
    return f"{(int.from_bytes(mac[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def test_an_authenticator_is_taken_into_use_and_asked_for(visit, host, signed_in, shot_of):
    signed_in("soanthao")
    page = visit()
    enter(page, "soanthao")
    page.locator(".account summary").click()
    page.get_by_role("link", name="Tài khoản của tôi").click()
    page.get_by_role("link", name="Thêm ứng dụng xác thực").click()
    assert violations(page) == []
    shot_of(page, "totp")
    secret = re.sub(r"\s", "", page.locator(".totp code").inner_text())
    page.get_by_label("Mã ứng dụng đang hiện").fill(shown_by_telephone(secret, -1))
    page.get_by_role("button", name="Bắt đầu dùng").click()
    expect(page.locator(".codes li")).to_have_count(10)
    assert violations(page) == []
    recovery = page.locator(".codes li").first.inner_text()
    page.get_by_role("link", name="Tôi đã cất mã").click()
    expect(page.get_by_text("Còn 10 mã chưa dùng")).to_be_visible()

    again = visit()
    enter(again, "soanthao")
    expect(again.get_by_role("heading", name="Yếu tố thứ hai")).to_be_visible()
    assert violations(again) == []
    again.get_by_label("Mã", exact=True).fill(shown_by_telephone(secret))
    again.get_by_role("button", name="Tiếp tục").click()
    expect(again).to_have_url(f"{host}/")

    third = visit()
    enter(third, "soanthao")
    third.get_by_label("Mã", exact=True).fill(recovery)
    third.get_by_role("button", name="Tiếp tục").click()
    expect(third).to_have_url(f"{host}/")
    third.goto("/account/")
    expect(third.get_by_text("Còn 9 mã chưa dùng")).to_be_visible()
    third.get_by_role("button", name="Gỡ bỏ").click()
    expect(third.get_by_text("Đã xóa.")).to_be_visible()


def test_a_passkey_is_made_and_signs_in_alone_and_after_a_password(visit, host, signed_in, shot_of):
    signed_in("duyet")
    page = visit()
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    made = cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    enter(page)
    page.goto("/account/")
    page.get_by_label("Tên khóa truy cập").fill("Máy tính cơ quan")
    page.get_by_role("button", name="Thêm khóa truy cập").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="Tôi đã cất mã").click()
    expect(page.get_by_text("Máy tính cơ quan")).to_be_visible()
    assert violations(page) == []
    shot_of(page, "account")

    page.locator(".account summary").click()
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    assert violations(page) == []
    shot_of(page, "sign-in")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page).to_have_url(f"{host}/")
    expect(page.locator(".account summary")).to_have_text("Duyet")

    page.locator(".account summary").click()
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    enter(page)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page).to_have_url(f"{host}/")

    page.locator(".account summary").click()
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    cdp.send(
        "WebAuthn.setUserVerified", {"authenticatorId": made["authenticatorId"], "isUserVerified": False}
    )
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page.get_by_text("Chưa dùng khóa truy cập nào")).to_be_visible()
    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": made["authenticatorId"], "isUserVerified": True})
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page).to_have_url(f"{host}/")
    page.goto("/account/")
    page.get_by_role("button", name="Gỡ bỏ").click()
    expect(page.get_by_text("Chưa có. Ai biết mật khẩu")).to_be_visible()
