"""The audit is append-only, in the code and in the database."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from banggiao.core.audit import record_event
from banggiao.core.keys import uuid7
from banggiao.core.middleware import RequestIdMiddleware
from banggiao.core.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return record_event(
        "clause.changed", noun="clause", record_key=uuid7(), who="Lan", before={"title": "a"},
        after={"title": "b"}, reason="sửa chính tả",
    )  # fmt: skip


def test_an_event_says_what_changed_by_whom_and_why(event):
    held = Event.objects.get(pk=event.pk)
    assert (held.code, held.who, held.reason) == ("clause.changed", "Lan", "sửa chính tả")
    assert (held.before, held.after) == ({"title": "a"}, {"title": "b"})


def test_the_database_refuses_to_change_an_event(event):
    change = "UPDATE core_event SET who = 'khác' WHERE id = %s"
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change, [event.pk])
    assert Event.objects.get(pk=event.pk).who == "Lan"


def test_the_code_refuses_to_change_or_delete_an_event(event):
    event.who = "khác"
    for deed in (event.save, event.delete, Event.objects.all().delete, lambda: Event.objects.update(who="x")):
        with pytest.raises(TypeError, match="append-only"):
            deed()


def test_an_event_carries_the_id_of_the_request_that_caused_it():
    def view(request):
        record_event("review.created", noun="review", record_key=uuid7(), who="Lan")
        return HttpResponse()

    response = RequestIdMiddleware(view)(RequestFactory().get("/"))
    assert Event.objects.latest("id").request_id == response["X-Request-ID"] != ""
    record_event("review.created", noun="review", record_key=uuid7(), who="Lan")
    assert Event.objects.latest("id").request_id == ""
