"""A draft is forecast as it stands, with the soundings; what was forecast never changes and is scored afterwards."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from banggiao.core.access import label_get
from banggiao.core.errors import RowsRefused
from banggiao.core.jobs import run_until_idle
from banggiao.core.models import Job
from banggiao.core.nouns import noun_of
from banggiao.multilateral import learning
from banggiao.multilateral.asking import asked_of, digest_of
from banggiao.multilateral.models import VoteForecast, VoteOutcome
from banggiao.multilateral.selectors import standing_of
from banggiao.multilateral.services import outcome_enter, votes_typed
from banggiao.sources.records import record_change, record_create
from tests.multilateral.conftest import BY, LAST_TITLE, actor_key, sound

pytestmark = pytest.mark.django_db


def only(draft):
    (forecast,) = VoteForecast.objects.filter(draft=draft)
    return forecast


def test_a_draft_is_forecast_without_being_asked_for(draft):
    one = draft()
    assert standing_of(one).state == "waiting"
    run_until_idle()
    standing = standing_of(one)
    assert (standing.state, standing.current) == ("ready", True)
    sheet = standing.forecast.sheet
    assert [member["iso3"] for member in sheet["members"]][:2] == ["AUS", "BRN"]
    assert all(abs(sum(member["chances"]) - 1) < 1e-3 for member in sheet["members"])
    assert (
        sheet["tally"]["intervals"]["Y"][0]
        <= sheet["tally"]["expected"]["Y"]
        <= sheet["tally"]["intervals"]["Y"][1]
    )
    assert sheet["precedents"][0]["title"] == LAST_TITLE
    assert sheet["precedents"][0]["day"] > sheet["precedents"][1]["day"]
    assert set(sheet["baselines"]) == {"copy last vote", "base rate", "always yes"}


def test_the_same_question_is_answered_once_and_another_one_anew(draft):
    one = draft()
    run_until_idle()
    record_change(one, {"note": "không đổi câu hỏi"}, by=BY, reason="thử")
    run_until_idle()
    first = only(one)
    record_change(one, {"title": "Generated text on mercenaries"}, by=BY, reason="thử")
    one.refresh_from_db()
    assert standing_of(one).current is False
    run_until_idle()
    assert VoteForecast.objects.filter(draft=one).count() == 2
    assert standing_of(one).forecast != first


def test_nothing_after_the_day_of_the_vote_is_known_and_nothing_after_the_facts(assembly):
    last = assembly.calls.dates[-1].astype(dt.date)
    assert learning.origin_of(assembly, None) == last + dt.timedelta(days=1)
    assert learning.origin_of(assembly, last + dt.timedelta(days=900)) == last + dt.timedelta(days=1)
    assert learning.origin_of(assembly, dt.date(2018, 1, 1)) == dt.date(2018, 1, 1)


def test_a_vote_expected_in_the_past_is_forecast_from_what_was_before_it(draft):
    one = draft(expected="2018-10-10")
    run_until_idle()
    forecast = only(one)
    assert forecast.origin == dt.date(2018, 10, 10)
    assert forecast.sheet["last_day"] < "2018-10-10"
    assert all(one["day"] < "2018-10-10" for one in forecast.sheet["precedents"])


def test_soundings_condition_the_forecast_beside_the_unconditioned(draft):
    one = draft()
    run_until_idle()
    before = only(one).sheet
    sound(one, "FRA", "Y", on="2021-01-05")
    sound(one, "FRA", "N", on="2021-01-09")
    run_until_idle()
    sheet = standing_of(one).forecast.sheet
    france = next(member for member in sheet["members"] if member["iso3"] == "FRA")
    assert france["known"] == [0, 1, 0, 0], "the latest sounding counts"
    assert [m["chances"] for m in sheet["members"]] == [m["chances"] for m in before["members"]]
    assert sheet["tally_known"]["expected"] != sheet["tally"]["expected"]


def test_a_sounding_that_fewer_may_see_stays_out_of_the_forecast(draft):
    body = label_get(circulation="agency", owner=actor_uuid("mfa"))
    one, told = draft(), None
    told = sound(one, "FRA", "N")
    type(told).objects.filter(pk=told.pk).update(label=body)
    assert asked_of(one)["known"] == {}
    type(told).objects.filter(pk=told.pk).update(label=one.label)
    assert asked_of(one)["known"] == {"FRA": "N"}


def actor_uuid(code):
    from uuid import UUID

    return UUID(actor_key(code))


def test_states_and_groups_sponsor(draft):
    keys = [actor_key(code) for code in ("country-CUB", "org-g77", "country-VNM")]
    assert asked_of(draft(sponsors=keys))["sponsors"] == ["@G77", "CUB", "VNM"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x", "sponsors": ["Nước Không Có"]}, "sponsors"),
        ({"title": "x", "sponsors": ["country-VNM", "VNM"]}, "sponsors"),
        ({"title": "x", "sponsors": ["mfa"]}, "sponsors"),
    ],
    ids=["no title", "unknown state", "doubled", "no state"],
)
def test_a_draft_that_cannot_be_right_is_refused_at_its_field_and_nothing_is_written(assembly, values, field):
    model = noun_of("votedraft").model
    with pytest.raises(RowsRefused) as refused:
        record_create(noun_of("votedraft"), values, by=BY)
    assert {fault.field for _, fault in refused.value.faults} == {field}
    assert not model.objects.exists()
    assert not Job.objects.filter(kind="multilateral.forecast").exists()


def test_only_a_state_is_sounded(draft):
    one = draft()
    with pytest.raises(RowsRefused, match="none"):
        record_create(
            noun_of("sounding"), {"draft": str(one.key), "actor": actor_key("mfa"), "position": "Y"}, by=BY
        )


def test_a_title_in_another_language_still_gets_a_forecast(draft):
    one = draft(title="Chống phổ biến vũ khí", sponsors=[actor_key("country-CUB")])
    run_until_idle()
    sheet = only(one).sheet
    assert sheet["precedents"] == [] and sheet["swings"] == []
    assert len(sheet["members"]) == 18
    assert sheet["unread"]


def test_what_changed_in_the_text_is_told_by_paragraph(draft):
    one = draft(
        earlier_text="Recalling the past,\nCalls upon States to disarm in good faith;\nDecides to rest.",
        text="Recalling the past,\nCalls upon all States to disarm in good faith;\nRequests a report.",
    )
    run_until_idle()
    changes = [(c["kind"], c["before"], c["after"]) for c in only(one).sheet["changes"]]
    assert ("removed", "Decides to rest.", "") in changes
    assert ("added", "", "Requests a report.") in changes
    assert [c[0] for c in changes].count("changed") == 1


def test_neither_python_nor_the_database_changes_a_forecast(draft):
    one = draft()
    run_until_idle()
    forecast = only(one)
    with pytest.raises(TypeError):
        forecast.save()
    with pytest.raises(TypeError):
        forecast.delete()
    with pytest.raises(TypeError):
        VoteForecast.objects.update(version="x")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE multilateral_voteforecast SET version = 'x'")


def test_a_forecast_is_scored_by_the_roll_call_beside_the_three_baselines(draft, assembly):
    symbol = str(assembly.calls.resolutions[-1])
    day = assembly.calls.dates[-1].astype(dt.date).isoformat()
    title = assembly.known.titles[assembly.known.index_of(symbol)]
    one = draft(title=title, expected=day)
    sound(one, "FRA", "N")
    run_until_idle()
    outcome_enter(draft=one, symbol=symbol, adopted=day, votes="", by=BY)
    run_until_idle()
    outcome = VoteOutcome.objects.get()
    assert outcome.source == "facts" and len(outcome.votes) == 18
    rows = outcome.scores["rows"]
    assert set(rows) == {"forecast", "copy last vote", "base rate", "always yes"}
    assert rows["forecast"] == rows["copy last vote"], "the forecaster of this test is that baseline"
    assert rows["copy last vote"]["log_loss"] < rows["always yes"]["log_loss"]
    assert set(outcome.scores["untold"]) == {"forecast", "known"}
    assert outcome.scores["untold"]["known"]["n"] == rows["forecast"]["n"] - (outcome.votes["FRA"] != "X")


def test_a_forecast_that_knew_the_vote_is_not_scored(draft, assembly):
    one = draft()
    run_until_idle()
    symbol = str(assembly.calls.resolutions[0])
    outcome_enter(draft=one, symbol=symbol, adopted="", votes="", by=BY)
    run_until_idle()
    assert not VoteOutcome.objects.exists()


def test_votes_typed_stand_in_where_the_facts_do_not_hold_them(draft):
    one = draft()
    run_until_idle()
    typed = "thuận: VNM, LAO cub\nchống: USA\ntrắng: JPN\nvắng: VEN"
    outcome_enter(draft=one, symbol="A/RES/99/1", adopted="2044-12-01", votes=typed, by=BY)
    run_until_idle()
    outcome = VoteOutcome.objects.get()
    assert (outcome.source, outcome.scores["counts"]) == ("typed", {"Y": 3, "N": 1, "A": 1, "X": 1})


@pytest.mark.parametrize("typed", ["VNM, LAO", "có lẽ: VNM", "Y: VNM\nN: VNM", "Y: Việt Nam"])
def test_votes_that_cannot_be_read_are_refused(typed):
    from banggiao.core.errors import DeedRefused

    with pytest.raises(DeedRefused) as refused:
        votes_typed(typed)
    assert refused.value.field == "votes"


def test_a_learnt_file_that_this_workspace_did_not_seal_is_never_opened(draft, home, monkeypatch):
    draft()
    run_until_idle()
    folder = home / "cache" / "foresight"
    (kept,) = folder.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600 and folder.stat().st_mode & 0o777 == 0o700
    assert learning._read(kept.name) is not None
    data = kept.read_bytes()
    kept.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    monkeypatch.setattr(learning.pickle, "loads", lambda _: pytest.fail("it was opened"))
    assert learning._read(kept.name) is None
    assert not kept.exists()


def test_the_question_is_another_one_when_facts_or_forecaster_change(draft, settings, monkeypatch):
    asked = asked_of(draft())
    told = {digest_of(asked)}
    settings.FORECASTER = "base rate"
    told.add(digest_of(asked))
    monkeypatch.setattr(learning, "facts_digest", lambda: "later")
    told.add(digest_of(asked))
    assert len(told) == 3


def test_asean_is_read_from_the_registers_memberships(draft):
    one = draft()
    run_until_idle()
    members = only(one).sheet["groups"]["ASEAN"]
    assert len(members) == 11 and {"VNM", "TLS", "SGP"} <= set(members)


def test_like_minded_states_vote_as_we_do_more_than_chance_gives(draft):
    one = draft()
    run_until_idle()
    found = [other["iso3"] for other in only(one).sheet["like_minded"]]
    assert found and not set(found[:5]) & {"USA", "GBR", "FRA", "AUS"}


def test_somebody_who_may_not_see_the_draft_finds_no_sheet(draft, sign_in):
    closed = draft(label=label_get(circulation="agency", owner=actor_uuid("bct")))
    run_until_idle()
    browser = sign_in("la", mfa=["reader"])
    for page in ("", "sheet.csv", "sheet.docx"):
        assert browser.get(f"/votes/{closed.key}/{page}").status_code == 404
    assert closed.title not in browser.get("/votes/").content.decode()
