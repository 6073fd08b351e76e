import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.language.openings import endings_of, openings_of
from banggiao.language.scanning import Before, Phrase, Scanned, Words, places_of

PATTERNS = (
    r"(?<!\w)(?:(?<!ngoại )giao(?: nhiệm vụ)?(?: cho)?|phân công|yêu cầu)(?: đối với)? ",
    r"giao[^;]{0,4} cho|giao cho",
    r"(?:hằng|hàng) (?:năm|quý)(?!\w)",
    r"cam kết (?!của)\w+",
    r"[hs]ẽ [abc]?\w*",
    r"(?:cho )*giao cho",
    r"\d+ giao",
)
PHRASES = [Phrase(pattern) for pattern in PATTERNS]
WORDS = Words(["giao", "giao cho", "cho", "cam kết"])
PIECES = (
    "giao", " ", "cho", "ngoại ", "phân công", "yêu cầu", "đối với", "hằng", "hàng", "năm", "quý", "cam kết",
    "của", "sẽ", "hẽ", "a", "b", ";", "3", "nhiệm vụ",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
spans = st.tuples(st.integers(0, 90), st.integers(0, 90))


@given(texts, spans)
def test_a_phrase_finds_in_a_scanned_text_what_its_pattern_finds(text: str, span: tuple[int, int]) -> None:
    scanned, (start, end) = Scanned(text), span
    for phrase in PHRASES:
        expected = [match.span() for match in phrase.plain.finditer(text, start, end)]
        assert [match.span() for match in phrase.finditer(scanned, start, end)] == expected
        first = phrase.search(scanned, start, end)
        assert (first and first.span()) == (expected[0] if expected else None)


@given(texts)
def test_words_are_found_in_a_scanned_text_in_the_order_in_which_they_end(text: str) -> None:
    found = WORDS.hits(Scanned(text))
    assert found == WORDS.hits(text)
    assert all(text[start:end] == WORDS.words[word] for word, start, end in found)
    assert len(found) == sum(len(re.findall(f"(?={word})", text)) for word in WORDS.words)


@pytest.mark.parametrize(
    ("pattern", "openings"),
    [
        (r"(?<!\w)giao(?: cho)? ", {"giao "}),
        (r"(?:cơ )?quan", {"cơ quan", "quan"}),
        (r"hội (?:nghị|thảo)\b.*", {"hội nghị", "hội thảo"}),
        (r"năm [12]\d", {"năm 1", "năm 2"}),
        (r"(?:và )+giao", {"và "}),
        (r"giao|giao cho", {"giao"}),
        (r"\w+ giao", set()),
        (r"(?i)giao", set()),
        (r"giao|", set()),
        (r"xã", set()),
    ],
)
def test_the_openings_of_a_pattern_are_those_of_all_its_matches(pattern: str, openings: set[str]) -> None:
    assert openings_of(pattern) == openings


BEFORES = [
    Before(pattern)
    for pattern in (r"(?<!\w)(?:giao|yêu cầu)(?: đối với)? ?\Z", r"cam kết[^;]* cho\Z", r"(?:của|sẽ )+[ab]\Z")
]


@given(texts, spans)
def test_what_stands_before_a_place_is_what_the_pattern_finds(text: str, span: tuple[int, int]) -> None:
    start, end = span
    for before in BEFORES:
        expected = before.plain.search(text, start, end)
        found = before.search(text, start, end)
        assert (found and found.span()) == (expected and expected.span())


@pytest.mark.parametrize(
    ("pattern", "endings"),
    [
        (r"(?:đến|tới)(?: hết)? \Z", ("tới ", "tới hết ", "đến ", "đến hết ")),
        (r"\w+ năm\Z", (" năm",)),
        (r"(?:năm )?\Z", ()),
        (r"năm", ()),
        (r"a|b\Z", ()),
    ],
)
def test_the_endings_of_a_pattern_are_those_of_all_its_matches(
    pattern: str, endings: tuple[str, ...]
) -> None:
    assert endings_of(pattern) == endings


def test_a_pattern_that_may_end_with_anything_is_refused() -> None:
    with pytest.raises(ValueError, match="no words end"):
        Before(r"\w+\Z").search("a")


def test_a_phrase_that_is_made_later_is_found_as_well() -> None:
    text = Scanned("cam kết hỗ trợ")
    assert PHRASES[3].search(text) is not None
    later = Phrase("hỗ trợ")
    assert later.search(text) is not None


def test_places_of_phrases_are_where_any_of_them_may_begin() -> None:
    text = Scanned("Bộ A cam kết hỗ trợ; giao Bộ B; cam kết")
    orders, pledges = Phrase("giao (?:cho )?"), Phrase("cam kết ")
    assert places_of((orders, pledges), text) == [5, 21]


def test_places_of_phrases_are_unknown_in_a_text_that_is_not_scanned() -> None:
    assert places_of((Phrase("giao "),), "giao Bộ B") is None
    assert places_of((Phrase(r"\w+ giao"),), Scanned("giao Bộ B")) is None
