"""The documents say what the code does."""

import re
from pathlib import Path

import pytest

from tools.reference import PAGES, REFERENCE

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    ROOT / "samples" / "review" / "README.md",
]


@pytest.mark.parametrize("name", PAGES)
def test_reference_page_is_what_the_code_says(name: str) -> None:
    assert (REFERENCE / name).read_text("utf-8") == PAGES[name](), "run `make docs`"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text("utf-8"))

    missing = [link for link in links if not (document.parent / link).exists()]
    assert not missing


def test_every_make_command_in_the_documents_exists() -> None:
    known = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    used = {
        name
        for document in DOCUMENTS
        for name in re.findall(
            r"(?:^ {4}|`)make ([a-z][a-z0-9-]*)", document.read_text("utf-8"), re.MULTILINE
        )
    }

    assert used <= known
