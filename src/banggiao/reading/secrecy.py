"""The secrecy guard: does the head of a paper bear a mark of State secrecy?

The default edition holds no secret papers, so the guard looks at a bounded head of the text, in memory,
before anything is kept. It knows the marks of practice: the stamps MẬT, TỐI MẬT and TUYỆT MẬT (levels of
Law 117/2025/QH15), "Độ mật: …", a stamp "Bí mật nhà nước" or "BMNN", and a number ending in "-m"
("462/BNG-CNV-m"). Words that merely speak of secrecy ("bảo mật", "Không mật", "bảo vệ bí mật nhà nước"
in a sentence or title) pass. A stamp that exists only as a picture cannot be seen here.
"""

from __future__ import annotations

import unicodedata

from banggiao.language import lazy_re as re

# A stamp, compared with the line's letters alone, in capitals: so "( M Ậ T )" and "Mật." are "MẬT".
_LEVEL = "(?:(?:TUYỆT|TỐI)?MẬT|TUYETMAT|TOIMAT)"
_URGENCY = "(?:HỎATỐC|HOẢTỐC|THƯỢNGKHẨN|KHẨN)"
_COPY = r"(?:BẢNSỐ|SỐBẢN)\d*"
_LABEL = "(?:DẤU)?(?:CHỈ)?(?:(?:MỨC|CẤP)?ĐỘ(?:BÍ)?MẬT|MỨCMẬT|CLASSIFICATION)"
_CARRIER = "(?:TÀILIỆU|VĂNBẢN|HỒSƠ|THUỘC|CHỨA|CÓ|NỘIDUNG|PHẠMVI|DẤU|ĐÓNG|ĐỘ|LOẠI)*"
_STAMP = re.compile(
    f"(?:{_URGENCY})*(?:{_LABEL})?(?:TÀILIỆU|VĂNBẢN|DẤU)?{_LEVEL}(?:{_URGENCY})*(?:{_COPY})?"
    f"|{_CARRIER}(?:BÍMẬTNHÀNƯỚC|BMNN)(?:{_LABEL})?(?:{_LEVEL})?(?:{_COPY})?"
)

# "Độ mật: Tối mật" with something else on the line, as when two columns of a page run together.
_LABELLED = re.compile(
    r"(?:^|[;,|(\[]\s*)(?:(?:tài\s+liệu|văn\s+bản)\s+(?:có\s+)?)?(?:dấu\s+)?(?:chỉ\s+)?(?:mức\s+|cấp\s+)?"
    r"độ\s+(?:bí\s+)?mật\s*[:=\-]\s*[(\[\"']?\s*(?:tuyệt\s+mật|tối\s+mật|mật)(?!\w)",
    re.IGNORECASE,
)
# MẬT in capitals on the very lines of the head that a PDF runs together with the stamp beside them.
_BESIDE_HEAD = re.compile(
    r"(?:CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*-|(?<!\w)Số\s*:)", re.IGNORECASE
)
_CAPITAL_STAMP = re.compile(r"(?<![\w-])(?<!BẢO )(?<!BÍ )(?<!KHÔNG )(?<!ĐỘ )MẬT(?![\w-])(?! NHÀ NƯỚC)")

# The number line: "Số: 462/BNG-CNV-m", "Số:      /2024/BC-UBND - M", the Party's "Số 15-CV/TU-m".
# The notation's last part is the m alone.
_NOTATION = (
    r"[\d\s._…]*(?:-\s*\w+\s*)?(?:/\s*\d{4}\s*)?/\s*[\w.&/]+(?:\s*-\s*[\w.&/]+)*?\s*-\s*[mM](?:ật)?(?![\w/-])"
)
_NUMBER_LINE = re.compile(
    r"(?:^\s*số(?:\s*[,/]?\s*(?:ký\s+)?hiệu|\s+văn\s+bản|\s+cv)?\s*[:.]?"
    r"|(?<!\w)số(?:\s*[,/]?\s*(?:ký\s+)?hiệu)?\s*:)\s*" + _NOTATION,
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\s*\d+\s*/" + r"(?:\s*\d{4}\s*/)?\s*[\w.&/]+(?:\s*-\s*[\w.&/]+)*?\s*-\s*[mM]\s*")

# What a line must hold to be looked at closer: the letters of a mark, however spaced, or a number's "-m".
_SUSPECT = re.compile(r"[Mm][\W_]*[Ậậ][\W_]*[Tt]|M[\W_]*A[\W_]*T|B[\W_]*M[\W_]*N|/.*[mM]")
_SEGMENTS = re.compile(r"[\t\x07]|\s{3,}")
# A soft hyphen may be the dash before the m; what has no width may stand anywhere.
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－\u00ad"), "-")
_DASHES |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), "")
_NOT_LETTERS = re.compile(r"[\W_]+")
_LONGEST_STAMP = 120  # characters; a longer line is prose
_LONGEST_LINE = 400  # characters of one line that are looked at


def mark_in(text_head: str) -> str | None:
    """Return the mark of secrecy found in the head of a paper, or None.

    ``text_head`` holds one block or line of the head per line. The mark returned is the kind of stamp in
    its usual spelling ("MẬT", "TỐI MẬT", "TUYỆT MẬT", "BMNN", "-m"), never words of the paper.
    """
    before = ""
    for whole_line in unicodedata.normalize("NFKC", text_head).splitlines():
        line = whole_line.lstrip()[:_LONGEST_LINE]
        if _SUSPECT.search(line):
            line = line.translate(_DASHES)
            # One blank for many: in a line of blanks the pattern would try all ways to share them out.
            if "/" in line and _NUMBER_LINE.search(" ".join(line.split())):
                return "-m"
            spaced = _mark_of(line, before)  # letters may stand as far apart as columns do
            if spaced is not None:
                return spaced
            for segment in _SEGMENTS.split(line):
                mark = _mark_of(segment, before)
                if mark is not None:
                    return mark
                before = segment if segment.strip() else before
        elif line:
            before = line
    return None


def _mark_of(segment: str, before: str) -> str | None:
    if len(segment) <= _LONGEST_STAMP:
        letters = _NOT_LETTERS.sub("", segment).upper()
        if letters and _STAMP.fullmatch(letters) and not _continues(before, letters):
            return _kind(letters)
        if "/" in segment and _BARE_NUMBER.fullmatch(segment):
            return "-m"
    labelled = _LABELLED.search(segment)
    if labelled:
        return _kind(_NOT_LETTERS.sub("", labelled.group()).upper())
    if _CAPITAL_STAMP.search(segment) and _BESIDE_HEAD.search(segment):
        return "MẬT"
    return None


def _continues(before: str, letters: str) -> bool:
    """Tell whether the line only ends a phrase that the one before began: "… bảo vệ" + "bí mật nhà nước"."""
    last = f" {before.strip().upper()}"
    if letters.startswith(("BÍMẬT", "BMNN")):
        return last.endswith((" BẢO VỆ", " VỀ", " LỘ", " LỌT"))
    return last.endswith((" BẢO", " BÍ")) or last == " KHÔNG"


def _kind(letters: str) -> str:
    if letters.endswith(("TUYỆTMẬT", "TUYETMAT")) or "TUYỆTMẬT" in letters:
        return "TUYỆT MẬT"
    if "TỐIMẬT" in letters or "TOIMAT" in letters:
        return "TỐI MẬT"
    if "BÍMẬTNHÀNƯỚC" in letters or "BMNN" in letters:
        return "BMNN"
    return "MẬT"
