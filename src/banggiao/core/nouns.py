"""What a noun of the register is: one description, from which its pages, forms, files, search, exports and
permissions are derived. A noun's app describes it in its ``nouns.py``; nothing else is written per noun."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Q

    from banggiao.core.models import NounRecord


class Kind(StrEnum):
    """The kinds of value that a field holds."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    LINK = "link"  # an address on the web, http or https; shown and never fetched
    DATE = "date"  # as given: year, quarter, month or day; columns NAME and NAME_precision
    START = "start"  # the start of the record's interval: columns valid_from, valid_from_precision
    END = "end"  # its end, the last day included: columns valid_to, valid_to_precision
    INTEGER = "integer"
    DECIMAL = "decimal"
    YES_NO = "yes_no"
    CHOICE = "choice"  # one of a fixed list
    TERM = "term"  # the code of an entry of a vocabulary that an administrator may edit
    RECORD = "record"  # another record
    RECORDS = "records"  # several other records


DATES = frozenset({Kind.DATE, Kind.START, Kind.END})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value, in words. ``field`` is "" where it is the whole record."""

    field: str
    code: str
    vietnamese: str
    english: str

    def message(self, language: str = "vi") -> str:
        """Return the message in ``language`` ("vi" or "en")."""
        return self.vietnamese if language == "vi" else self.english


@dataclass(frozen=True)
class Field:
    """One thing that is known of a record.

    ``noun`` is what a RECORD or RECORDS field points at, ``vocabulary`` where a TERM is from (names of
    vocabularies, the first one wins where two have the same code), ``choices`` the
    (code, Vietnamese, English) of a CHOICE. A ``personal`` value lies in an erasable payload, not in a
    column. ``search`` is "A" (names), "B" (words) or "" (not searched). ``listed`` fields are columns of the
    list, ``filtered`` ones narrow it, ``sorted`` ones order it. Of a date given as a year, quarter or month the
    column holds the first day, or the last where the field is ``latest`` (deadlines).
    """

    name: str
    kind: Kind
    vi: str
    en: str
    required: bool = False
    noun: str = ""
    vocabulary: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()
    max_length: int = 300
    minimum: int | None = None
    personal: bool = False
    latest: bool = False
    search: str = ""
    listed: bool = False
    filtered: bool = False
    sorted: bool = False
    help_vi: str = ""
    help_en: str = ""
    default: Any = None

    def label(self, language: str = "vi") -> str:
        """Return the field's name in ``language`` ("vi" or "en")."""
        return self.vi if language == "vi" else self.en

    def help(self, language: str = "vi") -> str:
        """Return what the field means, in ``language``."""
        return self.help_vi if language == "vi" else self.help_en

    @property
    def vocabularies(self) -> tuple[str, ...]:
        """The vocabularies that a TERM is from, in order."""
        return tuple(self.vocabulary.split())

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold the field; none where its values lie elsewhere."""
        if self.personal or self.kind is Kind.RECORDS:
            return ()
        if self.kind is Kind.START:
            return ("valid_from", "valid_from_precision")
        if self.kind is Kind.END:
            return ("valid_to", "valid_to_precision")
        if self.kind is Kind.DATE:
            return (self.name, f"{self.name}_precision")
        return (f"{self.name}_id",) if self.kind is Kind.RECORD else (self.name,)

    @cached_property
    def column(self) -> str:
        """The column by which the field is filtered and sorted."""
        return self.columns[0]

    @cached_property
    def choice_named(self) -> dict[str, str]:
        """What a choice may be called, in lower case, with its code."""
        names: dict[str, str] = {}
        for code, vietnamese, english in self.choices:
            names.setdefault(vietnamese.casefold(), code)
            names.setdefault(english.casefold(), code)
        return names

    @cached_property
    def choice_codes(self) -> frozenset[str]:
        """The codes of the choices."""
        return frozenset(code for code, _, _ in self.choices)


Values = Mapping[str, Any]
"""Field name → value in the form that claims keep: text, number, true or false, a date as given ("2025-07"),
a record's key, or None."""

