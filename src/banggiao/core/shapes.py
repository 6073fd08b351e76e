"""Fields that many nouns have, described once."""

from __future__ import annotations

from typing import Any

from banggiao.core.nouns import Field, Kind

Choices = tuple[tuple[str, str, str], ...]


def text(name: str, vi: str, en: str, **more: Any) -> Field:
    """A line of text."""
    return Field(name, Kind.TEXT, vi, en, **more)


def words(name: str, vi: str, en: str, **more: Any) -> Field:
    """Text of several lines."""
    return Field(name, Kind.LONG_TEXT, vi, en, **more)


def link(name: str, vi: str, en: str, **more: Any) -> Field:
    """An address on the web."""
    return Field(name, Kind.LINK, vi, en, **more)


def choice(name: str, vi: str, en: str, choices: Choices, **more: Any) -> Field:
    """One of a fixed list."""
    return Field(name, Kind.CHOICE, vi, en, choices=choices, **more)


def term(name: str, vi: str, en: str, vocabulary: str, **more: Any) -> Field:
    """An entry of a vocabulary."""
    return Field(name, Kind.TERM, vi, en, vocabulary=vocabulary, **more)


def record(name: str, vi: str, en: str, noun: str, **more: Any) -> Field:
    """Another record."""
    return Field(name, Kind.RECORD, vi, en, noun=noun, **more)


def records(name: str, vi: str, en: str, noun: str, **more: Any) -> Field:
    """Several other records."""
    return Field(name, Kind.RECORDS, vi, en, noun=noun, **more)


def day(name: str, vi: str, en: str, **more: Any) -> Field:
    """A date as it was given."""
    return Field(name, Kind.DATE, vi, en, **more)


def interval(
    start: tuple[str, str] = ("từ", "from"), end: tuple[str, str] = ("đến", "to"), **more: Any
) -> tuple[Field, Field]:
    """The start and the end of the record's interval."""
    return (
        Field("valid_from", Kind.START, *start, sorted=True, filtered=True, **more),
        Field("valid_to", Kind.END, *end, **more),
    )


def note() -> Field:
    """Whatever else is to be said."""
    return Field("note", Kind.LONG_TEXT, "ghi chú", "note")
