"""Files of a record through its pages: whole, in parts, fetched so that nothing runs."""

import pytest

from banggiao.actors.models import Actor
from banggiao.core.models import Attachment, Upload
from banggiao.sources.models import Source

pytestmark = pytest.mark.django_db
TEXT = "BÁO CÁO\nKết quả công tác đối ngoại năm 2025 tại Huế.\n".encode()


@pytest.fixture
def browser(vietnam, home, sign_in):
    return sign_in()


@pytest.fixture
def files(vietnam):
    return f"/r/actor/{Actor.objects.get(code='country-JPN').key}/files/"


def upload(name, data):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return {"file": SimpleUploadedFile(name, data)}


def put(browser, address, data, offset, secret):
    return browser.put(
        address, data, content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset), "Upload-Secret": secret},
    )  # fmt: skip


def test_a_paper_is_attached_fetched_safely_and_becomes_a_source(browser, files):
    assert browser.post(files, upload("báo cáo.txt", TEXT)).status_code == 302
    kept = Attachment.objects.get(name="báo cáo.txt")
    answer = browser.get(f"{files}{kept.key}/")
    assert answer.content == TEXT
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]
    source = Source.objects.get(sha256=kept.sha256)
    assert "tại Huế" in source.text
    assert source.label_id == kept.label_id
    found = browser.get("/search/?q=doi+ngoai+hue").content.decode()
    assert "báo cáo.txt" in found


def test_a_refused_file_is_named_with_the_reason_and_nothing_stays(browser, files, home):
    answer = browser.post(files, upload("mat.txt", "MẬT\nBáo cáo".encode()))
    assert answer.status_code == 422
    assert "bí mật nhà nước" in answer.content.decode()
    assert not Attachment.objects.filter(name="mat.txt").exists()
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_a_file_in_parts_goes_on_where_it_stopped(browser, files):
    begun = browser.post(f"{files}start/", {"name": "báo cáo.txt", "size": len(TEXT)}).json()
    part = f"{files}parts/{begun['upload']}/"
    assert put(browser, part, TEXT[:20], 0, begun["secret"]).json() == {"received": 20}
    told = browser.get(part, headers={"Upload-Secret": begun["secret"]})
    assert told.json() == {"received": 20}
    assert put(browser, part, TEXT[20:], 7, begun["secret"]).status_code == 422
    done = put(browser, part, TEXT[20:], 20, begun["secret"])
    assert done.status_code == 201
    assert Attachment.objects.get(name="báo cáo.txt").size == len(TEXT)
    assert put(browser, part, TEXT[20:], 20, begun["secret"]).status_code == 410


def test_an_upload_is_nobody_elses(browser, files, sign_in):
    begun = browser.post(f"{files}start/", {"name": "a.txt", "size": len(TEXT)}).json()
    part = f"{files}parts/{begun['upload']}/"
    assert put(browser, part, TEXT, 0, "00").status_code == 410
    other = sign_in("khac", mfa=["drafter"])
    assert put(other, part, TEXT, 0, begun["secret"]).status_code == 410
    elsewhere = f"/r/actor/{Actor.objects.get(code='country-GBR').key}/files/parts/{begun['upload']}/"
    assert put(browser, elsewhere, TEXT, 0, begun["secret"]).status_code == 404
    assert browser.delete(part, headers={"Upload-Secret": begun["secret"]}).status_code == 204
    assert not Upload.objects.exists()


def test_readers_attach_nothing(vietnam, home, files, sign_in):
    reader = sign_in("doc", mfa=["reader"])
    reader.post(files, upload("a.txt", TEXT))
    reader.post(f"{files}start/", {"name": "a.txt", "size": 5})
    assert not Attachment.objects.filter(name="a.txt").exists()
    assert not Upload.objects.exists()


def test_a_file_for_ones_own_body_is_not_there_for_others(browser, files, sign_in):
    browser.post(files, upload("nội bộ.txt", TEXT))
    kept = Attachment.objects.get(name="nội bộ.txt")
    other = sign_in("ngoai", bct=["drafter"])
    assert other.get(f"{files}{kept.key}/").status_code == 200
    browser.post(f"{files}{kept.key}/label/", {"circulation": "agency"})
    assert other.get(f"{files}{kept.key}/").status_code == 404
    assert "nội bộ.txt" not in other.get("/search/?q=doi+ngoai+hue").content.decode()
    assert "nội bộ.txt" not in other.get(files.removesuffix("files/")).content.decode()


def test_an_archived_file_wants_a_reason(browser, files):
    browser.post(files, upload("a.txt", TEXT))
    kept = Attachment.objects.get(name="a.txt")
    assert browser.post(f"{files}{kept.key}/archive/", {"reason": ""}).status_code == 422
    browser.post(f"{files}{kept.key}/archive/", {"reason": "nhầm"})
    assert f"{kept.key}/" not in browser.get(files.removesuffix("files/")).content.decode()
