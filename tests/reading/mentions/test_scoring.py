from banggiao.reading.records import Label, Mention
from banggiao.reading.scoring import MICRO, GoldSpan, score, total


def test_exact_spans_count_and_optional_ones_do_not() -> None:
    gold = [GoldSpan(0, 5, "ORG"), GoldSpan(10, 15, "ORG"), GoldSpan(20, 25, "ORG", optional=True)]
    found = [
        Mention(0, 5, Label.ORGANISATION),
        Mention(10, 14, Label.ORGANISATION),
        Mention(20, 25, Label.ORGANISATION),
    ]
    result = score(found, gold)
    assert (result["ORG"].right, result["ORG"].found, result["ORG"].labelled) == (1, 2, 2)
    assert result[MICRO].f1 == 0.5


def test_the_wrong_label_is_wrong_twice() -> None:
    result = score([Mention(0, 5, Label.PLACE)], [GoldSpan(0, 5, "ORG")])
    assert (result[MICRO].precision, result[MICRO].recall) == (0.0, 0.0)


def test_papers_add_up() -> None:
    one = score([Mention(0, 5, Label.PLACE)], [GoldSpan(0, 5, "LOC")])
    other = score([], [GoldSpan(0, 5, "LOC")])
    assert total([one, other])[MICRO].recall == 0.5


def test_nothing_to_find_is_perfect() -> None:
    assert score([], [])[MICRO].f1 == 1.0
