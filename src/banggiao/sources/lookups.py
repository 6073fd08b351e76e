"""What references and terms name, looked up for many rows at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from banggiao.core.access import Viewer
from banggiao.core.nouns import Fault, Field, Kind, Noun, noun_of
from banggiao.sources.merged import merged_into_many

_PAGE = 500


class Lookups:
    """Records by key, code or title, and vocabularies, as one viewer sees them. Each is asked for once.

    The key of a record that was merged into another names that other one. ``archived`` records are found
    only where asked.
    """

    def __init__(self, viewer: Viewer, *, archived: bool = False) -> None:
        self._viewer, self._archived = viewer, archived
        self._found: dict[str, dict[str, tuple[int, str, str, int] | None]] = defaultdict(dict)
        self._terms: dict[str, dict[str, str]] = {}

    def prepare(self, noun: Noun, rows: Collection[dict[str, Any]]) -> None:
        """Find what all the rows name, in a few queries."""
        asked: dict[str, set[str]] = defaultdict(set)
        fields = [f for f in noun.fields if f.noun]
        for field in fields:
            told = asked[field.noun]
            for row in rows:
                given = row.get(field.name)
                if given:
                    told.update((given,) if isinstance(given, str) else given)
        for code, names in asked.items():
            self._find(noun_of(code), [name for name in names if name not in self._found[code]])

    def forget(self, noun: Noun) -> None:
        """Know no records of a noun any more: some were written, and names may mean others."""
        self._found.pop(noun.code, None)

    def prepare_names(self, field: Field, names: Iterable[str]) -> None:
        """Find what the values of one field name, in a few queries."""
        self._find(noun_of(field.noun), [name for name in names if name not in self._found[field.noun]])

    def resolve(self, field: Field, value: Any) -> tuple[Any, Fault | None]:
        """Return the key, keys or code that ``value`` names, or why it names none."""
        if value is None:
            return None, None
        if field.kind is Kind.TERM:
            return self._term(field, value)
        many = field.kind is Kind.RECORDS
        keys = []
        for given in value if many else [value]:
            found = self._found[field.noun].get(given)
            if found is None:
                return None, Fault(
                    field.name, "unknown", f"Không tìm thấy hoặc không rõ nghĩa: “{given[:60]}”.",
                    f"Not found, or not clear: “{given[:60]}”.",
                )  # fmt: skip
            keys.append(found[1])
        return (keys if many else keys[0]), None

    def id_of(self, field: Field, key: str | None) -> int | None:
        """Return the integer id of the record with this key, which was found before."""
        if key is None:
            return None
        found = self._found[field.noun].get(key)
        return found[0] if found else None

    def caption_of(self, field: Field, key: str) -> str:
        """Return the caption of the record with this key, which was found before."""
        found = self._found[field.noun].get(key)
        return found[2] if found else ""

    def label_of(self, field: Field, key: str) -> int | None:
        """Return the id of the access label of the record with this key, which was found before."""
        found = self._found[field.noun].get(key)
        return found[3] if found else None

    def _find(self, noun: Noun, names: Sequence[str]) -> None:
        table = self._found[noun.code]
        table.update(dict.fromkeys(names))
        rows = noun.model.objects.visible_to(self._viewer)
        if not self._archived:
            rows = rows.current()
        keys = [name for name in names if _is_key(name)]
        for page in _pages(keys):
            self._take(noun, rows.filter(key__in=page), "key")
        for dropped, kept in merged_into_many(noun.code, [key for key in keys if table[key] is None]).items():
            self._take(noun, rows.filter(key=kept), "key")
            table[dropped] = table.get(kept)
        others = [name for name in names if table[name] is None and not _is_key(name)]
        columns = ["code"] if any(f.name == "code" for f in noun.fields) else []
        columns += [name for name in ("number", "caption") if name == "caption" or name in noun.by_name]
        for column in columns:
            for page in _pages([name for name in others if table[name] is None]):
                self._take(noun, rows.filter(**{f"{column}__in": page}), column)

    def _take(self, noun: Noun, rows: Any, column: str) -> None:
        table = self._found[noun.code]
        named: dict[str, list[tuple[int, str, str, int]]] = defaultdict(list)
        for pk, key, caption, label, value in rows.values_list("pk", "key", "caption", "label_id", column):
            named[str(value)].append((pk, str(key), caption, label))
        for name, found in named.items():
            if len(found) == 1:
                table[name] = table[found[0][1]] = found[0]

    def _term(self, field: Field, value: str) -> tuple[str | None, Fault | None]:
        if field.vocabulary not in self._terms:
            terms: Any = noun_of("term").model.objects.visible_to(self._viewer).current()
            terms = terms.filter(vocabulary__in=field.vocabularies)
            known: dict[str, str] = {}
            for code, vietnamese, english in terms.values_list("code", "label_vi", "label_en"):
                known |= {english.casefold(): code, vietnamese.casefold(): code, code: code}
            known.pop("", None)
            self._terms[field.vocabulary] = known
        known = self._terms[field.vocabulary]
        code = known.get(value) or known.get(value.casefold())
        if code is None:
            return None, Fault(
                field.name,
                "term",
                f"“{value[:60]}” không có trong danh mục.",
                f"“{value[:60]}” is not in the vocabulary.",
            )
        return code, None


def _is_key(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False


def _pages(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _PAGE):
        yield names[start : start + _PAGE]
