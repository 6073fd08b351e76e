"""Lists of records: pages forward and back, filters that combine, what may not be seen, counts, as known on a day."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from banggiao.actors.models import Person, Tenure
from banggiao.core.access import PUBLIC_LABEL, Viewer, label_get, system
from banggiao.core.errors import DeedRefused
from banggiao.core.keys import uuid7
from banggiao.core.nouns import noun_of, nouns
from banggiao.engagements.models import Engagement, Participation
from banggiao.sources import listing
from banggiao.sources.evidence import Evidence
from banggiao.sources.listing import page_of, query_from, rows_of
from banggiao.sources.models import Source
from banggiao.sources.records import record_change, record_create, records_create

pytestmark = pytest.mark.django_db
EVERYBODY = system("kiểm thử")


def asked(noun, viewer=EVERYBODY, **params):
    given = {
        name.replace("__", "."): value if isinstance(value, list) else [value]
        for name, value in params.items()
    }
    return query_from(noun_of(noun), given, viewer)


def listed(noun, viewer=EVERYBODY, size=50, **params):
    return page_of(asked(noun, viewer, **params), viewer, size=size)


def captions(page):
    return [row.caption for row in page.rows]


def refused(noun, **params):
    with pytest.raises(DeedRefused) as refusal:
        asked(noun, **params)
    return refusal.value.code


def walked(noun, viewer, size, **params):
    """All pages from the first to the last, and then from the last back to the first."""
    forward = [listed(noun, viewer, size, **params)]
    while forward[-1].next and len(forward) < 100:
        forward.append(listed(noun, viewer, size, after=forward[-1].next, **params))
    backward = [forward[-1]]
    while backward[-1].previous and len(backward) < 100:
        backward.append(listed(noun, viewer, size, before=backward[-1].previous, **params))
    return forward, backward[::-1]


def anyone(*labels):
    """Somebody who may do everything within these labels."""
    return Viewer("ai đó", labels=frozenset(labels), may=lambda _: True)


@pytest.fixture
def emptied(db):
    """No people and no engagements: those of the pack would stand among the test's own."""
    for model in (Participation, Tenure, Person, Engagement):
        model.objects.all().delete()


@pytest.fixture
def bodies(emptied):
    rows = [
        {"name_vi": "Bộ Thử nghiệm", "code": "thu", "kind": "ministry"},
        {"name_vi": "Vụ Châu Á", "code": "thu-a", "kind": "unit", "parent": "thu"},
        {"name_vi": "Phòng Đông Á", "code": "thu-a-1", "kind": "unit", "parent": "thu-a"},
        {"name_vi": "Bộ Khác", "code": "khac", "kind": "ministry"},
    ]
    return {row["code"]: record_create(noun_of("actor"), row, by=EVERYBODY) for row in rows}


def engagements(rows, **more):
    common = {"kind": "meeting", "status": "held"}
    return records_create(noun_of("engagement"), [{**common, **row} for row in rows], by=EVERYBODY, **more)


# Walking


MIXED = [
    (None, False),
    (1, False),
    (1, True),
    (None, True),
    (0, False),
    (None, False),
    (1, False),
    (None, False),
]


@pytest.mark.parametrize("cap", [0, 1000])  # walked by the database, sorted here
@pytest.mark.parametrize("sort", ["valid_from", "-valid_from", "title", "-title", "created", "-created"])
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@example(days=MIXED, size=1)
@example(days=MIXED, size=2)
@given(
    days=st.lists(st.tuples(st.sampled_from([None, 0, 1, 2]), st.booleans()), min_size=3, max_size=10),
    size=st.integers(1, 4),
)
def test_all_pages_forward_and_back_are_the_sorted_visible_rows(days, size, sort, cap, emptied):
    Engagement.objects.all().delete()
    hidden = label_get(circulation="agency", owner=uuid7())
    engagements([{"title": f"Họp {n}"} for n in range(len(days))])
    seen = []
    for (day, secret), record in zip(days, Engagement.objects.order_by("id"), strict=True):
        record.valid_from = date(2025, 1, 1) + timedelta(day) if day is not None else None
        record.valid_from_precision = "day" if day is not None else ""
        record.sort_key = f"{(record.pk * 7) % 3}"
        record.label_id = hidden.pk if secret else PUBLIC_LABEL
        record.save()
        if not secret:
            seen.append(record)
    of = {
        "valid_from": lambda r: r.valid_from and r.valid_from.toordinal(),
        "title": lambda r: r.sort_key,
        "created": lambda r: None,
    }[sort.lstrip("-")]
    falling = sort.startswith("-")
    valued = sorted((r for r in seen if of(r) is not None), key=lambda r: (of(r), r.pk), reverse=falling)
    expected = [*valued, *sorted((r for r in seen if of(r) is None), key=lambda r: r.pk, reverse=falling)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "CAP", cap)
        forward, backward = walked("engagement", anyone(PUBLIC_LABEL), size, sort=sort)
        keys = [row.key for page in forward for row in page.rows]
        assert keys == [r.key for r in expected]
        assert [row.key for page in backward for row in page.rows] == keys
        assert [row.key for row in rows_of(asked("engagement", sort=sort), anyone(PUBLIC_LABEL))] == keys
    assert forward[0].previous == "" and forward[-1].next == ""


