"""What a hostile page, file or hand sends is answered in words, never with an error of the program."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from banggiao.reviews import services
from banggiao.reviews.models import Review, Submission

DIRECTIVE = (Path(__file__).resolve().parents[2] / "samples" / "review" / "directive.docx").read_bytes()


@pytest.fixture
def review(db, home):
    return services.review_create(name="chi-thi.docx", data=DIRECTIVE, who="người thử")


@pytest.fixture
def client():
    return Client(headers={"accept-language": "vi"}, raise_request_exception=False)


@pytest.mark.parametrize("year", ["9" * 5000, "²", "٢٠٢٤", "-1", "2024\x00"])
def test_a_year_that_is_none_shows_the_whole_period(client, review, year):
    assert client.get(reverse("web:matrix", args=[review.key]), {"year": year}).status_code == 200


@pytest.mark.parametrize("name", ["x" * 100_000, "%" * 1000, "a\x00b", "<script>"])
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


def test_a_file_name_cannot_turn_or_break_the_text_around_it(client, review):
    upload = SimpleUploadedFile("tin.txt", "Bộ Công Thương báo cáo.".encode())
    fields = {"files": upload, "name": "báo\u202ecáo\x00\x1b[31m.txt"}
    client.post(reverse("web:upload", args=[review.key]), fields)
    assert Submission.objects.get(review=review).file_name == "báocáo[31m.txt"
