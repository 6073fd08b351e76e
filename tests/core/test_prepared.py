"""A prepared query finds what the same query finds when Django puts it together anew."""

import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from banggiao.actors.models import Actor
from banggiao.core.access import Viewer
from banggiao.core.prepared import ID, KEY, ids_asked, keys_asked, prepared

pytestmark = pytest.mark.django_db


@prepared
def _by_key(labels: frozenset[int] | None) -> QuerySet[Actor]:
    rows = Actor.objects.visible_to(Viewer(name="", labels=labels)).filter(key=KEY)
    return rows.select_related("parent", "label").defer("note")


@prepared
def _by_id() -> QuerySet[Actor, int]:
    return Actor.objects.filter(pk=ID).values_list("pk", flat=True)


@prepared
def _among() -> QuerySet[Actor, dict[str, object]]:
    return Actor.objects.filter(key__in=keys_asked()).order_by("code").values("code", "key")


@prepared
def _among_ids() -> QuerySet[Actor, str]:
    return Actor.objects.filter(pk__in=ids_asked()).order_by("code").values_list("code", flat=True)


def some(count: int) -> list[Actor]:
    return list(Actor.objects.exclude(parent=None).order_by("code")[:count])


def test_each_record_is_found_with_what_was_asked_beside_it(vietnam: None) -> None:
    for actor in some(5):
        [found] = _by_key(None).of(key=actor.key)
        assert (found, found.code, found.note) == (actor, actor.code, actor.note)
        with CaptureQueriesContext(connection) as asked:
            assert found.parent == actor.parent and found.label.pk == actor.label_id
        assert len(asked) == 1, "only the actor's own parent was not read with it"
        assert list(_by_id().of(id=actor.pk)) == [actor.pk]


def test_an_unknown_record_is_not_found(vietnam: None) -> None:
    assert list(_by_key(None).of(key=uuid4())) == []
    assert list(_by_id().of(id=-1)) == []


def test_labels_that_a_viewer_does_not_see_hide_the_record(vietnam: None) -> None:
    actor = some(1)[0]
    assert list(_by_key(frozenset({actor.label_id})).of(key=actor.key)) == [actor]
    assert list(_by_key(frozenset({actor.label_id + 1})).of(key=actor.key)) == []
    assert list(_by_key(frozenset()).of(key=actor.key)) == []


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 33])
def test_any_number_of_records_is_found_once_each_in_the_asked_order(vietnam: None, count: int) -> None:
    actors = some(count)
    found = _among().of(keys=[actor.key for actor in reversed(actors)])
    assert list(found) == [{"code": actor.code, "key": actor.key} for actor in actors]
    ids = _among_ids().of(ids=[actor.pk for actor in actors])
    assert list(ids) == [actor.code for actor in actors]


def test_the_sql_is_put_together_once(vietnam: None) -> None:
    assert _among() is _among()
    first, second = some(2)
    with CaptureQueriesContext(connection) as asked:
        assert [row["code"] for row in _among().of(keys=[first.key])] == [first.code]
        assert [row["code"] for row in _among().of(keys=[second.key])] == [second.code]
    assert len(asked) == 2


@pytest.mark.django_db(transaction=True)
def test_threads_ask_through_their_own_connections(vietnam: None) -> None:
    actors = some(8)
    told: dict[str, str] = {}

    def ask(actor: Actor) -> None:
        [found] = _by_key(None).of(key=actor.key)
        told[actor.code] = found.code
        connection.close()

    for actor in actors:
        list(_by_key(None).of(key=actor.key))
    threads = [threading.Thread(target=ask, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == {actor.code: actor.code for actor in actors}
