"""The name of what a number measures, the same in prose and in a table.

A key is the folded noun phrase without counting words ("số", "tổng số") and without words that say nothing
("các", "đã", "được"), and with the deed where it matters: twelve agreements signed are not twelve
agreements in force.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from banggiao.language import lazy_re as re
from banggiao.language.folding import fold

_BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_COUNTING = re.compile(
    r"(?:(?:tong so luong|tong so|so luong|tong cong|tong|so luot(?= (?:doan|hoi|cuoc|lop))|so"
    r"|quy mo) )+(?!hoa\b|lieu\b)"
)
_NUMBERING = re.compile(r"\A(?:[\d.]+[.)]?\s+|[ivxl]+[.)]\s+|[a-z][.)]\s+|[-+*•]\s*)")
SAYS_NOTHING = frozenset({"cac", "nhung", "da", "duoc", "dang", "moi", "nay", "do", "co", "la"})
_WORD = re.compile(r"[\w%&/-]+")


# Deeds that change what is counted. "Tổ chức", "có", "thực hiện", "triển khai" and the like do not.
_DEEDS = tuple(
    """
    ký kết|ký mới|ký|gia hạn|thu hút|tiếp nhận|cấp mới|cấp|rà soát|ban hành|hoàn thành|phê duyệt|thẩm định
    kết nạp|đề xuất|hủy bỏ|chấm dứt|sửa đổi|bổ sung|xử lý|giải quyết|đăng tải|đăng|phát sóng|xuất bản
    biên soạn|đào tạo|bồi dưỡng|cử|đón|hỗ trợ|vận động
    """.replace("\n", "|").split("|")
)
_DEED = "|".join(deed.strip() for deed in _DEEDS if deed.strip())
_DEED_BEFORE = re.compile(rf"(?<!\w)({_DEED})(?: (?:được|mới|thêm|và triển khai|thành công|tổng cộng))* ?\Z")
_LIGHT = frozenset(
    "ky ket moi to chuc thuc hien trien khai ban hanh cap tiep nhan hoan thanh cu don cua tinh thanh pho "
    "trong nam bo nganh don vi dia phuong toan tham gia huong duoc da".split()
)


@lru_cache(maxsize=8192)
def deed_before(words: str) -> str:
    """Return the deed that ends ``words`` (shadow form), folded: "đã ký kết" -> "ky ket"; "" for none."""
    deed = _DEED_BEFORE.search(words)
    return fold(deed[1]) if deed else ""


def same_indicator(key: str, known: Collection[str]) -> str:
    """Return the one of ``known`` that ``key`` means, or ``key`` itself.

    Two keys mean the same when they are equal but for words at the end that say whose it is and that it was
    done ("doan ra", "doan ra cua tinh"); where several of ``known`` would do, none is chosen.
    """
    if not key or key in known:
        return key
    words = key.split()
    near = [other for other in known if _differ_lightly(words, other.split())]
    return near[0] if len(near) == 1 else key


def _differ_lightly(one: list[str], other: list[str]) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and long[: len(short)] == short and _LIGHT.issuperset(long[len(short) :])


@lru_cache(maxsize=8192)  # the head of a table's row is asked for once per column
def indicator_key(words: str) -> str:
    """Return the key of an indicator as written ("Tổng số các đoàn ra" -> "doan ra"), "" for nothing."""
    folded = _BRACKETS.sub(" ", fold(words)).strip(" .:;,-\"'")
    folded = _NUMBERING.sub("", folded)
    folded = " ".join(_WORD.findall(folded))
    folded = _COUNTING.sub("", folded, count=1) if _COUNTING.match(folded) else folded
    return " ".join(word for word in folded.split() if word not in SAYS_NOTHING)
