"""The audit is sealed behind its writers, and tampering below the program is found."""

from __future__ import annotations

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from banggiao.core import sealing
from banggiao.core.audit import record_event
from banggiao.core.keys import uuid7
from banggiao.core.models import Event, Seal
from banggiao.core.sealing import audit_verify, events_seal

TRIGGER = {
    "sqlite": "DROP TRIGGER core_event_append_only",
    "postgresql": "ALTER TABLE core_event DISABLE TRIGGER core_event_append_only",
}


def tell(count=1, who="Lan"):
    return [
        record_event(
            "clause.changed", noun="clause", record_key=uuid7(), who=who, after={"số": n, "tỉ lệ": 0.5}
        )
        for n in range(count)
    ]


def tamper(sql, *values):
    """Change the audit as somebody who holds the database can."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGER[connection.vendor])
        cursor.execute(sql, values)


@pytest.fixture
def events(db, monkeypatch):
    """Events in seals of ten."""
    monkeypatch.setattr(sealing, "BATCH", 10)
    events_seal()
    made = tell(25)
    assert events_seal() == 25
    return made


def breaks():
    return [(one.code, one.event) for one in audit_verify().breaks]


def test_an_untouched_audit_is_sound_and_sealing_again_seals_nothing(events):
    found = audit_verify()
    assert found.sound
    assert (found.events, found.waiting) == (Event.objects.count(), 0)
    assert events_seal() == 0
    tell(3)
    assert audit_verify().waiting == 3
    assert events_seal() == 3
    assert audit_verify().sound


@pytest.mark.parametrize(
    ("column", "value"),
    [("who", "khác"), ("reason", "bịa"), ("after", '{"số": 7}'), ("at", "2020-01-01T00:00:00+00:00")],
)
def test_a_changed_event_is_found_by_its_number(events, column, value):
    tamper(f"UPDATE core_event SET {column} = %s WHERE id = %s", value, events[12].pk)
    assert breaks() == [("changed", events[12].pk)]


def test_a_removed_event_is_found(events):
    tamper("DELETE FROM core_event WHERE id IN (%s, %s)", events[3].pk, events[24].pk)
    assert breaks() == [("removed", events[3].pk), ("removed", events[24].pk)]


def test_an_event_put_in_among_sealed_ones_is_found(events):
    gone = events[5].pk
    tamper("DELETE FROM core_event WHERE id = %s", gone)
    Seal.objects.all().delete()
    events_seal()
    assert audit_verify().sound  # the gap was there when it was sealed
    Event(pk=gone, code="clause.changed", noun="clause", record_key=uuid7(), who="khác").save(
        force_insert=True
    )
    assert breaks() == [("inserted", gone)]


def test_a_seal_made_anew_breaks_the_chain_after_it(events):
    first = Seal.objects.order_by("-id")[1]
    tamper("UPDATE core_event SET who = 'khác' WHERE id = %s", first.first)
    digests = dict(sealing._digests(first.first, first.last))
    first.marks = b"".join(sealing._MARK.pack(pk, digest[:16]) for pk, digest in digests.items())
    first.digest = sealing._chained(first.previous, first.first, first.last, digests.values())
    first.save()
    assert [code for code, _ in breaks()] == ["chain"]


def test_marks_changed_with_their_event_still_break_the_seal(events):
    seal = Seal.objects.latest("id")
    tamper("UPDATE core_event SET who = 'khác' WHERE id = %s", events[-1].pk)
    digests = dict(sealing._digests(seal.first, seal.last))
    seal.marks = b"".join(sealing._MARK.pack(pk, digest[:16]) for pk, digest in digests.items())
    seal.save()
    assert breaks() == [("chain", None)]


def test_a_removed_seal_breaks_the_chain(events):
    middle = Seal.objects.order_by("id")[Seal.objects.count() - 2]
    middle.delete()
    assert [code for code, _ in breaks()] == ["chain"]


def test_a_chain_made_wholly_anew_lacks_the_digest_noted_before(events):
    noted = audit_verify().head
    assert audit_verify(noted=noted).sound
    tamper("UPDATE core_event SET who = 'khác' WHERE id = %s", events[12].pk)
    Seal.objects.all().delete()
    events_seal()
    assert audit_verify().sound
    assert not audit_verify(noted=noted).sound


def test_the_command_names_the_event(events, capsys):
    call_command("verify_audit")
    assert "sound" in capsys.readouterr().out
    tamper("UPDATE core_event SET who = 'khác' WHERE id = %s", events[12].pk)
    with pytest.raises(CommandError, match=f"event {events[12].pk} was changed"):
        call_command("verify_audit")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_an_event_that_is_committed_late_with_a_smaller_id_is_sealed_with_the_others():
    events_seal()
    began, may_commit = threading.Event(), threading.Event()

    def write_slowly():
        try:
            with transaction.atomic():
                tell(who="chậm")
                began.set()
                assert may_commit.wait(20)
        finally:
            connection.close()

    slow = threading.Thread(target=write_slowly)
    slow.start()
    assert began.wait(20)
    tell(who="nhanh")
    assert events_seal(patience=0.2) == 0  # an event with a smaller id may still come
    may_commit.set()
    slow.join()
    assert events_seal() == 2
    assert list(Event.objects.order_by("-id").values_list("who", flat=True)[:2]) == ["nhanh", "chậm"]
    assert audit_verify().sound


@pytest.mark.django_db(transaction=True)
def test_sealers_at_once_make_one_chain():
    tell(50)
    errors = []

    def seal():
        try:
            events_seal()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=seal) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    events_seal()
    assert errors == []
    found = audit_verify()
    assert found.sound
    assert found.waiting == 0
