"""What a hostile page, file or hand sends is answered in words, never with an error of the program."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from banggiao.core.errors import DeedRefused
from banggiao.publishing import review_json
from banggiao.reviews import services
from banggiao.reviews.models import Review, Submission
from banggiao.reviews.selectors import appraisal_of

DIRECTIVE = (Path(__file__).resolve().parents[2] / "samples" / "review" / "directive.docx").read_bytes()


@pytest.fixture
def review(db, home):
    return services.review_create(name="chi-thi.docx", data=DIRECTIVE, who="người thử")


@pytest.fixture
def client(sign_in):
    return sign_in(client=Client(headers={"accept-language": "vi"}, raise_request_exception=False))


@pytest.mark.parametrize("year", ["9" * 5000, "²", "٢٠٢٤", "-1"])
def test_a_year_that_is_none_shows_the_whole_period(client, review, year):
    assert client.get(reverse("web:matrix", args=[review.key]), {"year": year}).status_code == 200


@pytest.mark.parametrize("name", ["x" * 100_000, "%" * 1000, "<script>"])
def test_a_body_of_no_known_name_is_refused_in_words(client, review, name):
    answer = client.post(reverse("web:body_add", args=[review.key]), {"name": name})
    assert answer.status_code == 422
    assert "<script>," not in answer.content.decode()


@pytest.mark.parametrize("number", ["9/../x", "..", "a?b#c", "=9", "9\u202e7", "%2f"])
def test_a_clause_number_holds_only_the_signs_of_numbers(client, review, number):
    fields = {"number": number, "title": "Mục thử", "kind": "task"}
    answer = client.post(reverse("web:clause_add", args=[review.key]), fields)
    assert answer.status_code == 422
    assert "Số của mục chỉ gồm" in answer.content.decode()
    assert client.get(reverse("web:synthesis", args=[review.key])).status_code == 200


def test_no_review_is_left_where_the_last_ones_file_is_refused(client, db, home):
    before = Review.objects.count()
    fields = {
        "not_secret": "on",
        "instrument": SimpleUploadedFile("chi-thi.docx", DIRECTIVE),
        "since": SimpleUploadedFile("review.json", b"{}"),
    }
    answer = client.post(reverse("web:review_new"), fields)
    assert answer.status_code == 422
    assert "không phải review.json" in answer.content.decode()
    assert Review.objects.count() == before


@pytest.mark.parametrize("wrong", ["\\u0000", "\\ud800", "NaN"])
def test_a_last_review_that_no_database_could_hold_is_refused(review, wrong):
    good = review_json(appraisal_of(review)).decode()
    told = json.loads(good)["instrument"]["title"]
    data = good.replace(f'"{told}"', f'"x{wrong}"') if wrong != "NaN" else good.replace("null", "NaN", 1)
    assert data != good
    with pytest.raises(DeedRefused):
        services.review_set_since(review=review, data=data.encode(), who="người thử")


def test_an_edit_with_an_endless_citation_number_is_refused_in_words(client, review):
    passage = appraisal_of(review).passages[0].id
    fields = {"text": f"⟦{'9' * 5000}⟧", "ids": ""}
    answer = client.post(reverse("web:passage", args=[review.key, passage]), fields)
    assert answer.status_code == 422


def test_a_value_with_a_nul_is_refused_in_words(client, review):
    answer = client.post(reverse("web:body_add", args=[review.key]), {"name": "a\x00b"})
    assert answer.status_code == 400
    assert "không hiểu yêu cầu" in answer.content.decode()


def test_a_file_name_cannot_turn_or_break_the_text_around_it(client, review):
    upload = SimpleUploadedFile("tin.txt", "Bộ Công Thương báo cáo.".encode())
    fields = {"files": upload, "name": "báo\u202ecáo\x1b[31m.txt"}
    client.post(reverse("web:upload", args=[review.key]), fields)
    assert Submission.objects.get(review=review).file_name == "báocáo[31m.txt"
