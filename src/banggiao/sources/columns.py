"""What the columns of a table are: fields of a noun, or nothing that is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from banggiao.core.nouns import Field, Noun
from banggiao.sources.headings import fields_named, heading_key, is_ordinal
from banggiao.sources.table_file import Table, TableFault, TableRefused


@dataclass(frozen=True)
class Columns:
    """The field of each column, None for one that is left out; ``fixed`` is what every row is given besides
    (field → value), ``told`` the same as a person would say it."""

    fields: tuple[Field | None, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def personal(self) -> bool:
        """Whether a column holds personal values."""
        return any(one is not None and one.personal for one in self.fields)


def columns_mapped(noun: Noun, table: Table, mapping: Mapping[str, str]) -> Columns:
    """Return the columns by their headings; ``mapping`` is heading → field for those headed otherwise, ""
    leaves a column out.

    Raises:
        TableRefused: with every column that is unknown, there twice, mapped but not there, or missing.
    """
    asked = {_plain(column): target for column, target in mapping.items()}
    faults: list[TableFault] = []
    fields: list[Field | None] = []
    for n, heading in enumerate(table.header):
        mapped = _plain(heading) in asked
        target = asked.pop(_plain(heading), heading)
        found = (
            [noun.by_name[target]]
            if target in noun.by_name
            else [noun.by_name[f] for f in fields_named(noun, target)]
        )
        left_out = not target or (not mapped and not found and is_ordinal(heading))
        if not found and not left_out:
            faults.append(
                table.fault(
                    table.line, heading,
                    f"“{noun.vi}” không có trường này. Ghép cột bằng --map, hoặc bỏ qua cột.",
                    f"“{noun.en}” has no such field. Map the column, or leave it out.", at=n,
                )
            )  # fmt: skip
        fields.append(found[0] if found and not left_out else None)
    faults += _doubled(table, fields)
    for column in asked:
        faults.append(
            table.fault(table.line, column, "Tệp không có cột này.", "The file has no such column.")
        )
    if not faults:
        faults += _missing(noun, table, fields, {})
    if faults:
        raise TableRefused(faults)
    return Columns(tuple(fields))


def columns_chosen(
    noun: Noun, table: Table, names: Sequence[str], fixed: Mapping[str, str], told: Mapping[str, str]
) -> Columns:
    """Return the columns as a person mapped them: a field's name for each, "" for one that is left out.

    Raises:
        TableRefused: a field is there twice, or a required one is missing.
    """
    fields = [noun.by_name.get(name) for name in names]
    faults = [*_doubled(table, fields), *_missing(noun, table, fields, fixed)]
    if faults:
        raise TableRefused(faults)
    kept = {name: value for name, value in fixed.items() if noun.by_name[name] not in fields}
    return Columns(tuple(fields), kept, {name: told[name] for name in kept if name in told})


def names_kept(header: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """Return a mapping as it is remembered: the words of a heading → the name of a field."""
    return {heading_key(heading): name for heading, name in zip(header, names, strict=True)}


def _doubled(table: Table, fields: Sequence[Field | None]) -> Iterator[TableFault]:
    for n, one in enumerate(fields):
        if one is not None and one in fields[:n]:
            yield table.fault(
                table.line,
                table.header[n],
                f"Hai cột cùng là “{one.vi}”.",
                f"Two columns are “{one.en}”.",
                at=n,
            )


def _missing(
    noun: Noun, table: Table, fields: Sequence[Field | None], fixed: Mapping[str, str]
) -> Iterator[TableFault]:
    for one in noun.fields:
        if one.required and one.default is None and one not in fields and not fixed.get(one.name):
            yield table.fault(table.line, one.vi, "Thiếu cột bắt buộc này.", "This column is required.")


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()
