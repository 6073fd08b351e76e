"""What is done to records besides creating and changing them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from banggiao.actors.models import Actor, Tie
from banggiao.core.access import Viewer, label_get, system
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.models import AccessLabel, Attachment, Event
from banggiao.core.nouns import noun_of
from banggiao.sources.deeds import (
    claim_accept,
    claim_add,
    claim_reject,
    field_choose,
    record_archive,
    record_relabel,
    record_restore,
)
from banggiao.sources.holding import choices_about, claims_about, disputes, held
from banggiao.sources.models import Claim, ClaimState, Source
from banggiao.sources.projecting import record_reproject
from banggiao.sources.records import Evidence, record_change, record_create

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("Nguyễn Văn Thử")


def write(noun, /, evidence=None, label=None, **values):
    more = {"evidence": evidence} if evidence else {}
    return record_create(noun_of(noun), values, by=BY, label=label, **more)


def meeting(**more):
    return write("engagement", **{"title": "Hội đàm cấp Thứ trưởng", "kind": "meeting", **more})


def source(number, label=None):
    own = {"label": label} if label else {}
    return Source.objects.create(sha256=number * 64, name=f"{number}.docx", format="docx", title=f"Văn bản {number}", **own)


def agency():
    return label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)


def last_event(record):
    return Event.objects.filter(noun=record.noun_code, record_key=record.key).order_by("-id").first()


def claim_saying(record, field, value):
    return next(c for c in claims_about(record.noun_code, record.key) if c.says.get(field) == value and c.recorded_to is None)


@pytest.fixture
def uk_tier():
    """The partnership of Viet Nam and the United Kingdom, of which two newspapers give two days (C1)."""
    tie = Tie.objects.filter(kind="partnership", counterpart__code="country-GBR").first()
    if tie is not None:
        record_archive(tie, by=BY, reason="để thử")
    return write(
        "tie", evidence=Evidence(source=source("a"), words="nâng cấp quan hệ ngày 29/10"), kind="partnership",
        subject="country-VNM", counterpart="country-GBR", rank="CSP", valid_from="2025-10-29",
    )  # fmt: skip


# Two sources that disagree


def test_two_sources_disagree_and_one_is_chosen_with_a_reason(uk_tier):
    (other,) = claim_add(uk_tier, {"valid_from": "2025-10-30"}, by=BY, evidence=Evidence(source=source("b")))
    uk_tier.refresh_from_db()
    assert str(uk_tier.valid_from) == "2025-10-29", "what another says does not change what holds"
    before = timezone.now()
    field_choose(uk_tier, "valid_from", claim=other, by=BY, reason="Theo ngày của tuyên bố chung")
    uk_tier.refresh_from_db()
    assert str(uk_tier.valid_from) == "2025-10-30"
    claims, choices = claims_about("tie", uk_tier.key), choices_about("tie", uk_tier.key)
    now, then = held(claims, choices)["valid_from"], held(claims, choices, at=before)["valid_from"]
    assert (now.value, now.choice.reason) == ("2025-10-30", "Theo ngày của tuyên bố chung")
    assert then.value == "2025-10-29", "as known on before the choice the old value is the answer"
    assert [c.says["valid_from"] for c in disputes("valid_from", now)] == ["2025-10-29"]
    event = last_event(uk_tier)
    assert (event.code, event.before["valid_from"], event.after["valid_from"], event.reason) == (
        "tie.chosen", "2025-10-29", "2025-10-30", "Theo ngày của tuyên bố chung",
    )  # fmt: skip
