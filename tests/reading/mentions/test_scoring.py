import pytest

from banggiao.reading.scoring import (
    MICRO,
    Event,
    GoldSpan,
    Score,
    days_of,
    score_events,
    score_spans,
    score_tasks,
    score_values,
    total,
)


def test_exact_spans_count_and_optional_ones_do_not() -> None:
    gold = [GoldSpan(0, 5, "ORG"), GoldSpan(10, 15, "ORG"), GoldSpan(20, 25, "ORG", optional=True)]
    found = [GoldSpan(0, 5, "ORG"), GoldSpan(10, 14, "ORG"), GoldSpan(20, 25, "ORG")]
    result = score_spans(found, gold)
    assert (result["ORG"].right, result["ORG"].found, result["ORG"].labelled) == (1, 2, 2)
    assert result[MICRO].f1 == 0.5


def test_the_wrong_label_is_wrong_twice() -> None:
    result = score_spans([GoldSpan(0, 5, "LOC")], [GoldSpan(0, 5, "ORG")])
    assert (result[MICRO].precision, result[MICRO].recall) == (0.0, 0.0)


def test_papers_add_up() -> None:
    one = score_spans([GoldSpan(0, 5, "LOC")], [GoldSpan(0, 5, "LOC")])
    other = score_spans([], [GoldSpan(0, 5, "LOC")])
    assert total([one, other])[MICRO].recall == 0.5


def test_nothing_to_find_is_perfect() -> None:
    assert score_spans([], [])[MICRO].f1 == 1.0


@pytest.mark.parametrize(
    ("iso", "days"),
    [
        ("2024-02-03", ("2024-02-03", "2024-02-03")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-04/2024-06", ("2024-04-01", "2024-06-30")),
        ("2021/2025", ("2021-01-01", "2025-12-31")),
        ("--01-27", ("--01-27", "--01-27")),
        ("2024-13", ("2024-13", "2024-13")),
        ("", ("", "")),
    ],
)
def test_a_value_means_its_first_and_last_day(iso: str, days: tuple[str, str]) -> None:
    assert days_of(iso) == days


def test_the_value_of_a_date_counts_where_its_place_was_found() -> None:
    gold = [
        GoldSpan(0, 9, "DATE", iso="2024-04/2024-06"),
        GoldSpan(20, 29, "DATE", iso="2023"),
        GoldSpan(40, 49, "DATE", optional=True, iso="?"),
        GoldSpan(60, 69, "DATE", iso="2022"),
    ]
    found = [
        GoldSpan(0, 9, "DATE", iso="2024-04-01/2024-06-30"),
        GoldSpan(20, 29, "DATE", iso="2024"),
        GoldSpan(40, 49, "DATE", iso="2030"),
    ]
    assert score_values(found, gold) == {"DATE value": Score(1, 2, 2)}


def part(start: int, end: int) -> dict[str, int]:
    return {"start": start, "end": end}


def test_a_task_is_found_once_and_its_parts_count_exactly() -> None:
    gold = [
        {**part(0, 100), "lead": part(0, 10), "supporters": [part(20, 30), part(40, 50)], "deadline": None},
        {**part(0, 100), "lead": part(60, 70), "supporters": [], "deadline": part(80, 90)},
        {**part(200, 300), "lead": None, "supporters": [], "deadline": None},
    ]
    found = [
        {**part(0, 100), "lead": part(60, 70), "supporters": [], "deadline": part(80, 95)},
        {**part(0, 100), "lead": part(0, 10), "supporters": [part(20, 30)], "deadline": None},
        {**part(0, 90), "lead": part(0, 10), "supporters": [], "deadline": None},
    ]
    scores = score_tasks(found, gold)
    assert scores["task"] == Score(2, 3, 3)
    assert scores["task lead"] == Score(2, 2, 2)
    assert scores["task supporters"] == Score(1, 1, 2)
    assert scores["task deadline"] == Score(0, 1, 1)


def happening(start: int, kind: str, first: str | None, day: str | None, place: str | None = None) -> Event:
    participants = [{"text": first, "role": "meets"}] if first else []
    return {
        "start": start, "end": start + 50, "kind": kind, "participants": participants,
        "date": day and {"text": day}, "place": place and {"text": place}, "name": None, "format": None,
    }  # fmt: skip


def test_an_event_is_found_by_kind_sentence_and_its_date_or_first_participant() -> None:
    gold = [
        happening(0, "meeting", "Bộ Ngoại giao", "ngày 12/3", "Hà Nội"),
        happening(100, "visit", "đoàn", "ngày 13/3"),
        happening(200, "signing", None, "ngày 14/3"),
        happening(300, "conference", None, None),
    ]
    found = [
        happening(0, "meeting", "Bộ ngoại giao", None, "Huế"),
        happening(100, "meeting", "đoàn", "ngày 13/3"),
        happening(200, "signing", None, "ngày 15/3"),
        happening(300, "conference", "Lào", None),
    ]
    scores = score_events(found, gold)
    assert scores["event"] == Score(2, 4, 4)
    assert scores["event date"] == Score(0, 0, 1)
    assert scores["event place"] == Score(0, 1, 1)
    assert scores["event participants"] == Score(1, 2, 1)
