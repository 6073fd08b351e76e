"""Tasks that a paper gives: proposed by the reader, ticked by a person, kept with the words that gave them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.core.access import PUBLIC_LABEL, label_get, system
from banggiao.core.errors import RowsRefused
from banggiao.instruments.models import Commitment
from banggiao.instruments.tasking import _given, tasks_in, tasks_take, tasks_taken
from banggiao.reading.intake import open_paper
from banggiao.reviews.reader import register_reader
from banggiao.sources.deeds import record_archive
from banggiao.sources.models import Claim
from banggiao.sources.selectors import paper_of
from banggiao.sources.services import paper_keep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("kiểm thử")
ASSIGNS = (
    "Bộ Công Thương chủ trì, phối hợp với Bộ Tư pháp tập huấn cho địa phương về hiệp định thương mại, "
    "hoàn thành trước ngày 30/9/2027."
)
REMARK = (
    "Phó Thủ tướng chỉ đạo cần củng cố cơ chế phối hợp giữa các ban, bộ, ngành, địa phương, "
    "đào tạo nguồn nhân lực tâm huyết, sẵn sàng dấn thân."
)
PAPER = f"""Thông báo kết luận hội nghị

Hội nghị đã nghe báo cáo của các bộ, ngành.

{REMARK}

II. NHIỆM VỤ THỜI GIAN TỚI

