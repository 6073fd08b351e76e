"""Personal values are read as a deed, kept until a date, and then gone from everywhere."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from banggiao.core.access import Viewer
from banggiao.core.erasures import erasures_noted
from banggiao.core.errors import DeedRefused
from banggiao.core.jobs import Job
from banggiao.core.models import Event, PersonalPayload
from banggiao.core.nouns import noun_of
from banggiao.sources.evidence import Evidence
from banggiao.sources.holding import choices_about, claims_about, held
from banggiao.sources.records import record_change, record_create
from banggiao.sources.retention import (
    personal_keeping,
    personal_read,
    retention_apply,
    retention_set,
)
from tests.register.deeds_tools import BY, events_of, last_event, source, write

PHONE = "0912 777 333"
TODAY = date(2026, 3, 1)


@pytest.fixture
def person(vietnam, home):
    return record_create(
        noun_of("person"),
        {"name": "Lê Văn An", "phone": PHONE},
        by=BY,
        retain_until=TODAY + timedelta(days=10),
    )


def everything_kept(home):
    """The text of every table, and of every file of the data folder."""
    told = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            told.append(repr(cursor.fetchall()))
    told += [path.read_bytes().decode("utf-8", "replace") for path in home.rglob("*") if path.is_file()]
    return "\n".join(told)


@pytest.mark.django_db
def test_reading_personal_values_needs_a_reason_and_is_told_by_the_audit(person):
    with pytest.raises(DeedRefused):
        personal_read(person, by=BY, reason=" ")
    assert personal_read(person, by=BY, reason="Gọi báo lịch") == {"phone": PHONE}
    event = last_event(person)
    assert (event.code, event.who, event.reason) == ("person.personal_read", BY.name, "Gọi báo lịch")
    assert event.after == {"@fields": ["phone"]}


@pytest.mark.django_db
def test_who_may_not_read_them_reads_nothing_and_sees_no_trace(person):
    reader = Viewer(name="Người xem", labels=None, may=lambda q: q.action == "view")
    before = len(events_of(person))
    with pytest.raises(DeedRefused) as refusal:
        personal_read(person, by=reader, reason="tò mò")
    assert refusal.value.code == "not-allowed"
    assert len(events_of(person)) == before


@pytest.mark.django_db
def test_a_date_is_set_where_none_is_given_and_it_can_be_changed(vietnam, settings):
    settings.PERSONAL_RETENTION_YEARS = 3
    person = write("person", name="Trần Thị Bình", email="binh@example.vn")
    (kept,) = personal_keeping(person)
    assert kept.fields == ("email",)
    assert kept.retain_until.year == date.today().year + 3
    retention_set(person, until=date(2031, 1, 1), by=BY, reason="Theo đề nghị")
    assert personal_keeping(person)[0].retain_until == date(2031, 1, 1)
    assert last_event(person).code == "person.retention_set"


@pytest.mark.django_db
def test_a_changed_telephone_holds_and_the_former_one_stays_a_claim(person):
    record_change(person, {"phone": "0988 111 222", "note": "đổi số"}, by=BY)
    assert personal_read(person, by=BY, reason="Gọi") == {"phone": "0988 111 222"}
    person.refresh_from_db()
    assert person.note == "đổi số"


@pytest.mark.django_db
def test_nothing_is_erased_before_its_day_and_all_of_it_after(
    person, home, django_capture_on_commit_callbacks
):
    record_change(person, {"phone": PHONE.replace(" ", "")}, by=BY, retain_until=TODAY, reason="viết liền")
    personal_read(person, by=BY, reason="Gọi")
    assert retention_apply(TODAY) == 0
    with django_capture_on_commit_callbacks() as callbacks:
        assert retention_apply(TODAY + timedelta(days=1)) == 1
        assert PHONE in everything_kept(home)
        assert retention_apply(TODAY + timedelta(days=11)) == 1
        assert retention_apply(TODAY + timedelta(days=12)) == 0
    assert len(callbacks) == 2
    kept = everything_kept(home)
    assert PHONE not in kept
    assert PHONE.replace(" ", "") not in kept
    assert personal_read(person, by=BY, reason="Gọi") == {}
    assert {keeping.erased_at is not None for keeping in personal_keeping(person)} == {True}
    assert not PersonalPayload.objects.exclude(salt="").exists(), "digests cannot be tried out"
    assert "phone" in held(claims_about("person", person.key), choices_about("person", person.key))
    assert Event.objects.filter(code="person.personal_erased").count() == 2


@pytest.mark.django_db
def test_the_words_of_a_paper_do_not_keep_what_was_erased(vietnam, home):
    person = write(
        "person", evidence=Evidence(source=source("a"), words=f"Ông Lê Văn An, ĐT {PHONE}", end=30),
        name="Lê Văn An", phone=PHONE,
    )  # fmt: skip
    retention_apply(personal_keeping(person)[0].retain_until + timedelta(days=1))
    assert PHONE not in everything_kept(home)


@pytest.mark.django_db(transaction=True)
def test_the_command_erases_and_leaves_no_old_page_behind(person, home):
    call_command("retention", today="2026-03-12", stdout=StringIO())
    claims = {claim.key for claim in claims_about("person", person.key) if "phone" in claim.says}
    assert erasures_noted() == claims
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        for path in (Path(name), Path(name + "-wal")):
            if path.exists():
                assert PHONE.encode() not in path.read_bytes()


@pytest.mark.django_db
def test_the_dates_are_applied_once_a_day():
    from banggiao.core.jobs import jobs_repeat
    from banggiao.sources.retention import JOB

    jobs_repeat()
    jobs_repeat()
    assert Job.objects.filter(kind=JOB).count() == 1
