"""Obligations, ties, agreements and series follow the successor; what was stays."""

from datetime import date
from decimal import Decimal

import pytest

from banggiao.actors import following
from banggiao.actors.models import Actor, Succession, Tie
from banggiao.core.access import system
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of
from banggiao.figures.selectors import series
from banggiao.instruments.models import Commitment, Lead
from banggiao.instruments.succession import succession_carry_out
from banggiao.sources.models import Claim
from banggiao.sources.records import record_change, record_create

BY = system("kiểm thử")
TODAY = date(2026, 11, 21)
MERGED = date(2025, 7, 1)


def make(noun, **values):
    return record_create(noun_of(noun), values, by=BY)


def actor(code, **more):
    return make("actor", code=code, name_vi=f"Cơ quan {code}", kind="agency", **more)


def became(old, new, kind="merged_into", on="2025-07-01"):
    return make("succession", predecessor=str(old.key), successor=str(new.key), kind=kind, on=on)


@pytest.fixture
def merged(vietnam):
    """Two bodies that became one, which was later renamed."""
    a, b, c, d = (actor(f"test-{name}") for name in "abcd")
    return a, b, c, d, became(a, c), became(b, c), became(c, d, "renamed", "2026-03")


def test_who_answers_on_a_day(merged):
    a, b, c, d, *_ = merged
    assert following.answers_for(a, date(2025, 6, 30)) == [a]
    assert following.answers_for(a, date(2025, 7, 1)) == [c]
    assert following.answers_for(a, TODAY) == [d]  # a month's first day counts
    assert following.predecessors(d, TODAY) == [c, a, b]
    assert following.actor_ids_with_history([d.pk], TODAY) == {a.pk, b.pk, c.pk, d.pk}
    assert following.predecessors(d, date(2026, 2, 28)) == []


def test_a_list_knows_a_succession_as_soon_as_it_is_written(vietnam):
    a, b = actor("test-a"), actor("test-b")
    assert following.actor_ids_with_history([b.pk], TODAY) == {b.pk}
    became(a, b)
    assert following.actor_ids_with_history([b.pk], TODAY) == {a.pk, b.pk}


def test_a_split_has_several_successors(vietnam):
    a, b, c = (actor(f"test-{name}") for name in "abc")
    became(a, b, "split_into")
    became(a, c, "split_into")
    assert following.successors(a, TODAY) == [b, c]


def test_an_old_circle_is_walked_once(merged):
    a, _, _, d, *_ = merged
    Succession.objects.create(predecessor=d, successor=a, kind="renamed", on=date(2026, 5, 1))
    following.answers_for(a, TODAY)
    assert a not in following.predecessors(a, TODAY)


def test_the_archived_succession_counts_no_more(merged):
    a, _, c, _, first, *_ = merged
    Succession.objects.filter(pk=first.pk).update(archived_at="2026-01-01T00:00Z")
    assert following.answers_for(a, TODAY) == [a]
    assert c not in following.successors(a, TODAY)


@pytest.fixture
def owing(merged):
    """What body a owes when it is merged into c."""
    a, b, c, d, _first, *_ = merged
    partner = Actor.objects.get(code="country-JPN")
    led = make(
        "commitment",
        text="Xây trung tâm",
        lead=str(a.key),
        supporters=[str(c.key), str(b.key)],
        given_on="2024-01-15",
        counterpart=str(partner.key),
    )
    done = make(
        "commitment", text="Việc đã xong", lead=str(a.key), done_on="2025-01-01", evidence="Báo cáo 1"
    )
    supported = make("commitment", text="Việc phối hợp", lead=str(d.key), supporters=[str(a.key)])
    twin = make(
        "tie",
        kind="twinning",
        subject=str(a.key),
        counterpart=str(partner.key),
        valid_from="2010",
        label_official="Hữu nghị hợp tác",
    )
    return led, done, supported, twin


def test_open_work_passes_to_the_successor_and_history_stays(merged, owing):
    a, b, c, _d, first, *_ = merged
    led, done, supported, twin = owing
    carried = succession_carry_out(first, by=BY, on=MERGED, reason="NQ 202/2025/QH15", today=TODAY)
    assert {x.key for x in carried.commitments} == {led.key, supported.key}
    led.refresh_from_db()
    assert led.lead == c
    assert set(led.supporters.all()) == {b}, "the lead does not support itself"
    terms = list(
        Lead.objects.filter(commitment=led)
        .order_by("valid_from")
        .values_list("actor", "valid_from", "valid_to")
    )
    assert terms == [(a.pk, date(2024, 1, 15), date(2025, 6, 30)), (c.pk, MERGED, None)]
    done.refresh_from_db()
    assert done.lead == a
    supported.refresh_from_db()
    assert list(supported.supporters.all()) == [c]
    twin.refresh_from_db()
    new = Tie.objects.get(subject=c, kind="twinning")
    assert (twin.valid_to, new.valid_from, new.counterpart) == (date(2025, 6, 30), MERGED, twin.counterpart)
    assert new.label_official == "Hữu nghị hợp tác"
    told = Claim.objects.filter(noun="commitment", record_key=led.key).order_by("-id")[0]
    assert told.says["lead"] == str(c.key) and told.words == "NQ 202/2025/QH15"
    assert Event.objects.filter(
        record_key=led.key, code="commitment.changed", reason="NQ 202/2025/QH15"
    ).exists()
    again = succession_carry_out(first, by=BY, on=MERGED, reason="NQ 202/2025/QH15", today=TODAY)
    assert again.commitments == () and again.ties == ()


