import re

import pytest

from banggiao.language.programs import compiled

EXPRESSIONS = [
    (r"a", 0),
    (r"(?<!\w)(?:giao(?: nhiệm vụ)?|phân công)(?! (?:cho|của))\s+", 0),
    (r"(?P<ngay>\d{1,2})/(?P<thang>\d{1,2})(?:/(\d{4}))?", 0),
    (r"^số (?i:ủy ban) [A-ZĐ]{2,}+$", re.MULTILINE | re.IGNORECASE),
    (r"(['\"]).*?\1\Z", re.DOTALL),
]


@pytest.mark.parametrize(("pattern", "flags"), EXPRESSIONS)
def test_a_program_is_what_the_standard_library_compiles(pattern: str, flags: int) -> None:
    for _ in ("made", "known"):
        assert compiled(pattern, flags) == re.compile(pattern, flags)  # their code, flags and words
        assert dict(compiled(pattern, flags).groupindex) == dict(re.compile(pattern, flags).groupindex)
        assert compiled(pattern, flags).groups == re.compile(pattern, flags).groups


def test_the_last_group_of_a_match_is_told_by_name() -> None:
    match = compiled(r"(?P<tuan>tuần)|(?P<ngay>ngày)").match("ngày")
    assert match is not None and match.lastgroup == "ngay"


def test_an_expression_that_is_none_is_refused() -> None:
    with pytest.raises(re.error, match="position 0"):
        compiled("(")
