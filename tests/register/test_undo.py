"""Undoing what somebody just did leaves the record, what holds and what is found as they were before."""

from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from banggiao.core.access import Viewer, system
from banggiao.core.audit import request_id
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.models import Attachment, Event
from banggiao.core.nouns import noun_of
from banggiao.engagements.models import Engagement, Participation
from banggiao.sources.deeds import (
    claim_accept,
    claim_add,
    claim_reject,
    field_choose,
    record_archive,
    record_relabel,
    record_restore,
)
from banggiao.sources.evidence import Evidence
from banggiao.sources.holding import claims_about
from banggiao.sources.records import record_change, records_create
from banggiao.sources.undoing import deed_undo, last_deed, undo_request
from tests.register.deeds_tools import BY, agency, last_event, meeting, whole, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

OTHER = system("Trần Thị Khác")
VALUES = {
    "title": ["Hội đàm", "Hội đàm vòng hai", "Tọa đàm"],
    "place": ["Hà Nội", "Huế", None],
    "valid_from": ["2025-03-01", "2025-03", None],
    "valid_to": ["2025-04", "2025-02-01", None],
    "counterpart": ["country-JPN", "country-FRA", None],
    "channel": ["state", "party", None],
}
DEEDS = ["change", "claim", "choose", "accept", "reject", "archive", "restore", "relabel"]
numbers = count()


def do(deed, record, draw):
    """Do one deed of the kind, as the drawn numbers say. Return whether anything was done."""
    name = draw(st.sampled_from(sorted(VALUES)))
    value = draw(st.sampled_from(VALUES[name]))
    narrow = draw(st.booleans())
    before = last_event(record)
    claims = [c for c in claims_about("engagement", record.key) if c.recorded_to is None]
    claim = draw(st.sampled_from(claims))
    try:
        if deed == "change":
            record_change(record, {name: value}, by=BY, reason="đọc lại")
        elif deed == "claim":
            own = _source(narrow)
            claim_add(
                record, {name: value}, by=BY, evidence=Evidence(source=own, confirmed=draw(st.booleans()))
            )
        elif deed == "choose":
            field_choose(
                record, draw(st.sampled_from(sorted(claim.says))), claim=claim, by=BY, reason="mới hơn"
            )
        elif deed == "accept":
            claim_accept(claim, by=BY)
        elif deed == "reject":
            claim_reject(claim, by=BY, reason="nhầm")
        elif deed == "archive":
            record_archive(record, by=BY, reason="thừa")
        elif deed == "restore":
            record_restore(record, by=BY)
        else:
            record_relabel(
                record, label=agency(draw(st.sampled_from(["mfa", "bct"]))), by=BY, reason="nội bộ"
            )
    except (DeedRefused, RowsRefused):
        assert last_event(record) == before, "what is refused leaves no trace"
        return False
    return last_event(record) != before


def _source(narrow):
    from banggiao.sources.models import Source

    number = next(numbers)
    more = {"label": agency()} if narrow else {}
    return Source.objects.create(sha256=f"{number:064x}", name=f"{number}.docx", format="docx", **more)


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_deeds_undone_one_by_one_lead_back_to_where_they_began(data):
    from django.db import transaction

    with transaction.atomic():
        record = meeting(place="Đà Nẵng", valid_from="2025-03-01", counterpart="country-JPN")
        states = [whole(record)]
        done = []
        for deed in data.draw(st.lists(st.sampled_from(DEEDS), min_size=1, max_size=7)):
            record.refresh_from_db()
            if do(deed, record, data.draw):
                done.append(last_event(record))
                states.append(whole(record))
        for event in reversed(done):
            states.pop()
            assert last_deed(record, BY) == event
            deed_undo(event, by=BY)
            assert whole(record) == states[-1]
            assert last_event(record).code == "engagement.undone"
        transaction.set_rollback(True)


def test_only_the_person_who_did_it_may_undo_it_and_only_once():
    record = meeting()
    record_change(record, {"place": "Huế"}, by=BY)
    event = last_event(record)
    with pytest.raises(DeedRefused) as refusal:
        deed_undo(event, by=OTHER)
    assert refusal.value.code == "not-yours"
    deed_undo(event, by=BY)
    with pytest.raises(DeedRefused) as refusal:
        deed_undo(event, by=BY)
    assert refusal.value.code == "undone"


