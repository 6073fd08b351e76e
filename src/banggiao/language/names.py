"""Capital letters: what looks like a name in Vietnamese text."""

from __future__ import annotations

from banggiao.language import lazy_re as re

UPPER = (
    "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"  # Vietnamese
    "ÄÅÆÇËÎÏÑÖØÛÜŠŚŞŽŻČĆŁ"
)
"""The inside of a regular-expression class: capital letters of Vietnamese and of foreign names."""
LOWER = UPPER.lower()
"""The inside of a class: their small letters. A range such as à-ỹ would hold Đ, Ơ and Ạ too."""

CAPITAL_RUN = re.compile(rf"[{UPPER}][\w'’.-]{{0,30}}(?: [{UPPER}][\w'’-]{{0,30}}){{1,12}}")
"""Two or more capitalised words in a row, joined by single spaces."""

CAPITAL_WORD = re.compile(rf"[{UPPER}][\w'’-]{{0,30}}")

SURNAMES: frozenset[str] = frozenset(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh
    trương đinh lâm mai tô hà tạ cao châu chu lương lưu phùng quách thái thân tống tôn triệu từ
    văn viên nông vi lò giàng lường lù lừu thào thao mùa ma mạch mông má vàng sùng hạng hờ tráng
    tẩn chảo phàn đèo bàn ngạc ngân cầm quàng lèo vì cà bạc điêu sìn thền lùng hảng cấn chế cù
    diêm đái đới giản kha khúc khương kỷ lã liêu lộ lục lữ mẫn mã ngụy nhan nhâm nhữ ôn phí phù
    tán thang thiều tiết trì trình uông ưng viêm vưu yên ung dư mẫu sái sử tư kiều kim khổng khuất
    la lại mạc nghiêm ninh ông phó quản quang sầm sơn tăng thạch thẩm tiêu tòng trang trà vừ xa y
    ân âu bạch bế bồ cung danh diệp doãn đàm đậu điền đồng giáp hứa hàn hầu lều chử cát chiêm cổ
    đoạn hoắc khâu lãnh liễu lâu lầu tào tần trác trầm trâu thiệu vòng xồng pờ khoàng chẩu chíu
    thèn làn mè lồ tất tề
    """.split()
)
"""Vietnamese surnames, in shadow form."""

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|th|tr|ch|gh|gi|kh|ph|qu|[bcdđghklmnpqrstvx])?"
    r"[aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ]{1,3}"
    r"(?:ng|nh|ch|[cmnpt])?\Z"
)


def is_syllable(word: str) -> bool:
    """Whether ``word`` (shadow form) is built like a Vietnamese syllable."""
    return _SYLLABLE.match(word) is not None


def is_full_name(words: list[str]) -> bool:
    """Whether ``words`` (shadow form) look like a Vietnamese full name: a surname, one to four syllables."""
    return 2 <= len(words) <= 5 and words[0] in SURNAMES and all(is_syllable(word) for word in words)
