from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.language.folding import fold, search_key, shadow, to_nfc


@pytest.mark.parametrize(
    ("written", "matched"),
    [
        ("Hoà bình", "hòa bình"),
        ("UỶ BAN", "ủy ban"),
        ("thuỷ, khoẻ, tuý", "thủy, khỏe, túy"),
        ("hòan thành, hùynh", "hoàn thành, huỳnh"),
        ("Quý, quỹ, qúy", "quý, quỹ, quý"),
        ("hoàn toàn, ngoài, huỳnh", "hoàn toàn, ngoài, huỳnh"),
        ("“A” – ‘b’\u00a0c\nd", "\"a\" - 'b' c d"),
        ("Ý kiến và y tế", "ý kiến và y tế"),
    ],
)
def test_the_shadow_evens_out_what_typists_do_differently(written: str, matched: str) -> None:
    assert shadow(written) == matched


def test_folding_drops_every_diacritic_and_the_stroke() -> None:
    assert fold("Đường lối đối ngoại – ỦY BAN") == "duong loi doi ngoai - uy ban"


def test_a_search_key_is_alike_for_both_unicode_forms_and_both_tone_placements() -> None:
    decomposed = "Hoà  Bình"
    assert search_key(decomposed) == search_key(to_nfc(" HÒA BÌNH ")) == "hoa binh"


@given(st.text())
def test_shadow_and_fold_keep_the_length_of_any_text(text: str) -> None:
    assert len(shadow(text)) == len(text)
    assert len(fold(text)) == len(text)


def test_every_single_character_keeps_its_place() -> None:
    everything = "".join(map(chr, range(0x20000)))
    assert len(shadow(everything)) == len(everything)
    assert len(fold(everything)) == len(everything)


@given(st.text())
def test_folding_the_shadow_is_folding_the_text(text: str) -> None:
    assert fold(shadow(text)) == fold(text)


@given(st.text(alphabet="hoàòaảạuýúyỳủỷqn tth"))
def test_the_shadow_of_a_shadow_is_itself(text: str) -> None:
    assert shadow(shadow(text)) == shadow(text)
