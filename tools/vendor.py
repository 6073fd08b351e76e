"""Fetch the few browser files that the workspace ships, and keep proof of where they came from.

    python tools/vendor.py           download the pinned npm packages and write static/vendor again
    python tools/vendor.py --check   compare the committed files with the manifest, without a network

The files are committed: neither installing nor running needs node or a network.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "src" / "banggiao" / "web" / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package, and which of its files we ship under which name."""

    name: str
    version: str
    licence: str
    folder: str
    files: dict[str, str]  # path in the tarball -> name in our folder


FONT = "package/files/be-vietnam-pro-{subset}-{weight}-normal.woff2"
PACKAGES = (
    Package("htmx.org", "2.0.11", "0BSD", "htmx", {"package/dist/htmx.min.js": "htmx.min.js"}),
    Package(
        "bootstrap",
        "5.3.9",
        "MIT",
        "bootstrap",
        {"package/dist/css/bootstrap.min.css": "bootstrap.css"},
    ),
    Package(
        "@fontsource/be-vietnam-pro",
        "5.3.0",
        "OFL-1.1",
        "be-vietnam-pro",
        {
            FONT.format(subset=subset, weight=weight): f"{subset}-{weight}.woff2"
            for subset in ("latin", "vietnamese")
            for weight in (400, 600)
        },
    ),
)


BOOTSTRAP_CLASSES = frozenset(
    "btn btn-primary btn-outline-secondary btn-sm form-control form-select visually-hidden small mark row "
    "progress figure".split()
)
"""What the templates use of Bootstrap's classes; its rules for elements stay too."""
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")


def cleaned(name: str, data: bytes) -> bytes:
    """Drop what is never used of a style sheet, and its pointer to a source map that is not shipped."""
    if not name.endswith(".css"):
        return data
    style = data[: data.rfind(b"/*# sourceMappingURL")].decode()
    licence = style[style.index("/*!") : style.index("*/") + 2]
    rules = style[style.index("*/") + 2 :]
    return f'@charset "UTF-8";{licence}{"".join(used(rules))}\n'.encode()


def used(rules: str) -> Iterator[str]:
    """Yield the rules of a style sheet that speak of elements and of classes in use."""
    at = 0
    while (opening := rules.find("{", at)) >= 0:
        closing, depth = opening + 1, 1
        while depth:
            depth += {"{": 1, "}": -1}.get(rules[closing], 0)
            closing += 1
        head, body = rules[at:opening], rules[opening + 1 : closing - 1]
        if head.startswith(("@media", "@supports")):
            if kept := "".join(used(body)):
                yield f"{head}{{{kept}}}"
        elif head.startswith("@"):
            pass  # animations of parts that are not used
        elif selectors := [one for one in head.split(",") if _is_used(one)]:
            yield f"{','.join(selectors)}{{{body}}}"
        at = closing


def _is_used(selector: str) -> bool:
    return "data-bs" not in selector and set(_CLASS.findall(selector)) <= BOOTSTRAP_CLASSES


def download(package: Package, folder: Path) -> Path:
    """Fetch the package's tarball through npm into ``folder``."""
    answer = subprocess.run(
        ["npm", "pack", "--json", "--silent", f"{package.name}@{package.version}"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return folder / json.loads(answer.stdout)[0]["filename"]


def unpack(package: Package, tarball: Path) -> list[dict[str, str]]:
    """Write the package's files and its licence, and return their manifest entries."""
    target = VENDOR / package.folder
    target.mkdir(parents=True, exist_ok=True)
    entries = []
    with tarfile.open(tarball) as archive:
        for inside, name in {**package.files, "package/LICENSE": "LICENSE"}.items():
            member = archive.extractfile(inside)
            if member is None:
                raise SystemExit(f"{package.name}: {inside} is not in the package")
            data = cleaned(name, member.read())
            written = {name: data}
            if name.endswith((".css", ".js")):  # served as such, so that a cold page stays light
                written[f"{name}.gz"] = gzip.compress(data, mtime=0)
            for written_name, content in written.items():
                (target / written_name).write_bytes(content)
                entries.append(
                    {
                        "file": f"{package.folder}/{written_name}",
                        "package": package.name,
                        "version": package.version,
                        "licence": package.licence,
                        "sha256": hashlib.sha256(content).hexdigest(),
                    }
                )
    return entries


def faults() -> list[str]:
    """Return what differs between the manifest and the files, in words."""
    listed = {entry["file"]: entry["sha256"] for entry in json.loads(MANIFEST.read_text("utf-8"))}
    present = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path != MANIFEST
    }
    return (
        [f"{name} is missing" for name in sorted(listed.keys() - present.keys())]
        + [f"{name} is not in the manifest" for name in sorted(present.keys() - listed.keys())]
        + [
            f"{name} was changed"
            for name in sorted(listed.keys() & present.keys())
            if listed[name] != present[name]
        ]
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the manifest and stop")
    if not parser.parse_args().check:
        entries = []
        with tempfile.TemporaryDirectory() as folder:
            for package in PACKAGES:
                entries += unpack(package, download(package, Path(folder)))
        MANIFEST.write_text(json.dumps(sorted(entries, key=lambda entry: entry["file"]), indent=2) + "\n")
    problems = faults()
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
