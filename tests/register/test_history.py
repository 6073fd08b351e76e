"""The history of a record tells a value only to those who may see a source that says it."""

import pytest

from banggiao.core.access import Question, Viewer
from banggiao.core.models import AccessLabel
from banggiao.sources.deeds import claim_add, record_relabel
from banggiao.sources.evidence import Evidence
from banggiao.sources.history import Entry, history_of
from tests.register.deeds_tools import BY, agency, meeting, source

pytestmark = pytest.mark.django_db


def sees(*labels: int) -> Viewer:
    def may(_question: Question) -> bool:
        return True

    return Viewer(name="người xem", labels=frozenset(labels), may=may)


def told(entries: list[Entry]) -> set[str]:
    words = (named.text for e in entries for c in e.changes for named in (*c.before, *c.after))
    return set(words)


def test_what_was_written_while_the_record_was_closed_is_hidden_once_it_is_open() -> None:
    record, narrow = meeting(), agency()
    record_relabel(record, label=narrow, by=BY, reason="nội bộ")
    claim_add(record, {"place": "Nhà khách kín"}, by=BY, evidence=Evidence(source=source("e", narrow)))
    record_relabel(record, label=AccessLabel.objects.get(pk=1), by=BY, reason="công bố")
    record.refresh_from_db()
    assert "Nhà khách kín" not in told(history_of(record, sees(1), "vi", most=10))
    assert "Nhà khách kín" in told(history_of(record, sees(1, narrow.pk), "vi", most=10))


def test_what_an_open_source_says_too_is_told() -> None:
    record = meeting(place="Hà Nội")
    claim_add(record, {"place": "Huế"}, by=BY, evidence=Evidence(source=source("f", agency())))
    claim_add(record, {"place": "Huế"}, by=BY, evidence=Evidence(source=source("g")))
    assert "Huế" in told(history_of(record, sees(record.label_id), "vi", most=10))