def test_names_stand_in_vietnamese_order_and_people_by_given_name(emptied):
    records_create(
        noun_of("person"),
        [{"name": name} for name in ("Trần Đức Anh", "Lê Văn Dũng", "Phạm Thị Đào", "Nguyễn Ánh")],
        by=EVERYBODY,
    )

    assert captions(listed("person")) == ["Trần Đức Anh", "Nguyễn Ánh", "Lê Văn Dũng", "Phạm Thị Đào"]


def test_a_list_sorts_by_the_name_in_its_column_not_by_the_number_before_it(emptied):
    rows = [
        {"title": "Bản ghi nhớ zkt", "number": "9/KT", "kind": "other"},
        {"title": "Âm vang zkt", "number": "10/KT", "kind": "other"},
        {"title": "Đề án zkt", "kind": "other"},
    ]
    records_create(noun_of("instrument"), rows, by=EVERYBODY)

    assert captions(listed("instrument", q="zkt", sort="title")) == [
        "10/KT · Âm vang zkt",
        "9/KT · Bản ghi nhớ zkt",
        "Đề án zkt",
    ]


# Filters


def test_filters_combine(bodies):
    engagements(
        [
            {"title": "Một", "host": "thu", "kind": "visit", "valid_from": "2025-05-02"},
            {"title": "Hai", "host": "thu", "kind": "meeting", "valid_from": "2025-06"},
            {"title": "Ba", "host": "khac", "kind": "visit", "valid_from": "2025-07-01"},
            {"title": "Bốn", "host": "thu-a-1", "kind": "signing", "valid_from": "2026"},
        ]
    )

    assert captions(listed("engagement", host="thu", kind="visit")) == ["Một"]
    assert captions(listed("engagement", kind=["visit", "signing"])) == ["Bốn", "Ba", "Một"]
    assert captions(listed("engagement", host="thu", host__below="1")) == ["Bốn", "Hai", "Một"]
    assert captions(listed("engagement", valid_from__from="6/2025", valid_from__to="2025")) == ["Ba", "Hai"]
    assert captions(listed("engagement", plan="none", kind="signing")) == ["Bốn"]
    assert captions(listed("engagement", host="Bộ Khác")) == ["Ba"]


def test_an_empty_parameter_counts_for_nothing(bodies):
    engagements([{"title": "Một"}])

    assert captions(listed("engagement", host="", kind=["", " "], q="", true_on="")) == ["Một"]


def test_commitments_are_narrowed_by_their_derived_state_and_show_it(bodies):
    yesterday = (timezone.localdate() - timedelta(1)).isoformat()
    records_create(
        noun_of("commitment"),
        [
            {"text": "Trễ", "lead": "thu", "due": yesterday},
            {"text": "Xong", "lead": "thu", "due": yesterday, "done_on": "2020", "evidence": "Báo cáo 12"},
        ],
        by=EVERYBODY,
    )

    page = listed("commitment", state="doing_late")

    assert captions(page) == ["Trễ"]
    assert [c.name for c in page.columns][-1] == "state"
    assert page.rows[0].cells[-1][0].text == "đang thực hiện quá hạn"
    assert captions(listed("commitment", state=["doing_late", "done_on_time"], lead="thu")) == ["Trễ", "Xong"]


def test_as_true_on_a_day_takes_intervals_with_open_ends(bodies):
    kept = {"kind": "neighbour", "subject": "thu"}
    records_create(
        noun_of("tie"),
        [
            {**kept, "counterpart": "khac", "valid_from": "2010", "valid_to": "2012"},
            {**kept, "counterpart": "thu-a", "valid_from": "2012-05"},
            {**kept, "counterpart": "thu-a-1"},
        ],
        by=EVERYBODY,
    )

    def count(day):
        return listed("tie", true_on=day, subject="thu").count

    assert [count(day) for day in ("2009-12-31", "2010-01-01", "31/12/2012", "2013-01-01")] == [1, 2, 3, 2]


def test_archived_records_stand_apart(bodies):
    record = engagements([{"title": "Cũ"}, {"title": "Mới"}])[0]
    Engagement.objects.filter(pk=record.pk).update(archived_at=timezone.now())

    assert captions(listed("engagement")) == ["Mới"]
    assert captions(listed("engagement", archived="1")) == ["Cũ"]


