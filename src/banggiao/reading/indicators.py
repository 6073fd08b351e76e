"""The name of what a number measures, the same in prose and in a table.

A key is the folded noun phrase without counting words ("số", "tổng số") and without words that say nothing
("các", "đã", "được"), and with the deed where it matters: twelve agreements signed are not twelve
agreements in force.
"""

from __future__ import annotations

import re

from banggiao.language.folding import fold

_BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_COUNTING = re.compile(
    r"(?:(?:tong so luong|tong so|so luong|tong cong|tong|so luot(?= (?:doan|hoi|cuoc|lop))|so"
    r"|quy mo) )+(?!hoa\b|lieu\b)"
)
_NUMBERING = re.compile(r"[\d.]+[.)]?\s+|[ivxl]+[.)]\s+|[a-z][.)]\s+|[-+*•]\s*")
_SAYS_NOTHING = frozenset({"cac", "nhung", "da", "duoc", "dang", "moi", "nay", "do", "co", "la"})
_WORD = re.compile(r"[\w%&/-]+")


def indicator_key(words: str) -> str:
    """Return the key of an indicator as written ("Tổng số các đoàn ra" -> "doan ra"), "" for nothing."""
    folded = _BRACKETS.sub(" ", fold(words)).strip(" .:;,-\"'")
    folded = _NUMBERING.sub("", folded, count=1) if _NUMBERING.match(folded) else folded
    folded = " ".join(_WORD.findall(folded))
    folded = _COUNTING.sub("", folded, count=1) if _COUNTING.match(folded) else folded
    return " ".join(word for word in folded.split() if word not in _SAYS_NOTHING)
