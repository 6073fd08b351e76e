"""The pages answer without scripts too, refuse in words, and show what the register holds."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
DIRECTIVE = (ROOT / "samples" / "review" / "directive.docx").read_bytes()


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker, tmp_path_factory):
    """A register with the pack and one review whose three reports were read, shared and rolled back at the end."""
    from django.conf import settings
    from django.db import transaction
    from papers import pile

    from banggiao.core.jobs import run_until_idle
    from banggiao.reviews import services

    home = settings.BANGGIAO_HOME
    settings.BANGGIAO_HOME = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), transaction.atomic():
        review = services.review_create(
            name="chi-thi.docx", data=DIRECTIVE, who="người thử", period=(2020, 2025)
        )
        for name, data in pile(3):
            services.submission_receive(review=review, name=name, data=data, who="người thử")
        run_until_idle()
        yield review
        transaction.set_rollback(True)
    settings.BANGGIAO_HOME = home


@pytest.fixture
def review(register, db):
    return register


@pytest.fixture
def client(sign_in):
    return sign_in(client=Client(headers={"accept-language": "vi"}))


def at(name, review, *more):
    return reverse(f"web:{name}", args=[review.key, *more])


TABS = [
    "clauses",
    "bodies",
    "reports",
    "matrix",
    "unmatched",
    "contradictions",
    "missing",
    "synthesis",
    "exports",
]


@pytest.mark.parametrize("name", TABS)
def test_every_tab_answers_in_both_languages(client, review, name):
    assert client.get(at(name, review)).status_code == 200
    assert client.get(at(name, review), headers={"accept-language": "en"}).status_code == 200


def test_the_list_of_reviews_tells_how_far_each_has_come(client, review):
    page = client.get("/").content.decode()
    assert "<b>3</b>/63 cơ quan đã báo cáo" in page


def test_a_cell_shows_its_statements_and_marks_them_in_the_paper(client, review):
    from banggiao.reviews import selectors

    held = next(cell for cell in selectors.matrix(review).cells if cell.year is None)
    page = client.get(at("cell", review, held.clause, held.body)).content.decode()
    for finding in held.findings:
        assert f'data-finding="{finding}"' in page
    assert "<mark" in page


def test_a_judgement_without_scripts_leads_back_to_where_one_was(client, review):
    from banggiao.reviews import selectors
    from banggiao.sources.selectors import claim_current

    held = next(cell for cell in selectors.matrix(review).cells if cell.year is None)
    statement = selectors.cell(review, held.clause, held.body)[0]
    back = at("cell", review, held.clause, held.body)
    answer = client.post(
        at("finding", review, statement.thread), {"deed": "refuse", "reason": ""}, headers={"referer": back}
    )
    assert answer.status_code == 302
    assert answer.url == back
    assert "Hãy nêu lý do" in client.get(back).content.decode()
    assert claim_current(statement.thread).state == "proposed"


@pytest.mark.parametrize("elsewhere", ["https://example.org/x", "//example.org", "javascript:alert(1)", ""])
def test_a_judgement_leads_to_no_other_site(client, review, elsewhere):
    from banggiao.reviews import selectors

    held = next(cell for cell in selectors.matrix(review).cells if cell.year is None)
    statement = selectors.cell(review, held.clause, held.body)[0]
    answer = client.post(
        at("finding", review, statement.thread),
        {"deed": "refuse", "reason": ""},
        headers={"referer": elsewhere},
    )
    assert answer.url == at("matrix", review)


def test_a_statement_of_another_review_is_not_judged_here(client, review):
    from banggiao.core.keys import uuid7

    assert client.post(at("finding", review, uuid7()), {"deed": "confirm"}).status_code == 404


def test_a_lost_citation_is_refused_and_the_prose_is_given_back(client, review):
    passage = at("passage", review, "I.1")
    form = client.get(passage, headers={"hx-request": "true"}).content.decode()
    assert "⟦1⟧" in form
    ids = form.split('name="ids" value="')[1].split('"')[0]
    answer = client.post(
        passage, {"text": "Không còn trích dẫn.", "ids": ids}, headers={"hx-request": "true"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Không còn trích dẫn." in page
    alert = page.split('role="alert">')[1].split("<")[0]
    assert "Mất" in alert
    assert "⟦1⟧" in alert


def test_a_plain_form_takes_several_files_and_names_the_refused_one(client, review):
    files = [SimpleUploadedFile("hong.docx", DIRECTIVE[:3000]), SimpleUploadedFile("la.bin", b"\x00\x01")]
    assert client.post(at("upload", review), {"files": files}).status_code == 302
    page = client.get(at("reports", review)).content.decode()
    assert "hong.docx" in page
    assert "Không nhận ra định dạng" in page


def test_the_script_is_told_how_many_arrived(client, review):
    file = SimpleUploadedFile("hong.docx", DIRECTIVE[:3000])
    answer = client.post(at("upload", review), {"files": file}, headers={"x-requested-with": "upload"})
    assert json.loads(answer.content) == {"received": 0, "refused": 1}


def test_the_matrix_stops_asking_when_nothing_is_being_read(client, review):
    assert client.get(at("matrix", review), headers={"hx-request": "true"}).status_code == 286


def test_words_of_a_paper_never_become_markup(client, review):
    from django.template.loader import render_to_string

    from banggiao.web.papers import Run, ShownBlock

    block = ShownBlock(1, None, False, "", (Run("<script>alert(1)</script>", ("a",)),))
    page = render_to_string(
        "web/_paper.html", {"paper": {"title": "<b>x</b>", "line": "", "blocks": [block]}}
    )
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;x" in page


def test_a_body_that_the_register_does_not_know_is_refused_by_name(client, review):
    answer = client.post(at("body_add", review), {"name": "Ủy ban của Mặt Trăng"})
    assert answer.status_code == 422
    assert "Danh mục không có cơ quan tên này: Ủy ban của Mặt Trăng" in answer.content.decode()


def test_bodies_are_added_and_taken_off_by_hand(client, review):
    assert client.post(at("body_remove", review, "mfa")).status_code == 302
    assert review.bodies.filter(archived_at__isnull=True, actor__code="mfa").count() == 0
    assert client.post(at("body_add", review), {"name": "Bộ Ngoại giao"}).status_code == 302
    assert review.bodies.filter(archived_at__isnull=True, actor__code="mfa").count() == 1


def test_too_many_files_at_once_are_refused_in_words():
    from banggiao.web.views.errors import refused_request

    request = RequestFactory().post("/")
    answer = refused_request(request, TooManyFilesSent())
    assert answer.status_code == 413
    assert "quá lớn" in answer.content.decode()
    assert refused_request(request, ValueError()).status_code == 400


def test_the_server_error_page_needs_no_register(rf):
    from django.views.defaults import server_error

    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Máy chủ gặp lỗi" in answer.content.decode()


def test_the_last_day_for_reports_is_set_once_and_stands_in_the_letters(client, review):
    answer = client.post(at("report_by", review), {"report_by": "31/12/2026"})
    assert answer.status_code == 302
    assert "Hạn báo cáo 31/12/2026" in client.get(at("bodies", review)).content.decode()
    packed = client.get(at("request_letters", review)).content
    with zipfile.ZipFile(io.BytesIO(packed)) as letters:
        letter = letters.read(letters.namelist()[0])
    with zipfile.ZipFile(io.BytesIO(letter)) as word:
        assert "31/12/2026" in word.read("word/document.xml").decode()
    wrong = client.post(at("report_by", review), {"report_by": "31/02/2026"})
    assert wrong.status_code == 422
    assert "Không phải ngày: 31/02/2026" in wrong.content.decode()
    client.post(at("report_by", review), {"report_by": ""})
    assert "Đặt hạn báo cáo" in client.get(at("bodies", review)).content.decode()
