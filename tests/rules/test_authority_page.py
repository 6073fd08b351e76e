"""The page of authorities and norms: who decides and how much, on a day, and how sure each rule is."""

import pytest

from banggiao.core.access import label_get, system
from banggiao.core.nouns import noun_of
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Source
from banggiao.sources.records import record_create

pytestmark = pytest.mark.django_db
BY = system("Nguyễn Văn Thử")


@pytest.fixture
def browser(vietnam, sign_in):
    return sign_in()


def rule(noun, mark="V", label=None, **values):
    source, _ = Source.objects.get_or_create(
        sha256="6" * 64, defaults={"name": "tt.docx", "format": "docx", "caption": "TT"}
    )
    evidence = Evidence(source=source, words="x", verification=mark, confirmed=False)
    values = {"legal_ref": "QĐ 06/2020", **values}
    return record_create(noun_of(noun), values, by=BY, evidence=evidence, label=label)


def authority(**values):
    return rule("authority", **{"code": "test-hoi-nghi", "subject": "Cho phép hội nghị thử", **values})


def shown(browser, query):
    answer = browser.get(f"/authority/?{query}")
    assert answer.status_code == 200
    return answer.context


def test_who_decides_is_told_by_the_rule_in_force_on_the_day_with_its_reference_and_mark(browser):
    authority(authority="Thủ tướng", valid_from="2020", valid_to="2025-12-31")
    authority(authority="Bộ trưởng", valid_from="2026", mark="U", legal_ref="QĐ mới")
    old = shown(browser, "matter=test-hoi-nghi&on=31/12/2025")["authorities"]
    assert [(one["rule"].authority, one["mark"], one["doubted"]) for one in old] == [
        ("Thủ tướng", "V", False)
    ]
    page = browser.get("/authority/?matter=test-hoi-nghi&on=1/1/2026").content.decode()
    assert "Bộ trưởng" in page and "QĐ mới" in page and "01/01/2026" in page
    assert "chưa kiểm chứng" in page
    none = browser.get("/authority/?matter=test-hoi-nghi&on=1/1/2019")
    assert none.context["authorities"] == []
    assert "Không có quy định nào" in none.content.decode()


def test_a_rule_that_a_person_entered_is_not_called_unverified(browser):
    values = {"code": "test-hoi-nghi", "subject": "Cho phép hội nghị thử", "legal_ref": "QĐ 06/2020"}
    record_create(noun_of("authority"), {**values, "authority": "Thủ tướng"}, by=BY)
    (told,) = shown(browser, "matter=test-hoi-nghi")["authorities"]
    assert (told["mark"], told["doubted"]) == ("", False)


def test_a_norm_is_told_for_a_class_of_guest_with_what_holds_for_all(browser):
    common = {"code": "test-tra", "item": "Nước uống thử", "unit": "đồng"}
    for guest, amount in (("a", 1500000), ("b", 90), ("", 50)):
        rule("norm", **common, guest_class=guest, amount=amount)
    told = shown(browser, "item=test-tra&class=a")["norms"]
    assert sorted((one["guest"], one["amount"]) for one in told) == [
        ("hạng A", "1.500.000"),
        ("mọi hạng khách", "50"),
    ]
    assert len(shown(browser, "item=test-tra")["norms"]) == 3


def test_a_rule_out_of_sight_is_neither_offered_nor_told(browser, sign_in):
    from banggiao.actors.models import Actor

    narrow = label_get(circulation="agency", owner=Actor.objects.get(code="bct").key)
    authority(authority="Bộ trưởng", code="test-kin", subject="Việc riêng", label=narrow)
    told = shown(browser, "matter=test-kin")
    assert told["subject"] == ""
    assert "Việc riêng" not in {name for _, name in told["subjects"]}
    assert shown(sign_in("ct", bct=["reader"]), "matter=test-kin")["subject"] == "Việc riêng"


def test_the_page_asks_the_database_as_often_for_many_rules_as_for_one(
    browser, django_assert_max_num_queries
):
    for n in range(30):
        authority(authority=f"Cơ quan {n}", condition=f"trường hợp {n}")
    with django_assert_max_num_queries(12):
        assert len(shown(browser, "matter=test-hoi-nghi")["authorities"]) == 30


def test_what_the_vietnam_pack_marks_as_doubtful_stays_marked(browser):
    for code, _name in shown(browser, "")["subjects"]:
        for one in shown(browser, f"matter={code}&on=1/6/2026")["authorities"]:
            assert one["mark"], "every rule of the pack bears a mark"


def test_the_menu_leads_there(browser):
    assert 'href="/authority/"' in browser.get("/states/").content.decode()
