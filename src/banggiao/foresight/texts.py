"""What changed between two texts of a resolution, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.5
"""From this share of words in common on, a paragraph is told as changed and not as taken out and put in."""
PARTED = re.compile(r"\n|(?:^|\s)>?\s*(?=\d{1,3}\.\s+[A-ZÀ-Ỹ])")
"""Where a paragraph begins: on a line of its own, or at its number («3. Requests …»)."""
NUMBER = re.compile(r"^\d{1,3}\.\s+")


@dataclass(frozen=True, slots=True)
class TextChange:
    """One paragraph: `kind` is added, removed or changed; what is not there is empty."""

    kind: str
    before: str
    after: str


def changes_between(before: str, after: str) -> list[TextChange]:
    """Return the paragraphs that differ, in the order of the later text; spaces and numbers of paragraphs
    alone are no change."""
    old, new = paragraphs(before), paragraphs(after)
    bare_old, bare_new = ([NUMBER.sub("", one) for one in text] for text in (old, new))
    found: list[TextChange] = []
    for deed, i, j, k, m in SequenceMatcher(None, bare_old, bare_new, autojunk=False).get_opcodes():
        if deed != "equal":
            found += _paired(old[i:j], new[k:m])
    return found


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each in one line."""
    return [part for part in (" ".join(line.split()) for line in PARTED.split(text)) if part]


def _paired(old: list[str], new: list[str]) -> Iterator[TextChange]:
    """Pair each new paragraph with the old one that is most like it; each old one serves once."""
    left = {place: _words(paragraph) for place, paragraph in enumerate(old)}
    for paragraph in new:
        words = _words(paragraph)
        likeness = {
            place: len(words & others) / max(len(words | others), 1) for place, others in left.items()
        }
        nearest = max(likeness, key=lambda place: likeness[place], default=None)
        if nearest is None or likeness[nearest] < ALIKE:
            yield TextChange("added", "", paragraph)
        else:
            del left[nearest]
            yield TextChange("changed", old[nearest], paragraph)
    yield from (TextChange("removed", old[place], "") for place in left)


def _words(paragraph: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", paragraph.casefold()))
