"""What changed between two texts of a resolution, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.6
"""From this ratio on, a paragraph is told as changed and not as taken out and put in."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """One paragraph: `kind` is added, removed or changed; what is not there is empty."""

    kind: str
    before: str
    after: str


def changes_between(before: str, after: str) -> list[TextChange]:
    """Return the paragraphs that differ, in the order of the later text; spaces alone are no change."""
    old, new = _paragraphs(before), _paragraphs(after)
    found: list[TextChange] = []
    for deed, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if deed != "equal":
            found += _paired(old[i:j], new[k:m])
    return found


def _paired(old: list[str], new: list[str]) -> Iterator[TextChange]:
    """Pair each new paragraph with the old one that is most like it; each old one serves once."""
    left = list(old)
    pairs: list[tuple[str, str]] = []
    for paragraph in new:
        ratios = [(SequenceMatcher(None, one, paragraph, autojunk=False).ratio(), one) for one in left]
        ratio, nearest = max(ratios, default=(0.0, ""))
        if ratio >= ALIKE:
            left.remove(nearest)
            pairs.append((nearest, paragraph))
        else:
            pairs.append(("", paragraph))
    yield from (TextChange("removed", one, "") for one in left)
    yield from (TextChange("changed" if one else "added", one, paragraph) for one, paragraph in pairs)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
