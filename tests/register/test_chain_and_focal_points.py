"""The guiding chain, focal points and leaders in charge, milestones, levels, the gaps in domestic law."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.actors.levels import LEVELS, level_of, on_level
from banggiao.actors.models import Actor
from banggiao.core.access import Viewer, label_get, system
from banggiao.core.errors import RowsRefused
from banggiao.core.nouns import noun_of
from banggiao.instruments.chain import chain_of
from banggiao.instruments.focal import focal_points
from banggiao.sources.deeds import record_archive
from banggiao.sources.records import record_change, record_create

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("kiểm thử")
TODAY = date(2026, 11, 22)


def write(noun, /, label=None, **values):
    return record_create(noun_of(noun), values, by=BY, label=label)


@pytest.fixture
def line():
    """Resolution → directive → two plans, the first with a task."""
    resolution = write("instrument", title="Nghị quyết thử", kind="directive", date="2021-01")
    directive = write("instrument", title="Chỉ thị thử", kind="directive", issued_under=str(resolution.key))
    plans = [
        write("instrument", title=f"Kế hoạch {year}", kind="programme", date=str(year),
              issued_under=str(directive.key))
        for year in (2025, 2026)
    ]  # fmt: skip
    write("commitment", text="Việc của kế hoạch", lead="mfa", instrument=str(plans[0].key))
    return [resolution, directive, *plans]


def told(steps):
    return [(step.instrument.title, step.depth, step.tasks) for step in steps]


def test_the_chain_leads_up_to_the_root_and_down_to_the_plans_with_their_tasks(line):
    resolution, directive, first, _ = line
    chain = chain_of(directive, BY)
    assert told(chain.above) == [("Nghị quyết thử", 0, 0)]
    assert told(chain.below) == [("Kế hoạch 2025", 0, 1), ("Kế hoạch 2026", 0, 0)]
    assert told(chain_of(resolution, BY).below) == [
        ("Chỉ thị thử", 0, 0), ("Kế hoạch 2025", 1, 1), ("Kế hoạch 2026", 1, 0),
    ]  # fmt: skip
    assert told(chain_of(first, BY).above) == [("Nghị quyết thử", 0, 0), ("Chỉ thị thử", 1, 0)]
    assert chain_of(first, BY).tasks == 1


def test_a_chain_does_not_go_round(line):
    resolution, directive, first, _ = line
    for under in (first, directive, resolution):
        with pytest.raises(RowsRefused) as refused:
            record_change(resolution, {"issued_under": str(under.key)}, by=BY, reason="nhầm")
        ((_, fault),) = refused.value.faults
        assert (fault.field, fault.code) == ("issued_under", "cycle")


def test_what_may_not_be_seen_cuts_the_chain_and_an_archived_one_is_left_out(line):
    _, directive, _, second = line
    label = label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)
    hidden = write("instrument", label=label, title="Kế hoạch nội bộ", issued_under=str(directive.key))
    write("instrument", title="Kế hoạch dưới kế hoạch nội bộ", issued_under=str(hidden.key))
    outside = Viewer(name="người ngoài", labels=frozenset({1}), may=lambda _: True)
    assert len(chain_of(directive, BY).below) == 4
    assert told(chain_of(directive, outside).below) == [("Kế hoạch 2025", 0, 1), ("Kế hoạch 2026", 0, 0)]
    record_archive(second, by=BY, reason="nhầm")
    assert told(chain_of(directive, outside).below) == [("Kế hoạch 2025", 0, 1)]


def test_the_page_shows_the_chain_and_the_list_takes_all_tasks_below(sign_in, line):
    resolution, directive, *_ = line
    browser = sign_in()
    page = browser.get(f"/r/instrument/{directive.key}/follow/").content.decode()
    assert "Nghị quyết thử" in page and "Kế hoạch 2025" in page
    assert f"?issued_under={directive.key}" in page
    listed = browser.get(f"/r/commitment/?instrument={resolution.key}&instrument.below=1").content.decode()
    assert "Việc của kế hoạch" in listed
    assert (
        "Việc của kế hoạch" not in browser.get(f"/r/commitment/?instrument={resolution.key}").content.decode()
    )


def test_a_long_chain_asks_the_database_as_often_as_a_short_one(line):
    resolution, directive, *_ = line
    counts = []
    for n in range(2):
        with CaptureQueriesContext(connection) as asked:
            chain_of(resolution, BY)
        counts.append(len(asked))
        for m in range(5):
            write("instrument", title=f"Kế hoạch {n}.{m}", issued_under=str(directive.key))
    assert counts[0] == counts[1]


def test_a_field_has_its_focal_point_for_the_time_it_holds_and_its_leader():
    before = focal_points(BY, TODAY)
    code = before.fields[0].term.code
    assert before.without == len(before.fields)
    unit = write("actor", name_vi="Vụ Hợp tác quốc tế thử", code="vu-htqt-thu", kind="unit", parent="bct")
    assert "bct" in {body.code for body in before.bodies_without}
    tie = write("tie", kind="focal", subject=str(unit.key), counterpart="bct", field=code, valid_from="2025")
    person = write("person", name="Trần Thị Thử")
    post = write("post", name_vi="Thứ trưởng thử", actor="bct")
    tenure = write("tenure", person=str(person.key), post=str(post.key), valid_from="2025")
    write("charge", tenure=str(tenure.key), field=code, valid_from="2025")
    write("charge", tenure=str(tenure.key), field=code, valid_from="2020", valid_to="2021")
    after = focal_points(BY, TODAY)
    assert after.fields[0].focal == [tie]
    assert len(after.fields[0].charges) == 1
    assert after.without == before.without - 1
    assert "bct" not in {body.code for body in after.bodies_without}
    assert focal_points(BY, date(2024, 12, 31)).fields[0].focal == []


def test_only_a_focal_point_is_of_a_field():
    code = focal_points(BY, TODAY).fields[0].term.code
    with pytest.raises(RowsRefused) as refused:
        write("tie", kind="role", subject="mfa", counterpart="bct", field=code)
    ((_, fault),) = refused.value.faults
    assert fault.field == "field"


def test_the_page_of_focal_points_offers_to_name_one_and_asks_as_often_for_many(sign_in):
    browser = sign_in()
    page = browser.get("/focal/").content.decode()
    code = focal_points(BY, TODAY).fields[0].term.code
    assert f"/r/tie/new/?kind=focal&amp;field={code}" in page
    counts = []
    for n in range(2):
        for m in range(1 + 3 * n):
            unit = write("actor", name_vi=f"Vụ {n}.{m}", code=f"vu-{n}-{m}", kind="unit")
            write("tie", kind="focal", subject=str(unit.key), counterpart="mfa", field=code)
        browser.get("/focal/")
        with CaptureQueriesContext(connection) as asked:
            browser.get("/focal/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_level_is_the_kinds_own_or_told():
    agency = write("actor", name_vi="Ban thử", code="ban-thu", kind="party")
    assert level_of(agency, TODAY) == ""
    told = record_change(agency, {"own_level": "province"}, by=BY, reason="cấp ủy tỉnh")
    assert level_of(told, TODAY) == "province"
    assert level_of(Actor.objects.get(code="mfa"), TODAY) == "central"
    seen = Actor.objects.all()
    for code, _, _ in LEVELS:
        assert {a.pk for a in seen.filter(on_level(code, TODAY))} == {
            a.pk for a in seen if level_of(a, TODAY) == code
        }


def test_actors_are_filtered_by_level_and_show_it(sign_in):
    browser = sign_in()

    def found(level):
        rows = browser.get(f"/r/actor/?level={level}&q=Hà Nội").context["page"].rows
        return any("Hà Nội" in row.caption for row in rows)

    assert found("province")
    assert not found("central")
    assert "trung ương" in browser.get(f"/r/actor/{Actor.objects.get(code='mfa').key}/").content.decode()


def test_the_gaps_in_domestic_law_are_listed_until_they_are_closed(sign_in):
    law = write("instrument", title="Luật phải sửa", kind="law")
    treaty = write("instrument", title="Hiệp định thử", kind="treaty", lifecycle="in_force")
    gap = write("commitment", text="Sửa luật cho phù hợp", kind="law", lead="btp", instrument=str(treaty.key),
                law_to_change=str(law.key))  # fmt: skip
    write("commitment", text="Việc khác", lead="btp")
    browser = sign_in()

    def rows(query):
        return {row.caption for row in browser.get(f"/r/commitment/?{query}").context["page"].rows}

    assert rows("law=open") == {"Sửa luật cho phù hợp"}
    assert "law=open" in browser.get(f"/r/instrument/{treaty.key}/follow/").content.decode()
    record_change(gap, {"done_on": "2026-11-20", "evidence": "Luật 1/2026"}, by=BY, reason="xong")
    assert rows("law=open") == set()
    assert rows("law=done") == {"Sửa luật cho phù hợp"}
    assert "law=open" not in browser.get(f"/r/instrument/{treaty.key}/follow/").content.decode()


def test_a_milestone_stands_in_one_of_the_four_states_and_is_reached_with_evidence(sign_in):
    task = write("commitment", text="Việc lớn", lead="mfa")
    step = write("milestone", commitment=str(task.key), text="Trình đề án", due="2026-06")
    with pytest.raises(RowsRefused) as refused:
        record_change(step, {"done_on": "2026-07"}, by=BY, reason="xong")
    assert refused.value.faults[0][1].field == "evidence"
    page = sign_in().get("/r/milestone/?state=doing_late").content.decode()
    assert "Trình đề án" in page
    assert "Trình đề án" in sign_in().get(f"/r/commitment/{task.key}/").content.decode()


def test_a_report_is_interim_or_final_and_a_programme_has_its_review_date(sign_in):
    plan = write("instrument", title="Chương trình với đối tác", kind="programme", review_on="2027-01")
    write("report", name="Báo cáo sơ kết", content="…", period="once", legal_ref="Chương trình", stage="interim",
          instrument=str(plan.key))  # fmt: skip
    browser = sign_in()
    assert "Báo cáo sơ kết" in browser.get("/r/report/?stage=interim").content.decode()
    assert "Báo cáo sơ kết" not in browser.get("/r/report/?stage=final").content.decode()
    due = browser.get("/r/instrument/?review_on.from=01/01/2027&review_on.to=31/01/2027").content.decode()
    assert "Chương trình với đối tác" in due