def test_what_somebody_built_on_is_not_undone_and_the_refusal_names_who():
    record = meeting()
    record_change(record, {"place": "Huế"}, by=BY)
    mine = last_event(record)
    record_change(record, {"place": "Vinh"}, by=OTHER)
    assert last_deed(record, BY) is None
    with pytest.raises(DeedRefused) as refusal:
        deed_undo(mine, by=BY)
    assert refusal.value.code == "built-on"
    assert OTHER.name in refusal.value.message("vi")
    record.refresh_from_db()
    assert record.place == "Vinh"


def test_another_field_that_somebody_changed_since_is_left_as_it_is():
    record = meeting()
    record_change(record, {"place": "Huế"}, by=BY)
    mine = last_event(record)
    record_change(record, {"title": "Hội đàm mở rộng"}, by=OTHER)
    deed_undo(mine, by=BY)
    record.refresh_from_db()
    assert (record.place, record.title) == ("", "Hội đàm mở rộng")


def test_a_record_on_which_others_stand_is_not_unmade():
    record = meeting()
    made = last_event(record)
    write("participation", by=OTHER, engagement=str(record.key), actor="mfa", role="host")
    with pytest.raises(DeedRefused) as refusal:
        deed_undo(made, by=BY)
    assert refusal.value.code == "depended-on"


def test_a_person_without_the_right_undoes_nothing():
    record = meeting()
    record_change(record, {"place": "Huế"}, by=BY)
    reader = Viewer(name=BY.name, labels=None, may=lambda question: question.action == "view")
    with pytest.raises(DeedRefused) as refusal:
        deed_undo(last_event(record), by=reader)
    assert refusal.value.code == "not-allowed"


@pytest.fixture
def one_request():
    token = request_id.set("0190-nhap-bang")
    yield "0190-nhap-bang"
    request_id.reset(token)


def test_a_whole_import_is_undone_at_once(one_request):
    engagements = records_create(
        noun_of("engagement"), [{"title": f"Hoạt động {n}", "kind": "meeting"} for n in range(30)], by=BY
    )
    records_create(
        noun_of("participation"),
        [{"engagement": str(e.key), "actor": "mfa", "role": "host"} for e in engagements],
        by=BY,
    )
    record_change(engagements[0], {"place": "Huế"}, by=BY)
    request_id.set("")
    assert undo_request(one_request, by=BY) == 61
    assert not Engagement.objects.current().filter(pk__in=[e.pk for e in engagements]).exists()
    assert not Participation.objects.current().filter(engagement__in=engagements).exists()
    assert Event.objects.filter(code__endswith=".undone").count() == 61
    with pytest.raises(DeedRefused) as refusal:
        undo_request(one_request, by=BY)
    assert refusal.value.code == "nothing-to-undo"


def test_an_import_on_which_somebody_built_stays_whole(one_request):
    first, second = records_create(
        noun_of("engagement"), [{"title": f"Hoạt động {n}", "kind": "meeting"} for n in range(2)], by=BY
    )
    request_id.set("")
    record_change(first, {"place": "Huế"}, by=OTHER)
    with pytest.raises(DeedRefused):
        undo_request(one_request, by=BY)
    second.refresh_from_db()
    assert second.archived_at is None


def test_who_may_see_a_record_with_its_parts_and_files_is_undone_together():
    record = meeting()
    part = write("participation", engagement=str(record.key), actor="mfa", role="host")
    file = Attachment.objects.create(
        noun="engagement", record_key=record.key, name="a.pdf", media_type="application/pdf", size=1, sha256="a" * 64,
        added_by=BY.name,
    )  # fmt: skip
    before = record.label_id
    record_relabel(record, label=agency(), by=BY, reason="nội bộ")
    deed_undo(last_event(record), by=BY)
    for row in (record, part, file):
        row.refresh_from_db()
        assert row.label_id == before
