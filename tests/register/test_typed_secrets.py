"""Text that is typed or pasted is looked at for marks of secrecy, and refused with the name of its input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.core.access import system
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.nouns import Kind, noun_of, nouns
from banggiao.core.values import ValueFault, value_clean
from banggiao.instruments.models import Commitment, Instrument
from banggiao.instruments.services import clause_add, clause_change
from banggiao.sources.deeds import claim_add
from banggiao.sources.records import record_create

BY = system("kiểm thử")
PASTED = "BỘ THỬ NGHIỆM\nSố: 12/BC-THU\nTỐI MẬT\n\nNội dung dán từ văn bản"
HARMLESS = "Tập huấn về bảo vệ bí mật nhà nước.\nTài liệu không mật; rà soát việc bảo mật thông tin."
LONG = [
    pytest.param(f, id=f"{n.code}.{f.name}") for n in nouns() for f in n.fields if f.kind is Kind.LONG_TEXT
]


@pytest.mark.parametrize("field", LONG)
def test_every_long_text_of_every_noun_is_looked_at(field):
    with pytest.raises(ValueFault) as refused:
        value_clean(field, PASTED)
    assert refused.value.code == "secret"
    assert value_clean(field, HARMLESS) == HARMLESS


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0MmBb"), max_size=200))
def test_words_without_the_letters_of_a_mark_pass(words):
    note = noun_of("actor").by_name["note"]
    assert value_clean(note, words) == value_clean(note, words)


@pytest.mark.django_db
@pytest.mark.usefixtures("vietnam")
class TestInTheRegister:
    def test_the_form_names_the_input_and_keeps_nothing(self, sign_in):
        browser = sign_in("lan", mfa=["drafter"])
        answer = browser.post(
            "/r/commitment/new/", {"text": "Việc thử mật", "kind": "task", "lead": "mfa", "evidence": PASTED}
        )
        assert answer.status_code == 422
        page = answer.content.decode()
        assert 'id="evidence-fault"' in page and "dấu chỉ độ mật" in page
        assert not Commitment.objects.filter(text="Việc thử mật").exists()

    @pytest.mark.parametrize("name", ["_words", "_quote"])
    def test_so_do_the_grounds_of_a_form(self, sign_in, name):
        browser = sign_in("lan", mfa=["drafter"])
        by = {"_by": "source"} if name == "_quote" else {}
        answer = browser.post(
            "/r/commitment/new/", {"text": "Việc thử mật", "kind": "task", "lead": "mfa", name: PASTED, **by}
        )
        assert answer.status_code == 422
        assert "dấu chỉ độ mật" in answer.content.decode()
        assert not Commitment.objects.filter(text="Việc thử mật").exists()

    def test_another_claim_and_a_clause_are_refused_alike(self):
        task = record_create(noun_of("commitment"), {"text": "Việc", "lead": "mfa"}, by=BY)
        with pytest.raises(RowsRefused) as refused:
            claim_add(task, {"evidence": PASTED}, by=BY)
        assert refused.value.field == "evidence"
        instrument = Instrument.objects.create(title="Văn kiện thử")
        with pytest.raises(DeedRefused) as told:
            clause_add(instrument=instrument, number="1", title="Mục", text=PASTED, who="Lan")
        assert (told.value.code, told.value.field) == ("secret", "text")
        clause = clause_add(instrument=instrument, number="1", title="Mục", text=HARMLESS, who="Lan")
        with pytest.raises(DeedRefused):
            clause_change(clause=clause, text=PASTED, who="Lan")
        clause.refresh_from_db()
        assert clause.text == HARMLESS