def test_what_passed_can_be_set_back_by_what_the_audit_kept(merged, owing):
    a, *_, first, _, _ = merged
    led, *_ = owing
    succession_carry_out(first, by=BY, on=MERGED, reason="nhầm", today=TODAY)
    event = Event.objects.get(record_key=led.key, code="commitment.changed")
    record_change(Commitment.objects.get(pk=led.pk), event.before, by=BY, reason="hoàn tác")
    led.refresh_from_db()
    assert led.lead == a


def test_a_split_asks_which_successor_takes_which(vietnam):
    a, b, c = (actor(f"test-{name}") for name in "abc")
    to_b, to_c = became(a, b, "split_into"), became(a, c, "split_into")
    one, other = (make("commitment", text=text, lead=str(a.key)) for text in ("Việc một", "Việc hai"))
    with pytest.raises(DeedRefused) as refused:
        succession_carry_out(to_b, by=BY, on=MERGED, reason="NĐ", today=TODAY)
    assert refused.value.code == "succession-split"
    succession_carry_out(to_b, by=BY, on=MERGED, reason="NĐ", takes={one.key}, today=TODAY)
    succession_carry_out(to_c, by=BY, on=MERGED, reason="NĐ", takes={other.key}, today=TODAY)
    assert Commitment.objects.get(pk=one.pk).lead == b
    assert Commitment.objects.get(pk=other.pk).lead == c


@pytest.mark.parametrize(
    ("on", "reason", "code"),
    [
        (date(2025, 6, 30), "NQ", "succession-day"),
        (date(2026, 11, 22), "NQ", "succession-day"),
        (MERGED, "  ", "reason"),
    ],
)
def test_a_wrong_day_or_no_reason_changes_nothing(merged, owing, on, reason, code):
    *_, first, _, _ = merged
    with pytest.raises(DeedRefused) as refused:
        succession_carry_out(first, by=BY, on=on, reason=reason, today=TODAY)
    assert refused.value.code == code
    assert Lead.objects.filter(commitment=owing[0]).count() == 1


def test_the_series_of_a_merged_body_sums_its_predecessors_and_counts_nothing_twice(merged):
    a, b, c, d, *_ = merged
    indicator = make("indicator", code="test-visits", name_vi="Số đoàn", unit="đoàn")

    def figure(subject, value, year, as_of=None):
        make(
            "figure",
            indicator=str(indicator.key),
            subject=str(subject.key),
            value=value,
            unit="đoàn",
            valid_from=year,
            valid_to=year,
            as_of=as_of or f"{year}-12-31",
        )

    figure(a, 3, "2023")
    figure(b, 4, "2023")
    figure(a, 30, "2024", "2024-06-30")
    figure(a, 31, "2024")  # counted later: it holds
    figure(c, 9, "2025")  # the merged body counts the whole year
    figure(a, 5, "2025")
    figure(d, 12, "2026")
    found = {point.start.year: point for point in series(BY, indicator, d)}
    assert {year: point.value for year, point in found.items()} == {
        2023: Decimal(7),
        2024: Decimal(31),
        2025: Decimal(9),
        2026: Decimal(12),
    }
    assert [f.subject for f in found[2023].figures] == [a, b]
    alone = series(BY, indicator, d, with_predecessors=False)
    assert [point.value for point in alone] == [Decimal(12)]


def test_a_body_that_was_there_before_keeps_its_own_older_figures(vietnam):
    a, c = actor("test-a"), actor("test-c")
    became(a, c)
    indicator = make("indicator", code="test-visits", name_vi="Số đoàn", unit="đoàn")
    for subject, value, year in ((a, 3, "2023"), (c, 4, "2023"), (c, 9, "2025"), (a, 2, "2025")):
        make(
            "figure",
            indicator=str(indicator.key),
            subject=str(subject.key),
            value=value,
            unit="đoàn",
            valid_from=year,
            valid_to=year,
            as_of=year,
        )
    assert [(p.start.year, p.value) for p in series(BY, indicator, c)] == [
        (2023, Decimal(7)),
        (2025, Decimal(9)),
    ]
