"""The form of a noun, from its description: an input for each field, what was typed, what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst

from banggiao.core.access import Question, Viewer
from banggiao.core.nouns import DATES, Fault, Field, Kind, Noun, noun_of
from banggiao.sources.wording import Names, date_words, keys_in

KEY, WAS = ".key", ".was"
"""Suffixes of the hidden inputs beside a RECORD's: the key that it had, and the caption that was shown."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record that a RECORD or RECORDS input names: ``key`` "" where only words were typed."""

    key: str
    caption: str


@dataclass(slots=True)
class Input:
    """One input of the form."""

    name: str
    label: str
    help: str
    kind: str
    required: bool
    value: str = ""
    on: bool = False
    options: list[tuple[str, str, bool]] = field(default_factory=list)
    chosen: list[Chosen] = field(default_factory=list)
    find: str = ""
    max_length: int = 0
    faults: list[str] = field(default_factory=list)
    theirs: str | None = None
    was: str = ""

    @property
    def half(self) -> bool:
        """Whether the input takes half of the form's width."""
        return self.kind in ("date", "select", "number")

    @property
    def described_by(self) -> str:
        """The ids of what explains the input to those who cannot see the page."""
        ids = [f"{self.name}-help"] if self.help else []
        ids += [f"{self.name}-fault"] if self.faults else []
        return " ".join(ids)


