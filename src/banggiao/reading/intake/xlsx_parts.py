"""The parts of a workbook (xlsx): which there are, how they point at each other, which sheets it has.

ECMA-376 part 2 (packages) and part 1, §18.2.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from banggiao.language import lazy_re as re
from banggiao.reading.intake.archive import read_member
from banggiao.reading.intake.docx_tree import name_of, value_of
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.xlsx_values import Formats
from banggiao.reading.intake.xml import parse
from banggiao.reading.refusal import Reason

MOST_SHEETS = 500
HEAD_CELLS = 400
"""Cells of a sheet that the guard looks at."""
_DRAWINGS = re.compile(r"xl/drawings/[^/]+\.(?:xml|vml)")
_DRAWN = re.compile(rb"<(?:\w+:)?(?:t|p|div|font)(?:\s[^<>]*)?>([^<]+)")
EDGE = re.compile(r'&(?:[LCRPNDTFAGSXYBIUEOH]|K[0-9A-F]{6}|"[^"]*"|\d{1,3})')
"""What a page header says besides words: the place, the page's number, a font."""


class Parts:
    """The parts of one workbook.

    Raises:
        Refusal: BROKEN where it has no workbook, or two parts of one name.
    """

    def __init__(self, archive: zipfile.ZipFile, watch: Watch) -> None:
        self.archive = archive
        self.watch = watch
        names = [name.casefold() for name in archive.namelist()]
        if len(set(names)) != len(names):  # another program may read the other one
            raise watch.refusal(Reason.BROKEN, "Tệp có hai phần cùng tên (two parts of one name).")
        main = next(iter(self._related("", "officeDocument")), "xl/workbook.xml")
        root = self._root(main)
        if root is None:
            raise watch.refusal(Reason.BROKEN)
        epoch_1904 = any(value_of(one, "date1904") in ("1", "true") for one in root.iter("{*}workbookPr"))
        self.strings = next(iter(self._related(main, "sharedStrings")), "xl/sharedStrings.xml")
        styles = self._related(main, "styles")
        self.formats = Formats(self._root(styles[0] if styles else "xl/styles.xml"), epoch_1904)
        self.sheets = list(islice(self._sheets(root, main), MOST_SHEETS))

    def part(self, name: str) -> bytes | None:
        """Return a part's bytes, or None where there is none of that name."""
        member = self.archive.NameToInfo.get(name)
        if member is None:
            return None
        return read_member(self.archive, member, self.watch.limits.max_part, self.watch)

    def _root(self, name: str) -> etree._Element | None:
        part = self.part(name)
        return parse(part, self.watch) if part else None

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the parts that a part points at: id -> (kind, name)."""
        folder, _, name = part.rpartition("/")
        root = self._root(posixpath.join(folder, "_rels", f"{name}.rels"))
        related = {}
        for one in root if root is not None else ():
            if name_of(one) != "Relationship" or value_of(one, "TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, value_of(one, "Target") or "")).lstrip(
                "/"
            )
            related[value_of(one, "Id") or ""] = ((value_of(one, "Type") or "").rpartition("/")[2], target)
        return related

    def _related(self, part: str, kind: str) -> list[str]:
        return [name for found, name in self._relations(part).values() if found == kind]

    def _sheets(self, root: etree._Element, main: str) -> Iterator[tuple[str, str, bool]]:
        """Yield the worksheets in their order: name, part, whether it is shown."""
        related = self._relations(main)
        for sheet in root.iter("{*}sheet"):
            ids = (str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id"))
            kind, part = related.get(next(ids, ""), ("", ""))
            if kind == "worksheet":
                shown = value_of(sheet, "state") not in ("hidden", "veryHidden")
                yield value_of(sheet, "name") or "", part, shown

    def drawn(self) -> Iterator[str]:
        """Yield the first words of each drawing, for the guard."""
        for name in sorted(self.archive.NameToInfo):
            if _DRAWINGS.fullmatch(name):
                self.watch.check()
                part = self.part(name) or b""
                found = (words[1].decode("utf-8", "replace") for words in _DRAWN.finditer(part))
                yield "\n".join(islice(found, HEAD_CELLS))
