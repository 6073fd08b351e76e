"""What a pile of reports teaches about its own wording."""

from dataclasses import replace

from banggiao.appraisal import reconsider
from banggiao.appraisal.matching import default_concepts
from banggiao.appraisal.records import Decision, Finding, Match
from tests.appraisal.builders import finding

WORDS = "Đưa quầy lưu động về {} xã vùng sâu."


def sure(number: int, clause: str = "1.1", score: float = 0.95) -> Finding:
    made = finding(WORDS.format(number), start=number * 100, clause=clause)
    return replace(made, matches=(Match(clause, score),))


def doubtful(decision: Decision = Decision.PROPOSED) -> Finding:
    made = finding(WORDS.format(77), start=7700, clause="2.1", decision=decision)
    return replace(made, matches=(Match("2.1", 0.5), Match("1.1", 0.3)))


def clause_of_last(*findings: Finding) -> str | None:
    return reconsider(findings, default_concepts())[-1].clause


def test_a_doubtful_statement_goes_where_the_surest_of_the_same_words_are() -> None:
    others = [replace(sure(i, "2.1"), words=f"Đã mở {i} hội chợ hàng xuất khẩu.") for i in range(20, 24)]

    assert clause_of_last(*map(sure, range(5)), *others, doubtful()) == "1.1"


def test_unsure_and_refused_statements_teach_nothing() -> None:
    unsure = [sure(i, score=0.6) for i in range(5)]
    refused = [replace(sure(i), decision=Decision.REFUSED) for i in range(5)]

    assert clause_of_last(*unsure, doubtful()) == "2.1"
    assert clause_of_last(*refused, doubtful()) == "2.1"


def test_what_a_person_confirmed_teaches_and_is_not_moved() -> None:
    confirmed = [replace(sure(i, score=0.4), decision=Decision.CONFIRMED) for i in range(5)]

    assert clause_of_last(*confirmed, doubtful()) == "1.1"
    assert clause_of_last(*confirmed, doubtful(Decision.CONFIRMED)) == "2.1"


def test_a_statement_of_no_clause_stays_so() -> None:
    nothing = replace(doubtful(), matches=())

    assert clause_of_last(*map(sure, range(5)), nothing) is None


def test_the_order_of_the_pile_changes_nothing() -> None:
    pile = [*map(sure, range(6)), doubtful()]
    forward = {f.id: f.matches for f in reconsider(pile, default_concepts())}
    backward = {f.id: f.matches for f in reconsider(pile[::-1], default_concepts())}

    assert forward == backward