Check = Callable[[Values], Iterable[Fault]]
CheckMany = Callable[[Sequence[Values], Sequence["NounRecord | None"]], Iterable[tuple[int, Fault]]]
AfterWrite = Callable[[Sequence["NounRecord"]], None]
WithHistory = Callable[[Iterable[int]], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Derived:
    """Something that follows from a record's columns and the day, and is never stored: a filter, and a column
    of the list unless ``column`` is false.

    ``choices`` are (code, Vietnamese, English). ``picks`` gives the condition for a code on a day, ``of`` the
    code of a record on a day, "" where it has none; it looks at the columns of these fields (``columns``)
    alone.
    """

    name: str
    vi: str
    en: str
    choices: tuple[tuple[str, str, str], ...]
    columns: tuple[str, ...]
    picks: Callable[[str, date], Q]
    of: Callable[[Any, date], str]
    column: bool = True

    def label(self, language: str = "vi") -> str:
        """Return its name in ``language`` ("vi" or "en")."""
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Duty:
    """That a noun's records fall due.

    ``due`` is the column of the last day, ``done`` that of the day on which it was done; ``in_charge`` leads to
    the actor who must do it, ``work`` to the code of its field of work ("" where there is none), both as
    queries write it ("commitment__lead"). ``within`` names the field of a record that must be open too.
    """

    due: str
    done: str
    in_charge: str
    work: str = ""
    within: str = ""


def _no_faults(_: Values) -> Iterable[Fault]:
    return ()


@dataclass(frozen=True)
class Noun:
    """A noun of the register.

    ``title`` names the fields that together name a record. ``english`` is the field that names it in English, "" where there is none. ``part_of`` is the field that
    names the record of
    which this one is a part: its access label follows that record's. ``order`` is how a list is sorted
    unless asked otherwise: a field's name, "-" before it for last first. ``state`` is the field that holds
    where the record stands in its life, "" where there is none. ``check`` looks at one record's values;
    ``check_many`` at many beside what the database holds; ``prepare`` fills derived columns of records about to
    be written; ``after_write`` derives what follows from records just written. ``refusals`` puts
    database constraints into words. ``follows`` names the relations of the database that point at this noun's
    records ("app.Model.field") and that go to the other record in a merge; ``stays`` those that remain with
    the record merged away, each with the reason; a relation in neither is refused. ``not_merged`` says why
    records of the noun are never merged. ``amendable`` are the fields that people fill in of records that services
    write (``writable`` is false). ``coded`` names the columns that hold codes of the noun's records, a
    text or a list of texts: a merge writes the code of the record that stays.
    """

    code: str
    model: type[NounRecord]
    vi: str
    en: str
    en_many: str
    fields: tuple[Field, ...]
    title: tuple[str, ...]
    part_of: str = ""
    order: str = "-created"
    state: str = ""
    check: Check = _no_faults
    check_many: CheckMany | None = None
    prepare: AfterWrite | None = None
    after_write: AfterWrite | None = None
    refusals: Mapping[str, Fault] = field(default_factory=dict)
    follows: frozenset[str] = frozenset()
    stays: Mapping[str, str] = field(default_factory=dict)
    not_merged: Fault | None = None
    coded: frozenset[str] = frozenset()
    english: str = ""
    derived: tuple[Derived, ...] = ()
    tree: str = ""  # the field that names the record above this one
    people: bool = False  # sorted by given name
    leads_to: str = ""  # the field whose record is found by this one's words (a former name: its actor)
    writable: bool = True  # false: written by its own services only (papers, reviews)
    amendable: frozenset[str] = frozenset()
    exportable: bool = True
    duty: Duty | None = None  # how its records fall due
    with_history: WithHistory | None = None  # ids of records → these and those whose work they carry on

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by name."""
        return {f.name: f for f in self.fields}

    @cached_property
    def open_fields(self) -> tuple[Field, ...]:
        """The fields that hold no personal data."""
        return tuple(f for f in self.fields if not f.personal)

    @cached_property
    def personal_fields(self) -> tuple[Field, ...]:
        """The fields that hold personal data."""
        return tuple(f for f in self.fields if f.personal)

    @cached_property
    def sorted_name(self) -> str:
        """The text in the title by which a list of the noun is sorted, "" where it has none."""
        worded = (Kind.TEXT, Kind.LONG_TEXT)
        by_name = self.by_name
        return next((n for n in self.title if by_name[n].sorted and by_name[n].kind in worded), "")

    @property
    def changeable(self) -> bool:
        """Whether people change its records in a form, in whole or in part."""
        return self.writable or bool(self.amendable)

    @cached_property
    def dated(self) -> bool:
        """Whether records hold for a time, so that one may ask what was true on a day."""
        return any(f.kind is Kind.START for f in self.fields)

    def label(self, language: str = "vi") -> str:
        """Return what one record is called, in ``language``."""
        return self.vi if language == "vi" else self.en

    def label_many(self, language: str = "vi") -> str:
        """Return what several records are called, in ``language``."""
        return self.vi if language == "vi" else self.en_many


_nouns: dict[str, Noun] = {}


def register(noun: Noun) -> Noun:
    """Make a noun known. Its model's records then carry its code."""
    _nouns[noun.code] = noun
    noun.model.noun_code = noun.code
    return noun


def noun_of(code: str) -> Noun:
    """Return the noun with this code.

    Raises:
        KeyError: there is none.
    """
    return _nouns[code]


def nouns() -> list[Noun]:
    """Return every noun, in the order in which the apps described them."""
    return list(_nouns.values())


def pointing_at(code: str) -> list[tuple[Noun, Field]]:
    """Return the fields of all nouns that point at records of the noun with this code."""
    return [(noun, f) for noun in _nouns.values() for f in noun.fields if f.noun == code]
