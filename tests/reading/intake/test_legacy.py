"""Vietnamese from before Unicode is read; what is Unicode already stays as it is."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.reading.intake import open_paper
from banggiao.reading.intake.legacy import Legacy, from_legacy, is_syllable, legacy_in, legacy_of_font
from banggiao.reading.refusal import Reason, Refusal

from .legacy_words import TCVN3, to_tcvn3, to_vni, to_windows

SENTENCE = (
    "Thực hiện Chỉ thị của Ban Bí thư, công tác đối ngoại địa phương đã đạt được nhiều kết quả quan trọng; "
    "kim ngạch xuất khẩu tăng 12,5%, ký kết 08 thỏa thuận hợp tác với các đối tác nước ngoài."
)
VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
SYLLABLES = [a + b + c for a, b, c in itertools.product(("b", "đ", "ngh", "tr", ""), VOWELS, ("", "n", "ng"))]
SYLLABLES = [one for one in SYLLABLES if is_syllable(one)]
# Of the words that look Vietnamese both as they stand and converted there are few; no text is made of them.
WORDS = st.lists(st.sampled_from(SYLLABLES), min_size=30, max_size=80, unique=True)


@given(st.lists(st.sampled_from([*SYLLABLES, "Đảng", "Ước", "NAM", "12,5%", "(2025)"]), max_size=40))
def test_each_encoding_gives_back_what_was_written(words: list[str]) -> None:
    text = " ".join(words)
    assert from_legacy(to_vni(text), Legacy.VNI) == text
    assert from_legacy(to_tcvn3(text), Legacy.TCVN3).lower() == text.lower()
    assert from_legacy(to_tcvn3(text), Legacy.TCVN3_CAPITALS) == text.upper()


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_a_file_without_a_word_about_its_encoding_is_told_by_its_words(words: list[str]) -> None:
    text = " ".join(words)
    for data in (to_tcvn3(text).encode("latin-1"), to_vni(text).encode("latin-1"), to_vni(text).encode()):
        paper = open_paper("cũ.txt", data)
        assert paper.text == text
        assert any("bảng mã cũ" in note for note in paper.notes)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=60))
def test_vietnamese_in_unicode_is_never_taken_for_older(words: list[str]) -> None:
    text = " ".join(words)
    assert legacy_in(text) is None
    assert open_paper("mới.txt", text.encode()).text == text


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(max_codepoint=0x2FF, exclude_categories=["Cs", "Cc"]), max_size=400))
def test_random_letters_are_not_taken_for_older(text: str) -> None:
    assert legacy_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "L’été dernier, à Genève, les délégués français ont été reçus à l’hôtel où siège la conférence générale.",
        "El año pasado, la señora María Núñez asistió a la reunión de la comisión de cooperación económica.",
        "Für größere Städte gelten äußerst ähnliche Übergangsregeln; die Behörde prüft fünf Anträge täglich.",
        "A união das nações não é só uma opção: são decisões, organizações e relações à altura da questão.",
        "công tác công tác công tác công tác công tác công tác",
        "Hà Nội, ngày 05 tháng 6",
        "cô có bê và bò thì cô có bê và bò",  # all of it reads as Vietnamese in TCVN3 too
    ],
)
def test_other_languages_stay_as_they_are(text: str) -> None:
    assert legacy_in(text) is None
    assert open_paper("a.txt", text.encode()).text == text


def test_the_code_page_of_windows_is_read_and_not_taken_for_older() -> None:
    paper = open_paper("cũ.txt", to_windows(SENTENCE))
    assert paper.text == SENTENCE
    assert "1258" in paper.notes[0]


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_any_text_in_the_code_page_of_windows_comes_back(words: list[str]) -> None:
    assert open_paper("cũ.txt", to_windows(" ".join(words))).text == " ".join(words)


def test_long_texts_are_converted_in_bearable_time() -> None:
    long = "".join(f"{number} {SENTENCE}\n" for number in range(10_000))
    begun = time.process_time()
    paper = open_paper("cũ.txt", to_tcvn3(long).encode("latin-1"))
    assert paper.blocks[-1].paragraph == 10_000
    assert time.process_time() - begun < 6


def test_too_few_words_are_refused_with_the_cure() -> None:
    with pytest.raises(Refusal) as refused:
        open_paper("cũ.txt", to_tcvn3("Công tác đối ngoại").encode("latin-1"))
    assert refused.value.reason is Reason.BROKEN
    assert "UTF-8" in refused.value.detail


def test_a_line_of_capitals_is_read_as_capitals() -> None:
    written = f"ỦY BAN NHÂN DÂN\nBÁO CÁO\n{SENTENCE}\nĐến 2025"
    paper = open_paper("cũ.txt", to_tcvn3(written).encode("latin-1"))
    assert paper.text == written


@pytest.mark.parametrize("encode", [to_tcvn3, to_vni])
def test_a_mark_of_secrecy_is_seen_in_any_encoding(encode) -> None:
    with pytest.raises(Refusal) as refused:
        open_paper("cũ.txt", encode(f"MẬT\n{SENTENCE}").encode("latin-1"))
    assert refused.value.reason is Reason.SECRET


OLD_PAGE = (
    "<html><head><title>x</title></head><body><p>{}</p><table><tr><td>{}</td></tr></table></body></html>"
)


@pytest.mark.parametrize("encode", [to_tcvn3, to_vni])
@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_a_page_in_an_older_encoding_is_told_by_its_words(encode, encoding: str) -> None:
    page = OLD_PAGE.format(encode(SENTENCE), encode("Đà Nẵng"))
    paper = open_paper("cũ.html", page.encode(encoding))
    assert paper.text == f"{SENTENCE}\nĐà Nẵng"
    assert any("bảng mã cũ" in note for note in paper.notes)


def test_fonts_of_a_page_are_believed_text_by_text() -> None:
    page = (
        f"<p>Genève <font face='.VnTime'>{to_tcvn3('đối ngoại')} <b style=\"font-family:'Times New Roman'\">café</b></font></p>"
        f"<p style='font-family: VNI-Times, serif'>{to_vni('hội nhập')}</p><p style='font-family:&quot;.VnTimeH&quot;'>{to_tcvn3('báo cáo')}</p>"
    )
    for data in (f"<meta charset=utf-8>{page}".encode(), page.encode("latin-1")):
        assert open_paper("a.html", data).text == "Genève đối ngoại café\nhội nhập\nBÁO CÁO"
    with pytest.raises(Refusal) as refused:
        open_paper("a.html", f"<p><font face=.VnTime>{to_tcvn3('MẬT')}</font></p><p>x</p>".encode())
    assert refused.value.reason is Reason.SECRET


def test_the_font_tells_the_encoding() -> None:
    assert legacy_of_font(".VnTime") is Legacy.TCVN3
    assert legacy_of_font(".VnTimeH") is Legacy.TCVN3_CAPITALS
    assert legacy_of_font(" VNI-Times") is Legacy.VNI
    assert legacy_of_font("Times New Roman") is None
    assert len(set(TCVN3.values())) == len(TCVN3)
