"""What a person did last on a record is undone from its history; until when personal data is kept is told."""

from datetime import date

import pytest
from django.utils import timezone

from banggiao.core.access import system
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of
from banggiao.sources.records import record_change, record_create
from banggiao.sources.retention import retention_apply

pytestmark = pytest.mark.django_db
OTHER = system("Trần Thị Khác")


@pytest.fixture
def browser(vietnam, sign_in):
    return sign_in()


def changed_by(browser, record, place):
    last = Event.objects.filter(record_key=record.key).latest("id").pk
    held = {"title": record.title, "kind": record.kind, "status": record.status, "_by": "hand"}
    told = {**held, "place": place, "_version": last, "_reason": "Thử"}
    assert browser.post(f"/r/engagement/{record.key}/change/", told).status_code == 302


def test_the_history_offers_to_undo_what_i_did_last_as_long_as_nobody_built_on_it(browser, sign_in):
    record = record_create(noun_of("engagement"), {"title": "Hội đàm", "kind": "meeting"}, by=OTHER)
    history = f"/r/engagement/{record.key}/history/"
    assert browser.get(history).context["last"] is None
    changed_by(browser, record, "Huế")
    mine = browser.get(history).context["last"]
    assert mine.kind == "changed"
    assert sign_in("doc", mfa=["reader"]).get(history).context["last"] is None
    browser.post(f"/r/engagement/{record.key}/undo/", {"event": mine.key})
    record.refresh_from_db()
    assert record.place == ""
    changed_by(browser, record, "Huế")
    record.refresh_from_db()
    record_change(record, {"place": "Vinh"}, by=OTHER)
    assert browser.get(history).context["last"] is None


def test_who_may_read_personal_data_is_told_until_when_it_is_kept_and_that_it_is_gone(browser, sign_in):
    values = {"name": "Trần Văn Thử", "phone": "0912 345 678"}
    person = record_create(noun_of("person"), values, by=OTHER, retain_until=date(2999, 12, 31))
    address = f"/r/person/{person.key}/"
    page = browser.get(address).content.decode()
    assert "Giữ đến 31/12/2999" in page
    assert "0912 345 678" not in page
    assert "31/12/2999" not in sign_in("doc", mfa=["reader"]).get(address).content.decode()
    retention_apply(date(3000, 1, 1))
    assert f"Đã xóa hẳn ngày {timezone.localdate():%d/%m/%Y}" in browser.get(address).content.decode()