1. {ASSIGNS}
"""


def kept(text=PAPER, label=None):
    return paper_keep(paper=open_paper("ket-luan.txt", text.encode()), title="Kết luận", label=label)


def proposed(source):
    return {one.rule: one for one in tasks_in(register_reader().read(paper_of(source)))}


@pytest.fixture
def source():
    return kept()


def address(source):
    return f"/r/source/{source.key}/tasks/"


def form(task, lead, **more):
    return {
        "task": [task.place],
        f"lead-{task.place}": lead,
        f"due-{task.place}": "30/9/2027",
        "kind": "task",
        **more,
    }


def test_a_task_names_its_lead_supporters_and_deadline_in_the_papers_words(source):
    task = proposed(source)["assignment"]
    assert (task.words, task.lead, task.supporters, task.due) == (ASSIGNS, "bct", ("btp",), "2027-09-30")
    assert task.text.startswith("Tập huấn cho địa phương")
    assert source.text[task.start : task.end] == ASSIGNS


def test_a_leaders_remark_is_a_task_without_a_lead_and_keeps_its_sentence(source):
    task = proposed(source)["remark"]
    assert task.words == REMARK.rstrip()
    assert task.text.startswith("Củng cố cơ chế phối hợp")
    assert task.lead == ""


def test_what_was_heard_is_no_task(source):
    assert not any("đã nghe báo cáo" in one.words for one in proposed(source).values())


@pytest.mark.parametrize(
    ("read", "given"),
    [
        ("2027-09-30", "2027-09-30"),
        ("2027-01-01/2027-12-31", "2027"),
        ("2027-04-01/2027-06-30", "2027-Q2"),
        ("2027-02-01/2027-02-28", "2027-02"),
        ("2027-02-10/2027-02-20", "2027-02-20"),
        ("2027-01-01", "2027-01-01"),
        ("--01-27", ""),
        ("", ""),
    ],
)
def test_a_deadline_is_kept_as_precise_as_the_paper_gave_it(read, given):
    assert _given(read) == given


def test_ticking_makes_commitments_whose_claim_is_the_sentence_at_its_place(sign_in, source):
    task = proposed(source)["assignment"]
    answer = sign_in().post(address(source), form(task, "bct", **{f"with-{task.place}": "1"}))
    assert answer.status_code == 302
    made = Commitment.objects.get(text=task.text)
    assert (made.lead.code, made.due.isoformat()) == ("bct", "2027-09-30")
    assert [one.code for one in made.supporters.all()] == ["btp"]
    claim = Claim.objects.get(record_key=made.key)
    assert (claim.source, claim.words, claim.start, claim.end) == (source, ASSIGNS, task.start, task.end)
    assert (claim.paragraph, claim.state) == (task.paragraph, "confirmed")


def test_what_was_taken_is_taken_once_and_may_be_taken_again_after_it_was_archived(sign_in, source):
    task = proposed(source)["assignment"]
    browser = sign_in()
    for _ in range(2):
        browser.post(address(source), form(task, "bct"))
    made = Commitment.objects.get(text=task.text)
    assert tasks_taken(source, BY) == {task.place: made.key}
    assert f"/r/commitment/{made.key}/" in browser.get(address(source)).content.decode()
    record_archive(made, by=BY, reason="nhầm")
    assert tasks_taken(source, BY) == {}


def test_without_a_lead_nothing_is_saved_and_the_row_says_so(sign_in, source):
    task = proposed(source)["remark"]
    answer = sign_in().post(address(source), {"task": [task.place], f"text-{task.place}": "Việc tôi sửa"})
    assert answer.status_code == 422
    assert "Việc tôi sửa" in answer.content.decode()
    assert "cơ quan chủ trì" in answer.content.decode()
    assert not Commitment.objects.filter(text="Việc tôi sửa").exists()


def test_faults_name_the_row_as_it_was_given(source):
    tasks = proposed(source)
    first, second = tasks["assignment"], tasks["remark"]
    tasks_take(source, [first], [{"text": "Việc", "lead": "bct"}], by=BY)
    with pytest.raises(RowsRefused) as refused:
        tasks_take(source, [first, second], [{"text": "a", "lead": "bct"}, {"text": "b"}], by=BY)
    assert {n for n, _ in refused.value.faults} == {1}


def test_nothing_ticked_is_refused_and_places_of_ones_own_are_ignored(sign_in, source):
    browser = sign_in()
    for ticked in ([], ["0-5"]):
        answer = browser.post(address(source), {"task": ticked, "lead-0-5": "bct", "text-0-5": "Bịa"})
        assert answer.status_code == 422
    assert not Commitment.objects.filter(text="Bịa").exists()


def test_a_reader_sees_the_tasks_and_takes_none(sign_in, source):
    task = proposed(source)["assignment"]
    browser = sign_in("xem", mfa=("reader",))
    told = browser.get(address(source)).content.decode()
    assert ASSIGNS in told
    assert 'type="checkbox"' not in told
    browser.post(address(source), form(task, "bct"))
    assert not Commitment.objects.filter(text=task.text).exists()


def test_a_paper_that_one_may_not_see_has_no_tasks_page_and_its_tasks_no_wider_readers(sign_in):
    from banggiao.actors.models import Actor

    narrow = label_get(circulation="agency", owner=Actor.objects.get(code="bct").key)
    source = kept(PAPER.replace("Hội nghị", "Cuộc họp"), label=narrow)
    assert sign_in("ngoai", mfa=("drafter",)).get(address(source)).status_code == 404
    task = proposed(source)["assignment"]
    (made,) = tasks_take(source, [task], [{"text": "Việc", "lead": "bct"}], by=BY)
    assert made.label_id == narrow.pk != PUBLIC_LABEL


def test_nobody_learns_from_a_paper_what_another_body_took_for_itself(sign_in, source):
    task = proposed(source)["assignment"]
    sign_in("bct", bct=("drafter",)).post(address(source), form(task, "bct"))
    assert Commitment.objects.filter(text=task.text).exists()
    assert "đã ghi" in sign_in("bct2", bct=("drafter",)).get(address(source)).content.decode()
    assert "đã ghi" not in sign_in("ngoai2", mfa=("drafter",)).get(address(source)).content.decode()


def test_the_page_of_the_paper_leads_there(sign_in, source):
    assert address(source) in sign_in().get(f"/r/source/{source.key}/").content.decode()


def test_the_page_asks_the_database_as_often_for_many_tasks_as_for_one(sign_in, source):
    many = "\n\n".join(f"{n}. {ASSIGNS.replace('tập huấn', f'tập huấn lần {n}')}." for n in range(2, 20))
    longer = kept(PAPER + "\n" + many)
    browser = sign_in()
    counts = []
    for paper in (source, longer):
        browser.get(address(paper))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address(paper)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert len(tasks_in(register_reader().read(paper_of(longer)))) > 15
