"""Records to choose from while somebody types, for filters and forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from banggiao.core.access import Viewer
from banggiao.core.nouns import Kind, Noun
from banggiao.language.folding import search_key
from banggiao.search.selectors import narrowed

SHOWN = 12
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A record to choose: its key, its caption, and a word that tells it from its namesakes."""

    key: str
    caption: str
    note: str


def records_found(noun: Noun, words: str, viewer: Viewer, *, language: str = "vi") -> list[Found]:
    """Return at most twelve records that the viewer may see and may mean by ``words``, the likeliest first.

    Diacritics do not matter. A code or caption that is exactly ``words`` stands first, then captions that
    begin with them, then the others, each in Vietnamese order. Without words: the first of the list.
    """
    rows = noun.model.objects.visible_to(viewer).current()
    note = next((f for f in noun.fields if f.kind is Kind.CHOICE and f.listed), None)
    english = noun.english if language != "vi" else ""
    columns = [
        "key",
        "caption",
        "sort_key",
        *([note.column] if note else []),
        *([english] if english else []),
    ]
    asked = search_key(words)
    if not asked:
        found = list(rows.order_by("sort_key", "id").values(*columns)[:SHOWN])
    else:
        found = list(narrowed(rows, noun, words, viewer).values(*columns)[:_LOOKED_AT])
        found.sort(key=lambda row: (_distance(row, asked), row["sort_key"]))
        if "code" in noun.by_name:
            coded = list(rows.filter(code__in={words.strip(), asked}).values(*columns))
            found = [*coded, *(row for row in found if row not in coded)]
    names = {code: vi if language == "vi" else en for code, vi, en in note.choices} if note else {}
    return [
        Found(
            str(row["key"]),
            (english and row[english]) or row["caption"],
            names.get(row[note.column], "") if note else "",
        )
        for row in found[:SHOWN]
    ]


def _distance(row: dict[str, Any], asked: str) -> int:
    caption = search_key(row["caption"])
    if caption == asked:
        return 0
    return 1 if caption.startswith(asked) else 2
