"""A workspace of its own for the browser tests: server and worker on a temporary data folder, and the system's Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


try:
    from playwright.sync_api import expect, sync_playwright
except ModuleNotFoundError:  # the e2e group is not installed: `make test` leaves these tests alone
    collect_ignore_glob = ["test_*.py"]
else:
    expect.set_options(timeout=30_000)

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "review"
IMAGES = ROOT / "docs" / "images"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync", "--lang=vi",
]  # fmt: skip
SHOTS = os.environ.get("BANGGIAO_SCREENSHOTS") == "1"
AT_ONCE = 12
PASSWORD = "mot mat khau du dai"
PEOPLE = {
    "thunghiem": ["reader", "drafter", "approver", "personal", "auditor", "administrator"],
    "soanthao": ["drafter"],
    "duyet": ["approver"],
}
SIGN_IN_LINKS = {}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.e2e)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The address of a workspace with the Vietnam pack loaded."""
    home = tmp_path_factory.mktemp("workspace")
    port = free_port()
    environment = {
        **os.environ,
        "BANGGIAO_HOME": str(home),
        "BANGGIAO_LOG_LEVEL": "WARNING",
        "BANGGIAO_FORECASTER": "copy last vote",  # learns in seconds
    }
    environment.pop("BANGGIAO_DATABASE_URL", None)
    manage = [sys.executable, "-m", "banggiao.config.management"]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
    subprocess.run([*manage, "load", "vn"], env=environment, check=True, stdout=subprocess.DEVNULL)
    links = {}
    for username, groups in PEOPLE.items():
        told = [part for group in groups for part in ("--group", group)]
        command = [sys.executable, "-c", "from banggiao.cli import main; main()", "user", "add", username]
        made = subprocess.run(
            [*command, "--name", username.title(), "--port", str(port), *told],
            env=environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        links[username] = made.stdout.strip()
    log = (home / "server.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-c", f"from banggiao.config.serve import serve; serve(port={port})"],
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{url}/sign-in/", timeout=1).close()
            break
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((home / "server.log").read_text()) from None
            time.sleep(0.1)
    SIGN_IN_LINKS.update(links)
    yield url
    process.terminate()
    process.wait(20)
    log.close()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(server, chromium):
    """Return what a browser keeps of somebody who signed in: by her link, a first password, then the form."""
    kept = {}

    def state(username="thunghiem"):
        if username not in kept:
            context = chromium.new_context(base_url=server, locale="vi-VN")
            page = context.new_page()
            page.goto(SIGN_IN_LINKS[username])
            page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
            page.get_by_label("Nhập lại mật khẩu mới").fill(PASSWORD)
            page.get_by_role("button", name="Lưu").click()
            page.locator(".account summary").click()
            page.get_by_role("button", name="Đăng xuất").click()
            page.get_by_label("Tên đăng nhập").fill(username)
            page.get_by_label("Mật khẩu").fill(PASSWORD)
            page.get_by_role("button", name="Đăng nhập", exact=True).click()
            page.wait_for_url(f"{server}/")
            kept[username] = context.storage_state()
            context.close()
        return kept[username]

    return state


class Watch:
    """What a page may never do: complain in the console, break the content policy, call another host."""

    def __init__(self, server):
        self.server = server
        self.complaints = []
        self.expected_statuses = {200, 204, 286, 302, 304, 422}

    def attach(self, page):
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self._request)

    def _console(self, message):
        # The browser logs every 4xx answer as an error; a refusal (422) is an answer, not a fault.
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _request(self, request):
        if not request.url.startswith((self.server, "data:", "blob:")):
            self.complaints.append(f"request to another host: {request.url}")


@pytest.fixture
def page(server, chromium, signed_in):
    context = chromium.new_context(
        base_url=server, viewport={"width": 1280, "height": 800}, locale="vi-VN", accept_downloads=True,
        storage_state=signed_in(),
    )  # fmt: skip
    watch = Watch(server)
    page = context.new_page()
    watch.attach(page)
    yield page
    context.close()
    assert watch.complaints == []


def sample_reports():
    """Return names and bytes of the sample's Word reports: a dozen, or all of them for the pictures."""
    shipped = sorted(p for p in (SAMPLES / "reports").rglob("*.docx") if "to-refuse" not in p.parts)
    chosen = shipped if SHOTS else shipped[:: len(shipped) // AT_ONCE][:AT_ONCE]
    return [(path.name, path.read_bytes()) for path in chosen]


def as_upload(name, data):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def open_review(page, title):
    """Open a review of the sample directive through the form, and return its address."""
    page.goto("/reviews/new/")
    page.get_by_label("Văn kiện được rà soát").set_input_files(SAMPLES / "directive.docx")
    page.get_by_label("Tên cuộc rà soát").fill(title)
    page.get_by_label("Từ năm").fill("2020")
    page.get_by_label("Đến năm").fill("2025")
    page.get_by_label("Cơ quan chủ trì rà soát").fill("Bộ Ngoại giao")
    page.get_by_label("Tôi đã kiểm tra").check()
    page.get_by_role("button", name="Đọc văn kiện").click()
    page.wait_for_url("**/clauses/")
    return page.url.removesuffix("clauses/")


@pytest.fixture(scope="session")
def review(server, chromium, signed_in):
    """The address of a review with a pile of reports read, made as a person makes it."""
    context = chromium.new_context(base_url=server, locale="vi-VN", storage_state=signed_in())
    page = context.new_page()
    address = open_review(page, "Sơ kết 5 năm thực hiện Chỉ thị về hội nhập quốc tế của địa phương (mẫu)")
    page.goto(f"{address}reports/")
    files = [as_upload(name, data) for name, data in sample_reports()]
    page.get_by_label("Chọn tệp").set_input_files(files)
    expect(page.locator("#files .state.done, #files .state.replaced")).to_have_count(
        len(files), timeout=180_000
    )
    context.close()
    return address


@pytest.fixture
def shot_of():
    """Save what is on a page as a picture of the documentation, where pictures are asked for."""

    def save(page, name):
        if SHOTS:
            IMAGES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=IMAGES / f"{name}.png", caret="initial")  # hiding it needs an inline style

    return save


@pytest.fixture
def shot(page, shot_of):
    """Save what is on the test's own page."""
    return lambda name: shot_of(page, name)