def test_more_than_a_thousand_are_not_counted(bodies, monkeypatch):
    monkeypatch.setattr(listing, "CAP", 3)
    engagements([{"title": f"Họp {n}"} for n in range(4)])

    page, fewer = listed("engagement"), listed("engagement", q="Họp", valid_from__from="2030")

    assert (page.count, page.more) == (3, True)
    assert (fewer.count, fewer.more) == (0, False)


# What may not be seen


def test_a_record_that_may_not_be_seen_is_masked_in_cells_and_captions_and_narrows_nothing(bodies):
    secret = label_get(circulation="agency", owner=uuid7())
    hidden = record_create(
        noun_of("actor"), {"name_vi": "Tổ bí ẩn", "code": "bi-an", "kind": "unit"}, by=EVERYBODY, label=secret
    )
    tie = {"kind": "neighbour", "subject": "thu", "counterpart": "bi-an"}
    record_create(noun_of("tie"), tie, by=EVERYBODY)
    viewer = anyone(PUBLIC_LABEL)

    page = listed("tie", viewer, subject="thu")

    told = json.dumps(
        [[page.rows[0].caption], [[n.text, n.key] for cell in page.rows[0].cells for n in cell]],
        ensure_ascii=False,
    )
    assert "•••" in page.rows[0].caption and "bí ẩn" not in told and str(hidden.key) not in told
    with pytest.raises(DeedRefused) as by_key:
        asked("tie", viewer, counterpart=str(hidden.key))
    with pytest.raises(DeedRefused) as by_nothing:
        asked("tie", viewer, counterpart=str(uuid7()))
    assert by_key.value.code == by_nothing.value.code == "unknown"


def test_a_field_that_may_not_be_viewed_is_no_column_no_filter_and_no_sort(bodies):
    viewer = Viewer("ai đó", labels=None, may=lambda q: q.field not in ("valid_from", "due"))

    assert "valid_from" not in {c.name for c in listed("engagement", viewer).columns}
    for params in ({"valid_from__from": "2020"}, {"sort": "valid_from"}):
        with pytest.raises(DeedRefused):
            asked("engagement", viewer, **params)
    assert "state" not in {c.name for c in listed("commitment", viewer).columns}


def test_who_may_not_view_a_noun_is_told_so():
    with pytest.raises(DeedRefused) as refusal:
        asked("engagement", Viewer("người lạ"))
    assert refusal.value.code == "not-allowed"


# Bad requests


def test_what_cannot_be_answered_is_refused_by_name(bodies):
    assert refused("engagement", nothing="1") == "unknown-filter"
    assert refused("engagement", kind__below="1") == "unknown-filter"
    assert refused("engagement", kind="picnic") == "choice"
    assert refused("engagement", channel="no-such") == "choice"
    assert refused("engagement", valid_from__from="31/02/2025") == "date"
    assert refused("engagement", valid_from__from="2025", valid_from__to="2024") == "interval"
    assert refused("engagement", sort="purpose") == "unknown-sort"
    assert refused("person", true_on="2025-01-01") == "not-dated"
    assert refused("engagement", known_on="2999-01-01") == "future"
    assert refused("engagement", q="x" * 500) == "too-long"
    assert refused("commitment", state="sleeping") == "choice"


def test_a_forged_place_is_refused(bodies):
    engagements([{"title": f"Họp {n}", "valid_from": "2025-01-01"} for n in range(3)])
    place = listed("engagement", size=1).next
    sorting, _, pk = json.loads(urlsafe_b64decode(place + "=="))

    def forged(*told):
        return urlsafe_b64encode(json.dumps(told).encode()).decode()

    for text in ("x", "%%%", "é", forged(), forged(sorting, "2025-01-01", -1), forged(sorting, "hôm qua", pk),
                 forged("title", "2025-01-01", pk), forged(sorting, ["2025"], pk), forged(sorting, 5, "5"),
                 "W" * 5000):  # fmt: skip
        assert refused("engagement", after=text) == "place"
    assert refused("engagement", after=place, before=place) == "place"
    assert refused("engagement", sort="title", after=place) == "place"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    noun=st.sampled_from([noun.code for noun in nouns()]),
    name=st.sampled_from(
        ["q", "sort", "after", "before", "true_on", "known_on", "kind", "host", "valid_from.from"]
    ),
    value=st.text(max_size=30),
)
def test_whatever_is_typed_is_answered_or_refused(noun, name, value):
    value = value.replace("\0", "")
    try:
        page_of(query_from(noun_of(noun), {name: [value]}, EVERYBODY), EVERYBODY)
    except DeedRefused as refusal:
        assert refusal.vietnamese and refusal.english