class NounForm:
    """A form for one record of a noun, filled from what the record holds, then from what was typed.

    ``only`` names the fields that are asked for, None for all that the person may write.
    """

    def __init__(
        self, noun: Noun, viewer: Viewer, language: str, *, action: str, state: str = "",
        label: int | None = None, values: Mapping[str, Any] | None = None,
        only: Collection[str] | None = None,
    ) -> None:  # fmt: skip
        self.noun, self.viewer, self.language = noun, viewer, language
        self.fields = [
            f for f in noun.fields
            if (only is None or f.name in only)
            and viewer.may(Question(noun.code, action, f.name, state, label))
        ]  # fmt: skip
        self._fresh = values is None
        self._values = dict(values or {})
        said = [(f, self._values.get(f.name)) for f in self.fields]
        self._names = Names.gather([*said, *((f, None) for f in self.fields)], viewer)
        self._terms = _terms([f for f in self.fields if f.kind is Kind.TERM], viewer, language)
        self.inputs = [self._input(f) for f in self.fields]
        self._by_name = {one.name: one for one in self.inputs}
        self.faults: list[Fault] = []

    def fill(self, given: QueryDict) -> None:
        """Take what the address of a new form says: ?instrument=<key>&kind=task."""
        for f in self.fields:
            if f.name in given and not f.personal:
                self._values[f.name] = given.getlist(f.name) if f.kind is Kind.RECORDS else given[f.name]
        self._names = Names.gather([(f, self._values.get(f.name)) for f in self.fields], self.viewer)
        self.inputs = [self._input(f) for f in self.fields]
        self._by_name = {one.name: one for one in self.inputs}

    def typed(self, given: QueryDict) -> dict[str, Any]:
        """Take what was typed into the inputs; return what differs from what the record holds, as typed."""
        changed: dict[str, Any] = {}
        for f in self.fields:
            held = None if self._fresh else self._values.get(f.name)
            raw = self._with_unseen(f, held, self._raw(f, given))
            if raw != self._as_raw(f, held) and not (f.personal and not raw):
                changed[f.name] = raw
        self._show(given)
        return changed

    def _with_unseen(self, f: Field, held: Any, raw: Any) -> Any:
        """Keep what the field holds and the person may not see: the input does not show it."""
        before = keys_in(held) if f.noun else []
        unseen = [key for key in before if (f.noun, key) not in self._names.records]
        if not unseen:
            return raw
        if f.kind is Kind.RECORD:
            return raw or unseen[0]
        kept = {*raw, *unseen}
        return [key for key in before if key in kept] + [one for one in raw if one not in before]

    def told(self, given: QueryDict) -> dict[str, Any]:
        """Return all that the inputs say, as typed."""
        self._show(given)
        return {f.name: self._raw(f, given) for f in self.fields}

    def fault(self, fault: Fault) -> None:
        """Put a fault beside its input, or at the head where it has none."""
        self.faults.append(fault)
        if fault.field in self._by_name:
            self._by_name[fault.field].faults.append(fault.message(self.language))

    def theirs(self, name: str, value: Any) -> None:
        """Show beside the input what somebody else has written meanwhile."""
        if name in self._by_name:
            described = self.noun.by_name[name]
            names = Names.gather([(described, value)], self.viewer)
            self._by_name[name].theirs = "; ".join(
                one.text for one in names.said(described, value, self.language)
            )

    def same_as_typed(self, name: str, value: Any, given: QueryDict) -> bool:
        """Tell whether what was typed is ``value``."""
        described = self.noun.by_name[name]
        return bool(self._raw(described, given) == self._as_raw(described, value))

    def label(self, name: str) -> str:
        """Return the label of a field."""
        return self._by_name[name].label if name in self._by_name else ""

    def has(self, name: str) -> bool:
        """Whether the form has this input."""
        return name in self._by_name

    def _input(self, f: Field) -> Input:
        value = self._values.get(f.name)
        if value is None and self._fresh:
            value = f.default
        one = Input(
            f.name, capfirst(f.label(self.language)), f.help(self.language), _widget(f), f.required,
            max_length=f.max_length,
        )  # fmt: skip
        if f.noun:
            one.find = reverse("web:find", args=[f.noun])
            one.chosen = [self._chosen(f, told) for told in _listed(value)]
            one.was = one.chosen[0].caption if one.chosen and f.kind is Kind.RECORD else ""
        elif f.kind in (Kind.CHOICE, Kind.TERM):
            one.options = self._options(f, value)
        elif f.kind is Kind.YES_NO:
            one.on = value in (True, "1", "true")
        else:
            one.value = self._as_raw(f, value)
        return one

    def _chosen(self, f: Field, told: str) -> Chosen:
        caption = self._names.called(f.noun, told, self.language)
        if caption is not None:
            return Chosen(told, caption)
        return Chosen("", "" if keys_in(told) else told)

    def _options(self, f: Field, value: Any) -> list[tuple[str, str, bool]]:
        if f.kind is Kind.TERM:
            known = list(dict(pair for name in f.vocabularies for pair in self._terms[name]).items())
            if value and all(code != value for code, _ in known):  # archived since, or seen by fewer
                known.append((str(value), self._names.said(f, value, self.language)[0].text))
        else:
            known = [(code, vi if self.language == "vi" else en) for code, vi, en in f.choices]
        empty = [] if f.required and value else [("", "", not value)]
        return empty + [(code, label, code == value) for code, label in known if code]

    def _as_raw(self, f: Field, value: Any) -> Any:
        """Return a held value as its input would send it."""
        if f.kind is Kind.RECORDS:
            return keys_in(value or [])
        if f.kind is Kind.YES_NO:
            return bool(value)
        if value is None:
            return ""
        if f.kind in DATES:
            return date_words(str(value), self.language) if _is_given(str(value)) else str(value)
        return str(value)

    def _raw(self, f: Field, given: QueryDict) -> Any:
        if f.kind is Kind.YES_NO:
            return f.name in given and given[f.name] != ""
        if f.kind is Kind.RECORDS:
            told = [part.strip() for one in given.getlist(f.name) for part in one.split(";")]
            return list(dict.fromkeys(part for part in told if part))
        text = given.get(f.name, "")
        if f.kind is Kind.RECORD:
            text = text.strip()
            if text and text == given.get(f.name + WAS):
                return given.get(f.name + KEY) or text
            return text
        return text.replace("\r\n", "\n").strip()

    def _show(self, given: QueryDict) -> None:
        """Keep what was typed in the inputs."""
        raw = {f.name: self._raw(f, given) for f in self.fields}
        pointed = [(f, raw[f.name]) for f in self.fields if f.noun]
        self._names.records |= Names.gather(pointed, self.viewer).records
        for f in self.fields:
            one = self._by_name[f.name]
            if f.noun:
                one.chosen = [self._chosen(f, told) for told in _listed(raw[f.name])]
                one.was = one.chosen[0].caption if one.chosen and one.chosen[0].key else ""
            elif f.kind in (Kind.CHOICE, Kind.TERM):
                one.options = self._options(f, raw[f.name])
            elif f.kind is Kind.YES_NO:
                one.on = raw[f.name]
            else:
                one.value = raw[f.name]


def _widget(f: Field) -> str:
    if f.kind in DATES:
        return "date"
    if f.kind in (Kind.CHOICE, Kind.TERM):
        return "select"
    return "number" if f.kind in (Kind.INTEGER, Kind.DECIMAL) else str(f.kind)


def _listed(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _is_given(text: str) -> bool:
    return len(text) in (4, 7, 10) and text[:4].isdigit()


def _terms(fields: Iterable[Field], viewer: Viewer, language: str) -> dict[str, list[tuple[str, str]]]:
    """Return the entries of each vocabulary in its order, in one query."""
    wanted = {name for f in fields for name in f.vocabularies}
    known: dict[str, list[tuple[str, str]]] = defaultdict(list)
    if wanted:
        model: Any = noun_of("term").model
        terms = model.objects.visible_to(viewer).current().filter(vocabulary__in=wanted)
        rows = terms.order_by("order", "pk").values_list("vocabulary", "code", "label_vi", "label_en")
        for vocabulary, code, vi, en in rows:
            known[vocabulary].append((code, vi if language == "vi" else en or vi))
    return known
