"""An instrument that was read from a paper stands in lists, links and search like one entered by hand."""

import pytest

from banggiao.appraisal import clauses_of, instrument_of
from banggiao.cli.demo import SAMPLE
from banggiao.core.access import system
from banggiao.instruments.services import clause_add, clause_archive, clause_change, instrument_create
from banggiao.reading.intake import open_paper
from banggiao.reviews.reader import register_reader
from banggiao.search.selectors import search
from banggiao.sources.deeds import claim_accept
from banggiao.sources.models import Claim
from banggiao.sources.services import paper_keep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("kiểm thử")


@pytest.fixture
def directive():
    paper = open_paper("directive.docx", (SAMPLE / "directive.docx").read_bytes())
    reading = register_reader().read(paper)
    return instrument_create(
        paper=instrument_of(reading), source=paper_keep(paper=paper), clauses=clauses_of(reading),
        kind=reading.header.type.text, who="kiểm thử",
    )  # fmt: skip


def found(words):
    return search(BY, words, nouns=["clause"]).hits


def test_it_is_called_by_number_and_title_and_is_a_directive(directive):
    assert directive.caption == "01/CT-MAU · Chỉ thị về đẩy mạnh hội nhập quốc tế của địa phương"
    assert directive.kind == "directive"
    assert directive.sort_key


def test_its_clauses_are_called_by_number_and_title(directive):
    assert all(one.caption == f"{one.number} · {one.title}"[:300] for one in directive.clauses.all())


def test_what_was_read_of_it_is_said_by_the_paper_and_awaits_a_person(directive):
    claim = Claim.objects.get(noun="instrument", record_key=directive.key)
    assert (claim.source, claim.state, claim.says["number"]) == (directive.source, "proposed", "01/CT-MAU")
    clause = directive.clauses.get(number="2.1")
    claim = Claim.objects.get(noun="clause", record_key=clause.key)
    assert claim.words == directive.source.text[clause.start : clause.end]
    assert claim.says["title"] == clause.title
    assert claim_accept(claim, by=BY).state == "confirmed"


def test_a_clause_follows_its_words_and_leaves_search_with_the_archive(directive):
    clause = clause_add(instrument=directive, number="9.9", title="Xưởng mộc lưu động", who="kiểm thử")
    assert clause.caption == "9.9 · Xưởng mộc lưu động"
    clause = clause_change(clause=clause, title="Xưởng gốm lưu động", who="kiểm thử")
    assert clause.caption == "9.9 · Xưởng gốm lưu động"
    assert found("xuong gom luu dong")
    clause_archive(clause=clause, who="kiểm thử")
    assert not found("xuong gom luu dong")
