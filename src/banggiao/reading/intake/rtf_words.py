"""What the control words of Rich Text mean to a reader (specification 1.9.1)."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from banggiao.language import lazy_re as re
from banggiao.reading.intake.legacy import Legacy, runs_joined

# Groups whose text is no text of the paper.
UNREAD = set(
    "stylesheet colortbl info pict object objdata fldinst annotation atnid atnauthor atndate atnref "
    "listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping latentstyles "
    "datastore xmlnstbl filetbl template nonshppict sn sv bkmkstart bkmkend private1 mmathPr "
    "pgdsctbl userprops docvar nonesttables ftnsep ftnsepc aftnsep aftnsepc pnseclvl pntxta pntxtb falt "
    "panose".split()
)
EDGES = {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
READ_THOUGH_NEW = {"shpinst", "shptxt", "footnote", "fldrslt", "dptxbxtext"}  # marked \* and read
APART = {"footnote", "shptxt", "dptxbxtext"}  # text that stands beside its paragraph
SIGNS = {
    "tab": "\t", "line": " ", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "", "zwnj": "",
}  # fmt: skip
ENDS = {"par", "sect", "page", "column", "softpage"}
# The code page of a font's character set; others have the file's own.
CHARSETS = {
    128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip

_HALVES = re.compile("[\ud800-\udfff]")


def code_page(number: int | None) -> str | None:
    """Return Python's name for a code page of Windows, None where it has none."""
    name = {65001: "utf-8", 10000: "mac_roman"}.get(number or 0, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


class Run(NamedTuple):
    """Text of one look."""

    text: str
    bold: bool = False
    legacy: Legacy | None = None


def joined(runs: list[Run]) -> str:
    """Return the text of the runs; letters beyond 16 bits come in two halves."""
    text = runs_joined((run.text, run.legacy) for run in runs)
    if _HALVES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
