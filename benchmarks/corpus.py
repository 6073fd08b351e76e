"""More reports of the same kind: the sample's own files, each with a line more."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

_END = re.compile(rb"(<w:sectPr[\s>])(?!.*<w:sectPr)", re.DOTALL)


def report_files(folder: Path) -> list[Path]:
    """Return the sample's readable report files (members of archives not counted)."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and "to-refuse" not in path.parts
        and path.suffix in {".docx", ".pdf", ".html", ".txt"}
    )


def multiply(source: Path, target: Path, *, times: int) -> None:
    """Write ``times`` variants of every readable report of ``source`` into ``target``."""
    for path in report_files(source):
        for number in range(times):
            place = target / str(number) / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".docx":
                _vary_docx(path, place, number)
            elif path.suffix == ".pdf":
                place.write_bytes(path.read_bytes() + b"\n%% variant %d\n" % number)
            else:
                shutil.copyfile(path, place)
                with place.open("a", encoding="utf-8") as end:
                    end.write(f"\n<!-- {number} -->" if path.suffix == ".html" else f"\n\nBản số {number}.")


def _vary_docx(path: Path, place: Path, number: int) -> None:
    line = f"<w:p><w:r><w:t>Bản số {number}.</w:t></w:r></w:p>".encode()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "word/document.xml":
                data = _END.sub(lambda found: line + found[1], data, count=1)
            new.writestr(info, data)
