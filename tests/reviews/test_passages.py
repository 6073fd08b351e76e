"""A person may reword the synthesis, and cannot lose or invent a citation."""

from __future__ import annotations

import pytest

from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event
from banggiao.reviews import selectors, services
from banggiao.reviews.passages import passage_text
from tests.reviews.papers import TRAINING, TWINNING, report

LAN = "Lan"


@pytest.fixture
def passage(review, send):
    """The passage about training: a counted sentence and statements of two bodies."""
    send("a.docx", report("Ủy ban nhân dân tỉnh Quảng Ninh", TRAINING, TWINNING))
    send("b.docx", report("Bộ Công Thương", TRAINING.replace("12 lớp", "9 lớp"), number="3/BC-BCT"))
    return cited(review, "9 lớp")


def cited(review, words):
    for passage in selectors.appraisal_of(review).passages:
        if any(words in s.text and s.findings for s in passage.sentences):
            return passage
    raise LookupError(words)


def shown(review, passage):
    return next(p for p in selectors.appraisal_of(review).passages if p.id == passage.id)


def edit(review, passage, text):
    return services.passage_edit(review=review, passage_id=passage.id, text=text, who=LAN)


def test_an_unchanged_text_gives_the_same_passage(review, passage):
    edit(review, passage, passage_text(passage))
    assert shown(review, passage) == passage


def test_words_change_and_citations_stay(review, passage):
    edit(review, passage, passage_text(passage).replace("Đã tổ chức 9 lớp", "Bộ đã mở 9 lớp"))
    changed = shown(review, passage)
    assert any("Bộ đã mở 9 lớp" in s.text for s in changed.sentences)
    assert [s.findings for s in changed.sentences] == [s.findings for s in passage.sentences]
    assert [s.bodies for s in changed.sentences] == [s.bodies for s in passage.sentences]


def test_two_sentences_become_one_that_cites_both(review, passage):
    facts = [s for s in passage.sentences if s.kind == "fact"][:2]
    lines = passage_text(passage).splitlines()
    own = [line for line in lines if any(f"⟦{s.findings[0]}⟧" in line for s in facts)]
    others = [line for line in lines if line not in own]
    edit(
        review,
        passage,
        "\n".join([*others, f"Hai cơ quan đã mở lớp. ⟦{facts[0].findings[0]}⟧ ⟦{facts[1].findings[0]}⟧"]),
    )
    (joined,) = [s for s in shown(review, passage).sentences if s.text == "Hai cơ quan đã mở lớp."]
    assert joined.findings == (facts[0].findings[0], facts[1].findings[0])


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda text: text.rsplit("⟦", 1)[0], "citation-lost"),
        (lambda text: text + " ⟦bịa-1⟧", "citation-invented"),
        (lambda text: text + "\n" + text.splitlines()[-1], "citation-invented"),
        (lambda text: text + "\nĐịa phương nào cũng hoàn thành xuất sắc.", "sentence-uncited"),
        (
            lambda text: text.replace("cơ quan, địa phương báo cáo", "cơ quan báo cáo rất tốt", 1),
            "sentence-counted",
        ),
    ],
)
def test_a_text_that_loses_or_invents_a_citation_is_refused(review, passage, damage, code):
    damaged = damage(passage_text(passage))
    assert damaged != passage_text(passage)
    with pytest.raises(DeedRefused) as refused:
        edit(review, passage, damaged)
    assert refused.value.code == code
    assert shown(review, passage) == passage
    assert not Event.objects.filter(code="passage.edited").exists()


def test_a_statement_refused_after_the_edit_leaves_the_edited_passage(review, passage):
    edit(review, passage, passage_text(passage).replace("Đã tổ chức 9 lớp", "Bộ đã mở 9 lớp"))
    (statement,) = [s for s in selectors.cell(review, "1.1", "bct") if s.finding.role == "result"]
    services.claim_refuse(claim=selectors.claim(review, statement.thread), reason="sai", who=LAN)
    changed = shown(review, passage)
    assert not any("9 lớp" in s.text for s in changed.sentences)
    assert statement.finding.id not in {f for s in changed.sentences for f in s.findings}
    assert any("12 lớp" in s.text for s in changed.sentences)


def test_a_counted_sentence_has_the_numbers_of_today(review, passage, send):
    edit(review, passage, passage_text(passage))
    send("c.docx", report("Bộ Quốc phòng", TRAINING.replace("12 lớp", "5 lớp"), number="4/BC-BQP"))
    changed = shown(review, passage)
    assert any("3/6" in s.text for s in changed.sentences if s.kind == "count")
    assert any("5 lớp" in s.text for s in changed.sentences)  # the new statement is there as drafted


def test_a_confirmed_sentence_of_an_edited_passage_is_no_draft(review, passage):
    edit(review, passage, passage_text(passage))
    for statement in selectors.cell(review, "1.1", "bct"):
        services.claim_confirm(claim=selectors.claim(review, statement.thread), who=LAN)
    drafts = {s.text: s.draft for s in shown(review, passage).sentences if s.kind == "fact"}
    assert [draft for text, draft in drafts.items() if "9 lớp" in text] == [False]
    assert [draft for text, draft in drafts.items() if "12 lớp" in text] == [True]


def test_an_edit_can_be_taken_back(review, passage):
    edit(review, passage, passage_text(passage).replace("Đã tổ chức 9 lớp", "Bộ đã mở 9 lớp"))
    services.passage_restore(review=review, passage_id=passage.id, who=LAN)
    assert shown(review, passage) == passage
    assert [e.code for e in Event.objects.filter(noun="passageedit").order_by("id")] == [
        "passage.edited", "passage.restored",
    ]  # fmt: skip


def test_a_passage_that_is_not_there_cannot_be_edited(review):
    with pytest.raises(DeedRefused) as refused:
        services.passage_edit(review=review, passage_id="XIX.9", text="Câu.", who=LAN)
    assert refused.value.code == "passage-unknown"
