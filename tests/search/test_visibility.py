"""What is found is only what the viewer may see: records, counts, snippets, former names."""

from __future__ import annotations

from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.core.access import PUBLIC_LABEL, Viewer, label_get
from banggiao.core.nouns import noun_of
from banggiao.search import selectors
from banggiao.search.selectors import narrowed, search
from banggiao.search.services import entries_relabel
from banggiao.sources.records import record_create, records_create

from .conftest import BY

ENGAGEMENT = noun_of("engagement")
STRANGER = Viewer(name="người lạ", labels=frozenset({PUBLIC_LABEL}), may=lambda _: True)


def hide(record, actor):
    """Let only one agency see a record, entry included."""
    label = label_get(circulation="agency", owner=actor.key)
    type(record).objects.filter(pk=record.pk).update(label=label)
    entries_relabel(noun_of(record.noun_code), [record.pk], label.pk)
    return label


def test_records_of_others_are_neither_found_nor_counted(corpus, vietnam, monkeypatch):
    owner = noun_of("actor").model.objects.order_by("id").first()
    label = hide(corpus["hoa-binh"], owner)
    assert search(BY, "hoa binh zeta").count == 1
    page = search(STRANGER, "hoa binh zeta")
    assert (page.hits, page.count, page.counts) == ((), 0, ())
    assert search(STRANGER, "zeta").count == len(corpus) - 1
    mine = replace(STRANGER, labels=frozenset({PUBLIC_LABEL, label.pk}))
    assert search(mine, "hoa binh zeta").count == 1
    rows = ENGAGEMENT.model.objects.all()
    assert not narrowed(rows, ENGAGEMENT, "hoa binh zeta", STRANGER).exists()
    monkeypatch.setattr(selectors, "_MOST_IN_LIST", 0)
    assert not narrowed(rows, ENGAGEMENT, "hoa binh zeta", STRANGER).exists()
    assert narrowed(rows, ENGAGEMENT, "hoa binh zeta", mine).exists()


def test_a_former_name_of_others_leads_nowhere(corpus, vietnam):
    actor = record_create(noun_of("actor"), {"name_vi": "Sở Omega", "code": "omega", "kind": "agency"}, by=BY)
    name = record_create(
        noun_of("actorname"),
        {"name": "Ty Thái Ất", "actor": str(actor.key), "kind": "former", "language": "vi"},
        by=BY,
    )
    assert search(STRANGER, "ty thai at").hits
    hide(name, actor)
    assert not search(STRANGER, "ty thai at").hits
    assert not narrowed(type(actor).objects.all(), noun_of("actor"), "ty thai at", STRANGER).exists()


def test_who_may_view_nobody_of_a_noun_finds_none(corpus):
    blind = replace(STRANGER, may=lambda q: q.noun != "engagement")
    assert not search(blind, "zeta").counts
    assert not narrowed(ENGAGEMENT.model.objects.all(), ENGAGEMENT, "zeta", blind).exists()


def test_a_field_that_may_not_be_read_gives_nothing_away(corpus):
    curious = replace(STRANGER, may=lambda q: (q.noun, q.field) != ("engagement", "purpose"))
    assert not search(curious, "zeta ca tra").counts


def test_personal_values_are_not_found(db):
    person = {"name": "Trần Thị Sigma", "home_place": "Làng Kappa"}
    record_create(noun_of("person"), person, by=BY)
    assert search(BY, "sigma").count == 1
    assert search(BY, "kappa").count == 0


def test_archived_records_are_not_found(corpus):
    record = corpus["hoa-binh"]
    record.archived_at = record.created_at
    record.save()
    from banggiao.search.services import entries_write

    entries_write(ENGAGEMENT, [record])
    assert not search(BY, "hoa binh zeta").hits


def test_the_number_of_queries_does_not_grow_with_the_hits(corpus):
    def queries(words):
        with CaptureQueriesContext(connection) as seen:
            assert search(BY, words).hits
        return len(seen)

    one = queries("toan quoc zeta")
    rows = [{"title": f"Zeta toàn quốc {n}", "kind": "meeting"} for n in range(30)]
    records_create(ENGAGEMENT, rows, by=BY)
    assert queries("toan quoc zeta") == one
