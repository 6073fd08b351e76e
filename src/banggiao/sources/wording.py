"""Values as people read them: labels of codes, names of records, dates as they were given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, Value

from banggiao.core.access import Viewer
from banggiao.core.keys import is_key
from banggiao.core.nouns import DATES, Field, Kind, noun_of
from banggiao.core.prepared import keys_asked, prepared

_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Named:
    """A value in words. ``key`` and ``noun`` are those of the record that it names, "" for any other value;
    ``hidden`` says that the reader may not know which record that is."""

    text: str
    noun: str = ""
    key: str = ""
    hidden: bool = False
    lang: str = ""  # of the text, where it is not that of the page


@dataclass
class Names:
    """The captions of the records, and the labels of the terms, that some values name. ``english`` are the
    English names of those records that have one."""

    records: dict[tuple[str, str], str] = field(default_factory=dict)
    terms: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    english: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def gather(
        cls, said: Iterable[tuple[Field, Any]], viewer: Viewer, *, known: Names | None = None
    ) -> Names:
        """Return the names of all that the values point at and the viewer may see: one query for each noun
        that is pointed at, and one for all vocabularies; none for what is ``known``."""
        asked: dict[str, set[str]] = defaultdict(set)
        vocabularies: set[str] = set()
        for described, value in said:
            if described.noun:
                asked[described.noun].update(keys_in(value))
            elif described.vocabulary:
                vocabularies.update(described.vocabularies)
        names = cls(dict(known.records), dict(known.terms), dict(known.english)) if known else cls()
        for code, keys in asked.items():
            missing = [UUID(key) for key in keys if (code, key) not in names.records]
            if missing:
                rows = _captions(code, viewer.labels).of(keys=missing)
                for key, caption, english in rows:
                    names.records[code, str(key)] = caption
                    if english:
                        names.english[code, str(key)] = english
        if missing_words := vocabularies - {vocabulary for vocabulary, _ in names.terms}:
            labels = _terms(tuple(sorted(missing_words))).of()
            names.terms |= {
                (vocabulary, code): (vi, en or vi)
                for vocabulary, code, vi, en, label in labels
                if viewer.sees(label)
            }
        return names

    def said(self, described: Field, value: Any, language: str) -> tuple[Named, ...]:
        """Return a value in words: one for each record of a RECORDS field, none where it is empty."""
        if value is None or value in ("", []):
            return ()
        if described.noun:
            return tuple(self._record(described, key, language) for key in keys_in(value))
        if described.kind is Kind.TERM:
            found = (self.terms.get((name, str(value))) for name in described.vocabularies)
            labels = next((pair for pair in found if pair), None)
            return (Named(labels[0 if language == "vi" else 1] if labels else str(value)),)
        return (Named(plain(described, value, language)),)

    def called(self, noun: str, key: str, language: str) -> str | None:
        """Return the name of a record in ``language``, Vietnamese where it has no English one; None where it
        may not be seen."""
        caption = self.records.get((noun, key))
        return caption if caption is None or language == "vi" else self.english.get((noun, key), caption)

    def _record(self, described: Field, key: str, language: str) -> Named:
        caption = self.records.get((described.noun, key))
        if caption is None:
            unseen = "(ngoài phạm vi xem của bạn)" if language == "vi" else "(outside of what you may see)"
            return Named(unseen, hidden=True)
        if language == "vi":
            return Named(caption or key, described.noun, key)
        english = self.english.get((described.noun, key))
        return Named(english or caption or key, described.noun, key, lang="" if english else "vi")


@prepared
def _captions(noun: str, labels: frozenset[int] | None) -> QuerySet[Any, tuple[UUID, str, str]]:
    english = F(noun_of(noun).english) if noun_of(noun).english else Value("")
    rows: QuerySet[Any] = noun_of(noun).model.objects.visible_to(Viewer(name="", labels=labels))
    return rows.filter(key__in=keys_asked()).values_list("key", "caption", english)


@prepared
def _terms(vocabularies: tuple[str, ...]) -> QuerySet[Any, tuple[str, str, str, str, int]]:
    terms: QuerySet[Any] = noun_of("term").model.objects.filter(**{"vocabulary__in": vocabularies})
    return terms.values_list("vocabulary", "code", "label_vi", "label_en", "label_id")


def plain(described: Field, value: Any, language: str) -> str:
    """Return a value that needs no look-up in words of ``language``."""
    if described.kind in DATES:
        return date_words(str(value), language)
    if described.kind is Kind.YES_NO:
        return ("có", "không")[not value] if language == "vi" else ("yes", "no")[not value]
    if described.kind is Kind.CHOICE:
        at = 1 if language == "vi" else 2
        return next((choice[at] for choice in described.choices if choice[0] == value), str(value))
    if described.kind in (Kind.INTEGER, Kind.DECIMAL):
        return number_words(value, language)
    return str(value)


def date_words(given: str, language: str) -> str:
    """Return a date as it was given: "30/10/2025", "10/2025", "quý IV/2025", "2025"."""
    parts = given.split("-")
    if len(parts) == 2 and parts[1].startswith("Q"):
        quarter = int(parts[1][1:])
        return f"quý {_ROMAN[quarter - 1]}/{parts[0]}" if language == "vi" else f"Q{quarter} {parts[0]}"
    return "/".join(reversed(parts))


def number_words(value: Any, language: str) -> str:
    """Return a number as the language writes it: 1.234,5 in Vietnamese, 1,234.5 in English."""
    text = f"{Decimal(str(value)):,f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def keys_in(value: Any) -> list[str]:
    """Return the record keys that the value of a RECORD or RECORDS field holds."""
    given = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in given if one and is_key(str(one))]