# As known on


def snapshot(params_list):
    return [
        [
            (row.caption, [[told.text for told in cell] for cell in row.cells])
            for row in rows_of(asked("engagement", **params), EVERYBODY)
        ]
        for params in params_list
    ]


def test_a_list_as_known_at_a_moment_is_what_it_said_at_that_moment(bodies):
    asks = [
        {},
        {"sort": "title"},
        {"host": "thu"},
        {"kind": "visit"},
        {"valid_from__from": "2025-06"},
        {"true_on": "2025-06-01"},
    ]
    made = engagements(
        [
            {"title": "Một", "host": "thu", "kind": "visit", "valid_from": "2025-05-02", "place": "Hà Nội"},
            {"title": "Hai", "host": "khac", "valid_from": "2025-06"},
            {"title": "Ba", "host": "thu"},
            {"title": "Bốn", "kind": "signing", "valid_from": "2026-01-01"},
        ]
    )
    moments = []

    def remember():
        moments.append((timezone.now(), snapshot(asks)))

    remember()
    record_change(
        made[0], {"host": "khac", "title": "Zê", "valid_from": "2025-07"}, by=EVERYBODY, reason="sửa"
    )
    remember()
    record_change(made[2], {"valid_from": "2025-01-01", "kind": "visit"}, by=EVERYBODY)
    engagements([{"title": "Năm", "host": "thu", "kind": "visit"}])
    remember()
    secret = label_get(circulation="agency", owner=uuid7())
    paper = Source.objects.create(sha256="0" * 64, name="mật báo", format="txt", label=secret)
    record_change(made[1], {"place": "Nơi kín"}, by=EVERYBODY, evidence=Evidence(source=paper), reason="đọc")
    remember()
    record_change(made[1], {"title": "Hai mới"}, by=EVERYBODY)
    record_change(made[0], {"place": ""}, by=EVERYBODY)
    Engagement.objects.filter(pk=made[3].pk).update(archived_at=timezone.now())
    remember()

    for moment, told in moments:
        known = [{**params, "known_on": moment.isoformat()} for params in asks]
        assert snapshot(known) == told
    assert any(before != after for (_, before), (_, after) in pairwise(moments))


def test_pages_as_known_are_walked_like_any_other(bodies, monkeypatch):
    monkeypatch.setattr(listing, "CAP", 2)
    made = engagements([{"title": f"Họp {n}", "valid_from": f"2025-01-{n + 1:02}"} for n in range(9)])
    moment = timezone.now()
    before = [row.key for row in rows_of(asked("engagement"), EVERYBODY)]
    for record in made[::2]:
        record_change(record, {"valid_from": "2024", "title": f"{record.title} bis"}, by=EVERYBODY)

    forward, backward = walked("engagement", EVERYBODY, 2, known_on=moment.isoformat())

    assert [row.key for page in forward for row in page.rows] == before
    assert [row.key for page in backward for row in page.rows] == before
    assert forward[0].rows[0].caption == "Họp 8"


def test_too_many_changes_are_refused_in_words(bodies, monkeypatch):
    monkeypatch.setattr("banggiao.sources.asknown.MOST", 1)
    made = engagements([{"title": f"Họp {n}"} for n in range(3)])
    moment = timezone.now().isoformat()
    for record in made:
        record_change(record, {"place": "Huế"}, by=EVERYBODY)

    with pytest.raises(DeedRefused) as refusal:
        listed("engagement", known_on=moment)
    assert refusal.value.code == "too-many-changes"


# Cost


@pytest.mark.parametrize(
    "params", [{}, {"host": "thu", "kind": "visit"}, {"q": "họp"}, {"host": "thu", "host__below": "1"}]
)
def test_a_page_takes_the_same_queries_whatever_its_size(bodies, django_assert_max_num_queries, params):
    def queries():
        with django_assert_max_num_queries(100) as taken:
            listed("engagement", **params)
        return len(taken)

    engagements([{"title": "Họp 0", "host": "thu", "kind": "visit", "counterpart": "khac"}])
    one = queries()
    engagements(
        [{"title": f"Họp {n}", "host": "thu-a", "kind": "visit", "counterpart": "khac"} for n in range(60)]
    )

    assert queries() == one <= 12


@pytest.mark.parametrize("noun", [noun.code for noun in nouns()])
def test_every_noun_has_a_list_that_sorts_by_all_it_offers(noun, vietnam):
    for name in listing.sorts_offered(noun_of(noun), EVERYBODY):
        for sort in (name, f"-{name}"):
            first = listed(noun, size=3, sort=sort)
            if first.next:
                assert listed(noun, size=3, sort=sort, after=first.next).rows
